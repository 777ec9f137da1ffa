using System.ComponentModel.DataAnnotations;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Reports;

/// <summary>How long a period of the statistics is.</summary>
public enum PeriodKind
{
    [Display(Name = nameof(StatisticsTexts.KindMonth), ResourceType = typeof(StatisticsTexts))]
    Month = 1,

    /// <summary>April to June, July to September, October to December, January to March.</summary>
    [Display(Name = nameof(StatisticsTexts.KindQuarter), ResourceType = typeof(StatisticsTexts))]
    Quarter = 2,

    /// <summary>年度: April to March.</summary>
    [Display(Name = nameof(StatisticsTexts.KindFiscalYear), ResourceType = typeof(StatisticsTexts))]
    FiscalYear = 3,

    [Display(Name = nameof(StatisticsTexts.KindRange), ResourceType = typeof(StatisticsTexts))]
    Range = 4,
}

/// <summary>The days that are counted: civil dates in Asia/Tokyo, the first and the last one included.</summary>
public sealed record StatisticsPeriod
{
    /// <summary>A range is shorter than this many years.</summary>
    public const int MostYears = 3;

    private const int MonthsOfQuarter = 3;
    private const int MonthsOfYear = 12;
    private const int FirstMonthOfFiscalYear = 4;

    private StatisticsPeriod(PeriodKind kind, DateOnly from, DateOnly to) => (Kind, From, To) = (kind, from, to);

    public PeriodKind Kind { get; }

    /// <summary>The first day.</summary>
    public DateOnly From { get; }

    /// <summary>The last day.</summary>
    public DateOnly To { get; }

    /// <summary>The month, quarter or fiscal year that holds a day.</summary>
    /// <exception cref="RuleException">The year is before 2000 or after 2200, or the kind is a range.</exception>
    public static StatisticsPeriod Holding(PeriodKind kind, DateOnly day)
    {
        EnsureKnown(day);
        return kind switch
        {
            PeriodKind.Month => OfMonths(kind, new DateOnly(day.Year, day.Month, 1), 1),
            PeriodKind.Quarter => OfMonths(
                kind,
                new DateOnly(day.Year, ((day.Month - 1) / MonthsOfQuarter * MonthsOfQuarter) + 1, 1),
                MonthsOfQuarter
            ),
            PeriodKind.FiscalYear => OfMonths(kind, new DateOnly(JapaneseDate.FiscalYear(day), FirstMonthOfFiscalYear, 1), MonthsOfYear),
            _ => throw new RuleException(StatisticsTexts.PeriodWrong),
        };
    }

    /// <summary>The month that holds a day.</summary>
    /// <exception cref="RuleException">The year is before 2000 or after 2200.</exception>
    public static StatisticsPeriod Month(DateOnly day) => Holding(PeriodKind.Month, day);

    /// <summary>年度 that begins in April of a year.</summary>
    /// <exception cref="RuleException">The year is before 2000 or after 2200.</exception>
    public static StatisticsPeriod FiscalYear(int year) =>
        year is >= 2000 and <= 2200
            ? Holding(PeriodKind.FiscalYear, new DateOnly(year, FirstMonthOfFiscalYear, 1))
            : throw new RuleException(StatisticsTexts.PeriodWrong);

    /// <summary>Any days from one to another, both included.</summary>
    /// <exception cref="RuleException">The end is before the start, the period is too long, or a year is before 2000 or after
    /// 2200.</exception>
    public static StatisticsPeriod Between(DateOnly from, DateOnly to)
    {
        EnsureKnown(from);
        EnsureKnown(to);
        return to < from || to >= from.AddYears(MostYears)
            ? throw new RuleException(StatisticsTexts.PeriodWrong)
            : new StatisticsPeriod(PeriodKind.Range, from, to);
    }

    /// <summary>Some whole months, the last of them the month of this period's last day.</summary>
    internal StatisticsPeriod MonthsUpTo(int months)
    {
        var last = new DateOnly(To.Year, To.Month, 1);
        return new StatisticsPeriod(PeriodKind.Range, last.AddMonths(1 - months), last.AddMonths(1).AddDays(-1));
    }

    /// <summary>Whether there is a report of such a period (月次報告, 年度報告).</summary>
    public bool HasReport => Kind is PeriodKind.Month or PeriodKind.FiscalYear;

    /// <summary>The months of a month, a quarter or a fiscal year, in their order.</summary>
    internal IReadOnlyList<StatisticsPeriod> EachMonth() =>
        [.. Enumerable.Range(0, Months).Select(at => OfMonths(PeriodKind.Month, From.AddMonths(at), 1))];

    /// <summary>上期 and 下期 of a fiscal year: April to September, October to March.</summary>
    internal (StatisticsPeriod First, StatisticsPeriod Second) Halves() =>
        (
            OfMonths(PeriodKind.Range, From, MonthsOfYear / 2),
            OfMonths(PeriodKind.Range, From.AddMonths(MonthsOfYear / 2), MonthsOfYear / 2)
        );

    /// <summary>The period of the same length right before this one.</summary>
    public StatisticsPeriod Before() => Moved(-1);

    /// <summary>The period of the same length right after this one.</summary>
    public StatisticsPeriod After() => Moved(1);

    /// <summary>The same period of the year before; of a range, the same dates.</summary>
    public StatisticsPeriod YearBefore() =>
        Kind == PeriodKind.Range
            ? new StatisticsPeriod(Kind, From.AddYears(-1), To.AddYears(-1))
            : OfMonths(Kind, From.AddYears(-1), Months);

    /// <summary>年度累計: from the beginning of the fiscal year of the last day to the last day.</summary>
    public StatisticsPeriod FiscalYearToDate() =>
        new(PeriodKind.Range, new DateOnly(JapaneseDate.FiscalYear(To), FirstMonthOfFiscalYear, 1), To);

    private int Months =>
        Kind switch
        {
            PeriodKind.Quarter => MonthsOfQuarter,
            PeriodKind.FiscalYear => MonthsOfYear,
            _ => 1,
        };

    private StatisticsPeriod Moved(int times)
    {
        if (Kind != PeriodKind.Range)
        {
            return OfMonths(Kind, From.AddMonths(times * Months), Months);
        }

        var days = (To.DayNumber - From.DayNumber + 1) * times;
        return new StatisticsPeriod(Kind, From.AddDays(days), To.AddDays(days));
    }

    private static StatisticsPeriod OfMonths(PeriodKind kind, DateOnly first, int months) =>
        new(kind, first, first.AddMonths(months).AddDays(-1));

    private static void EnsureKnown(DateOnly day)
    {
        if (day.Year is < 2000 or > 2200)
        {
            throw new RuleException(StatisticsTexts.PeriodWrong);
        }
    }
}

/// <summary>What the statistics are narrowed by; null means all.</summary>
public sealed record StatisticsFilter
{
    public Guid? VenueId { get; init; }

    /// <summary>The scrivener at whose desk the appointments are. Whoever sees only their own figures sees those, whatever is
    /// here.</summary>
    public Guid? ScrivenerId { get; init; }

    /// <summary>The ward of the business, as it said at the booking.</summary>
    public Ward? Ward { get; init; }

    /// <summary>The industry of the business, as it said at the booking.</summary>
    public string? Industry { get; init; }

    /// <summary>Whether it asks for something that only a business has: slots and clinics have none of it.</summary>
    public bool AsksOfBusiness => Ward is not null || !string.IsNullOrEmpty(Industry);

    /// <summary>Whether it asks for anything.</summary>
    public bool IsEmpty => this == new StatisticsFilter();
}
