using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Schedule;

namespace SupportCenter.Domain.Workspace;

/// <summary>Reads clinics with their figures in three statements: the clinics, when they receive clients, and all their
/// reservations counted by status.</summary>
internal static class ClinicsOfDay
{
    public static async Task<List<ClinicOfDay>> ReadAsync(PortalDbContext db, IQueryable<Clinic> clinics, CancellationToken cancellation)
    {
        var rows = await clinics
            .AsNoTracking()
            .OrderBy(row => row.Date)
            .ThenBy(row => row.StartsAt)
            .ThenBy(row => row.Venue!.Details.ListOrder)
            .Select(row => new ClinicOfDay
            {
                Id = row.Id,
                Date = row.Date,
                StartsAt = row.StartsAt,
                EndsAt = row.EndsAt,
                VenueName = row.Venue!.Details.Name,
                Scriveners = row.Desks.OrderBy(desk => desk.Number).Select(desk => desk.Scrivener!.Name).ToList(),
                Slots = row.Slots.Count(slot => !slot.IsClosed),
                IsClosed = row.ClosedAtUtc != null,
            })
            .ToListAsync(cancellation);
        if (rows.Count == 0)
        {
            return rows;
        }

        var ids = rows.ConvertAll(row => row.Id);
        var sessions = await ClinicSessions.ReadAsync(db, ids, cancellation);
        var counted = (
            await db
                .Reservations.Where(row => ids.Contains(row.ClinicId))
                .GroupBy(row => new { row.ClinicId, row.Status })
                .Select(group => new
                {
                    group.Key.ClinicId,
                    group.Key.Status,
                    Count = group.Count(),
                })
                .ToListAsync(cancellation)
        ).ToLookup(row => row.ClinicId);
        return rows.ConvertAll(row =>
            row with
            {
                Sessions = sessions.GetValueOrDefault(row.Id, []),
                Counts = StatusCounts.Of(counted[row.Id].Select(one => (one.Status, one.Count))),
            }
        );
    }
}

/// <summary>How many reservations are in each status.</summary>
public sealed record StatusCounts(int Booked = 0, int Arrived = 0, int Completed = 0, int NoShow = 0)
{
    /// <summary>All that were not cancelled.</summary>
    public int Appointments => Booked + Arrived + Completed + NoShow;

    /// <summary>Those whose client came.</summary>
    public int Came => Arrived + Completed;

    /// <summary>Those that hold a slot.</summary>
    public int Active => Booked + Came;

    internal static StatusCounts Of(IEnumerable<(ReservationStatus Status, int Count)> rows)
    {
        var by = rows.ToDictionary(row => row.Status, row => row.Count);
        return new StatusCounts(
            by.GetValueOrDefault(ReservationStatus.Booked),
            by.GetValueOrDefault(ReservationStatus.Arrived),
            by.GetValueOrDefault(ReservationStatus.Completed),
            by.GetValueOrDefault(ReservationStatus.NoShow)
        );
    }

    public static StatusCounts operator +(StatusCounts one, StatusCounts other) =>
        new(one.Booked + other.Booked, one.Arrived + other.Arrived, one.Completed + other.Completed, one.NoShow + other.NoShow);

    /// <summary>The sum, for languages without operators.</summary>
    public static StatusCounts Add(StatusCounts left, StatusCounts right) => left + right;
}
