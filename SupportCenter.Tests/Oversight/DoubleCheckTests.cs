using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Consultations;
using SupportCenter.Domain.Oversight;

namespace SupportCenter.Tests.Oversight;

/// <summary>ダブルチェック of records.</summary>
public sealed class DoubleCheckTests : IAsyncLifetime
{
    private OversightScene scene = null!;
    private StaffMember other = null!;
    private int day;

    private TestPortal Portal => scene.Portal;

    private DoubleCheckService City => Portal.As<DoubleCheckService>(Role.Supervisor);

    public async Task InitializeAsync()
    {
        scene = await OversightScene.SetAsync();
        other = Make.Staff(Role.Scrivener, "行政書士 見本二");
        await Portal.AddAsync(other);
    }

    public Task DisposeAsync() => scene.DisposeAsync().AsTask();

    [Fact]
    public async Task The_portal_draws_at_random_and_keeps_from_what_it_drew()
    {
        await RecordsAsync(30);
        Assert.Equal(20, await City.DrawAsync(await City.PrepareAsync()));

        var round = await Portal.ReadAsync(db => db.DoubleCheckRounds.AsNoTracking().SingleAsync());
        Assert.Equal((2020, 1, 30, 64), (round.FiscalYear, round.Number, round.Population, round.PopulationHash.Length));
        var row = (await Portal.AuditAsync()).Last(row => row.Act == AuditActs.DoubleCheckDrawn && row.SubjectId == round.Id);
        Assert.Contains(round.PopulationHash, row.Fields, StringComparison.Ordinal);
        Assert.Equal(20, await Portal.ReadAsync(db => db.DoubleCheckLines.Select(line => line.RecordId).Distinct().CountAsync()));
    }

    [Fact]
    public void Every_record_has_the_same_chance_wherever_it_stands()
    {
        var all = Enumerable.Range(0, 10).Select(_ => Domain.Data.NewId.Create()).ToList();
        var times = all.ToDictionary(record => record, _ => 0);
        for (var draw = 0; draw < 2000; draw++)
        {
            foreach (var record in DoubleCheckRound.Draw(all, 3))
            {
                times[record]++;
            }
        }

        // 600 are expected; a fair draw is outside of this once in some millions of runs.
        AssertEach.Of(times.Values, count => Assert.InRange(count, 480, 720));
    }

    [Fact]
    public async Task A_record_is_drawn_once_a_year_and_a_draft_never()
    {
        await RecordsAsync(5);
        await RecordsAsync(2, submitted: false);
        Assert.Equal(
            3,
            await City.DrawAsync(
                new DrawDetails
                {
                    From = new DateOnly(2020, 4, 1),
                    To = Portal.Today,
                    Size = 3,
                }
            )
        );
        Assert.Equal(
            2,
            await City.DrawAsync(
                new DrawDetails
                {
                    From = new DateOnly(2020, 4, 1),
                    To = Portal.Today,
                    Size = 3,
                }
            )
        );
        await OversightScene.RefusedAsync(DoubleCheckTexts.NothingToDraw, async () => await City.DrawAsync(await City.PrepareAsync()));
        await OversightScene.RefusedAsync(DoubleCheckTexts.TwoYears, () => City.DrawAsync(
                new DrawDetails
                {
                    From = new DateOnly(2020, 3, 31),
                    To = Portal.Today,
                    Size = 3,
                }
            ));
    }

    [Fact]
    [Asvs("8.2.2")]
    public async Task A_second_scrivener_sees_what_was_given_to_them_and_nothing_else()
    {
        await RecordsAsync(2);
        await City.DrawAsync(await City.PrepareAsync());
        var lines = await City.ListAsync(2020);
        var (second, author) = (Portal.As<DoubleCheckService>(other), Portal.As<DoubleCheckService>(Role.Scrivener));
        Assert.Empty(await second.ListAsync(2020));
        Assert.Null(await second.FindAsync(lines[0].Id));

        Assert.True(await City.AssignAsync(lines[0].Id, other.Id));

        Assert.Equal([lines[0].Id], (await second.ListAsync(2020)).Select(row => row.Id));
        Assert.NotNull(await second.FindAsync(lines[0].Id));
        Assert.Null(await second.FindAsync(lines[1].Id));
        Assert.False(await second.JudgeAsync(lines[1].Id, Judged(), lines[1].Id));
        Assert.Empty(await author.ListAsync(2020));
        Assert.Null(await author.FindAsync(lines[0].Id));
        Assert.False(await City.AssignAsync(lines[1].Id, Portal.Staff[Role.BookingStaff].Id));
    }

    [Fact]
    [Asvs("2.3.5")]
    public async Task The_author_is_never_the_judge()
    {
        await RecordsAsync(1);
        await City.DrawAsync(await City.PrepareAsync());
        var line = (await City.ListAsync(2020)).Single();
        var author = Portal.Staff[Role.Scrivener];
        await OversightScene.RefusedAsync(DoubleCheckTexts.NotTheAuthor, () => City.AssignAsync(line.Id, author.Id));
        await Portal.ReadAsync(db =>
            db.Staff.Where(row => row.Id == author.Id)
                .ExecuteUpdateAsync(set =>
                    set.SetProperty(row => row.Role, Role.Supervisor).SetProperty(row => row.Organisation, Organisation.City)
                )
        );
        var taken = Portal.As<DoubleCheckService>(author);
        Assert.Null(await taken.FindAsync(line.Id));
        var seen = (await City.FindAsync(line.Id))!.Version;
        await OversightScene.RefusedAsync(DoubleCheckTexts.NotTheAuthor, () => taken.JudgeAsync(line.Id, Judged(), seen));
    }

    [Fact]
    [Asvs("16.3.2")]
    public async Task Who_opens_a_record_for_the_double_check_stands_in_the_ledger_of_its_business()
    {
        var business = (await RecordsAsync(1)).Single();
        await City.DrawAsync(await City.PrepareAsync());
        var view = await City.FindAsync((await City.ListAsync(2020)).Single().Id);

        Assert.Equal("売上が落ちた", view!.Details.Summary);
        var row = Assert.Single(await Portal.AuditAsync(), row => row.Act == AuditActs.DoubleCheckViewed);
        Assert.Equal([business], row.Businesses.Select(one => one.BusinessId));
    }

    [Fact]
    public async Task A_record_is_judged_once_and_what_is_not_good_is_explained()
    {
        await RecordsAsync(1);
        await City.DrawAsync(await City.PrepareAsync());
        var line = (await City.ListAsync(2020)).Single();
        var seen = (await City.FindAsync(line.Id))!.Version;
        var details = Judged(Judgement.Poor);
        await OversightScene.RefusedAsync(DoubleCheckTexts.NoteNeeded, () => City.JudgeAsync(line.Id, details, seen));
        details.Note = "申請の期限が書かれていない。";

        Assert.True(await City.JudgeAsync(line.Id, details, seen));

        await OversightScene.RefusedAsync(DoubleCheckTexts.JudgedAlready, () => City.JudgeAsync(line.Id, details, seen));
        await OversightScene.RefusedAsync(DoubleCheckTexts.JudgedAlready, () => City.AssignAsync(line.Id, other.Id));
        Assert.Null(await City.FindAsync(line.Id));
    }

    [Fact]
    public async Task The_year_counts_each_point_and_its_share_of_good_ones_where_it_applies()
    {
        await RecordsAsync(4);
        await City.DrawAsync(await City.PrepareAsync());
        Judgement[] deadlines = [Judgement.Good, Judgement.Good, Judgement.Poor];
        foreach (var (line, deadline) in (await City.ListAsync(2020)).Zip(deadlines))
        {
            var details = Judged(deadline);
            details.Note = "期限を確かめた。";
            details.Sparing = Judgement.DoesNotApply;
            await City.JudgeAsync(line.Id, details, (await City.FindAsync(line.Id))!.Version);
        }

        var result = await City.ResultAsync(2020);

        Assert.Equal((1, 4, 4, 3), (result.Rounds, result.Population, result.Drawn, result.Judged));
        Assert.Equal(["根拠", "期限", "次の行動", "余分な個人情報がない"], result.Points.Select(point => point.Name));
        Assert.Equal((2, 0, 1, 0, 66), Counted(result.Points[1]));
        Assert.Equal((0, 0, 0, 3, null), Counted(result.Points[3]));
        Assert.Equal(0, (await City.ResultAsync(2019)).Drawn);

        static (int, int, int, int, int?) Counted(DoubleCheckPoint point) =>
            (point.Good, point.Partly, point.Poor, point.DoesNotApply, point.GoodPercent);
    }

    private static JudgementDetails Judged(Judgement deadlines = Judgement.Good) =>
        new()
        {
            Basis = Judgement.Good,
            Deadlines = deadlines,
            NextStep = Judgement.Good,
            Sparing = Judgement.Good,
        };

    /// <summary>So many records of the scrivener, each of a business of its own; gives the businesses.</summary>
    private async Task<IReadOnlyList<Guid>> RecordsAsync(int count, bool submitted = true)
    {
        var (scrivener, desk, venue) = (Portal.Staff[Role.Scrivener], Portal.Staff[Role.BookingStaff], Make.Venue());
        await Portal.AddAsync(venue);
        var businesses = new List<Guid>();
        var now = Portal.Time.GetUtcNow().UtcDateTime;
        for (var at = 0; at < count; at++)
        {
            var clinic = Make.Clinic(venue, Portal.Today.AddDays(--day), scrivener);
            var business = Make.Business(Make.Details($"株式会社例示{at}{submitted}", "075-000-1000"));
            var reservation = Make.Reservation(business, clinic, clinic.Slots[0], desk);
            var record = new ConsultationRecord(reservation, scrivener.Id, now);
            if (submitted)
            {
                record.Revise(Written(), scrivener.Id, now);
                record.Submit(now);
            }

            await Portal.AddAsync(clinic, business, reservation, record);
            businesses.Add(business.Id);
        }

        return businesses;
    }

    private static ConsultationDetails Written() =>
        new()
        {
            StartedAt = new TimeOnly(13, 0),
            EndedAt = new TimeOnly(13, 50),
            ClientCategory = ClientCategory.SmallBusiness,
            Summary = "売上が落ちた",
        };
}
