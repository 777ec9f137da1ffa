using SupportCenter.Domain.Data;

namespace SupportCenter.Domain.Audit;

/// <summary>What the audit log knows of sign-ins.</summary>
internal static class SignInHistory
{
    /// <summary>When a person signed in last: the newest such row, found from the end of the person's own index. Empty when they never
    /// did.</summary>
    public static IQueryable<DateTime?> LastSignedIn(this PortalDbContext db, Guid person) =>
        db
            .Audit.Where(row => row.ActorId == person && row.Act == AuditActs.SignedIn)
            .OrderByDescending(row => row.Sequence)
            .Select(row => (DateTime?)row.AtUtc);
}
