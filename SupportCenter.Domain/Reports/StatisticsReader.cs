using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Schedule;

namespace SupportCenter.Domain.Reports;

/// <summary>Counts what concerns the booking; the other part of the class counts what consultations were about.</summary>
internal sealed partial class StatisticsReader
{
    private const int MonthsShown = 13;
    private readonly PortalDbContext db;
    private readonly StatisticsFilter filter;
    private readonly Guid? scrivener;
    private readonly bool isOwn;
    private readonly DateOnly today;
    private readonly DateTime nowUtc;

    /// <summary>Whoever opened the context for their own figures gets those, whatever scrivener the filter names. Whoever may not see whose
    /// the consultations were cannot narrow by it either: cell by cell that would be the same table.</summary>
    public StatisticsReader(PortalDbContext db, StatisticsFilter filter, DateOnly today, DateTime nowUtc)
    {
        isOwn = db.AccessContext.SeesOnlyOwn;
        MayConsultations = db.AccessContext.Role is { } role && Permissions.Allows(role, Permission.ViewConsultationStatistics);
        filter = MayConsultations ? filter : new StatisticsFilter { VenueId = filter.VenueId };
        filter = isOwn ? filter with { ScrivenerId = null } : filter;
        (this.db, this.filter, this.today, this.nowUtc) = (db, filter, today, nowUtc);
        scrivener = isOwn ? db.AccessContext.Me : filter.ScrivenerId;
    }

    /// <summary>Whether the caller may see what the consultations were about and whose they were.</summary>
    public bool MayConsultations { get; }

    /// <summary>Reads in one snapshot, so that a table's sum is the figure beside it whatever is saved meanwhile.</summary>
    public static async Task<T> InSnapshotAsync<T>(
        AuthorizedDbContextFactory authorized,
        Permission permission,
        StatisticsFilter filter,
        Func<StatisticsReader, Task<T>> read,
        CancellationToken ct
    )
    {
        await using var db = await authorized.OpenAsync(permission, ct);
        // Deferred: it only reads, and takes nobody's write lock.
        await using var snapshot = ((SqliteConnection)db.Database.GetDbConnection()).BeginTransaction(deferred: true);
        await db.Database.UseTransactionAsync(snapshot, ct);
        return await read(new StatisticsReader(db, filter, authorized.Today, authorized.UtcNow));
    }

    /// <summary>What is read, for what stands beside the figures in the same snapshot.</summary>
    public PortalDbContext Db => db;

    /// <summary>月次報告 of the month that holds a day.</summary>
    public async Task<MonthlyReport> MonthAsync(DateOnly day, CancellationToken ct)
    {
        var period = StatisticsPeriod.Month(day);
        var booking = await BookingAsync(period, ct);
        return new MonthlyReport
        {
            Booking = booking,
            Consultations = await ConsultationsAsync(period, ct),
            YearToDate = await FiguresAsync(period.FiscalYearToDate(), ct),
            Public = await PublicAsync(period, booking.Now, ct),
        };
    }

    public async Task<BookingStatistics> BookingAsync(StatisticsPeriod period, CancellationToken ct) =>
        new()
        {
            Period = period,
            Filter = filter,
            Now = await FiguresAsync(period, ct),
            Before = await FiguresAsync(period.Before(), ct),
            YearBefore = await FiguresAsync(period.YearBefore(), ct),
            State = await StateAsync(period, ct),
            Venues = await VenuesAsync(period, ct),
            Hours = await HoursAsync(period, ct),
            Months = await MonthsAsync(period, ct),
            IsOwn = isOwn,
        };

    public async Task<StatisticsFigures> FiguresAsync(StatisticsPeriod period, CancellationToken ct)
    {
        var figures = await OffersAsync(period, await AppointmentsAsync(period, ct), ct);
        return await CallbacksAsync(period, figures, ct);
    }

    private bool CountsCallbacks => scrivener is null && filter.VenueId is null && !filter.AsksOfBusiness;

    private IQueryable<Reservation> Reservations(StatisticsPeriod period)
    {
        var (from, to) = (period.From, period.To);
        var rows = db.Reservations.AsNoTracking().Where(row => row.Date >= from && row.Date <= to);
        rows = scrivener is { } person ? rows.Where(row => row.ScrivenerId == person) : rows;
        rows = filter.VenueId is { } venue ? rows.Where(row => row.VenueId == venue) : rows;
        rows = filter.Ward is { } ward ? rows.Where(row => row.Details.Ward == ward) : rows;
        return filter.Industry is { Length: > 0 } industry ? rows.Where(row => row.Details.Industry == industry) : rows;
    }

    private IQueryable<Reservation> Completed(StatisticsPeriod period) =>
        Reservations(period).Where(row => row.Status == ReservationStatus.Completed);

    private IQueryable<Clinic> Clinics(StatisticsPeriod period)
    {
        var (from, to) = (period.From, period.To);
        var rows = db.Clinics.AsNoTracking().Where(row => row.Date >= from && row.Date <= to && row.ClosedAtUtc == null);
        rows = scrivener is { } person
            ? rows.Where(row => db.Desks.Any(desk => desk.ClinicId == row.Id && desk.ScrivenerId == person))
            : rows;
        return filter.VenueId is { } venue ? rows.Where(row => row.VenueId == venue) : rows;
    }

    private IQueryable<Slot> Slots(StatisticsPeriod period)
    {
        var (from, to) = (period.From, period.To);
        var rows = db.Slots.AsNoTracking().Where(row => row.Date >= from && row.Date <= to && !row.IsClosed);
        rows = scrivener is { } person ? rows.Where(row => row.Desk!.ScrivenerId == person) : rows;
        return filter.VenueId is { } venue
            ? rows.Where(row => db.Clinics.Any(clinic => clinic.Id == row.ClinicId && clinic.VenueId == venue))
            : rows;
    }

    /// <summary>The slots with an appointment that was not cancelled, once for each of these: a slot of a no-show may have been given to a
    /// walk-in. The dates bound both sides, since no index leads from a slot to all of its appointments.</summary>
    private IQueryable<Slot> Filled(StatisticsPeriod period)
    {
        var (first, last) = (period.From, period.To);
        return from row in db.Reservations.AsNoTracking()
            where row.Date >= first && row.Date <= last && row.Status != ReservationStatus.Cancelled && row.ImportKey == null
            join slot in Slots(period) on row.SlotId equals slot.Id
            select slot;
    }

    /// <summary>The slots that an import made for its bookings: nobody offered them.</summary>
    private IQueryable<Slot> Imported(StatisticsPeriod period)
    {
        var (first, last) = (period.From, period.To);
        return from row in db.Reservations.AsNoTracking()
            where row.Date >= first && row.Date <= last && row.Status != ReservationStatus.Cancelled && row.ImportKey != null
            join slot in Slots(period) on row.SlotId equals slot.Id
            select slot;
    }

    private async Task<StatisticsFigures> AppointmentsAsync(StatisticsPeriod period, CancellationToken ct)
    {
        var rows = await Reservations(period)
            .GroupBy(row => new
            {
                row.Status,
                row.IsWalkIn,
                IsImported = row.ImportKey != null,
                // 1, 2 for all later ones, 0 where nothing sensible is there.
                Visit = row.Details.VisitNumber > 1 ? 2
                : row.Details.VisitNumber == 1 ? 1
                : 0,
            })
            .Select(group => new
            {
                group.Key.Status,
                group.Key.IsWalkIn,
                group.Key.IsImported,
                group.Key.Visit,
                Count = group.Count(),
            })
            .ToListAsync(ct);
        var kept = rows.Where(row => row.Status != ReservationStatus.Cancelled).ToList();
        var booked = kept.Where(row => !row.IsWalkIn).ToList();
        // Old lists do not say who stayed away: what was imported tells nothing of attendance.
        var noted = booked.Where(row => !row.IsImported).ToList();
        var completed = kept.Where(row => row.Status == ReservationStatus.Completed).ToList();
        return new StatisticsFigures
        {
            Booked = booked.Sum(row => row.Count),
            Came = noted.Where(row => row.Status is ReservationStatus.Arrived or ReservationStatus.Completed).Sum(row => row.Count),
            NoShow = noted.Where(row => row.Status == ReservationStatus.NoShow).Sum(row => row.Count),
            Cancelled = rows.Where(row => row.Status == ReservationStatus.Cancelled).Sum(row => row.Count),
            WalkIns = kept.Where(row => row.IsWalkIn).Sum(row => row.Count),
            Completed = completed.Sum(row => row.Count),
            FirstVisits = completed.Where(row => row.Visit == 1).Sum(row => row.Count),
            ReturnVisits = completed.Where(row => row.Visit == 2).Sum(row => row.Count),
            Businesses = await Completed(period).Select(row => row.BusinessId).Distinct().CountAsync(ct),
            DaysToAppointment = await DaysAsync(period, ct),
        };
    }

    private async Task<Spread> DaysAsync(StatisticsPeriod period, CancellationToken ct)
    {
        var rows = await Reservations(period)
            .Where(row => row.Status != ReservationStatus.Cancelled && !row.IsWalkIn && row.ImportKey == null && row.ReceivedOn <= row.Date)
            .GroupBy(row => row.Date.DayNumber - row.ReceivedOn.DayNumber)
            .Select(group => new { Days = group.Key, Count = group.Count() })
            .ToListAsync(ct);
        return Spread.Of(rows.Select(row => (row.Days, row.Count)));
    }

    private async Task<StatisticsFigures> OffersAsync(StatisticsPeriod period, StatisticsFigures figures, CancellationToken ct)
    {
        if (filter.AsksOfBusiness)
        {
            return figures;
        }

        return figures with
        {
            Clinics = await Clinics(period).CountAsync(ct),
            Slots = await Slots(period).CountAsync(ct) - await Imported(period).Select(slot => slot.Id).Distinct().CountAsync(ct),
            Filled = await Filled(period).Select(slot => slot.Id).Distinct().CountAsync(ct),
        };
    }

    private async Task<StatisticsFigures> CallbacksAsync(StatisticsPeriod period, StatisticsFigures figures, CancellationToken ct)
    {
        if (!CountsCallbacks)
        {
            return figures;
        }

        // A wait is a difference of two instants, for which the database has no function that the query language knows: the instants are
        // read, and nothing else of the callers.
        var (from, to) = Instants(period.From, period.To);
        var rows = await db
            .Callbacks.AsNoTracking()
            .Where(row => row.QueuedAtUtc >= from && row.QueuedAtUtc < to)
            .Select(row => new
            {
                row.QueuedAtUtc,
                row.SettledAtUtc,
                IsBooked = row.ReservationId != null,
            })
            .ToListAsync(ct);
        return figures with
        {
            Callbacks = rows.Count,
            CallbacksWaiting = rows.Count(row => row.SettledAtUtc is null),
            CallbacksGivenUp = rows.Count(row => row.SettledAtUtc is not null && !row.IsBooked),
            LongestWaitDays = rows.Count == 0 ? null : rows.Max(row => Math.Max(0, ((row.SettledAtUtc ?? nowUtc) - row.QueuedAtUtc).Days)),
        };
    }

    private async Task<PeriodState> StateAsync(StatisticsPeriod period, CancellationToken ct)
    {
        if (!MayConsultations)
        {
            return new PeriodState(period.To < today, await OutcomesMissingAsync(period, ct), 0, 0);
        }

        var outcomes = await OutcomesMissingAsync(period, ct);
        var unconfirmed = await HandedIn(Reservations(period)).CountAsync(row => row.Status == Consultations.RecordStatus.Submitted, ct);
        var missing = await Reservations(period)
            .Where(row => row.Status == ReservationStatus.Arrived || row.Status == ReservationStatus.Completed)
            .CountAsync(
                row => !db.Records.Any(record => record.ReservationId == row.Id && record.Status > Consultations.RecordStatus.Draft),
                ct
            );
        return new PeriodState(period.To < today, outcomes, missing, unconfirmed);
    }

    private static Task<Dictionary<Guid, int>> ByVenueAsync(IQueryable<Slot> slots, CancellationToken ct) =>
        slots
            .GroupBy(slot => slot.Clinic!.VenueId)
            .Select(group => new { group.Key, Count = group.Select(slot => slot.Id).Distinct().Count() })
            .ToDictionaryAsync(row => row.Key, row => row.Count, ct);

    /// <summary>Appointments whose day is over and of which nobody noted whether the client came; of imported ones nobody will.</summary>
    private Task<int> OutcomesMissingAsync(StatisticsPeriod period, CancellationToken ct) =>
        Reservations(period).CountAsync(row => row.Status == ReservationStatus.Booked && row.Date < today && row.ImportKey == null, ct);

    private async Task<IReadOnlyList<VenueFigures>> VenuesAsync(StatisticsPeriod period, CancellationToken ct)
    {
        if (filter.AsksOfBusiness)
        {
            return [];
        }

        var names = await db
            .Venues.AsNoTracking()
            .OrderBy(row => row.Details.ListOrder)
            .ThenBy(row => row.Details.Name)
            .Select(row => new NamedChoice(row.Id, row.Details.Name))
            .ToListAsync(ct);
        var clinics = await Clinics(period)
            .GroupBy(row => row.VenueId)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(row => row.Key, row => row.Count, ct);
        var slots = await Slots(period)
            .GroupBy(slot => slot.Clinic!.VenueId)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(row => row.Key, row => row.Count, ct);
        var filled = await ByVenueAsync(Filled(period), ct);
        var imported = await ByVenueAsync(Imported(period), ct);
        var booked = await Reservations(period)
            .Where(row => row.Status != ReservationStatus.Cancelled)
            .GroupBy(row => row.VenueId)
            .Select(group => new
            {
                group.Key,
                Booked = group.Sum(row => row.IsWalkIn ? 0 : 1),
                NoShow = group.Sum(row => row.Status == ReservationStatus.NoShow && !row.IsWalkIn ? 1 : 0),
            })
            .ToDictionaryAsync(row => row.Key, ct);
        var completed = await Completed(period)
            .GroupBy(row => row.VenueId)
            .Select(group => new
            {
                group.Key,
                Count = group.Count(),
                Businesses = group.Select(row => row.BusinessId).Distinct().Count(),
            })
            .ToDictionaryAsync(row => row.Key, ct);
        return
        [
            .. names
                .Where(venue => clinics.ContainsKey(venue.Id) || slots.ContainsKey(venue.Id) || booked.ContainsKey(venue.Id))
                .Select(venue =>
                {
                    var (taken, held) = (booked.GetValueOrDefault(venue.Id), completed.GetValueOrDefault(venue.Id));
                    return new VenueFigures(
                        venue.Name,
                        clinics.GetValueOrDefault(venue.Id),
                        slots.GetValueOrDefault(venue.Id) - imported.GetValueOrDefault(venue.Id),
                        filled.GetValueOrDefault(venue.Id),
                        taken?.Booked ?? 0,
                        held?.Count ?? 0,
                        held?.Businesses ?? 0,
                        taken?.NoShow ?? 0
                    );
                }),
        ];
    }

    private async Task<IReadOnlyList<HourFigures>> HoursAsync(StatisticsPeriod period, CancellationToken ct)
    {
        var rows = await Reservations(period)
            .Where(row => row.Status != ReservationStatus.Cancelled)
            .GroupBy(row => new { Weekday = row.Date.DayOfWeek, row.StartsAt })
            .Select(group => new
            {
                group.Key.Weekday,
                group.Key.StartsAt,
                Count = group.Count(),
            })
            .ToListAsync(ct);
        return
        [
            .. rows.GroupBy(row => (row.Weekday, row.StartsAt.Hour))
                .Select(group => new HourFigures(group.Key.Weekday, group.Key.Hour, group.Sum(row => row.Count)))
                .OrderBy(row => row.Hour)
                .ThenBy(row => row.Weekday),
        ];
    }

    private async Task<IReadOnlyList<MonthFigures>> MonthsAsync(StatisticsPeriod period, CancellationToken ct)
    {
        var all = period.MonthsUpTo(MonthsShown);
        var completed = await Completed(all)
            .GroupBy(row => new { row.Date.Year, row.Date.Month })
            .Select(group => new
            {
                group.Key.Year,
                group.Key.Month,
                Count = group.Count(),
            })
            .ToDictionaryAsync(row => new DateOnly(row.Year, row.Month, 1), row => row.Count, ct);
        var callbacks = CountsCallbacks ? await QueuedByMonthAsync(all, ct) : null;
        return
        [
            .. Enumerable
                .Range(0, MonthsShown)
                .Select(at => all.From.AddMonths(at))
                .Select(month => new MonthFigures(
                    month,
                    completed.GetValueOrDefault(month),
                    callbacks is null ? null : callbacks.GetValueOrDefault(month)
                )),
        ];
    }

    private async Task<Dictionary<DateOnly, int>> QueuedByMonthAsync(StatisticsPeriod all, CancellationToken ct)
    {
        // The civil month is that of Tokyo, and the instants are UTC.
        var (from, to) = Instants(all.From, all.To);
        var queued = await db
            .Callbacks.AsNoTracking()
            .Where(row => row.QueuedAtUtc >= from && row.QueuedAtUtc < to)
            .Select(row => row.QueuedAtUtc)
            .ToListAsync(ct);
        return queued
            .Select(CentreTime.ToCivil)
            .GroupBy(at => new DateOnly(at.Year, at.Month, 1))
            .ToDictionary(month => month.Key, month => month.Count());
    }

    /// <summary>The first instant of the first day, and the first after the last day.</summary>
    private static (DateTime From, DateTime To) Instants(DateOnly from, DateOnly to) =>
        (CentreTime.ToUtc(from, TimeOnly.MinValue), CentreTime.ToUtc(to.AddDays(1), TimeOnly.MinValue));
}
