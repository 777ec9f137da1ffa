using System.Security.Cryptography;
using SupportCenter.Domain.Backups;

namespace SupportCenter.Domain.Audit;

/// <summary>Verifies the audit log of a database file against its own chain and against signed checkpoints (ASVS 16.4.2). Needs nothing
/// of the running portal: the file, the checkpoints and their public key.</summary>
public sealed class AuditVerifier
{
    private readonly StoredAuditLog stored;
    private readonly CheckpointSeries series;
    private readonly Dictionary<long, string> remembered;
    private readonly IReadOnlyList<RestoreRecord> restores;
    private readonly IReadOnlyList<string> badRestores;
    private readonly bool isCopy;
    private long rows;

    private AuditVerifier(StoredAuditLog stored, CheckpointSeries series, string checkpointDirectory, string publicKeyFile, bool isCopy)
    {
        (this.stored, this.series, this.isCopy, remembered) = (stored, series, isCopy, stored.RememberedCheckpoints());
        (restores, badRestores) = RestoreRecord.InLog(checkpointDirectory, publicKeyFile, stored.RestoredRows());
    }

    /// <summary>Reads everything once, a million rows in the memory of a few.</summary>
    /// <param name="databaseFile">The database; it is opened for reading only.</param>
    /// <param name="checkpointDirectory">The folder of the checkpoints.</param>
    /// <param name="publicKeyFile">Their public keys in PEM.</param>
    /// <exception cref="FileNotFoundException">There is no such database, or there are checkpoints and no public key.</exception>
    public static AuditVerdict Verify(
        string databaseFile,
        string checkpointDirectory,
        string publicKeyFile,
        CancellationToken cancellation = default
    )
    {
        // The checkpoints first: rows that come meanwhile are in the snapshot, checkpoints that come meanwhile are not missed.
        var series = CheckpointSeries.Read(checkpointDirectory, publicKeyFile);
        using var stored = StoredAuditLog.Open(databaseFile);
        return new AuditVerifier(stored, series, checkpointDirectory, publicKeyFile, isCopy: false).Run(checkpointDirectory, cancellation);
    }

    /// <summary>The same for a backup: checkpoints that were signed after it was made are nothing to it.</summary>
    internal static AuditVerdict VerifyCopy(string databaseFile, AuditPlaces places, CancellationToken cancellation)
    {
        var series = CheckpointSeries.Read(places.CheckpointDirectory, places.PublicKeyFile);
        using var stored = StoredAuditLog.Open(databaseFile);
        return new AuditVerifier(stored, series, places.CheckpointDirectory, places.PublicKeyFile, isCopy: true).Run(
            places.CheckpointDirectory,
            cancellation
        );
    }

    /// <summary>The same with the places of the settings.</summary>
    public static AuditVerdict Verify(AuditPlaces places, CancellationToken cancellation = default) =>
        Verify(places.DatabaseFile, places.CheckpointDirectory, places.PublicKeyFile, cancellation);

    private AuditVerdict Run(string checkpointDirectory, CancellationToken cancellation)
    {
        var chain = Walk(cancellation);
        // A checkpoint that was written while the rows were read is in the folder by now.
        var present = new CheckpointFolder(checkpointDirectory).Files().Select(CheckpointFolder.NumberOf).ToHashSet();
        List<AuditDamage> damage =
        [
            .. series.Damage(present, remembered),
            .. badRestores.Select(name => new AuditDamage(DamageKind.CheckpointForged, null, name)),
        ];
        if (chain is not null)
        {
            damage.Add(chain);
        }

        return new AuditVerdict(
            rows,
            series.Signed.Count,
            series.Signed.Where(Counts).Select(checkpoint => (long?)checkpoint.Sequence).Max(),
            damage
        )
        {
            Restores =
            [
                .. restores.Select(restore => new AuditRestore(
                    restore.AtUtc,
                    restore.BackupAtUtc,
                    restore.FromSequence,
                    restore.ToSequence
                )),
            ],
        };
    }

    private AuditDamage? Walk(CancellationToken cancellation)
    {
        var (expected, previous) = (1L, AuditTrail.Genesis);
        byte[]? beforePrevious = null;
        foreach (var row in stored.Rows())
        {
            cancellation.ThrowIfCancellationRequested();
            rows++;
            if (row.Entry.Sequence != expected || !row.Entry.PreviousHash.AsSpan().SequenceEqual(previous) || !row.IsItselfAs(expected))
            {
                return new DamagedRow(stored, row, expected, previous, beforePrevious).Explain();
            }

            if (
                series
                    .At(expected)
                    .FirstOrDefault(checkpoint => Counts(checkpoint) && checkpoint.Hash != Convert.ToHexStringLower(row.Entry.Hash)) is
                { } other
            )
            {
                // Sound in itself, and not what was signed. Whoever rewrites rows leaves the times before the signature; a database that
                // went on from an older copy has later ones, and does not remember the checkpoint.
                var wentOn = !Remembers(other) && row.Entry.AtUtc > other.AtUtc;
                return new AuditDamage(wentOn ? DamageKind.DatabaseRolledBack : DamageKind.ChainRebuilt, expected, other.FileName);
            }

            (beforePrevious, previous, expected) = (previous, row.Entry.Hash, expected + 1);
        }

        return EndOf(expected - 1);
    }

    /// <summary>Rows that were signed and are not there any more.</summary>
    private AuditDamage? EndOf(long last)
    {
        if (series.Signed.FirstOrDefault(checkpoint => checkpoint.Sequence > last && Counts(checkpoint)) is { } later)
        {
            var cut = stored.HasOrphans || Remembers(later);
            return new AuditDamage(cut ? DamageKind.TailCutOff : DamageKind.DatabaseRolledBack, last + 1, later.FileName);
        }

        return stored.HasOrphans ? new AuditDamage(DamageKind.TailCutOff, last + 1) : null;
    }

    /// <summary>Whether the log has to agree with the checkpoint: it was not signed in a time that a restore has given up on
    /// purpose.</summary>
    private bool Counts(Checkpoint checkpoint) =>
        !restores.Any(restore => restore.Explains(checkpoint.Number))
        && (!isCopy || checkpoint.Number <= remembered.Keys.DefaultIfEmpty(0).Max());

    private bool Remembers(Checkpoint checkpoint) => remembered.ContainsKey(checkpoint.Number);
}

/// <summary>The checkpoints of a folder, and what is wrong with them.</summary>
internal sealed class CheckpointSeries
{
    private readonly List<(string File, string Line, Checkpoint? Checkpoint)> files = [];
    private readonly ILookup<long, Checkpoint> bySequence;

    private CheckpointSeries(IEnumerable<string> paths, IReadOnlyDictionary<string, ECDsa> keys)
    {
        foreach (var path in paths)
        {
            var line = CheckpointFolder.LineOf(path);
            files.Add((path, line, Checkpoint.Read(line, keys)));
        }

        Signed = [.. files.Select(file => file.Checkpoint).OfType<Checkpoint>().OrderBy(checkpoint => checkpoint.Number)];
        bySequence = Signed.ToLookup(checkpoint => checkpoint.Sequence);
    }

    /// <summary>Those with a good signature.</summary>
    public IReadOnlyList<Checkpoint> Signed { get; }

    public static CheckpointSeries Read(string directory, string publicKeyFile)
    {
        var paths = new CheckpointFolder(directory).Files();
        var keys = paths.Count > 0 ? CheckpointKey.ReadPublic(publicKeyFile) : new Dictionary<string, ECDsa>();
        try
        {
            return new CheckpointSeries(paths, keys);
        }
        finally
        {
            foreach (var key in keys.Values)
            {
                key.Dispose();
            }
        }
    }

    public IEnumerable<Checkpoint> At(long sequence) => bySequence[sequence];

    /// <summary>Files that the key did not sign, that are under another's name or do not follow the one before, and numbers that are
    /// missing.</summary>
    public IEnumerable<AuditDamage> Damage(IReadOnlySet<long> present, IReadOnlyDictionary<long, string> remembered)
    {
        string? before = null;
        var expected = 1L;
        foreach (var (file, line, checkpoint) in files)
        {
            var name = Path.GetFileName(file);
            if (
                checkpoint is null
                || checkpoint.FileName != name
                || (before is not null && checkpoint.Number == expected && checkpoint.Previous != before)
                || (remembered.TryGetValue(checkpoint.Number, out var known) && known != Checkpoint.HashOf(line))
            )
            {
                yield return new AuditDamage(DamageKind.CheckpointForged, null, name);
            }

            // What follows a forged line is held against nothing: one finding for one file.
            before = checkpoint is null ? null : Checkpoint.HashOf(line);
            expected = CheckpointFolder.NumberOf(file) + 1;
        }

        var last = Math.Max(files.Count == 0 ? 0 : CheckpointFolder.NumberOf(files[^1].File), remembered.Keys.DefaultIfEmpty(0).Max());
        for (var number = 1L; number <= last; number++)
        {
            if (!present.Contains(number))
            {
                yield return new AuditDamage(DamageKind.CheckpointMissing, null, $"{number:D9}");
            }
        }
    }
}
