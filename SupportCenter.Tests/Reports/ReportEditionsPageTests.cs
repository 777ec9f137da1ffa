using AngleSharp.Dom;
using Bunit;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Reports;
using SupportCenter.Portal.Reports;
using SupportCenter.Tests.Components;

namespace SupportCenter.Tests.Reports;

/// <summary>月次報告 of a month on the screen.</summary>
public sealed class ReportEditionsPageTests : PageTest
{
    private static readonly DateOnly June = new(2020, 6, 1);

    [Fact]
    public async Task A_supervisor_writes_the_texts_and_is_told_that_another_one_fixes_them()
    {
        var page = OpenMonth();
        Assert.Contains("速報です。まだ確定していません。", page.Markup, StringComparison.Ordinal);
        Assert.Contains("まだ版がありません", page.Markup, StringComparison.Ordinal);
        await TypeAsync(page, "#First", new string('あ', 151));
        await SendAsync(page, "form.save-form");
        AssertRefused(page, "#First", new string('あ', 151), "150");

        await TypeAsync(page, "#First", "相談は例年より多かった。");
        await SendAsync(page, "form.save-form");
        page.WaitForAssertion(() => Assert.Contains("第1版", page.Find("tbody th").TextContent, StringComparison.Ordinal), Patience);

        Assert.Contains("文章を最後に書いた人は確定できません", page.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain(page.FindAll("button"), button => Words(button) == "確定する");
        Assert.Equal("/reports/monthly.pdf?month=2020-06&edition=1", page.Find("tbody a").GetAttribute("href"));
    }

    [Fact]
    public async Task Another_supervisor_reads_the_texts_fixes_them_and_makes_a_correction_with_its_reason()
    {
        await WriteAsAnotherAsync(June);
        var page = OpenMonth();
        Assert.Contains("別の人が書いた要約。", page.Find("dl.facts").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("#First"));

        await PressAsync(page, "確定する");
        Assert.Contains("第1版を確定します", page.Find("dialog").TextContent, StringComparison.Ordinal);
        await SendAsync(page, "dialog form");
        page.WaitForAssertion(() => Assert.Contains("確定しています（第1版", page.Markup, StringComparison.Ordinal), Patience);
        Assert.Contains("確定した数字と同じです", page.Markup, StringComparison.Ordinal);
        var hash = page.Find("td code").TextContent;
        Assert.Matches("^[0-9a-f]{64}$", hash);

        await PressAsync(page, "訂正版を作成");
        Assert.Equal("別の人が書いた要約。", page.Find("#First").GetAttribute("value"));
        await SendAsync(page, "form.save-form");
        page.WaitForAssertion(() => AssertRefused(page, "#Reason", "", "訂正の理由を入力してください"), Patience);
        await TypeAsync(page, "#Reason", "集計のあとに取消が分かった");
        await SendAsync(page, "form.save-form");
        page.WaitForAssertion(() => Assert.Contains("第2版（訂正版）は確定していません", page.Markup, StringComparison.Ordinal), Patience);
        Assert.Equal(2, page.FindAll("[aria-labelledby=editions] tbody tr").Count);
    }

    [Fact]
    public async Task A_recount_that_differs_is_a_table_of_what_was_fixed_and_what_is_now()
    {
        await WriteAsAnotherAsync(June);
        var mine = Portal.As<ReportEditionService>(Role.Supervisor);
        var seen = await mine.ReadAsync(StatisticsPeriod.Month(June));
        await mine.FixAsync(seen.Draft!.Id, seen.Draft.Version, seen.NowHash);
        var venue = Make.Venue();
        await Portal.AddAsync(venue, Make.Clinic(venue, new DateOnly(2020, 6, 9), Portal.Staff[Role.Scrivener]));

        var page = OpenMonth();
        var rows = page.FindAll("[aria-labelledby=differences] tbody tr").ToList();
        Assert.Contains(rows, row =>
            row.Children.Select(cell => cell.TextContent.Trim()).SequenceEqual(["主な数字　開催回数　当月", "0回", "1回"])
        );
        Assert.Contains($"{rows.Count}件", page.Markup, StringComparison.Ordinal);
        AssertEach.Of(rows, row => Assert.Equal("row", row.Children[0].GetAttribute("scope")));
    }

    [Fact]
    public async Task A_month_that_is_not_over_cannot_be_fixed_and_what_is_no_month_is_not_found()
    {
        await WriteAsAnotherAsync(Portal.Today);
        var page = OpenMonth("2020-07");
        Assert.Contains("期間が終わると確定できます。", page.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain(page.FindAll("button"), button => Words(button) == "確定する");

        foreach (var none in new[] { "2020-13", "1999-12", "7", "2020-07-16", "例示" })
        {
            Assert.Contains("見つかりません", OpenMonth(none, "h1").Markup, StringComparison.Ordinal);
        }

        foreach (var none in new[] { "1999", "2201", "令和2", "2020-04", "" })
        {
            var year = Open<ReportEditionsPage>(Role.Supervisor, parameters => parameters.Add(row => row.Year, none));
            year.WaitForAssertion(() => Assert.Contains("見つかりません", year.Markup, StringComparison.Ordinal), Patience);
        }
    }

    [Fact]
    public async Task The_report_of_a_year_is_written_on_the_same_page_with_targets_voices_and_what_has_to_be_looked_at()
    {
        var page = Open<ReportEditionsPage>(Role.Supervisor, parameters => parameters.Add(row => row.Year, "2019"));
        page.WaitForElement("#texts", Patience);
        Assert.Contains("令和元年度の年度報告", page.Find("h1").TextContent, StringComparison.Ordinal);
        Assert.Contains("未対応の警報：0件", page.Find("[aria-labelledby=attention]").TextContent, StringComparison.Ordinal);
        await TypeAsync(page, "#First", "相談は前年度より多かった。");
        await TypeAsync(page, "#TargetCompleted", "1200");
        await TypeAsync(page, "#Voice1", "手続きが分かって助かった。");
        await SendAsync(page, "form.save-form");
        page.WaitForAssertion(() => Assert.Contains("第1版", page.Markup, StringComparison.Ordinal), Patience);

        var row = page.FindAll("[aria-labelledby=targets] tbody tr")
            .Single(row => row.TextContent.Contains("完了", StringComparison.Ordinal));
        Assert.Equal(["1,200件", "0件", "0件", "0件", "0.0％", "0件"], row.Children.Skip(1).Select(cell => cell.TextContent.Trim()));
        Assert.Contains(
            "/reports/yearly.pdf?year=2019&edition=1",
            page.Markup.Replace("&amp;", "&", StringComparison.Ordinal),
            StringComparison.Ordinal
        );
        Assert.Empty(OpenMonth().FindAll("#TargetCompleted"));
    }

    [Fact]
    public async Task Whoever_fixes_is_told_that_the_voices_are_released_with_it()
    {
        var second = Make.Staff(Role.Supervisor, "本市 監督 花子");
        await Portal.AddAsync(second);
        await Portal
            .As<ReportEditionService>(second)
            .SaveAsync(
                StatisticsPeriod.Month(June),
                1,
                null,
                new EditionDetails
                {
                    First = "別の人が書いた要約。",
                    Voice1 = "助かった。",
                    Voice3 = "夜も開けてほしい。",
                }
            );
        var page = OpenMonth();
        Assert.Contains("「夜も開けてほしい。」", page.Find("dl.facts").TextContent, StringComparison.Ordinal);

        await PressAsync(page, "確定する");
        Assert.Contains("声2件の掲載も承認します", page.Find("dialog").TextContent, StringComparison.Ordinal);
    }

    private static string Words(IElement button) => button.TextContent.Trim();

    private IRenderedComponent<ReportEditionsPage> OpenMonth(string month = "2020-06", string shows = "#texts")
    {
        var page = Open<ReportEditionsPage>(Role.Supervisor, parameters => parameters.Add(row => row.Month, month));
        page.WaitForElement(shows, Patience);
        return page;
    }

    private async Task WriteAsAnotherAsync(DateOnly month)
    {
        var second = Make.Staff(Role.Supervisor, "本市 監督 花子");
        await Portal.AddAsync(second);
        await Portal
            .As<ReportEditionService>(second)
            .SaveAsync(StatisticsPeriod.Month(month), 1, null, new EditionDetails { First = "別の人が書いた要約。" });
    }
}
