using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Reports;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Text;
using SupportCenter.Portal.Reports;
using SupportCenter.Portal.Reservations;
using SupportCenter.Tests.Components;

namespace SupportCenter.Tests.Reports;

/// <summary>統計 on the screen.</summary>
public sealed class ReportsPageTests : PageTest
{
    [Fact]
    public async Task A_supervisor_sees_figures_with_their_change_and_tables_whose_heads_are_heads()
    {
        await BookAsync();
        var page = Open<ReportsPage>(Role.Supervisor);
        page.WaitForElement(".report-tiles", Patience);

        Assert.Contains("令和2年7月", page.Find("#period").TextContent, StringComparison.Ordinal);
        var booked = page.FindAll(".report-tiles .tile").Single(tile => tile.QuerySelector("dt")!.TextContent.Trim() == "予約");
        Assert.Equal("1件", booked.QuerySelector(".tile-figure")!.TextContent);
        Assert.Contains("前月より1件多い（0件）", booked.TextContent, StringComparison.Ordinal);
        Assert.Contains("前年同月より1件多い（0件）", booked.TextContent, StringComparison.Ordinal);
        Assert.Contains("速報です。", page.Markup, StringComparison.Ordinal);
        Assert.Equal(19, page.FindAll("table").Count);
        AssertEach.Of(page.FindAll("table tbody tr"), row => Assert.Equal("row", row.Children[0].GetAttribute("scope")));
        Assert.Equal("/reports/monthly.pdf?month=2020-07", page.Find("a[target=_blank]").GetAttribute("href"));
    }

    [Fact]
    public async Task A_figure_leads_to_its_rows_and_one_of_an_industry_does_so_without_its_name_in_the_address()
    {
        await BookAsync(isOver: true);
        var page = Open<ReportsPage>(Role.Supervisor);
        page.WaitForElement(".report-tiles", Patience);

        var completed = page.FindAll(".report-tiles .tile").Single(tile => tile.TextContent.Contains("完了", StringComparison.Ordinal));
        Assert.Equal(
            "/reservations?from=2020-07-01&to=2020-07-31&counted=Completed",
            completed.QuerySelector("a.rows-link")!.GetAttribute("href")
        );
        var ward = page.FindAll(".table-region[aria-labelledby=table-wards] a.rows-link")[0].GetAttribute("href");
        Assert.Equal("/reservations?from=2020-07-01&to=2020-07-31&counted=Completed&table=Wards&key=Fushimi", ward);
        Assert.Empty(page.FindAll(".table-region[aria-labelledby=table-industries] a"));

        await page.InvokeAsync(() => page.Find(".table-region[aria-labelledby=table-industries] button.rows-link").Click());

        var navigation = page.Services.GetRequiredService<NavigationManager>();
        Assert.EndsWith("counted=Completed&table=Industries", navigation.Uri, StringComparison.Ordinal);
        var kept = page.Services.GetRequiredService<ReservationListMemory>();
        var asked = new ReservationFilter
        {
            From = new DateOnly(2020, 7, 1),
            To = new DateOnly(2020, 7, 31),
            Counted = new(CountedKind.Completed) { Table = StatisticsTableKind.Industries },
        };
        Assert.Equal("製造業", kept.Complete(asked).Industry);
    }

    [Theory]
    [InlineData(PeriodKind.Month)]
    [InlineData(PeriodKind.FiscalYear)]
    public async Task The_screen_and_the_paper_of_a_period_have_the_same_tables(PeriodKind kind)
    {
        await Portal.FillAsync();
        await BookAsync(isOver: true);
        var page = Open<ReportsPage>(Role.Supervisor);
        page.WaitForElement(".report-tiles", Patience);
        if (kind == PeriodKind.FiscalYear)
        {
            await page.InvokeAsync(() => page.Find("input[name=Kind][value=FiscalYear]").ChangeAsync("FiscalYear"));
            await SendAsync(page, "form.report-filters");
            page.WaitForAssertion(() => Assert.Contains("令和2年度", page.Find("#period").TextContent, StringComparison.Ordinal), Patience);
        }

        var printed = await Portal.As<ReportEditionService>(Role.Supervisor).PrintAsync(StatisticsPeriod.Holding(kind, Portal.Today));
        var paper = ReportSheets
            .Of(printed!, "", "")
            .Parts.SelectMany(part => part.Left.Concat(part.Right).Concat(part.Wide))
            .Select(table => table.Title)
            .ToList();
        var screen = page.FindAll(".report-card h2").Select(title => title.TextContent.Trim()).ToList();

        // What only the paper has: the figures as a table, what callers waited for, and the oversight of a year.
        string[] others =
        [
            .. new[] { "主な数字", "そのほかの数字", "すぐに応じられなかった需要", "支援策の開始と終了" },
            .. new[]
            {
                "目標と実績",
                "前年度との比較",
                "見守りの記録",
                "事案と期限",
                "事案（訓練を除く）",
                "廃棄",
                "権限の棚卸し",
                "ダブルチェック",
            },
        ];
        Assert.Equal(screen.Order(StringComparer.Ordinal), paper.Except(others).Order(StringComparer.Ordinal));
        Assert.Equal(paper.Count, paper.Distinct().Count());
        foreach (var kindOfTable in Enum.GetValues<StatisticsTableKind>())
        {
            Assert.Contains(screen, title => title.StartsWith(kindOfTable.Label(), StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task The_development_of_a_month_is_shown_by_weeks_or_days_without_asking_again()
    {
        await BookAsync();
        var page = Open<ReportsPage>(Role.Supervisor);
        page.WaitForElement("#development", Patience);
        var before = (await Portal.AuditAsync()).Count;
        int Parts() => page.FindAll("[aria-labelledby=development] tbody tr").Count;

        Assert.Equal(5, Parts());
        await page.Find("#Grain").ChangeAsync("Day");
        page.WaitForAssertion(() => Assert.Equal(31, Parts()), Patience);
        Assert.Equal(before, (await Portal.AuditAsync()).Count);
    }

    [Fact]
    public async Task The_contractor_sees_the_booking_and_neither_the_consultations_nor_the_report()
    {
        await BookAsync();
        var page = Open<ReportsPage>(Role.BookingStaff);
        page.WaitForElement(".report-tiles", Patience);

        Assert.NotEmpty(page.FindAll("#venues"));
        Assert.Empty(page.FindAll("#table-wards, #ScrivenerId, a[href*='monthly.pdf']"));
        Assert.Equal([AuditActs.StatisticsViewed], (await Portal.AuditAsync()).Select(row => row.Act).Where(IsOfStatistics));
    }

    [Fact]
    public async Task A_period_in_which_nothing_was_says_so_and_the_neighbour_is_one_press_away()
    {
        await BookAsync();
        var page = Open<ReportsPage>(Role.Scrivener);
        page.WaitForElement(".report-tiles", Patience);
        Assert.Contains("ご自身の席の分だけ", page.Markup, StringComparison.Ordinal);

        await PressAsync(page, "前の期間");
        page.WaitForAssertion(() => Assert.Contains("令和2年6月", page.Find("#period").TextContent, StringComparison.Ordinal), Patience);
        Assert.Contains("当てはまる記録はありません", page.Markup, StringComparison.Ordinal);

        await PressAsync(page, "次の期間");
        page.WaitForElement(".report-tiles", Patience);
        Assert.Contains("令和2年7月", page.Find("#period").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_day_that_is_none_is_said_beside_its_field_and_nothing_is_counted_for_it()
    {
        await BookAsync();
        var page = Open<ReportsPage>(Role.Supervisor);
        page.WaitForElement(".report-tiles", Patience);
        var before = (await Portal.AuditAsync()).Count;

        await page.Find("#Day").ChangeAsync("2020/99/99");
        await page.Find("form.report-filters").SubmitAsync();

        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll("#Day-error")), Patience);
        Assert.Equal("2020/99/99", page.Find("#Day").GetAttribute("value"));
        Assert.Equal(before, (await Portal.AuditAsync()).Count);
    }

    [Fact]
    public async Task A_range_that_ends_before_it_begins_is_refused_with_a_sentence_and_what_was_typed_stays()
    {
        var page = Open<ReportsPage>(Role.Supervisor);
        page.WaitForElement("#Day", Patience);
        await page.InvokeAsync(() => page.Find("input[name=Kind][value=Range]").ChangeAsync("Range"));
        page.WaitForElement("#From", Patience);
        await TypeAsync(page, "#From", "2020/07/31");
        await TypeAsync(page, "#To", "2020/07/01");

        await SendAsync(page, "form[role=search]");

        page.WaitForAssertion(
            () => Assert.Contains("期間は2000年から", page.Find("[role=alert]").TextContent, StringComparison.Ordinal),
            Patience
        );
        Assert.Equal("2020/07/31", page.Find("#From").GetAttribute("value"));
        Assert.Empty(page.FindAll(".report-tiles"));
    }

    private static bool IsOfStatistics(string act) => act.StartsWith("statistics.", StringComparison.Ordinal);

    private async Task BookAsync(bool isOver = false)
    {
        var venue = Make.Venue();
        var clinic = Make.Clinic(venue, Portal.Today, Portal.Staff[Role.Scrivener]);
        var business = Make.Business(Make.Details());
        await Portal.AddAsync(venue, clinic, business);
        var reservation = Make.Reservation(business, clinic, clinic.Slots[0], Portal.Staff[Role.BookingStaff]);
        if (isOver)
        {
            reservation.Complete(Portal.Staff[Role.Scrivener].Id, Portal.Time.GetUtcNow().UtcDateTime);
        }

        await Portal.AddAsync(reservation);
    }
}
