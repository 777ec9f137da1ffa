using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Documents;
using SupportCenter.Domain.Documents.Formats;
using SupportCenter.Domain.Documents.Scanning;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Notices;

namespace SupportCenter.Domain.Shelf;

/// <summary>様式・資料 as they come onto the shelf: taken in as documents are, scanned for malware, and looked through for names of
/// businesses. What cannot be looked through, or not be scanned, does not come onto it.</summary>
public sealed class PaperIntakeService(
    AuthorizedDbContextFactory authorized,
    PortalDatabase database,
    DocumentOptions options,
    ContentScanner scanner
)
{
    private readonly NameRefusal names = new(authorized, database);
    private readonly ContentIntake intake = new(authorized, options, Permission.KeepCommonPapers, AuditActs.PaperShelved);

    /// <summary>The endings of the files that are taken, as a file dialog is told.</summary>
    public static string Accepted => string.Join(',', PaperText.Kinds.Select(kind => "." + kind.Extension()));

    /// <summary>Puts a paper onto the shelf; gives its id.</summary>
    /// <exception cref="RuleException">A field breaks its rule, or the file is refused; the sentence says why.</exception>
    [RequiresPermission(Permission.KeepCommonPapers)]
    public async Task<Guid> AddAsync(PaperDetails details, string fileName, Stream content, CancellationToken ct = default)
    {
        await EnsureMayAsync(ct);
        var clean = FormFields.Cleaned(details);
        FormChecks.Ensure(clean);
        await names.EnsureNoneAsync(Permission.KeepCommonPapers, nameof(CommonPaper), clean.Title, nameof(PaperDetails.Title), ct);
        return await TakeAsync(
            fileName,
            content,
            async (work, taken) =>
            {
                var paper = new CommonPaper(clean, work.AccessContext.Me);
                work.Db.Add(paper.Replace(taken, null, work.AccessContext.Me, authorized.UtcNow));
                work.Db.Add(paper);
                await work.CommitAsync(ct);
                return paper.Id;
            },
            ct
        );
    }

    /// <summary>Puts a further version into the place of the one before, which stays.</summary>
    /// <returns>False when there is no paper that the caller may replace.</returns>
    /// <exception cref="RuleException">The paper was withdrawn, or the file is refused; the sentence says why.</exception>
    [RequiresPermission(Permission.KeepCommonPapers)]
    public async Task<bool> ReplaceAsync(Guid id, PaperRevision revision, string fileName, Stream content, CancellationToken ct = default)
    {
        if (!await MayChangeAsync(id, ct))
        {
            return false;
        }

        var clean = FormFields.Cleaned(revision);
        FormChecks.Ensure(clean);
        await names.EnsureNoneAsync(Permission.KeepCommonPapers, nameof(CommonPaper), clean.Remark, nameof(PaperRevision.Remark), ct);
        return await TakeAsync(
            fileName,
            content,
            async (work, taken) =>
            {
                var paper = await work.Db.CommonPapers.SingleAsync(row => row.Id == id, ct);
                work.Db.Add(paper.Replace(taken, clean.Remark, work.AccessContext.Me, authorized.UtcNow));
                await work.CommitAsync(ct);
                return true;
            },
            ct
        );
    }

    private async Task EnsureMayAsync(CancellationToken ct)
    {
        await using var db = await authorized.OpenAsync(Permission.KeepCommonPapers, ct);
    }

    private async Task<bool> MayChangeAsync(Guid id, CancellationToken ct)
    {
        await using var db = await authorized.OpenAsync(Permission.KeepCommonPapers, ct);
        var (me, all) = (db.AccessContext.Me, !db.AccessContext.SeesOnlyOwn);
        var paper = await db.CommonPapers.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id && (all || row.KeptById == me), ct);
        paper?.EnsureNotWithdrawn();
        return paper is not null;
    }

    /// <summary>Takes the content in, and clears it away if it does not come onto the shelf.</summary>
    private async Task<T> TakeAsync<T>(string fileName, Stream content, Func<UnitOfWork, PaperContent, Task<T>> admit, CancellationToken ct)
    {
        var kind = KindOf(fileName);
        await EnsureNameAsync(fileName, ct);
        var id = NewId.Create();
        try
        {
            var hash = await intake.TakeAsync(id, null, content, beginning => FileFormat.EnsureBeginning(kind, beginning.Span), null, ct);
            var scan = await InspectAsync(id, kind, ct);
            await using var work = await authorized.BeginAsync(Permission.KeepCommonPapers, AuditActs.PaperShelved, ct);
            var stored = await work.Db.DocumentContents.FirstOrDefaultAsync(row => row.Id == id, ct)
                ?? throw new RuleException(DocumentTexts.TookTooLong);
            return await admit(work, new PaperContent(id, fileName, kind, stored.Size, hash, scan));
        }
        catch
        {
            await intake.DiscardAsync(id);
            throw;
        }
    }

    /// <summary>What is in the content, what the scanner says of it, and whether it names a business: all of it reads the stored pieces,
    /// so that nothing lies in clear meanwhile.</summary>
    private async Task<ScanState> InspectAsync(Guid id, DocumentKind kind, CancellationToken ct)
    {
        long length;
        await using (var db = await authorized.OpenAsync(Permission.KeepCommonPapers, ct))
        {
            length = await db.DocumentContents.Where(row => row.Id == id).Select(row => row.Size).SingleAsync(ct);
        }

        await using var content = ContentIntake.Open(authorized, Permission.KeepCommonPapers, id, length);
        await FileFormat.EnsureAsync(kind, content, options, ct);
        content.Position = 0;
        var verdict = await scanner.ScanAsync(content, ct);
        if (verdict.State == ScanState.Quarantined)
        {
            await NoteMalwareAsync(id, ct);
            throw new RuleException(ShelfTexts.Malware);
        }

        if (verdict.State == ScanState.Waiting)
        {
            throw new RuleException(DocumentTexts.ScannerUnreachable);
        }

        foreach (var text in await PaperText.ReadAsync(kind, content, options, ct))
        {
            if (await names.FindAsync(Permission.KeepCommonPapers, nameof(CommonPaper), text, ct) is { } found)
            {
                throw new RuleException(Filled(ShelfTexts.NamesBusiness, NameRefusal.KindOf(found)));
            }
        }

        return verdict.State;
    }

    private async Task NoteMalwareAsync(Guid id, CancellationToken ct)
    {
        await using var work = await authorized.BeginAsync(Permission.KeepCommonPapers, AuditActs.DocumentQuarantined, ct);
        work.Note(nameof(PaperVersion), id);
        await work.CommitAsync(ct);
    }

    private async Task EnsureNameAsync(string fileName, CancellationToken ct)
    {
        if (fileName.Length > DocumentName.Longest)
        {
            throw new RuleException(Filled(DocumentTexts.NameTooLong, DocumentName.Longest));
        }

        var stem = fileName[..fileName.LastIndexOf('.')];
        if (await names.FindAsync(Permission.KeepCommonPapers, nameof(CommonPaper), stem, ct) is { } found)
        {
            throw new RuleException(Filled(ShelfTexts.FileNameNamesBusiness, NameRefusal.KindOf(found)));
        }
    }

    private static DocumentKind KindOf(string fileName) =>
        DocumentKinds.Of(fileName) is { } kind && PaperText.Kinds.Contains(kind) ? kind : throw new RuleException(ShelfTexts.KindNotRead);
}
