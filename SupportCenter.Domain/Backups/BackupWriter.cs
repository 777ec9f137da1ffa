using Microsoft.Data.Sqlite;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;

namespace SupportCenter.Domain.Backups;

/// <summary>Makes one backup: a snapshot begun in a turn at the write gate, copied while people work, read back, and put in place in one
/// step.</summary>
/// <remarks>Why it is consistent: nobody writes while the turn lasts, and a reader of a write-ahead log sees the database as it was
/// when its reading began, whatever is written later. So the turn has to last no longer than it takes to begin reading.
/// docs/decisions/0070 says more.</remarks>
internal sealed class BackupWriter(PortalDatabase database)
{
    private BackupFolder Folder => database.BackupFolder;

    /// <summary>Called when the snapshot was begun and the gate is free again: for tests.</summary>
    internal Action? OnSnapshot { get; set; }

    /// <summary>Makes a backup in the folder of backups; the caller holds its lock.</summary>
    /// <param name="kind">Why.</param>
    /// <param name="time">The clock.</param>
    /// <param name="inTurn">Whether the caller holds the write gate already.</param>
    /// <exception cref="RuleException">There is no room, or the place cannot be written; nothing was left.</exception>
    /// <exception cref="InvalidDataException">What was read back is not what was written: the database or the disk is damaged.</exception>
    public Task<StoredBackup> WriteAsync(BackupKind kind, TimeProvider time, bool inTurn, CancellationToken cancellation) =>
        WriteAsync(kind, null, time, inTurn, cancellation);

    /// <summary>The same as a file of that name, which must not exist.</summary>
    public async Task<StoredBackup> WriteAsync(
        BackupKind kind,
        string? file,
        TimeProvider time,
        bool inTurn,
        CancellationToken cancellation
    )
    {
        var part = file is null ? Path.Combine(Folder.FullPath, $"{NewId.Create():N}{BackupFolder.Part}") : file + BackupFolder.Part;
        try
        {
            // Copying takes seconds of a thread.
            return await Task.Run(() => WriteAsync(kind, file, part, time, inTurn, cancellation), cancellation);
        }
        catch (Exception fault) when (StorageFault.IsFull(fault) || (fault is IOException or UnauthorizedAccessException && !IsOurs(fault)))
        {
            throw new RuleException(StorageFault.IsFull(fault) ? BackupTexts.NoRoom : BackupTexts.NotWritten);
        }
        finally
        {
            foreach (var left in new[] { part, part + "-journal", part + "-wal", part + "-shm" })
            {
                File.Delete(left);
            }
        }
    }

    /// <summary>The newest good backup of that kind, if the database says just the same as it now. Only in a turn at the write
    /// gate.</summary>
    public static async Task<StoredBackup?> LastAsItIsAsync(PortalDatabase database, BackupKind kind, CancellationToken cancellation)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        if (database.BackupFolder.List().FirstOrDefault(backup => backup.Manifest.Kind == kind && backup.IsGood(now)) is not { } last)
        {
            return null;
        }

        await using var source = DatabaseCopy.Open(database.Storage.DatabaseFile, SqliteOpenMode.ReadOnly);
        return
            DatabaseCopy.FactsOf(source).Agrees(last.Manifest.Facts)
            && await DatabaseCopy.HashAsync(last.File, cancellation) == last.Manifest.Sha256
            ? last
            : null;
    }

    private static bool IsOurs(Exception fault) => fault is KeyFileException;

    private async Task<StoredBackup> WriteAsync(
        BackupKind kind,
        string? file,
        string part,
        TimeProvider time,
        bool inTurn,
        CancellationToken cancellation
    )
    {
        var (facts, at) = await CopyAsync(part, time, inTurn, cancellation);
        EnsureReadsBack(part, facts);
        var manifest = new BackupManifest(
            NewId.Create(),
            at,
            kind,
            new FileInfo(part).Length,
            await DatabaseCopy.HashAsync(part, cancellation),
            facts,
            new RevocationList(database.Places).LastNumber
        );
        var place = file ?? Path.Combine(Folder.FullPath, manifest.FileName);
        File.Move(part, place);
        try
        {
            using var key = CheckpointKey.Open(database.Places.KeyFile);
            // With the manifest it is a backup. The folder is flushed with it.
            SignedText.Write(place + BackupManifest.Suffix, SignedText.Sign(manifest.ToJson(), key));
        }
        catch
        {
            File.Delete(place);
            File.Delete(place + BackupManifest.Suffix + BackupFolder.Part);
            throw;
        }

        return new StoredBackup(place, manifest, IsSigned: true);
    }

    private async Task<(DatabaseFacts Facts, DateTime AtUtc)> CopyAsync(
        string part,
        TimeProvider time,
        bool inTurn,
        CancellationToken cancellation
    )
    {
        StorageFault.EnsureRoom(Path.GetDirectoryName(Path.GetFullPath(part))!, new FileInfo(database.Storage.DatabaseFile).Length);
        await using var source = DatabaseCopy.Open(database.Storage.DatabaseFile, SqliteOpenMode.ReadWrite);
        SqliteTransaction snapshot;
        DateTime at;
        using (inTurn ? null : await database.Gate.EnterAsync(cancellation))
        {
            (snapshot, at) = (DatabaseCopy.BeginSnapshot(source), time.GetUtcNow().UtcDateTime);
            database.Backups.SnapshotBegins(database.Storage.DatabaseFile);
        }

        await using (snapshot)
        {
            OnSnapshot?.Invoke();
            DatabaseCopy.Write(source, part);
            cancellation.ThrowIfCancellationRequested();
            return (DatabaseCopy.FactsOf(source), at);
        }
    }

    private static void EnsureReadsBack(string file, DatabaseFacts facts)
    {
        using var copy = DatabaseCopy.Open(file, SqliteOpenMode.ReadOnly);
        if (DatabaseCopy.DamageOf(copy) is not null || !DatabaseCopy.FactsOf(copy).Agrees(facts))
        {
            throw new InvalidDataException(BackupTexts.NotReadBack);
        }
    }
}

/// <summary>What a process remembers of its backups: whether anything was changed since the last one.</summary>
internal sealed class BackupMemory : IDisposable
{
    private readonly Lock turn = new();
    private SqliteConnection? watcher;
    private long? atSnapshot;
    private (long Version, Guid Backup)? clean;

    /// <summary>When everything was last known to be in a good backup.</summary>
    public DateTime? CurrentAtUtc { get; set; }

    /// <summary>The backup since which nothing was changed but the row that says so; null when something was.</summary>
    public Guid? UnchangedSince(string file)
    {
        lock (turn)
        {
            return clean is { } last && last.Version == Version(file) ? last.Backup : null;
        }
    }

    /// <summary>Only in a turn at the write gate.</summary>
    public void SnapshotBegins(string file)
    {
        lock (turn)
        {
            (atSnapshot, clean) = (Version(file), null);
        }
    }

    /// <summary>Whether nobody wrote since the snapshot; only in a turn at the write gate, before the backup's own row is
    /// written.</summary>
    public bool IsAsAtSnapshot(string file)
    {
        lock (turn)
        {
            return atSnapshot == Version(file);
        }
    }

    /// <summary>Only in the same turn, after the row was committed.</summary>
    public void IsClean(string file, Guid backup)
    {
        lock (turn)
        {
            clean = (Version(file), backup);
        }
    }

    public void Dispose() => watcher?.Dispose();

    private long Version(string file) => DatabaseCopy.VersionOf(watcher ??= DatabaseCopy.Open(file, SqliteOpenMode.ReadOnly));
}
