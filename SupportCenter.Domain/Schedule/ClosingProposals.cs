using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Schedule;

/// <summary>Finds for everybody whom a closing hits the nearest free slot, each slot for one.</summary>
internal static class ClosingProposals
{
    /// <summary>The free slots in the order in which they suit somebody who was to come to that venue on that date.</summary>
    public static List<FreeSlot> Ranked(IEnumerable<FreeSlot> free, Guid venueId, Ward ward, DateOnly date) =>
        [
            .. free.OrderBy(slot => Rank(slot, venueId, ward))
                .ThenBy(slot => Math.Abs(slot.Date.DayNumber - date.DayNumber))
                .ThenBy(slot => slot.Date)
                .ThenBy(slot => slot.StartsAt),
        ];

    /// <summary>One offer for each wished time, in the given order: of the nearest place and date the one nearest to the time.</summary>
    public static List<Guid?> Assign(IEnumerable<TimeOnly> wished, IReadOnlyList<FreeSlot> ranked, Guid venueId, Ward ward)
    {
        var left = ranked.Where(slot => slot.HeldBy is null).ToList();
        return [.. wished.Select(Take)];

        Guid? Take(TimeOnly at)
        {
            if (left.Count == 0)
            {
                return null;
            }

            var (rank, date) = (Rank(left[0], venueId, ward), left[0].Date);
            var best = left.TakeWhile(slot => Rank(slot, venueId, ward) == rank && slot.Date == date)
                .MinBy(slot => Math.Abs((slot.StartsAt.ToTimeSpan() - at.ToTimeSpan()).TotalMinutes))!;
            left.Remove(best);
            return best.SlotId;
        }
    }

    private static int Rank(FreeSlot slot, Guid venueId, Ward ward) =>
        slot.VenueId == venueId ? 0
        : slot.Ward == ward ? 1
        : 2;
}
