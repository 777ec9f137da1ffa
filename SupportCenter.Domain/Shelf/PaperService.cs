using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Documents;
using SupportCenter.Domain.Documents.Scanning;
using SupportCenter.Domain.Notices;

namespace SupportCenter.Domain.Shelf;

/// <summary>様式・資料 as they are found and opened, and taken off the shelf.</summary>
public sealed class PaperService(AuthorizedDbContextFactory authorized, PortalDatabase database)
{
    private readonly NameRefusal names = new(authorized, database);

    /// <summary>The papers for the viewer (of a supervisor: all) by their titles, those on the shelf or the withdrawn ones.</summary>
    [RequiresPermission(Permission.ViewCommonPapers)]
    public async Task<IReadOnlyList<PaperRow>> ListAsync(bool withdrawn = false, CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.ViewCommonPapers, ct);
        var audience = await Audience.OfViewerAsync(db, ct);
        var papers = await audience
            .Visible(db.CommonPapers.AsNoTracking())
            .Where(row => row.WithdrawnAtUtc != null == withdrawn)
            .OrderBy(row => row.Title)
            .ThenBy(row => row.Id)
            .ToListAsync(ct);
        var ids = papers.ConvertAll(row => row.Id);
        var versions = (await db.PaperVersions.AsNoTracking().Where(row => ids.Contains(row.PaperId)).ToListAsync(ct)).ToLookup(row =>
            row.PaperId
        );
        var people = await db.Staff.ToDictionaryAsync(row => row.Id, row => row.Name, ct);
        var reach = Permissions.For(db.AccessContext.Role!.Value, Permission.KeepCommonPapers);
        return papers.ConvertAll(paper => new PaperRow(
            paper.Id,
            paper.Title,
            paper.Roles,
            [
                .. versions[paper.Id]
                    .OrderByDescending(row => row.Number)
                    .Select(row => new PaperVersionView(
                        row.Id,
                        row.Number,
                        DocumentName.Shown(row.FileName),
                        row.Kind,
                        row.Size,
                        row.Remark,
                        people.GetValueOrDefault(row.ById, ""),
                        row.AtUtc
                    )),
            ],
            paper.WithdrawnAtUtc is null && (reach == AccessScope.All || (reach == AccessScope.Own && paper.KeptById == audience.Me)),
            paper.WithdrawnAtUtc is { } at
                ? new NoticeWithdrawal(
                    paper.WithdrawnById is { } who ? people.GetValueOrDefault(who, "") : "",
                    at,
                    paper.WithdrawnReason ?? ""
                )
                : null
        ));
    }

    /// <summary>The papers that a notice can name.</summary>
    [RequiresPermission(Permission.ViewCommonPapers)]
    public async Task<IReadOnlyList<PaperChoice>> ChoicesAsync(CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.ViewCommonPapers, ct);
        return await (await Audience.OfViewerAsync(db, ct))
            .Visible(db.CommonPapers.AsNoTracking())
            .Where(row => row.WithdrawnAtUtc == null)
            .OrderBy(row => row.Title)
            .Select(row => new PaperChoice(row.Id, row.Title))
            .ToListAsync(ct);
    }

    /// <summary>Opens a version of a paper. The audit row is committed before the first byte can be read.</summary>
    /// <returns>Null when there is none that the viewer may see, or the paper was withdrawn.</returns>
    [RequiresPermission(Permission.ViewCommonPapers)]
    public async Task<OpenedPaper?> OpenAsync(Guid version, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.ViewCommonPapers, AuditActs.PaperOpened, ct);
        var visible = (await Audience.OfViewerAsync(work.Db, ct)).Visible(work.Db.CommonPapers).Where(row => row.WithdrawnAtUtc == null);
        var found = await work
            .Db.PaperVersions.AsNoTracking()
            .FirstOrDefaultAsync(row => row.Id == version && visible.Any(paper => paper.Id == row.PaperId), ct);
        if (found is null)
        {
            return null;
        }

        work.Note(nameof(PaperVersion), version);
        await work.CommitAsync(ct);
        return new OpenedPaper(
            version,
            DocumentName.ForDownload(found.FileName, found.Kind),
            found.Kind,
            ContentIntake.Open(authorized, Permission.ViewCommonPapers, version, found.Size)
        );
    }

    /// <summary>Takes a paper off the shelf, with a reason.</summary>
    /// <returns>False when there is none that the caller may take off.</returns>
    /// <exception cref="RuleException">It was withdrawn before, or the reason is empty, too long or names a business.</exception>
    [RequiresPermission(Permission.KeepCommonPapers)]
    public async Task<bool> WithdrawAsync(Guid id, string reason, CancellationToken ct = default)
    {
        await names.EnsureNoneAsync(Permission.KeepCommonPapers, nameof(CommonPaper), reason, "", ct);
        await using var work = await authorized.BeginAsync(Permission.KeepCommonPapers, AuditActs.PaperWithdrawn, ct);
        var (me, all) = (work.AccessContext.Me, !work.AccessContext.SeesOnlyOwn);
        var paper = await work.Db.CommonPapers.FirstOrDefaultAsync(row => row.Id == id && (all || row.KeptById == me), ct);
        paper?.Withdraw(reason.Trim(), me, authorized.UtcNow);
        await work.CommitAsync(ct);
        return paper is not null;
    }
}
