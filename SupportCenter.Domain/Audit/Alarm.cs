using System.ComponentModel.DataAnnotations;
using System.Globalization;
using SupportCenter.Domain.Data;

namespace SupportCenter.Domain.Audit;

/// <summary>Why an alarm was raised.</summary>
public enum AlarmKind
{
    [Display(Name = nameof(AuditTexts.AlarmCanary), ResourceType = typeof(AuditTexts))]
    CanaryOpened = 1,

    [Display(Name = nameof(AuditTexts.AlarmManyViews), ResourceType = typeof(AuditTexts))]
    ManyViews = 2,

    [Display(Name = nameof(AuditTexts.AlarmOddHours), ResourceType = typeof(AuditTexts))]
    SignInAtOddHours = 3,

    [Display(Name = nameof(AuditTexts.AlarmRefusals), ResourceType = typeof(AuditTexts))]
    RefusedInARow = 4,

    [Display(Name = nameof(AuditTexts.AlarmExport), ResourceType = typeof(AuditTexts))]
    ExportAtOddHours = 5,

    [Display(Name = nameof(AuditTexts.AlarmCheckpoint), ResourceType = typeof(AuditTexts))]
    CheckpointFailed = 6,

    [Display(Name = nameof(AuditTexts.AlarmDamage), ResourceType = typeof(AuditTexts))]
    LogDamaged = 7,

    [Display(Name = nameof(AuditTexts.AlarmMalware), ResourceType = typeof(AuditTexts))]
    MalwareFound = 8,

    [Display(Name = nameof(AuditTexts.AlarmExposed), ResourceType = typeof(AuditTexts))]
    Exposed = 9,

    [Display(Name = nameof(AuditTexts.AlarmDecryptionFailure), ResourceType = typeof(AuditTexts))]
    StoredDataDamaged = 11,

    [Display(Name = nameof(AuditTexts.AlarmBackground), ResourceType = typeof(AuditTexts))]
    BackgroundWorkFailed = 12,

    [Display(Name = nameof(AuditTexts.AlarmBackupFailed), ResourceType = typeof(AuditTexts))]
    BackupFailed = 16,

    [Display(Name = nameof(AuditTexts.AlarmBackupOverdue), ResourceType = typeof(AuditTexts))]
    BackupOverdue = 17,

    [Display(Name = nameof(AuditTexts.AlarmBackupUnusable), ResourceType = typeof(AuditTexts))]
    BackupUnusable = 18,

    [Display(Name = nameof(AuditTexts.AlarmRestored), ResourceType = typeof(AuditTexts))]
    Restored = 19,

    [Display(Name = nameof(AuditTexts.AlarmUnmetBusiness), ResourceType = typeof(AuditTexts))]
    UnmetBusiness = 20,

    [Display(Name = nameof(AuditTexts.AlarmManyListed), ResourceType = typeof(AuditTexts))]
    ManyListed = 21,
}

/// <summary>What became of an alarm. There is no third way: whoever removes a fault and tells nobody makes the next one.</summary>
public enum AlarmOutcome
{
    /// <summary>事案にする.</summary>
    [Display(Name = nameof(AuditTexts.OutcomeIncident), ResourceType = typeof(AuditTexts))]
    Incident = 1,

    /// <summary>該当しない, and why.</summary>
    [Display(Name = nameof(AuditTexts.OutcomeNotApplicable), ResourceType = typeof(AuditTexts))]
    NotApplicable = 2,
}

/// <summary>警報: something that a supervisor or an auditor has to hear of at once. Open until somebody says what became of it.</summary>
internal sealed class Alarm : IAudited, IStatesFacts
{
    private Alarm() { }

    public Alarm(AlarmKind kind, string cause, AuditEntry row, Guid? business)
    {
        Id = NewId.Create();
        (Kind, Cause, RaisedAtUtc, Sequence, StaffId, BusinessId) = (kind, cause, row.AtUtc, row.Sequence, row.ActorId, business);
    }

    public Guid Id { get; private set; }

    public AlarmKind Kind { get; private set; }

    /// <summary>What tells one cause from another: the kind and ids only.</summary>
    public string Cause { get; private set; } = "";

    public DateTime RaisedAtUtc { get; private set; }

    /// <summary>The audit row that gave cause.</summary>
    public long Sequence { get; private set; }

    /// <summary>Whose act it was; null when nobody had signed in, and for the portal's own.</summary>
    public Guid? StaffId { get; private set; }

    public Guid? BusinessId { get; private set; }

    public DateTime? AcknowledgedAtUtc { get; private set; }

    public Guid? AcknowledgedBy { get; private set; }

    /// <summary>What became of it; null while it is open, and for those that were closed before this was asked.</summary>
    public AlarmOutcome? Outcome { get; private set; }

    /// <summary>The incident that it became.</summary>
    public Guid? IncidentId { get; private set; }

    /// <summary>Why it is none, in the supervisor's words.</summary>
    [Personal]
    public string? Remark { get; private set; }

    IEnumerable<string> IStatesFacts.Facts =>
        Outcome is { } outcome ? [string.Create(CultureInfo.InvariantCulture, $"state={outcome}")] : [];

    /// <summary>該当しない: it is no incident, and why.</summary>
    /// <exception cref="RuleException">Somebody has closed it already.</exception>
    public void Dismiss(Guid by, string remark, DateTime nowUtc)
    {
        Close(AlarmOutcome.NotApplicable, by, nowUtc);
        Remark = remark;
    }

    /// <summary>事案にする: what becomes of it is in the incident.</summary>
    /// <exception cref="RuleException">Somebody has closed it already.</exception>
    public void Become(Guid incident, Guid by, DateTime nowUtc)
    {
        Close(AlarmOutcome.Incident, by, nowUtc);
        IncidentId = incident;
    }

    private void Close(AlarmOutcome outcome, Guid by, DateTime nowUtc)
    {
        if (AcknowledgedAtUtc is not null)
        {
            throw new RuleException(AuditTexts.AlreadyAcknowledged);
        }

        (AcknowledgedAtUtc, AcknowledgedBy, Outcome) = (nowUtc, by, outcome);
    }
}

/// <summary>A business that nobody has a reason to open (見張りの事業者): to everyone it looks like any other. Only this row knows.</summary>
internal sealed class Canary : IAudited
{
    public Guid BusinessId { get; init; }

    public DateTime PlantedAtUtc { get; init; }

    /// <summary>Who planted it; nobody's id for the portal's own.</summary>
    public Guid PlantedBy { get; init; }

    /// <summary>What the portal's own canary is marked with everywhere, for the probe to look for; null for those that people
    /// planted.</summary>
    [Personal]
    public string? Token { get; init; }

    Guid IAudited.Id => BusinessId;
}
