namespace SupportCenter.Domain.Schedule;

/// <summary>How a moment lies to the slots of a desk.</summary>
public enum ExtraPlace
{
    /// <summary>Within a slot: two clients would be at the desk.</summary>
    Within,

    /// <summary>In the break, or between two slots.</summary>
    Between,

    /// <summary>Before the first slot.</summary>
    Before,

    /// <summary>After the last slot.</summary>
    After,
}

/// <summary>The time that a client without booking would get at a desk at once.</summary>
/// <param name="Time">From now, rounded down to five minutes, for the length of a slot, but no further than to the next slot of the desk:
/// whoever is booked there is not made to wait.</param>
/// <param name="Place">How it lies to the slots of the desk.</param>
/// <param name="Around">The slot that is under way, or the stretch between two slots; its ends are open before the first and after the
/// last slot.</param>
public sealed record ExtraTime(SlotTime Time, ExtraPlace Place, (TimeOnly? From, TimeOnly? To) Around)
{
    private const int Grid = 5; // Minutes.

    /// <summary>What a client would get who comes <paramref name="now"/>.</summary>
    /// <param name="slots">The slots of the desk that are not closed, in any order.</param>
    /// <param name="now">The civil time.</param>
    /// <param name="minutes">The length of a slot.</param>
    internal static ExtraTime At(IEnumerable<SlotTime> slots, TimeOnly now, int minutes)
    {
        var laidOut = slots.OrderBy(slot => slot.From).ToList();
        var start = new TimeOnly(now.Hour, now.Minute - (now.Minute % Grid));
        var next = laidOut.Where(slot => slot.From > now).Select(slot => (TimeOnly?)slot.From).FirstOrDefault();
        var end =
            start.ToTimeSpan() + TimeSpan.FromMinutes(minutes) is var full && full < TimeSpan.FromDays(1)
                ? TimeOnly.FromTimeSpan(full)
                : new TimeOnly(23, 59);
        var time = new SlotTime(start, next < end ? next.Value : end);
        var current = laidOut.Where(slot => slot.From <= now && now < slot.To).ToList();
        var last = laidOut.Where(slot => slot.To <= now).Select(slot => (TimeOnly?)slot.To).Max();
        return current is [var under, ..]
            ? new ExtraTime(time, ExtraPlace.Within, (under.From, under.To))
            : new ExtraTime(
                time,
                last is null ? ExtraPlace.Before
                    : next is null ? ExtraPlace.After
                    : ExtraPlace.Between,
                (last, next)
            );
    }

    /// <summary>What is said of it in words: いまは休憩中です（11:20～13:00）。</summary>
    public string Sentence() =>
        Filled(
            Place switch
            {
                ExtraPlace.Within => ScheduleTexts.ExtraWithin,
                ExtraPlace.Between when IsPause => ScheduleTexts.ExtraInBreak,
                ExtraPlace.Between => ScheduleTexts.ExtraBetween,
                ExtraPlace.Before => ScheduleTexts.ExtraBefore,
                _ => ScheduleTexts.ExtraAfter,
            },
            Around.From is { } from ? Text.JapaneseTime.Format(from) : "",
            Around.To is { } to ? Text.JapaneseTime.Format(to) : ""
        );

    /// <summary>Whether the stretch is a break, and not only the minutes between two slots.</summary>
    public bool IsPause => Around is ({ } from, { } to) && Place == ExtraPlace.Between && Timetable.IsPause(from, to);
}
