using System.ComponentModel.DataAnnotations;
using SupportCenter.Domain.Settings;

namespace SupportCenter.Portal;

/// <summary>How callers reach the centre (section <c>Centre</c> of appsettings.json).</summary>
[SettingsSection("Centre")]
public sealed class CentreOptions
{
    /// <summary>The number to ring.</summary>
    [Required, StringLength(40)]
    public string Telephone { get; set; } = "075-000-0000";

    /// <summary>When it is answered.</summary>
    [Required, StringLength(100)]
    public string Hours { get; set; } = "平日 9:00～17:00";

    /// <summary>Whom members of staff ask who are not let in.</summary>
    [Required, StringLength(100)]
    public string Administration { get; set; } = "サポートセンター事務局";
}
