using SupportCenter.Domain.Access;
using SupportCenter.Domain.Consultations;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Reports;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Schedule;

namespace SupportCenter.Tests.Reports;

/// <summary>The statistics, counted over the rows in memory by the definitions on the paper and not by the code of the portal.</summary>
internal sealed partial class StatisticsCount(StatisticsScene scene, Role role, StatisticsFilter asked)
{
    /// <summary>The contractor narrows by venue only.</summary>
    private readonly StatisticsFilter filter = role == Role.BookingStaff ? new StatisticsFilter { VenueId = asked.VenueId } : asked;

    private readonly Guid? person =
        role == Role.Scrivener ? scene.Portal.Staff[Role.Scrivener].Id
        : role == Role.BookingStaff ? null
        : asked.ScrivenerId;

    private bool OfBusiness => filter.Ward is not null || filter.Industry is not null;

    private bool OfCallers => person is null && filter.VenueId is null && !OfBusiness;

    public StatisticsFigures Figures(StatisticsPeriod period)
    {
        var rows = Rows(period);
        var kept = rows.Where(row => row.Status != ReservationStatus.Cancelled).ToList();
        var booked = kept.Where(row => !row.IsWalkIn).ToList();
        var completed = Completed(period);
        var slots = Slots(period);
        var calls = OfCallers
            ? scene.Callbacks.Where(call => Within(period, DateOnly.FromDateTime(CentreTime.ToCivil(call.QueuedAtUtc)))).ToList()
            : null;
        var now = scene.Portal.Time.GetUtcNow().UtcDateTime;
        return new StatisticsFigures
        {
            Clinics = OfBusiness ? null : Clinics(period).Count,
            Slots = OfBusiness ? null : slots.Count,
            Filled = OfBusiness ? null : slots.Count(IsFilled),
            Booked = booked.Count,
            Came = booked.Count(row => row.Status is ReservationStatus.Arrived or ReservationStatus.Completed),
            NoShow = booked.Count(row => row.Status == ReservationStatus.NoShow),
            Cancelled = rows.Count - kept.Count,
            WalkIns = kept.Count - booked.Count,
            Completed = completed.Count,
            Businesses = completed.Select(row => row.BusinessId).ToHashSet().Count,
            FirstVisits = completed.Count(row => row.Details.VisitNumber == 1),
            ReturnVisits = completed.Count(row => row.Details.VisitNumber > 1),
            DaysToAppointment = Middle(
                booked.Where(row => row.ReceivedOn <= row.Date).Select(row => row.Date.DayNumber - row.ReceivedOn.DayNumber)
            ),
            Callbacks = calls?.Count,
            CallbacksWaiting = calls?.Count(call => call.IsWaiting),
            CallbacksGivenUp = calls?.Count(call => !call.IsWaiting && call.ReservationId is null),
            LongestWaitDays = calls is not { Count: > 0 }
                ? null
                : calls.Max(call => Math.Max(0, (int)Math.Floor(((call.SettledAtUtc ?? now) - call.QueuedAtUtc).TotalDays))),
        };
    }

    public PeriodState State(StatisticsPeriod period)
    {
        var handedIn = scene.Records.Where(record => record.Status != RecordStatus.Draft).ToDictionary(record => record.ReservationId);
        var came = Rows(period).Where(row => row.Status is ReservationStatus.Arrived or ReservationStatus.Completed).ToList();
        return new PeriodState(
            period.To < scene.Portal.Today,
            Rows(period).Count(row => row.Status == ReservationStatus.Booked && row.Date < scene.Portal.Today),
            role == Role.BookingStaff ? 0 : came.Count(row => !handedIn.ContainsKey(row.Id)),
            role == Role.BookingStaff
                ? 0
                : came.Count(row => handedIn.TryGetValue(row.Id, out var record) && record.Status == RecordStatus.Submitted)
        );
    }

    public IEnumerable<VenueFigures> Venues(StatisticsPeriod period) =>
        OfBusiness
            ? []
            : scene
                .Venues.OrderBy(venue => venue.Details.Name, StringComparer.Ordinal)
                .Select(venue =>
                {
                    var kept = Rows(period).Where(row => row.VenueId == venue.Id && row.Status != ReservationStatus.Cancelled).ToList();
                    var slots = Slots(period)
                        .Where(slot => scene.Clinics.Single(clinic => clinic.Id == slot.ClinicId).VenueId == venue.Id)
                        .ToList();
                    var completed = kept.Where(row => row.Status == ReservationStatus.Completed).ToList();
                    var clinics = Clinics(period).Count(clinic => clinic.VenueId == venue.Id);
                    return (
                        IsShown: kept.Count + slots.Count + clinics > 0,
                        Figures: new VenueFigures(
                            venue.Details.Name,
                            clinics,
                            slots.Count,
                            slots.Count(IsFilled),
                            kept.Count(row => !row.IsWalkIn),
                            completed.Count,
                            completed.Select(row => row.BusinessId).ToHashSet().Count,
                            kept.Count(row => !row.IsWalkIn && row.Status == ReservationStatus.NoShow)
                        )
                        {
                            Id = venue.Id,
                            Before = Completed(period.Before()).Count(row => row.VenueId == venue.Id),
                            YearBefore = Completed(period.YearBefore()).Count(row => row.VenueId == venue.Id),
                        }
                    );
                })
                .Where(venue => venue.IsShown)
                .Select(venue => venue.Figures);

    public IEnumerable<HourFigures> Hours(StatisticsPeriod period) =>
        Rows(period)
            .Where(row => row.Status != ReservationStatus.Cancelled)
            .GroupBy(row => (row.StartsAt.Hour, row.Date.DayOfWeek))
            .OrderBy(group => group.Key)
            .Select(group => new HourFigures(group.Key.DayOfWeek, group.Key.Hour, group.Count()));

    public IEnumerable<MonthFigures> Months(StatisticsPeriod period) =>
        Enumerable
            .Range(0, 13)
            .Select(at => new DateOnly(period.To.Year, period.To.Month, 1).AddMonths(at - 12))
            .Select(month => new MonthFigures(
                month,
                Completed(StatisticsPeriod.Month(month)).Count,
                OfCallers
                    ? scene.Callbacks.Count(call =>
                        CentreTime.ToCivil(call.QueuedAtUtc) is var at && (at.Year, at.Month) == (month.Year, month.Month)
                    )
                    : null
            ));

    /// <summary>The parts of a period: kind, first day, and what was in it.</summary>
    public IEnumerable<(StatisticsGrain, DateOnly, DateOnly, int?, int, int, int)> Development(StatisticsPeriod period)
    {
        var days = Enumerable.Range(0, period.To.DayNumber - period.From.DayNumber + 1).Select(period.From.AddDays).ToList();
        var parts = new List<(StatisticsGrain Grain, Func<DateOnly, object> Key)>
        {
            (StatisticsGrain.Day, day => day),
            (StatisticsGrain.Week, day => day.DayNumber / 7),
            (StatisticsGrain.Month, day => (day.Year, day.Month)),
            (StatisticsGrain.FiscalYear, day => day.Month < 4 ? day.Year - 1 : day.Year),
        };
        parts.RemoveAll(part => part.Grain == StatisticsGrain.Day && days.Count > 92);
        parts.RemoveAll(part => part.Grain == StatisticsGrain.Week && days.Count > 366);
        return from part in parts
            from days2 in days.GroupBy(part.Key)
            let range = StatisticsPeriod.Between(days2.First(), days2.Last())
            select (
                part.Grain,
                range.From,
                range.To,
                Figures(range).Clinics,
                Figures(range).Booked,
                Figures(range).Completed,
                Figures(range).Businesses
            );
    }

    public Spread Minutes(StatisticsPeriod period)
    {
        var held = Completed(period).Select(row => row.Id).ToHashSet();
        return Middle(
            scene
                .Records.Where(record => record.Status != RecordStatus.Draft && held.Contains(record.ReservationId))
                .Select(record => record.Details.Minutes())
                .OfType<int>()
        );
    }

    /// <summary>Lines in the order of their names, those without anybody left out: consultations, businesses, before, a year ago.</summary>
    public static string Said(IEnumerable<StatisticsRow> rows) =>
        string.Join(
            '\n',
            rows.Where(row => row.Count > 0)
                .Select(row =>
                    string.Join(
                        ' ',
                        row.IsOther ? "その他"
                            : row.Key is CountedMeasure one ? $"{one.Name} {one.Issuer}"
                            : row.Key?.ToString() ?? "",
                        row.Count,
                        row.Businesses,
                        row.Before,
                        row.YearBefore
                    )
                )
                .Order(StringComparer.Ordinal)
        );

    // Quartiles by the definition of QUARTILE.INC: the place (n - 1) p, between its neighbours in proportion.
    private static Spread Middle(IEnumerable<int> values)
    {
        var sorted = values.Order().ToList();
        decimal? At(decimal part)
        {
            var place = (sorted.Count - 1) * part;
            var below = (int)Math.Floor(place);
            return sorted.Count == 0
                ? null
                : sorted[below] + ((place - below) * (sorted[Math.Min(below + 1, sorted.Count - 1)] - sorted[below]));
        }

        return new Spread(sorted.Count, At(0.5m)) { Lower = At(0.25m), Upper = At(0.75m) };
    }

    private static bool Within(StatisticsPeriod period, DateOnly day) => period.From <= day && day <= period.To;

    private List<Reservation> Completed(StatisticsPeriod period) =>
        [.. Rows(period).Where(row => row.Status == ReservationStatus.Completed)];

    private List<Reservation> Rows(StatisticsPeriod period) =>
        [
            .. scene.Reservations.Where(row =>
                Within(period, row.Date)
                && (person is null || row.ScrivenerId == person)
                && (filter.VenueId is null || row.VenueId == filter.VenueId)
                && (filter.Ward is null || row.Details.Ward == filter.Ward)
                && (filter.Industry is null || row.Details.Industry == filter.Industry)
            ),
        ];

    private List<Clinic> Clinics(StatisticsPeriod period) =>
        [
            .. scene.Clinics.Where(clinic =>
                Within(period, clinic.Date)
                && !clinic.IsClosed
                && (filter.VenueId is null || clinic.VenueId == filter.VenueId)
                && (person is null || clinic.Desks.Any(desk => desk.ScrivenerId == person))
            ),
        ];

    private List<Slot> Slots(StatisticsPeriod period) =>
        [
            .. scene
                .Clinics.Where(clinic => Within(period, clinic.Date) && (filter.VenueId is null || clinic.VenueId == filter.VenueId))
                .SelectMany(clinic =>
                    clinic.Slots.Where(slot =>
                        !slot.IsClosed && (person is null || clinic.Desks.Single(desk => desk.Id == slot.DeskId).ScrivenerId == person)
                    )
                ),
        ];

    private bool IsFilled(Slot slot) =>
        scene.Reservations.Exists(row => row.SlotId == slot.Id && row.Status != ReservationStatus.Cancelled);
}
