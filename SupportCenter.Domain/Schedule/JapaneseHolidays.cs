using System.Collections.Concurrent;

namespace SupportCenter.Domain.Schedule;

/// <summary>The national holidays from the first day of the law (1948-07-20) to 2099, computed from the law as it stood in each
/// year.</summary>
/// <remarks>The equinoxes follow the formula of the Hydrographic Department (新こよみ便利帳), which agrees with every date announced so far;
/// the government fixes them a year ahead. What later acts will change is for later versions.</remarks>
public static class JapaneseHolidays
{
    private const int FirstYear = 1948;
    private const int LastYear = 2099;
    private static readonly DateOnly LawInForce = new(1948, 7, 20);
    private static readonly DateOnly SubstitutesInForce = new(1973, 4, 12);
    private static readonly DateOnly SandwichedInForce = new(1985, 12, 27);
    private static readonly ConcurrentDictionary<int, IReadOnlyDictionary<DateOnly, Holiday>> Years = new();

    /// <summary>The holiday on that day; null for an ordinary day, and for every day outside 1948 to 2099.</summary>
    public static Holiday? On(DateOnly date) => In(date.Year).TryGetValue(date, out var holiday) ? holiday : null;

    /// <summary>All holidays of a year; none outside 1948 to 2099.</summary>
    public static IReadOnlyDictionary<DateOnly, Holiday> In(int year) =>
        year is < FirstYear or > LastYear ? new Dictionary<DateOnly, Holiday>() : Years.GetOrAdd(year, Compute);

    /// <summary>Why the centre is closed on that day: a national holiday, else 年末年始; null when it is not. Weekends are for the plan to
    /// choose.</summary>
    public static Holiday? ClosedOn(DateOnly date) =>
        On(date) ?? (date is { Month: 12, Day: >= 29 } or { Month: 1, Day: <= 3 } ? Holiday.YearEnd : null);

    /// <summary>Monday to Friday, no holiday, not 年末年始.</summary>
    public static bool IsWorkingDay(DateOnly date) =>
        date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && ClosedOn(date) is null;

    private static Dictionary<DateOnly, Holiday> Compute(int year)
    {
        var days = NationalHolidays(year).Where(day => day.Date >= LawInForce).ToDictionary(day => day.Date, day => day.Holiday);
        var named = days.Keys.ToHashSet();
        foreach (var sunday in named.Where(day => day.DayOfWeek == DayOfWeek.Sunday && day >= SubstitutesInForce).Order())
        {
            // Until 2006 the Monday after; since 2007 the next day that is no national holiday itself.
            var substitute = sunday.AddDays(1);
            while (year >= 2007 && named.Contains(substitute))
            {
                substitute = substitute.AddDays(1);
            }

            days.TryAdd(substitute, Holiday.Substitute);
        }

        foreach (
            var between in named.Select(day => day.AddDays(1)).Where(day => named.Contains(day.AddDays(1)) && day >= SandwichedInForce)
        )
        {
            // Until 2006 not on Sundays; never where the day is a holiday already.
            if (year >= 2007 || between.DayOfWeek != DayOfWeek.Sunday)
            {
                days.TryAdd(between, Holiday.Sandwiched);
            }
        }

        return days;
    }

    private static IEnumerable<(DateOnly Date, Holiday Holiday)> NationalHolidays(int year) =>
        new[] { FirstHalf(year), Summer(year), Autumn(year), Single(year) }
            .SelectMany(days => days)
            .Where(day => day.Date is not null)
            .Select(day => (day.Date!.Value, day.Holiday));

    private static IEnumerable<(DateOnly? Date, Holiday Holiday)> FirstHalf(int year) =>
        [
            (new(year, 1, 1), Holiday.NewYear),
            (year >= 2000 ? Monday(year, 1, 2) : new(year, 1, 15), Holiday.ComingOfAge),
            (year >= 1967 ? new(year, 2, 11) : null, Holiday.Foundation),
            (EmperorsBirthday(year), Holiday.EmperorsBirthday),
            (SpringEquinox(year), Holiday.SpringEquinox),
            (year >= 2007 ? new(year, 4, 29) : null, Holiday.Showa),
            (new(year, 5, 3), Holiday.Constitution),
            (
                year >= 2007 ? new(year, 5, 4)
                : year >= 1989 ? new(year, 4, 29)
                : null,
                Holiday.Greenery
            ),
            (new(year, 5, 5), Holiday.Children),
        ];

    // In 2020 and 2021 three holidays moved for the Olympic Games, whose opening and closing they framed.
    private static IEnumerable<(DateOnly? Date, Holiday Holiday)> Summer(int year) =>
        [
            (
                year switch
                {
                    2020 => new(2020, 7, 23),
                    2021 => new(2021, 7, 22),
                    >= 2003 => Monday(year, 7, 3),
                    >= 1996 => new(year, 7, 20),
                    _ => null,
                },
                Holiday.Marine
            ),
            (
                year switch
                {
                    2020 => new(2020, 8, 10),
                    2021 => new(2021, 8, 8),
                    >= 2016 => new(year, 8, 11),
                    _ => null,
                },
                Holiday.Mountain
            ),
            (
                year switch
                {
                    >= 2003 => Monday(year, 9, 3),
                    >= 1966 => new(year, 9, 15),
                    _ => null,
                },
                Holiday.RespectForTheAged
            ),
        ];

    private static IEnumerable<(DateOnly? Date, Holiday Holiday)> Autumn(int year) =>
        [
            (AutumnEquinox(year), Holiday.AutumnEquinox),
            (
                year switch
                {
                    >= 2020 => null,
                    >= 2000 => Monday(year, 10, 2),
                    >= 1966 => new(year, 10, 10),
                    _ => null,
                },
                Holiday.HealthAndSports
            ),
            (
                year switch
                {
                    2020 => new(2020, 7, 24),
                    2021 => new(2021, 7, 23),
                    > 2021 => Monday(year, 10, 2),
                    _ => null,
                },
                Holiday.Sports
            ),
            (new(year, 11, 3), Holiday.CultureDay),
            (new(year, 11, 23), Holiday.LabourThanksgiving),
        ];

    private static IEnumerable<(DateOnly? Date, Holiday Holiday)> Single(int year) =>
        year switch
        {
            1959 => [(new(1959, 4, 10), Holiday.ImperialWedding)],
            1989 => [(new(1989, 2, 24), Holiday.ImperialFuneral)],
            1990 => [(new(1990, 11, 12), Holiday.Enthronement)],
            1993 => [(new(1993, 6, 9), Holiday.ImperialWedding)],
            2019 => [(new(2019, 5, 1), Holiday.Accession), (new(2019, 10, 22), Holiday.Enthronement)],
            _ => [],
        };

    // 2019 had none: the Emperor who was born on 23 December had abdicated, and the new one's day was over.
    private static DateOnly? EmperorsBirthday(int year) =>
        year switch
        {
            >= 2020 => new(year, 2, 23),
            2019 => null,
            >= 1989 => new(year, 12, 23),
            _ => new(year, 4, 29),
        };

    private static DateOnly SpringEquinox(int year) => new(year, 3, Equinox(year, year < 1980 ? 20.8357 : 20.8431));

    private static DateOnly AutumnEquinox(int year) => new(year, 9, Equinox(year, year < 1980 ? 23.2588 : 23.2488));

    private static int Equinox(int year, double offset) =>
        (int)(offset + (0.242194 * (year - 1980)) - ((year - (year < 1980 ? 1983 : 1980)) / 4));

    private static DateOnly Monday(int year, int month, int nth)
    {
        var first = new DateOnly(year, month, 1);
        return first.AddDays((((int)DayOfWeek.Monday - (int)first.DayOfWeek + 7) % 7) + (7 * (nth - 1)));
    }
}
