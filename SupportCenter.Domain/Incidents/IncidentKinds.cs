using System.ComponentModel.DataAnnotations;

namespace SupportCenter.Domain.Incidents;

/// <summary>How far an incident has come.</summary>
public enum IncidentState
{
    /// <summary>疑い: somebody said so, and nobody of the city has decided.</summary>
    [Display(Name = nameof(IncidentTexts.StateSuspected), ResourceType = typeof(IncidentTexts))]
    Suspected = 1,

    [Display(Name = nameof(IncidentTexts.StateHandling), ResourceType = typeof(IncidentTexts))]
    Handling = 2,

    [Display(Name = nameof(IncidentTexts.StateReported), ResourceType = typeof(IncidentTexts))]
    Reported = 3,

    [Display(Name = nameof(IncidentTexts.StateClosed), ResourceType = typeof(IncidentTexts))]
    Closed = 4,

    [Display(Name = nameof(IncidentTexts.StateNotApplicable), ResourceType = typeof(IncidentTexts))]
    NotApplicable = 5,
}

/// <summary>How it became known.</summary>
public enum HowKnown
{
    [Display(Name = nameof(IncidentTexts.KnownByCall), ResourceType = typeof(IncidentTexts))]
    Call = 1,

    [Display(Name = nameof(IncidentTexts.KnownByAlarm), ResourceType = typeof(IncidentTexts))]
    Alarm = 2,

    [Display(Name = nameof(IncidentTexts.KnownByExposureCheck), ResourceType = typeof(IncidentTexts))]
    ExposureCheck = 3,

    [Display(Name = nameof(IncidentTexts.KnownByContractor), ResourceType = typeof(IncidentTexts))]
    Contractor = 4,

    [Display(Name = nameof(IncidentTexts.KnownByQuarantine), ResourceType = typeof(IncidentTexts))]
    Quarantine = 5,

    [Display(Name = nameof(IncidentTexts.KnownOtherwise), ResourceType = typeof(IncidentTexts))]
    Otherwise = 6,
}

/// <summary>Whether a criterion of the duty to report is met.</summary>
public enum CriterionAnswer
{
    [Display(Name = nameof(IncidentTexts.CriterionUnknown), ResourceType = typeof(IncidentTexts))]
    Unknown = 1,

    [Display(Name = nameof(IncidentTexts.CriterionMet), ResourceType = typeof(IncidentTexts))]
    Met = 2,

    [Display(Name = nameof(IncidentTexts.CriterionNotMet), ResourceType = typeof(IncidentTexts))]
    NotMet = 3,
}

/// <summary>Whether the commission has to be told (個人情報保護法 68条).</summary>
public enum ReportingDuty
{
    /// <summary>A criterion is open, and none is met: what is open counts as if it were met.</summary>
    [Display(Name = nameof(IncidentTexts.DutyOpen), ResourceType = typeof(IncidentTexts))]
    Open = 1,

    [Display(Name = nameof(IncidentTexts.DutyExists), ResourceType = typeof(IncidentTexts))]
    Exists = 2,

    [Display(Name = nameof(IncidentTexts.DutyNone), ResourceType = typeof(IncidentTexts))]
    None = 3,
}

/// <summary>What an entry of the time line is.</summary>
public enum IncidentEventKind
{
    [Display(Name = nameof(IncidentTexts.EventFound), ResourceType = typeof(IncidentTexts))]
    Found = 1,

    [Display(Name = nameof(IncidentTexts.EventInvestigated), ResourceType = typeof(IncidentTexts))]
    Investigated = 2,

    [Display(Name = nameof(IncidentTexts.EventContained), ResourceType = typeof(IncidentTexts))]
    Contained = 3,

    [Display(Name = nameof(IncidentTexts.EventReported), ResourceType = typeof(IncidentTexts))]
    Reported = 4,

    [Display(Name = nameof(IncidentTexts.EventContacted), ResourceType = typeof(IncidentTexts))]
    Contacted = 5,

    [Display(Name = nameof(IncidentTexts.EventMet), ResourceType = typeof(IncidentTexts))]
    Met = 6,

    [Display(Name = nameof(IncidentTexts.EventPublished), ResourceType = typeof(IncidentTexts))]
    Published = 7,

    [Display(Name = nameof(IncidentTexts.EventMeasure), ResourceType = typeof(IncidentTexts))]
    Measure = 8,

    [Display(Name = nameof(IncidentTexts.EventDecided), ResourceType = typeof(IncidentTexts))]
    Decided = 9,
}

/// <summary>What has to be done in an incident. The order is the order on the page where two are due on the same day.</summary>
public enum IncidentStepKind
{
    [Display(Name = nameof(IncidentTexts.StepContain), ResourceType = typeof(IncidentTexts))]
    Contain = 1,

    [Display(Name = nameof(IncidentTexts.StepDecide), ResourceType = typeof(IncidentTexts))]
    Decide = 2,

    [Display(Name = nameof(IncidentTexts.StepAffected), ResourceType = typeof(IncidentTexts))]
    FixAffected = 3,

    [Display(Name = nameof(IncidentTexts.StepInform), ResourceType = typeof(IncidentTexts))]
    InformOffices = 4,

    [Display(Name = nameof(IncidentTexts.StepCall), ResourceType = typeof(IncidentTexts))]
    CallAffected = 5,

    [Display(Name = nameof(IncidentTexts.StepMeeting), ResourceType = typeof(IncidentTexts))]
    MeetHeads = 6,

    [Display(Name = nameof(IncidentTexts.StepPreliminary), ResourceType = typeof(IncidentTexts))]
    Preliminary = 7,

    [Display(Name = nameof(IncidentTexts.StepFinal), ResourceType = typeof(IncidentTexts))]
    Final = 8,

    [Display(Name = nameof(IncidentTexts.StepCouncil), ResourceType = typeof(IncidentTexts))]
    Council = 9,

    [Display(Name = nameof(IncidentTexts.StepPublish), ResourceType = typeof(IncidentTexts))]
    Publish = 10,

    [Display(Name = nameof(IncidentTexts.StepPrevent), ResourceType = typeof(IncidentTexts))]
    Prevent = 11,

    /// <summary>Put in by hand; its title and day are its own.</summary>
    [Display(Name = nameof(IncidentTexts.StepOther), ResourceType = typeof(IncidentTexts))]
    Other = 12,
}

/// <summary>How far a step has come.</summary>
public enum IncidentStepState
{
    [Display(Name = nameof(IncidentTexts.StepStateOpen), ResourceType = typeof(IncidentTexts))]
    Open = 1,

    [Display(Name = nameof(IncidentTexts.StepStateDone), ResourceType = typeof(IncidentTexts))]
    Done = 2,

    [Display(Name = nameof(IncidentTexts.StepStateNotNeeded), ResourceType = typeof(IncidentTexts))]
    NotNeeded = 3,
}

/// <summary>What an incident began with, or what was found later to belong to it.</summary>
public enum IncidentSourceKind
{
    [Display(Name = nameof(IncidentTexts.SourceCall), ResourceType = typeof(IncidentTexts))]
    Call = 1,

    [Display(Name = nameof(IncidentTexts.SourceAlarm), ResourceType = typeof(IncidentTexts))]
    Alarm = 2,

    [Display(Name = nameof(IncidentTexts.SourceFinding), ResourceType = typeof(IncidentTexts))]
    Finding = 3,

    [Display(Name = nameof(IncidentTexts.SourceDocument), ResourceType = typeof(IncidentTexts))]
    Document = 4,
}
