using SupportCenter.Domain.Data;
using SupportCenter.Domain.Reservations;

namespace SupportCenter.Domain.Businesses;

/// <summary>Which businesses the person who opened the data may see.</summary>
internal static class BusinessVisibility
{
    /// <summary>All of them, or (行政書士) those that have or had a reservation at a clinic where the person has a desk.</summary>
    public static IQueryable<Business> VisibleTo(this IQueryable<Business> businesses, PortalDbContext db)
    {
        if (!db.Viewer.SeesOnlyOwn)
        {
            return businesses;
        }

        var met = db.Reservations.VisibleTo(db).Select(row => row.BusinessId);
        return businesses.Where(row => met.Contains(row.Id));
    }
}
