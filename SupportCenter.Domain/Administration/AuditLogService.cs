using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Data;

namespace SupportCenter.Domain.Administration;

/// <summary>Reads the audit log for supervisors and auditors: ids and names of staff, never a personal value of a business.</summary>
public sealed class AuditLogService(AuthorizedDb authorized)
{
    /// <summary>The newest rows first, page by page.</summary>
    [Needs(Permission.ViewAudit)]
    public async Task<Page<AuditRow>> ListAsync(PageRequest page, CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.ViewAudit, ct);
        var count = await db.Audit.OrderByDescending(row => row.Sequence).Take(PageRequest.CountCap + 1).CountAsync(ct);
        var rows = await (
            from row in db.Audit.AsNoTracking()
            join person in db.Staff on row.ActorId equals person.Id into people
            from person in people.DefaultIfEmpty()
            orderby row.Sequence descending
            select new AuditRow(row.Sequence, row.AtUtc, row.Act, person == null ? null : person.Name, row.ActorKind, row.ActorRole, row.SubjectKind, row.SubjectId, row.Fields, row.Origin))
            .Skip(page.Skip).Take(page.Take).ToListAsync(ct);
        return new Page<AuditRow>(rows, Math.Min(count, PageRequest.CountCap), count > PageRequest.CountCap);
    }
}

/// <summary>One act: who, when, what, on what.</summary>
public sealed record AuditRow(long Sequence, DateTime AtUtc, string Act, string? ActorName, string ActorKind, string? ActorRole, string SubjectKind, Guid? SubjectId, string Fields, string? Origin);
