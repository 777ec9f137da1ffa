using System.Globalization;
using System.Text.Json;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Incidents;

/// <summary>事案: a leak, a loss, or the suspicion of one, from the moment somebody said so. It is never deleted; each earlier text of it
/// is kept as a version.</summary>
internal sealed class Incident : IAudited, IStatesFacts
{
    private Incident() { }

    public Incident(int number, bool isDrill, IncidentDetails details, Guid by, DateTime nowUtc)
    {
        (Id, Version) = (NewId.Create(), NewId.Create());
        (Number, IsDrill, Details, RecordedById, RecordedAtUtc) = (number, isDrill, details, by, nowUtc);
        FiscalYear = JapaneseDate.FiscalYear(details.KnownOn!.Value);
        State = IncidentState.Suspected;
    }

    public Guid Id { get; private set; }

    /// <summary>年度 of the day on which it became known.</summary>
    public int FiscalYear { get; private set; }

    /// <summary>1, 2, 3 … within the fiscal year; drills are counted apart.</summary>
    public int Number { get; private set; }

    /// <summary>訓練.</summary>
    public bool IsDrill { get; private set; }

    public IncidentState State { get; private set; }

    public IncidentDetails Details { get; private set; } = new();

    /// <summary>Who has it; null while nobody took it.</summary>
    public Guid? OwnerId { get; private set; }

    public Guid RecordedById { get; private set; }

    public DateTime RecordedAtUtc { get; private set; }

    public DateTime? ClosedAtUtc { get; private set; }

    /// <summary>Changes with every step: who saves says which one was seen.</summary>
    public Guid Version { get; private set; }

    /// <summary>Whether somebody still has something to do with it.</summary>
    public bool IsOpen => State is IncidentState.Suspected or IncidentState.Handling or IncidentState.Reported;

    IEnumerable<string> IStatesFacts.Facts =>
        [string.Create(CultureInfo.InvariantCulture, $"state={State}"), .. IsDrill ? ["kind=Drill"] : Array.Empty<string>()];

    /// <summary>Takes over corrected details.</summary>
    /// <returns>What stood before, as a version; null when nothing is different.</returns>
    /// <exception cref="RuleException">It is over.</exception>
    public IncidentVersion? Change(IncidentDetails details, int number, Guid by, DateTime nowUtc)
    {
        Ensure(IsOpen, IncidentTexts.IsOver);
        var changed = FormFields.Differences(Details, details);
        if (changed.Count == 0)
        {
            return null;
        }

        var before = new IncidentVersion(this, number, changed, by, nowUtc);
        (Details, Version) = (details, NewId.Create());
        return before;
    }

    /// <summary>Goes on to another state.</summary>
    /// <param name="to">The state.</param>
    /// <param name="openSteps">How many steps are neither done nor marked as not needed.</param>
    /// <param name="nowUtc">The time.</param>
    /// <exception cref="RuleException">From where it stands there is no way to that state, or steps are open.</exception>
    public void Decide(IncidentState to, int openSteps, DateTime nowUtc)
    {
        Ensure(Next(State).Contains(to), IncidentTexts.NoWayThere);
        Ensure(to != IncidentState.Closed || openSteps == 0, Filled(IncidentTexts.StepsOpen, openSteps));
        (State, Version) = (to, NewId.Create());
        ClosedAtUtc = IsOpen ? null : nowUtc;
    }

    /// <summary>The states that may follow on one. What is over can be taken up again, and nothing goes back to a mere suspicion.</summary>
    public static IReadOnlyList<IncidentState> Next(IncidentState state) =>
        state switch
        {
            IncidentState.Suspected => [IncidentState.Handling, IncidentState.NotApplicable],
            IncidentState.Handling => [IncidentState.Reported, IncidentState.NotApplicable],
            IncidentState.Reported => [IncidentState.Closed, IncidentState.Handling],
            _ => [IncidentState.Handling],
        };

    /// <summary>Gives it to somebody.</summary>
    /// <exception cref="RuleException">It is over.</exception>
    public void Assign(Guid owner)
    {
        Ensure(IsOpen, IncidentTexts.IsOver);
        (OwnerId, Version) = (owner, NewId.Create());
    }

    private static void Ensure(bool holds, string sentence)
    {
        if (!holds)
        {
            throw new RuleException(sentence);
        }
    }
}

/// <summary>What an incident said before a change.</summary>
internal sealed class IncidentVersion : IAudited
{
    private IncidentVersion() { }

    internal IncidentVersion(Incident incident, int number, IReadOnlyList<string> changed, Guid by, DateTime atUtc)
    {
        Id = NewId.Create();
        (IncidentId, Number, ReplacedById, ReplacedAtUtc) = (incident.Id, number, by, atUtc);
        (Content, ChangedFields) = (JsonSerializer.Serialize(incident.Details), string.Join(',', changed));
    }

    public Guid Id { get; private set; }

    public Guid IncidentId { get; private set; }

    /// <summary>1 for the text that it began with.</summary>
    public int Number { get; private set; }

    public Guid ReplacedById { get; private set; }

    public DateTime ReplacedAtUtc { get; private set; }

    /// <summary>The names of the properties that the change touched, comma separated.</summary>
    public string ChangedFields { get; private set; } = "";

    /// <summary>The earlier details as JSON.</summary>
    [Personal]
    public string Content { get; private set; } = "";
}

/// <summary>What led to an incident, or belongs to it: an alarm, a finding, a document, a call.</summary>
internal sealed class IncidentSource : IAudited
{
    private IncidentSource() { }

    public IncidentSource(Guid incident, IncidentSourceKind kind, Guid? subject, Guid by, DateTime nowUtc)
    {
        Id = NewId.Create();
        (IncidentId, Kind, SourceId, AddedById, AddedAtUtc) = (incident, kind, subject, by, nowUtc);
    }

    public Guid Id { get; private set; }

    public Guid IncidentId { get; private set; }

    public IncidentSourceKind Kind { get; private set; }

    /// <summary>The row that it is; null for a call. No key leads there: the row may go, and that it was the cause stays.</summary>
    public Guid? SourceId { get; private set; }

    public Guid AddedById { get; private set; }

    public DateTime AddedAtUtc { get; private set; }
}
