namespace SupportCenter.Domain.Import;

/// <summary>「9時30分～」: where a list leaves out the end of a slot, the record says it, or the length that the other slots have.</summary>
internal static class MissingEnds
{
    public static void Fill<T>(
        IReadOnlyList<T> bookings,
        Func<T, BookingReading> reading,
        Func<T, BookingReading?> record,
        Action<T, BookingReading> set
    )
    {
        var lengths = bookings
            .Select(reading)
            .Where(booking => booking.Start.Value < booking.End.Value)
            .Select(booking => (Start: booking.Start.Value!.Value, Length: booking.End.Value!.Value - booking.Start.Value!.Value))
            .ToList();
        foreach (var booking in bookings.Where(booking => reading(booking) is { Start.Value: not null, End.Value: null }))
        {
            var (own, paper) = (reading(booking), record(booking));
            var start = own.Start.Value!.Value;
            var length = Usual(lengths.Where(entry => entry.Start == start)) ?? Usual(lengths);
            var end =
                paper?.Start.Value == start && paper.End.Value is { } written ? written
                : length is { } usual ? start.Add(usual)
                : (TimeOnly?)null;
            set(
                booking,
                (own with { End = own.End with { Value = end } }).WithDoubt(
                    ImportField.Slot,
                    end is null ? ImportTexts.Doubt_NoEnd : ImportTexts.Doubt_EndFilled
                )
            );
        }
    }

    private static TimeSpan? Usual(IEnumerable<(TimeOnly Start, TimeSpan Length)> lengths) =>
        lengths
            .GroupBy(entry => entry.Length)
            .OrderByDescending(group => group.Count())
            .ThenBy(group => group.Key)
            .Select(group => (TimeSpan?)group.Key)
            .FirstOrDefault();
}
