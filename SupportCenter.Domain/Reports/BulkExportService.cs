using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Administration;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Consultations;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Reports;

/// <summary>一括書き出し: a supervisor asks with a reason, a second one releases, and the first takes it out once (ASVS
/// 2.3.5).</summary>
public sealed class BulkExportService(AuthorizedDbContextFactory authorized)
{
    /// <summary>At most so many are asked for by one person within 24 hours (ASVS 2.4.1).</summary>
    public const int MostADay = 5;

    public const int MostYears = 3;

    /// <summary>A paper of more businesses than these needs a second person's release; data always does.</summary>
    public const int MostUnreleased = 50;

    /// <summary>As many records or reservations are in one paper.</summary>
    public const int MostOnPaper = 1000;

    /// <summary>So long can it be fetched again after it was taken out: a line may break.</summary>
    public static readonly TimeSpan FetchAgain = TimeSpan.FromHours(1);

    /// <summary>What an export can be narrowed by.</summary>
    [RequiresPermission(Permission.ExportInBulk)]
    public async Task<ExportChoices> ChoicesAsync(CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.ExportInBulk, ct);
        return new ExportChoices(
            await db
                .Venues.AsNoTracking()
                .OrderBy(row => row.Details.ListOrder)
                .ThenBy(row => row.Details.Name)
                .Select(row => new NamedChoice(row.Id, row.Details.Name))
                .ToListAsync(ct),
            await db
                .Staff.AsNoTracking()
                .Where(row => row.Role == Role.Scrivener)
                .OrderBy(row => row.Name)
                .Select(row => new NamedChoice(row.Id, row.Name))
                .ToListAsync(ct)
        );
    }

    /// <summary>Asks for an export; gives its id. A paper of few businesses can be made at once; with what the same person took out without
    /// a release within a day they are counted together.</summary>
    /// <exception cref="RuleException">A field is wrong, the period is too long, the reason too short, there is nothing or too much for one
    /// paper, or too many were asked for today.</exception>
    [RequiresPermission(Permission.ExportInBulk)]
    public async Task<Guid> AskAsync(ExportDetails details, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.ExportInBulk, AuditActs.ApprovalAsked, ct);
        var (me, now) = (work.AccessContext.Me, authorized.UtcNow);
        await TakePeriodOfSelectionAsync(work.Db, details, ct);
        FormChecks.Ensure(details);
        var since = now - Approval.Lifetime;
        var asked = await work.Db.ExportOrders.CountAsync(row => row.OrderedById == me && row.OrderedAtUtc > since, ct);
        FormChecks.Refuse(asked >= MostADay, Filled(ExportTexts.TooMany, MostADay), "");
        var order = work.Db.Add(new ExportOrder(details, me, now)).Entity;
        if (order.Contents.IsPaper())
        {
            var rows = await order.CountAsync(work.Db, ct);
            FormChecks.Refuse(rows == 0, ExportTexts.Nothing, nameof(ExportDetails.To));
            FormChecks.Refuse(rows > MostOnPaper, Filled(ExportTexts.TooMuch, rows, MostOnPaper), nameof(ExportDetails.To));
        }

        if (order.Contents.IsPaper() && await CountUnreleasedAsync(work.Db, order, now, ct) <= MostUnreleased)
        {
            order.Reason = VisibleText.Trimmed(details.Reason!);
        }
        else
        {
            order.ApprovalId = (await Approvals.AskAsync(work, ApprovalKind.BulkExport, order.Id, details.Reason, now, ct)).Id;
        }

        await work.CommitAsync(ct);
        return order.Id;
    }

    /// <summary>One page of the caller's own exports, newest first, with how far each has come.</summary>
    [RequiresPermission(Permission.ViewApprovals)]
    public async Task<Page<ExportRow>> ListAsync(PageRequest request, CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.ViewApprovals, ct);
        var (me, now) = (db.AccessContext.Me, authorized.UtcNow);
        var mine = db.ExportOrders.AsNoTracking().Where(row => row.OrderedById == me);
        var count = await mine.CountCappedAsync(ct);
        var rows = await (
            from order in mine
            join released in db.Approvals on order.ApprovalId equals (Guid?)released.Id into releases
            from approval in releases.DefaultIfEmpty()
            orderby order.OrderedAtUtc descending, order.Id
            select new { Order = order, Approval = approval }
        )
            .Skip(request.Skip)
            .Take(request.Take)
            .ToListAsync(ct);
        return Page.Of<ExportRow>(
            [
                .. rows.Select(row => new ExportRow(
                    row.Order.Id,
                    row.Order.Contents,
                    row.Order.From,
                    row.Order.To,
                    row.Order.OrderedAtUtc,
                    row.Approval?.StateAt(now),
                    row.Order.OpenUntilUtc,
                    row.Order.DownloadedAtUtc
                )
                {
                    MayFetch =
                        now < row.Order.OpenUntilUtc
                        && (row.Order.DownloadedAtUtc is not null || row.Approval?.StateAt(now) is null or ApprovalState.Released),
                    IsSelection = row.Order.RecordIds.Count > 0,
                }),
            ],
            count
        );
    }

    /// <summary>Uses up the approval, names every business in the audit log, and then gives what can be written out. Within the hour after
    /// that it gives the same businesses again, which the log says too. Null when it is not the caller's.</summary>
    /// <param name="id">The export.</param>
    /// <param name="isTakenOut">True to fetch only what was taken out already, so that nothing is used up.</param>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="RuleException">It is not released, has expired, was taken out more than an hour ago, or has become more than can be
    /// taken out without a release.</exception>
    [RequiresPermission(Permission.ExportInBulk)]
    public async Task<OpenedExport?> OpenAsync(Guid id, bool isTakenOut = false, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.ExportInBulk, AuditActs.ExportMade, ct);
        var (me, now) = (work.AccessContext.Me, authorized.UtcNow);
        if (await work.Db.ExportOrders.FirstOrDefaultAsync(row => row.Id == id && row.OrderedById == me, ct) is not { } order)
        {
            return null;
        }

        if (order.DownloadedAtUtc is null)
        {
            if (isTakenOut)
            {
                return null;
            }

            await TakeOutAsync(work, order, now, ct);
        }
        else
        {
            FormChecks.Refuse(now >= order.OpenUntilUtc, ExportTexts.FetchOver, "");
            var again = await OpenedExport.Named(work.Db, order.Id).ToListAsync(ct);
            work.NoteListAs(AuditActs.ExportFetched, OrderKind, again, order.Id);
        }

        var releasedBy = await work
            .Db.Approvals.Where(row => row.Id == order.ApprovalId)
            .Select(row => row.DecidedById)
            .FirstOrDefaultAsync(ct);
        var names = await work
            .Db.Staff.Where(row => row.Id == me || row.Id == releasedBy)
            .ToDictionaryAsync(row => row.Id, row => row.Name, ct);
        var scope = new ExportScope(
            order.VenueId is null
                ? null
                : await work.Db.Venues.Where(row => row.Id == order.VenueId).Select(row => row.Details.Name).FirstOrDefaultAsync(ct),
            await ConsultationReader.NameAsync(work.Db, order.ScrivenerId, ct),
            order.RecordIds.Count
        );
        await work.CommitAsync(ct);
        return new OpenedExport(
            authorized,
            order,
            scope,
            new ExportMark(names[me], releasedBy is { } second ? names[second] : null, order.DownloadedAtUtc!.Value, order.Id)
        );
    }

    /// <summary>How the audit log calls the row that names the businesses.</summary>
    internal const string OrderKind = "BulkExport";

    private static async Task TakeOutAsync(UnitOfWork work, ExportOrder order, DateTime now, CancellationToken cancellation)
    {
        if (order.ApprovalId is not null)
        {
            await Approvals.UseAsync(work, order.ApprovalId, ApprovalKind.BulkExport, order.Id, now, cancellation);
        }
        else
        {
            FormChecks.Refuse(now >= order.OpenUntilUtc, ApprovalTexts.Expired, "");
            var count = await CountUnreleasedAsync(work.Db, order, now, cancellation);
            FormChecks.Refuse(count > MostUnreleased, Filled(ExportTexts.ReleaseNeeded, MostUnreleased), "");
        }

        var businesses = await order.Businesses(work.Db).ToListAsync(cancellation);
        order.DownloadedAtUtc = now;
        work.NoteList(OrderKind, businesses, order.Id);
    }

    /// <summary>The businesses of the order, with those that the same person took out without a release within a day: many small papers are
    /// one large one.</summary>
    private static async Task<int> CountUnreleasedAsync(PortalDbContext db, ExportOrder order, DateTime now, CancellationToken cancellation)
    {
        var since = now - Approval.Lifetime;
        var earlier = db
            .ExportOrders.Where(row =>
                row.OrderedById == order.OrderedById && row.ApprovalId == null && row.DownloadedAtUtc > since && row.Id != order.Id
            )
            .Select(row => (Guid?)row.Id);
        var taken = await db
            .Audit.Where(row => row.Act == AuditActs.ExportMade && row.SubjectKind == OrderKind && earlier.Contains(row.SubjectId))
            .SelectMany(row => row.Businesses.Select(business => business.BusinessId))
            .Distinct()
            .ToListAsync(cancellation);
        return taken.Union(await order.Businesses(db).ToListAsync(cancellation)).Count();
    }

    /// <summary>Records that were chosen one by one say themselves of which days they are.</summary>
    private static async Task TakePeriodOfSelectionAsync(PortalDbContext db, ExportDetails details, CancellationToken cancellation)
    {
        if (details.RecordIds.Count == 0)
        {
            return;
        }

        FormChecks.Refuse(details.RecordIds.Count > MostOnPaper, Filled(ExportTexts.TooMuch, details.RecordIds.Count, MostOnPaper), "");
        var chosen = details.RecordIds;
        var days = await db.Records.VisibleTo(db).Where(row => chosen.Contains(row.Id)).Select(row => row.Date).ToListAsync(cancellation);
        FormChecks.Refuse(days.Count == 0, ExportTexts.Nothing, "");
        (details.Contents, details.From, details.To) = (ExportContents.RecordBinder, days.Min(), days.Max());
    }
}

/// <summary>An export that was asked for, and how far it has come.</summary>
public sealed record ExportRow(
    Guid Id,
    ExportContents Contents,
    DateOnly From,
    DateOnly To,
    DateTime OrderedAtUtc,
    ApprovalState? State,
    DateTime OpenUntilUtc,
    DateTime? TakenOutAtUtc
)
{
    /// <summary>Whether it can be taken out, or fetched again, now.</summary>
    public bool MayFetch { get; init; }

    /// <summary>Whether its records were chosen one by one.</summary>
    public bool IsSelection { get; init; }
}

/// <summary>What an export can be narrowed by.</summary>
public sealed record ExportChoices(IReadOnlyList<NamedChoice> Venues, IReadOnlyList<NamedChoice> Scriveners);

/// <summary>What an export was narrowed by, beside its period; null and 0 where it was not.</summary>
public sealed record ExportScope(string? VenueName, string? ScrivenerName, int Selected);

/// <summary>What is on every page of an export: who asked, who released it (null where nobody had to), when it was taken out, and its
/// reference.</summary>
public sealed record ExportMark(string AskedBy, string? ReleasedBy, DateTime AtUtc, Guid Reference);
