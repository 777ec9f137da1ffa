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

    /// <summary>A clinic and how many of its slots were open; of a scrivener's figures, of the own desk.</summary>
    private sealed record OfferedClinic(Guid Id, DateOnly Date, Guid VenueId, bool IsClosed, int OpenSlots);

    private sealed record QueuedCall(DateOnly On, DateTime QueuedAtUtc, DateTime? SettledAtUtc, bool IsBooked);

    /// <summary>Reads the days of these periods that were not read yet.</summary>
    private async Task LoadAsync(StatisticsPeriod[] periods, CancellationToken ct)
    {
        var wanted = periods.Where(period => !entries.Exists(read => Holds(read.Days, period)));
        var ranges = DayRange.Merged(wanted.Select(period => new DayRange(period.From, period.To)));
        foreach (var range in ranges)
        {
            var connection = (SqliteConnection)db.Database.GetDbConnection();
            var snapshot = (SqliteTransaction)db.Database.CurrentTransaction!.GetDbTransaction();
            entries.Add((range, StatisticsEntries.Read(connection, snapshot, range, filter, scrivener, MayConsultations)));
            if (!filter.AsksOfBusiness)
            {
                await LoadOffersAsync(range, ct);
            }
        }
    }

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
        var (from, to) = (range.From, range.To);
        var clinics = db.Clinics.AsNoTracking().Where(row => row.Date >= from && row.Date <= to);
        var slots = db.Slots.AsNoTracking().Where(row => row.Date >= from && row.Date <= to);
        if (filter.VenueId is { } venue)
        {
            clinics = clinics.Where(row => row.VenueId == venue);
            slots = slots.Where(row => row.Clinic!.VenueId == venue);
        }

        if (scrivener is { } person)
        {
            clinics = clinics.Where(row => db.Desks.Any(desk => desk.ClinicId == row.Id && desk.ScrivenerId == person));
            slots = slots.Where(row => row.Desk!.ScrivenerId == person);
        }

        var open = await slots
            .Where(row => !row.IsClosed)
            .GroupBy(row => new { row.Date, row.ClinicId })
            .Select(group => new { group.Key.ClinicId, Count = group.Count() })
            .ToDictionaryAsync(row => row.ClinicId, row => row.Count, ct);
        closedSlots.UnionWith(await slots.Where(row => row.IsClosed).Select(row => row.Id).ToListAsync(ct));
        var read = await clinics
            .Select(row => new
            {
                row.Id,
                row.Date,
                row.VenueId,
                IsClosed = row.ClosedAtUtc != null,
            })
            .ToListAsync(ct);
        var known = offers.Select(clinic => clinic.Id).ToHashSet();
        offers.AddRange(
            read.Where(row => !known.Contains(row.Id))
                .Select(row => new OfferedClinic(row.Id, row.Date, row.VenueId, row.IsClosed, open.GetValueOrDefault(row.Id)))
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
