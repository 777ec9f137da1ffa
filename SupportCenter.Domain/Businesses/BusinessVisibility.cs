using SupportCenter.Domain.Access;
using SupportCenter.Domain.Consultations;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Reservations;

namespace SupportCenter.Domain.Businesses;

/// <summary>Which businesses the person who opened the data may see.</summary>
internal static class BusinessVisibility
{
    /// <summary>By which the scrivener who opened the data has met businesses, or is about to: reservations, not cancelled, at a clinic
    /// where the person has a desk. The one definition for businesses, records and documents; to be asked with <c>Any</c> for one
    /// business, so that not all of them are gathered for a page of twenty.</summary>
    /// <remarks>A client without booking whom a scrivener received counts when the city has confirmed the record of the visit, or when
    /// reception or the city has said that it is that business: else whoever knows a name and a number could open what that business
    /// confided (ASVS 8.2.2). Whoever has, or had, a desk is a scrivener here, whatever their role is now.</remarks>
    public static IQueryable<Reservation> MeetingsOfCaller(PortalDbContext db) =>
        VisitsOfCaller(db)
            .Where(row =>
                !row.IsWalkIn
                || row.Changes.Any(step => step.Act == ReservationAct.Linked)
                || db.Records.Any(record => record.ReservationId == row.Id && record.Status == RecordStatus.Confirmed)
                || !(
                    db.Staff.Any(person => person.Id == row.ReceivedById && person.Role == Role.Scrivener)
                    || db.Desks.Any(desk => desk.ScrivenerId == row.ReceivedById)
                )
            );

    /// <summary>The reservations, not cancelled, at the clinics where the person has a desk: their own papers and records are the person's
    /// to work with, whether or not they count as a meeting.</summary>
    public static IQueryable<Reservation> VisitsOfCaller(PortalDbContext db) =>
        db.Reservations.VisibleTo(db).Where(row => row.Status != ReservationStatus.Cancelled);

    /// <summary>All of them, or (行政書士) those that the person has met.</summary>
    public static IQueryable<Business> VisibleTo(this IQueryable<Business> businesses, PortalDbContext db)
    {
        if (!db.AccessContext.SeesOnlyOwn)
        {
            return businesses;
        }

        var meetings = MeetingsOfCaller(db);
        return businesses.Where(row => meetings.Any(meeting => meeting.BusinessId == row.Id));
    }
}
