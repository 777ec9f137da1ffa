using System.ComponentModel.DataAnnotations;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Schedule;
using SupportCenter.Domain.Settings;

namespace SupportCenter.Domain.Audit;

/// <summary>How the audit log is watched over (section <c>Audit</c> of appsettings.json).</summary>
[SettingsSection("Audit")]
public sealed class AuditOptions
{
    /// <summary>Where checkpoints are written, and with which key.</summary>
    public CheckpointOptions Checkpoints { get; set; } = new();

    /// <summary>When an alarm is raised.</summary>
    public AlarmOptions Alarms { get; set; } = new();
}

/// <summary>Where signed checkpoints of the audit log are written (section <c>Audit:Checkpoints</c>).</summary>
public sealed class CheckpointOptions
{
    /// <summary>A folder that the host can add files to and not rewrite, such as an append-only share. Without it: <c>checkpoints/</c>
    /// beside the database, which protects against nobody who can write there; the auditor's page says so.</summary>
    [FolderPath]
    public string? Directory { get; set; }

    /// <summary>The private key, readable by its owner only; <c>checkpoint.key.pem</c> beside the encryption keys by default. The public
    /// key is kept beside it under the name <c>checkpoint.public.pem</c>.</summary>
    [FilePath]
    public string? KeyFile { get; set; }
}

/// <summary>When an alarm is raised (section <c>Audit:Alarms</c>); civil times are those of Asia/Tokyo.</summary>
public sealed class AlarmOptions : IValidatableObject
{
    /// <summary>One person may open so many different businesses in an hour.</summary>
    [Range(1, 10_000)]
    public int ViewsPerHour { get; set; } = 60;

    /// <summary>So many different businesses may be shown to one person in lists and suggestions within an hour.</summary>
    [Range(1, 100_000)]
    public int ListedPerHour { get; set; } = 500;

    /// <summary>So many refusals of one person, or of one address that has not signed in, within <see cref="RefusalMinutes"/> are an
    /// alarm.</summary>
    [Range(2, 1_000)]
    public int RefusalsInARow { get; set; } = 5;

    [Range(1, 1_440)]
    public int RefusalMinutes { get; set; } = 10;

    /// <summary>From when on people work here.</summary>
    public TimeOnly OfficeOpensAt { get; set; } = new(7, 0);

    /// <summary>Until when people work here.</summary>
    public TimeOnly OfficeClosesAt { get; set; } = new(21, 0);

    /// <summary>Whether Saturdays, Sundays, holidays and 年末年始 are outside office hours.</summary>
    public bool WorkingDaysOnly { get; set; } = true;

    /// <summary>The same cause raises no second alarm for so many minutes.</summary>
    [Range(1, 10_080)]
    public int WindowMinutes { get; set; } = 60;

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (OfficeClosesAt <= OfficeOpensAt)
        {
            yield return new ValidationResult(
                "Audit:Alarms:OfficeClosesAt must be later than Audit:Alarms:OfficeOpensAt.",
                [nameof(OfficeClosesAt)]
            );
        }
    }

    internal bool IsOfficeHour(DateTime utc)
    {
        var civil = CentreTime.ToCivil(utc);
        var at = TimeOnly.FromDateTime(civil);
        return at >= OfficeOpensAt
            && at < OfficeClosesAt
            && (!WorkingDaysOnly || JapaneseHolidays.IsWorkingDay(DateOnly.FromDateTime(civil)));
    }
}

/// <summary>The files that a verification reads, and the private key that signs.</summary>
public sealed record AuditPlaces(string DatabaseFile, string CheckpointDirectory, string KeyFile)
{
    /// <summary>The public keys, beside the private one.</summary>
    public string PublicKeyFile => Path.Combine(Path.GetDirectoryName(Path.GetFullPath(KeyFile))!, CheckpointKey.PublicFileName);

    /// <summary>The places that the settings name, else those beside the data.</summary>
    public static AuditPlaces Of(StorageOptions storage, AuditOptions audit) =>
        new(
            storage.DatabaseFile,
            audit.Checkpoints.Directory ?? Path.Combine(storage.DataDirectory, "checkpoints"),
            audit.Checkpoints.KeyFile ?? Path.Combine(Path.GetDirectoryName(Path.GetFullPath(storage.KeyFilePath))!, "checkpoint.key.pem")
        );
}
