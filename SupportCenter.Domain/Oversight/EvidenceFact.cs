using System.ComponentModel.DataAnnotations;

namespace SupportCenter.Domain.Oversight;

/// <summary>One thing that the portal knows by itself.</summary>
public enum EvidenceFactKind
{
    [Display(Name = nameof(CheckItemTexts.FactNothing), ResourceType = typeof(CheckItemTexts))]
    Nothing = 1,

    [Display(Name = nameof(CheckItemTexts.FactCheckedAt), ResourceType = typeof(CheckItemTexts))]
    ExposureCheckedAt = 2,

    [Display(Name = nameof(CheckItemTexts.FactAlarming), ResourceType = typeof(CheckItemTexts))]
    ExposureFindings = 3,

    [Display(Name = nameof(CheckItemTexts.FactUnanswered), ResourceType = typeof(CheckItemTexts))]
    ExposureUnanswered = 4,

    [Display(Name = nameof(CheckItemTexts.FactReviewSigned), ResourceType = typeof(CheckItemTexts))]
    ReviewSignedAt = 5,

    [Display(Name = nameof(CheckItemTexts.FactReviewWaiting), ResourceType = typeof(CheckItemTexts))]
    ReviewWaiting = 6,

    [Display(Name = nameof(CheckItemTexts.FactPeople), ResourceType = typeof(CheckItemTexts))]
    PeopleInBoth = 7,

    [Display(Name = nameof(CheckItemTexts.FactRosterOnly), ResourceType = typeof(CheckItemTexts))]
    OnRosterOnly = 8,

    [Display(Name = nameof(CheckItemTexts.FactStaffOnly), ResourceType = typeof(CheckItemTexts))]
    OnStaffOnly = 9,

    [Display(Name = nameof(CheckItemTexts.FactAfterLeaving), ResourceType = typeof(CheckItemTexts))]
    SignedInAfterLeaving = 10,

    [Display(Name = nameof(CheckItemTexts.FactWithoutProof), ResourceType = typeof(CheckItemTexts))]
    WithoutProof = 11,

    [Display(Name = nameof(CheckItemTexts.FactSubcontracts), ResourceType = typeof(CheckItemTexts))]
    SubcontractsValid = 12,

    [Display(Name = nameof(CheckItemTexts.FactSubcontractsWaiting), ResourceType = typeof(CheckItemTexts))]
    SubcontractsNotValid = 13,

    [Display(Name = nameof(CheckItemTexts.FactPrints), ResourceType = typeof(CheckItemTexts))]
    Prints = 14,

    [Display(Name = nameof(CheckItemTexts.FactExports), ResourceType = typeof(CheckItemTexts))]
    Exports = 15,

    [Display(Name = nameof(CheckItemTexts.FactDownloads), ResourceType = typeof(CheckItemTexts))]
    Downloads = 16,

    [Display(Name = nameof(CheckItemTexts.FactKey), ResourceType = typeof(CheckItemTexts))]
    ActiveKeySince = 17,

    [Display(Name = nameof(CheckItemTexts.FactBackup), ResourceType = typeof(CheckItemTexts))]
    LastBackupAt = 18,

    [Display(Name = nameof(CheckItemTexts.FactBackups), ResourceType = typeof(CheckItemTexts))]
    GoodBackups = 19,

    [Display(Name = nameof(CheckItemTexts.FactRestoreDrill), ResourceType = typeof(CheckItemTexts))]
    RestoreDrillAt = 20,

    [Display(Name = nameof(CheckItemTexts.FactRestoreDrillFailed), ResourceType = typeof(CheckItemTexts))]
    RestoreDrillFailedAt = 21,

    [Display(Name = nameof(CheckItemTexts.FactAlarms), ResourceType = typeof(CheckItemTexts))]
    AlarmsOfYear = 22,

    [Display(Name = nameof(CheckItemTexts.FactAlarmsOpen), ResourceType = typeof(CheckItemTexts))]
    AlarmsOpen = 23,

    [Display(Name = nameof(CheckItemTexts.FactVerified), ResourceType = typeof(CheckItemTexts))]
    LogVerifiedAt = 24,

    [Display(Name = nameof(CheckItemTexts.FactVerifiedRows), ResourceType = typeof(CheckItemTexts))]
    LogRows = 25,

    [Display(Name = nameof(CheckItemTexts.FactDamaged), ResourceType = typeof(CheckItemTexts))]
    LogDamagedAt = 26,

    [Display(Name = nameof(CheckItemTexts.FactDisposals), ResourceType = typeof(CheckItemTexts))]
    DisposalsOfYear = 27,

    [Display(Name = nameof(CheckItemTexts.FactDrawn), ResourceType = typeof(CheckItemTexts))]
    RecordsDrawn = 28,

    [Display(Name = nameof(CheckItemTexts.FactJudged), ResourceType = typeof(CheckItemTexts))]
    RecordsJudged = 29,

    [Display(Name = nameof(CheckItemTexts.FactDrill), ResourceType = typeof(CheckItemTexts))]
    IncidentDrillAt = 30,
}

/// <summary>A fact: a number, or an instant.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Count">How many; null where it is an instant, or nothing is known.</param>
/// <param name="AtUtc">When; null where it is a number, or nothing is known.</param>
public sealed record EvidenceFact(EvidenceFactKind Kind, long? Count = null, DateTime? AtUtc = null);
