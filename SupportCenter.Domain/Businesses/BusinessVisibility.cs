using SupportCenter.Domain.Data;
using SupportCenter.Domain.Reservations;

namespace SupportCenter.Domain.Businesses;

/// <summary>Which businesses the person who opened the data may see.</summary>
internal static class BusinessVisibility
{
    /// <summary>By which the scrivener who opened the data has met businesses, or is about to: reservations, not cancelled, at a clinic where the person has
    /// a desk. The one definition for businesses, records and documents; to be asked with <c>Any</c> for one business, so that not all of
    /// them are gathered for a page of twenty.</summary>
    public static IQueryable<Reservation> MeetingsOfViewer(PortalDbContext db) =>
        db.Reservations.VisibleTo(db).Where(row => row.Status != ReservationStatus.Cancelled);

    /// <summary>All of them, or (行政書士) those that the person has met.</summary>
    public static IQueryable<Business> VisibleTo(this IQueryable<Business> businesses, PortalDbContext db)
    {
        if (!db.Viewer.SeesOnlyOwn)
        {
            return businesses;
        }

        var meetings = MeetingsOfViewer(db);
        return businesses.Where(row => meetings.Any(meeting => meeting.BusinessId == row.Id));
    }
}
