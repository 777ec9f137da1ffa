using SupportCenter.Domain.Businesses;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Documents.Scanning;
using SupportCenter.Domain.Reservations;

namespace SupportCenter.Domain.Documents;

/// <summary>Which documents a caller can see at all: the others look as if they were not there.</summary>
internal static class DocumentVisibility
{
    /// <summary>All documents, or those of the businesses that the scrivener has met and of the scrivener's reservations.</summary>
    public static IQueryable<Document> VisibleTo(this IQueryable<Document> documents, PortalDbContext db)
    {
        if (!db.AccessContext.SeesOnlyOwn)
        {
            return documents;
        }

        var meetings = BusinessVisibility.MeetingsOfCaller(db);
        var own = BusinessVisibility.VisitsOfCaller(db);
        return documents.Where(row =>
            meetings.Any(meeting => meeting.BusinessId == row.BusinessId) || own.Any(visit => visit.Id == row.ReservationId)
        );
    }

    /// <summary>Those whose content may leave the portal: not withdrawn, and not waiting for the scan or in quarantine (ASVS
    /// 5.4.3).</summary>
    public static IQueryable<Document> Openable(this IQueryable<Document> documents) =>
        documents.Where(row => row.WithdrawnAtUtc == null && row.Scan != ScanState.Waiting && row.Scan != ScanState.Quarantined);
}
