namespace SupportCenter.Domain.Import;

/// <summary>What a label on the legacy papers stands for. The texts for people are the keys Field_… of ImportTexts.</summary>
public enum ImportField
{
    No,
    ReceivedOn,
    ReceivedBy,
    ClinicDate,
    Slot,
    SlotStart,
    SlotEnd,
    ClinicDateAndSlot,
    Venue,
    BusinessName,
    BusinessNameReading,

    /// <summary>How the contact's name is read; the portal has no field for it.</summary>
    ContactNameReading,

    /// <summary>フリガナ and no more: of the business or of the contact, as its neighbours say.</summary>
    NameReading,
    BusinessAndContact,
    ContactName,
    Telephone,
    TelephoneNote,
    Ward,
    Industry,
    EmployeeCount,
    GrantApplied,
    LoanUsed,
    WishedMeasure,
    VisitNumber,
    Memo,
    Scrivener,
    ConsultationTime,
    ClientCategory,
    Topics,
    Measures,
    Troubles,
    SalesDecline,
    Consultation,
    Summary,
    Guidance,
    Impression,
    Remarks,

    /// <summary>A label that is known but asks for nothing: a heading, or a column such as 曜日 that other columns say already.</summary>
    Heading,
}
