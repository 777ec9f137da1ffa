using System.ComponentModel.DataAnnotations;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Settings;

namespace SupportCenter.Domain.Data;

/// <summary>Where the portal keeps its data (section <c>Storage</c> of appsettings.json).</summary>
[SettingsSection("Storage")]
public sealed class StorageOptions
{
    /// <summary>The folder of the database file; relative paths count from the working directory.</summary>
    [Required, FolderPath]
    public string DataDirectory { get; set; } = "data";

    /// <summary>The file of the encryption keys, readable by its owner only and kept apart from backups; by default beside the data
    /// folder's database, in <c>keys/</c>.</summary>
    [FilePath]
    public string? KeyFile { get; set; }

    /// <summary>Where backups are kept; <c>backups/</c> in the data folder by default, which is lost with the disk. Keys never lie
    /// there.</summary>
    [FolderPath]
    public string? BackupDirectory { get; set; }

    internal string BackupFolder => string.IsNullOrWhiteSpace(BackupDirectory) ? Path.Combine(DataDirectory, "backups") : BackupDirectory;

    internal string DatabaseFile => Path.Combine(DataDirectory, "portal.db");

    internal string GateFile => Path.Combine(DataDirectory, "portal.gate");

    internal string KeyFilePath => KeyFile ?? Path.Combine(DataDirectory, "keys", "portal.keys.json");

    /// <summary>Whoever gets hold of the backups must not get the key with them, and what is old in their folder is removed: nothing else
    /// may lie in it.</summary>
    /// <exception cref="InvalidSettingException">Data, keys or checkpoints lie in the folder of backups.</exception>
    internal void EnsureBackupsApart(AuditPlaces places)
    {
        var others = new[]
        {
            KeyFilePath,
            places.KeyFile,
            places.PublicKeyFile,
            DatabaseFile,
            Path.Combine(places.CheckpointDirectory, "x"),
        };
        if (others.Any(other => IsWithin(other, BackupFolder)))
        {
            throw new InvalidSettingException(
                "Storage:BackupDirectory must be a folder in which neither the data nor a key file nor the checkpoints lie."
            );
        }
    }

    private static bool IsWithin(string file, string folder)
    {
        var (of, within) = (Path.GetFullPath(file), Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
        return of.StartsWith(
            within + Path.DirectorySeparatorChar,
            OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal
        );
    }

    /// <summary>Opens the key file, or makes it when there is no database yet.</summary>
    /// <exception cref="InvalidDataException">It is missing though data exists, is damaged, or others may read it.</exception>
    /// <exception cref="InvalidSettingException">It cannot be read or made at that path.</exception>
    internal KeyRing OpenKeys()
    {
        try
        {
            return KeyRing.Open(KeyFilePath, mayCreate: !File.Exists(DatabaseFile));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new InvalidSettingException(
                $"Storage:KeyFile must be a file that the portal may read and replace: {fault.Message}",
                fault
            );
        }
    }
}
