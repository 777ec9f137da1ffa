using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Reservations;

namespace SupportCenter.Domain.Reports;

/// <summary>Counts what concerns the booking; the other parts of the class read what is counted, and count what consultations were
/// about.</summary>
internal sealed partial class StatisticsReader
{
    private const int MonthsShown = 13;
    private readonly PortalDbContext db;
    private readonly StatisticsFilter filter;
    private readonly Guid? scrivener;
    private readonly bool isOwn;
    private readonly DateOnly today;
    private readonly DateTime nowUtc;
    private readonly CountedMonths? counted;
    private readonly BusinessNumbers numbers;

    /// <summary>Whoever opened the context for their own figures gets those, whatever scrivener the filter names. Whoever may not see whose
    /// the consultations were cannot narrow by it either: cell by cell that would be the same table.</summary>
    /// <param name="db">Opened for whoever asks, in the transaction in which everything is read.</param>
    /// <param name="filter">What the figures are narrowed by.</param>
    /// <param name="today">Today's civil date.</param>
    /// <param name="nowUtc">Now.</param>
    /// <param name="counted">What was read of months before; null to read all of it.</param>
    public StatisticsReader(PortalDbContext db, StatisticsFilter filter, DateOnly today, DateTime nowUtc, CountedMonths? counted = null)
    {
        (this.counted, numbers) = (counted, counted?.Numbers ?? new BusinessNumbers());
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
        return await read(new StatisticsReader(db, filter, authorized.Today, authorized.UtcNow, authorized.Counted));
    }

    /// <summary>What is read, for what stands beside the figures in the same snapshot.</summary>
    public PortalDbContext Db => db;

    public async Task<BookingStatistics> BookingAsync(StatisticsPeriod period, CancellationToken ct)
    {
        await LoadAsync([period, period.Before(), period.YearBefore()], ct);
        return new()
        {
            Period = period,
            Filter = filter,
            Now = await FiguresAsync(period, ct),
            Before = await FiguresAsync(period.Before(), ct),
            YearBefore = await FiguresAsync(period.YearBefore(), ct),
            State = StateOf(period),
            Venues = await VenuesAsync(period, ct),
            Hours = HoursOf(period),
            Months = await MonthsAsync(period, ct),
            Development = DevelopmentOf(period),
            IsOwn = isOwn,
        };
    }

    public async Task<StatisticsFigures> FiguresAsync(StatisticsPeriod period, CancellationToken ct)
    {
        await LoadAsync([period], ct);
        var figures = FiguresOf(Entries(period));
        return await CallbacksAsync(period, filter.AsksOfBusiness ? figures : WithOffers(figures, period), ct);
    }

    private bool CountsCallbacks => scrivener is null && filter.VenueId is null && !filter.AsksOfBusiness;

    private static StatisticsFigures FiguresOf(IReadOnlyCollection<StatisticsEntry> entries)
    {
        var booked = entries.Where(row => row.IsBooked).ToList();
        // Old lists do not say who stayed away: what was imported tells nothing of attendance.
        var noted = booked.Where(row => !row.IsImported).ToList();
        var completed = entries.Where(row => row.IsCompleted).ToList();
        return new StatisticsFigures
        {
            Booked = booked.Count,
            Came = noted.Count(row => row.HasCome),
            NoShow = noted.Count(row => row.Status == ReservationStatus.NoShow),
            Cancelled = entries.Count(row => !row.IsKept),
            WalkIns = entries.Count(row => row.IsKept && row.IsWalkIn),
            Completed = completed.Count,
            FirstVisits = completed.Count(row => row.VisitNumber == 1),
            ReturnVisits = completed.Count(row => row.VisitNumber > 1),
            Businesses = completed.Select(row => row.BusinessNumber).ToHashSet().Count,
            DaysToAppointment = Spread.Of(noted.Where(row => row.Days >= 0).CountBy(row => row.Days).Select(row => (row.Key, row.Value))),
        };
    }

    private StatisticsFigures WithOffers(StatisticsFigures figures, StatisticsPeriod period) =>
        figures with
        {
            Clinics = Offers(period).Count(clinic => !clinic.IsClosed),
            Slots = Offers(period).Sum(clinic => clinic.OpenSlots) - SlotsOf(Entries(period), imported: true).Count,
            Filled = SlotsOf(Entries(period), imported: false).Count,
        };

    /// <summary>The open slots with an appointment that was not cancelled, once for each of these: a slot of a no-show may have been given
    /// to a walk-in. Those that an import made for its bookings nobody offered.</summary>
    private HashSet<Guid> SlotsOf(IEnumerable<StatisticsEntry> entries, bool imported) =>
        [.. entries.Where(row => row.IsKept && row.IsImported == imported && !closedSlots.Contains(row.SlotId)).Select(row => row.SlotId)];

    private async Task<StatisticsFigures> CallbacksAsync(StatisticsPeriod period, StatisticsFigures figures, CancellationToken ct)
    {
        if (!CountsCallbacks)
        {
            return figures;
        }

        var rows = (await CallsAsync(ct)).Where(row => row.On >= period.From && row.On <= period.To).ToList();
        return figures with
        {
            Callbacks = rows.Count,
            CallbacksWaiting = rows.Count(row => row.SettledAtUtc is null),
            CallbacksGivenUp = rows.Count(row => row.SettledAtUtc is not null && !row.IsBooked),
            LongestWaitDays = rows.Count == 0 ? null : rows.Max(row => Math.Max(0, ((row.SettledAtUtc ?? nowUtc) - row.QueuedAtUtc).Days)),
        };
    }

    private PeriodState StateOf(StatisticsPeriod period)
    {
        var entries = Entries(period);
        // Of imported ones nobody will note whether the client came.
        var outcomes = entries.Count(row => row.Status == ReservationStatus.Booked && row.Date < today && !row.IsImported);
        return MayConsultations
            ? new PeriodState(
                period.To < today,
                outcomes,
                entries.Count(row => row.HasCome && row.Record is null),
                entries.Count(row => row.Record is { IsConfirmed: false })
            )
            : new PeriodState(period.To < today, outcomes, 0, 0);
    }

    private async Task<IReadOnlyList<VenueFigures>> VenuesAsync(StatisticsPeriod period, CancellationToken ct)
    {
        if (filter.AsksOfBusiness)
        {
            return [];
        }

        var names = await db.Venues.ChoicesAsync(ct);
        var offers = Offers(period).ToLookup(clinic => clinic.VenueId);
        var entries = Entries(period).ToLookup(row => row.VenueId);
        var (before, yearBefore) = (CompletedByVenue(period.Before()), CompletedByVenue(period.YearBefore()));
        return
        [
            .. names
                .Where(venue =>
                    offers[venue.Id].Any(clinic => !clinic.IsClosed || clinic.OpenSlots > 0) || entries[venue.Id].Any(row => row.IsKept)
                )
                .Select(venue =>
                {
                    var (rows, completed) = (entries[venue.Id].ToList(), entries[venue.Id].Where(row => row.IsCompleted).ToList());
                    return new VenueFigures(
                        venue.Name,
                        offers[venue.Id].Count(clinic => !clinic.IsClosed),
                        offers[venue.Id].Sum(clinic => clinic.OpenSlots) - SlotsOf(rows, imported: true).Count,
                        SlotsOf(rows, imported: false).Count,
                        rows.Count(row => row.IsBooked),
                        completed.Count,
                        completed.Select(row => row.BusinessNumber).ToHashSet().Count,
                        rows.Count(row => row.IsBooked && !row.IsImported && row.Status == ReservationStatus.NoShow)
                    )
                    {
                        Id = venue.Id,
                        Before = before.GetValueOrDefault(venue.Id),
                        YearBefore = yearBefore.GetValueOrDefault(venue.Id),
                    };
                }),
        ];
    }

    private Dictionary<Guid, int> CompletedByVenue(StatisticsPeriod period) =>
        Entries(period).Where(row => row.IsCompleted).CountBy(row => row.VenueId).ToDictionary();

    private List<HourFigures> HoursOf(StatisticsPeriod period) =>
        [
            .. Entries(period)
                .Where(row => row.IsKept)
                .CountBy(row => (row.StartsAt.Hour, row.Date.DayOfWeek))
                .OrderBy(row => row.Key)
                .Select(row => new HourFigures(row.Key.DayOfWeek, row.Key.Hour, row.Value)),
        ];

    private async Task<IReadOnlyList<MonthFigures>> MonthsAsync(StatisticsPeriod period, CancellationToken ct)
    {
        var all = period.MonthsUpTo(MonthsShown);
        var completed = await CompletedByMonthAsync(all, ct);
        var callbacks = CountsCallbacks ? (await CallsAsync(ct)).CountBy(row => FirstOf(row.On)).ToDictionary() : null;
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

    private List<DevelopmentFigures> DevelopmentOf(StatisticsPeriod period)
    {
        var (entries, offers) = (Entries(period), Offers(period));
        return
        [
            .. StatisticsGrains
                .Of(period)
                .SelectMany(grain =>
                {
                    var rows = entries.ToLookup(row => grain.FirstDayOf(row.Date, period));
                    var clinics = offers.ToLookup(clinic => grain.FirstDayOf(clinic.Date, period));
                    return grain
                        .PartsOf(period)
                        .Select(part =>
                        {
                            var figures = FiguresOf([.. rows[part.From]]);
                            return new DevelopmentFigures(grain, part.From, part.To)
                            {
                                Clinics = filter.AsksOfBusiness ? null : clinics[part.From].Count(clinic => !clinic.IsClosed),
                                Booked = figures.Booked,
                                Completed = figures.Completed,
                                Businesses = figures.Businesses,
                                NoShow = figures.NoShow,
                                WalkIns = figures.WalkIns,
                                Cancelled = figures.Cancelled,
                            };
                        });
                }),
        ];
    }

    private static DateOnly FirstOf(DateOnly day) => new(day.Year, day.Month, 1);
}
