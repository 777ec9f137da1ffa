using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Data;

namespace SupportCenter.Domain.Documents;

/// <summary>Reads one page of the list of documents.</summary>
internal static class DocumentListing
{
    private const int MostRows = 200;

    public static async Task<Page<DocumentRow>> ReadAsync(
        PortalDbContext db,
        DocumentPlace place,
        PageRequest page,
        CancellationToken cancellation
    )
    {
        var documents = db.Documents.AsNoTracking().VisibleTo(db).Where(row => row.BusinessId == place.BusinessId);
        if (place.ReservationId is { } reservation)
        {
            documents = documents.Where(row => row.ReservationId == reservation);
        }

        var counted = await documents.CountCappedAsync(cancellation);
        var rows = await Sorted(documents, page)
            .Skip(page.Skip)
            .Take(Math.Clamp(page.Take, 0, MostRows))
            .Select(row => new
            {
                row.Id,
                row.FileName,
                row.Kind,
                row.Size,
                row.UploadedAtUtc,
                row.WithdrawnAtUtc,
                row.WithdrawnReason,
                row.Scan,
                By = db.Staff.Where(person => person.Id == row.UploadedById).Select(person => person.Name).FirstOrDefault(),
                WithdrawnBy = db.Staff.Where(person => person.Id == row.WithdrawnById).Select(person => person.Name).FirstOrDefault(),
            })
            .ToListAsync(cancellation);
        return Page.Of<DocumentRow>(
            [
                .. rows.Select(row => new DocumentRow(
                    row.Id,
                    DocumentName.Shown(row.FileName),
                    row.Kind,
                    row.Size,
                    row.By ?? "",
                    row.UploadedAtUtc,
                    row.WithdrawnAtUtc is { } at ? new DocumentWithdrawal(row.WithdrawnBy ?? "", at, row.WithdrawnReason ?? "") : null,
                    row.Scan
                )),
            ],
            counted
        );
    }

    private static IOrderedQueryable<Document> Sorted(IQueryable<Document> documents, PageRequest page) =>
        (page.SortBy, page.Descending) switch
        {
            (nameof(DocumentRow.Kind), false) => documents
                .OrderBy(row => row.Kind)
                .ThenByDescending(row => row.UploadedAtUtc)
                .ThenBy(row => row.Id),
            (nameof(DocumentRow.Kind), true) => documents
                .OrderByDescending(row => row.Kind)
                .ThenByDescending(row => row.UploadedAtUtc)
                .ThenBy(row => row.Id),
            (nameof(DocumentRow.Size), false) => documents.OrderBy(row => row.Size).ThenBy(row => row.Id),
            (nameof(DocumentRow.Size), true) => documents.OrderByDescending(row => row.Size).ThenBy(row => row.Id),
            (nameof(DocumentRow.UploadedAtUtc), false) => documents.OrderBy(row => row.UploadedAtUtc).ThenBy(row => row.Id),
            _ => documents.OrderByDescending(row => row.UploadedAtUtc).ThenBy(row => row.Id),
        };
}
