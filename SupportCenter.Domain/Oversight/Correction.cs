using System.ComponentModel.DataAnnotations;
using System.Globalization;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Oversight;

/// <summary>What has to be put right, and by when.</summary>
public sealed class CorrectionDetails
{
    private const int MostOfText = 1000;

    [Personal]
    [LocalizedRequired, LocalizedMaxLength(MostOfText)]
    [DataType(DataType.MultilineText)]
    [Display(Name = nameof(InspectionTexts.Wanted), ResourceType = typeof(InspectionTexts))]
    public string? Wanted { get; set; }

    [LocalizedRequired]
    [YearlessDate(YearRule.Coming)]
    [Display(Name = nameof(InspectionTexts.DueOn), ResourceType = typeof(InspectionTexts))]
    public DateOnly? DueOn { get; set; }
}

/// <summary>是正: what an organisation has to put right. Its answer is a proposal until somebody of the city has verified it.</summary>
internal sealed class Correction : IAudited, IStatesFacts
{
    private Correction() { }

    public Correction(Finding finding, CorrectionDetails details, Guid by, DateTime nowUtc)
    {
        (Id, Version) = (NewId.Create(), NewId.Create());
        (InspectionId, FindingId) = (finding.InspectionId, finding.Id);
        (Wanted, DueOn, OrderedById, OrderedAtUtc) = (details.Wanted!, details.DueOn!.Value, by, nowUtc);
        State = AnswerState.ToDo;
    }

    public Guid Id { get; private set; }

    public Guid InspectionId { get; private set; }

    public Guid FindingId { get; private set; }

    [Personal]
    public string Wanted { get; private set; } = "";

    public DateOnly DueOn { get; private set; }

    public Guid OrderedById { get; private set; }

    public DateTime OrderedAtUtc { get; private set; }

    public AnswerState State { get; private set; }

    [Personal]
    public string? Answer { get; private set; }

    public Guid? AnsweredById { get; private set; }

    public DateTime? AnsweredAtUtc { get; private set; }

    /// <summary>Why the last answer did not suffice.</summary>
    [Personal]
    public string? ReturnReason { get; private set; }

    public Guid? VerifiedById { get; private set; }

    public DateTime? VerifiedAtUtc { get; private set; }

    public Guid Version { get; private set; }

    IEnumerable<string> IStatesFacts.Facts => [string.Create(CultureInfo.InvariantCulture, $"state={State}")];

    /// <summary>Whether its day has passed and nobody of the city has verified it.</summary>
    public bool IsOverdueOn(DateOnly day) => State != AnswerState.Validated && DueOn < day;

    /// <summary>The organisation says what it did.</summary>
    /// <exception cref="RuleException">It is verified.</exception>
    public void Propose(string answer, Guid by, DateTime nowUtc)
    {
        Ensure(State != AnswerState.Validated, InspectionTexts.VerifiedAlready);
        (State, Answer, AnsweredById, AnsweredAtUtc, Version) = (AnswerState.Proposed, answer, by, nowUtc, NewId.Create());
        ReturnReason = null;
    }

    /// <summary>Somebody of the city has seen that it is done.</summary>
    /// <exception cref="RuleException">Nobody answered, it is one's own answer, or it is verified.</exception>
    public void Verify(Guid by, DateTime nowUtc)
    {
        EnsureProposed(by);
        (State, VerifiedById, VerifiedAtUtc, Version) = (AnswerState.Validated, by, nowUtc, NewId.Create());
    }

    /// <summary>The answer does not suffice: it is to be done still.</summary>
    /// <exception cref="RuleException">Nobody answered, it is one's own answer, or it is verified.</exception>
    public void Return(string reason, Guid by)
    {
        EnsureProposed(by);
        (State, ReturnReason, Version) = (AnswerState.ToDo, reason, NewId.Create());
    }

    private void EnsureProposed(Guid by)
    {
        Ensure(State != AnswerState.Validated, InspectionTexts.VerifiedAlready);
        Ensure(State == AnswerState.Proposed, InspectionTexts.NotAnswered);
        Ensure(by != AnsweredById, InspectionTexts.NotYourOwn);
    }

    private static void Ensure(bool holds, string sentence)
    {
        if (!holds)
        {
            throw new RuleException(sentence);
        }
    }
}
