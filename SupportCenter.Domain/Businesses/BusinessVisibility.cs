using SupportCenter.Domain.Data;
using SupportCenter.Domain.Reservations;

namespace SupportCenter.Domain.Businesses;

/// <summary>Which businesses the person who opened the data may see.</summary>
internal static class BusinessVisibility
{
    /// <summary>The businesses that the scrivener who opened the data has met, or is about to: those with a reservation, not cancelled, at a clinic where
    /// the person has a desk. The one definition for businesses, records and documents.</summary>
    public static IQueryable<Guid> MetByViewer(PortalDbContext db) =>
        db.Reservations.VisibleTo(db).Where(row => row.Status != ReservationStatus.Cancelled).Select(row => row.BusinessId);

    /// <summary>All of them, or (行政書士) those that the person has met.</summary>
    public static IQueryable<Business> VisibleTo(this IQueryable<Business> businesses, PortalDbContext db)
    {
        if (!db.Viewer.SeesOnlyOwn)
        {
            return businesses;
        }

        var met = MetByViewer(db);
        return businesses.Where(row => met.Contains(row.Id));
    }
}
