using System.Runtime.ExceptionServices;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Businesses;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Drafts;
using SupportCenter.Domain.Reservations;

namespace SupportCenter.Domain.Retention;

/// <summary>The act itself, in steps of which each is whole: the approval is used; each business goes in a transaction of its own; the
/// file is rewritten; the end is recorded. Whatever stops it in between, the next call goes on where it stood.</summary>
public sealed partial class DisposalService
{
    /// <summary>Carries out a disposal of one's own that was released, or continues with one that was interrupted. False when there is no
    /// such order of one's own.</summary>
    /// <exception cref="RuleException">It is not released, has expired, or was carried out before; or somebody's long reading keeps the
    /// file from being rewritten, which is then tried again by itself.</exception>
    [RequiresPermission(Permission.DisposeOfBusinesses)]
    public async Task<bool> CarryOutAsync(Guid id, CancellationToken ct = default)
    {
        if (!await StartAsync(id, ct))
        {
            return false;
        }

        if (await GoOnAsync(Permission.DisposeOfBusinesses, id, ct) is [var failed, ..])
        {
            ExceptionDispatchInfo.Throw(failed.Fault);
        }

        return true;
    }

    /// <summary>Goes on with disposals that were begun and interrupted. What cannot be erased is among the failed ones and stays waiting,
    /// and with it its disposal; everything else is erased all the same.</summary>
    /// <exception cref="RuleException">The file cannot be rewritten just now.</exception>
    [RequiresPermission(Permission.KeepRetention)]
    public async Task<DisposalRound> CarryOnAsync(CancellationToken ct = default)
    {
        List<Guid> begun;
        await using (var db = await authorized.OpenAsync(Permission.KeepRetention, ct))
        {
            begun = await db
                .DisposalOrders.Where(row => row.StartedAtUtc != null && row.CompletedAtUtc == null)
                .Select(row => row.Id)
                .ToListAsync(ct);
        }

        var completed = 0;
        var failed = new List<FailedItem>();
        foreach (var id in begun)
        {
            var left = await GoOnAsync(Permission.KeepRetention, id, ct);
            failed.AddRange(left);
            completed += left.Count == 0 ? 1 : 0;
        }

        return new DisposalRound(completed, failed);
    }

    private async Task<bool> StartAsync(Guid id, CancellationToken ct)
    {
        await using var work = await authorized.BeginAsync(Permission.DisposeOfBusinesses, AuditActs.DisposalStarted, ct);
        var me = work.AccessContext.Me;
        if (await work.Db.DisposalOrders.FirstOrDefaultAsync(row => row.Id == id && row.OrderedById == me, ct) is not { } order)
        {
            return false;
        }

        if (order is { StartedAtUtc: not null, CompletedAtUtc: null })
        {
            return true;
        }

        await Approvals.UseAsync(work, order.ApprovalId, ApprovalKind.Purge, order.Id, authorized.UtcNow, ct);
        order.Start(authorized.UtcNow);
        await CallbackKeys.FillAsync(work.Db, database.Index, ct);
        await work.CommitAsync(ct);
        return true;
    }

    private async Task<IReadOnlyList<FailedItem>> GoOnAsync(Permission permission, Guid id, CancellationToken ct)
    {
        List<Guid> waiting;
        await using (var db = await authorized.OpenAsync(permission, ct))
        {
            waiting = await db
                .DisposalItems.Where(item => item.OrderId == id && item.State == DisposalState.Waiting)
                .OrderBy(item => item.LastFiscalYear)
                .ThenBy(item => item.Fingerprint)
                .Select(item => item.SubjectId)
                .ToListAsync(ct);
        }

        var failed = new List<FailedItem>();
        foreach (var subject in waiting)
        {
            try
            {
                await EraseAsync(permission, id, subject, ct);
            }
            catch (Exception fault) when (!ct.IsCancellationRequested)
            {
                failed.Add(new FailedItem(subject, fault));
            }
        }

        if (failed.Count > 0)
        {
            return failed;
        }

        await NoteAsync(
            permission,
            AuditActs.DisposalErased,
            id,
            order => order.Erased(authorized.UtcNow),
            order => order.ErasedAtUtc is null,
            ct
        );
        await using (var db = await authorized.OpenAsync(permission, ct))
        {
            if (!await DatabaseVacuum.RunAsync(database, db, ct))
            {
                throw new RuleException(RetentionTexts.VacuumPending);
            }
        }

        await NoteAsync(
            permission,
            AuditActs.DisposalCompleted,
            id,
            order => order.Complete(authorized.UtcNow),
            order => order.CompletedAtUtc is null,
            ct
        );
        return [];
    }

    /// <summary>One subject, whole: it goes, or it is left out and said why.</summary>
    private async Task EraseAsync(Permission permission, Guid id, Guid subject, CancellationToken ct)
    {
        await using var work = await authorized.BeginAsync(permission, AuditActs.Disposed, ct);
        var db = work.Db;
        var order = await db.DisposalOrders.AsNoTracking().SingleAsync(row => row.Id == id, ct);
        var item = await db.DisposalItems.SingleAsync(row => row.OrderId == id && row.SubjectId == subject, ct);
        if (item.State != DisposalState.Waiting)
        {
            return; // Another call was quicker.
        }

        var (kind, business) = item.Kind == DisposalSubject.Business ? (nameof(Business), (Guid?)subject) : (nameof(CallbackRequest), null);
        var why =
            item.Kind == DisposalSubject.Business
                ? await KeptForAsync(db, order, subject, ct)
                : await KeptForCallAsync(db, order, subject, ct);
        if (why is { } kept)
        {
            item.LeaveOut(kept);
            work.NoteAs(AuditActs.DisposalLeftOut, kind, subject, business);
        }
        else
        {
            item.Dispose(
                business is { } gone
                    ? await BusinessErasure.EraseAsync(db, gone, ct)
                    : await BusinessErasure.EraseCallbackAsync(db, subject, ct)
            );
            work.Note(kind, subject, business);
        }

        await work.CommitAsync(ct);
    }

    /// <summary>Why a business must stay although it was due when the disposal was asked for; null when nothing keeps it.</summary>
    private async Task<DisposalState?> KeptForAsync(PortalDbContext db, DisposalOrder order, Guid business, CancellationToken ct)
    {
        var (one, since, today) = (
            db.Businesses.Where(row => row.Id == business),
            CentreTime.ToUtc(order.Cutoff, TimeOnly.MinValue),
            authorized.Today
        );
        if (!await one.AnyAsync(ct))
        {
            return DisposalState.Gone;
        }

        if (
            await db.RetentionHolds.AnyAsync(
                hold => hold.BusinessId == business && hold.LiftedAtUtc == null && (hold.Until == null || hold.Until >= today),
                ct
            )
        )
        {
            return DisposalState.Held;
        }

        var records = await db.Records.Where(row => row.BusinessId == business).Select(row => row.Id).ToListAsync(ct);
        var typed = records.Select(Draft.OfRecord).ToHashSet(StringComparer.Ordinal);
        var drafts = await db.Drafts.Where(draft => draft.SavedAtUtc >= since).Select(draft => draft.Form).ToListAsync(ct);
        if (!await one.KeptByNothing(db, today).AnyAsync(ct) || drafts.Exists(name => typed.Contains(Draft.FormOf(name))))
        {
            return DisposalState.Draft;
        }

        return await one.SilentSince(db, order.Cutoff).AnyAsync(ct) ? null : DisposalState.CameBack;
    }

    private static async Task<DisposalState?> KeptForCallAsync(PortalDbContext db, DisposalOrder order, Guid call, CancellationToken ct) =>
        !await db.Callbacks.AnyAsync(row => row.Id == call, ct) ? DisposalState.Gone
        : await db.Callbacks.Where(row => row.Id == call).OfNobodySince(db, order.Cutoff).AnyAsync(ct) ? null
        : DisposalState.CameBack;

    private async Task NoteAsync(
        Permission permission,
        string act,
        Guid id,
        Action<DisposalOrder> step,
        Func<DisposalOrder, bool> isOpen,
        CancellationToken ct
    )
    {
        await using var work = await authorized.BeginAsync(permission, act, ct);
        var order = await work.Db.DisposalOrders.SingleAsync(row => row.Id == id, ct);
        if (isOpen(order))
        {
            step(order);
            await work.CommitAsync(ct);
        }
    }
}
