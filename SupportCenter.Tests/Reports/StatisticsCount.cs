using SupportCenter.Domain.Access;
using SupportCenter.Domain.Consultations;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Reports;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Schedule;

namespace SupportCenter.Tests.Reports;

/// <summary>The statistics, counted over the rows in memory by the definitions on the paper and not by the code of the portal.</summary>
internal sealed class StatisticsCount(StatisticsScene scene, Role role, StatisticsFilter asked)
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

    public IEnumerable<(StatisticsTableKind, int, string)> Tables(StatisticsPeriod period)
    {
        var rows = Completed(period);
        var records = scene
            .Records.Where(record => record.Status != RecordStatus.Draft)
            .ToDictionary(record => record.ReservationId, record => record.Details);
        var said = rows.Select(row => records.GetValueOrDefault(row.Id)).ToList();
        string Lines(IEnumerable<(string Label, int Count)> lines) =>
            string.Join(
                '\n',
                lines.Where(line => line.Count > 0).Select(line => $"{line.Label} {line.Count}").Order(StringComparer.Ordinal)
            );
        string One(Func<Reservation, object?> key) =>
            Lines(rows.GroupBy(row => key(row)?.ToString() ?? "").Select(group => (group.Key, group.Count())));
        string Of(Func<ConsultationDetails, object?> key) =>
            Lines(said.GroupBy(record => record is null ? "" : key(record)?.ToString() ?? "").Select(group => (group.Key, group.Count())));
        string Several<T>(IEnumerable<T> answers, Func<T, string> name, Func<ConsultationDetails, T, bool> ticked)
        {
            var all = answers.ToList();
            return Lines(
                all.Select(answer => (name(answer), said.Count(record => record is not null && ticked(record, answer))))
                    .Append(("", said.Count(record => record is null || !all.Exists(answer => ticked(record, answer)))))
            );
        }

        yield return (StatisticsTableKind.Wards, rows.Count, One(row => row.Details.Ward));
        yield return (StatisticsTableKind.Industries, rows.Count, Lines(Industries(rows)));
        yield return (StatisticsTableKind.Employees, rows.Count, One(row => Size(row.Details.EmployeeCount)));
        yield return (StatisticsTableKind.Visits, rows.Count, One(row => (VisitClass)Math.Min(3, row.Details.VisitNumber)));
        yield return (StatisticsTableKind.Categories, rows.Count, Of(record => record.ClientCategory));
        yield return (
            StatisticsTableKind.Topics,
            rows.Count,
            Several(Enum.GetValues<Topics>().Skip(1), topic => topic.ToString(), (record, topic) => record.Topics.HasFlag(topic))
        );
        yield return (
            StatisticsTableKind.Troubles,
            rows.Count,
            Several(Enum.GetValues<Troubles>().Skip(1), one => one.ToString(), (record, one) => record.Troubles.HasFlag(one))
        );
        yield return (
            StatisticsTableKind.Measures,
            rows.Count,
            Several(
                scene.Measures,
                measure => $"{measure.Details.Name} {measure.Details.Issuer}",
                (record, measure) => record.MeasureIds.Contains(measure.Id)
            )
        );
        yield return (StatisticsTableKind.SalesDeclines, rows.Count, Of(record => record.SalesDecline));
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

    /// <summary>A table as lines in the order of their names, those without anybody left out.</summary>
    public static string Said(StatisticsTable table) =>
        string.Join(
            '\n',
            table
                .Rows.Where(row => row.Count > 0)
                .Select(row =>
                    string.Join(
                        ' ',
                        row.IsOther ? "その他"
                            : row.Key is CountedMeasure one ? $"{one.Name} {one.Issuer}"
                            : row.Key?.ToString() ?? "",
                        row.Count
                    )
                )
                .Order(StringComparer.Ordinal)
        );

    private static IEnumerable<(string, int)> Industries(List<Reservation> rows)
    {
        var named = rows.GroupBy(row => row.Details.Industry ?? "")
            .OrderByDescending(group => group.Count())
            .ThenBy(group => group.Key, StringComparer.Ordinal)
            .ToList();
        var shown = named.Where(group => group.Key.Length > 0).Take(10).Select(group => group.Key).Append("").ToHashSet();
        return
        [
            .. named.Where(group => shown.Contains(group.Key)).Select(group => (group.Key, group.Count())),
            ("その他", named.Where(group => !shown.Contains(group.Key)).Sum(group => group.Count())),
        ];
    }

    private static EmployeeClass? Size(int? count) =>
        count switch
        {
            null => null,
            0 => EmployeeClass.None,
            < 6 => EmployeeClass.OneToFive,
            < 21 => EmployeeClass.SixToTwenty,
            < 51 => EmployeeClass.TwentyOneToFifty,
            _ => EmployeeClass.More,
        };

    private static Spread Middle(IEnumerable<int> values)
    {
        var sorted = values.Order().ToList();
        return new Spread(sorted.Count, sorted.Count == 0 ? null : (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2m);
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
