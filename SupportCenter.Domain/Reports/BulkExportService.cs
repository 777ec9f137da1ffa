using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Administration;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;

namespace SupportCenter.Domain.Reports;

/// <summary>一括書き出し: a supervisor asks with a reason, a second one releases, and the first downloads once (ASVS 2.3.5).</summary>
public sealed class BulkExportService(AuthorizedDbContextFactory authorized)
{
    /// <summary>At most so many are asked for by one person within 24 hours (ASVS 2.4.1).</summary>
    public const int MostADay = 5;

    public const int MostYears = 3;

    /// <summary>Asks for an export; gives its id.</summary>
    /// <exception cref="RuleException">A field is wrong, the period is too long, the reason too short, or too many were asked for
    /// today.</exception>
    [RequiresPermission(Permission.ExportInBulk)]
    public async Task<Guid> AskAsync(ExportDetails details, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.ExportInBulk, AuditActs.ApprovalAsked, ct);
        FormChecks.Ensure(details);
        var (from, to, me, now) = (details.From!.Value, details.To!.Value, work.AccessContext.Me, authorized.UtcNow);
        var since = now - Approval.Lifetime;
        var asked = await work.Db.ExportOrders.CountAsync(row => row.OrderedById == me && row.OrderedAtUtc > since, ct);
        FormChecks.Refuse(asked >= MostADay, Filled(ExportTexts.TooMany, MostADay), "");
        var order = work.Db.Add(new ExportOrder(details.Contents!.Value, from, to, me, now)).Entity;
        order.ApprovalId = (await Approvals.AskAsync(work, ApprovalKind.BulkExport, order.Id, details.Reason, now, ct)).Id;
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
            join approval in db.Approvals on order.ApprovalId equals approval.Id
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
                    row.Approval.StateAt(now),
                    row.Approval.ExpiresAtUtc
                )),
            ],
            count
        );
    }

    /// <summary>Uses up the approval, names every business in the audit log, and then gives what can be written out. Null when it is not
    /// the caller's.</summary>
    /// <exception cref="RuleException">It is not released, has expired, or was downloaded before.</exception>
    [RequiresPermission(Permission.ExportInBulk)]
    public async Task<OpenedExport?> OpenAsync(Guid id, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.ExportInBulk, AuditActs.ExportMade, ct);
        var me = work.AccessContext.Me;
        if (await work.Db.ExportOrders.FirstOrDefaultAsync(row => row.Id == id && row.OrderedById == me, ct) is not { } order)
        {
            return null;
        }

        await Approvals.UseAsync(work, order.ApprovalId, ApprovalKind.BulkExport, order.Id, authorized.UtcNow, ct);
        order.DownloadedAtUtc = authorized.UtcNow;
        var releasedBy = await work.Db.Approvals.Where(row => row.Id == order.ApprovalId).Select(row => row.DecidedById).SingleAsync(ct);
        var names = await work
            .Db.Staff.Where(row => row.Id == me || row.Id == releasedBy)
            .ToDictionaryAsync(row => row.Id, row => row.Name, ct);
        var businesses = await BusinessesAsync(work.Db, order, ct);
        work.NoteList(OrderKind, businesses, order.Id);
        await work.CommitAsync(ct);
        return new OpenedExport(
            authorized,
            order,
            new ExportMark(names[me], names[releasedBy!.Value], order.DownloadedAtUtc.Value, order.Id)
        );
    }

    /// <summary>How the audit log calls the row that names the businesses.</summary>
    internal const string OrderKind = "BulkExport";

    private static Task<List<Guid>> BusinessesAsync(PortalDbContext db, ExportOrder order, CancellationToken cancellation) =>
        order.Contents == ExportContents.Reservations
            ? db
                .Reservations.Where(row => row.Date >= order.From && row.Date <= order.To)
                .Select(row => row.BusinessId)
                .Distinct()
                .ToListAsync(cancellation)
            : db
                .Records.Where(row => row.Date >= order.From && row.Date <= order.To)
                .Select(row => row.BusinessId)
                .Distinct()
                .ToListAsync(cancellation);
}

/// <summary>An export that was asked for, and how far it has come.</summary>
public sealed record ExportRow(
    Guid Id,
    ExportContents Contents,
    DateOnly From,
    DateOnly To,
    DateTime OrderedAtUtc,
    ApprovalState State,
    DateTime ExpiresAtUtc
);

/// <summary>What is on every page of an export: who asked, who released it, when it was taken out, and its reference.</summary>
public sealed record ExportMark(string AskedBy, string ReleasedBy, DateTime AtUtc, Guid Reference);
