using SupportCenter.Domain.Data;

namespace SupportCenter.Domain.Drafts;

/// <summary>What a person has typed into a form and not saved yet, kept on the server so that no lost line loses it.</summary>
public sealed class Draft
{
    private Draft() { }

    internal Draft(Guid staffId, string form) => (StaffId, Form) = (staffId, form);

    /// <summary>The name of the draft of a record's form.</summary>
    public static string OfRecord(Guid record) => $"consultation:{record.ToShort()}";

    public Guid StaffId { get; private set; }

    /// <summary>Which form: a word and ids, never a personal value.</summary>
    public string Form { get; private set; } = "";

    [Personal]
    public string Content { get; internal set; } = "";

    public DateTime SavedAtUtc { get; internal set; }
}
