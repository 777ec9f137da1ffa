using System.ComponentModel.DataAnnotations;
using SupportCenter.Domain.Settings;

namespace SupportCenter.Domain.Backups;

/// <summary>How often the portal backs itself up and tries a backup out (section <c>Backup</c> of appsettings.json). Where: <see
/// cref="Data.StorageOptions.BackupDirectory"/>. For how long: <see cref="Retention.RetentionOptions.BackupDays"/>.</summary>
[SettingsSection("Backup")]
public sealed class BackupOptions
{
    /// <summary>Minutes from one backup to the next: so much work is lost at most. The centre was promised 15.</summary>
    [Range(1, 15)]
    public int EveryMinutes { get; set; } = 10;

    /// <summary>An alarm is raised when the last good backup is older than so many minutes and something was changed since.</summary>
    [Range(15, 1_440)]
    public int AlarmAfterMinutes { get; set; } = 30;

    /// <summary>Days from one restore drill to the next.</summary>
    [Range(1, 92)]
    public int DrillDays { get; set; } = 30;

    internal TimeSpan AlarmAfter => TimeSpan.FromMinutes(AlarmAfterMinutes);
}
