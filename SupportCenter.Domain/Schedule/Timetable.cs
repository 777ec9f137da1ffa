using System.Runtime.InteropServices;

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
            if (sessions is [.., var last] && slot.From.ToTimeSpan() - last.To.ToTimeSpan() < Pause)
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

    /// <summary>A time without slots of this length is told to those who come.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(30);
}

/// <summary>A time of a day, from its start to its end, half-open.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct SlotTime(TimeOnly From, TimeOnly To);
