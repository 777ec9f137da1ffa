using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Retention;

namespace SupportCenter.Domain.Backups;

/// <summary>Backups: made by the portal itself, by hand and by command; tried out; kept as long as they may be.</summary>
public sealed partial class BackupService(
    AuthorizedDbContextFactory authorized,
    PortalDatabase database,
    BackupOptions options,
    RetentionOptions retention,
    TimeProvider time
)
{
    /// <summary>What rows of the audit log and open screens call a backup.</summary>
    public const string Kind = "Backup";

    /// <summary>After a drill that failed, it is tried again the next day.</summary>
    private static readonly TimeSpan DrillAgainAfter = TimeSpan.FromDays(1);

    /// <summary>So often there is a new one, whatever was changed: old ones are removed.</summary>
    private static readonly TimeSpan AgainAfter = TimeSpan.FromDays(1);

    private BackupFolder Folder => database.BackupFolder;

    /// <summary>How backups stand.</summary>
    [RequiresPermission(Permission.ViewBackups)]
    public async Task<BackupOverview> OverviewAsync(CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.ViewBackups, ct);
        var backups = Folder.List();
        var last = LastGood(backups);
        var drill = Folder.LastDrill();
        return new BackupOverview(
            backups.Count,
            backups.Where(backup => backup.IsSigned).Sum(backup => backup.Manifest.Bytes),
            last,
            IsOverdue(last),
            string.IsNullOrWhiteSpace(database.Storage.BackupDirectory),
            options.EveryMinutes,
            retention.BackupDays,
            options.DrillDays,
            drill is null ? null : new DrillView(drill.AtUtc, drill.Seconds, drill.Values, drill.Canaries, drill.Rows, drill.Failure)
        );
    }

    /// <summary>One page of backups, the newest first.</summary>
    [RequiresPermission(Permission.ViewBackups)]
    public async Task<Page<BackupRow>> ListAsync(PageRequest request, CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.ViewBackups, ct);
        var (me, now) = (db.AccessContext.StaffId, authorized.UtcNow);
        var (all, drill) = (Folder.List(), Folder.LastDrill());
        var mine = await db
            .Approvals.AsNoTracking()
            .Where(row =>
                row.Kind == ApprovalKind.Restore
                && row.RequestedById == me
                && row.ExpiresAtUtc > now
                && (row.State == ApprovalState.Open || row.State == ApprovalState.Released)
            )
            .ToListAsync(ct);
        var rows = all.Skip(request.Skip)
            .Take(request.Take)
            .Select(backup =>
            {
                var approval = mine.Find(row => row.SubjectId == backup.Manifest.Id);
                return new BackupRow(
                    backup.Manifest.Id,
                    backup.Manifest.AtUtc,
                    backup.Manifest.Kind,
                    backup.Manifest.Bytes,
                    backup.IsSigned ? backup.Manifest.Facts.Tables.Values.Sum() : 0,
                    StateOf(backup, drill),
                    approval?.Id,
                    approval?.State == ApprovalState.Released
                );
            });
        return new Page<BackupRow>([.. rows], all.Count, false);
    }

    /// <summary>Makes a backup now.</summary>
    /// <exception cref="RuleException">There is no room, the place cannot be written, or another backup is under way.</exception>
    [RequiresPermission(Permission.MakeBackups)]
    public Task<MadeBackup> MakeAsync(CancellationToken ct = default) => MakeAsync(BackupKind.ByHand, null, ct);

    /// <summary>Makes a backup as a file of that name, with its manifest beside it; without a name, in the folder of backups.</summary>
    /// <exception cref="RuleException">As <see cref="MakeAsync(CancellationToken)"/>; or there is such a file.</exception>
    [RequiresPermission(Permission.MakeBackups)]
    public Task<MadeBackup> MakeFileAsync(string? file, CancellationToken ct = default) => MakeAsync(BackupKind.Command, file, ct);

    /// <summary>What the portal does by itself, turn by turn: the list of revocations, a backup if anything was changed, the removal of old
    /// ones, an alarm when the last good one is too old. No step that fails keeps another from being taken; while another process is at
    /// it, there is nothing to do.</summary>
    /// <exception cref="AggregateException">What failed, each noted in the audit log as far as that could be written.</exception>
    [RequiresPermission(Permission.MakeBackups)]
    public async Task KeepAsync(CancellationToken ct = default)
    {
        await RefusedAsync(ct);
        var failed = new List<Exception>();
        foreach (var step in new Func<CancellationToken, Task>[] { CatchUpAsync, MakeIfChangedAsync, RemoveOldAsync, NoteOverdueAsync })
        {
            try
            {
                await step(ct);
            }
            catch (Exception fault) when (!ct.IsCancellationRequested)
            {
                if (fault is not BackupBusyException)
                {
                    failed.Add(fault);
                }
            }
        }

        if (failed.Count > 0)
        {
            throw new AggregateException(failed);
        }
    }

    private async Task MakeIfChangedAsync(CancellationToken ct)
    {
        var now = authorized.UtcNow;
        var backups = Folder.List();
        if (
            database.Backups.UnchangedSince(database.Storage.DatabaseFile) is { } last
            && backups.Any(backup => backup.Manifest.Id == last && backup.IsGood(now))
            && now - LastGood(backups) < AgainAfter
        )
        {
            database.Backups.CurrentAtUtc = now;
        }
        else
        {
            await MakeAsync(BackupKind.Scheduled, null, ct);
        }
    }

    /// <summary>Tries the newest backup out if it is time to. Null when it is not, or there is none.</summary>
    [RequiresPermission(Permission.MakeBackups)]
    public async Task<DrillView?> DrillIfDueAsync(CancellationToken ct = default)
    {
        var last = Folder.LastDrill();
        var wait = last?.Failure is null ? TimeSpan.FromDays(options.DrillDays) : DrillAgainAfter;
        var since = last is null ? wait : authorized.UtcNow - last.AtUtc;
        return since >= TimeSpan.Zero && since < wait ? await RefusedAsync(ct) : await DrillAsync(ct);
    }

    /// <summary>Restores the newest backup into a temporary place, looks at it and removes it; what was found is in the log, and an alarm
    /// when it is unusable. Null when there is no backup.</summary>
    /// <exception cref="BackupBusyException">Another backup or restore is under way.</exception>
    [RequiresPermission(Permission.MakeBackups)]
    public async Task<DrillView?> DrillAsync(CancellationToken ct = default)
    {
        await RefusedAsync(ct);
        DrillResult? found;
        using (Folder.Lock())
        {
            found = await new BackupDrill(database).RunAsync(time, ct);
            if (found is null)
            {
                return null;
            }

            Folder.Keep(found);
        }

        await NoteAsync(
            found.Failure is null ? AuditActs.BackupTried : AuditActs.BackupUnusable,
            found.Backup,
            [
                FormattableString.Invariant($"seconds={found.Seconds:0}"),
                FormattableString.Invariant($"tables={found.Values}"),
                FormattableString.Invariant($"canaries={found.Canaries}"),
                FormattableString.Invariant($"rows={found.Rows}"),
            ],
            ct
        );
        // What nobody foresaw is kept as a failure like any other, and goes to the log of faults as well.
        return found.Fault is null
            ? new DrillView(found.AtUtc, found.Seconds, found.Values, found.Canaries, found.Rows, found.Failure)
            : throw found.Fault;
    }

    private BackupState StateOf(StoredBackup backup, DrillResult? drill) =>
        !backup.IsGood(authorized.UtcNow) || (drill?.Backup == backup.Manifest.Id && drill.Failure is not null) ? BackupState.Unusable
        : drill?.Backup == backup.Manifest.Id ? BackupState.Tried
        : BackupState.Good;

    private DateTime? LastGood(IReadOnlyList<StoredBackup> backups) =>
        backups.FirstOrDefault(backup => backup.IsGood(authorized.UtcNow))?.Manifest.AtUtc;

    private bool IsOverdue(DateTime? lastUtc)
    {
        // When nothing was changed since, an old one has everything.
        var current = database.Backups.CurrentAtUtc is { } known && known > lastUtc ? known : lastUtc;
        return current is null || authorized.UtcNow - current > options.AlarmAfter;
    }

    private async Task<MadeBackup> MakeAsync(BackupKind kind, string? file, CancellationToken ct)
    {
        await RefusedAsync(ct);
        if (file is { Length: > 0 })
        {
            if (Folder.Holds(file))
            {
                throw new RuleException(BackupTexts.FileInFolder);
            }

            if (Path.Exists(file) || Path.Exists(file + BackupManifest.Suffix))
            {
                throw new RuleException(BackupTexts.FileThere);
            }
        }

        StoredBackup made;
        try
        {
            using var locked = Folder.Lock();
            made = await new BackupWriter(database).WriteAsync(kind, file is { Length: > 0 } ? file : null, time, inTurn: false, ct);
        }
        catch (Exception fault) when (fault is not BackupBusyException && !ct.IsCancellationRequested)
        {
            await NoteAsync(AuditActs.BackupFailed, null, [], ct);
            throw fault is InvalidDataException ? new RuleException(fault.Message) : fault;
        }

        await NoteMadeAsync(made, ct);
        return new MadeBackup(
            made.Manifest.Id,
            made.File,
            made.Manifest.AtUtc,
            made.Manifest.Bytes,
            made.Manifest.Facts.Tables.Count,
            made.Manifest.Facts.Tables.Values.Sum()
        );
    }

    /// <summary>The row of a backup; and whether it is the only thing that was written since.</summary>
    private async Task NoteMadeAsync(StoredBackup made, CancellationToken ct)
    {
        await using var work = await authorized.BeginAsync(Permission.MakeBackups, AuditActs.BackupMade, ct);
        var (memory, file) = (database.Backups, database.Storage.DatabaseFile);
        var isAlone = memory.IsAsAtSnapshot(file);
        work.Note(
            Kind,
            made.Manifest.Id,
            null,
            FormattableString.Invariant($"bytes={made.Manifest.Bytes}"),
            FormattableString.Invariant($"sequence={made.Manifest.Facts.AuditSequence}")
        );
        await work.CommitAsync(ct);
        // A file that somebody carries away is none of those that the portal counts on.
        if (isAlone && Folder.Holds(made.File))
        {
            memory.IsClean(file, made.Manifest.Id);
        }

        memory.CurrentAtUtc = made.Manifest.AtUtc;
        database.Changes.Publish([new Change(Kind, made.Manifest.Id)]);
    }

    private async Task RemoveOldAsync(CancellationToken ct)
    {
        using var locked = Folder.Lock();
        var (now, days, all) = (authorized.UtcNow, retention.BackupDays, Folder.List());
        var (removed, failed) = (0, new List<Exception>());
        void Try(Action remove, bool isExpired)
        {
            try
            {
                remove();
                removed += isExpired ? 1 : 0;
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                failed.Add(fault);
            }
        }

        // Those that only make way for the last of their hour are no event.
        foreach (var backup in BackupFolder.Superfluous(all, now, days, backup => backup.IsGood(now)))
        {
            Try(() => BackupFolder.Remove(backup), isExpired: now - backup.Manifest.AtUtc > TimeSpan.FromDays(days));
        }

        foreach (var file in Folder.Expired(all, now, days))
        {
            Try(() => File.Delete(file), isExpired: true);
        }

        if (removed > 0)
        {
            await NoteAsync(AuditActs.BackupsRemoved, null, [FormattableString.Invariant($"count={removed}")], ct);
        }

        if (failed.Count > 0)
        {
            throw new AggregateException(failed);
        }
    }

    private async Task NoteOverdueAsync(CancellationToken ct)
    {
        if (IsOverdue(LastGood(Folder.List())))
        {
            await NoteAsync(AuditActs.BackupOverdue, null, [], ct);
        }
    }

    private async Task CatchUpAsync(CancellationToken ct)
    {
        await RefusedAsync(ct);
        try
        {
            using var turn = await database.Gate.EnterAsync(ct);
            await using var db = database.CreateContext();
            await new RevocationList(database.Places).CatchUpAsync(database, db, authorized.UtcNow, ct);
        }
        catch (Exception fault) when (!ct.IsCancellationRequested)
        {
            await NoteAsync(AuditActs.BackupFailed, null, ["revocations"], ct);
            throw new InvalidOperationException(BackupTexts.ListNotKept, fault);
        }
    }

    private async Task NoteAsync(string act, Guid? backup, string[] fields, CancellationToken ct)
    {
        await using (var work = await authorized.BeginAsync(Permission.MakeBackups, act, ct))
        {
            work.Note(Kind, backup, null, fields);
            await work.CommitAsync(ct);
        }

        database.Changes.Publish([new Change(Kind, backup)]);
    }

    /// <summary>Refuses whoever may not, before anything is done.</summary>
    private async Task<DrillView?> RefusedAsync(CancellationToken ct)
    {
        await using (await authorized.OpenAsync(Permission.MakeBackups, ct)) { }

        return null;
    }
}
