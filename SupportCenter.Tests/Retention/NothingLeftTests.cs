using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Businesses;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Drafts;
using SupportCenter.Domain.Incidents;
using SupportCenter.Domain.Oversight;
using SupportCenter.Domain.Retention;
using SupportCenter.Domain.Shelf;

namespace SupportCenter.Tests.Retention;

/// <summary>What a disposal leaves behind, in the tables and in the bytes of the files.</summary>
public sealed partial class NothingLeftTests : IAsyncLifetime
{
    /// <summary>Ids that stay, and why. Whatever else leads to a business is gone after a disposal.</summary>
    private static readonly Dictionary<Type, string> Kept = new()
    {
        [typeof(AuditEntry)] = "random ids of what was done with, so that the chain stays whole",
        [typeof(AuditedBusiness)] = "part of what the chain's hashes are taken of",
        [typeof(Approval)] = "that two people agreed; the texts about an emergency access are emptied",
        [typeof(DisposalItem)] = "what was disposed of, by its random id and its fingerprint",
        [typeof(Alarm)] = "that there was one; its remark is emptied",
        [typeof(AffectedBusiness)] = "that one was on the list of an incident, by its random id; why it was taken off is emptied",
        [typeof(IncidentPaperPart)] = "that it was written to, and the hash of the letter; what it said is emptied",
        [typeof(ContactAttempt)] = "that somebody tried to tell it, and what came of it; what was said is emptied",
        [typeof(DoubleCheckLine)] = "that a record was judged, and how, for the year's figures; what was written about it is emptied",
        [typeof(Canary)] = "a canary is nobody, and never due",
        [typeof(PaperVersion)] = "a paper of the shelf, whose content is no business's",
    };

    private static readonly string[] Leading = ["BusinessId", "ReservationId", "RecordId", "DocumentId", "SubjectId"];

    private RetentionScene scene = null!;

    private TestPortal Portal => scene.Portal;

    public async Task InitializeAsync() => scene = await RetentionScene.SetAsync();

    public Task DisposeAsync() => scene.DisposeAsync().AsTask();

    [Fact]
    [Asvs("14.2.7")]
    public async Task Every_table_that_leads_to_a_business_is_emptied_or_is_kept_for_a_reason()
    {
        await scene.FillAsync();
        var (tables, ids) = (await LeadingToBusinessesAsync(), await IdsAsync());
        Assert.Superset(
            new HashSet<Type>([typeof(SearchGram), typeof(Domain.Documents.DocumentChunk), typeof(RetentionHold)]),
            tables.Keys.ToHashSet()
        );
        Assert.Empty(Kept.Keys.Except(tables.Keys));
        var empty = await CountAsync(tables);
        // A table that comes later has to be filled by the scene, or this test could not tell whether it is emptied.
        Assert.Equal(
            [nameof(Alarm), nameof(Canary), nameof(DisposalItem), nameof(PaperVersion)],
            empty.Where(entry => entry.Value == 0).Select(entry => entry.Key.Name).Order(StringComparer.Ordinal)
        );

        await DisposeOfEverythingAsync();

        Assert.Empty(
            (await CountAsync(tables)).Where(entry => entry.Value > 0 && !Kept.ContainsKey(entry.Key)).Select(entry => entry.Key.Name)
        );
        Assert.Empty((await MentionsAsync(ids)).Except(Kept.Keys.Select(type => tables[type])));
    }

    [Fact]
    [Asvs("14.2.7")]
    public async Task What_people_wrote_about_the_business_elsewhere_is_emptied()
    {
        await scene.FillAsync();
        var emergency = await Portal.ReadAsync(db =>
            db.Approvals.AsNoTracking().SingleAsync(row => row.Kind == ApprovalKind.EmergencyAccess)
        );
        Assert.Contains("例示製作所", emergency.Reason + emergency.Remark, StringComparison.Ordinal);

        await DisposeOfEverythingAsync();

        var after = await Portal.ReadAsync(db => db.Approvals.AsNoTracking().SingleAsync(row => row.Id == emergency.Id));
        Assert.Equal(("", null, emergency.DecidedById), (after.Reason, after.Remark, after.DecidedById));
        var attempt = await Portal.ReadAsync(db => db.ContactAttempts.AsNoTracking().SingleAsync());
        Assert.Equal((ContactResult.Told, null, null), (attempt.Result, attempt.ToWhom, attempt.Reaction));
        Assert.Null(await Portal.ReadAsync(db => db.AffectedBusinesses.Select(row => row.RemovedReason).SingleAsync()));
        Assert.Equal("", await Portal.ReadAsync(db => db.IncidentPaperParts.Select(row => row.Content).SingleAsync()));
        var entries = await Portal.ReadAsync(db => db.IncidentEvents.AsNoTracking().ToListAsync());
        Assert.DoesNotContain(entries, entry => $"{entry.Text}{entry.Who}".Contains("例示製作所", StringComparison.Ordinal));
        Assert.Contains(entries, entry => entry.Text.Length > 0);
        Assert.Empty(await Portal.ReadAsync(db => db.Drafts.Where(row => row.Form.StartsWith("consultation:")).ToListAsync()));
    }

    [Fact]
    [Asvs("14.2.7")]
    public async Task No_byte_of_what_was_disposed_of_is_left_in_the_files()
    {
        await scene.FillAsync();
        var kept = await scene.CameOnAsync(new DateOnly(2025, 5, 1));
        var (encryptedBytes, rest) = (await BytesOfAsync(scene.Business.Id), await BytesOfAsync(kept.Id));
        Assert.True(encryptedBytes.Count > 40, $"only {encryptedBytes.Count} values were found");
        var before = await Portal.FileAsync();
        AssertEach.Of(encryptedBytes, value =>
            Assert.True(IsIn(before, value.Bytes), $"{value.Column} cannot be seen in the file: the test would prove nothing")
        );

        await DisposeOfEverythingAsync();

        var after = await Portal.FileAsync();
        Assert.Empty(encryptedBytes.Where(value => IsIn(after, value.Bytes)).Select(value => value.Column));
        AssertEach.Of(rest, value => Assert.True(IsIn(after, value.Bytes), $"{value.Column} of another business is gone"));
        Assert.Equal("ok", await Portal.ReadAsync(db => ScalarAsync(db, "PRAGMA integrity_check")));
    }

    [Fact]
    [Asvs("14.2.7")]
    public async Task Whoever_reads_for_long_keeps_bytes_in_the_log_and_the_disposal_is_not_completed_until_they_are_gone()
    {
        await scene.IndexBusinessAsync();
        Portal.Time.Set(RetentionScene.FirstDayDue);
        var order = await scene.ReleasedAsync();
        var encryptedBytes = await BytesOfAsync(scene.Business.Id);
        await using (var reading = Portal.Database.CreateContext())
        {
            await ScalarAsync(reading, "BEGIN");
            Assert.Equal(1, await reading.Businesses.CountAsync());

            Assert.Equal(
                RetentionTexts.VacuumPending,
                (await Assert.ThrowsAsync<RuleException>(() => scene.Disposals.CarryOutAsync(order))).Message
            );

            Assert.Equal(DisposalStage.Vacuuming, (await scene.Disposals.FindAsync(order))!.Stage);
            Assert.Null(await scene.Disposals.CertificateAsync(order));
            var meanwhile = await Portal.FileAsync();
            Assert.Contains(encryptedBytes, value => IsIn(meanwhile, value.Bytes));
            await ScalarAsync(reading, "ROLLBACK");
        }

        await Portal.As<DisposalService>(CallerIdentity.Console).CarryOnAsync();

        Assert.Equal(DisposalStage.Completed, (await scene.Disposals.FindAsync(order))!.Stage);
        var after = await Portal.FileAsync();
        Assert.Empty(encryptedBytes.Where(value => IsIn(after, value.Bytes)).Select(value => value.Column));
    }

    [Fact]
    [Asvs("14.2.7")]
    public async Task The_audit_log_is_sound_after_a_disposal_and_its_ids_lead_to_nobody()
    {
        await scene.FillAsync();
        Assert.Null(await Portal.As<CheckpointService>(CallerIdentity.Console).SignAsync());
        await DisposeOfEverythingAsync();
        Assert.Null(await Portal.As<CheckpointService>(CallerIdentity.Console).SignAsync());

        Assert.Empty(AuditVerifier.Verify(Portal.Database.Places).Damage);
        var log = await Portal.AuditAsync();
        Assert.Contains(log, row => row.Businesses.Any(business => business.BusinessId == scene.Business.Id));
        Assert.DoesNotContain(log, row => $"{row.Fields}{row.SubjectKind}{row.Act}".Contains("例示", StringComparison.Ordinal));
        Assert.Null(await Portal.As<LedgerService>(Role.Auditor).FindBusinessAsync(scene.Business.Id));
        Assert.Null(await Portal.As<BusinessService>(Role.Supervisor).FindAsync(scene.Business.Id));
    }

    [Theory]
    [InlineData("""{"Details":{"BusinessName":"x","Telephone":"{0}"}}""", true)]
    [InlineData("""{"Details":{"BusinessName":"{1}"}}""", true)]
    [InlineData("""{"BusinessId":"{2}"}""", true)]
    [InlineData("""{"Details":""", true)]
    [InlineData("""{"Details":{"BusinessName":"無関係の店","Telephone":"075-000-9999"}}""", false)]
    [Asvs("14.2.7")]
    public async Task A_half_typed_form_of_whoever_it_is_goes_with_the_business_that_it_names(string draft, bool goes)
    {
        var business = await Portal.ReadAsync(db => db.Businesses.AsNoTracking().SingleAsync(row => row.Id == scene.Business.Id));
        // In another spelling than it is stored in.
        var telephone = $"（０７５）{business.Telephone![3..6]}－{business.Telephone[6..]}";
        var content = draft
            .Replace("{0}", telephone, StringComparison.Ordinal)
            .Replace("{1}", " " + business.Name, StringComparison.Ordinal)
            .Replace("{2}", business.Id.ToString(), StringComparison.Ordinal);
        await Portal.As<DraftService>(Role.BookingStaff).SaveAsync("reservation:new", content);

        await DisposeOfEverythingAsync();

        Assert.Equal(goes ? 0 : 1, await Portal.ReadAsync(db => db.Drafts.CountAsync()));
    }

    [Fact]
    [Asvs("16.5.3")]
    public async Task A_draft_that_cannot_be_opened_any_more_stops_no_disposal()
    {
        await Portal.As<DraftService>(Role.BookingStaff).SaveAsync("reservation:new", "{}");
        await Portal.ReadAsync(db => db.Database.ExecuteSqlAsync($"UPDATE Drafts SET Content = zeroblob(60)"));

        await DisposeOfEverythingAsync();

        Assert.Equal(0, await Portal.ReadAsync(db => db.Drafts.CountAsync()));
    }

    private async Task DisposeOfEverythingAsync()
    {
        Portal.Time.Set(RetentionScene.FirstDayDue);
        var order = await scene.ReleasedAsync();
        await scene.Disposals.CarryOutAsync(order);
        Assert.Equal([DisposalState.Disposed], (await scene.ItemsAsync(order)).Select(item => item.State));
    }

    private static bool IsIn(byte[] file, byte[] value) => file.AsSpan().IndexOf(value) >= 0;
}
