using SupportCenter.Domain.Data;

namespace SupportCenter.Domain.Documents;

/// <summary>Which documents a caller can see at all: the others look as if they were not there.</summary>
internal static class DocumentVisibility
{
    /// <summary>All documents, or those of the businesses that the scrivener has met.</summary>
    public static IQueryable<Document> VisibleTo(this IQueryable<Document> documents, PortalDbContext db)
    {
        if (!db.Viewer.SeesOnlyOwn)
        {
            return documents;
        }

        var met = MetBy(db, db.Viewer.Me);
        return documents.Where(row => met.Contains(row.BusinessId));
    }

    /// <summary>The businesses that have, or had, a reservation at a clinic where the scrivener has a desk.</summary>
    public static IQueryable<Guid> MetBy(PortalDbContext db, Guid scrivener) =>
        db.Reservations.Where(row => db.Desks.Any(desk => desk.ClinicId == row.ClinicId && desk.ScrivenerId == scrivener)).Select(row => row.BusinessId);
}
