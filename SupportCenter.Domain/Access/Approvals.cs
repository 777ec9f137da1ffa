using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Data;

namespace SupportCenter.Domain.Access;

/// <summary>What the acts that need two people call, inside of their own <see cref="Work"/>.</summary>
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
    public static async Task<Approval> AskAsync(Work work, ApprovalKind kind, Guid subject, string? reason, DateTime nowUtc, CancellationToken cancellation)
    {
        var me = work.Viewer.Me;
        var pending = await work.Db.Approvals.AsNoTracking().Where(row => row.SubjectId == subject && row.Kind == kind && row.RequestedById == me
            && row.ExpiresAtUtc > nowUtc && (row.State == ApprovalState.Open || row.State == ApprovalState.Released)).AnyAsync(cancellation);
        if (pending)
        {
            throw new RuleException(ApprovalTexts.AskedAlready);
        }

        return work.Db.Approvals.Add(new Approval(kind, subject, reason, me, nowUtc)).Entity;
    }

    /// <summary>Uses up the approval in the transaction of the act that it permits; without it the act is not done (ASVS 2.3.5).</summary>
    /// <exception cref="RuleException">There is no approval that the caller may use for exactly this now.</exception>
    public static async Task UseAsync(Work work, Guid? approval, ApprovalKind kind, Guid subject, DateTime nowUtc, CancellationToken cancellation)
    {
        var asked = approval is null ? null : await work.Db.Approvals.FirstOrDefaultAsync(row => row.Id == approval, cancellation);
        if (asked is null)
        {
            throw new RuleException(ApprovalTexts.Needed);
        }

        asked.Use(kind, subject, work.Viewer.Me, nowUtc);
    }

    /// <summary>The viewer's own request of that kind and subject that still counts: open, or released and not used.</summary>
    public static Task<Approval?> PendingAsync(PortalDbContext db, ApprovalKind kind, Guid subject, DateTime nowUtc, CancellationToken cancellation)
    {
        var me = db.Viewer.Me;
        return db.Approvals.AsNoTracking().Where(row => row.Kind == kind && row.SubjectId == subject && row.RequestedById == me && row.ExpiresAtUtc > nowUtc
            && (row.State == ApprovalState.Open || row.State == ApprovalState.Released)).OrderByDescending(row => row.RequestedAtUtc).FirstOrDefaultAsync(cancellation);
    }
}
