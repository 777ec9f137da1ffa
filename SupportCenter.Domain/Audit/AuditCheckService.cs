using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Data;

namespace SupportCenter.Domain.Audit;

/// <summary>The state of the chain, and its verification on demand.</summary>
public sealed class AuditCheckService(AuthorizedDbContextFactory authorized, PortalDatabase database)
{
    /// <summary>The last row, the last checkpoint and what the last verification said.</summary>
    [RequiresPermission(Permission.ViewAudit)]
    public async Task<AuditState> StateAsync(CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.ViewAudit, ct);
        var last = await db
            .Audit.AsNoTracking()
            .OrderByDescending(row => row.Sequence)
            .Select(row => new { row.Sequence, row.AtUtc })
            .FirstOrDefaultAsync(ct);
        var checkpoint = await db
            .Checkpoints.AsNoTracking()
            .OrderByDescending(row => row.Number)
            .Select(row => new CheckpointState(row.Number, row.Sequence, row.AtUtc))
            .FirstOrDefaultAsync(ct);
        var verification = await db
            .Verifications.AsNoTracking()
            .OrderByDescending(row => row.FinishedAtUtc)
            .Select(row => new VerificationState(
                row.FinishedAtUtc,
                db.Staff.Where(person => person.Id == row.StaffId).Select(person => person.Name).FirstOrDefault(),
                row.Rows,
                row.Checkpoints,
                row.Damage,
                row.DamagedSequence
            ))
            .FirstOrDefaultAsync(ct);
        return new AuditState(last?.Sequence ?? 0, last?.AtUtc, checkpoint, database.Audit.Checkpoints.Directory is null, verification);
    }

    /// <summary>Verifies the whole chain against itself and the checkpoints; what it found is kept, and damage raises an alarm.
    /// Takes some seconds at a million rows, and goes on when the page that asked is closed.</summary>
    [RequiresPermission(Permission.ViewAudit)]
    public async Task<AuditVerdict> VerifyAsync(CancellationToken ct = default)
    {
        await using (await authorized.OpenAsync(Permission.ViewAudit, ct))
        {
            // Refused before anything is read.
        }

        var started = authorized.UtcNow;
        var verdict = await Task.Run(() => AuditVerifier.Verify(database.Places), CancellationToken.None);
        var act = verdict.IsSound ? AuditActs.AuditVerified : AuditActs.AuditDamageFound;
        await using var work = await authorized.BeginAsync(Permission.ViewAudit, act, CancellationToken.None);
        work.Db.Add(
            new AuditVerification
            {
                StartedAtUtc = started,
                FinishedAtUtc = authorized.UtcNow,
                StaffId = work.AccessContext.Me,
                Rows = verdict.Rows,
                Checkpoints = verdict.Checkpoints,
                Damage = verdict.Damage.Count > 0 ? verdict.Damage[0].Kind : null,
                DamagedSequence = verdict.Damage.Count > 0 ? verdict.Damage[0].Sequence : null,
            }
        );
        await work.CommitAsync(CancellationToken.None);
        return verdict;
    }
}

/// <summary>The chain as it stands. <paramref name="CheckpointsBesideDatabase"/>: nobody has named a place for checkpoints that the host
/// cannot rewrite.</summary>
public sealed record AuditState(
    long LastSequence,
    DateTime? LastAtUtc,
    CheckpointState? Checkpoint,
    bool CheckpointsBesideDatabase,
    VerificationState? Verification
);

/// <summary>The last checkpoint.</summary>
public sealed record CheckpointState(long Number, long Sequence, DateTime AtUtc);

/// <summary>The last verification; <paramref name="Damage"/> is null when all was sound.</summary>
public sealed record VerificationState(DateTime AtUtc, string? By, long Rows, int Checkpoints, DamageKind? Damage, long? DamagedSequence);
