using System.ComponentModel.DataAnnotations;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Reports;

/// <summary>The parts into which the development of a period is divided.</summary>
public enum StatisticsGrain
{
    [Display(Name = nameof(StatisticsTexts.GrainDay), ResourceType = typeof(StatisticsTexts))]
    Day = 1,

    /// <summary>Monday to Sunday, cut at the ends of the period.</summary>
    [Display(Name = nameof(StatisticsTexts.GrainWeek), ResourceType = typeof(StatisticsTexts))]
    Week = 2,

    [Display(Name = nameof(StatisticsTexts.GrainMonth), ResourceType = typeof(StatisticsTexts))]
    Month = 3,

    /// <summary>年度.</summary>
    [Display(Name = nameof(StatisticsTexts.GrainFiscalYear), ResourceType = typeof(StatisticsTexts))]
    FiscalYear = 4,
}

/// <summary>How a period is divided.</summary>
public static class StatisticsGrains
{
    private const int MostDays = 92;
    private const int MostDaysOfWeeks = 366;
    private const int DaysOfWeek = 7;
    private const int FirstMonthOfFiscalYear = 4;

    /// <summary>The parts that a period of this length is shown in, the finest first: days up to a quarter, weeks up to a year.</summary>
    public static IReadOnlyList<StatisticsGrain> Of(StatisticsPeriod period)
    {
        var days = period.To.DayNumber - period.From.DayNumber + 1;
        return
        [
            .. Enum.GetValues<StatisticsGrain>()
                .Where(grain =>
                    grain switch
                    {
                        StatisticsGrain.Day => days <= MostDays,
                        StatisticsGrain.Week => days <= MostDaysOfWeeks,
                        _ => true,
                    }
                ),
        ];
    }

    extension(StatisticsGrain grain)
    {
        /// <summary>The first day of the part of the period in which a day is.</summary>
        public DateOnly FirstDayOf(DateOnly day, StatisticsPeriod period)
        {
            var first = grain switch
            {
                StatisticsGrain.Day => day,
                StatisticsGrain.Week => day.AddDays(-(((int)day.DayOfWeek + DaysOfWeek - 1) % DaysOfWeek)),
                StatisticsGrain.Month => new DateOnly(day.Year, day.Month, 1),
                _ => new DateOnly(JapaneseDate.FiscalYear(day), FirstMonthOfFiscalYear, 1),
            };
            return first < period.From ? period.From : first;
        }

        /// <summary>The parts of a period in their order, those in which nothing was too.</summary>
        public IEnumerable<(DateOnly From, DateOnly To)> PartsOf(StatisticsPeriod period)
        {
            for (var from = period.From; from <= period.To; )
            {
                var first = grain.FirstDayOf(from, period);
                var next = from.AddDays(1);
                while (next <= period.To && grain.FirstDayOf(next, period) == first)
                {
                    next = next.AddDays(1);
                }

                yield return (from, next.AddDays(-1));
                from = next;
            }
        }
    }
}
