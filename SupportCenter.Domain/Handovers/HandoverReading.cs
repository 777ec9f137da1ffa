using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Data;

namespace SupportCenter.Domain.Handovers;

/// <summary>Makes of handovers what screens and papers show of them.</summary>
internal static class HandoverReading
{
    /// <summary>The handovers in the order in which they are to be seen to: the viewer's own first, then by the day by which, then as they
    /// were written.</summary>
    public static async Task<List<HandoverRow>> RowsAsync(
        this IQueryable<Handover> handovers,
        PortalDbContext db,
        int most,
        CancellationToken cancellation
    )
    {
        var me = db.AccessContext.Me;
        var rows = await handovers
            .AsNoTracking()
            .OrderByDescending(row => row.OwnerId == me)
            .ThenBy(row => row.DueOn ?? DateOnly.MaxValue)
            .ThenBy(row => row.WrittenAtUtc)
            .ThenBy(row => row.Id)
            .Take(most)
            .ToListAsync(cancellation);
        return await RowsAsync(rows, db, cancellation);
    }

    /// <summary>The same of rows that were read, in their order.</summary>
    public static async Task<List<HandoverRow>> RowsAsync(List<Handover> rows, PortalDbContext db, CancellationToken cancellation)
    {
        var reservations = rows.Select(row => row.ReservationId).OfType<Guid>().ToList();
        var visits = await db
            .Reservations.AsNoTracking()
            .Where(row => reservations.Contains(row.Id))
            .Select(row => new
            {
                row.Id,
                row.Date,
                row.StartsAt,
                row.Details.BusinessName,
                Venue = row.Clinic!.Venue!.Details.Name,
            })
            .ToDictionaryAsync(row => row.Id, cancellation);
        var clinicIds = rows.Select(row => row.ClinicId).OfType<Guid>().ToList();
        var clinics = await db
            .Clinics.AsNoTracking()
            .Where(row => clinicIds.Contains(row.Id))
            .Select(row => new
            {
                row.Id,
                row.Date,
                Venue = row.Venue!.Details.Name,
            })
            .ToDictionaryAsync(row => row.Id, cancellation);
        var venueIds = rows.Select(row => row.VenueId).OfType<Guid>().ToList();
        var venues = await db
            .Venues.Where(row => venueIds.Contains(row.Id))
            .ToDictionaryAsync(row => row.Id, row => row.Details.Name, cancellation);
        var named = rows.Where(row => row.ReservationId is null).Select(row => row.BusinessId).OfType<Guid>().ToList();
        var businesses = await db
            .Businesses.AsNoTracking()
            .Where(row => named.Contains(row.Id))
            .Select(row => new { row.Id, row.Name })
            .ToDictionaryAsync(row => row.Id, row => row.Name, cancellation);
        var callIds = rows.Select(row => row.CallbackId).OfType<Guid>().ToList();
        var calls = await db
            .Callbacks.AsNoTracking()
            .Where(row => callIds.Contains(row.Id))
            .Select(row => new { row.Id, row.Details.BusinessName })
            .ToDictionaryAsync(row => row.Id, row => row.BusinessName, cancellation);
        var names = await db.Staff.ToDictionaryAsync(row => row.Id, row => row.Name, cancellation);
        string? NameOf(Guid? id) => id is { } person ? names.GetValueOrDefault(person) : null;
        return rows.ConvertAll(row =>
        {
            var visit = row.ReservationId is { } reservation ? visits.GetValueOrDefault(reservation) : null;
            var clinic = row.ClinicId is { } day ? clinics.GetValueOrDefault(day) : null;
            return new HandoverRow
            {
                Id = row.Id,
                Text = row.Text,
                ClinicId = row.ClinicId,
                Date = visit?.Date ?? clinic?.Date,
                StartsAt = visit?.StartsAt,
                VenueName = visit?.Venue ?? clinic?.Venue ?? (row.VenueId is { } venue ? venues.GetValueOrDefault(venue) : null),
                ReservationId = row.ReservationId,
                BusinessId = row.BusinessId,
                CallbackId = row.CallbackId,
                BusinessName = visit?.BusinessName
                    ?? (row.BusinessId is { } business ? businesses.GetValueOrDefault(business) : null)
                    ?? (row.CallbackId is { } call ? calls.GetValueOrDefault(call) : null),
                Owner = NameOf(row.OwnerId),
                IsMineToDo = row.OwnerId == db.AccessContext.Me,
                DueOn = row.DueOn,
                IsForReception = row.IsForReception,
                WrittenBy = NameOf(row.WrittenById) ?? "",
                WrittenAtUtc = row.WrittenAtUtc,
                DoneBy = NameOf(row.DoneById),
                DoneAtUtc = row.DoneAtUtc,
            };
        });
    }
}
