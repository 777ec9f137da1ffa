using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Documents.Formats;
using SupportCenter.Domain.Documents.Scanning;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Documents;

/// <summary>書類: papers are put onto a business, listed, opened and withdrawn. Their content is streamed both ways and is stored encrypted
/// in the
/// database.</summary>
public sealed class DocumentService(AuthorizedDbContextFactory authorized, DocumentOptions options, ContentScanner scanner)
{
    private const string ListKind = "Documents";
    private readonly ContentIntake intake = new(authorized, options);

    /// <summary>Takes a file in, under any name (names are data), if its content is what its extension says. Nothing of it can be seen
    /// before all of it is there and was looked at; a broken-off upload leaves nothing.</summary>
    /// <returns>The receipt, which says too when the document is held or was put into quarantine (ASVS 5.4.3); null when the caller sees
    /// no such business, reservation or record.</returns>
    /// <exception cref="RuleException">The file is refused; the sentence says why.</exception>
    [RequiresPermission(Permission.UploadDocuments)]
    public async Task<DocumentReceipt?> UploadAsync(
        DocumentOwner owner,
        string fileName,
        Stream content,
        IProgress<long>? progress = null,
        CancellationToken ct = default
    )
    {
        var place = await FindPlaceAsync(owner, Permission.UploadDocuments, ct);
        if (place is null)
        {
            return null;
        }

        var kind = KindOf(fileName);
        var id = NewId.Create();
        try
        {
            var hash = await intake.TakeAsync(
                id,
                place.BusinessId,
                content,
                beginning => FileFormat.EnsureBeginning(kind, beginning.Span),
                progress,
                ct
            );
            var verdict = await InspectAsync(id, kind, ct);
            return await AdmitAsync(id, place, fileName, kind, hash, verdict, ct);
        }
        catch
        {
            await intake.DiscardAsync(id);
            throw;
        }
    }

    /// <summary>The documents of a business, or those put onto a reservation and its record; withdrawn ones too, which cannot be opened
    /// any more.</summary>
    /// <param name="page">Sorted by <c>UploadedAtUtc</c>, newest first, or by <c>Kind</c> or <c>Size</c>; names are ciphertext and cannot
    /// be sorted by.</param>
    /// <returns>Null when the caller sees no such business, reservation or record.</returns>
    [RequiresPermission(Permission.ViewDocuments)]
    public async Task<Page<DocumentRow>?> ListAsync(DocumentOwner owner, PageRequest page, CancellationToken ct = default)
    {
        Page<DocumentRow> found;
        Guid business;
        await using (var db = await authorized.OpenAsync(Permission.ViewDocuments, ct))
        {
            var place = await DocumentPlace.FindAsync(db, owner, ct);
            if (place is null)
            {
                return null;
            }

            business = place.BusinessId;
            found = await DocumentListing.ReadAsync(db, place, page, ct);
        }

        if (found.Rows.Count > 0)
        {
            await authorized.NoteListedAsync(Permission.ViewDocuments, AuditActs.DocumentsListed, ListKind, [business], ct);
        }

        return found;
    }

    /// <summary>Opens a document for download. The audit row is committed before the first byte can be read.</summary>
    /// <returns>Null when there is none, the caller may not see it, it was withdrawn, or it waits for its scan or is in
    /// quarantine.</returns>
    [RequiresPermission(Permission.ViewDocuments)]
    public Task<OpenedDocument?> OpenContentAsync(Guid id, CancellationToken ct = default) =>
        OpenAsync(id, AuditActs.DocumentDownloaded, _ => true, ct);

    /// <summary>Opens a PDF or a picture for being shown inside the portal. The audit row is committed before the first byte can be
    /// read.</summary>
    /// <returns>Null as for <see cref="OpenContentAsync"/>, and for kinds that are not shown.</returns>
    [RequiresPermission(Permission.ViewDocuments)]
    public Task<OpenedDocument?> OpenPreviewAsync(Guid id, CancellationToken ct = default) =>
        OpenAsync(id, AuditActs.DocumentPreviewed, DocumentKinds.CanBePreviewed, ct);

    /// <summary>Takes a document out of sight, with a reason; it stays in the list with who, when and why.</summary>
    /// <returns>False when there is none that the caller may see.</returns>
    /// <exception cref="RuleException">It was withdrawn before, or the reason is empty or too long.</exception>
    [RequiresPermission(Permission.WithdrawDocuments)]
    public async Task<bool> WithdrawAsync(Guid id, string reason, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.WithdrawDocuments, AuditActs.DocumentWithdrawn, ct);
        var document = await work.Db.Documents.VisibleTo(work.Db).FirstOrDefaultAsync(row => row.Id == id, ct);
        if (document is null)
        {
            return false;
        }

        document.Withdraw(VisibleText.Trimmed(reason), work.AccessContext.Me, authorized.UtcNow);
        await work.CommitAsync(ct);
        return true;
    }

    /// <summary>Clears away the content of uploads that were interrupted without a chance to do it themselves (the server was stopped),
    /// and tells how many there were.</summary>
    [RequiresPermission(Permission.ClearAbandonedUploads)]
    public async Task<int> ClearAbandonedAsync(CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.ClearAbandonedUploads, AuditActs.DocumentUploaded, ct);
        var before = authorized.UtcNow - AbandonedContent.After;
        var cleared = await work.Db.DocumentContents.Where(row => row.TouchedAtUtc < before).ClearAsync(work.Db, ct);
        await work.CommitAsync(ct);
        return cleared;
    }

    private static DocumentKind KindOf(string fileName)
    {
        if (fileName.Length > DocumentName.Longest)
        {
            throw new RuleException(Filled(DocumentTexts.NameTooLong, DocumentName.Longest));
        }

        return DocumentKinds.Of(fileName) ?? throw DocumentKinds.NotAccepted(fileName);
    }

    private async Task<DocumentPlace?> FindPlaceAsync(DocumentOwner owner, Permission permission, CancellationToken cancellation)
    {
        await using var db = await authorized.OpenAsync(permission, cancellation);
        return await DocumentPlace.FindAsync(db, owner, cancellation);
    }

    // Whether the content is what the name says, and what the scanner says of it: both read the stored pieces, so that nothing lies in
    // clear meanwhile.
    private async Task<ScanVerdict> InspectAsync(Guid id, DocumentKind kind, CancellationToken cancellation)
    {
        long length;
        await using (var db = await authorized.OpenAsync(Permission.UploadDocuments, cancellation))
        {
            length = await db.DocumentContents.Where(row => row.Id == id).Select(row => row.Size).SingleAsync(cancellation);
        }

        await using var content = ContentIntake.Open(authorized, Permission.UploadDocuments, id, length);
        await FileFormat.EnsureAsync(kind, content, options, cancellation);
        content.Position = 0;
        var verdict = await scanner.ScanAsync(content, cancellation);
        return verdict.State != ScanState.Waiting || scanner.Holds ? verdict : throw new RuleException(DocumentTexts.ScannerUnreachable);
    }

    private async Task<DocumentReceipt> AdmitAsync(
        Guid id,
        DocumentPlace place,
        string fileName,
        DocumentKind kind,
        byte[] hash,
        ScanVerdict verdict,
        CancellationToken cancellation
    )
    {
        var act = verdict.State == ScanState.Quarantined ? AuditActs.DocumentQuarantined : AuditActs.DocumentUploaded;
        await using var work = await authorized.BeginAsync(Permission.UploadDocuments, act, cancellation);
        var content = await work.Db.DocumentContents.FirstOrDefaultAsync(row => row.Id == id, cancellation)
            ?? throw new RuleException(DocumentTexts.TookTooLong);
        var key = DocumentEncryption.KeyOf(work.Db.Cipher, place.BusinessId, hash);
        var same = await work
            .Db.Documents.VisibleTo(work.Db)
            .Where(row => row.BusinessId == place.BusinessId && row.ContentKey == key && row.WithdrawnAtUtc == null)
            .OrderBy(row => row.UploadedAtUtc)
            .Select(row => (DateTime?)row.UploadedAtUtc)
            .FirstOrDefaultAsync(cancellation);
        work.Db.Documents.Add(
            new Document(
                content,
                place.ReservationId,
                place.RecordId,
                fileName,
                kind,
                key,
                verdict,
                work.AccessContext.Me,
                authorized.UtcNow
            )
        );
        await work.CommitAsync(cancellation);
        return new DocumentReceipt(id, DocumentName.Shown(fileName), kind, content.Size, same, verdict.State);
    }

    private async Task<OpenedDocument?> OpenAsync(Guid id, string act, Func<DocumentKind, bool> isOpened, CancellationToken cancellation)
    {
        await using var work = await authorized.BeginAsync(Permission.ViewDocuments, act, cancellation);
        var document = await work
            .Db.Documents.AsNoTracking()
            .VisibleTo(work.Db)
            .Openable()
            .FirstOrDefaultAsync(row => row.Id == id, cancellation);
        if (document is null || !isOpened(document.Kind))
        {
            return null;
        }

        work.Note(nameof(Document), id, document.BusinessId);
        await work.CommitAsync(cancellation);
        return new OpenedDocument(
            id,
            DocumentName.ForDownload(document.FileName, document.Kind),
            document.Kind,
            ContentIntake.Open(authorized, Permission.ViewDocuments, id, document.Size)
        );
    }
}
