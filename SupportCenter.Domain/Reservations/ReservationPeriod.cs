using System.ComponentModel.DataAnnotations;

namespace SupportCenter.Domain.Reservations;

/// <summary>A period of clinic dates relative to today, so that it can be kept and still means the same tomorrow.</summary>
public enum ReservationPeriod
{
    [Display(Name = nameof(ReservationListTexts.PeriodComing), ResourceType = typeof(ReservationListTexts))]
    Coming,

    [Display(Name = nameof(ReservationListTexts.PeriodPast), ResourceType = typeof(ReservationListTexts))]
    Past,

    [Display(Name = nameof(ReservationListTexts.PeriodToday), ResourceType = typeof(ReservationListTexts))]
    Today,

    [Display(Name = nameof(ReservationListTexts.PeriodTomorrow), ResourceType = typeof(ReservationListTexts))]
    Tomorrow,

    [Display(Name = nameof(ReservationListTexts.PeriodThisWeek), ResourceType = typeof(ReservationListTexts))]
    ThisWeek,

    [Display(Name = nameof(ReservationListTexts.PeriodNextWeek), ResourceType = typeof(ReservationListTexts))]
    NextWeek,

    [Display(Name = nameof(ReservationListTexts.PeriodThisMonth), ResourceType = typeof(ReservationListTexts))]
    ThisMonth,
}

/// <summary>The dates of a period.</summary>
public static class ReservationPeriods
{
    extension(ReservationPeriod period)
    {
        /// <summary>The first and the last date (inclusive), null where it is open; weeks begin on Monday.</summary>
        public (DateOnly? From, DateOnly? To) DatesOn(DateOnly today)
        {
            var monday = today.AddDays(-(((int)today.DayOfWeek + 6) % 7));
            var first = new DateOnly(today.Year, today.Month, 1);
            return period switch
            {
                ReservationPeriod.Coming => (today, null),
                ReservationPeriod.Past => (null, today.AddDays(-1)),
                ReservationPeriod.Today => (today, today),
                ReservationPeriod.Tomorrow => (today.AddDays(1), today.AddDays(1)),
                ReservationPeriod.ThisWeek => (monday, monday.AddDays(6)),
                ReservationPeriod.NextWeek => (monday.AddDays(7), monday.AddDays(13)),
                ReservationPeriod.ThisMonth => (first, first.AddMonths(1).AddDays(-1)),
                _ => (null, null),
            };
        }
    }
}
