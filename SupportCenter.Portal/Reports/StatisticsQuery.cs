using SupportCenter.Domain;
using SupportCenter.Domain.Reports;
using SupportCenter.Domain.Text;

namespace SupportCenter.Portal.Reports;

/// <summary>What is chosen on the page of the statistics.</summary>
public sealed class StatisticsQuery
{
    public PeriodKind Kind { get; set; } = PeriodKind.Month;

    /// <summary>Any day of the month, quarter or fiscal year.</summary>
    public DateOnly? Day { get; set; }

    /// <summary>The first day of a range.</summary>
    public DateOnly? From { get; set; }

    /// <summary>The last day of a range.</summary>
    public DateOnly? To { get; set; }

    public Guid? VenueId { get; set; }

    public Guid? ScrivenerId { get; set; }

    public Ward? Ward { get; set; }

    public string? Industry { get; set; }

    /// <summary>The period.</summary>
    /// <exception cref="RuleException">A day is missing, or the period is none that can be counted.</exception>
    public StatisticsPeriod Period() =>
        Kind == PeriodKind.Range ? StatisticsPeriod.Between(Given(From), Given(To)) : StatisticsPeriod.Holding(Kind, Given(Day));

    /// <summary>What the figures are narrowed by.</summary>
    public StatisticsFilter Filter() =>
        new()
        {
            VenueId = VenueId,
            ScrivenerId = ScrivenerId,
            Ward = Ward,
            Industry = VisibleText.IsBlank(Industry) ? null : VisibleText.Trimmed(Industry),
        };

    /// <summary>Shows another period of the same length.</summary>
    public void Show(StatisticsPeriod period)
    {
        Day = period.From;
        if (Kind == PeriodKind.Range)
        {
            (From, To) = (period.From, period.To);
        }
    }

    private static DateOnly Given(DateOnly? day) => day ?? throw new RuleException(StatisticsTexts.PeriodWrong);
}
