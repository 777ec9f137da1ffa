using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Data;

namespace SupportCenter.Domain.Reservations;

/// <summary>How often businesses have been here: what 〇回目 is counted from.</summary>
internal sealed record VisitHistory(IReadOnlyList<DateOnly> Days, int NextNumber, ReservationAhead? Ahead)
{
    public DateOnly? Newest => Days.Count > 0 ? Days[0] : null;

    public static VisitHistory None { get; } = new([], 1, null);

    /// <summary>The histories of those businesses that have one. Cancelled and missed reservations are no visits; a number that staff or a
    /// workbook set higher than the rows we have is believed.</summary>
    public static async Task<Dictionary<Guid, VisitHistory>> ReadAsync(
        PortalDbContext db,
        IReadOnlyCollection<Guid> businesses,
        DateOnly today,
        CancellationToken cancellation
    )
    {
        var rows = await db
            .Reservations.AsNoTracking()
            .Where(row => businesses.Contains(row.BusinessId) && row.Status < ReservationStatus.Cancelled)
            .OrderByDescending(row => row.Date)
            .ThenByDescending(row => row.StartsAt)
            .Select(row => new
            {
                row.BusinessId,
                row.Id,
                row.Date,
                row.StartsAt,
                row.Status,
                row.Details.VisitNumber,
                Venue = row.Clinic!.Venue!.Details.Name,
            })
            .ToListAsync(cancellation);
        return rows.GroupBy(row => row.BusinessId)
            .ToDictionary(
                rows => rows.Key,
                rows => new VisitHistory(
                    [.. rows.Where(row => row.Date <= today).Select(row => row.Date)],
                    Math.Max(rows.Count(), rows.Max(row => row.VisitNumber)) + 1,
                    rows.Where(row => row.Date >= today && row.Status == ReservationStatus.Booked)
                        .Select(row => new ReservationAhead(row.Id, row.Date, row.StartsAt, row.Venue))
                        .LastOrDefault()
                )
            );
    }

    /// <summary>Which visit of its business a reservation is, counted as above from those before it.</summary>
    public static async Task<int> NumberOfAsync(PortalDbContext db, Reservation reservation, CancellationToken cancellation)
    {
        var earlier = await db
            .Reservations.Where(row =>
                row.BusinessId == reservation.BusinessId
                && row.Id != reservation.Id
                && row.Status < ReservationStatus.Cancelled
                && (row.Date < reservation.Date || (row.Date == reservation.Date && row.StartsAt < reservation.StartsAt))
            )
            .Select(row => row.Details.VisitNumber)
            .ToListAsync(cancellation);
        return earlier.Count == 0 ? 1 : Math.Max(earlier.Count, earlier.Max()) + 1;
    }
}
