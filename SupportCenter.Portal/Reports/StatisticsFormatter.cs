using System.Globalization;
using SupportCenter.Domain.Reports;
using SupportCenter.Domain.Text;

namespace SupportCenter.Portal.Reports;

/// <summary>Figures, periods and changes in the words of the screen, or of the paper where the culture is Japanese.</summary>
internal static class StatisticsFormatter
{
    /// <summary>1,234件, 84.3％; － where it cannot be said.</summary>
    public static string Format(decimal? value, FigureUnit unit) =>
        value is { } known
            ? unit == FigureUnit.Percent
                ? Filled(StatisticsPageTexts.PercentWithUnit, Number(known, "0.0"))
                : Filled(StatisticsPageTexts.ValueWithUnit, Number(known, "#,0.#"), unit.Label())
            : StatisticsPageTexts.None;

    /// <summary>1,234; － where it cannot be said.</summary>
    public static string Format(int? count) => count is { } known ? Number(known, "#,0") : StatisticsPageTexts.None;

    /// <summary>84.3％; － where it cannot be said.</summary>
    public static string Percent(decimal? value) => Format(value, FigureUnit.Percent);

    /// <summary>前月より3件多い（12件）: by how much a figure differs from what it is compared with, and what that was.</summary>
    public static string Change(decimal? now, decimal? before, FigureUnit unit, string comparedWith) =>
        (now, before) is ({ } value, { } earlier)
            ? (value - earlier) switch
            {
                > 0 and var more => Filled(StatisticsPageTexts.More, comparedWith, Difference(more, unit), Format(earlier, unit)),
                < 0 and var less => Filled(StatisticsPageTexts.Less, comparedWith, Difference(-less, unit), Format(earlier, unit)),
                _ => Filled(StatisticsPageTexts.Same, comparedWith, Format(earlier, unit)),
            }
            : Filled(StatisticsPageTexts.NotComparable, comparedWith);

    /// <summary>令和2年7月, 令和2年7月～令和2年9月, 令和2年度, or the two dates.</summary>
    public static string Format(StatisticsPeriod period) =>
        period.Kind switch
        {
            PeriodKind.Month => ScreenDate.Month(period.From),
            PeriodKind.Quarter => $"{ScreenDate.Month(period.From)}～{ScreenDate.Month(period.To)}",
            PeriodKind.FiscalYear => ScreenDate.FiscalYear(JapaneseDate.FiscalYear(period.From)),
            _ => ScreenDate.Period(period.From, period.To),
        };

    /// <summary>前月, 前四半期, 前年度, or as many days before.</summary>
    public static string Before(PeriodKind kind) =>
        kind switch
        {
            PeriodKind.Month => StatisticsPageTexts.MonthBefore,
            PeriodKind.Quarter => StatisticsPageTexts.QuarterBefore,
            PeriodKind.FiscalYear => StatisticsPageTexts.YearBefore,
            _ => StatisticsPageTexts.RangeBefore,
        };

    /// <summary>前年同月 and the like; null for a fiscal year, whose period before it is that of the year before.</summary>
    public static string? YearBefore(PeriodKind kind) =>
        kind switch
        {
            PeriodKind.Month => StatisticsPageTexts.MonthOfYearBefore,
            PeriodKind.Quarter => StatisticsPageTexts.QuarterOfYearBefore,
            PeriodKind.Range => StatisticsPageTexts.RangeOfYearBefore,
            _ => null,
        };

    /// <summary>完了（前月）.</summary>
    public static string CompletedBefore(PeriodKind kind) => Filled(StatisticsPageTexts.CompletedOf, Before(kind));

    /// <summary>完了（前年同月）; null for a fiscal year.</summary>
    public static string? CompletedYearBefore(PeriodKind kind) =>
        YearBefore(kind) is { } words ? Filled(StatisticsPageTexts.CompletedOf, words) : null;

    /// <summary>月次報告（PDF） or 年度報告（PDF）.</summary>
    public static string ReportPdf(PeriodKind kind) => IsYear(kind) ? StatisticsPageTexts.ReportOfYear : StatisticsPageTexts.Report;

    /// <summary>月次報告の文章と確定, or that of a year.</summary>
    public static string ReportTexts(PeriodKind kind) =>
        IsYear(kind) ? StatisticsPageTexts.EditionsLinkOfYear : StatisticsPageTexts.EditionsLink;

    /// <summary>令和2年7月の月次報告, 令和2年度の年度報告.</summary>
    public static string ReportName(StatisticsPeriod period) =>
        Filled(IsYear(period.Kind) ? StatisticsPageTexts.EditionsTitleOfYear : StatisticsPageTexts.EditionsTitle, Format(period));

    private static bool IsYear(PeriodKind kind) => kind == PeriodKind.FiscalYear;

    /// <summary>37.5; － where it cannot be said.</summary>
    public static string Plain(decimal? value) => value is { } known ? Number(known, "0.#") : StatisticsPageTexts.None;

    /// <summary>The columns of the development of a period: the head, the count, and the rows that it leads to.</summary>
    public static IReadOnlyList<(string Title, Func<DevelopmentFigures, int?> Count, CountedKind? Kind)> DevelopmentColumns =>
        [
            (StatisticsPageTexts.ColumnClinics, part => part.Clinics, null),
            (StatisticsPageTexts.ColumnBooked, part => part.Booked, CountedKind.Booked),
            (StatisticsPageTexts.ColumnCompleted, part => part.Completed, CountedKind.Completed),
            (StatisticsPageTexts.ColumnBusinesses, part => part.Businesses, CountedKind.Businesses),
            (StatisticsPageTexts.ColumnNoShow, part => part.NoShow, CountedKind.NoShow),
            (Figure.WalkIns.Label(), part => part.WalkIns, CountedKind.WalkIns),
            (Figure.Cancelled.Label(), part => part.Cancelled, CountedKind.Cancelled),
        ];

    /// <summary>What a part of a period is called.</summary>
    public static string NameOf(DevelopmentFigures part) =>
        part.Grain switch
        {
            StatisticsGrain.Day => ScreenDate.Long(part.From),
            StatisticsGrain.Month => ScreenDate.Month(part.From),
            StatisticsGrain.FiscalYear => ScreenDate.FiscalYear(JapaneseDate.FiscalYear(part.From)),
            _ => ScreenDate.Period(part.From, part.To),
        };

    /// <summary>What is missing of a period's records, one text for each; empty where nothing is.</summary>
    public static IReadOnlyList<string> Missing(PeriodState state) =>
        [
            .. state.IsOver ? [] : new[] { StatisticsPageTexts.NotOver },
            .. Counted(StatisticsPageTexts.OutcomesMissing, state.OutcomesMissing),
            .. Counted(StatisticsPageTexts.RecordsMissing, state.RecordsMissing),
            .. Counted(StatisticsPageTexts.RecordsUnconfirmed, state.RecordsUnconfirmed),
        ];

    /// <summary>The rows of each of <see cref="Missing"/>; null for what is no row.</summary>
    public static IReadOnlyList<CountedRows?> MissingRows(PeriodState state) =>
        [
            .. state.IsOver ? [] : new CountedRows?[] { null },
            .. Rows(CountedKind.OutcomesMissing, state.OutcomesMissing),
            .. Rows(CountedKind.RecordsMissing, state.RecordsMissing),
            .. Rows(CountedKind.RecordsUnconfirmed, state.RecordsUnconfirmed),
        ];

    private static IEnumerable<CountedRows> Rows(CountedKind kind, int count) => count == 0 ? [] : [new CountedRows(kind)];

    /// <summary>What a table is called.</summary>
    public static string TitleOf(StatisticsTable table) =>
        table.Title is { } title ? Filled(StatisticsPageTexts.TitledTable, table.Kind.Label(), title) : table.Kind.Label();

    /// <summary>How many a table's percentages are of, and whether several answers were possible.</summary>
    public static string Note(StatisticsTable table) =>
        Filled(table.IsMultiple ? StatisticsPageTexts.TableMultiple : StatisticsPageTexts.TableN, Format(table.N));

    /// <summary>How the figures are counted and what is left out, one text for each.</summary>
    public static IReadOnlyList<string> Remarks =>
        StatisticsPageTexts.RemarkLines.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Monday first.</summary>
    public static IReadOnlyList<DayOfWeek> Weekdays { get; } =
    [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Saturday, DayOfWeek.Sunday];

    /// <summary>月, or Mon.</summary>
    public static string Format(DayOfWeek weekday) => ScreenDate.Weekday(new DateOnly(2023, 1, 1).AddDays((int)weekday));

    private static string Difference(decimal value, FigureUnit unit) =>
        unit == FigureUnit.Percent ? Filled(StatisticsPageTexts.Points, Number(value, "0.0")) : Format(value, unit);

    private static IEnumerable<string> Counted(string text, int count) => count == 0 ? [] : [Filled(text, Format(count))];

    private static string Number(decimal value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
