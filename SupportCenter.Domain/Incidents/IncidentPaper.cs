using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;

namespace SupportCenter.Domain.Incidents;

/// <summary>Which sheet of the nine items it is.</summary>
public enum IncidentPaperKind
{
    [Display(Name = nameof(IncidentTexts.PaperPreliminary), ResourceType = typeof(IncidentTexts))]
    Preliminary = 1,

    [Display(Name = nameof(IncidentTexts.PaperFinal), ResourceType = typeof(IncidentTexts))]
    Final = 2,

    [Display(Name = nameof(IncidentTexts.PaperFollowUp), ResourceType = typeof(IncidentTexts))]
    FollowUp = 3,
}

/// <summary>報告様式: the nine items as they were when somebody drew up the sheet, with their hash, and who let it go out. It is transcribed
/// into the commission's form by hand; the portal sends nothing.</summary>
internal sealed class IncidentPaper : IAudited, IStatesFacts
{
    private IncidentPaper() { }

    public IncidentPaper(Guid incident, int number, IncidentPaperKind kind, IReadOnlyList<PaperItem> items, Guid by, DateTime nowUtc)
    {
        (Id, Version) = (NewId.Create(), NewId.Create());
        (IncidentId, Number, Kind, PreparedById, PreparedAtUtc) = (incident, number, kind, by, nowUtc);
        Content = JsonSerializer.Serialize(items);
        Hash = HashOf(Content);
    }

    public Guid Id { get; private set; }

    public Guid IncidentId { get; private set; }

    /// <summary>1, 2, 3 … of the incident's papers.</summary>
    public int Number { get; private set; }

    public IncidentPaperKind Kind { get; private set; }

    public Guid PreparedById { get; private set; }

    public DateTime PreparedAtUtc { get; private set; }

    /// <summary>The second person; null while it is a draft (案).</summary>
    public Guid? ApprovedById { get; private set; }

    public DateTime? ApprovedAtUtc { get; private set; }

    /// <summary>The items as JSON.</summary>
    [Personal]
    public string Content { get; private set; } = "";

    /// <summary>SHA-256 of <see cref="Content"/>, as it is in the audit log and on the paper.</summary>
    public byte[] Hash { get; private set; } = [];

    public Guid Version { get; private set; }

    /// <summary>Whether the items are those of which the hash was taken.</summary>
    public bool IsSound => HashOf(Content).AsSpan().SequenceEqual(Hash);

    IEnumerable<string> IStatesFacts.Facts =>
        [string.Create(CultureInfo.InvariantCulture, $"kind={Kind}"), $"sha256={Convert.ToHexStringLower(Hash)}"];

    public IReadOnlyList<PaperItem> Items() => JsonSerializer.Deserialize<List<PaperItem>>(Content) ?? [];

    /// <summary>A second person lets it go out.</summary>
    /// <exception cref="RuleException">The same person drew it up, it is approved already, or its text was changed in the
    /// database.</exception>
    public void Approve(Guid by, DateTime nowUtc)
    {
        Ensure(ApprovedAtUtc is null, IncidentTexts.PaperApprovedAlready);
        Ensure(by != PreparedById, IncidentTexts.PaperNotYourOwn);
        Ensure(IsSound, IncidentTexts.PaperDamaged);
        (ApprovedById, ApprovedAtUtc, Version) = (by, nowUtc, NewId.Create());
    }

    private static byte[] HashOf(string content) => SHA256.HashData(Encoding.UTF8.GetBytes(content));

    private static void Ensure(bool holds, string sentence)
    {
        if (!holds)
        {
            throw new RuleException(sentence);
        }
    }
}

/// <summary>One of the nine items: its heading and its text, in Japanese.</summary>
public sealed record PaperItem(string Heading, string Text);
