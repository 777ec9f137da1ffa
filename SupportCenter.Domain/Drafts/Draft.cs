using SupportCenter.Domain.Data;

namespace SupportCenter.Domain.Drafts;

/// <summary>What a person has typed into a form and not saved yet, kept on the server so that no lost line loses it.</summary>
public sealed class Draft
{
    private Draft() { }

    internal Draft(Guid staffId, string form) => (StaffId, Form) = (staffId, form);

    /// <summary>The name of a record's form.</summary>
    public static string OfRecord(Guid record) => $"consultation:{record.ToShort()}";

    /// <summary>The name of a draft: of which form, and which of those that a person has begun on several screens.</summary>
    public static string NameOf(string form, Guid id) => $"{form}{Mark}{id.ToShort()}";

    /// <summary>The form of a draft with that name.</summary>
    public static string FormOf(string name) => name.LastIndexOf(Mark) is >= 0 and var end ? name[..end] : name;

    /// <summary>Stands between the form and the id.</summary>
    internal const char Mark = '#';

    public Guid StaffId { get; private set; }

    /// <summary>Its name (<see cref="NameOf"/>): a word and ids, never a personal value. One that was kept before drafts had ids is the
    /// form's alone.</summary>
    public string Form { get; private set; } = "";

    [Personal]
    public string Content { get; internal set; } = "";

    public DateTime SavedAtUtc { get; internal set; }
}
