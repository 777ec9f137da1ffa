using SupportCenter.Domain.Access;
using SupportCenter.Domain.Businesses;
using SupportCenter.Domain.Consultations;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Schedule;

namespace SupportCenter.Domain.Handovers;

/// <summary>Which handovers a caller sees at all (ASVS 8.2.2, 8.2.3).</summary>
internal static class HandoverVisibility
{
    /// <summary>All of them (本市); those for reception and their own (受付); those at the own clinics, of businesses met, and the own
    /// ones (行政書士). A venue's are for whoever has a desk there on the day of writing or later.</summary>
    public static IQueryable<Handover> VisibleTo(this IQueryable<Handover> handovers, PortalDbContext db)
    {
        var me = db.AccessContext.Me;
        if (!db.AccessContext.SeesOnlyOwn)
        {
            return db.AccessContext.MayReadRecords() ? handovers : handovers.Where(row => row.IsForReception || row.WrittenById == me);
        }

        var mine = db.Desks.Where(desk => desk.ScrivenerId == me).Select(desk => desk.ClinicId);
        var (meetings, visits) = (BusinessVisibility.MeetingsOfCaller(db), BusinessVisibility.VisitsOfCaller(db));
        return handovers.Where(row =>
            row.WrittenById == me
            || (row.ReservationId != null && visits.Any(visit => visit.Id == row.ReservationId))
            || (row.ReservationId == null && row.BusinessId != null && meetings.Any(meeting => meeting.BusinessId == row.BusinessId))
            || (row.ClinicId != null && mine.Contains(row.ClinicId.Value))
            || (
                row.VenueId != null
                && db.Clinics.Any(clinic => clinic.VenueId == row.VenueId && clinic.Date >= row.WrittenOn && mine.Contains(clinic.Id))
            )
        );
    }

    /// <summary>Those that are not done and concern a day at these clinics: bound to the clinic, to its venue (and due by then), to one of
    /// its reservations, or to a business that comes.</summary>
    public static IQueryable<Handover> OpenAt(this IQueryable<Handover> handovers, PortalDbContext db, IQueryable<Clinic> clinics)
    {
        var coming = db.Reservations.Where(row => row.Status != ReservationStatus.Cancelled && clinics.Any(day => day.Id == row.ClinicId));
        return handovers.Where(row =>
            row.DoneAtUtc == null
            && (
                clinics.Any(day => day.Id == row.ClinicId)
                || clinics.Any(day => day.VenueId == row.VenueId && (row.DueOn == null || row.DueOn <= day.Date))
                || coming.Any(visit => visit.Id == row.ReservationId)
                || (row.ReservationId == null && coming.Any(visit => visit.BusinessId == row.BusinessId))
            )
        );
    }
}
