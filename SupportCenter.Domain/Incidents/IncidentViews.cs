using SupportCenter.Domain.Data;

namespace SupportCenter.Domain.Incidents;

/// <summary>An incident that was just reported: its id, and how it is called.</summary>
public sealed record ReportedIncident(Guid Id, string Number);

/// <summary>An incident as it is listed.</summary>
public sealed record IncidentRow
{
    public required Guid Id { get; init; }

    public required string Number { get; init; }

    public required bool IsDrill { get; init; }

    public required string Title { get; init; }

    public required IncidentState State { get; init; }

    public required DateOnly KnownOn { get; init; }

    public required TimeOnly KnownAt { get; init; }

    public string? Owner { get; init; }

    /// <summary>Businesses on its list.</summary>
    public required int Affected { get; init; }

    /// <summary>What is due next; null when it is over.</summary>
    public IncidentDue? Next { get; init; }
}

/// <summary>What is due next of an incident.</summary>
/// <param name="Number">How the incident is called.</param>
/// <param name="Step">What is due, in words.</param>
/// <param name="DueOn">By when; null where no rule gives a day.</param>
/// <param name="Owner">Who has it; null while nobody has.</param>
public sealed record IncidentDue(
    Guid IncidentId,
    string Number,
    bool IsDrill,
    IncidentState State,
    string Step,
    DateOnly? DueOn,
    string? Owner,
    bool IsNear,
    bool IsLate
);

/// <summary>One incident.</summary>
public sealed record IncidentView
{
    public required Guid Id { get; init; }

    public required string Number { get; init; }

    public required bool IsDrill { get; init; }

    public required IncidentState State { get; init; }

    /// <summary>The states that may follow.</summary>
    public required IReadOnlyList<IncidentState> Next { get; init; }

    public required IncidentDetails Details { get; init; }

    /// <summary>The criterion of the number of persons.</summary>
    public required CriterionAnswer Many { get; init; }

    public required ReportingDuty Duty { get; init; }

    public required IncidentOptions Rules { get; init; }

    /// <summary>The day by which 速報 should be sent, before its last day.</summary>
    public required DateOnly PreliminaryFrom { get; init; }

    public Guid? OwnerId { get; init; }

    public string? Owner { get; init; }

    public required string RecordedBy { get; init; }

    public required DateTime RecordedAtUtc { get; init; }

    public required Guid Version { get; init; }

    /// <summary>What is due next first, what is settled last.</summary>
    public required IReadOnlyList<IncidentStepRow> Steps { get; init; }

    /// <summary>In the order in which things happened.</summary>
    public required IReadOnlyList<IncidentEventRow> Events { get; init; }

    public required IReadOnlyList<IncidentSourceRow> Sources { get; init; }

    /// <summary>The earlier texts, the newest first.</summary>
    public required IReadOnlyList<IncidentVersionRow> Versions { get; init; }

    /// <summary>Of a drill how long each step took; empty for a real incident.</summary>
    public required IReadOnlyList<DrillTime> Drill { get; init; }

    /// <summary>Who may have it, or a step of it.</summary>
    public required IReadOnlyList<NamedChoice> MayHave { get; init; }

    public bool IsOpen => State is IncidentState.Suspected or IncidentState.Handling or IncidentState.Reported;
}

/// <summary>A step of an incident.</summary>
public sealed record IncidentStepRow
{
    public required Guid Id { get; init; }

    public required IncidentStepKind Kind { get; init; }

    public required IncidentStepState State { get; init; }

    public required string Words { get; init; }

    public DateOnly? DueOn { get; init; }

    public required bool IsNear { get; init; }

    public required bool IsLate { get; init; }

    public Guid? OwnerId { get; init; }

    public string? Owner { get; init; }

    public DateTime? DoneAtUtc { get; init; }

    public string? SettledBy { get; init; }

    public DateTime? SettledAtUtc { get; init; }

    public string? Result { get; init; }

    public string? Reason { get; init; }

    public required Guid Version { get; init; }
}

/// <summary>An entry of the time line. <paramref name="CorrectsId"/> is the entry that it corrects.</summary>
public sealed record IncidentEventRow(
    Guid Id,
    IncidentEventKind Kind,
    DateTime HappenedAtUtc,
    DateTime EnteredAtUtc,
    string EnteredBy,
    string? Who,
    string Text,
    Guid? CorrectsId,
    bool IsCorrected
);

/// <summary>What belongs to an incident; no id for a call.</summary>
public sealed record IncidentSourceRow(IncidentSourceKind Kind, Guid? SourceId, DateTime AddedAtUtc);

/// <summary>An earlier text of an incident.</summary>
public sealed record IncidentVersionRow(
    int Number,
    DateTime ReplacedAtUtc,
    string ReplacedBy,
    IReadOnlyList<string> ChangedFields,
    IncidentDetails Details
);
