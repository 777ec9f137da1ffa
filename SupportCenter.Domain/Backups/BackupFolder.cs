using System.Security.Cryptography;
using System.Text.RegularExpressions;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Settings;

namespace SupportCenter.Domain.Backups;

/// <summary>A backup as it lies in a folder.</summary>
/// <param name="Manifest">What the manifest says, whoever wrote it.</param>
/// <param name="IsSigned">Whether a key of this installation signed that manifest. Both come from one reading of its file.</param>
internal sealed record StoredBackup(string File, BackupManifest Manifest, bool IsSigned)
{
    // Clocks of two machines differ.
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <summary>Whether the file is there in its whole length: what can be said without reading it.</summary>
    public bool IsWhole => new FileInfo(File) is { Exists: true } found && found.Length == Manifest.Bytes;

    /// <summary>Whether the portal counts on it: signed, whole, and not of a time to come.</summary>
    public bool IsGood(DateTime nowUtc) => IsSigned && !IsOfTimeToCome(nowUtc) && IsWhole;

    public bool IsOfTimeToCome(DateTime nowUtc) => Manifest.AtUtc > nowUtc + Tolerance;

    /// <summary>Reads the manifest beside a backup; null when there is none.</summary>
    public static StoredBackup? Read(string file, IReadOnlyDictionary<string, ECDsa> publicKeys)
    {
        try
        {
            var content = System.IO.File.ReadAllText(file + BackupManifest.Suffix);
            return BackupManifest.Read(SignedText.TextOf(content)) is { } manifest
                ? new StoredBackup(file, manifest, SignedText.IsSigned(content, publicKeys))
                : null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}

/// <summary>The folder of backups: each is a database file with a signed manifest beside it. A file without one is what a stop in the
/// middle left, and is no backup.</summary>
/// <param name="publicKeyFile">The public keys of this installation; without the file nothing counts as signed.</param>
internal sealed partial class BackupFolder(string path, string publicKeyFile)
{
    public const string Part = ".part";
    private const string OwnFile = "backup.lock";
    private const string Pattern = "portal-*.db";
    private const string Setting = "Storage:BackupDirectory";

    /// <summary>All are kept for so long; then the last of each hour, then the last of each day.</summary>
    internal static readonly TimeSpan KeepsAll = TimeSpan.FromHours(1);

    internal static readonly TimeSpan KeepsHourly = TimeSpan.FromHours(24);

    // Links lead to what is not the folder's; what cannot be entered (lost+found) is not either.
    private static readonly EnumerationOptions OwnFilesOnly = new()
    {
        RecurseSubdirectories = true,
        IgnoreInaccessible = true,
        AttributesToSkip = FileAttributes.ReparsePoint,
    };

    /// <summary>So many of those that were made before a change of the tables, and of those before a restore.</summary>
    private const int KeepsOfOccasion = 2;

    public string FullPath => path;

    private string LastDrillFile => Path.Combine(path, "last-drill.json");

    /// <summary>What has a manifest, the newest first.</summary>
    public IReadOnlyList<StoredBackup> List()
    {
        using var keys = PublicKeys.Read(publicKeyFile);
        try
        {
            return Directory.Exists(path)
                ?
                [
                    .. Directory
                        .EnumerateFiles(path, Pattern + BackupManifest.Suffix)
                        .Select(file => StoredBackup.Read(file[..^BackupManifest.Suffix.Length], keys.ById))
                        .OfType<StoredBackup>()
                        .OrderByDescending(backup => backup.Manifest.AtUtc)
                        .ThenBy(backup => backup.Manifest.Id),
                ]
                : [];
        }
        catch (DirectoryNotFoundException)
        {
            return []; // A share that is just not there.
        }
    }

    /// <summary>The backup of that id that is signed; null when there is none.</summary>
    public StoredBackup? Find(Guid id) => List().FirstOrDefault(backup => backup.IsSigned && backup.Manifest.Id == id);

    /// <summary>Whether a file would lie in this folder, where only what the portal names itself is kept.</summary>
    public bool Holds(string file) =>
        new DirectoryInfo(Path.GetDirectoryName(Path.GetFullPath(file))!).FullName.Equals(
            new DirectoryInfo(path).FullName,
            OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal
        );

    /// <summary>Makes the folder and keeps every other process out of it, as long as what it gives is not disposed of; clears away what a
    /// stop left.</summary>
    /// <exception cref="BackupBusyException">Another process makes a backup, tries one out or restores.</exception>
    /// <exception cref="RuleException">The folder cannot be written.</exception>
    public IDisposable Lock()
    {
        FileStream held;
        try
        {
            PrivateFolder.Ensure(path, OwnFile, Setting);
            held = new FileStream(Path.Combine(path, OwnFile), PrivateFolder.OptionsFor(FileMode.OpenOrCreate, FileShare.None));
        }
        catch (IOException fault) when (WriteGate.IsHeld(fault))
        {
            throw new BackupBusyException();
        }
        catch (Exception fault)
            when (fault is IOException or UnauthorizedAccessException or InvalidSettingException or InvalidDataException)
        {
            throw new RuleException(BackupTexts.NotWritten);
        }

        try
        {
            Clear();
            return held;
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>Removes a backup: the manifest first, so that no half is ever listed.</summary>
    public static void Remove(StoredBackup backup)
    {
        File.Delete(backup.File + BackupManifest.Suffix);
        File.Delete(backup.File);
    }

    /// <summary>Those that are not kept any longer.</summary>
    /// <param name="days">Nothing older is kept, whatever it is: certificates of disposal say so.</param>
    /// <param name="isGood">Whether the portal counts on one (<see cref="StoredBackup.IsGood"/>).</param>
    public static IReadOnlyList<StoredBackup> Superfluous(
        IEnumerable<StoredBackup> all,
        DateTime nowUtc,
        int days,
        Func<StoredBackup, bool> isGood
    )
    {
        var backups = all.OrderByDescending(backup => backup.Manifest.AtUtc).ToList();
        var tooOld = backups.Where(backup => nowUtc - backup.Manifest.AtUtc > TimeSpan.FromDays(days)).ToList();
        // What the portal does not count on neither takes a good one's place nor goes before its time.
        var settled = backups.Except(tooOld).Where(backup => isGood(backup) && nowUtc - backup.Manifest.AtUtc > KeepsAll).ToList();
        var thinned = settled
            .Where(backup => backup.Manifest.Kind == BackupKind.Scheduled)
            .GroupBy(backup => PeriodOf(backup.Manifest.AtUtc, nowUtc))
            .SelectMany(period => period.Skip(1));
        var overtaken = settled
            .Where(backup => backup.Manifest.Kind is BackupKind.BeforeMigration or BackupKind.BeforeRestore)
            .GroupBy(backup => backup.Manifest.Kind)
            .SelectMany(kind => kind.Skip(KeepsOfOccasion));
        return [.. tooOld, .. thinned, .. overtaken];
    }

    /// <summary>Files that have lain there too long and are no backup by their manifest, or one of a time to come: a copy under another
    /// name holds what was disposed of as well. Their age is the file's.</summary>
    public IReadOnlyList<string> Expired(IEnumerable<StoredBackup> listed, DateTime nowUtc, int days)
    {
        var dated = listed
            .Where(backup => !backup.IsOfTimeToCome(nowUtc))
            .SelectMany(backup => new[] { backup.File, backup.File + BackupManifest.Suffix })
            .Append(LastDrillFile)
            .Append(Path.Combine(path, OwnFile))
            .ToHashSet(StringComparer.Ordinal);
        return
        [
            .. Directory
                .EnumerateFiles(path, "*", OwnFilesOnly)
                .Where(file => !dated.Contains(file) && nowUtc - File.GetLastWriteTimeUtc(file) > TimeSpan.FromDays(days)),
        ];
    }

    public DrillResult? LastDrill() => File.Exists(LastDrillFile) ? DrillResult.Read(File.ReadAllText(LastDrillFile)) : null;

    /// <summary>Replaces what is known of the last drill.</summary>
    public void Keep(DrillResult result)
    {
        var fresh = LastDrillFile + Part;
        File.Delete(fresh);
        using (var stream = new FileStream(fresh, PrivateFolder.OptionsFor(FileMode.CreateNew, FileShare.None)))
        {
            stream.Write(System.Text.Encoding.UTF8.GetBytes(result.ToJson()));
            stream.Flush(flushToDisk: true);
        }

        File.Move(fresh, LastDrillFile, overwrite: true);
    }

    private static string PeriodOf(DateTime atUtc, DateTime nowUtc) =>
        nowUtc - atUtc <= KeepsHourly
            ? atUtc.ToString("yyyyMMddHH", System.Globalization.CultureInfo.InvariantCulture)
            : CentreTime.ToCivil(atUtc).ToString("yyyyMMdd", System.Globalization.CultureInfo.InvariantCulture);

    // By the portal's own names only: what somebody else laid there is theirs until it has expired.
    private void Clear()
    {
        foreach (var folder in Directory.EnumerateDirectories(path, BackupDrill.FolderPattern))
        {
            Directory.Delete(folder, recursive: true);
        }

        foreach (var file in Directory.EnumerateFiles(path).Where(file => OwnPart().IsMatch(Path.GetFileName(file))))
        {
            File.Delete(file);
        }

        foreach (var file in Directory.EnumerateFiles(path, Pattern).Where(file => OwnName().IsMatch(Path.GetFileName(file))))
        {
            if (!File.Exists(file + BackupManifest.Suffix))
            {
                File.Delete(file);
            }
        }
    }

    [GeneratedRegex(
        @"\A([0-9a-f]{32}|last-drill\.json|portal-.*\.db\.json)\.part(-journal|-wal|-shm)?\z",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex OwnPart();

    [GeneratedRegex(@"\Aportal-[0-9]{8}T[0-9]{6}Z-[0-9a-z]{8}\.db\z", RegexOptions.None, 1000)]
    private static partial Regex OwnName();
}
