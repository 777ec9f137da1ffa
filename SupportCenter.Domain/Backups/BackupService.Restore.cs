using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;

namespace SupportCenter.Domain.Backups;

/// <content>復元: one supervisor asks, another releases, the first carries it out with a fresh sign-in (ASVS 2.3.5, 7.5.3).</content>
public sealed partial class BackupService
{
    /// <summary>Asks for a restore from that backup; gives the request's id. False answers have no place here: a backup that is gone is
    /// said to be.</summary>
    /// <exception cref="RuleException">There is no such backup, the reason is too short, or it was asked for already.</exception>
    [RequiresPermission(Permission.RestoreBackups)]
    public async Task<Guid> AskRestoreAsync(Guid backup, string reason, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.RestoreBackups, AuditActs.ApprovalAsked, ct);
        if (Folder.Find(backup) is null)
        {
            throw new RuleException(BackupTexts.NotFound);
        }

        var asked = await Approvals.AskAsync(work, ApprovalKind.Restore, backup, reason, authorized.UtcNow, ct);
        await work.CommitAsync(ct);
        return asked.Id;
    }

    /// <summary>Carries out a restore of one's own that was released. The backup is prepared beside the database first; then everybody
    /// waits while what is there now is backed up, to the last change, and the one takes the other's place, in one transaction. All
    /// sign-ins end with it.</summary>
    /// <exception cref="RuleException">It is not released, has expired or was carried out before; the backup is damaged or does not belong
    /// here; there is no room.</exception>
    [RequiresPermission(Permission.RestoreBackups)]
    public async Task<RestoredDatabase> RestoreAsync(Guid backup, Guid approval, CancellationToken ct = default)
    {
        await EnsureReleasedAsync(backup, approval, ct);
        try
        {
            return await ReplaceAsync(backup, approval, ct);
        }
        catch (Exception fault) when (fault is InvalidDataException || StorageFault.IsFull(fault))
        {
            throw new RuleException(StorageFault.IsFull(fault) ? BackupTexts.NoRoom : fault.Message);
        }
    }

    private async Task<RestoredDatabase> ReplaceAsync(Guid backup, Guid approval, CancellationToken ct)
    {
        using var locked = Folder.Lock();
        StagedRestore.Clear(database.Storage.DataDirectory);
        var chosen = Folder.Find(backup) ?? throw new RuleException(BackupTexts.NotFound);
        await using var staged = await StagedRestore.PrepareAsync(
            chosen,
            StagedRestore.NewFolder(database.Storage.DataDirectory),
            database.Cipher,
            database.Audit,
            database.Places,
            isTrusted: true,
            ct
        );
        StorageFault.EnsureRoom(Folder.FullPath, new FileInfo(database.Storage.DatabaseFile).Length);
        var (actor, releasedBy) = await UseApprovalAsync(backup, approval, ct);
        // From here on nothing breaks it off: the approval is used.
        using (await database.Gate.EnterAsync(CancellationToken.None))
        using (database.BeginVacuum())
        {
            (long Sequence, byte[] Hash) last;
            await using (var db = database.CreateContext())
            {
                await new RevocationList(database.Places).CatchUpAsync(database, db, authorized.UtcNow, CancellationToken.None);
                last = await AuditTrail.LastAsync(db, CancellationToken.None);
            }

            await new BackupWriter(database).WriteAsync(BackupKind.BeforeRestore, time, inTurn: true, CancellationToken.None);
            await staged.CompleteAsync(
                actor,
                (last.Sequence, Convert.ToHexStringLower(last.Hash)),
                [$"approval={approval:N}", $"released-by={releasedBy:N}"],
                time,
                CancellationToken.None
            );
            await staged.CloseAsync();
            await Task.Run(() => DatabaseCopy.Overwrite(staged.DatabaseFile, database.Storage.DatabaseFile), CancellationToken.None);
            database.RevocationsReadTo = 0;
        }

        await SignAsync(database, time);
        database.PublishAll();
        return new RestoredDatabase(chosen.Manifest.AtUtc, staged.Facts.AuditSequence, staged.Reapplied);
    }

    /// <summary>Signs a checkpoint of the log as it goes on.</summary>
    internal static async Task SignAsync(PortalDatabase database, TimeProvider time) =>
        _ = await new CheckpointService(
            new AuthorizedDbContextFactory(database, new FixedCaller(CallerIdentity.Console), time, new SessionSettings()),
            database
        ).SignAsync(CancellationToken.None);

    /// <summary>Looks at the approval before minutes of work; it is used later, and looked at again.</summary>
    private async Task EnsureReleasedAsync(Guid backup, Guid approval, CancellationToken ct)
    {
        await using var work = await authorized.BeginAsync(Permission.RestoreBackups, AuditActs.RestoreStarted, ct);
        await Approvals.UseAsync(work, approval, ApprovalKind.Restore, backup, authorized.UtcNow, ct);
        // Not committed.
    }

    private async Task<(AccessContext Actor, Guid? ReleasedBy)> UseApprovalAsync(Guid backup, Guid approval, CancellationToken ct)
    {
        await using var work = await authorized.BeginAsync(Permission.RestoreBackups, AuditActs.RestoreStarted, ct);
        await Approvals.UseAsync(work, approval, ApprovalKind.Restore, backup, authorized.UtcNow, ct);
        work.Note(Kind, backup);
        await work.CommitAsync(ct);
        return (work.AccessContext, (await work.Db.Approvals.FindAsync([approval], ct))?.DecidedById);
    }
}
