using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Schedule;

namespace SupportCenter.Domain.Reservations;

/// <summary>What a booking is decided by, asked twice: before the write lock is taken, and again while it is held. Translated once; one
/// for each database, because its model holds the keys.</summary>
internal sealed class BookingQueries
{
    private const int LooksAtMost = 60;

    /// <summary>What a slot allows now; null when there is no such slot. The other id is the key of the form.</summary>
    public Func<PortalDbContext, Guid?, Guid, CancellationToken, Task<BookableSlot?>> FindSlotAsync { get; } =
        EF.CompileAsyncQuery(
            (PortalDbContext db, Guid? id, Guid commandKey, CancellationToken _) =>
                db
                    .Slots.Where(slot => slot.Id == id)
                    .Select(slot => new BookableSlot(
                        slot.Date,
                        slot.StartsAt,
                        slot.EndsAt,
                        slot.IsClosed || slot.Clinic!.ClosedAtUtc != null,
                        slot.Clinic!.VenueId,
                        slot.Desk!.ScrivenerId,
                        db.SlotHolds.Where(hold => hold.SlotId == slot.Id).Select(hold => (Guid?)hold.HolderId).FirstOrDefault(),
                        db.SlotHolds.Where(hold => hold.SlotId == slot.Id).Select(hold => (Guid?)hold.FormKey).FirstOrDefault(),
                        db.SlotHolds.Where(hold => hold.SlotId == slot.Id).Select(hold => (DateTime?)hold.UntilUtc).FirstOrDefault(),
                        db.Reservations.Any(row => row.CommandKey == commandKey)
                    ))
                    .FirstOrDefault()
        );

    /// <summary>The slot with what its reservation takes over and what is read back to the caller.</summary>
    public Func<PortalDbContext, Guid, CancellationToken, Task<Slot>> ReadSlotAsync { get; } =
        EF.CompileAsyncQuery(
            (PortalDbContext db, Guid id, CancellationToken _) =>
                db
                    .Slots.AsNoTracking()
                    .Include(slot => slot.Clinic!.Venue)
                    .Include(slot => slot.Clinic!.Desks)
                        .ThenInclude(desk => desk.Scrivener)
                    .First(slot => slot.Id == id)
        );

    /// <summary>The businesses that have the number (now or once), bear the name, or were picked. A hash that is null or empty finds
    /// nothing.</summary>
    public Func<PortalDbContext, byte[], long?, byte[], Guid?, IAsyncEnumerable<Candidate>> FindCandidates { get; } =
        EF.CompileAsyncQuery(
            (PortalDbContext db, byte[] telephone, long? wholeTelephone, byte[] name, Guid? picked) =>
                db
                    .Businesses.Where(row => row.TelephoneKey == telephone)
                    .Take(LooksAtMost)
                    .Select(row => new
                    {
                        row.Id,
                        row.Version,
                        Sign = CandidateSign.Telephone,
                    })
                    .Concat(
                        db.SearchGrams.Where(entry => entry.Gram == wholeTelephone)
                            .Take(LooksAtMost)
                            .Join(
                                db.Businesses,
                                entry => entry.BusinessId,
                                row => row.Id,
                                (_, row) =>
                                    new
                                    {
                                        row.Id,
                                        row.Version,
                                        Sign = CandidateSign.Telephone,
                                    }
                            )
                    )
                    .Concat(
                        db.Businesses.Where(row => row.NameKey == name)
                            .Take(LooksAtMost)
                            .Select(row => new
                            {
                                row.Id,
                                row.Version,
                                Sign = CandidateSign.Name,
                            })
                    )
                    .Concat(
                        db.Businesses.Where(row => row.Id == picked)
                            .Select(row => new
                            {
                                row.Id,
                                row.Version,
                                Sign = CandidateSign.Picked,
                            })
                    )
                    .Select(found => new Candidate(found.Id, found.Version, found.Sign))
        );
}

/// <summary>What decides whether a slot can be booked, and what its reservation takes over. <paramref name="IsSent"/>: the form was sent
/// before, and made a reservation.</summary>
internal sealed record BookableSlot(
    DateOnly Date,
    TimeOnly StartsAt,
    TimeOnly EndsAt,
    bool IsClosed,
    Guid VenueId,
    Guid ScrivenerId,
    Guid? HolderId,
    Guid? HolderForm,
    DateTime? HeldUntilUtc,
    bool IsSent
);

/// <summary>A business that a caller may be. Its version changes with every save of it.</summary>
internal sealed record Candidate(Guid Id, Guid Version, CandidateSign Sign);

/// <summary>By what a business was found.</summary>
internal enum CandidateSign
{
    Telephone,
    Name,
    Picked,
}
