using System.ComponentModel.DataAnnotations;
using SupportCenter.Domain.Settings;

namespace SupportCenter.Domain.Oversight;

/// <summary>The numbers of the oversight of contractors (section <c>Oversight</c> of appsettings.json).</summary>
/// <remarks>Source: 個人情報保護委員会 Q&amp;A（行政機関等編）3-1-4 for one inspection a year and contract; the days of the warnings and the
/// size of the sample are the centre's own.</remarks>
[SettingsSection("Oversight")]
public sealed class OversightOptions
{
    /// <summary>So many days before the last day of a contract the supervisors are told for the first time.</summary>
    [Range(1, 365)]
    public int FirstWarningDays { get; set; } = 60;

    /// <summary>The second warning.</summary>
    [Range(1, 365)]
    public int SecondWarningDays { get; set; } = 30;

    /// <summary>The last warning.</summary>
    [Range(1, 365)]
    public int LastWarningDays { get; set; } = 7;

    /// <summary>Records that the yearly double check draws, where nobody says another number.</summary>
    [Range(1, 500)]
    public int SampleSize { get; set; } = 20;
}
