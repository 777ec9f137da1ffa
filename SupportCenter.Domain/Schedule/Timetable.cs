using System.Runtime.InteropServices;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Schedule;

/// <summary>How the hours of a clinic are divided: slots of one length, minutes between them, and a break in which nobody is
/// received.</summary>
public sealed record Timetable(TimeOnly StartsAt, TimeOnly EndsAt, int SlotMinutes)
{
    /// <summary>Between the end of a slot and the start of the next one.</summary>
    public int GapMinutes { get; init; }

    /// <summary>The break; null when there is none.</summary>
    public SlotTime? Break { get; init; }

    /// <summary>The slots of each desk. After a break the next one begins when the break ends.</summary>
    public IEnumerable<SlotTime> Slots()
    {
        var (length, gap, close) = (TimeSpan.FromMinutes(SlotMinutes), TimeSpan.FromMinutes(GapMinutes), EndsAt.ToTimeSpan());
        for (var start = StartsAt.ToTimeSpan(); length > TimeSpan.Zero && start + length <= close; )
        {
            if (Break is { } pause && start < pause.To.ToTimeSpan() && pause.From.ToTimeSpan() < start + length)
            {
                start = pause.To.ToTimeSpan();
                continue;
            }

            // A slot that ends at midnight has no end of the same day.
            if (start + length >= TimeSpan.FromDays(1))
            {
                yield break;
            }

            yield return new SlotTime(TimeOnly.FromTimeSpan(start), TimeOnly.FromTimeSpan(start + length));
            start += length + gap;
        }
    }

    /// <summary>The times that belong together: what is less than half an hour apart is one.</summary>
    public static IReadOnlyList<SlotTime> Sessions(IEnumerable<SlotTime> slots)
    {
        var sessions = new List<SlotTime>();
        foreach (var slot in slots.OrderBy(one => one.From))
        {
            if (sessions is [.., var last] && !IsPause(last.To, slot.From))
            {
                sessions[^1] = last with { To = slot.To > last.To ? slot.To : last.To };
            }
            else
            {
                sessions.Add(slot);
            }
        }

        return sessions;
    }

    /// <summary>When clients are received, in words: 9:30～11:20、13:00～15:50 where there is a break; where there is none, from when to when
    /// the clinic lasts.</summary>
    public static string Hours(TimeOnly startsAt, TimeOnly endsAt, IReadOnlyList<SlotTime> sessions) =>
        Pauses(sessions) ?? JapaneseTime.Format(startsAt, endsAt);

    /// <summary>The sessions where there are several, as 9:30～11:20、13:00～15:50; null when start and end say all.</summary>
    public static string? Pauses(IReadOnlyList<SlotTime> sessions) =>
        sessions.Count > 1
            ? string.Join(ScheduleTexts.BetweenSessions, sessions.Select(one => JapaneseTime.Format(one.From, one.To)))
            : null;

    /// <summary>Whether the time from the end of one slot to the start of the next is told to those who come.</summary>
    public static bool IsPause(TimeOnly from, TimeOnly to) => to.ToTimeSpan() - from.ToTimeSpan() >= Pause;

    /// <summary>A time without slots of this length is told to those who come.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(30);
}

/// <summary>A time of a day, from its start to its end, half-open.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct SlotTime(TimeOnly From, TimeOnly To);
