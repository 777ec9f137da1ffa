using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Oversight;

/// <summary>What an inspector found of an item.</summary>
public enum FindingResult
{
    [Display(Name = nameof(InspectionTexts.Conforms), ResourceType = typeof(InspectionTexts))]
    Conforms = 1,

    [Display(Name = nameof(InspectionTexts.Partly), ResourceType = typeof(InspectionTexts))]
    Partly = 2,

    [Display(Name = nameof(InspectionTexts.Fails), ResourceType = typeof(InspectionTexts))]
    Fails = 3,

    [Display(Name = nameof(InspectionTexts.NotApplicable), ResourceType = typeof(InspectionTexts))]
    NotApplicable = 4,
}

/// <summary>How grave it is.</summary>
public enum FindingSeverity
{
    [Display(Name = nameof(InspectionTexts.Grave), ResourceType = typeof(InspectionTexts))]
    Grave = 1,

    [Display(Name = nameof(InspectionTexts.Light), ResourceType = typeof(InspectionTexts))]
    Light = 2,

    [Display(Name = nameof(InspectionTexts.Observed), ResourceType = typeof(InspectionTexts))]
    Observed = 3,

    [Display(Name = nameof(InspectionTexts.Improvable), ResourceType = typeof(InspectionTexts))]
    Improvable = 4,
}

/// <summary>How far an item of an inspection, or a correction, has come.</summary>
public enum AnswerState
{
    /// <summary>Nobody answered.</summary>
    [Display(Name = nameof(InspectionTexts.StateToDo), ResourceType = typeof(InspectionTexts))]
    ToDo = 1,

    /// <summary>The organisation answered; the city has not looked.</summary>
    [Display(Name = nameof(InspectionTexts.StateProposed), ResourceType = typeof(InspectionTexts))]
    Proposed = 2,

    /// <summary>The city judged or verified it.</summary>
    [Display(Name = nameof(InspectionTexts.StateValidated), ResourceType = typeof(InspectionTexts))]
    Validated = 3,
}

/// <summary>What an inspector writes of an item.</summary>
public sealed class FindingDetails : IValidatableObject
{
    private const int MostOfText = 2000;

    [LocalizedRequired]
    [Display(Name = nameof(InspectionTexts.Result), ResourceType = typeof(InspectionTexts))]
    public FindingResult? Result { get; set; }

    [Display(
        Name = nameof(InspectionTexts.Severity),
        Description = nameof(InspectionTexts.SeverityHint),
        ResourceType = typeof(InspectionTexts)
    )]
    public FindingSeverity? Severity { get; set; }

    [Personal]
    [LocalizedMaxLength(MostOfText)]
    [DataType(DataType.MultilineText)]
    [Display(Name = nameof(InspectionTexts.Note), Description = nameof(InspectionTexts.NoteHint), ResourceType = typeof(InspectionTexts))]
    public string? Note { get; set; }

    /// <summary>Whether something is wrong.</summary>
    public bool IsFinding => Result is FindingResult.Partly or FindingResult.Fails;

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (IsFinding && Severity is null)
        {
            yield return new ValidationResult(InspectionTexts.SeverityNeeded, [nameof(Severity)]);
        }

        if (Result is not null and not FindingResult.Conforms && VisibleText.IsBlank(Note))
        {
            yield return new ValidationResult(InspectionTexts.NoteNeeded, [nameof(Note)]);
        }
    }
}

/// <summary>What an organisation answers: of an item, or of a correction.</summary>
public sealed class AnswerDetails
{
    private const int MostOfText = 2000;

    [Personal]
    [LocalizedRequired, LocalizedMaxLength(MostOfText)]
    [DataType(DataType.MultilineText)]
    [Display(
        Name = nameof(InspectionTexts.Answer),
        Description = nameof(InspectionTexts.AnswerHint),
        ResourceType = typeof(InspectionTexts)
    )]
    public string? Answer { get; set; }
}

/// <summary>One item of an inspection: the text of the catalogue as it was then, what the portal knows, what the organisation answers, and
/// what the city found.</summary>
internal sealed class Finding : IAudited, IStatesFacts
{
    private Finding() { }

    public Finding(Guid inspection, CheckItem item)
    {
        (Id, Version) = (NewId.Create(), NewId.Create());
        (InspectionId, CheckItemId, ItemNumber, ListOrder) = (inspection, item.Id, item.Number, item.Details.ListOrder);
        (ItemText, ItemBasis, ItemHow) = (item.Details.Text!, item.Details.Basis!, item.Details.How);
        (Evidence, State) = (item.Details.Evidence!.Value, AnswerState.ToDo);
    }

    public Guid Id { get; private set; }

    public Guid InspectionId { get; private set; }

    public Guid CheckItemId { get; private set; }

    /// <summary>Which version of the item it is.</summary>
    public int ItemNumber { get; private set; }

    public int ListOrder { get; private set; }

    public string ItemText { get; private set; } = "";

    public string ItemBasis { get; private set; } = "";

    public string? ItemHow { get; private set; }

    public EvidenceKind Evidence { get; private set; }

    /// <summary>What the portal's tables said, as JSON of <see cref="EvidenceFact"/>.</summary>
    public string? Facts { get; private set; }

    public DateTime? FactsAtUtc { get; private set; }

    /// <summary>The last row of the audit log when the facts were read.</summary>
    public long? FactsSequence { get; private set; }

    public AnswerState State { get; private set; }

    [Personal]
    public string? Answer { get; private set; }

    public Guid? AnsweredById { get; private set; }

    public DateTime? AnsweredAtUtc { get; private set; }

    public FindingResult? Result { get; private set; }

    public FindingSeverity? Severity { get; private set; }

    [Personal]
    public string? Note { get; private set; }

    public Guid? JudgedById { get; private set; }

    public DateTime? JudgedAtUtc { get; private set; }

    public Guid Version { get; private set; }

    public bool IsFinding => Result is FindingResult.Partly or FindingResult.Fails;

    IEnumerable<string> IStatesFacts.Facts =>
        [
            string.Create(CultureInfo.InvariantCulture, $"state={State}"),
            .. Result is { } result ? [string.Create(CultureInfo.InvariantCulture, $"kind={result}")] : Array.Empty<string>(),
        ];

    /// <summary>What the portal knew.</summary>
    public IReadOnlyList<EvidenceFact> FactList() => Facts is null ? [] : JsonSerializer.Deserialize<List<EvidenceFact>>(Facts) ?? [];

    /// <summary>Keeps what the portal's tables say now.</summary>
    public void Take(IReadOnlyList<EvidenceFact> facts, long sequence, DateTime nowUtc) =>
        (Facts, FactsSequence, FactsAtUtc, Version) = (JsonSerializer.Serialize(facts), sequence, nowUtc, NewId.Create());

    /// <summary>The organisation says how it is: a proposal, until the city has judged.</summary>
    /// <exception cref="RuleException">The city has judged it.</exception>
    public void Propose(string answer, Guid by, DateTime nowUtc)
    {
        if (State == AnswerState.Validated)
        {
            throw new RuleException(InspectionTexts.JudgedAlready);
        }

        (State, Answer, AnsweredById, AnsweredAtUtc, Version) = (AnswerState.Proposed, answer, by, nowUtc, NewId.Create());
    }

    /// <summary>The city judges it, again where it was judged before.</summary>
    /// <exception cref="RuleException">It is one's own answer.</exception>
    public void Judge(FindingDetails details, Guid by, DateTime nowUtc)
    {
        if (by == AnsweredById)
        {
            throw new RuleException(InspectionTexts.NotYourOwn);
        }

        (Result, Severity, Note) = (details.Result, details.IsFinding ? details.Severity : null, details.Note);
        (State, JudgedById, JudgedAtUtc, Version) = (AnswerState.Validated, by, nowUtc, NewId.Create());
    }
}
