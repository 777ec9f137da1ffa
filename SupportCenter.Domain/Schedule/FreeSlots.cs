using SupportCenter.Domain.Data;
using SupportCenter.Domain.Reservations;

namespace SupportCenter.Domain.Schedule;

/// <summary>The one meaning of "free" for the search, for holding a slot, and for moving those whom a closed clinic hits.</summary>
internal static class FreeSlots
{
    /// <summary>The slots that are open, that begin after <paramref name="now"/> (civil time of the centre), and that no active
    /// reservation has.</summary>
    public static IQueryable<Slot> Free(this PortalDbContext db, DateTime now)
    {
        var (today, clock) = (DateOnly.FromDateTime(now), TimeOnly.FromDateTime(now));
        return db
            .Slots.Where(slot => !slot.IsClosed && slot.Clinic!.ClosedAtUtc == null)
            .Where(slot => slot.Date > today || (slot.Date == today && slot.StartsAt > clock))
            .Where(slot =>
                !db.Reservations.Any(reservation => reservation.SlotId == slot.Id && reservation.Status < ReservationStatus.Cancelled)
            );
    }

    /// <summary>Only what the caller wishes.</summary>
    public static IQueryable<Slot> Wished(this IQueryable<Slot> slots, SlotCriteria wish)
    {
        slots = wish.Ward is { } ward ? slots.Where(slot => slot.Clinic!.Venue!.Details.Ward == ward) : slots;
        slots = wish.VenueId is { } venue ? slots.Where(slot => slot.Clinic!.VenueId == venue) : slots;
        slots = wish.From is { } from ? slots.Where(slot => slot.Date >= from) : slots;
        slots = wish.To is { } to ? slots.Where(slot => slot.Date <= to) : slots;
        slots = wish.Weekday is { } weekday ? slots.Where(slot => slot.Date.DayOfWeek == weekday) : slots;
        slots = wish.Half is { } half ? slots.In(half) : slots;
        return wish.ScrivenerId is { } scrivener ? slots.Where(slot => slot.Desk!.ScrivenerId == scrivener) : slots;
    }

    /// <summary>The soonest first; at one time in the order of the list of venues.</summary>
    public static IOrderedQueryable<Slot> SoonestFirst(this IQueryable<Slot> slots) =>
        slots
            .OrderBy(slot => slot.Date)
            .ThenBy(slot => slot.StartsAt)
            .ThenBy(slot => slot.Clinic!.Venue!.Details.ListOrder)
            .ThenBy(slot => slot.Desk!.Number)
            .ThenBy(slot => slot.Id);

    /// <summary>What is shown of a free slot in the form with <paramref name="formKey"/>, or where no form picks slots.</summary>
    public static IQueryable<FreeSlot> Shown(this IQueryable<Slot> slots, PortalDbContext db, DateTime nowUtc, Guid? formKey = null)
    {
        var (me, own) = (db.AccessContext.StaffId, ScheduleTexts.YourOtherScreen);
        return slots.Select(slot => new FreeSlot(
            slot.Id,
            slot.ClinicId,
            slot.Date,
            slot.StartsAt,
            slot.EndsAt,
            slot.Clinic!.VenueId,
            slot.Clinic.Venue!.Details.Name,
            slot.Clinic.Venue.Details.Ward,
            slot.Desk!.Scrivener!.Name,
            db.SlotHolds.Where(hold =>
                    hold.SlotId == slot.Id && hold.UntilUtc > nowUtc && !(hold.HolderId == me && hold.FormKey == formKey)
                )
                .SelectMany(hold =>
                    db.Staff.Where(person => person.Id == hold.HolderId).Select(person => person.Id == me ? own : person.Name)
                )
                .FirstOrDefault()
        ));
    }
}
