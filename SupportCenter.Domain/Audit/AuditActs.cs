namespace SupportCenter.Domain.Audit;

/// <summary>The names of acts in the audit log. They are an interface for auditors: a test freezes them; change them on purpose only.</summary>
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
    public const string BusinessViewed = "business.viewed";
    public const string BusinessCorrected = "business.corrected";
    public const string TelephoneRevealed = "telephone.revealed";

    public const string ReservationsListed = "reservations.listed";
    public const string ReservationViewed = "reservation.viewed";
    public const string ReservationBooked = "reservation.booked";
    public const string ReservationCorrected = "reservation.corrected";
    public const string ReservationRescheduled = "reservation.rescheduled";
    public const string ReservationCancelled = "reservation.cancelled";
    public const string ClientArrived = "reservation.arrived";
    public const string ClientDidNotCome = "reservation.no-show";
    public const string WalkInReceived = "reservation.walk-in";
    public const string SlipPrinted = "reservation.slip-printed";
    public const string DaySheetPrinted = "clinic.day-sheet-printed";
    public const string CallbackQueued = "callback.queued";
    public const string CallbackSettled = "callback.settled";
    public const string CallbacksListed = "callbacks.listed";

    public const string RecordsListed = "records.listed";
    public const string RecordViewed = "record.viewed";
    public const string RecordStarted = "record.started";
    public const string RecordSaved = "record.saved";
    public const string RecordSubmitted = "record.submitted";
    public const string RecordConfirmed = "record.confirmed";
    public const string RecordReturned = "record.returned";
    public const string RecordPrinted = "record.printed";

    public const string DocumentsListed = "documents.listed";
    public const string DocumentUploaded = "document.uploaded";
    public const string DocumentDownloaded = "document.downloaded";
    public const string DocumentPreviewed = "document.previewed";
    public const string DocumentWithdrawn = "document.withdrawn";

    public const string CatalogueChanged = "catalogue.changed";
    public const string StaffChanged = "staff.changed";
    public const string CatalogueFilled = "catalogue.filled";
    public const string DemoDataMade = "demo-data.made";
    public const string WorkbooksImported = "workbooks.imported";
}
