using SupportCenter.Domain.Data;
using SupportCenter.Domain.Schedule;

namespace SupportCenter.Domain.Demo;

/// <summary>The clinics of a large centre: every working day of more than two years back and four weeks ahead, as many desks as that day's
/// reservations need and about a quarter more.</summary>
internal sealed class LargeSchedule
{
    private const int DaysBack = 800;
    private const int DaysAhead = 28;
    private const int SlotMinutes = 30;
    private const int SlotsOfDesk = 12;
    private const double BookedOfDesk = 9;
    private static readonly TimeOnly Opens = new(10, 0);
    private static readonly TimeOnly Closes = new(16, 0);
    private readonly IReadOnlyList<Venue> venues;

    public LargeSchedule(DateOnly today, int reservations, IReadOnlyList<Venue> venues)
    {
        this.venues = venues;
        var dates = Enumerable
            .Range(-DaysBack, DaysBack + DaysAhead + 1)
            .Select(today.AddDays)
            .Where(JapaneseHolidays.IsWorkingDay)
            .ToList();
        var whole = dates.Sum(date => Weight(date, today));
        var (days, before) = (new List<(DateOnly Date, int Reservations)>(), 0.0);
        foreach (var date in dates)
        {
            var upTo = before + Weight(date, today);
            days.Add((date, (int)Math.Round(upTo * reservations / whole) - (int)Math.Round(before * reservations / whole)));
            before = upTo;
        }

        (Days, Past) = (days, days.Where(day => day.Date < today).Sum(day => day.Reservations));
        Desks = days.Max(day => DesksFor(day.Reservations));
    }

    /// <summary>The days in order, each with how many reservations are made for it.</summary>
    public IReadOnlyList<(DateOnly Date, int Reservations)> Days { get; }

    /// <summary>How many of the reservations lie before today.</summary>
    public int Past { get; }

    /// <summary>How many scriveners the fullest day needs: nobody sits at two desks.</summary>
    public int Desks { get; }

    /// <summary>The clinics of a day: its desks spread over the venues, which change from day to day as the scriveners do.</summary>
    public IEnumerable<Clinic> ClinicsOf(DateOnly date, int reservations, IReadOnlyList<Guid> scriveners)
    {
        var desks = DesksFor(reservations);
        var places = Math.Min(venues.Count, desks);
        for (var (place, seated) = (0, 0); place < places; place++)
        {
            var here = (desks / places) + (place < desks % places ? 1 : 0);
            var first = date.DayNumber + seated;
            seated += here;
            yield return new Clinic(
                venues[((date.DayNumber * places) + place) % venues.Count].Id,
                date,
                Opens,
                Closes,
                SlotMinutes,
                [.. Enumerable.Range(first, here).Select(at => scriveners[at % scriveners.Count])]
            );
        }
    }

    /// <summary>The slots that are booked when so many are, spread evenly over the day's desks.</summary>
    public static IEnumerable<(Clinic Clinic, Slot Slot)> Booked(IReadOnlyList<Clinic> clinics, int reservations)
    {
        var capacity = clinics.Sum(clinic => clinic.Slots.Count);
        return clinics
            .SelectMany(clinic => clinic.Slots.Select(slot => (clinic, slot)))
            .Where((_, at) => (at + 1) * reservations / capacity > at * reservations / capacity);
    }

    private static int DesksFor(int reservations) => Math.Max(1, (int)Math.Ceiling(reservations / BookedOfDesk));

    /// <summary>More callers before the fiscal year ends, fewer in August; what lies ahead is filled by and by.</summary>
    private static double Weight(DateOnly date, DateOnly today)
    {
        var season = date.Month switch
        {
            2 or 3 => 1.2,
            8 => 0.8,
            _ => 1.0,
        };
        var weeksAhead = (date.DayNumber - today.DayNumber) / 7;
        return date < today ? season : season * Math.Max(0.2, 0.9 - (0.2 * weeksAhead));
    }
}
