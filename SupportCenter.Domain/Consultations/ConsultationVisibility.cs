using SupportCenter.Domain.Businesses;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Reservations;

namespace SupportCenter.Domain.Consultations;

/// <summary>Whose records are whose: the filters that every query over records starts with (ASVS 8.2.2).</summary>
internal static class ConsultationVisibility
{
    /// <summary>The records that the viewer may read: all, or a scrivener's own, those of the own clinics (a colleague steps in), and the
    /// history of the businesses met.</summary>
    public static IQueryable<ConsultationRecord> VisibleTo(this IQueryable<ConsultationRecord> records, PortalDbContext db)
    {
        if (!db.AccessContext.SeesOnlyOwn)
        {
            return records;
        }

        var me = db.AccessContext.Me;
        var meetings = BusinessVisibility.MeetingsOfCaller(db);
        var own = BusinessVisibility.VisitsOfCaller(db);
        return records.Where(row =>
            row.ScrivenerId == me
            || meetings.Any(meeting => meeting.BusinessId == row.BusinessId)
            || own.Any(visit => visit.Id == row.ReservationId)
        );
    }

    /// <summary>The records that the viewer may write in: the scrivener's own, and those of the clinics where they have a desk (a
    /// colleague steps in).</summary>
    public static IQueryable<ConsultationRecord> WritableBy(this IQueryable<ConsultationRecord> records, PortalDbContext db)
    {
        var me = db.AccessContext.Me;
        var mine = db.Desks.Where(desk => desk.ScrivenerId == me).Select(desk => desk.ClinicId);
        return records.Where(row => row.ScrivenerId == me || mine.Contains(row.Reservation!.ClinicId));
    }
}
