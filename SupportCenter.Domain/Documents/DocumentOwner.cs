using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Businesses;
using SupportCenter.Domain.Consultations;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Reservations;

namespace SupportCenter.Domain.Documents;

/// <summary>Onto what a document is put.</summary>
public enum DocumentOwnerKind
{
    Business = 0,
    Reservation = 1,
    Record = 2,
}

/// <summary>The business, reservation or record onto which a document is put, or whose documents are listed.</summary>
public sealed record DocumentOwner(DocumentOwnerKind Kind, Guid Id)
{
    public static DocumentOwner Business(Guid id) => new(DocumentOwnerKind.Business, id);

    public static DocumentOwner Reservation(Guid id) => new(DocumentOwnerKind.Reservation, id);

    public static DocumentOwner Record(Guid id) => new(DocumentOwnerKind.Record, id);
}

/// <summary>Where a document belongs: always a business; a reservation or record of it where it was put there.</summary>
internal sealed record DocumentPlace(Guid BusinessId, Guid? ReservationId, Guid? RecordId)
{
    /// <summary>The place that an owner names; null when there is none, or none that the caller may see.</summary>
    public static Task<DocumentPlace?> FindAsync(PortalDbContext db, DocumentOwner owner, CancellationToken cancellation) =>
        (
            owner.Kind switch
            {
                DocumentOwnerKind.Business => Businesses(db, owner.Id),
                DocumentOwnerKind.Reservation => Reservations(db, owner.Id),
                _ => Records(db, owner.Id),
            }
        ).FirstOrDefaultAsync(cancellation);

    private static IQueryable<DocumentPlace> Businesses(PortalDbContext db, Guid id) =>
        db.Businesses.AsNoTracking().VisibleTo(db).Where(row => row.Id == id).Select(row => new DocumentPlace(row.Id, null, null));

    private static IQueryable<DocumentPlace> Reservations(PortalDbContext db, Guid id) =>
        db
            .Reservations.AsNoTracking()
            .VisibleTo(db)
            .Where(row => row.Id == id)
            .Select(row => new DocumentPlace(row.BusinessId, row.Id, null));

    private static IQueryable<DocumentPlace> Records(PortalDbContext db, Guid id)
    {
        // Who may not read records cannot find one to put a paper onto either.
        var reads = db.AccessContext.Role is { } role && Permissions.Allows(role, Permission.ViewConsultations);
        return db
            .Records.AsNoTracking()
            .VisibleTo(db)
            .Where(row => reads && row.Id == id)
            .Select(row => new DocumentPlace(row.BusinessId, row.ReservationId, row.Id));
    }
}
