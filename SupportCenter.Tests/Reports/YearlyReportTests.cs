using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Incidents;
using SupportCenter.Domain.Reports;
using SupportCenter.Domain.Reservations;
using SupportCenter.Portal.Printing;
using SupportCenter.Portal.Reports;
using SupportCenter.Tests.Incidents;
using SupportCenter.Tests.Notices;
using SupportCenter.Tests.Printing;

namespace SupportCenter.Tests.Reports;

/// <summary>年度報告: the same editions as those of a month, with halves, targets, the oversight of the year and a public edition that is the
/// sum of its months.</summary>
public sealed class YearlyReportTests
{
    private static readonly StatisticsPeriod Year = StatisticsPeriod.FiscalYear(2019);

    private static readonly PrintMark Mark = new(
        "本市 監督",
        new DateTimeOffset(2020, 7, 16, 10, 0, 0, TimeSpan.FromHours(9)),
        "令和2年7月16日(木) 10:00"
    );

    public YearlyReportTests() => CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("ja");

    [Theory]
    [InlineData(61)]
    [InlineData(62)]
    public async Task The_figures_of_a_year_and_of_its_halves_are_those_of_an_independent_count(int seed)
    {
        await using var scene = await StatisticsScene.SetAsync(seed);
        var counted = new StatisticsCount(scene, Role.Supervisor, new StatisticsFilter());
        var read = (await scene.Portal.As<ReportEditionService>(Role.Supervisor).ReadAsync(Year)).Now;

        Assert.Equal(counted.Figures(Year), read.Booking.Now);
        Assert.Equal(counted.Figures(Year.Before()), read.Booking.Before);
        Assert.Equal(counted.Figures(Between("2019-04-01", "2019-09-30")), read.Year!.FirstHalf);
        Assert.Equal(counted.Figures(Between("2019-10-01", "2020-03-31")), read.Year.SecondHalf);
        Assert.Equal(read.Booking.Now.Completed, read.Year.FirstHalf.Completed + read.Year.SecondHalf.Completed);
        Assert.Equal(counted.Months(Year), read.Booking.Months);
        Assert.Equal(counted.Months(Year.Before()).TakeLast(12), read.Year.MonthsBefore);
        Assert.Equal(
            counted.Tables(Year),
            read.Consultations.Tables.Select(table => (table.Kind, table.N, StatisticsCount.Said(table.Rows)))
        );
        Assert.Equal(
            counted.Development(Year).Where(part => part.Item1 == StatisticsGrain.Month),
            read.Booking.Development.Where(part => part.Grain == StatisticsGrain.Month)
                .Select(part => (part.Grain, part.From, part.To, part.Clinics, part.Booked, part.Completed, part.Businesses))
        );
        Assert.Equal(12, read.Booking.Development.Count(part => part.Grain == StatisticsGrain.Month));
        Assert.Null(read.YearToDate);
    }

    [Fact]
    public async Task What_has_to_be_looked_at_is_counted_from_the_rows()
    {
        await using var scene = await StatisticsScene.SetAsync(63);
        var read = await scene.Portal.As<ReportEditionService>(Role.Supervisor).ReadAsync(StatisticsPeriod.Month(scene.Portal.Today));
        var late = scene.Reservations.Count(row =>
            row.Date >= new DateOnly(2020, 7, 1)
            && row.Date < new DateOnly(2020, 7, 13)
            && (row.Status is ReservationStatus.Arrived or ReservationStatus.Completed)
            && !scene.HandedIn.ContainsKey(row.Id)
        );

        Assert.True(late > 0);
        Assert.Equal(
            (0, late, read.Now.Booking.State.RecordsUnconfirmed, null, false),
            (
                read.Now.Attention!.OpenAlarms,
                read.Now.Attention.RecordsLate,
                read.Now.Attention.RecordsUnconfirmed,
                read.Now.Attention.LastDrillOn,
                read.Now.Attention.DrillFailed
            )
        );
        Assert.Null((await scene.Portal.As<ReportEditionService>(Role.Scrivener).PrintAsync(Year))!.Report.Attention);
    }

    [Fact]
    public async Task An_open_incident_is_told_with_its_next_deadline_and_listed_in_its_half_and_a_drill_is_not()
    {
        await using var scene = await IncidentScene.SetAsync();
        await scene.City.OpenAsync(IncidentScene.Details(), IncidentSourceKind.Call, null, isDrill: false);
        await scene.City.OpenAsync(IncidentScene.Details(), IncidentSourceKind.Call, null, isDrill: true);
        var read = (await scene.Portal.As<ReportEditionService>(Role.Supervisor).ReadAsync(StatisticsPeriod.FiscalYear(2020))).Now;

        var open = Assert.Single(read.Attention!.Incidents);
        Assert.Equal((2020, 1, new DateOnly(2020, 7, 16)), (open.FiscalYear, open.Number, open.DueOn));
        var listed = Assert.Single(read.Year!.Incidents);
        Assert.Equal((IncidentState.Suspected, null), (listed.State, listed.ClosedOn));
        var lines = AttentionLines.Of(read.Attention);
        Assert.Contains(lines, line => line.Contains("令和2年度 事案第1号", StringComparison.Ordinal));
        // What happened, and who said so, is in the incident alone.
        Assert.DoesNotContain("検索サイト", FixedFigures.Write(read), StringComparison.Ordinal);
        Assert.DoesNotContain("関係者サイト", string.Concat(lines), StringComparison.Ordinal);
        using var pdf = new PrintedPdf(Paper(new PrintedReport(read, null, [])));
        Assert.Contains("令和2年度 事案第1号上期", pdf.Flowing, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Alarms_checks_and_exports_are_counted_in_the_half_in_which_they_were()
    {
        await using var scene = await IncidentScene.SetAsync();
        var city = scene.Portal.As<ReportEditionService>(Role.Supervisor);
        await scene.Portal.As<BackgroundFaultService>(CallerIdentity.Console).ReportAsync("Test", null, "REF", default);
        var read = (await city.ReadAsync(StatisticsPeriod.FiscalYear(2020))).Now;

        var halves = read.Year!.Oversight.ToDictionary(row => row.Kind, row => (row.FirstHalf, row.SecondHalf));
        Assert.Equal(Enum.GetValues<OversightKind>(), read.Year.Oversight.Select(row => row.Kind));
        Assert.Equal(
            ((1, 0), (1, 0), (0, 0)),
            (halves[OversightKind.Alarms], halves[OversightKind.AlarmsOpen], halves[OversightKind.Exports])
        );
        Assert.Equal(1, read.Attention!.OpenAlarms);
        Assert.DoesNotContain((await city.ReadAsync(Year)).Now.Year!.Oversight, row => row.FirstHalf + row.SecondHalf > 0);
    }

    [Fact]
    public async Task A_year_is_fixed_once_every_month_in_which_anything_was_has_its_public_edition()
    {
        await using var scene = await StatisticsScene.SetAsync(64);
        var mine = scene.Portal.As<ReportEditionService>(Role.Supervisor);
        var open = (await mine.ReadAsync(Year)).Now.Year!.MonthsNotFixed;
        Assert.Contains(new DateOnly(2019, 4, 1), open);
        Assert.DoesNotContain(new DateOnly(2019, 5, 1), open);

        await mine.SaveAsync(Year, 1, null, PublicEditionTests.Texts());
        var refused = await Assert.ThrowsAsync<RuleException>(() => PublicEditionTests.FixAsync(scene, Year));
        Assert.StartsWith("公開用のある月次報告が確定していない月があります：平成31年4月、", refused.Message, StringComparison.Ordinal);
        await FixMonthsAsync(scene, Year);
        await PublicEditionTests.FixAsync(scene, Year);

        var read = await mine.ReadAsync(Year);
        Assert.Equal((1, read.NowHash), (read.Fixed!.Number, read.Fixed.Hash));
        Assert.Contains((await scene.Portal.AuditAsync()).Select(row => row.Fields), fields =>
            fields.Contains($"fiscal-year=2019,edition=1,sha256={read.Fixed.Hash}", StringComparison.Ordinal)
        );
        // A month of the same first day is another report.
        Assert.NotEqual(read.Fixed.Id, (await mine.ReadAsync(StatisticsPeriod.Month(Year.From))).Fixed!.Id);
    }

    [Theory]
    [InlineData(65)]
    [InlineData(66)]
    [Asvs("14.2.6")]
    public async Task A_public_year_is_the_sum_of_its_months_and_tells_no_small_number_with_them(int seed)
    {
        await using var scene = await StatisticsScene.SetAsync(seed, everyDays: 1);
        await FixMonthsAsync(scene, Year);
        await PublicEditionTests.FixAsync(scene, Year);
        var mine = scene.Portal.As<ReportEditionService>(Role.Supervisor);
        var year = (await mine.ReadAsync(Year)).Fixed!.Figures!;
        List<PublicFigures> months = [];
        for (var month = Year.From; month <= Year.To; month = month.AddMonths(1))
        {
            var read = await mine.ReadAsync(StatisticsPeriod.Month(month));
            months.Add((read.Fixed?.Figures ?? read.Now).Public!);
        }

        Assert.Equal(months.Sum(month => month.Completed.Rounded), year.Public!.Completed.Rounded);
        Assert.Equal(year.Booking.Now.Completed, year.Public.Completed.Count);
        var published = (await scene.Portal.As<PublicEditionService>(Role.Auditor).FindAsync(Year))!;
        Assert.Equal(year.Year!.PublicMonths, published.Months);
        Assert.Equal(11, published.Months.Count);
        Assert.Equal(published.Completed, months.Sum(month => month.Completed.Rounded));
        var attacker = PublicAttack.On(months, year.Public);
        Assert.True(attacker.Solve());
        PublicAttack.EachProtected(months, (cell, _) => Assert.True(attacker.ValuesOf(cell) >= 5, $"{cell}: {attacker.Of(cell)}"));
        Assert.Equal(Year, (await scene.Portal.As<PublicEditionService>(Role.Auditor).ListAsync())[0].Period);
    }

    [Fact]
    public async Task A_fixed_year_is_the_same_bytes_after_the_records_changed_and_so_is_its_public_edition()
    {
        await using var scene = await StatisticsScene.SetAsync(67, everyDays: 2);
        await FixMonthsAsync(scene, Year);
        await PublicEditionTests.FixAsync(scene, Year);
        var (mine, auditor) = (scene.Portal.As<ReportEditionService>(Role.Supervisor), scene.Portal.As<PublicEditionService>(Role.Auditor));
        var before = (Paper((await mine.PrintAsync(Year))!), await PublicEditionTests.FilesAsync((await auditor.FindAsync(Year))!));

        await scene.Portal.ReadAsync(db =>
            db.Reservations.Where(row => row.Date >= Year.From && row.Date <= Year.To)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.Status, ReservationStatus.Cancelled))
        );
        var after = (Paper((await mine.PrintAsync(Year))!), await PublicEditionTests.FilesAsync((await auditor.FindAsync(Year))!));

        Assert.Equal(before.Item1, after.Item1);
        Assert.Equal(before.Item2.Pdf, after.Item2.Pdf);
        Assert.Equal(before.Item2.Workbook, after.Item2.Workbook);
        Assert.Equal(before.Item2.Csv, after.Item2.Csv);
        var read = await mine.ReadAsync(Year);
        Assert.Contains(EditionDifference.Between(read.Fixed!.Figures!, read.Now), difference =>
            difference.Label == "目標と実績　完了（延べ件数）　計" && difference.Now == "0件"
        );
    }

    [Fact]
    public async Task The_paper_has_a_cover_with_contents_targets_with_what_was_reached_and_every_table_of_the_year()
    {
        await using var scene = await StatisticsScene.SetAsync(68, everyDays: 1);
        var mine = scene.Portal.As<ReportEditionService>(Role.Supervisor);
        var texts = PublicEditionTests.Texts();
        (texts.TargetCompleted, texts.Voice1) = (1000, "手続きが分かって助かった。");
        await mine.SaveAsync(Year, 1, null, texts);
        var printed = (await mine.PrintAsync(Year))!;
        var (year, rendered) = (printed.Report, ReportPdf.Render(ReportSheets.Of(printed, Mark.By, Mark.AtText), Mark));
        if (Environment.GetEnvironmentVariable("SUPPORTCENTER_KEEP") is { Length: > 0 } folder)
        {
            await File.WriteAllBytesAsync(Path.Combine(folder, "yearly.pdf"), rendered.Bytes);
        }

        using var pdf = new PrintedPdf(rendered.Bytes);
        Assert.Empty(rendered.Undrawn);
        Assert.Contains("年度報告", pdf.Pages[0], StringComparison.Ordinal);
        foreach (var part in (string[])["1　要約", "2　だれが・どこで", "3　なにを", "4　動きと声", "5　監督と安全管理"])
        {
            var at = pdf
                .Pages.Skip(1)
                .Select((page, at) => (page, at))
                .First(page => page.page.Contains(part, StringComparison.Ordinal))
                .at;
            Assert.Contains($"{part}{at + 2}", Flowing(pdf.Pages[0]), StringComparison.Ordinal);
        }

        var reached = StatisticsFormatter.Percent(StatisticsFigures.Percent(year.Booking.Now.Completed, 1000));
        Assert.Contains(
            $"完了（延べ件数）1,000件{year.Year!.FirstHalf.Completed}件{year.Year.SecondHalf.Completed}件{year.Booking.Now.Completed}件{reached}",
            Flowing(pdf.Pages[1]),
            StringComparison.Ordinal
        );
        Assert.Contains("未対応の警報：0件", pdf.Pages[1], StringComparison.Ordinal);
        foreach (var block in StatisticsBlocks.Of(year.Booking, year.Consultations))
        {
            Assert.Contains(block.Title, pdf.Flowing, StringComparison.Ordinal);
        }

        foreach (var month in year.Booking.Development.Where(part => part.Grain == StatisticsGrain.Month))
        {
            Assert.Contains(
                StatisticsFormatter.NameOf(month)
                    + string.Concat(
                        StatisticsFormatter.DevelopmentColumns.Select(column => StatisticsFormatter.Format(column.Count(month)))
                    ),
                pdf.Flowing,
                StringComparison.Ordinal
            );
        }

        AssertEach.Of(pdf.Sizes(), size => Assert.True(double.Parse(size, CultureInfo.InvariantCulture) >= 9, size));
        AssertEach.Of(pdf.Pages, page => Assert.Contains("取扱注意", page, StringComparison.Ordinal));
        Assert.DoesNotContain("株式会社例示", pdf.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_businesses_say_is_printed_once_a_second_person_released_it_by_fixing()
    {
        await using var scene = await StatisticsScene.SetAsync(69);
        var mine = scene.Portal.As<ReportEditionService>(Role.Supervisor);
        var june = StatisticsPeriod.Month(new DateOnly(2020, 6, 1));
        var texts = PublicEditionTests.Texts();
        (texts.Voice1, texts.Voice4, texts.Voice5) = ("手続きが分かって助かった。", "夜の時間も開けてほしい。", " 　");
        await mine.SaveAsync(june, 1, null, texts);
        using (var draft = new PrintedPdf(Paper((await mine.PrintAsync(june))!)))
        {
            Assert.DoesNotContain("手続きが分かって助かった。", draft.Flowing, StringComparison.Ordinal);
            Assert.Contains("承認された声が2件載ります", draft.Flowing, StringComparison.Ordinal);
        }

        await PublicEditionTests.FixAsync(scene, june);
        using var paper = new PrintedPdf(Paper((await mine.PrintAsync(june))!));
        Assert.Contains("「手続きが分かって助かった。」", paper.Flowing, StringComparison.Ordinal);
        Assert.Contains("「夜の時間も開けてほしい。」", paper.Flowing, StringComparison.Ordinal);
        var files = await PublicEditionTests.FilesAsync((await scene.Portal.As<PublicEditionService>(Role.Auditor).FindAsync(june))!);
        using var released = new PrintedPdf(files.Pdf);
        Assert.DoesNotContain("手続き", released.Flowing, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(nameof(EditionDetails.Voice2))]
    [InlineData(nameof(EditionDetails.First))]
    [InlineData(nameof(EditionDetails.Issues))]
    public async Task A_text_that_names_a_business_is_refused_beside_its_field_and_stands_in_its_ledger(string field)
    {
        await using var scene = await NoticeScene.SetAsync();
        await scene.BookAsync(Make.Details("株式会社例示製作所"));
        var portal = scene.Portal;
        var texts = PublicEditionTests.Texts();
        typeof(EditionDetails).GetProperty(field)!.SetValue(texts, "例示製作所さんから礼を言われた。");

        var refused = await Assert.ThrowsAsync<RuleException>(() =>
            portal.As<ReportEditionService>(Role.Supervisor).SaveAsync(Year, 1, null, texts)
        );

        Assert.Equal(
            ("1行目に、登録されている事業者の名前が含まれています。報告には書けません。", field),
            (refused.Message, refused.Field)
        );
        var row = (await portal.AuditAsync())[^1];
        Assert.Equal((AuditActs.NameRefused, nameof(ReportEdition)), (row.Act, row.SubjectKind));
    }

    [Fact]
    public async Task There_is_a_report_of_months_and_of_fiscal_years_only()
    {
        await using var portal = await TestPortal.StartAsync();
        var mine = portal.As<ReportEditionService>(Role.Supervisor);
        foreach (var period in new[] { StatisticsPeriod.Holding(PeriodKind.Quarter, portal.Today), Between("2020-04-01", "2020-06-30") })
        {
            await Assert.ThrowsAsync<RuleException>(() => mine.ReadAsync(period));
            await Assert.ThrowsAsync<RuleException>(() => mine.SaveAsync(period, 1, null, PublicEditionTests.Texts()));
        }
    }

    /// <summary>Fixes the months in which anything was, each after the other.</summary>
    private static async Task FixMonthsAsync(StatisticsScene scene, StatisticsPeriod year)
    {
        var open = (await scene.Portal.As<ReportEditionService>(Role.Supervisor).ReadAsync(year)).Now.Year!.MonthsNotFixed;
        foreach (var month in open)
        {
            await PublicEditionTests.FixAsync(scene, month);
        }
    }

    private static string Flowing(string page) => page.Replace("\n", "", StringComparison.Ordinal);

    private static byte[] Paper(PrintedReport printed) => ReportPdf.Render(ReportSheets.Of(printed, Mark.By, Mark.AtText), Mark).Bytes;

    private static StatisticsPeriod Between(string from, string to) => StatisticsPeriod.Between(Day(from), Day(to));

    private static DateOnly Day(string iso) => DateOnly.Parse(iso, CultureInfo.InvariantCulture);
}
