using SupportCenter.Domain.Data;

namespace SupportCenter.Domain.Reservations;

/// <summary>Which reservations the person who opened the data may see.</summary>
internal static class ReservationVisibility
{
    /// <summary>All of them, or (行政書士) those of the clinics where the person has a desk. What is left out looks like missing (ASVS
    /// 8.2.2).</summary>
    public static IQueryable<Reservation> VisibleTo(this IQueryable<Reservation> reservations, PortalDbContext db) =>
        db.AccessContext.SeesOnlyOwn ? reservations.InClinicsOf(db, db.AccessContext.Me) : reservations;

    /// <summary>Walk-ins of which somebody has to say whether it is the same business.</summary>
    public static IQueryable<Reservation> AwaitingLink(this IQueryable<Reservation> reservations, PortalDbContext db)
    {
        // Begins with the few that were ever joined, for which there is an index: not with every reservation.
        var attached = db.ReservationChanges.Where(step => step.Act == ReservationAct.Attached).Select(step => step.ReservationId);
        return reservations.Where(row =>
            attached.Contains(row.Id)
            && row.Status < ReservationStatus.Cancelled
            && !row.Changes.Any(step => step.Act == ReservationAct.Linked)
        );
    }

    /// <summary>The reservations of the clinics where a scrivener has a desk.</summary>
    public static IQueryable<Reservation> InClinicsOf(this IQueryable<Reservation> reservations, PortalDbContext db, Guid scrivener)
    {
        var mine = db.Desks.Where(desk => desk.ScrivenerId == scrivener).Select(desk => desk.ClinicId);
        return reservations.Where(row => mine.Contains(row.ClinicId));
    }
}
