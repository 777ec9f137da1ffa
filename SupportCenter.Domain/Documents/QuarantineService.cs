using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Documents.Scanning;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Documents;

/// <summary>隔離: documents in which the scan found malware, and those that still wait for it. They are stored encrypted like all others;
/// nobody can
/// open them (ASVS 5.4.3).</summary>
public sealed class QuarantineService(AuthorizedDbContextFactory authorized, ContentScanner scanner)
{
    private const string ListKind = "Quarantine";

    /// <summary>One page of what is closed, the newest first.</summary>
    [RequiresPermission(Permission.ManageQuarantine)]
    public async Task<Page<QuarantineRow>> ListAsync(PageRequest page, CancellationToken ct = default)
    {
        Page<QuarantineRow> found;
        await using (var db = await authorized.OpenAsync(Permission.ManageQuarantine, ct))
        {
            var closed = db
                .Documents.AsNoTracking()
                .Where(row => row.WithdrawnAtUtc == null && (row.Scan == ScanState.Quarantined || row.Scan == ScanState.Waiting));
            var count = await closed.CountCappedAsync(ct);
            var rows = await closed
                .OrderByDescending(row => row.UploadedAtUtc)
                .ThenBy(row => row.Id)
                .Skip(page.Skip)
                .Take(page.Take)
                .Select(row => new QuarantineRow(
                    row.Id,
                    row.BusinessId,
                    db.Businesses.Where(business => business.Id == row.BusinessId).Select(business => business.Name).First(),
                    row.FileName,
                    row.Size,
                    row.Scan,
                    row.ScanFinding,
                    db.Staff.Where(person => person.Id == row.UploadedById).Select(person => person.Name).FirstOrDefault(),
                    row.UploadedAtUtc
                ))
                .ToListAsync(ct);
            found = Page.Of<QuarantineRow>([.. rows.Select(row => row with { FileName = DocumentName.Shown(row.FileName) })], count);
        }

        if (found.Rows.Count > 0)
        {
            await authorized.NoteListedAsync(
                Permission.ManageQuarantine,
                AuditActs.QuarantineListed,
                ListKind,
                [.. found.Rows.Select(row => row.BusinessId).Distinct()],
                ct
            );
        }

        return found;
    }

    /// <summary>The scanner's own words about itself; null when it gives no answer.</summary>
    [RequiresPermission(Permission.ManageQuarantine)]
    public async Task<ScannerState> ScannerAsync(CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.ManageQuarantine, ct);
        return new ScannerState(scanner.IsOn, await scanner.DescribeAsync(ct));
    }

    /// <summary>隔離を解く: the finding is none, and why. False when there is no such document.</summary>
    /// <exception cref="RuleException">The document is not quarantined, or the reason is empty or too long.</exception>
    [RequiresPermission(Permission.ManageQuarantine)]
    public Task<bool> ReleaseAsync(Guid id, string reason, CancellationToken ct = default) =>
        ChangeAsync(
            id,
            AuditActs.DocumentReleased,
            (work, document) =>
            {
                document.ReleaseFromQuarantine(VisibleText.Trimmed(reason));
                return Task.CompletedTask;
            },
            ct
        );

    /// <summary>Deletes the content for good; the document's line stays, with who and why. False when there is no such document.</summary>
    /// <exception cref="RuleException">The document is not quarantined, or the reason is empty or too long.</exception>
    [RequiresPermission(Permission.ManageQuarantine)]
    public Task<bool> DestroyAsync(Guid id, string reason, CancellationToken ct = default) =>
        ChangeAsync(
            id,
            AuditActs.DocumentDestroyed,
            async (work, document) =>
            {
                document.EnsureQuarantined();
                document.Withdraw(VisibleText.Trimmed(reason), work.AccessContext.Me, authorized.UtcNow);
                (await work.Db.DocumentContents.FirstAsync(row => row.Id == id, ct)).Empty();
                await work.Db.DocumentChunks.Where(row => row.DocumentId == id).ExecuteDeleteAsync(ct);
            },
            ct
        );

    /// <summary>Scans what waits for it, and what came before there was a scanner. A document that cannot be read (a damaged piece, say) is
    /// among the failed ones; the others are scanned all the same.</summary>
    /// <param name="except">Documents that failed lately and are not tried again now.</param>
    /// <param name="ct">Ends the round between two documents.</param>
    [RequiresPermission(Permission.ScanDocuments)]
    public async Task<ScanRound> ScanWaitingAsync(IReadOnlyCollection<Guid> except, CancellationToken ct = default)
    {
        List<(Guid Id, long Size)> waiting;
        await using (var db = await authorized.OpenAsync(Permission.ScanDocuments, ct))
        {
            if (await scanner.DescribeAsync(ct) is null)
            {
                return new ScanRound(0, []);
            }

            waiting =
            [
                .. (
                    await db
                        .Documents.Where(row =>
                            row.WithdrawnAtUtc == null
                            && (row.Scan == ScanState.Waiting || row.Scan == ScanState.Unscanned)
                            && !except.Contains(row.Id)
                        )
                        .OrderBy(row => row.UploadedAtUtc)
                        .Select(row => new { row.Id, row.Size })
                        .ToListAsync(ct)
                ).Select(row => (row.Id, row.Size)),
            ];
        }

        var judged = 0;
        var failed = new List<FailedItem>();
        foreach (var (id, size) in waiting)
        {
            try
            {
                await using var content = ContentIntake.Open(authorized, Permission.ScanDocuments, id, size);
                var verdict = await scanner.ScanAsync(content, ct);
                if (verdict.State != ScanState.Waiting && await KeepAsync(id, verdict, ct))
                {
                    judged++;
                }
            }
            catch (Exception fault) when (!ct.IsCancellationRequested)
            {
                failed.Add(new FailedItem(id, fault));
            }
        }

        return new ScanRound(judged, failed);
    }

    private async Task<bool> KeepAsync(Guid id, ScanVerdict verdict, CancellationToken cancellation)
    {
        var act = verdict.State == ScanState.Quarantined ? AuditActs.DocumentQuarantined : AuditActs.DocumentScanned;
        await using var work = await authorized.BeginAsync(Permission.ScanDocuments, act, cancellation);
        var document = await work.Db.Documents.FirstOrDefaultAsync(
            row => row.Id == id && row.WithdrawnAtUtc == null && (row.Scan == ScanState.Waiting || row.Scan == ScanState.Unscanned),
            cancellation
        );
        document?.Judge(verdict, authorized.UtcNow);
        await work.CommitAsync(cancellation);
        return document is not null;
    }

    private async Task<bool> ChangeAsync(Guid id, string act, Func<UnitOfWork, Document, Task> change, CancellationToken cancellation)
    {
        await using var work = await authorized.BeginAsync(Permission.ManageQuarantine, act, cancellation);
        var document = await work.Db.Documents.FirstOrDefaultAsync(row => row.Id == id, cancellation);
        if (document is null)
        {
            return false;
        }

        await change(work, document);
        await work.CommitAsync(cancellation);
        return true;
    }
}

/// <summary>What came of scanning the documents that waited.</summary>
/// <param name="Judged">How many have a verdict now.</param>
/// <param name="Failed">The documents that could not be read or stored; they stay closed.</param>
public sealed record ScanRound(int Judged, IReadOnlyList<FailedItem> Failed);

/// <summary>A document that nobody can open.</summary>
/// <param name="FileName">The name, made harmless for the screen.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Scan">Quarantined, or still waiting.</param>
/// <param name="Finding">The scanner's name for what it found.</param>
public sealed record QuarantineRow(
    Guid Id,
    Guid BusinessId,
    string Business,
    string FileName,
    long Size,
    ScanState Scan,
    string? Finding,
    string? UploadedBy,
    DateTime UploadedAtUtc
);

/// <summary>Whether a scanner is set up, and what it says of itself; null while it gives no answer.</summary>
public sealed record ScannerState(bool IsOn, string? Answer);
