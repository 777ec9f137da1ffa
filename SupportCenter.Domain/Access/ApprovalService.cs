using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;

namespace SupportCenter.Domain.Access;

/// <summary>二人承認: what was asked for, and the second person's answer. Asking and using belong to the acts themselves
/// (<see cref="Approvals"/>).</summary>
public sealed class ApprovalService(AuthorizedDbContextFactory authorized)
{
    /// <summary>One page of requests, the newest first: supervisors and auditors see all, administrators what they asked for.</summary>
    [RequiresPermission(Permission.ViewApprovals)]
    public async Task<Page<ApprovalRow>> ListAsync(ApprovalFilter filter, PageRequest request, CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.ViewApprovals, ct);
        var (me, now) = (db.AccessContext.Me, authorized.UtcNow);
        var visible = db.Approvals.AsNoTracking().Where(row => !db.AccessContext.SeesOnlyOwn || row.RequestedById == me);
        var chosen = filter switch
        {
            ApprovalFilter.Open => visible.Where(row => row.State == ApprovalState.Open && row.ExpiresAtUtc > now),
            ApprovalFilter.Mine => visible.Where(row => row.RequestedById == me),
            _ => visible.Where(row => row.State != ApprovalState.Open || row.ExpiresAtUtc <= now),
        };
        var count = await chosen.CountCappedAsync(ct);
        var rows = await chosen
            .OrderByDescending(row => row.RequestedAtUtc)
            .ThenBy(row => row.Id)
            .Skip(request.Skip)
            .Take(request.Take)
            .ToListAsync(ct);
        return Page.Of<ApprovalRow>(await RowsAsync(db, rows, now, ct), count);
    }

    /// <summary>How many requests wait for an answer that the caller may give; never their own.</summary>
    [RequiresPermission(Permission.ReleaseApprovals)]
    public async Task<int> CountWaitingAsync(CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.ReleaseApprovals, ct);
        var (me, now, kinds) = (db.AccessContext.Me, authorized.UtcNow, Approvals.ReleasedBy(db.AccessContext.Role));
        return await db.Approvals.CountAsync(
            row =>
                row.State == ApprovalState.Open
                && row.ExpiresAtUtc > now
                && row.RequestedById != me
                && row.SubjectId != me
                && kinds.Contains(row.Kind),
            ct
        );
    }

    /// <summary>承認: the second person agrees. False when there is no such request.</summary>
    /// <exception cref="RuleException">It is one's own, not open any more, or of a kind that the caller's role does not
    /// release.</exception>
    [RequiresPermission(Permission.ReleaseApprovals)]
    public Task<bool> ReleaseAsync(Guid id, string? remark, CancellationToken ct = default) => DecideAsync(id, release: true, remark, ct);

    /// <summary>却下: the second person refuses, and says why. False when there is no such request.</summary>
    /// <exception cref="RuleException">As <see cref="ReleaseAsync"/>, or the remark is empty.</exception>
    [RequiresPermission(Permission.ReleaseApprovals)]
    public Task<bool> RefuseAsync(Guid id, string? remark, CancellationToken ct = default) => DecideAsync(id, release: false, remark, ct);

    private async Task<bool> DecideAsync(Guid id, bool release, string? remark, CancellationToken cancellation)
    {
        await using var work = await authorized.BeginAsync(
            Permission.ReleaseApprovals,
            release ? AuditActs.ApprovalReleased : AuditActs.ApprovalRefused,
            cancellation
        );
        var asked = await work.Db.Approvals.FirstOrDefaultAsync(row => row.Id == id, cancellation);
        if (asked is null || !Approvals.ReleasedBy(work.AccessContext.Role).Contains(asked.Kind))
        {
            return false;
        }

        asked.Decide(release, remark, work.AccessContext.Me, authorized.UtcNow);
        await work.CommitAsync(cancellation);
        return true;
    }

    private async Task<IReadOnlyList<ApprovalRow>> RowsAsync(
        PortalDbContext db,
        List<Approval> rows,
        DateTime nowUtc,
        CancellationToken cancellation
    )
    {
        var subjects = await ApprovalSubjects.DescribeAsync(db, rows, authorized.Backups, cancellation);
        var people = rows.SelectMany(row => new[] { row.RequestedById, row.DecidedById }).OfType<Guid>().Distinct().ToList();
        var names = await db.Staff.Where(row => people.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => row.Name, cancellation);
        var kinds = Approvals.ReleasedBy(db.AccessContext.Role);
        return
        [
            .. rows.Select(row => new ApprovalRow
            {
                Id = row.Id,
                Kind = row.Kind,
                Subject = subjects.GetValueOrDefault(row.Id) ?? new ApprovalSubject("", null),
                Reason = row.Reason,
                RequestedBy = names.GetValueOrDefault(row.RequestedById, ""),
                RequestedAtUtc = row.RequestedAtUtc,
                ExpiresAtUtc = row.ExpiresAtUtc,
                State = row.StateAt(nowUtc),
                DecidedBy = row.DecidedById is { } by ? names.GetValueOrDefault(by, "") : null,
                DecidedAtUtc = row.DecidedAtUtc,
                Remark = row.Remark,
                UsedAtUtc = row.UsedAtUtc,
                MayDecide =
                    row.StateAt(nowUtc) == ApprovalState.Open
                    && kinds.Contains(row.Kind)
                    && row.RequestedById != db.AccessContext.StaffId
                    && row.SubjectId != db.AccessContext.StaffId,
            }),
        ];
    }
}

/// <summary>Which requests are wanted.</summary>
public enum ApprovalFilter
{
    Open = 0,
    Mine = 1,
    History = 2,
}

/// <summary>Whom or what a request is about, as a sentence without personal data, and the record or the disposal that a supervisor may
/// open to
/// judge it.</summary>
public sealed record ApprovalSubject(string Text, Guid? RecordId)
{
    public Guid? DisposalId { get; init; }
}

/// <summary>One request with what became of it.</summary>
public sealed record ApprovalRow
{
    public required Guid Id { get; init; }

    public required ApprovalKind Kind { get; init; }

    public required ApprovalSubject Subject { get; init; }

    public required string Reason { get; init; }

    public required string RequestedBy { get; init; }

    public required DateTime RequestedAtUtc { get; init; }

    public required DateTime ExpiresAtUtc { get; init; }

    public required ApprovalState State { get; init; }

    public string? DecidedBy { get; init; }

    public DateTime? DecidedAtUtc { get; init; }

    public string? Remark { get; init; }

    public DateTime? UsedAtUtc { get; init; }

    /// <summary>Whether the viewer may answer it now.</summary>
    public required bool MayDecide { get; init; }
}
