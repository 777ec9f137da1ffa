using System.ComponentModel.DataAnnotations;
using SupportCenter.Domain.Settings;

namespace SupportCenter.Domain.Retention;

/// <summary>How long things are kept (section <c>Retention</c> of appsettings.json).</summary>
[SettingsSection("Retention")]
public sealed class RetentionOptions
{
    /// <summary>Years for which a business's data is kept after the end of the fiscal year (April to March) of the last contact. The
    /// privacy notice says this number.</summary>
    [Range(1, 100)]
    public int YearsAfterFiscalYear { get; set; } = 5;

    /// <summary>Days after which the last backup that was made before a disposal has been overwritten or destroyed; certificates say
    /// until when.</summary>
    [Range(1, 3650)]
    public int BackupDays { get; set; } = 35;

    /// <summary>Days for which a sign-in that is over is remembered; the audit log keeps that there was one.</summary>
    [Range(30, 3650)]
    public int SessionDays { get; set; } = 400;

    internal RetentionPeriod Period => new(YearsAfterFiscalYear);
}
