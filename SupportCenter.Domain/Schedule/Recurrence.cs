namespace SupportCenter.Domain.Schedule;

/// <summary>A regular series of dates between two days (both inclusive), by date arithmetic alone.</summary>
/// <param name="Weekday">The weekday of every date.</param>
/// <param name="EveryWeeks">Every so many weeks, counted from the first such weekday; 0 when the series goes by
/// <paramref name="Nths"/>.</param>
/// <param name="Nths">Which of the month's weekdays (2 and 4: second and fourth); a fifth exists in some months only.</param>
/// <param name="MovesOffClosedDays">Whether a date on which the centre is closed moves to the next working day, or is left out.</param>
public sealed record Recurrence(
    DateOnly From,
    DateOnly To,
    DayOfWeek Weekday,
    int EveryWeeks,
    IReadOnlyList<int> Nths,
    bool MovesOffClosedDays
)
{
    /// <summary>Every so many weeks on a weekday.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than one week.</exception>
    public static Recurrence Weekly(DateOnly from, DateOnly to, DayOfWeek weekday, int everyWeeks, bool movesOffClosedDays)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(everyWeeks, 1);
        return new(from, to, weekday, everyWeeks, [], movesOffClosedDays);
    }

    /// <summary>The nth weekdays of every month.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An nth below the first or above the fifth.</exception>
    public static Recurrence Monthly(DateOnly from, DateOnly to, DayOfWeek weekday, IEnumerable<int> nths, bool movesOffClosedDays)
    {
        int[] ordered = [.. nths.Distinct().Order()];
        Array.ForEach(ordered, nth =>
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(nth, 1);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(nth, 5);
        });
        return new(from, to, weekday, 0, ordered, movesOffClosedDays);
    }

    /// <summary>All dates of the series in order, also those that are left out, each with the reason.</summary>
    public IReadOnlyList<Occurrence> Dates()
    {
        var regular = (EveryWeeks > 0 ? WeeklyDates() : MonthlyDates()).ToList();
        var taken = regular.Where(date => JapaneseHolidays.ClosedOn(date) is null).ToHashSet();
        return [.. regular.Select(date => Place(date, taken))];
    }

    private Occurrence Place(DateOnly regular, HashSet<DateOnly> taken)
    {
        if (JapaneseHolidays.ClosedOn(regular) is not { } closed)
        {
            return new Occurrence(regular, regular, null);
        }

        if (!MovesOffClosedDays)
        {
            return new Occurrence(regular, null, closed);
        }

        var moved = regular.AddDays(1);
        while (!JapaneseHolidays.IsWorkingDay(moved))
        {
            moved = moved.AddDays(1);
        }

        // Not behind the end, and not on a date that the series has already: then it is left out after all.
        return new Occurrence(regular, moved <= To && taken.Add(moved) ? moved : null, closed);
    }

    private IEnumerable<DateOnly> WeeklyDates()
    {
        for (var date = From.AddDays(DaysUntil(From, Weekday)); date <= To; date = date.AddDays(7 * EveryWeeks))
        {
            yield return date;
        }
    }

    private IEnumerable<DateOnly> MonthlyDates()
    {
        for (var month = new DateOnly(From.Year, From.Month, 1); month <= To; month = month.AddMonths(1))
        {
            foreach (var date in Nths.Select(nth => month.AddDays(DaysUntil(month, Weekday) + (7 * (nth - 1)))))
            {
                if (date.Month == month.Month && date >= From && date <= To)
                {
                    yield return date;
                }
            }
        }
    }

    private static int DaysUntil(DateOnly from, DayOfWeek weekday) => ((int)weekday - (int)from.DayOfWeek + 7) % 7;
}

/// <summary>One date of a series.</summary>
/// <param name="Regular">The date that the rule names.</param>
/// <param name="Date">The date on which it is held; null when it is left out.</param>
/// <param name="ClosedFor">Why the centre is closed on the regular date; null on an ordinary day.</param>
public sealed record Occurrence(DateOnly Regular, DateOnly? Date, Holiday? ClosedFor)
{
    public bool IsMoved => Date is not null && Date != Regular;
}
