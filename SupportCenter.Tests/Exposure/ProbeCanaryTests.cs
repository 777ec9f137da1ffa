using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Businesses;
using SupportCenter.Domain.Consultations;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Documents;
using SupportCenter.Domain.Exposure;
using SupportCenter.Domain.Incidents;
using SupportCenter.Domain.Oversight;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Workspace;

namespace SupportCenter.Tests.Exposure;

/// <summary>The portal's own canary: in every kind of data, in nobody's way.</summary>
public sealed class ProbeCanaryTests
{
    /// <summary>Personal columns that say something of staff and their work, not of a business: each with its reason.</summary>
    private static readonly Dictionary<string, string> Elsewhere = new(StringComparer.Ordinal)
    {
        ["StaffMember.DisabledReason"] = "of staff",
        ["Approval.Reason"] = "would ask somebody for a release",
        ["Approval.Remark"] = "would ask somebody for a release",
        ["Alarm.Remark"] = "would be an alarm",
        ["ExposureFinding.Address"] = "what the probe itself found",
        ["EmergencyAccess.Reason"] = "would be an emergency",
        ["RetentionHold.Reason"] = "would be a hold in the list of those in force",
        ["RetentionHold.LiftedReason"] = "would be a hold in the list of those in force",
        ["ExportOrder.Reason"] = "would be an export that waits for its release",
        ["ReportEdition.Texts.First"] = "would be printed in a report",
        ["ReportEdition.Texts.Second"] = "would be printed in a report",
        ["ReportEdition.Texts.Third"] = "would be printed in a report",
        ["ReportEdition.Texts.Issues"] = "would be printed in a report",
        ["ReportEdition.Texts.Voice1"] = "would be printed in a report",
        ["ReportEdition.Texts.Voice2"] = "would be printed in a report",
        ["ReportEdition.Texts.Voice3"] = "would be printed in a report",
        ["ReportEdition.Texts.Voice4"] = "would be printed in a report",
        ["ReportEdition.Texts.Voice5"] = "would be printed in a report",
        ["ReportEdition.Texts.Reason"] = "would be printed in a report",
    };

    [Fact]
    public async Task It_has_a_piece_in_every_personal_column_and_the_text_of_its_document()
    {
        await using var portal = await PlantedAsync();
        var token = (await TokenAsync(portal))!;
        var telephone = (await portal.As<ProbeCanaryService>(CallerIdentity.Console).WatchedAsync())
            .Texts.First(text => text.Piece == "telephone")
            .Text;

        var without = await portal.ReadAsync(async db =>
        {
            var missing = new List<string>();
            // Nothing of an incident: a canary there would be one, with its deadlines. Nothing of the oversight: no business stands in it.
            string?[] others = [typeof(Incident).Namespace, typeof(Contract).Namespace];
            foreach (var entity in db.Model.GetEntityTypes().Where(type => !others.Contains(type.ClrType.Namespace)))
            {
                foreach (var path in PersonalOf(entity, entity.ClrType.Name))
                {
                    var rows = await AllAsync(db, entity.ClrType);
                    if (
                        !rows.Any(row =>
                            Text(row, path) is { } text
                            && (text.Contains(token, StringComparison.Ordinal) || text.Contains(telephone, StringComparison.Ordinal))
                        )
                    )
                    {
                        missing.Add(path);
                    }
                }
            }

            return missing;
        });

        Assert.Empty(without.Except(Elsewhere.Keys));
        var (document, content) = await portal.ReadAsync(async db =>
            (await db.Documents.FirstAsync(row => row.WithdrawnAtUtc == null), await db.DocumentChunks.ToListAsync())
        );
        Assert.Contains(
            $"{token}-document",
            System.Text.Encoding.UTF8.GetString(
                DocumentEncryption.Decrypt(
                    portal.Database.Cipher,
                    document.Id,
                    0,
                    true,
                    content.Single(piece => piece.DocumentId == document.Id).Sealed
                )
            ),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Planting_again_changes_nothing_and_what_is_missing_is_planted_with_the_same_token()
    {
        await using var portal = await PlantedAsync();
        var (before, token) = ((await portal.AuditAsync()).Count, await TokenAsync(portal));
        await portal.As<ProbeCanaryService>(CallerIdentity.Console).PlantAsync();
        Assert.Equal((before, token), ((await portal.AuditAsync()).Count, await TokenAsync(portal)));

        await portal.ReadAsync(db => db.Drafts.ExecuteDeleteAsync());
        await portal.As<ProbeCanaryService>(CallerIdentity.Console).PlantAsync();
        Assert.Equal($"{token}-draft", await portal.ReadAsync(db => db.Drafts.Select(row => row.Content).SingleAsync()));
    }

    [Fact]
    public async Task It_takes_no_slot_and_stands_in_nobodys_day_and_in_no_list_of_what_is_to_do()
    {
        await using var portal = await PlantedAsync();
        Assert.Empty((await portal.AsAnyone<Domain.PublicSite.PublicScheduleService>().ReadAsync()).Clinics);
        Assert.Empty(await portal.As<CentreFiguresService>(Role.BookingStaff).DayAsync());
        Assert.Empty((await portal.As<WorkspaceService>(Role.Supervisor).WaitingForConfirmationAsync()).Rows);
        var day = await portal.As<WorkspaceService>(Role.Scrivener).ScrivenerDayAsync();
        Assert.Empty(day.Clinics.Cast<object>().Concat(day.Today).Concat(day.Unwritten).Concat(day.Unfinished));
        Assert.Empty(
            await portal.ReadAsync(db =>
                db.Reservations.Where(row => row.Date >= new DateOnly(2020, 1, 1) || row.Status < ReservationStatus.Cancelled).ToListAsync()
            )
        );
        Assert.Empty(await portal.ReadAsync(db => db.Callbacks.Where(row => row.SettledAtUtc == null).ToListAsync()));
    }

    [Fact]
    public async Task Whoever_opens_it_raises_an_alarm_and_whoever_pages_past_it_in_a_list_does_not()
    {
        await using var portal = await PlantedAsync();
        var (business, reservation, record) = await portal.ReadAsync(async db =>
            (
                await db.Businesses.Select(row => row.Id).SingleAsync(),
                await db.Reservations.Select(row => row.Id).SingleAsync(),
                await db.Records.Select(row => row.Id).SingleAsync()
            )
        );

        Assert.Single((await portal.As<ReservationListService>(Role.BookingStaff).ListAsync(new(), new PageRequest(0, 20))).Rows);
        Assert.Single((await portal.As<ConsultationListService>(Role.Supervisor).ListAsync(new(), new PageRequest(0, 20))).Rows);
        Assert.Equal(0, await portal.As<AlarmService>(Role.Supervisor).CountOpenAsync());

        await portal.As<BusinessService>(Role.BookingStaff).FindAsync(business);
        Assert.Equal(1, await portal.As<AlarmService>(Role.Supervisor).CountOpenAsync());
        await portal.As<ConsultationService>(Role.Supervisor).FindAsync(record);
        Assert.Equal(2, await portal.As<AlarmService>(Role.Supervisor).CountOpenAsync());
        Assert.NotEqual(Guid.Empty, reservation);
    }

    [Fact]
    public async Task Nobody_withdraws_it_and_it_is_marked_among_the_canaries()
    {
        await using var portal = await PlantedAsync();
        var row = Assert.Single(await portal.As<CanaryService>(Role.Supervisor).ListAsync());
        Assert.True(row.IsOwn);
        await Assert.ThrowsAsync<RuleException>(() => portal.As<CanaryService>(Role.Supervisor).WithdrawAsync(row.BusinessId));
    }

    [Fact]
    public async Task The_probe_looks_for_the_canaries_that_people_planted_as_well()
    {
        await using var portal = await PlantedAsync();
        await portal
            .As<CanaryService>(Role.Supervisor)
            .PlantAsync(new BusinessDetails { BusinessName = "朝霧見本堂", Telephone = "075-000-7001" });
        var watched = await portal.As<ProbeCanaryService>(CallerIdentity.Console).WatchedAsync();
        Assert.Contains(watched.Texts, text => text == new WatchedText("朝霧見本堂", "planted"));
        Assert.Equal(6, watched.OwnIds.Count);
    }

    [Fact]
    [Asvs("11.3.2")]
    public async Task The_token_lies_in_the_database_sealed_like_everything_confided()
    {
        await using var portal = await PlantedAsync();
        var token = System.Text.Encoding.ASCII.GetBytes((await TokenAsync(portal))!);
        Assert.True((await portal.FileAsync()).AsSpan().IndexOf(token) < 0);
    }

    private static async Task<TestPortal> PlantedAsync()
    {
        var portal = await TestPortal.StartAsync();
        await portal.As<ProbeCanaryService>(CallerIdentity.Console).PlantAsync();
        return portal;
    }

    private static Task<string?> TokenAsync(TestPortal portal) =>
        portal.ReadAsync(db => db.Canaries.Where(row => row.Token != null).Select(row => row.Token).SingleAsync());

    private static IEnumerable<string> PersonalOf(ITypeBase type, string path) =>
        type.GetProperties()
            .Where(property => property.PropertyInfo?.GetCustomAttribute<PersonalAttribute>() is not null)
            .Select(property => $"{path}.{property.Name}")
            .Concat(type.GetComplexProperties().SelectMany(group => PersonalOf(group.ComplexType, $"{path}.{group.Name}")));

    private static async Task<List<object>> AllAsync(PortalDbContext db, Type type)
    {
        var set = (IQueryable<object>)typeof(DbContext).GetMethod(nameof(DbContext.Set), [])!.MakeGenericMethod(type).Invoke(db, [])!;
        return await set.AsNoTracking().ToListAsync();
    }

    private static string? Text(object row, string path)
    {
        object? value = row;
        foreach (var name in path.Split('.').Skip(1))
        {
            value = value
                ?.GetType()
                .GetProperty(name, BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)!
                .GetValue(value);
        }

        return value is null or string ? (string?)value : System.Text.Json.JsonSerializer.Serialize(value);
    }
}
