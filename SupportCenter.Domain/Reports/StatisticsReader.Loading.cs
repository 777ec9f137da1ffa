using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Reservations;

namespace SupportCenter.Domain.Reports;

/// <summary>Reads what is counted, each day once however many periods it is in.</summary>
internal sealed partial class StatisticsReader
{
    private readonly List<(DayRange Days, List<StatisticsEntry> Entries)> entries = [];
    private readonly List<OfferedClinic> offers = [];
    private readonly HashSet<Guid> closedSlots = [];
    private List<QueuedCall>? calls;

    private sealed record QueuedCall(DateOnly On, DateTime QueuedAtUtc, DateTime? SettledAtUtc, bool IsBooked);

    /// <summary>Reads the days of these periods that were not read yet.</summary>
    private async Task LoadAsync(StatisticsPeriod[] periods, CancellationToken ct)
    {
        var wanted = DayRange.Merged(
            periods
                .Where(period => !entries.Exists(read => Holds(read.Days, period)))
                .Select(period => new DayRange(period.From, period.To))
        );
        if (wanted.Count == 0 || await LoadKeptAsync(wanted, ct))
        {
            return;
        }

        foreach (var range in wanted)
        {
            entries.Add((range, Read(range, filter, scrivener, MayConsultations)));
            if (!filter.AsksOfBusiness)
            {
                await LoadOffersAsync(range, ct);
            }
        }
    }

    private List<StatisticsEntry> Read(DayRange range, StatisticsFilter narrowed, Guid? person, bool withRecords)
    {
        var connection = (SqliteConnection)db.Database.GetDbConnection();
        var snapshot = (SqliteTransaction)db.Database.CurrentTransaction!.GetDbTransaction();
        return StatisticsEntries.Read(connection, snapshot, range, narrowed, person, withRecords, numbers);
    }

    private bool IsNarrowed => scrivener is not null || filter != new StatisticsFilter();

    /// <summary>Takes the months of these days from what was read of them before, and reads those that were changed since. Only for whoever
    /// may see all of it is a month read whole; anybody else gets the own part of what is there already.</summary>
    /// <returns>False where a month is missing and the index finds the asked part of it sooner.</returns>
    private async Task<bool> LoadKeptAsync(IReadOnlyList<DayRange> wanted, CancellationToken ct)
    {
        if (counted is null)
        {
            return false;
        }

        if (await MonthsAsync(counted, wanted, mayRead: !IsNarrowed && MayConsultations, ct) is not { } found)
        {
            return false;
        }

        foreach (var range in wanted)
        {
            var whole = new DayRange(FirstOf(range.From), FirstOf(range.To).AddMonths(1).AddDays(-1));
            entries.Add((whole, [.. range.Months().SelectMany(month => found[month].Entries.Where(Fits)).Select(Shown)]));
            if (!filter.AsksOfBusiness)
            {
                await TakeOffersAsync(range, found, ct);
            }
        }

        return true;
    }

    /// <summary>Reads the months of these days that were changed since they were read, for whoever looks next.</summary>
    public Task KeepAsync(CountedMonths into, StatisticsPeriod period, CancellationToken ct) =>
        MonthsAsync(into, [new DayRange(period.From, period.To)], mayRead: true, ct);

    /// <summary>The months of these days; null where one has to be read and must not be.</summary>
    private async Task<Dictionary<DateOnly, CountedMonth>?> MonthsAsync(
        CountedMonths kept,
        IReadOnlyList<DayRange> wanted,
        bool mayRead,
        CancellationToken ct
    )
    {
        var months = wanted.SelectMany(range => range.Months()).Distinct().Order().ToList();
        var (first, last) = (NameOf(months[0]), NameOf(months[^1]));
        var versions = await db
            .CountedVersions.AsNoTracking()
            .Where(row => row.Month.CompareTo(first) >= 0 && row.Month.CompareTo(last) <= 0)
            .ToDictionaryAsync(row => row.Month, row => row.Version, ct);
        var found = new Dictionary<DateOnly, CountedMonth>();
        var missing = new List<DateOnly>();
        foreach (var month in months)
        {
            if (kept.Find(month, VersionOf(month)) is { } read)
            {
                found[month] = read;
            }
            else
            {
                missing.Add(month);
            }
        }

        if (missing.Count > 0 && !mayRead)
        {
            return null;
        }

        foreach (var range in DayRange.Merged(missing.Select(DayRange.Month)))
        {
            var read = Read(range, new StatisticsFilter(), null, withRecords: true).ToLookup(row => FirstOf(row.Date));
            var (clinics, closed) = await OffersAsync(range, new StatisticsFilter(), null, ct);
            var offered = clinics.ToLookup(clinic => FirstOf(clinic.Date));
            var taken = closed.ToLookup(slot => FirstOf(slot.Date), slot => slot.Id);
            foreach (var month in range.Months())
            {
                found[month] = new CountedMonth([.. read[month]], [.. offered[month]], [.. taken[month]]);
                kept.Keep(month, VersionOf(month), found[month]);
            }
        }

        return found;

        string VersionOf(DateOnly month) => versions.GetValueOrDefault(NameOf(month), "");
    }

    private static string NameOf(DateOnly month) => month.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    private async Task TakeOffersAsync(DayRange range, Dictionary<DateOnly, CountedMonth> found, CancellationToken ct)
    {
        if (scrivener is not null)
        {
            await LoadOffersAsync(range, ct);
            return;
        }

        var known = offers.Select(clinic => clinic.Id).ToHashSet();
        foreach (var month in range.Months())
        {
            offers.AddRange(
                found[month].Offers.Where(clinic => (filter.VenueId is null || clinic.VenueId == filter.VenueId) && known.Add(clinic.Id))
            );
            closedSlots.UnionWith(found[month].ClosedSlots);
        }
    }

    private bool Fits(StatisticsEntry row) =>
        (scrivener is null || row.ScrivenerId == scrivener)
        && (filter.VenueId is null || row.VenueId == filter.VenueId)
        && (filter.Ward is null || row.Ward == filter.Ward)
        && (filter.Industry is not { Length: > 0 } industry || row.Industry == industry);

    private StatisticsEntry Shown(StatisticsEntry row) => MayConsultations || row.Record is null ? row : row with { Record = null };

    private static bool Holds(DayRange days, StatisticsPeriod period) => days.From <= period.From && period.To <= days.To;

    /// <summary>What was read of a period: the entries are in the order of their days.</summary>
    private ArraySegment<StatisticsEntry> Entries(StatisticsPeriod period)
    {
        var all = entries.First(read => Holds(read.Days, period)).Entries;
        var from = Place(all, period.From);
        var to = Place(all, period.To.AddDays(1));
        return new ArraySegment<StatisticsEntry>([.. CollectionsMarshal.AsSpan(all)[from..to]]);
    }

    private static int Place(List<StatisticsEntry> all, DateOnly day)
    {
        var (low, high) = (0, all.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = all[middle].Date < day ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private List<OfferedClinic> Offers(StatisticsPeriod period) =>
        [.. offers.Where(clinic => clinic.Date >= period.From && clinic.Date <= period.To)];

    private async Task LoadOffersAsync(DayRange range, CancellationToken ct)
    {
        var (clinics, closed) = await OffersAsync(range, filter, scrivener, ct);
        var known = offers.Select(clinic => clinic.Id).ToHashSet();
        offers.AddRange(clinics.Where(clinic => !known.Contains(clinic.Id)));
        closedSlots.UnionWith(closed.Select(slot => slot.Id));
    }

    private async Task<(List<OfferedClinic> Clinics, List<(Guid Id, DateOnly Date)> Closed)> OffersAsync(
        DayRange range,
        StatisticsFilter narrowed,
        Guid? of,
        CancellationToken ct
    )
    {
        var (from, to) = (range.From, range.To);
        var clinics = db.Clinics.AsNoTracking().Where(row => row.Date >= from && row.Date <= to);
        var slots = db.Slots.AsNoTracking().Where(row => row.Date >= from && row.Date <= to);
        if (narrowed.VenueId is { } venue)
        {
            clinics = clinics.Where(row => row.VenueId == venue);
            slots = slots.Where(row => row.Clinic!.VenueId == venue);
        }

        if (of is { } person)
        {
            clinics = clinics.Where(row => db.Desks.Any(desk => desk.ClinicId == row.Id && desk.ScrivenerId == person));
            slots = slots.Where(row => row.Desk!.ScrivenerId == person);
        }

        var open = await slots
            .Where(row => !row.IsClosed)
            .GroupBy(row => new { row.Date, row.ClinicId })
            .Select(group => new { group.Key.ClinicId, Count = group.Count() })
            .ToDictionaryAsync(row => row.ClinicId, row => row.Count, ct);
        var closed = await slots.Where(row => row.IsClosed).Select(row => new { row.Id, row.Date }).ToListAsync(ct);
        var read = await clinics
            .Select(row => new
            {
                row.Id,
                row.Date,
                row.VenueId,
                IsClosed = row.ClosedAtUtc != null,
            })
            .ToListAsync(ct);
        return (
            read.ConvertAll(row => new OfferedClinic(row.Id, row.Date, row.VenueId, row.IsClosed, open.GetValueOrDefault(row.Id))),
            closed.ConvertAll(row => (row.Id, row.Date))
        );
    }

    /// <summary>Those who waited for a call: few, and read whole. A wait is a difference of two instants, for which the query language
    /// has no function; the civil day is that of Tokyo. Nothing else of the callers is read.</summary>
    private async Task<List<QueuedCall>> CallsAsync(CancellationToken ct) =>
        calls ??= [
            .. (
                await db
                    .Callbacks.AsNoTracking()
                    .Select(row => new
                    {
                        row.QueuedAtUtc,
                        row.SettledAtUtc,
                        IsBooked = row.ReservationId != null,
                    })
                    .ToListAsync(ct)
            ).Select(row => new QueuedCall(
                DateOnly.FromDateTime(CentreTime.ToCivil(row.QueuedAtUtc)),
                row.QueuedAtUtc,
                row.SettledAtUtc,
                row.IsBooked
            )),
        ];

    /// <summary>Completed consultations by month. Days are grouped, as their index has them, and added up here.</summary>
    private async Task<Dictionary<DateOnly, int>> CompletedByMonthAsync(StatisticsPeriod all, CancellationToken ct)
    {
        var (from, to) = (all.From, all.To);
        if (counted is not null && await MonthsAsync(counted, [new DayRange(from, to)], mayRead: false, ct) is { } kept)
        {
            return kept
                .Values.SelectMany(month => month.Entries)
                .Where(row => row.IsCompleted && row.Date >= from && row.Date <= to && Fits(row))
                .CountBy(row => FirstOf(row.Date))
                .ToDictionary();
        }

        var rows = db
            .Reservations.AsNoTracking()
            .Where(row => row.Status == ReservationStatus.Completed && row.Date >= from && row.Date <= to);
        rows = scrivener is { } person ? rows.Where(row => row.ScrivenerId == person) : rows;
        rows = filter.VenueId is { } venue ? rows.Where(row => row.VenueId == venue) : rows;
        rows = filter.Ward is { } ward ? rows.Where(row => row.Details.Ward == ward) : rows;
        rows = filter.Industry is { Length: > 0 } industry ? rows.Where(row => row.Details.Industry == industry) : rows;
        var days = await rows.GroupBy(row => row.Date).Select(group => new { group.Key, Count = group.Count() }).ToListAsync(ct);
        return days.GroupBy(row => FirstOf(row.Key)).ToDictionary(month => month.Key, month => month.Sum(row => row.Count));
    }
}
