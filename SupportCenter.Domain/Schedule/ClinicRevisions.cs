using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Reservations;

namespace SupportCenter.Domain.Schedule;

/// <summary>Counts the changes of clinics for those who subscribe to the calendar: whatever is saved by a unit of work and changes what
/// is public of a clinic.</summary>
internal sealed class ClinicRevisions
{
    private readonly HashSet<Guid> clinics = [];
    private readonly HashSet<Guid> venues = [];

    /// <summary>Notes what is about to be saved.</summary>
    public void Note(ChangeTracker tracker)
    {
        foreach (var entry in tracker.Entries().Where(entry => entry.State is EntityState.Added or EntityState.Modified))
        {
            switch (entry.Entity)
            {
                case Clinic clinic:
                    clinics.Add(clinic.Id);
                    break;
                case Slot slot:
                    clinics.Add(slot.ClinicId);
                    break;
                case Reservation reservation when ChangesWhatIsFree(entry):
                    clinics.Add(reservation.ClinicId);
                    clinics.Add((Guid)entry.OriginalValues[nameof(Reservation.ClinicId)]!);
                    break;
                case Venue venue when entry.State == EntityState.Modified:
                    venues.Add(venue.Id);
                    break;
            }
        }
    }

    /// <summary>Writes what was noted. The time never goes back, whatever the clock does.</summary>
    public async Task WriteAsync(PortalDbContext db, DateTime nowUtc, CancellationToken ct)
    {
        if (clinics.Count == 0 && venues.Count == 0)
        {
            return;
        }

        await db
            .Clinics.Where(clinic => clinics.Contains(clinic.Id) || venues.Contains(clinic.VenueId))
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(clinic => clinic.Revision, clinic => clinic.Revision + 1)
                        .SetProperty(clinic => clinic.RevisedAtUtc, clinic => clinic.RevisedAtUtc > nowUtc ? clinic.RevisedAtUtc : nowUtc),
                ct
            );
        clinics.Clear();
        venues.Clear();
    }

    /// <summary>Gives clinics that were written without a unit of work the moment at which they came to be known.</summary>
    public static Task BeginAsync(PortalDbContext db, DateTime nowUtc, CancellationToken ct) =>
        db
            .Clinics.Where(clinic => clinic.RevisedAtUtc == DateTime.UnixEpoch)
            .ExecuteUpdateAsync(set => set.SetProperty(clinic => clinic.RevisedAtUtc, nowUtc), ct);

    private static bool ChangesWhatIsFree(EntityEntry entry) =>
        entry.State == EntityState.Added
        || entry.Property(nameof(Reservation.SlotId)).IsModified
        || ((ReservationStatus)entry.OriginalValues[nameof(Reservation.Status)]!).IsActive != ((Reservation)entry.Entity).IsActive;
}
