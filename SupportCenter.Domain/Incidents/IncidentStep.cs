using System.ComponentModel.DataAnnotations;
using System.Globalization;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Incidents;

/// <summary>Something that has to be done in an incident, with who has it. The day by which it is due is computed
/// (<see cref="IncidentDeadlines"/>), but for one that was put in by hand.</summary>
internal sealed class IncidentStep : IAudited, IStatesFacts
{
    private IncidentStep() { }

    public IncidentStep(Guid incident, IncidentStepKind kind)
    {
        (Id, Version) = (NewId.Create(), NewId.Create());
        (IncidentId, Kind, State) = (incident, kind, IncidentStepState.Open);
    }

    public IncidentStep(Guid incident, StepDetails details, Guid? owner)
        : this(incident, IncidentStepKind.Other) => (Title, OwnDueOn, OwnerId) = (details.Title, details.DueOn, owner);

    public Guid Id { get; private set; }

    public Guid IncidentId { get; private set; }

    public IncidentStepKind Kind { get; private set; }

    public IncidentStepState State { get; private set; }

    /// <summary>Of a step that was put in by hand.</summary>
    [Personal]
    public string? Title { get; private set; }

    /// <summary>The day of a step that was put in by hand.</summary>
    public DateOnly? OwnDueOn { get; private set; }

    /// <summary>Who has it; null where whoever has the incident has it.</summary>
    public Guid? OwnerId { get; private set; }

    /// <summary>When it was done, as the person says.</summary>
    public DateTime? DoneAtUtc { get; private set; }

    /// <summary>Who said that it is done, or not needed.</summary>
    public Guid? SettledById { get; private set; }

    public DateTime? SettledAtUtc { get; private set; }

    /// <summary>A receipt's number, or what became of it.</summary>
    [Personal]
    public string? Result { get; private set; }

    /// <summary>Why it was late, or why it is not needed.</summary>
    [Personal]
    public string? Reason { get; private set; }

    public Guid Version { get; private set; }

    IEnumerable<string> IStatesFacts.Facts =>
        [string.Create(CultureInfo.InvariantCulture, $"state={State}"), string.Create(CultureInfo.InvariantCulture, $"kind={Kind}")];

    /// <summary>The day by which it is due; null where no rule gives one, or where nothing has to be reported.</summary>
    public DateOnly? DueOn(Incident incident, IncidentOptions rules) =>
        Kind == IncidentStepKind.Other ? OwnDueOn
        : Kind is IncidentStepKind.Preliminary or IncidentStepKind.Final && incident.Details.Duty(rules.ManyPersons) == ReportingDuty.None
            ? null
        : IncidentDeadlines.DueOn(Kind, incident.Details.KnownOn!.Value, incident.Details.Wrongful == CriterionAnswer.Met, rules);

    /// <summary>Whether it was done by a day; null while it is open and the day is not over.</summary>
    public bool? IsMet(DateOnly last, DateOnly today) =>
        DoneAtUtc is { } at ? DateOnly.FromDateTime(CentreTime.ToCivil(at)) <= last
        : today > last ? false
        : null;

    public void Assign(Guid owner) => (OwnerId, Version) = (owner, NewId.Create());

    /// <summary>It is done.</summary>
    /// <exception cref="RuleException">It is settled already, or was late and nobody says why.</exception>
    public void Finish(DoneDetails done, DateOnly? dueOn, Guid by, DateTime nowUtc)
    {
        Ensure(State == IncidentStepState.Open, IncidentTexts.StepSettled);
        FormChecks.Refuse(
            done.DoneOn > dueOn && VisibleText.IsBlank(done.LateReason),
            IncidentTexts.LateReasonNeeded,
            nameof(DoneDetails.LateReason)
        );
        State = IncidentStepState.Done;
        DoneAtUtc = CentreTime.ToUtc(done.DoneOn!.Value, done.DoneAt!.Value);
        (Result, Reason) = (done.Result, done.LateReason);
        (SettledById, SettledAtUtc, Version) = (by, nowUtc, NewId.Create());
    }

    /// <summary>It is not needed, and why.</summary>
    /// <exception cref="RuleException">It is settled already.</exception>
    public void Skip(string reason, Guid by, DateTime nowUtc)
    {
        Ensure(State == IncidentStepState.Open, IncidentTexts.StepSettled);
        (State, Reason) = (IncidentStepState.NotNeeded, reason);
        (SettledById, SettledAtUtc, Version) = (by, nowUtc, NewId.Create());
    }

    /// <summary>It is to be done after all. What was said of it stays in the time line.</summary>
    /// <exception cref="RuleException">It is open.</exception>
    public void Reopen()
    {
        Ensure(State != IncidentStepState.Open, IncidentTexts.StepIsOpen);
        (State, DoneAtUtc, Result, Reason) = (IncidentStepState.Open, null, null, null);
        (SettledById, SettledAtUtc, Version) = (null, null, NewId.Create());
    }

    private static void Ensure(bool holds, string sentence)
    {
        if (!holds)
        {
            throw new RuleException(sentence);
        }
    }
}

/// <summary>The form of a step that is put in by hand.</summary>
public sealed class StepDetails
{
    [LocalizedRequired, LocalizedMaxLength(120)]
    [Display(Name = nameof(IncidentTexts.StepTitle), ResourceType = typeof(IncidentTexts))]
    public string? Title { get; set; }

    [YearlessDate(YearRule.Coming)]
    [Display(Name = nameof(IncidentTexts.StepDueOn), ResourceType = typeof(IncidentTexts))]
    public DateOnly? DueOn { get; set; }
}

/// <summary>The form by which a step is said to be done.</summary>
public sealed class DoneDetails
{
    [LocalizedRequired]
    [YearlessDate(YearRule.Past)]
    [Display(Name = nameof(IncidentTexts.DoneOn), ResourceType = typeof(IncidentTexts))]
    public DateOnly? DoneOn { get; set; }

    [LocalizedRequired]
    [Display(Name = nameof(IncidentTexts.DoneAt), ResourceType = typeof(IncidentTexts))]
    public TimeOnly? DoneAt { get; set; }

    [LocalizedMaxLength(500)]
    [DataType(DataType.MultilineText)]
    [Display(Name = nameof(IncidentTexts.Result), Description = nameof(IncidentTexts.ResultHint), ResourceType = typeof(IncidentTexts))]
    public string? Result { get; set; }

    [LocalizedMaxLength(500)]
    [DataType(DataType.MultilineText)]
    [Display(
        Name = nameof(IncidentTexts.LateReason),
        Description = nameof(IncidentTexts.LateReasonHint),
        ResourceType = typeof(IncidentTexts)
    )]
    public string? LateReason { get; set; }
}
