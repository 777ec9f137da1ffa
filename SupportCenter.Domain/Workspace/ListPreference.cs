namespace SupportCenter.Domain.Workspace;

/// <summary>How a member of staff wants a list: columns and saved filters as JSON. It holds nothing that a business disclosed; the types
/// that are written here have no place for a text that somebody typed.</summary>
public sealed class ListPreference
{
    private ListPreference() { }

    internal ListPreference(Guid staffId, string list) => (StaffId, List) = (staffId, list);

    public Guid StaffId { get; private set; }

    /// <summary>Which list: a word.</summary>
    public string List { get; private set; } = "";

    public string Content { get; internal set; } = "";

    public DateTime SavedAtUtc { get; internal set; }
}
