using System.Globalization;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Reports;
using SupportCenter.Portal.Printing;
using SupportCenter.Portal.Reports;
using SupportCenter.Tests.Printing;

namespace SupportCenter.Tests.Reports;

/// <summary>月次報告 on paper.</summary>
public sealed class MonthlyReportTests
{
    private static readonly PrintMark Mark = new(
        "本市 監督",
        new DateTimeOffset(2020, 7, 16, 10, 0, 0, TimeSpan.FromHours(9)),
        "令和2年7月16日(木) 10:00",
        "速報"
    );

    public MonthlyReportTests() => CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("ja");

    [Fact]
    public async Task The_paper_says_every_figure_and_every_row_of_the_statistics()
    {
        await using var scene = await StatisticsScene.SetAsync(9, everyDays: 1);
        var month = (await scene.Portal.As<ReportEditionService>(Role.Supervisor).PrintAsync(StatisticsPeriod.Month(scene.Portal.Today)))!;
        var (report, printed) = (month.Report, ReportPdf.Render(ReportSheets.Of(month, Mark.By, Mark.AtText), Mark));
        if (Environment.GetEnvironmentVariable("SUPPORTCENTER_KEEP") is { Length: > 0 } folder)
        {
            await File.WriteAllBytesAsync(Path.Combine(folder, "monthly.pdf"), printed.Bytes);
        }

        using var pdf = new PrintedPdf(printed.Bytes);

        Assert.Empty(printed.Undrawn);
        Assert.InRange(printed.PageCount, 4, 6);
        AssertEach.Of(pdf.Pages, page => Assert.Contains("取扱注意", page, StringComparison.Ordinal));
        Assert.Contains("令和2年7月", pdf.Pages[0], StringComparison.Ordinal);
        foreach (var told in (string[])["供覧", "部長", "課長", "係長", "担当", "速報", "年度累計", "期間の途中"])
        {
            Assert.Contains(told, pdf.Pages[0], StringComparison.Ordinal);
        }

        var first = pdf.Pages[0].Replace("\n", "", StringComparison.Ordinal);
        foreach (var figure in Enum.GetValues<Figure>())
        {
            var values = new[] { report.Booking.Now, report.Booking.Before, report.Booking.YearBefore, report.YearToDate };
            Assert.Contains(
                string.Concat(values.Select(of => StatisticsFormatter.Format(of!.Of(figure), StatisticsFigures.UnitOf(figure)))),
                first,
                StringComparison.Ordinal
            );
        }

        var onPaper = report.Consultations.Tables.Concat(report.Consultations.Questions);
        foreach (var row in onPaper.SelectMany(table => table.Rows.Select(row => (table, row))))
        {
            Assert.Contains(
                row.row.Label()
                    + StatisticsFormatter.Format(row.row.Count)
                    + StatisticsFormatter.Percent(row.table.PercentOf(row.row))
                    + (row.row.Businesses is { } businesses ? StatisticsFormatter.Format(businesses) : ""),
                pdf.Flowing,
                StringComparison.Ordinal
            );
        }
    }

    [Fact]
    public async Task The_paper_has_a_title_an_author_no_type_below_9_points_and_no_name_of_a_business()
    {
        await using var scene = await StatisticsScene.SetAsync(10);
        var month = (await scene.Portal.As<ReportEditionService>(Role.Scrivener).PrintAsync(StatisticsPeriod.Month(scene.Portal.Today)))!;
        using var pdf = new PrintedPdf(ReportPdf.Render(ReportSheets.Of(month, Mark.By, Mark.AtText), Mark).Bytes);

        Assert.Equal(
            ("中小企業等支援策活用サポートセンター 月次報告 令和2年7月", "中小企業等支援策活用サポートセンター"),
            (pdf.Document.Info.Title, pdf.Document.Info.Author)
        );
        AssertEach.Of(pdf.Sizes(), size => Assert.True(double.Parse(size, CultureInfo.InvariantCulture) >= 9, size));
        Assert.DoesNotContain("株式会社例示", pdf.Text, StringComparison.Ordinal);
        Assert.Contains("の担当分", pdf.Pages[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_month_in_which_nothing_was_is_printed_as_well()
    {
        await using var portal = await TestPortal.StartAsync();
        var month = (
            await portal.As<ReportEditionService>(Role.Supervisor).PrintAsync(StatisticsPeriod.Month(portal.Today.AddMonths(-1)))
        )!;
        var printed = ReportPdf.Render(ReportSheets.Of(month, Mark.By, Mark.AtText), Mark);
        using var pdf = new PrintedPdf(printed.Bytes);

        Assert.Contains("0件", pdf.Pages[0], StringComparison.Ordinal);
        Assert.Contains("－", pdf.Pages[0], StringComparison.Ordinal);
        Assert.Contains("所見（手書き）", pdf.Pages[0], StringComparison.Ordinal);
    }
}
