using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Keys;
using SupportCenter.Domain.Retention;

namespace SupportCenter.Domain.Backups;

/// <summary>A backup, unpacked into a folder of its own and looked at from all sides; then brought up to what must not come back, before
/// anybody can use it.</summary>
internal sealed class StagedRestore : IAsyncDisposable
{
    public const string FolderPattern = "restoring-*";
    private const string Prefix = "restoring-";
    private readonly string folder;
    private readonly AuditPlaces places;
    private readonly bool isTrusted;

    private StagedRestore(
        string folder,
        PortalDatabase database,
        DatabaseFacts facts,
        StoredBackup backup,
        AuditPlaces places,
        bool isTrusted
    ) => (this.folder, Database, Facts, Backup, this.places, this.isTrusted) = (folder, database, facts, backup, places, isTrusted);

    public PortalDatabase Database { get; }

    /// <summary>What the backup said of itself, before it was brought up to date.</summary>
    public DatabaseFacts Facts { get; }

    public StoredBackup Backup { get; }

    /// <summary>How many things were taken away again.</summary>
    public int Reapplied { get; private set; }

    public string DatabaseFile => Database.Storage.DatabaseFile;

    /// <summary>A folder beside the data for one restore.</summary>
    public static string NewFolder(string dataDirectory) => Path.Combine(dataDirectory, Prefix + NewId.Create().ToShort()[..8]);

    /// <summary>Removes what restores that were broken off left.</summary>
    public static void Clear(string dataDirectory)
    {
        foreach (var left in Directory.EnumerateDirectories(dataDirectory, FolderPattern))
        {
            Directory.Delete(left, recursive: true);
        }
    }

    /// <summary>Copies a backup into the folder and holds it against its manifest, the key file and the checkpoints.</summary>
    /// <param name="backup">The file, and its manifest.</param>
    /// <param name="folder">A folder that does not exist; it goes with this.</param>
    /// <param name="cipher">The keys.</param>
    /// <param name="audit">How the log is watched over.</param>
    /// <param name="places">Where checkpoints, their keys and the list of revocations lie.</param>
    /// <param name="isTrusted">Whether signatures and checkpoints are looked at; if not, they are lost.</param>
    /// <exception cref="InvalidDataException">It is no backup, or damaged, or the keys or the checkpoints are of another
    /// installation.</exception>
    public static async Task<StagedRestore> PrepareAsync(
        StoredBackup backup,
        string folder,
        PersonalCipher cipher,
        AuditOptions audit,
        AuditPlaces places,
        bool isTrusted,
        CancellationToken cancellation
    )
    {
        PrivateFolder.Ensure(folder, "portal.db");
        PortalDatabase? database = null;
        try
        {
            var storage = new StorageOptions { DataDirectory = folder };
            var facts = await CopyAsync(backup, storage.DatabaseFile, cancellation);
            if (isTrusted)
            {
                EnsureIsOurs(backup, storage.DatabaseFile, places, cancellation);
            }

            database = new PortalDatabase(storage, cipher)
            {
                Audit = new AuditOptions
                {
                    Alarms = audit.Alarms,
                    Checkpoints = { Directory = places.CheckpointDirectory, KeyFile = places.KeyFile },
                },
            };
            await database.MigrateAsync(cancellation);
            await KeyFileValidator.EnsureFitsAsync(database, cancellation);
            return new StagedRestore(folder, database, facts, backup, places, isTrusted);
        }
        catch
        {
            await LeaveAsync(database, folder);
            throw;
        }
    }

    /// <summary>Ends every sign-in, voids every approval, takes away again what was disposed of, withdrawn or revoked, and says so in the
    /// log as its next row. Afterwards nothing of it is left in the file.</summary>
    /// <param name="actor">Who restores.</param>
    /// <param name="from">The last row that is known of what is replaced.</param>
    /// <param name="facts">What else the row says.</param>
    /// <param name="time">The clock.</param>
    public async Task CompleteAsync(
        AccessContext actor,
        (long Sequence, string Hash) from,
        IReadOnlyList<string> facts,
        TimeProvider time,
        CancellationToken cancellation
    )
    {
        var now = time.GetUtcNow().UtcDateTime;
        var list = new RevocationList(places);
        var (revoked, unread) = isTrusted ? (list.Read().Entries, 0) : list.ReadUnchecked();
        var text = Record(from, now);
        var isErased = false;
        var db = Database.CreateContext();
        db.AccessContext = actor;
        await using (var work = await UnitOfWork.BeginAsync(db, Database, AuditActs.DatabaseRestored, time, cancellation))
        {
            work.Note(
                BackupService.Kind,
                Backup.Manifest.Id,
                null,
                [
                    FormattableString.Invariant($"to={Facts.AuditSequence}"),
                    FormattableString.Invariant($"from={from.Sequence}"),
                    RestoreRecord.FieldOf(text),
                    .. facts,
                    .. unread > 0 ? [FormattableString.Invariant($"revocations-unread={unread}")] : Array.Empty<string>(),
                ]
            );
            await CallbackKeys.FillAsync(db, Database.Index, cancellation);
            var replay = new RevocationReplay(db, now, isTrusted);
            await replay.EndSessionsAndApprovalsAsync(cancellation);
            foreach (var entry in await replay.ApplyAsync(revoked, cancellation))
            {
                work.NoteAs(AuditActs.RevocationReapplied, RevocationReplay.SubjectOf(entry.Kind), entry.Id);
                isErased |= entry.Kind != RevokedKind.Staff;
                Reapplied++;
            }

            await work.CommitAsync(cancellation);
            list.GoOnFrom((await AuditTrail.LastAsync(db, cancellation)).Sequence, now);
        }

        await KeyFileValidator.EnsureAsync(Database, time, cancellation);
        await using var sweeping = Database.CreateContext();
        if (isErased && !await DatabaseVacuum.RunAsync(Database, sweeping, cancellation))
        {
            throw new InvalidDataException(BackupTexts.Damaged);
        }
    }

    /// <summary>Lets go of the file, so that it can be moved.</summary>
    public async Task CloseAsync()
    {
        await using (var db = Database.CreateContext())
        {
            SqliteConnection.ClearPool((SqliteConnection)db.Database.GetDbConnection());
        }

        using var last = DatabaseCopy.Open(DatabaseFile, SqliteOpenMode.ReadWrite);
        using var command = last.CreateCommand();
        command.CommandText = "PRAGMA journal_mode=DELETE";
        command.ExecuteNonQuery();
    }

    public async ValueTask DisposeAsync() => await LeaveAsync(Database, folder);

    private static async Task LeaveAsync(PortalDatabase? database, string folder)
    {
        if (database is not null)
        {
            await using (var db = database.CreateContext())
            {
                SqliteConnection.ClearPool((SqliteConnection)db.Database.GetDbConnection());
            }

            database.Dispose();
        }

        Directory.Delete(folder, recursive: true);
    }

    private static async Task<DatabaseFacts> CopyAsync(StoredBackup backup, string target, CancellationToken cancellation)
    {
        if (!DatabaseCopy.IsDatabase(backup.File))
        {
            throw new InvalidDataException(BackupTexts.NoBackup);
        }

        try
        {
            // What was left out of it is in its log until it has taken its place: as much once more.
            StorageFault.EnsureRoom(Path.GetDirectoryName(target)!, 2 * new FileInfo(backup.File).Length);
            var hash = await DatabaseCopy.CopyAsync(backup.File, target, cancellation);
            if (hash != backup.Manifest.Sha256)
            {
                throw new InvalidDataException(BackupTexts.Damaged);
            }

            using var copy = DatabaseCopy.Open(target, SqliteOpenMode.ReadWrite);
            if (DatabaseCopy.DamageOf(copy) is not null || DatabaseCopy.FactsOf(copy) is not { Migration: not null } facts)
            {
                throw new InvalidDataException(BackupTexts.Damaged);
            }

            if (!facts.Agrees(backup.Manifest.Facts))
            {
                throw new InvalidDataException(BackupTexts.Damaged);
            }

            // As every connection of ours expects it, those that only read too.
            DatabaseCopy.UseWriteAheadLog(copy);
            return facts;
        }
        catch (SqliteException fault) when (!StorageFault.IsFull(fault))
        {
            throw new InvalidDataException(BackupTexts.Damaged, fault);
        }
        catch (Exception fault) when (StorageFault.IsFull(fault))
        {
            throw new RuleException(BackupTexts.NoRoom);
        }
    }

    private static void EnsureIsOurs(StoredBackup backup, string copy, AuditPlaces places, CancellationToken cancellation)
    {
        if (!backup.IsSigned)
        {
            throw new InvalidDataException(BackupTexts.NotSigned);
        }

        var folder = new CheckpointFolder(places.CheckpointDirectory);
        if (backup.Manifest.Facts.Checkpoint > 0 && folder.Files().Count == 0)
        {
            throw new InvalidDataException(BackupTexts.NoCheckpoints);
        }

        var list = new RevocationList(places);
        if (list.LastNumber < backup.Manifest.Revocations || list.Read().Bad.Count > 0)
        {
            throw new InvalidDataException(BackupTexts.ListDamaged);
        }

        if (!AuditVerifier.VerifyCopy(copy, places, cancellation).IsSound)
        {
            throw new InvalidDataException(BackupTexts.LogDamaged);
        }
    }

    private string Record((long Sequence, string Hash) from, DateTime nowUtc)
    {
        var series = new SignedSeries(places.CheckpointDirectory, RestoreRecord.Prefix);
        var last = series.Last();
        var checkpoints = new CheckpointFolder(places.CheckpointDirectory).Files();
        var record = new RestoreRecord(
            last.Number + 1,
            last.Hash,
            Backup.Manifest.Id,
            Backup.Manifest.AtUtc,
            Facts.AuditSequence,
            Facts.AuditHash,
            from.Sequence,
            from.Hash,
            Facts.Checkpoint,
            checkpoints.Count == 0 ? Facts.Checkpoint : Math.Max(Facts.Checkpoint, CheckpointFolder.NumberOf(checkpoints[^1])),
            nowUtc
        );
        using var key = CheckpointKey.Open(places.KeyFile);
        series.Add(record.Number, record.ToJson(), key);
        return record.ToJson();
    }
}
