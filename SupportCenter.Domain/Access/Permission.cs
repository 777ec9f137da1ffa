namespace SupportCenter.Domain.Access;

/// <summary>What can be asked of the portal. A service opens the data with exactly one of these; <see cref="Permissions"/> says for whom.</summary>
public enum Permission
{
    ViewPublicSchedule,
    ViewSignInChoices,
    UsePortal,
    KeepDrafts,
    ViewSchedule,
    ManageSchedule,
    ViewReservations,
    BookReservations,
    ReceiveClients,
    RevealTelephone,
    ViewBusinesses,
    ViewConsultations,
    WriteConsultations,
    ConfirmConsultations,
    PrintConsultations,
    ViewDocuments,
    UploadDocuments,
    WithdrawDocuments,
    ImportWorkbooks,
    ManageCatalogue,
    ManageIndustries,
    ViewStaff,
    ManageStaff,
    ViewPermissions,
    ViewAudit,
}

/// <summary>How far a permission reaches.</summary>
public enum Reach
{
    /// <summary>Refused.</summary>
    None = 0,

    /// <summary>Only what concerns the person's own clinics, and the businesses met there.</summary>
    Own = 1,

    /// <summary>Everything.</summary>
    All = 2,
}
