using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Businesses;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Incidents;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Retention;

namespace SupportCenter.Tests.Incidents;

/// <summary>Whom it hit: the rehearsal of July 2020, and what else leads to a business.</summary>
public sealed class AffectedTests
{
    private static readonly AffectedQueryDetails Leak = new();

    [Fact]
    public async Task The_rehearsal_of_July_2020_finds_89_businesses_and_7_of_them_by_the_list_alone()
    {
        await using var scene = await IncidentScene.SetWithSamplesAsync();
        var id = await scene.OpenAsync();
        var query = (await scene.Affected.SuggestAsync(id))!;
        Assert.Equal((null, ExposedData.List | ExposedData.Record), (query.StoredBy, query.What));

        var found = (await scene.Affected.SearchAsync(id, query, null))!;
        var list = (await scene.Affected.FixAsync(id, query, null))!;

        Assert.Equal((89, 7, 89), (found.Businesses, found.ListOnly, found.Fresh));
        Assert.Equal((1, 89, 89, 7), (list.Number, list.Added, list.Businesses, list.ListOnly));
        var summary = await scene.Affected.SummaryAsync(id);
        Assert.Equal((89, 7, true), (summary.Businesses, summary.ListOnly, summary.IsSound));
        var row = Assert.Single(await scene.Portal.AuditAsync(), row =>
            row is { Act: AuditActs.AffectedFrozen, SubjectKind: nameof(AffectedList) }
        );
        Assert.Contains($"businesses=89,list-only=7,sha256={list.Hash}", row.Fields, StringComparison.Ordinal);
        // Five of the fictional bookings were received after that day: who asks for what was there by then gets the others.
        query.StoredBy = new DateOnly(2020, 7, 16);
        Assert.Equal(84, (await scene.Affected.SearchAsync(id, query, null))!.Businesses);
        // The seven have a booking for after the day and no record yet.
        var listOnly = await scene.Portal.ReadAsync(db =>
            db.AffectedBusinesses.Where(line => line.Data == ExposedData.List).Select(line => line.BusinessId).ToListAsync()
        );
        Assert.Equal(0, await scene.Portal.ReadAsync(db => db.Records.CountAsync(record => listOnly.Contains(record.BusinessId))));
    }

    [Fact]
    public async Task What_comes_later_is_another_list_with_its_own_hash_and_the_first_one_stays()
    {
        await using var scene = await IncidentScene.SetWithSamplesAsync();
        var id = await scene.OpenAsync();
        var june = new AffectedQueryDetails { What = ExposedData.List, To = new DateOnly(2020, 6, 30) };
        var first = (await scene.Affected.FixAsync(id, june, null))!;
        Assert.InRange(first.Businesses, 1, 88);

        var second = (await scene.Affected.FixAsync(id, Leak, null))!;

        Assert.Equal((2, 89), (second.Number, second.Businesses));
        Assert.NotEqual(first.Hash, second.Hash);
        var summary = await scene.Affected.SummaryAsync(id);
        Assert.Equal([second.Hash, first.Hash], summary.Lists.Select(list => list.Hash));
        var lines = (await scene.Affected.ListAsync(id, new PageRequest(0, 100))).Rows;
        Assert.Contains(lines, line => line.List == 2);
        var refused = await Assert.ThrowsAsync<RuleException>(() => scene.Affected.FixAsync(id, Leak, null));
        Assert.Equal(IncidentTexts.NothingToAdd, refused.Message);
    }

    [Fact]
    public async Task A_line_that_was_changed_in_the_database_does_not_agree_with_the_hash()
    {
        await using var scene = await IncidentScene.SetAsync();
        var id = await scene.OpenWithAsync(5);
        Assert.True((await scene.Affected.SummaryAsync(id)).IsSound);

        var line = (await scene.Affected.ListAsync(id, new PageRequest(0, 1))).Rows[0];
        Assert.True(await scene.Affected.RemoveAsync(line.Id, "別の事業者と取り違えていたため"));
        var summary = await scene.Affected.SummaryAsync(id);
        Assert.Equal((4, 1, true), (summary.Businesses, summary.Removed, summary.IsSound));

        await scene.Portal.ReadAsync(db =>
            db.AffectedBusinesses.Where(row => row.Id == line.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.Persons, 9))
        );
        Assert.False((await scene.Affected.SummaryAsync(id)).IsSound);
    }

    [Fact]
    public async Task The_ledger_leads_to_those_whom_one_person_saw_in_the_time_and_to_nobody_else()
    {
        await using var scene = await IncidentScene.SetAsync();
        var seen = Make.Business(Make.Details("株式会社例示一"));
        var (other, late) = (Make.Business(Make.Details("株式会社例示二")), Make.Business(Make.Details("株式会社例示三")));
        await scene.Portal.AddAsync(seen, other, late);
        await scene.Portal.As<BusinessService>(Role.BookingStaff).FindAsync(seen.Id);
        await scene.Portal.As<BusinessService>(Role.Supervisor).FindAsync(other.Id);
        scene.Portal.Time.Advance(TimeSpan.FromDays(2));
        await scene.Portal.As<BusinessService>(Role.BookingStaff).FindAsync(late.Id);
        var id = await scene.OpenAsync();
        var query = new AffectedQueryDetails
        {
            What = ExposedData.List,
            ByLedger = true,
            SeenFrom = new DateOnly(2020, 7, 16),
            SeenTo = new DateOnly(2020, 7, 16),
        };

        var found = (await scene.Affected.SearchAsync(id, query, scene.Portal.Staff[Role.BookingStaff].Id))!;
        var byAnybody = (await scene.Affected.SearchAsync(id, query, null))!;

        Assert.Equal([seen.Id], found.Candidates.Select(candidate => candidate.BusinessId));
        Assert.Equal(2, byAnybody.Businesses);
    }

    [Fact]
    public async Task A_canary_is_nobody_and_is_on_no_list()
    {
        await using var scene = await IncidentScene.SetAsync();
        var id = await scene.OpenWithAsync(2);
        var canary = await scene
            .Portal.As<CanaryService>(Role.Supervisor)
            .PlantAsync(new BusinessDetails { BusinessName = "見張りの例示商店", Telephone = "075-000-9999" });

        await Assert.ThrowsAsync<RuleException>(() => scene.Affected.FixNamesAsync(id, [canary], ExposedData.List));
        Assert.Equal(0, await scene.Portal.As<AlarmService>(Role.Supervisor).CountOpenAsync());
    }

    [Fact]
    public async Task A_list_of_names_is_matched_as_an_import_does_and_what_is_doubtful_is_left_to_the_person()
    {
        await using var scene = await IncidentScene.SetWithSamplesAsync();
        var known = await scene.Portal.ReadAsync(db =>
            db.Businesses.AsNoTracking().Where(row => row.TelephoneKey != null).OrderBy(row => row.Id).Take(3).ToListAsync()
        );
        var text = $"""
            {known[0].Name}	{Domain.Text.Telephone.Format(known[0].Telephone!)}
            まったく別の名前、{known[1].Telephone}

            どこにもない例示屋
            {known[2].Name}
            """;

        var lines = await scene.Affected.MatchAsync(text);

        Assert.Equal([1, 2, 4, 5], lines.Select(line => line.Line));
        Assert.True(lines[0].IsSure);
        Assert.Equal(known[0].Id, lines[0].Candidates.Single().Id);
        Assert.False(lines[1].IsSure);
        Assert.Equal(known[1].Id, lines[1].Candidates.Single().Id);
        Assert.Equal((IncidentTexts.NameUnknown, 0), (lines[2].Doubt, lines[2].Candidates.Count));
        Assert.Contains(lines[3].Candidates, candidate => candidate.Id == known[2].Id);
        await Assert.ThrowsAsync<RuleException>(() => scene.Affected.MatchAsync(" \n\t\n"));
    }

    [Fact]
    public async Task Nobody_on_the_list_is_disposed_of_until_the_incident_is_over()
    {
        await using var scene = await IncidentScene.SetAsync();
        var id = await scene.OpenWithAsync(3);
        var retention = scene.Portal.As<RetentionService>(Role.Supervisor);
        var business = await scene.Portal.ReadAsync(db => db.Businesses.Select(row => row.Id).FirstAsync());
        Assert.Equal(3, await HoldsAsync(scene));
        var refused = await Assert.ThrowsAsync<RuleException>(() => retention.LiftAsync(business, "不要になったため"));
        Assert.Equal(RetentionTexts.HeldByIncident, refused.Message);
        await retention.HoldAsync(business, new HoldDetails { Reason = "開示請求への対応中のため" });
        await retention.LiftAsync(business, "対応が終わったため");

        var view = await scene.ViewAsync(id);
        await scene.City.DecideAsync(id, IncidentState.NotApplicable, "確認の結果、見えていなかった", view.Version);

        Assert.Equal(0, await HoldsAsync(scene));
    }

    [Fact]
    public async Task A_quarantined_document_of_the_incident_leads_to_its_business()
    {
        await using var scene = await IncidentScene.SetAsync();
        var id = await scene.OpenWithAsync(1);
        var business = await scene.Portal.ReadAsync(db => db.Businesses.Select(row => row.Id).SingleAsync());
        var paper = await scene
            .Portal.As<Domain.Documents.DocumentService>(Role.Supervisor)
            .UploadAsync(
                Domain.Documents.DocumentOwner.Business(business),
                "決算書.txt",
                new MemoryStream(Documents.DocumentDesk.Letters(900))
            );
        Assert.True(await scene.City.AddSourceAsync(id, IncidentSourceKind.Document, paper!.Id));

        var list = (await scene.Affected.FixAsync(id, new AffectedQueryDetails { What = ExposedData.Record }, null))!;

        Assert.Equal((2, 1, 1, 0), (list.Number, list.Added, list.Businesses, list.ListOnly));
        Assert.Equal(
            ExposedData.List | ExposedData.Document,
            (await scene.Affected.ListAsync(id, new PageRequest(0, 5))).Rows.Single().Data
        );
    }

    [Theory]
    [InlineData("summary", ExposedData.List | ExposedData.Record)]
    [InlineData("guidance-measure", ExposedData.List | ExposedData.Record)]
    [InlineData("business-name", ExposedData.List)]
    [InlineData("file-name-withdrawn", ExposedData.Document)]
    [InlineData("document", ExposedData.Document)]
    public void The_piece_of_the_canary_in_a_finding_says_which_data_could_be_seen(string clue, ExposedData data) =>
        Assert.Equal(data, FindingData.Of(clue));

    private static Task<int> HoldsAsync(IncidentScene scene) =>
        scene.Portal.ReadAsync(db => db.RetentionHolds.CountAsync(hold => hold.LiftedAtUtc == null));
}
