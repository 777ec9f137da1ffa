using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Administration;
using SupportCenter.Domain.Consultations;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Documents.Scanning;
using SupportCenter.Domain.Reservations;

namespace SupportCenter.Domain.Workspace;

/// <summary>What waits for somebody, in numbers, each under the permission of the list that it leads to. No name is in it.</summary>
public sealed class WaitingWorkService(AuthorizedDbContextFactory authorized)
{
    /// <summary>So many days before somebody's last day it is said.</summary>
    public const int DaysAhead = 30;

    /// <summary>Records that were handed in and not confirmed.</summary>
    [RequiresPermission(Permission.ConfirmConsultations)]
    public async Task<RecordsDue> RecordsAsync(CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.ConfirmConsultations, ct);
        var waiting = db.Records.Where(row => row.Status == RecordStatus.Submitted);
        var count = await waiting.CountCappedAsync(ct);
        var oldest = count == 0 ? null : await waiting.MinAsync(row => (DateOnly?)row.Date, ct);
        return new RecordsDue(Math.Min(count, PageRequest.CountCap), count > PageRequest.CountCap, oldest);
    }

    /// <summary>Callers who wait to be rung back.</summary>
    [RequiresPermission(Permission.BookReservations)]
    public async Task<CallbacksDue> CallbacksAsync(CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.BookReservations, ct);
        var waiting = db.Callbacks.Where(row => row.SettledAtUtc == null);
        var count = await waiting.CountAsync(ct);
        return new CallbacksDue(count, count == 0 ? null : await waiting.MinAsync(row => (DateTime?)row.QueuedAtUtc, ct));
    }

    /// <summary>Walk-ins of whom somebody has to say whether it is the same business: how many, and the oldest.</summary>
    [RequiresPermission(Permission.BookReservations)]
    public async Task<LinksDue> LinksAsync(CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.BookReservations, ct);
        var waiting = db.Reservations.AwaitingLink(db);
        var count = await waiting.CountAsync(ct);
        return new LinksDue(
            count,
            count == 0
                ? null
                : await waiting.OrderBy(row => row.Date).ThenBy(row => row.StartsAt).Select(row => (Guid?)row.Id).FirstAsync(ct)
        );
    }

    /// <summary>Where the newest access review stands.</summary>
    [RequiresPermission(Permission.ViewAccessReview)]
    public async Task<ReviewDue> ReviewAsync(CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.ViewAccessReview, ct);
        var today = authorized.Today;
        var newest = await db
            .Reviews.OrderByDescending(row => row.FiscalYear)
            .ThenByDescending(row => row.Quarter)
            .Select(row => new
            {
                row.FiscalYear,
                row.Quarter,
                row.DueOn,
                IsSigned = row.SignedAtUtc != null,
                Waiting = row.Lines.Count(line => line.Decision == ReviewDecision.Waiting),
            })
            .FirstOrDefaultAsync(ct);
        var isMissing = newest is null || (newest.FiscalYear, newest.Quarter) != AccessReview.QuarterOf(today);
        return newest is null || newest.IsSigned
            ? new ReviewDue(0, null, false, isMissing, false)
            : new ReviewDue(newest.Waiting, newest.DueOn, newest.DueOn < today, isMissing, true);
    }

    /// <summary>Documents that are closed to everybody.</summary>
    [RequiresPermission(Permission.ManageQuarantine)]
    public async Task<DocumentsClosed> DocumentsAsync(CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.ManageQuarantine, ct);
        var closed = await db
            .Documents.Where(row => row.WithdrawnAtUtc == null && (row.Scan == ScanState.Waiting || row.Scan == ScanState.Quarantined))
            .GroupBy(row => row.Scan)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, ct);
        return new DocumentsClosed(closed.GetValueOrDefault(ScanState.Quarantined), closed.GetValueOrDefault(ScanState.Waiting));
    }

    /// <summary>People whose time ends soon, who wait to be confirmed, and who lapsed.</summary>
    [RequiresPermission(Permission.ViewStaff)]
    public async Task<StaffDue> StaffAsync(CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.ViewStaff, ct);
        var today = authorized.Today;
        var soon = today.AddDays(DaysAhead);
        var active = db.Staff.Where(StaffMember.ActiveOn(today));
        var days = await active
            .Where(row => row.EndsOn <= soon || row.ConfirmBy != null)
            .Select(row => new { row.EndsOn, row.ConfirmBy })
            .ToListAsync(ct);
        var lapsed = await db.Staff.CountAsync(
            row => row.ConfirmBy < today && row.DisabledAtUtc == null && (row.EndsOn == null || row.EndsOn >= today),
            ct
        );
        var (ending, unconfirmed) = (days.FindAll(row => row.EndsOn <= soon), days.FindAll(row => row.ConfirmBy != null));
        return new StaffDue(ending.Count, ending.Min(row => row.EndsOn), unconfirmed.Count, unconfirmed.Min(row => row.ConfirmBy), lapsed);
    }

    /// <summary>Requests for a second person's release that are open; of an administrator only their own.</summary>
    [RequiresPermission(Permission.ViewApprovals)]
    public async Task<int> ApprovalsAsync(CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.ViewApprovals, ct);
        var (me, now, own) = (db.AccessContext.Me, authorized.UtcNow, db.AccessContext.SeesOnlyOwn);
        return await db.Approvals.CountAsync(
            row => row.State == ApprovalState.Open && row.ExpiresAtUtc > now && (!own || row.RequestedById == me),
            ct
        );
    }
}
