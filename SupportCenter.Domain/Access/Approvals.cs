using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;

namespace SupportCenter.Domain.Access;

/// <summary>What the acts that need two people call, inside of their own <see cref="UnitOfWork"/>.</summary>
internal static class Approvals
{
    private static readonly Dictionary<ApprovalKind, Permission> ReleasedWith = new()
    {
        [ApprovalKind.BulkExport] = Permission.ReleaseExport,
        [ApprovalKind.Purge] = Permission.ReleasePurge,
        [ApprovalKind.Restore] = Permission.ReleaseRestore,
        [ApprovalKind.SupervisorRole] = Permission.ReleaseSupervisorRole,
        [ApprovalKind.Renewal] = Permission.ReleaseRenewal,
        [ApprovalKind.EmergencyAccess] = Permission.ReleaseEmergencyAccess,
    };

    /// <summary>The kinds that a role may release.</summary>
    public static IReadOnlyList<ApprovalKind> ReleasedBy(Role? role) =>
        [.. ReleasedWith.Where(entry => role is { } held && Permissions.Allows(held, entry.Value)).Select(entry => entry.Key)];

    /// <summary>Asks for an act of a kind on a subject; the caller commits.</summary>
    /// <exception cref="RuleException">The reason is too short, or the same person has asked for the same already.</exception>
    public static async Task<Approval> AskAsync(
        UnitOfWork work,
        ApprovalKind kind,
        Guid subject,
        string? reason,
        DateTime nowUtc,
        CancellationToken cancellation
    )
    {
        var me = work.AccessContext.Me;
        var pending = await work
            .Db.Approvals.AsNoTracking()
            .Where(row =>
                row.SubjectId == subject
                && row.Kind == kind
                && row.RequestedById == me
                && row.ExpiresAtUtc > nowUtc
                && (row.State == ApprovalState.Open || row.State == ApprovalState.Released)
            )
            .AnyAsync(cancellation);
        if (pending)
        {
            throw new RuleException(ApprovalTexts.AskedAlready);
        }

        return work.Db.Approvals.Add(new Approval(kind, subject, reason, me, nowUtc)).Entity;
    }

    /// <summary>Uses up the approval in the transaction of the act that it permits; without it the act is not done (ASVS 2.3.5).</summary>
    /// <exception cref="RuleException">There is no approval that the caller may use for exactly this now.</exception>
    public static async Task UseAsync(
        UnitOfWork work,
        Guid? approval,
        ApprovalKind kind,
        Guid subject,
        DateTime nowUtc,
        CancellationToken cancellation
    )
    {
        var asked = approval is null ? null : await work.Db.Approvals.FirstOrDefaultAsync(row => row.Id == approval, cancellation);
        if (asked is null)
        {
            throw new RuleException(ApprovalTexts.Needed);
        }

        await EnsureLoggedAsync(work.Db, asked, cancellation);
        asked.Use(kind, subject, work.AccessContext.Me, nowUtc);
    }

    /// <summary>Compares the approval with the audit log: one person has asked for exactly this, another has released it, and it was not
    /// used
    /// since. The row in the table alone may have been written by anybody who has the file.</summary>
    /// <exception cref="RuleException">The log says otherwise.</exception>
    private static async Task EnsureLoggedAsync(PortalDbContext db, Approval asked, CancellationToken cancellation)
    {
        if (asked.State != ApprovalState.Released)
        {
            return; // Refused for what it is.
        }

        // A request lives for a day: older rows are not looked at.
        var since = asked.RequestedAtUtc.AddSeconds(-1);
        var rows = await db
            .Audit.AsNoTracking()
            .Include(row => row.Businesses)
            .Where(row => row.AtUtc >= since && row.SubjectId == asked.Id && row.SubjectKind == nameof(Approval))
            .OrderBy(row => row.Sequence)
            .ToListAsync(cancellation);
        var isLogged =
            rows is [var asking, var releasing]
            && Says(asking, asked, ApprovalState.Open, asked.RequestedById)
            && Says(releasing, asked, ApprovalState.Released, asked.DecidedById)
            && releasing.Act == AuditActs.ApprovalReleased
            && releasing.ActorId != asking.ActorId;
        if (!isLogged || !await AreLinkedAsync(db, rows, cancellation))
        {
            throw new RuleException(ApprovalTexts.NotInLog);
        }
    }

    private static bool Says(AuditEntry row, Approval asked, ApprovalState state, Guid? by) =>
        row.ActorId == by
        && asked.FactsIn(state).All(fact => row.Fields.Split(',').Contains(fact, StringComparer.Ordinal))
        && AuditTrail.HashOf(row).AsSpan().SequenceEqual(row.Hash);

    /// <summary>Whether each row follows on the one before it in the log, and is followed by the one after it.</summary>
    private static async Task<bool> AreLinkedAsync(PortalDbContext db, List<AuditEntry> rows, CancellationToken cancellation)
    {
        foreach (var row in rows)
        {
            var beside = await db
                .Audit.AsNoTracking()
                .Where(other => other.Sequence == row.Sequence - 1 || other.Sequence == row.Sequence + 1)
                .Select(other => new
                {
                    other.Sequence,
                    other.PreviousHash,
                    other.Hash,
                })
                .ToListAsync(cancellation);
            var (before, after) = (
                beside.Find(other => other.Sequence < row.Sequence)?.Hash ?? (row.Sequence == 1 ? AuditTrail.Genesis : []),
                beside.Find(other => other.Sequence > row.Sequence)?.PreviousHash ?? row.Hash
            );
            if (!before.AsSpan().SequenceEqual(row.PreviousHash) || !after.AsSpan().SequenceEqual(row.Hash))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The viewer's own request of that kind and subject that still counts: open, or released and not used.</summary>
    public static Task<Approval?> PendingAsync(
        PortalDbContext db,
        ApprovalKind kind,
        Guid subject,
        DateTime nowUtc,
        CancellationToken cancellation
    )
    {
        var me = db.AccessContext.Me;
        return db
            .Approvals.AsNoTracking()
            .Where(row =>
                row.Kind == kind
                && row.SubjectId == subject
                && row.RequestedById == me
                && row.ExpiresAtUtc > nowUtc
                && (row.State == ApprovalState.Open || row.State == ApprovalState.Released)
            )
            .OrderByDescending(row => row.RequestedAtUtc)
            .FirstOrDefaultAsync(cancellation);
    }
}
