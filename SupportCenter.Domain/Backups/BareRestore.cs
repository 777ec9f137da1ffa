using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;

namespace SupportCenter.Domain.Backups;

/// <summary>Restores a backup where no database is left: a new machine, or one whose database was moved away. Whoever can do this has the
/// file, the key and the server; two people cannot be asked where nobody can sign in. The restored log says so as its next row, and an
/// alarm waits for the city at the next start.</summary>
public static class BareRestore
{
    /// <summary>Puts a backup in the place of the database, or leaves nothing.</summary>
    /// <param name="storage">Where the database and the key file belong.</param>
    /// <param name="audit">Where checkpoints and their key lie.</param>
    /// <param name="file">The backup, with its manifest beside it.</param>
    /// <param name="withoutCheckpoints">The checkpoints and their public key are lost: signatures are not looked at, and the log says
    /// so.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="InvalidDataException">The key file is missing or another's; the file is no backup, damaged, or not of this
    /// installation; or a database is there.</exception>
    /// <exception cref="RuleException">There is no room, or another process restores.</exception>
    public static async Task<RestoredDatabase> RunAsync(
        StorageOptions storage,
        AuditOptions audit,
        string file,
        bool withoutCheckpoints,
        TimeProvider time,
        CancellationToken cancellation
    )
    {
        PrivateFolder.Ensure(storage.DataDirectory, Path.GetFileName(storage.DatabaseFile));
        var cipher = new PersonalCipher(KeyRing.Open(storage.KeyFilePath, mayCreate: false));
        using var gate = new WriteGate(storage.GateFile, () => { }) { Patience = TimeSpan.FromSeconds(5) };
        // Held to the end: a portal that is started meanwhile waits, and finds the restored database.
        using var turn = await gate.EnterAsync(cancellation);
        if (new[] { "", "-wal" }.Any(suffix => File.Exists(storage.DatabaseFile + suffix)))
        {
            throw new InvalidDataException(BackupTexts.DatabaseThere);
        }

        StagedRestore.Clear(storage.DataDirectory);
        var places = AuditPlaces.Of(storage, audit);
        using var keys = PublicKeys.Read(places.PublicKeyFile);
        if (StoredBackup.Read(file, keys.ById) is not { } backup)
        {
            throw new InvalidDataException(
                File.Exists(file) && !DatabaseCopy.IsDatabase(file) ? BackupTexts.NoBackup : BackupTexts.NoManifest
            );
        }

        await using var staged = await StagedRestore.PrepareAsync(
            backup,
            StagedRestore.NewFolder(storage.DataDirectory),
            cipher,
            audit,
            places,
            isTrusted: !withoutCheckpoints,
            cancellation
        );
        var actor = new AccessContext(
            CallerKind.Console,
            null,
            null,
            Permission.RestoreBackups,
            AccessScope.All,
            CallerIdentity.Console.Origin
        );
        await staged.CompleteAsync(
            actor,
            LastKnown(places, staged.Facts),
            [withoutCheckpoints ? "without-checkpoints" : "console"],
            time,
            cancellation
        );
        await staged.CloseAsync();
        File.Move(staged.DatabaseFile, storage.DatabaseFile);
        PrivateFolder.Flush(storage.DataDirectory);
        await SignAsync(storage, audit, cipher, time, turn);
        return new RestoredDatabase(backup.Manifest.AtUtc, staged.Facts.AuditSequence, staged.Reapplied);
    }

    /// <summary>The last row that a checkpoint names: what was there after that, nobody knows.</summary>
    private static (long Sequence, string Hash) LastKnown(AuditPlaces places, DatabaseFacts facts) =>
        new CheckpointFolder(places.CheckpointDirectory).Files() is [.., var last]
        && Checkpoint.Claimed(CheckpointFolder.LineOf(last)) is { } checkpoint
        && checkpoint.Sequence > facts.AuditSequence
            ? (checkpoint.Sequence, checkpoint.Hash)
            : (facts.AuditSequence, facts.AuditHash);

    private static async Task SignAsync(
        StorageOptions storage,
        AuditOptions audit,
        PersonalCipher cipher,
        TimeProvider time,
        IDisposable turn
    )
    {
        turn.Dispose(); // The signature takes a turn of its own.
        using var database = new PortalDatabase(storage, cipher) { Audit = audit };
        await BackupService.SignAsync(database, time);
    }
}
