using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Schedule;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Import;

/// <summary>Finds the venue, clinic, desk and slot of an imported booking, and makes what is not here: venues out of use, scriveners who
/// have left.</summary>
internal sealed class ImportPlaces
{
    private const int UsualMinutes = 50;
    private readonly PortalDbContext db;
    private readonly DateOnly today;
    private readonly Dictionary<string, Venue> venues;
    private readonly Dictionary<string, StaffMember> scriveners;
    private readonly Dictionary<(Guid Venue, DateOnly Date), Clinic> clinics;
    private readonly HashSet<Guid> taken;
    private readonly HashSet<Guid> left = [];

    private ImportPlaces(
        PortalDbContext db,
        DateOnly today,
        IEnumerable<Venue> venues,
        IEnumerable<StaffMember> scriveners,
        IEnumerable<Clinic> clinics,
        HashSet<Guid> taken
    )
    {
        (this.db, this.today, this.taken) = (db, today, taken);
        this.venues = venues.DistinctBy(venue => venue.Details.Name).ToDictionary(venue => venue.Details.Name);
        this.scriveners = scriveners
            .DistinctBy(person => TextFolding.Fold(person.Name))
            .ToDictionary(person => TextFolding.Fold(person.Name));
        this.clinics = clinics.DistinctBy(clinic => (clinic.VenueId, clinic.Date)).ToDictionary(clinic => (clinic.VenueId, clinic.Date));
    }

    public static async Task<ImportPlaces> LoadAsync(
        PortalDbContext db,
        IReadOnlyCollection<DateOnly> dates,
        DateOnly today,
        CancellationToken ct
    )
    {
        var venues = await db.Venues.ToListAsync(ct);
        var scriveners = await db.Staff.Where(person => person.Role == Role.Scrivener).ToListAsync(ct);
        var clinics = await db
            .Clinics.Where(clinic => dates.Contains(clinic.Date))
            .Include(clinic => clinic.Desks)
            .Include(clinic => clinic.Slots)
            .AsSplitQuery()
            .ToListAsync(ct);
        var taken = await db
            .Reservations.Where(row => dates.Contains(row.Date) && row.Status < ReservationStatus.Cancelled)
            .Select(row => row.SlotId)
            .ToHashSetAsync(ct);
        return new ImportPlaces(db, today, venues, scriveners, clinics, taken);
    }

    /// <summary>Where a booking was: its clinic, and the slot that was planned for that time if it is free, else one of its own (the old
    /// site's bookings may overlap each other).</summary>
    /// <param name="booking">Its day, times and venue.</param>
    /// <param name="scrivenerName">Whose desk it is; null where nothing says.</param>
    /// <param name="isFree">Whether it takes no slot away from others: it was cancelled, or nobody came.</param>
    public (Clinic Clinic, Slot Slot) Place(BookingReading booking, string? scrivenerName, bool isFree = false)
    {
        var (date, start) = (booking.ClinicDate.Value!.Value, booking.Start.Value!.Value);
        var end = booking.End.Value is { } written && written > start ? written : Later(start);
        var clinic = ClinicOf(VenueOf(booking.Venue.Value), date, start, end);
        if (PlannedFor(clinic, start, end, scrivenerName, isFree) is { } planned)
        {
            Take(planned);
            return (clinic, planned);
        }

        clinic.Cover(start, end);
        var desk = DeskOf(clinic, scrivenerName);
        var slot = clinic.AddSlot(desk, start, end);
        Take(slot);
        if (db.Entry(clinic).State != EntityState.Added)
        {
            db.Slots.Add(slot);
        }

        return (clinic, slot);

        void Take(Slot mine)
        {
            if (!isFree)
            {
                taken.Add(mine.Id);
            }
        }
    }

    /// <summary>A booking leaves its slot. Nobody gets that slot within the same import: two bookings that change places would each need it
    /// before the other has left.</summary>
    public void Leave(Guid slot) => left.Add(slot);

    /// <summary>Closes each slot that was left while somebody else has a slot of their own at that time and desk: it would be offered a
    /// second time.</summary>
    public void CloseOverlapped()
    {
        foreach (var clinic in clinics.Values)
        {
            foreach (var slot in clinic.Slots.Where(slot => left.Contains(slot.Id) && !slot.IsClosed))
            {
                if (
                    clinic.Slots.Any(other =>
                        other.DeskId == slot.DeskId
                        && taken.Contains(other.Id)
                        && !left.Contains(other.Id)
                        && other.StartsAt < slot.EndsAt
                        && slot.StartsAt < other.EndsAt
                    )
                )
                {
                    slot.Close(ImportTexts.Change_Reason);
                }
            }
        }
    }

    private Slot? PlannedFor(Clinic clinic, TimeOnly start, TimeOnly end, string? scrivenerName, bool isFree)
    {
        var scrivener = string.IsNullOrWhiteSpace(scrivenerName) ? null : ScrivenerOf(scrivenerName);
        var desks = clinic.Desks.Where(desk => scrivener is null || desk.ScrivenerId == scrivener.Id).Select(desk => desk.Id).ToHashSet();
        return clinic.Slots.FirstOrDefault(slot =>
            slot.StartsAt == start
            && slot.EndsAt == end
            && !slot.IsClosed
            && (isFree || !taken.Contains(slot.Id))
            && desks.Contains(slot.DeskId)
        );
    }

    private static TimeOnly Later(TimeOnly start) => start < new TimeOnly(23, 0) ? start.AddMinutes(UsualMinutes) : new TimeOnly(23, 59);

    private Venue VenueOf(string name)
    {
        if (!venues.TryGetValue(name, out var venue))
        {
            var ward = WardNames.Parse(name) ?? Ward.OutsideCity;
            venue = new Venue(
                new VenueDetails
                {
                    Name = name,
                    Ward = ward,
                    Address = name,
                    IsUsed = false,
                    ListOrder = venues.Count + 1,
                }
            );
            venues[name] = venue;
            db.Venues.Add(venue);
        }

        return venue;
    }

    private Clinic ClinicOf(Venue venue, DateOnly date, TimeOnly start, TimeOnly end)
    {
        if (!clinics.TryGetValue((venue.Id, date), out var clinic))
        {
            clinics[(venue.Id, date)] = clinic = Clinic.TakeOver(venue.Id, date, start, end);
            db.Clinics.Add(clinic);
        }

        return clinic;
    }

    /// <summary>The scrivener's desk; where no 相談票 names one, the clinic's first, since somebody of that day will have taken the
    /// booking.</summary>
    private Desk DeskOf(Clinic clinic, string? scrivenerName)
    {
        if (string.IsNullOrWhiteSpace(scrivenerName) && clinic.Desks.Count > 0)
        {
            return clinic.Desks[0];
        }

        var scrivener = ScrivenerOf(string.IsNullOrWhiteSpace(scrivenerName) ? ImportTexts.UnknownScrivener : scrivenerName);
        var desk = clinic.Desks.FirstOrDefault(row => row.ScrivenerId == scrivener.Id);
        if (desk is null)
        {
            desk = clinic.AddDesk(scrivener.Id);
            if (db.Entry(clinic).State != EntityState.Added)
            {
                db.Desks.Add(desk);
            }
        }

        return desk;
    }

    internal StaffMember ScrivenerOf(string name)
    {
        var folded = TextFolding.Fold(name);
        if (!scriveners.TryGetValue(folded, out var person))
        {
            // Known from paper only: they keep their name on the record, and cannot sign in.
            scriveners[folded] = person = new StaffMember(
                name,
                Organisation.Scriveners,
                Role.Scrivener,
                DateOnly.MinValue.AddYears(1999),
                today.AddDays(-1)
            );
            db.Staff.Add(person);
        }

        return person;
    }
}
