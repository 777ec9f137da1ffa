using System.ComponentModel.DataAnnotations;

namespace SupportCenter.Domain.Access;

/// <summary>What can be asked of the portal. A service opens the data with exactly one of these; <see cref="Permissions"/> says for
/// whom.</summary>
public enum Permission
{
    [Display(Name = nameof(AccessTexts.MayViewPublicSchedule), ResourceType = typeof(AccessTexts))]
    ViewPublicSchedule,

    [Display(Name = nameof(AccessTexts.MaySignIn), ResourceType = typeof(AccessTexts))]
    SignIn,

    [Display(Name = nameof(AccessTexts.MayViewSignInChoices), ResourceType = typeof(AccessTexts))]
    ViewSignInChoices,

    [Display(Name = nameof(AccessTexts.MayUsePortal), ResourceType = typeof(AccessTexts))]
    UsePortal,

    [Display(Name = nameof(AccessTexts.MayKeepDrafts), ResourceType = typeof(AccessTexts))]
    KeepDrafts,

    [Display(Name = nameof(AccessTexts.MayKeepPreferences), ResourceType = typeof(AccessTexts))]
    KeepPreferences,

    [Display(Name = nameof(AccessTexts.MayViewSchedule), ResourceType = typeof(AccessTexts))]
    ViewSchedule,

    [Display(Name = nameof(AccessTexts.MayManageSchedule), ResourceType = typeof(AccessTexts))]
    ManageSchedule,

    [Display(Name = nameof(AccessTexts.MayViewReservations), ResourceType = typeof(AccessTexts))]
    ViewReservations,

    [Display(Name = nameof(AccessTexts.MayBookReservations), ResourceType = typeof(AccessTexts))]
    BookReservations,

    [Display(Name = nameof(AccessTexts.MayReceiveClients), ResourceType = typeof(AccessTexts))]
    ReceiveClients,

    [Display(Name = nameof(AccessTexts.MayRevealTelephone), ResourceType = typeof(AccessTexts))]
    RevealTelephone,

    [Display(Name = nameof(AccessTexts.MayViewBusinesses), ResourceType = typeof(AccessTexts))]
    ViewBusinesses,

    [Display(Name = nameof(AccessTexts.MayViewConsultations), ResourceType = typeof(AccessTexts))]
    ViewConsultations,

    [Display(Name = nameof(AccessTexts.MayWriteConsultations), ResourceType = typeof(AccessTexts))]
    WriteConsultations,

    [Display(Name = nameof(AccessTexts.MayConfirmConsultations), ResourceType = typeof(AccessTexts))]
    ConfirmConsultations,

    [Display(Name = nameof(AccessTexts.MayPrintConsultations), ResourceType = typeof(AccessTexts))]
    PrintConsultations,

    [Display(Name = nameof(AccessTexts.MayViewDocuments), ResourceType = typeof(AccessTexts))]
    ViewDocuments,

    [Display(Name = nameof(AccessTexts.MayUploadDocuments), ResourceType = typeof(AccessTexts))]
    UploadDocuments,

    [Display(Name = nameof(AccessTexts.MayWithdrawDocuments), ResourceType = typeof(AccessTexts))]
    WithdrawDocuments,

    [Display(Name = nameof(AccessTexts.MayClearAbandonedUploads), ResourceType = typeof(AccessTexts))]
    ClearAbandonedUploads,

    [Display(Name = nameof(AccessTexts.MayScanDocuments), ResourceType = typeof(AccessTexts))]
    ScanDocuments,

    [Display(Name = nameof(AccessTexts.MayManageQuarantine), ResourceType = typeof(AccessTexts))]
    ManageQuarantine,

    [Display(Name = nameof(AccessTexts.MayViewNotices), ResourceType = typeof(AccessTexts))]
    ViewNotices,

    [Display(Name = nameof(AccessTexts.MayPostNotices), ResourceType = typeof(AccessTexts))]
    PostNotices,

    [Display(Name = nameof(AccessTexts.MayWatchNotices), ResourceType = typeof(AccessTexts))]
    WatchNotices,

    [Display(Name = nameof(AccessTexts.MayViewHandovers), ResourceType = typeof(AccessTexts))]
    ViewHandovers,

    [Display(Name = nameof(AccessTexts.MayWriteHandovers), ResourceType = typeof(AccessTexts))]
    WriteHandovers,

    [Display(Name = nameof(AccessTexts.MayViewCommonPapers), ResourceType = typeof(AccessTexts))]
    ViewCommonPapers,

    [Display(Name = nameof(AccessTexts.MayKeepCommonPapers), ResourceType = typeof(AccessTexts))]
    KeepCommonPapers,

    [Display(Name = nameof(AccessTexts.MayImportWorkbooks), ResourceType = typeof(AccessTexts))]
    ImportWorkbooks,

    [Display(Name = nameof(AccessTexts.MayManageCatalogue), ResourceType = typeof(AccessTexts))]
    ManageCatalogue,

    [Display(Name = nameof(AccessTexts.MayManageIndustries), ResourceType = typeof(AccessTexts))]
    ManageIndustries,

    [Display(Name = nameof(AccessTexts.MayViewStaff), ResourceType = typeof(AccessTexts))]
    ViewStaff,

    [Display(Name = nameof(AccessTexts.MayManageStaff), ResourceType = typeof(AccessTexts))]
    ManageStaff,

    [Display(Name = nameof(AccessTexts.MayChangeRoles), ResourceType = typeof(AccessTexts))]
    ChangeRoles,

    [Display(Name = nameof(AccessTexts.MayViewAccessReview), ResourceType = typeof(AccessTexts))]
    ViewAccessReview,

    [Display(Name = nameof(AccessTexts.MayOpenAccessReview), ResourceType = typeof(AccessTexts))]
    OpenAccessReview,

    [Display(Name = nameof(AccessTexts.MayConfirmAccess), ResourceType = typeof(AccessTexts))]
    ConfirmAccess,

    [Display(Name = nameof(AccessTexts.MayConfirmSoleSupervisor), ResourceType = typeof(AccessTexts))]
    ConfirmSoleSupervisor,

    [Display(Name = nameof(AccessTexts.MayViewApprovals), ResourceType = typeof(AccessTexts))]
    ViewApprovals,

    [Display(Name = nameof(AccessTexts.MayReleaseApprovals), ResourceType = typeof(AccessTexts))]
    ReleaseApprovals,

    [Display(Name = nameof(AccessTexts.MayReleaseExport), ResourceType = typeof(AccessTexts))]
    ReleaseExport,

    [Display(Name = nameof(AccessTexts.MayReleasePurge), ResourceType = typeof(AccessTexts))]
    ReleasePurge,

    [Display(Name = nameof(AccessTexts.MayReleaseRestore), ResourceType = typeof(AccessTexts))]
    ReleaseRestore,

    [Display(Name = nameof(AccessTexts.MayReleaseSupervisorRole), ResourceType = typeof(AccessTexts))]
    ReleaseSupervisorRole,

    [Display(Name = nameof(AccessTexts.MayReleaseRenewal), ResourceType = typeof(AccessTexts))]
    ReleaseRenewal,

    [Display(Name = nameof(AccessTexts.MayReleaseEmergencyAccess), ResourceType = typeof(AccessTexts))]
    ReleaseEmergencyAccess,

    [Display(Name = nameof(AccessTexts.MayExportInBulk), ResourceType = typeof(AccessTexts))]
    ExportInBulk,

    [Display(Name = nameof(AccessTexts.MayViewStatistics), ResourceType = typeof(AccessTexts))]
    ViewStatistics,

    [Display(Name = nameof(AccessTexts.MayViewConsultationStatistics), ResourceType = typeof(AccessTexts))]
    ViewConsultationStatistics,

    [Display(Name = nameof(AccessTexts.MayViewPublicEditions), ResourceType = typeof(AccessTexts))]
    ViewPublicEditions,

    [Display(Name = nameof(AccessTexts.MayPrepareStatistics), ResourceType = typeof(AccessTexts))]
    PrepareStatistics,

    [Display(Name = nameof(AccessTexts.MayViewRisingWords), ResourceType = typeof(AccessTexts))]
    ViewRisingWords,

    [Display(Name = nameof(AccessTexts.MayWriteReports), ResourceType = typeof(AccessTexts))]
    WriteReports,

    [Display(Name = nameof(AccessTexts.MayBeginReports), ResourceType = typeof(AccessTexts))]
    BeginReports,

    [Display(Name = nameof(AccessTexts.MayFixReports), ResourceType = typeof(AccessTexts))]
    FixReports,

    [Display(Name = nameof(AccessTexts.MayViewRetention), ResourceType = typeof(AccessTexts))]
    ViewRetention,

    [Display(Name = nameof(AccessTexts.MayHoldBusinesses), ResourceType = typeof(AccessTexts))]
    HoldBusinesses,

    [Display(Name = nameof(AccessTexts.MayViewDisposals), ResourceType = typeof(AccessTexts))]
    ViewDisposals,

    [Display(Name = nameof(AccessTexts.MayDisposeOfBusinesses), ResourceType = typeof(AccessTexts))]
    DisposeOfBusinesses,

    [Display(Name = nameof(AccessTexts.MayKeepRetention), ResourceType = typeof(AccessTexts))]
    KeepRetention,

    [Display(Name = nameof(AccessTexts.MayAskEmergencyAccess), ResourceType = typeof(AccessTexts))]
    AskEmergencyAccess,

    [Display(Name = nameof(AccessTexts.MayViewInEmergency), ResourceType = typeof(AccessTexts))]
    ViewInEmergency,

    [Display(Name = nameof(AccessTexts.MayWatchEmergencyAccess), ResourceType = typeof(AccessTexts))]
    WatchEmergencyAccess,

    [Display(Name = nameof(AccessTexts.MayAddFirstStaff), ResourceType = typeof(AccessTexts))]
    AddFirstStaff,

    [Display(Name = nameof(AccessTexts.MayViewSessions), ResourceType = typeof(AccessTexts))]
    ViewSessions,

    [Display(Name = nameof(AccessTexts.MayEndSessions), ResourceType = typeof(AccessTexts))]
    EndSessions,

    [Display(Name = nameof(AccessTexts.MayEndExpiredSessions), ResourceType = typeof(AccessTexts))]
    EndExpiredSessions,

    [Display(Name = nameof(AccessTexts.MayViewPermissions), ResourceType = typeof(AccessTexts))]
    ViewPermissions,

    [Display(Name = nameof(AccessTexts.MayViewAudit), ResourceType = typeof(AccessTexts))]
    ViewAudit,

    [Display(Name = nameof(AccessTexts.MayViewLedger), ResourceType = typeof(AccessTexts))]
    ViewLedger,

    [Display(Name = nameof(AccessTexts.MayDiscloseLedger), ResourceType = typeof(AccessTexts))]
    DiscloseLedger,

    [Display(Name = nameof(AccessTexts.MayViewAlarms), ResourceType = typeof(AccessTexts))]
    ViewAlarms,

    [Display(Name = nameof(AccessTexts.MaySettleAlarms), ResourceType = typeof(AccessTexts))]
    SettleAlarms,

    [Display(Name = nameof(AccessTexts.MayPlantCanaries), ResourceType = typeof(AccessTexts))]
    PlantCanaries,

    [Display(Name = nameof(AccessTexts.MaySignCheckpoints), ResourceType = typeof(AccessTexts))]
    SignCheckpoints,

    [Display(Name = nameof(AccessTexts.MayViewExposure), ResourceType = typeof(AccessTexts))]
    ViewExposure,

    [Display(Name = nameof(AccessTexts.MayCheckExposure), ResourceType = typeof(AccessTexts))]
    CheckExposure,

    [Display(Name = nameof(AccessTexts.MayReportIncidents), ResourceType = typeof(AccessTexts))]
    ReportIncidents,

    [Display(Name = nameof(AccessTexts.MayViewIncidents), ResourceType = typeof(AccessTexts))]
    ViewIncidents,

    [Display(Name = nameof(AccessTexts.MayHandleIncidents), ResourceType = typeof(AccessTexts))]
    HandleIncidents,

    [Display(Name = nameof(AccessTexts.MayCallAffected), ResourceType = typeof(AccessTexts))]
    CallAffected,

    [Display(Name = nameof(AccessTexts.MayApproveIncidentPapers), ResourceType = typeof(AccessTexts))]
    ApproveIncidentPapers,

    [Display(Name = nameof(AccessTexts.MayViewOversight), ResourceType = typeof(AccessTexts))]
    ViewOversight,

    [Display(Name = nameof(AccessTexts.MayKeepContracts), ResourceType = typeof(AccessTexts))]
    KeepContracts,

    [Display(Name = nameof(AccessTexts.MayApproveContracts), ResourceType = typeof(AccessTexts))]
    ApproveContracts,

    [Display(Name = nameof(AccessTexts.MayInspectContractors), ResourceType = typeof(AccessTexts))]
    InspectContractors,

    [Display(Name = nameof(AccessTexts.MayAnswerInspections), ResourceType = typeof(AccessTexts))]
    AnswerInspections,

    [Display(Name = nameof(AccessTexts.MayDrawDoubleChecks), ResourceType = typeof(AccessTexts))]
    DrawDoubleChecks,

    [Display(Name = nameof(AccessTexts.MayJudgeRecords), ResourceType = typeof(AccessTexts))]
    JudgeRecords,

    [Display(Name = nameof(AccessTexts.MayExportEvidence), ResourceType = typeof(AccessTexts))]
    ExportEvidence,

    [Display(Name = nameof(AccessTexts.MayReportFaults), ResourceType = typeof(AccessTexts))]
    ReportFaults,

    [Display(Name = nameof(AccessTexts.MayRotateKeys), ResourceType = typeof(AccessTexts))]
    RotateKeys,

    [Display(Name = nameof(AccessTexts.MayViewKeys), ResourceType = typeof(AccessTexts))]
    ViewKeys,

    [Display(Name = nameof(AccessTexts.MayViewBackups), ResourceType = typeof(AccessTexts))]
    ViewBackups,

    [Display(Name = nameof(AccessTexts.MayMakeBackups), ResourceType = typeof(AccessTexts))]
    MakeBackups,

    [Display(Name = nameof(AccessTexts.MayRestoreBackups), ResourceType = typeof(AccessTexts))]
    RestoreBackups,
}

/// <summary>How far a permission reaches.</summary>
public enum AccessScope
{
    /// <summary>Refused.</summary>
    None = 0,

    /// <summary>Only what concerns the person's own clinics, and the businesses met there.</summary>
    Own = 1,

    /// <summary>Everything.</summary>
    All = 2,
}
