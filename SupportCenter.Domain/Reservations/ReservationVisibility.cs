using SupportCenter.Domain.Data;

namespace SupportCenter.Domain.Reservations;

/// <summary>Which reservations the person who opened the data may see.</summary>
internal static class ReservationVisibility
{
    /// <summary>All of them, or (行政書士) those of the clinics where the person has a desk. What is left out looks like missing (ASVS 8.2.2).</summary>
    public static IQueryable<Reservation> VisibleTo(this IQueryable<Reservation> reservations, PortalDbContext db)
    {
        if (!db.Viewer.SeesOnlyOwn)
        {
            return reservations;
        }

        var me = db.Viewer.Me;
        var mine = db.Desks.Where(desk => desk.ScrivenerId == me).Select(desk => desk.ClinicId);
        return reservations.Where(row => mine.Contains(row.ClinicId));
    }
}
