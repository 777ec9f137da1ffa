using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Schedule;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Workspace;

/// <summary>What whoever takes the calls has to have before their eyes: free slots, and clients who did not come. Never what was
/// talked about.</summary>
public sealed class BookingDeskService(AuthorizedDbContextFactory authorized)
{
    /// <summary>So many days ahead free slots are shown.</summary>
    public const int DaysAhead = 28;

    /// <summary>For so many days a client who did not come is shown, to be rung.</summary>
    public const int DaysBack = 7;

    private const string ListKind = "Workspace";
    private const int SlotsOfVenue = 3;
    private const int MostRows = 10;

    /// <summary>By venue, the one with the soonest slot first: how many slots are free in the next <see cref="DaysAhead"/> days, and the
    /// soonest of them that nobody holds.</summary>
    [RequiresPermission(Permission.BookReservations)]
    public async Task<IReadOnlyList<VenueSlots>> FreeAsync(CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.BookReservations, ct);
        var (nowUtc, until) = (authorized.UtcNow, authorized.Today.AddDays(DaysAhead));
        var free = await db.Free(CentreTime.ToCivil(nowUtc))
            .Where(slot => slot.Date <= until)
            .SoonestFirst()
            .Select(slot => new { slot.Id, slot.Clinic!.VenueId })
            .ToListAsync(ct);
        var held = await db.SlotHolds.Where(hold => hold.UntilUtc > nowUtc).Select(hold => hold.SlotId).ToHashSetAsync(ct);
        var venues = free.Where(slot => !held.Contains(slot.Id)).GroupBy(slot => slot.VenueId).ToList();
        var shown = venues.SelectMany(venue => venue.Take(SlotsOfVenue)).Select(slot => slot.Id).ToList();
        var slots = (await db.Slots.Where(slot => shown.Contains(slot.Id)).SoonestFirst().Shown(db, nowUtc).ToListAsync(ct)).ToLookup(
            slot => slot.VenueId
        );
        return
        [
            .. venues.Select(venue => new VenueSlots(
                venue.Key,
                slots[venue.Key].First().VenueName,
                slots[venue.Key].First().Ward,
                venue.Count(),
                [.. slots[venue.Key]]
            )),
        ];
    }

    /// <summary>Clients who did not come within the last <see cref="DaysBack"/> days, the newest first; leaves an audit row.</summary>
    [RequiresPermission(Permission.BookReservations)]
    public async Task<IReadOnlyList<MissedClient>> NoShowsAsync(CancellationToken ct = default)
    {
        List<MissedClient> rows;
        await using (var db = await authorized.OpenAsync(Permission.BookReservations, ct))
        {
            var from = authorized.Today.AddDays(-DaysBack);
            rows = await db
                .Reservations.AsNoTracking()
                .Where(row => row.Status == ReservationStatus.NoShow && row.Date >= from)
                .OrderByDescending(row => row.Date)
                .ThenByDescending(row => row.StartsAt)
                .ThenBy(row => row.Id)
                .Take(MostRows)
                .Select(row => new MissedClient(
                    row.Id,
                    row.BusinessId,
                    row.Date,
                    row.StartsAt,
                    row.Clinic!.Venue!.Details.Name,
                    row.Details.BusinessName
                ))
                .ToListAsync(ct);
        }

        await authorized.NoteListedAsync(
            Permission.BookReservations,
            AuditActs.ReservationsListed,
            ListKind,
            rows.Select(row => row.BusinessId),
            ct
        );
        return rows;
    }
}

/// <summary>The soonest free slots at a venue, and how many there are.</summary>
public sealed record VenueSlots(Guid VenueId, string VenueName, Ward Ward, int Free, IReadOnlyList<FreeSlot> Soonest);

/// <summary>A client who did not come.</summary>
public sealed record MissedClient(
    Guid ReservationId,
    Guid BusinessId,
    DateOnly Date,
    TimeOnly StartsAt,
    string VenueName,
    string BusinessName
);
