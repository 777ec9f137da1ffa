using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;

namespace SupportCenter.Domain.Incidents;

/// <summary>Which paper of an incident it is. The first three are sheets of the nine items.</summary>
public enum IncidentPaperKind
{
    [Display(Name = nameof(IncidentTexts.PaperPreliminary), ResourceType = typeof(IncidentTexts))]
    Preliminary = 1,

    [Display(Name = nameof(IncidentTexts.PaperFinal), ResourceType = typeof(IncidentTexts))]
    Final = 2,

    [Display(Name = nameof(IncidentTexts.PaperFollowUp), ResourceType = typeof(IncidentTexts))]
    FollowUp = 3,

    /// <summary>通知書: a letter to each business on the list, with its own data only.</summary>
    [Display(Name = nameof(IncidentTexts.PaperLetters), ResourceType = typeof(IncidentTexts))]
    Letters = 4,

    /// <summary>議会報告: what the council is told; it names no business.</summary>
    [Display(Name = nameof(IncidentTexts.PaperCouncil), ResourceType = typeof(IncidentTexts))]
    Council = 5,

    /// <summary>連絡記録: who was tried to be told, when, by whom, and what came of it.</summary>
    [Display(Name = nameof(IncidentTexts.PaperContactLog), ResourceType = typeof(IncidentTexts))]
    ContactLog = 6,

    /// <summary>半期公表: the incidents of half a fiscal year, for publication.</summary>
    [Display(Name = nameof(IncidentTexts.PaperHalfYear), ResourceType = typeof(IncidentTexts))]
    HalfYear = 7,
}

/// <summary>A paper as it was when somebody drew it up, with its hash, and who let it go out. It does not change when what it was made of
/// does.</summary>
internal abstract class PreparedPaper : IAudited, IStatesFacts
{
    protected PreparedPaper() { }

    protected PreparedPaper(
        IncidentPaperKind kind,
        int number,
        IReadOnlyList<PaperItem> items,
        IReadOnlyList<PaperItem> parts,
        Guid by,
        DateTime nowUtc
    )
    {
        (Id, Version) = (NewId.Create(), NewId.Create());
        (Kind, Number, PreparedById, PreparedAtUtc) = (kind, number, by, nowUtc);
        Content = JsonSerializer.Serialize(items);
        Hash = HashOf(Content, parts.Select(part => HashOf(part.ToJson())));
    }

    public Guid Id { get; private set; }

    /// <summary>1, 2, 3 … of the incident's papers, or of those of the half year.</summary>
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

    /// <summary>SHA-256 of <see cref="Content"/> and the hashes of its parts, as it is in the audit log and on the paper.</summary>
    public byte[] Hash { get; private set; } = [];

    public Guid Version { get; private set; }

    IEnumerable<string> IStatesFacts.Facts =>
        [string.Create(CultureInfo.InvariantCulture, $"kind={Kind}"), $"sha256={Convert.ToHexStringLower(Hash)}"];

    public IReadOnlyList<PaperItem> Items() => JsonSerializer.Deserialize<List<PaperItem>>(Content) ?? [];

    /// <summary>Whether the text, and the hashes of its parts in their order, are those of which the hash was taken.</summary>
    public bool IsSoundWith(IEnumerable<byte[]> parts) => HashOf(Content, parts).AsSpan().SequenceEqual(Hash);

    /// <summary>A second person lets it go out.</summary>
    /// <param name="isSound">Whether its text and its parts are those of which the hash was taken.</param>
    /// <param name="by">The second person.</param>
    /// <param name="nowUtc">The time.</param>
    /// <exception cref="RuleException">The same person drew it up, it is approved already, or its text was changed in the
    /// database.</exception>
    public void Approve(bool isSound, Guid by, DateTime nowUtc)
    {
        Ensure(ApprovedAtUtc is null, IncidentTexts.PaperApprovedAlready);
        Ensure(by != PreparedById, IncidentTexts.PaperNotYourOwn);
        Ensure(isSound, IncidentTexts.PaperDamaged);
        (ApprovedById, ApprovedAtUtc, Version) = (by, nowUtc, NewId.Create());
    }

    /// <summary>SHA-256 of a text in UTF-8.</summary>
    internal static byte[] HashOf(string content) => SHA256.HashData(Encoding.UTF8.GetBytes(content));

    /// <summary>Of two changes at the same time one is refused.</summary>
    protected void Touch() => Version = NewId.Create();

    protected static void Ensure(bool holds, string sentence)
    {
        if (!holds)
        {
            throw new RuleException(sentence);
        }
    }

    // Of a paper without parts the hash is that of its text alone.
    private static byte[] HashOf(string content, IEnumerable<byte[]> parts) =>
        HashOf(content + string.Concat(parts.Select(part => "\n" + Convert.ToHexStringLower(part))));
}

/// <summary>A paper of one incident.</summary>
internal sealed class IncidentPaper : PreparedPaper
{
    private IncidentPaper() { }

    public IncidentPaper(
        Guid incident,
        int number,
        IncidentPaperKind kind,
        IReadOnlyList<PaperItem> items,
        Guid by,
        DateTime nowUtc,
        IReadOnlyList<PaperItem>? parts = null
    )
        : base(kind, number, items, parts ?? [], by, nowUtc) => IncidentId = incident;

    public Guid IncidentId { get; private set; }

    /// <summary>The day on which letters were sent; null before, and for every other paper.</summary>
    public DateOnly? SentOn { get; private set; }

    /// <summary>The letters were sent.</summary>
    /// <exception cref="RuleException">They are not approved, or were sent already.</exception>
    public void Send(DateOnly on)
    {
        Ensure(Kind == IncidentPaperKind.Letters && ApprovedAtUtc is not null, IncidentTexts.LettersNotApproved);
        Ensure(SentOn is null, IncidentTexts.LettersSentAlready);
        SentOn = on;
        Touch();
    }
}

/// <summary>半期公表: the list of the incidents of half a fiscal year, for publication.</summary>
internal sealed class HalfYearPaper : PreparedPaper
{
    private HalfYearPaper() { }

    public HalfYearPaper(DateOnly from, int number, IReadOnlyList<PaperItem> items, Guid by, DateTime nowUtc)
        : base(IncidentPaperKind.HalfYear, number, items, [], by, nowUtc) => From = from;

    /// <summary>The first day of the half year: 1 April or 1 October.</summary>
    public DateOnly From { get; private set; }
}

/// <summary>What of a paper is one business's: its letter, its contacts. The text goes with the business; that there was one, and its
/// hash, stay.</summary>
internal sealed class IncidentPaperPart : IAudited, IConcernsBusiness
{
    private IncidentPaperPart() { }

    public IncidentPaperPart(Guid paper, int number, Guid business, PaperItem item)
    {
        Id = NewId.Create();
        (PaperId, Number, BusinessId, Content) = (paper, number, business, item.ToJson());
        Hash = PreparedPaper.HashOf(Content);
    }

    public Guid Id { get; private set; }

    public Guid PaperId { get; private set; }

    /// <summary>1, 2, 3 … in the order of the paper.</summary>
    public int Number { get; private set; }

    public Guid BusinessId { get; private set; }

    /// <summary>The item as JSON; empty when the business was disposed of.</summary>
    [Personal]
    public string Content { get; private set; } = "";

    /// <summary>SHA-256 of <see cref="Content"/> as it was drawn up.</summary>
    public byte[] Hash { get; private set; } = [];

    /// <summary>Whether the text is that of which the hash was taken, or went with its business.</summary>
    /// <param name="hasBusiness">Whether the business is still there.</param>
    public bool IsSound(bool hasBusiness) =>
        Content.Length == 0 ? !hasBusiness : PreparedPaper.HashOf(Content).AsSpan().SequenceEqual(Hash);

    /// <summary>What it says; null when that went with the business.</summary>
    public PaperItem? Item() => Content.Length == 0 ? null : JsonSerializer.Deserialize<PaperItem>(Content);
}

/// <summary>One item of a paper: its heading and its text, in Japanese. Of a letter's part the heading is whom it is for.</summary>
public sealed record PaperItem(string Heading, string Text)
{
    internal string ToJson() => JsonSerializer.Serialize(this);
}
