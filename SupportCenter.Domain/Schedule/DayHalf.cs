using System.ComponentModel.DataAnnotations;

namespace SupportCenter.Domain.Schedule;

/// <summary>Half of a day. A time that has a minute in both halves (11:30 to 12:15) is in both.</summary>
public enum DayHalf
{
    [Display(Name = nameof(ScheduleTexts.Morning), ResourceType = typeof(ScheduleTexts))]
    Morning,

    [Display(Name = nameof(ScheduleTexts.Afternoon), ResourceType = typeof(ScheduleTexts))]
    Afternoon,
}

/// <summary>The one meaning of 午前 and 午後.</summary>
public static class DayHalves
{
    /// <summary>12:00</summary>
    public static readonly TimeOnly Noon = new(12, 0);

    /// <summary>The slots of which a minute is in <paramref name="half"/>.</summary>
    internal static IQueryable<Slot> In(this IQueryable<Slot> slots, DayHalf half) =>
        half == DayHalf.Morning ? slots.Where(slot => slot.StartsAt < Noon) : slots.Where(slot => slot.EndsAt > Noon);
}
