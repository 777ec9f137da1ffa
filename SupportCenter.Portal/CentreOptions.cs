namespace SupportCenter.Portal;

/// <summary>How callers reach the centre (section <c>Centre</c> of appsettings.json).</summary>
public sealed class CentreOptions
{
    /// <summary>The number to ring.</summary>
    public string Telephone { get; set; } = "075-000-0000";

    /// <summary>When it is answered.</summary>
    public string Hours { get; set; } = "平日 9:00～17:00";

    /// <summary>Whom members of staff ask who are not let in.</summary>
    public string Administration { get; set; } = "サポートセンター事務局";
}
