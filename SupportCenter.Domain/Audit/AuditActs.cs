using System.Globalization;
using System.Reflection;

namespace SupportCenter.Domain.Audit;

/// <summary>The names of acts in the audit log. They are an interface for auditors: a test freezes them; change them on purpose
/// only.</summary>
public static class AuditActs
{
    public const string AccessRefused = "access.refused";
    public const string SignedIn = "access.signed-in";
    public const string SignedOut = "access.signed-out";
    public const string SignInRefused = "access.sign-in-refused";
    public const string FirstStaffAdded = "staff.first-added";
    public const string SessionEnded = "session.ended";

    public const string VenueSaved = "venue.saved";
    public const string ClinicsCreated = "clinics.created";
    public const string ClinicChanged = "clinic.changed";
    public const string ClinicClosed = "clinic.closed";
    public const string SlotClosed = "slot.closed";
    public const string SlotOpened = "slot.opened";

    public const string BusinessesSuggested = "businesses.suggested";
    public const string BusinessesListed = "businesses.listed";
    public const string BusinessViewed = "business.viewed";
    public const string BusinessPrinted = "business.printed";
    public const string BusinessCorrected = "business.corrected";
    public const string TelephoneRevealed = "telephone.revealed";

    public const string ReservationsListed = "reservations.listed";
    public const string ReservationViewed = "reservation.viewed";
    public const string ReservationBooked = "reservation.booked";
    public const string ReservationCorrected = "reservation.corrected";
    public const string ReservationRescheduled = "reservation.rescheduled";
    public const string ReservationCancelled = "reservation.cancelled";
    public const string ReservationRestored = "reservation.restored";
    public const string ClientArrived = "reservation.arrived";
    public const string ClientDidNotCome = "reservation.no-show";
    public const string ArrivalTakenBack = "reservation.arrival-taken-back";
    public const string WalkInReceived = "reservation.walk-in";
    public const string WalkInAttached = "reservation.walk-in-joined";
    public const string WalkInAttachedUnmet = "reservation.walk-in-joined-unmet";
    public const string WalkInLinked = "reservation.walk-in-confirmed";
    public const string SlipPrinted = "reservation.slip-printed";
    public const string DaySheetPrinted = "clinic.day-sheet-printed";
    public const string CallbackQueued = "callback.queued";
    public const string CallbackSettled = "callback.settled";
    public const string CallbacksListed = "callbacks.listed";

    public const string NoticePosted = "notice.posted";
    public const string NoticeCorrected = "notice.corrected";
    public const string NoticeWithdrawn = "notice.withdrawn";
    public const string NoticeCommented = "notice.commented";
    public const string NoticeCommentWithdrawn = "notice.comment-withdrawn";
    public const string NoticeRead = "notice.read";
    public const string NoticeConfirmed = "notice.confirmed";

    /// <summary>A text for everybody named a business and was refused: the row is in that business's ledger.</summary>
    public const string NameRefused = "notice.name-refused";

    public const string HandoverWritten = "handover.written";
    public const string HandoverDone = "handover.done";
    public const string HandoverReopened = "handover.reopened";
    public const string HandoversListed = "handovers.listed";
    public const string PaperShelved = "paper.shelved";
    public const string PaperWithdrawn = "paper.withdrawn";
    public const string PaperOpened = "paper.opened";

    public const string RecordsListed = "records.listed";
    public const string RecordViewed = "record.viewed";
    public const string RecordStarted = "record.started";
    public const string RecordSaved = "record.saved";
    public const string RecordSubmitted = "record.submitted";
    public const string RecordConfirmed = "record.confirmed";
    public const string RecordPrinted = "record.printed";

    public const string DocumentsListed = "documents.listed";
    public const string DocumentUploaded = "document.uploaded";
    public const string DocumentDownloaded = "document.downloaded";
    public const string DocumentPreviewed = "document.previewed";
    public const string DocumentWithdrawn = "document.withdrawn";
    public const string DocumentQuarantined = "document.quarantined";
    public const string DocumentScanned = "document.scanned";
    public const string DocumentReleased = "document.released";
    public const string DocumentDestroyed = "document.destroyed";
    public const string QuarantineListed = "documents.quarantine-listed";

    public const string CatalogueChanged = "catalogue.changed";
    public const string StaffAdded = "staff.added";
    public const string StaffChanged = "staff.changed";
    public const string StaffRoleChanged = "staff.role-changed";
    public const string StaffDisabled = "staff.disabled";
    public const string StaffEnabled = "staff.enabled";
    public const string StaffRenewed = "staff.renewed";
    public const string StaffRemoved = "staff.removed";

    public const string ApprovalAsked = "approval.asked";
    public const string ApprovalReleased = "approval.released";
    public const string ApprovalRefused = "approval.refused";

    public const string ReviewOpened = "access-review.opened";
    public const string ReviewConfirmed = "access-review.confirmed";
    public const string ReviewNotNeeded = "access-review.not-needed";
    public const string ReviewSigned = "access-review.signed";

    public const string ExportMade = "export.made";
    public const string ExportFetched = "export.fetched";

    public const string StatisticsViewed = "statistics.viewed";
    public const string StatisticsTakenOut = "statistics.taken-out";
    public const string WordsCounted = "statistics.words-counted";
    public const string PublicEditionViewed = "statistics.public-viewed";
    public const string PublicEditionTakenOut = "statistics.public-taken-out";
    public const string ReportPrinted = "statistics.report-printed";
    public const string ReportBegun = "statistics.report-begun";
    public const string ReportWritten = "statistics.report-written";
    public const string ReportFixed = "statistics.report-fixed";

    public const string RetentionListed = "retention.listed";
    public const string HoldPlaced = "retention.held";
    public const string HoldLifted = "retention.hold-lifted";
    public const string DisposalStarted = "disposal.started";
    public const string Disposed = "disposal.disposed";
    public const string DisposalLeftOut = "disposal.left-out";
    public const string DisposalErased = "disposal.erased";
    public const string DisposalCompleted = "disposal.completed";
    public const string DisposalCertificatePrinted = "disposal.certificate-printed";
    public const string SessionsForgotten = "sessions.forgotten";

    public const string EmergencyStarted = "emergency.started";
    public const string EmergencyViewed = "emergency.viewed";
    public const string EmergencyStopped = "emergency.stopped";

    public const string CatalogueFilled = "catalogue.filled";
    public const string DemoDataMade = "demo-data.made";
    public const string WorkbooksImported = "workbooks.imported";

    public const string LedgerViewed = "ledger.viewed";
    public const string LedgerDisclosed = "ledger.disclosed";
    public const string AuditVerified = "audit.verified";
    public const string AuditDamageFound = "audit.damage-found";
    public const string CheckpointFailed = "audit.checkpoint-failed";
    public const string AlarmRaised = "alarm.raised";
    public const string AlarmAcknowledged = "alarm.acknowledged";

    public const string IncidentOpened = "incident.opened";
    public const string IncidentsListed = "incident.listed";
    public const string IncidentViewed = "incident.viewed";
    public const string IncidentChanged = "incident.changed";
    public const string IncidentDecided = "incident.decided";
    public const string IncidentAssigned = "incident.assigned";
    public const string IncidentSourceAdded = "incident.source-added";
    public const string IncidentEventAdded = "incident.event-added";
    public const string IncidentEventCorrected = "incident.event-corrected";
    public const string IncidentStepAdded = "incident.step-added";
    public const string IncidentStepAssigned = "incident.step-assigned";
    public const string IncidentStepDone = "incident.step-done";
    public const string IncidentStepNotNeeded = "incident.step-not-needed";
    public const string IncidentStepReopened = "incident.step-reopened";
    public const string AffectedListed = "incident.affected-listed";
    public const string AffectedFrozen = "incident.affected-frozen";
    public const string AffectedRemoved = "incident.affected-removed";
    public const string AffectedHeld = "incident.call-begun";
    public const string AffectedLetGo = "incident.call-let-go";
    public const string AffectedCalled = "incident.called";
    public const string IncidentPaperPrepared = "incident.paper-prepared";
    public const string IncidentPaperApproved = "incident.paper-approved";
    public const string IncidentPaperPrinted = "incident.paper-printed";
    public const string LettersSent = "incident.letters-sent";
    public const string CallSheetPrinted = "incident.calls-printed";
    public const string EvidenceExported = "incident.evidence-exported";
    public const string CallScriptWritten = "incident.script-written";

    public const string ContractRecorded = "contract.recorded";
    public const string ContractViewed = "contract.viewed";
    public const string ContractChanged = "contract.changed";
    public const string ContractApproved = "contract.approved";
    public const string ContractEnded = "contract.ended";
    public const string ContractManagerNamed = "contract.manager-named";
    public const string RosterEntered = "roster.entered";
    public const string RosterCompared = "roster.compared";
    public const string CheckItemSaved = "check-item.saved";
    public const string InspectionOpened = "inspection.opened";
    public const string InspectionViewed = "inspection.viewed";
    public const string InspectionChanged = "inspection.changed";
    public const string InspectionClosed = "inspection.closed";
    public const string InspectionPrinted = "inspection.printed";
    public const string InspectionEvidenceTaken = "inspection.evidence-taken";
    public const string FindingAnswered = "finding.answered";
    public const string FindingJudged = "finding.judged";
    public const string CorrectionOrdered = "correction.ordered";
    public const string CorrectionAnswered = "correction.answered";
    public const string CorrectionReturned = "correction.returned";
    public const string CorrectionVerified = "correction.verified";
    public const string DoubleCheckDrawn = "double-check.drawn";
    public const string DoubleCheckAssigned = "double-check.assigned";
    public const string DoubleCheckViewed = "double-check.viewed";
    public const string DoubleCheckJudged = "double-check.judged";

    public const string CanaryPlanted = "canary.planted";
    public const string CanaryWithdrawn = "canary.withdrawn";

    public const string ExposureAsked = "exposure.asked";
    public const string ExposureChecked = "exposure.checked";
    public const string ExposureFound = "exposure.found";
    public const string KeysRotated = "keys.rotated";
    public const string KeysReencrypted = "keys.reencrypted";
    public const string KeysRetired = "keys.retired";
    public const string KeysDamageFound = "keys.damage-found";
    public const string BackgroundFailed = "background.failed";

    public const string BackupMade = "backup.made";
    public const string BackupFailed = "backup.failed";
    public const string BackupOverdue = "backup.overdue";
    public const string BackupsRemoved = "backup.removed";
    public const string BackupTried = "backup.tried";
    public const string BackupUnusable = "backup.unusable";
    public const string RestoreStarted = "database.restore-started";
    public const string DatabaseRestored = "database.restored";
    public const string RevocationReapplied = "database.revocation-reapplied";

    /// <summary>The kind of change under which an export, or the end of a disposal, is announced, so that a checkpoint is signed at once;
    /// not an act.</summary>
    internal const string Exported = "Export";

    /// <summary>All names, in their order.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. typeof(AuditActs)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(field => field.IsLiteral)
            .Select(field => (string)field.GetRawConstantValue()!),
    ];

    /// <summary>The act as people read it; its name when nobody has put it into words. The key of the text is the name in capitals:
    /// "business.viewed" is BusinessViewed.</summary>
    public static string Label(string act) =>
        AuditActTexts.ResourceManager.GetString(
            string.Concat(act.Split('.', '-').Select(word => word.Length == 0 ? "" : char.ToUpperInvariant(word[0]) + word[1..])),
            CultureInfo.CurrentUICulture
        ) ?? act;

    /// <summary>How the names of exports begin.</summary>
    private const string ExportPrefix = "export.";

    /// <summary>The acts that were refused.</summary>
    internal static IReadOnlyList<string> Refusals { get; } = [AccessRefused, SignInRefused, NameRefused];

    /// <summary>The acts that show one business's data to one person: what is counted when somebody opens too many.</summary>
    internal static IReadOnlyList<string> Views { get; } =
    [
        BusinessViewed,
        BusinessPrinted,
        TelephoneRevealed,
        ReservationViewed,
        SlipPrinted,
        RecordViewed,
        RecordPrinted,
        DocumentDownloaded,
        DocumentPreviewed,
        AffectedHeld,
        DoubleCheckViewed,
    ];

    /// <summary>The acts that show a business among others.</summary>
    internal static IReadOnlyList<string> Lists { get; } =
    [
        BusinessesListed,
        BusinessesSuggested,
        ReservationsListed,
        DaySheetPrinted,
        CallbacksListed,
        HandoversListed,
        RecordsListed,
        QuarantineListed,
        RetentionListed,
        CallSheetPrinted,
    ];

    /// <summary>The acts of oversight, which name a business and show nothing that it disclosed.</summary>
    internal static IReadOnlyList<string> Oversight { get; } =
    [LedgerViewed, CanaryPlanted, CanaryWithdrawn, AlarmRaised, AlarmAcknowledged, DocumentScanned];

    /// <summary>Whether a checkpoint of the log is signed right after the act.</summary>
    internal static bool IsSignedAtOnce(string act) => IsExport(act) || act == DisposalCompleted;

    /// <summary>Whether the act takes data of businesses out of the portal as a whole.</summary>
    internal static bool IsExport(string act) => act.StartsWith(ExportPrefix, StringComparison.Ordinal) || act == LedgerDisclosed;
}
