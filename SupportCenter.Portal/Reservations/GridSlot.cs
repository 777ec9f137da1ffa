using SupportCenter.Domain.Reservations;

namespace SupportCenter.Portal.Reservations;

/// <summary>A place in the list on the screen. Its number names the elements of the row, so that they stay the same when the row of the
/// next page takes the place: then only the texts that differ go over the line, and the focus stays where it is.</summary>
public sealed record GridSlot(int Number, ReservationRow Row)
{
    public string LinkId => $"rl{Number}";

    public string MenuId => $"rm{Number}";

    /// <summary>The slots for another page: the places of the last one are taken again, in order.</summary>
    public static IReadOnlyList<GridSlot> Turn(IReadOnlyList<GridSlot> shown, IReadOnlyList<ReservationRow> rows) =>
        [.. rows.Select((row, at) => new GridSlot(at < shown.Count ? shown[at].Number : Next(shown) + at - shown.Count, row))];

    /// <summary>The slots for the same page read again: a row that was there keeps its place, and with it the focus; a new one gets a place
    /// of its own.</summary>
    public static IReadOnlyList<GridSlot> Refresh(IReadOnlyList<GridSlot> shown, IReadOnlyList<ReservationRow> rows)
    {
        var (places, next) = (shown.ToDictionary(slot => slot.Row.Id, slot => slot.Number), Next(shown));
        return [.. rows.Select(row => new GridSlot(places.TryGetValue(row.Id, out var number) ? number : next++, row))];
    }

    private static int Next(IReadOnlyList<GridSlot> shown) => shown.Count == 0 ? 0 : shown.Max(slot => slot.Number) + 1;
}
