using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Exposure;
using SupportCenter.Portal.Exposure;

namespace SupportCenter.Tests.Exposure;

/// <summary>What becomes of a run: its row in the audit log, its alarm, and what changed since the one before.</summary>
public sealed class ExposureServiceTests
{
    private static readonly ExposureFound Start = new(FindingKind.Public, "/", "GET", 200, null, 3);
    private static readonly ExposureFound About = new(FindingKind.Public, "/about", "GET", 200, null, 1);
    private static readonly ExposureFound Leak = new(FindingKind.Canary, "/data/株式会社例示.xlsx", "GET", 200, "summary", 1);

    [Fact]
    public async Task A_run_leaves_one_row_in_the_log_and_the_page_says_what_changed_since_the_one_before()
    {
        await using var portal = await TestPortal.StartAsync();
        Assert.Null(await portal.As<ExposureService>(Role.Auditor).LastAsync());
        await RecordAsync(portal, Start, About);
        await RecordAsync(portal, Start, Leak);

        var state = (await portal.As<ExposureService>(Role.Supervisor).LastAsync())!;

        Assert.Equal(ExposureVerdict.Exposed, state.Run.Verdict);
        Assert.Equal([("/data/株式会社例示.xlsx", true), ("/", false)], state.Found.Select(row => (row.Address, row.IsNew)));
        Assert.Equal(["/about"], state.Gone.Select(row => row.Address));
        Assert.Equal(
            [AuditActs.ExposureChecked, AuditActs.ExposureFound, AuditActs.AlarmRaised],
            (await portal.AuditAsync()).Select(row => row.Act)
        );
        Assert.Equal(2, (await portal.As<ExposureService>(Role.Auditor).ListAsync(new PageRequest(0, 20))).Rows.Count);
    }

    [Fact]
    public async Task What_is_public_and_should_not_be_raises_an_alarm_at_once_and_its_address_is_sealed()
    {
        await using var portal = await TestPortal.StartAsync();
        await RecordAsync(portal, Start);
        Assert.Equal(0, await portal.As<AlarmService>(Role.Auditor).CountOpenAsync());
        await RecordAsync(portal, Start, Leak);

        var alarm = Assert.Single((await portal.As<AlarmService>(Role.Auditor).ListAsync(new PageRequest(0, 20))).Rows);
        Assert.Equal(AlarmKind.Exposed, alarm.Kind);
        Assert.True((await portal.FileAsync()).AsSpan().IndexOf("株式会社例示.xlsx"u8) < 0);
    }

    [Theory]
    [InlineData(0, false, ExposureVerdict.Clear)]
    [InlineData(1, false, ExposureVerdict.Incomplete)]
    [InlineData(1, true, ExposureVerdict.Exposed)]
    public void What_had_no_answer_is_not_called_clear(int unanswered, bool leak, ExposureVerdict verdict) =>
        Assert.Equal(verdict, new ExposureReport(null, DateTime.UnixEpoch, 10, unanswered, 1, 1, leak ? [Start, Leak] : [Start]).Verdict);

    [Fact]
    public async Task Every_kind_of_row_that_has_an_id_is_asked_for_and_a_sample_is_even_and_says_that_it_is_one()
    {
        await using var portal = await TestPortal.StartAsync();
        await portal.AddAsync([.. Enumerable.Range(0, 500).Select(n => Make.Business(Make.Details($"例示商会{n}")))]);
        var service = portal.As<ExposureService>(CallerIdentity.Console);
        var businesses = await portal.ReadAsync(db => db.Businesses.Select(row => row.Id).OrderBy(id => id).ToListAsync());
        var kinds = await portal.ReadAsync(db =>
            Task.FromResult(db.Model.GetEntityTypes().Count(type => type.FindProperty("Id")?.ClrType == typeof(Guid)))
        );

        var all = await service.IdsAsync(10_000);
        Assert.Equal((all.Known, all.Known), (all.Ids.Count, all.Ids.Distinct().Count()));
        Assert.Empty(businesses.Except(all.Ids));
        Assert.True(kinds > 20, "The kinds of rows were not found.");

        var some = await service.IdsAsync(100);
        Assert.Equal(all.Known, some.Known);
        var places = some.Ids.Where(businesses.Contains).Select(id => businesses.IndexOf(id)).ToList();
        Assert.InRange(places.Count, 80, 110);
        Assert.Single(places.Zip(places.Skip(1), (one, next) => next - one).Distinct());
    }

    [Fact]
    public async Task Whoever_has_a_run_begun_by_hand_is_in_the_log()
    {
        await using var portal = await TestPortal.StartAsync();
        await portal.As<ExposureService>(Role.Supervisor).AskAsync();
        var row = Assert.Single(await portal.AuditAsync());
        Assert.Equal((AuditActs.ExposureAsked, portal.Staff[Role.Supervisor].Id), (row.Act, row.ActorId!.Value));
    }

    [Theory]
    [InlineData("2020-07-15T20:00:00Z", 15)]
    [InlineData("2020-07-15T20:15:00Z", 1440)]
    [InlineData("2020-07-15T20:16:00Z", 1439)]
    public void The_run_of_each_day_begins_at_its_time_in_Tokyo(string now, int minutes) =>
        Assert.Equal(
            minutes,
            ExposureCheckHostedService
                .Until(
                    new TimeOnly(5, 15),
                    DateTime.Parse(
                        now,
                        System.Globalization.CultureInfo.InvariantCulture,
                        System.Globalization.DateTimeStyles.AdjustToUniversal
                    )
                )
                .TotalMinutes
        );

    private static async Task RecordAsync(TestPortal portal, params ExposureFound[] found)
    {
        await portal
            .As<ExposureService>(CallerIdentity.Console)
            .RecordAsync(new ExposureReport(null, portal.Time.GetUtcNow().UtcDateTime, 10, 0, 5, 5, found));
        portal.Time.Advance(TimeSpan.FromMinutes(1));
    }
}
