using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Data;

namespace SupportCenter.Domain.Documents;

/// <summary>Content whose document never came about: the upload was interrupted, or the server was stopped in the middle of it.</summary>
internal static class AbandonedContent
{
    /// <summary>An upload that brought no piece for so long is given up: the longest that a browser's stream may stand still is a
    /// minute.</summary>
    public static readonly TimeSpan After = TimeSpan.FromMinutes(15);

    /// <summary>Deletes the content, but never that of a document or of a paper of the shelf, and tells how many there were.</summary>
    public static async Task<int> ClearAsync(this IQueryable<DocumentContent> contents, PortalDbContext db, CancellationToken cancellation)
    {
        var orphans = await contents
            .Where(row => !db.Documents.Any(document => document.Id == row.Id) && !db.PaperVersions.Any(paper => paper.Id == row.Id))
            .Select(row => row.Id)
            .ToListAsync(cancellation);
        await db.DocumentChunks.Where(row => orphans.Contains(row.DocumentId)).ExecuteDeleteAsync(cancellation);
        return await db.DocumentContents.Where(row => orphans.Contains(row.Id)).ExecuteDeleteAsync(cancellation);
    }
}
