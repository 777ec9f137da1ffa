using SupportCenter.Domain.Access;
using SupportCenter.Domain.Incidents;
using SupportCenter.Domain.Reports;
using SupportCenter.Portal.Incidents;
using SupportCenter.Portal.Reports;

namespace SupportCenter.Tests.Incidents;

/// <summary>What the month says of incidents, and the page of a drill of its times.</summary>
public sealed class IncidentFiguresTests
{
    [Fact]
    public async Task The_month_counts_incidents_and_the_deadlines_that_were_met_and_missed()
    {
        await using var scene = await IncidentScene.SetAsync();
        var (id, none) = (await scene.OpenAsync(), await scene.OpenAsync());
        await scene.OpenAsync(isDrill: true);
        await scene.City.DecideAsync(none, IncidentState.NotApplicable, "誤報", (await scene.ViewAsync(none)).Version);
        // Five are due on the day itself, the meeting on the next, 速報 by the 20th; 確報 and the measures in August.
        await FinishAsync(scene, id, IncidentStepKind.Contain);
        Assert.Equal((1, 1, 1, 1, 0, 6), await CountAsync(scene, 7));

        scene.Portal.Time.Set(new DateTimeOffset(2020, 7, 21, 9, 0, 0, TimeSpan.FromHours(9)));
        await FinishAsync(scene, id, IncidentStepKind.Decide);
        Assert.Equal((1, 1, 1, 1, 6, 0), await CountAsync(scene, 7));

        Assert.Equal((0, 1, 0, 0, 0, 2), await CountAsync(scene, 8));
        Assert.Equal((0, 0, 0, 0, 0, 0), await CountAsync(scene, 6));
        var month = (
            await scene.Portal.As<ReportEditionService>(Role.Supervisor).PrintAsync(StatisticsPeriod.Month(new DateOnly(2020, 7, 1)))
        )!;
        var table = Assert.Single(IncidentTable.Of(month.Report.Incidents));
        Assert.Equal(["1", "1", "1", "6", "0", "1"], Assert.Single(table.Rows).Cells);
        Assert.Contains(ReportSheets.Of(month, "", "").Parts[0].Wide, wide => wide.Title == "事案と期限");
        Assert.Null(
            (await scene.Portal.As<ReportEditionService>(Role.Scrivener).PrintAsync(StatisticsPeriod.Month(new DateOnly(2020, 7, 1))))!
                .Report
                .Incidents
        );
    }

    [Fact]
    public async Task The_times_of_a_drill_are_those_of_its_rows_and_each_aim_is_held_against_them()
    {
        await using var scene = await IncidentScene.SetAsync();
        // Known at 11:30, recorded at 13:00: the first aim is missed.
        var id = await scene.OpenAsync(isDrill: true);
        var business = Make.Business(Make.Details());
        await scene.Portal.AddAsync(business);
        scene.Portal.Time.Advance(TimeSpan.FromMinutes(4));
        await scene.Affected.FixNamesAsync(id, [business.Id], ExposedData.List);
        scene.Portal.Time.Advance(TimeSpan.FromMinutes(6));
        await FinishAsync(scene, id, IncidentStepKind.Contain);

        var times = (await scene.ViewAsync(id)).Drill;

        Assert.Equal(
            [
                ("市に伝わる", 90, false),
                ("一覧を確定する", 4, true),
                ("済：漏えいを止める（公開の停止、検索結果の削除依頼など）", 6, null),
                ("最初の様式を作る", null, null),
                ("最初の連絡", null, null),
                ("終わる", null, null),
            ],
            times.Select(time => (time.What, (int?)time.SinceBefore?.TotalMinutes, time.IsMet))
        );
        Assert.Equal(100, times[2].SinceCall!.Value.TotalMinutes);
        Assert.Empty((await scene.ViewAsync(await scene.OpenAsync())).Drill);
    }

    private static async Task FinishAsync(IncidentScene scene, Guid id, IncidentStepKind kind)
    {
        var now = Domain.Data.CentreTime.Now(scene.Portal.Time);
        await scene.City.FinishStepAsync(
            (await scene.StepAsync(id, kind)).Id,
            new DoneDetails
            {
                DoneOn = DateOnly.FromDateTime(now),
                DoneAt = new TimeOnly(now.Hour, now.Minute),
                LateReason = "遅れた",
            }
        );
    }

    private static async Task<(int, int, int, int, int, int)> CountAsync(IncidentScene scene, int month)
    {
        var report = await scene
            .Portal.As<ReportEditionService>(Role.Supervisor)
            .ReadAsync(StatisticsPeriod.Month(new DateOnly(2020, month, 1)));
        var counted = report.Now.Incidents!;
        return (counted.Known, counted.Open, counted.Drills, counted.Met, counted.Missed, counted.Pending);
    }
}
