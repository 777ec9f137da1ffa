using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Reports;
using SupportCenter.Portal.Reports;

namespace SupportCenter.Tests.Reports;

/// <summary>The drafts that the portal begins by itself.</summary>
public sealed class ReportScheduleTests
{
    [Fact]
    public async Task On_the_first_of_a_month_the_draft_of_the_month_that_ended_is_begun_once()
    {
        await using var portal = await WithClinicsAsync(new DateOnly(2020, 7, 14));
        var portalItself = portal.As<ReportEditionService>(CallerIdentity.Console);

        portal.Time.Set(At(2020, 7, 31, 23, 59));
        Assert.Equal(0, await portalItself.BeginDueAsync());
        portal.Time.Set(At(2020, 8, 1, 0, 0));
        Assert.Equal(1, await portalItself.BeginDueAsync());
        Assert.Equal(0, await portalItself.BeginDueAsync());

        Assert.Equal([(PeriodKind.Month, new DateOnly(2020, 7, 1), 1, null)], await BegunAsync(portal));
        var row = (await portal.AuditAsync())[^1];
        Assert.Equal(
            (AuditActs.ReportBegun, "Id", true),
            (row.Act, "Id", row.Fields.Contains("month=2020-07,edition=1", StringComparison.Ordinal))
        );
    }

    [Fact]
    public async Task On_1_April_the_draft_of_the_fiscal_year_is_begun_as_well()
    {
        await using var portal = await WithClinicsAsync(new DateOnly(2020, 7, 14), new DateOnly(2021, 3, 30));

        portal.Time.Set(At(2021, 4, 1, 0, 0));
        Assert.Equal(2, await portal.As<ReportEditionService>(CallerIdentity.Console).BeginDueAsync());

        Assert.Equal(
            [(PeriodKind.Month, new DateOnly(2021, 3, 1), 1, null), (PeriodKind.FiscalYear, new DateOnly(2020, 4, 1), 1, null)],
            await BegunAsync(portal)
        );
    }

    [Fact]
    public async Task A_month_in_which_nothing_was_or_that_somebody_began_is_left_as_it_is()
    {
        await using var portal = await WithClinicsAsync(new DateOnly(2020, 7, 14));
        var july = StatisticsPeriod.Month(new DateOnly(2020, 7, 1));
        await portal.As<ReportEditionService>(Role.Supervisor).SaveAsync(july, 1, null, PublicEditionTests.Texts());

        portal.Time.Set(At(2020, 8, 1, 0, 0));
        Assert.Equal(0, await portal.As<ReportEditionService>(CallerIdentity.Console).BeginDueAsync());
        portal.Time.Set(At(2020, 9, 1, 0, 0));
        Assert.Equal(0, await portal.As<ReportEditionService>(CallerIdentity.Console).BeginDueAsync());
    }

    [Fact]
    public async Task A_draft_that_nobody_has_written_in_is_not_fixed_and_who_writes_in_it_does_not_fix_it()
    {
        await using var portal = await WithClinicsAsync(new DateOnly(2020, 7, 14));
        portal.Time.Set(At(2020, 8, 1, 9, 0));
        await portal.As<ReportEditionService>(CallerIdentity.Console).BeginDueAsync();
        var (mine, july) = (portal.As<ReportEditionService>(Role.Supervisor), StatisticsPeriod.Month(new DateOnly(2020, 7, 1)));
        var begun = await mine.ReadAsync(july);
        Assert.Equal((null, false), (begun.Draft!.PreparedBy, begun.Draft.IsMine));

        var refused = await Assert.ThrowsAsync<RuleException>(() => mine.FixAsync(begun.Draft.Id, begun.Draft.Version, begun.NowHash));
        Assert.Equal(StatisticsTexts.EditionSummaryNeeded, refused.Message);
        await mine.SaveAsync(july, 1, begun.Draft.Version, PublicEditionTests.Texts());
        var written = await mine.ReadAsync(july);
        refused = await Assert.ThrowsAsync<RuleException>(() => mine.FixAsync(written.Draft!.Id, written.Draft.Version, written.NowHash));
        Assert.Equal(StatisticsTexts.EditionNotYourOwn, refused.Message);
    }

    [Fact]
    public async Task The_portal_begins_it_while_it_runs()
    {
        await using var portal = await WithClinicsAsync(new DateOnly(2020, 7, 14));
        portal.Time.Set(At(2020, 8, 1, 0, 0));
        using var clock = new ReportHostedService(portal.Database, portal.Time, NullLogger<ReportHostedService>.Instance);

        await clock.StartAsync(CancellationToken.None);
        await Eventually.TrueAsync("The draft is there.", async () => (await BegunAsync(portal)).Count == 1);
        await clock.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task Reports_of_periods_that_are_over_wait_for_a_text_then_for_another_person()
    {
        await using var portal = await WithClinicsAsync(new DateOnly(2020, 7, 14));
        await portal
            .As<ReportEditionService>(Role.Supervisor)
            .SaveAsync(StatisticsPeriod.Month(portal.Today), 1, null, PublicEditionTests.Texts());
        Assert.Empty(await portal.As<ReportEditionService>(Role.Supervisor).WaitingAsync());
        portal.Time.Set(At(2020, 8, 3, 9, 0));
        var (mine, july) = (portal.As<ReportEditionService>(Role.Supervisor), StatisticsPeriod.Month(new DateOnly(2020, 7, 1)));
        var second = Make.Staff(Role.Supervisor, "本市 監督 花子");
        await portal.AddAsync(second);

        Assert.Equal([new WaitingReport(july, 1, IsWritten: true, IsMine: true)], await mine.WaitingAsync());
        var other = portal.As<ReportEditionService>(second);
        Assert.Equal([new WaitingReport(july, 1, IsWritten: true, IsMine: false)], await other.WaitingAsync());
        var seen = await other.ReadAsync(july);
        await other.FixAsync(seen.Draft!.Id, seen.Draft.Version, seen.NowHash);
        Assert.Empty(await mine.WaitingAsync());
    }

    private static DateTimeOffset At(int year, int month, int day, int hour, int minute) =>
        new(year, month, day, hour, minute, 0, TimeSpan.FromHours(9));

    private static async Task<TestPortal> WithClinicsAsync(params DateOnly[] days)
    {
        var portal = await TestPortal.StartAsync();
        var venue = Make.Venue();
        await portal.AddAsync([venue, .. days.Select(day => Make.Clinic(venue, day, portal.Staff[Role.Scrivener]))]);
        return portal;
    }

    private static Task<List<(PeriodKind, DateOnly, int, Guid?)>> BegunAsync(TestPortal portal) =>
        portal.ReadAsync(async db =>
            (await db.ReportEditions.AsNoTracking().OrderBy(row => row.Kind).ToListAsync()).ConvertAll(row =>
                (row.Kind, row.FirstDay, row.Number, row.PreparedById)
            )
        );
}
