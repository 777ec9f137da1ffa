using static SupportCenter.Domain.Access.AccessScope;
using static SupportCenter.Domain.Access.Permission;

namespace SupportCenter.Domain.Access;

/// <summary>The one table of who may do what (ASVS 8.1.1). Nothing else in the portal decides about access; the portal prints this table
/// for the auditor.</summary>
public static class Permissions
{
    // Who asks:            anyone  console  Scrivener BookingStaff Supervisor Administrator Auditor
    private static readonly Dictionary<Permission, AccessScope[]> Table = new()
    {
        [ViewPublicSchedule] = [All, All, All, All, All, All, All],
        [SignIn] = [All, None, All, All, All, All, All],
        [ViewSignInChoices] = [All, None, All, All, All, All, All],
        [UsePortal] = [None, None, All, All, All, All, All],
        [KeepDrafts] = [None, None, Own, Own, Own, Own, Own],
        [KeepPreferences] = [None, None, Own, Own, Own, None, None],

        [ViewSchedule] = [None, None, All, All, All, All, All],
        [ManageSchedule] = [None, None, None, All, All, None, None],

        [ViewReservations] = [None, None, Own, All, All, None, None],
        [BookReservations] = [None, None, None, All, All, None, None],
        [ReceiveClients] = [None, None, Own, All, All, None, None],
        [RevealTelephone] = [None, None, Own, All, All, None, None],
        [ViewBusinesses] = [None, None, Own, All, All, None, None],

        // 相談内容 and 所感 are between the business, its scrivener and the city: never for 委託先 or 再委託先 (ASVS 8.2.3).
        [ViewConsultations] = [None, None, Own, None, All, None, None],
        [WriteConsultations] = [None, None, Own, None, None, None, None],
        [ConfirmConsultations] = [None, None, None, None, All, None, None],
        [PrintConsultations] = [None, None, Own, None, All, None, None],

        [ViewDocuments] = [None, None, Own, None, All, None, None],
        [UploadDocuments] = [None, None, Own, All, All, None, None],
        [WithdrawDocuments] = [None, None, Own, None, All, None, None],
        [ClearAbandonedUploads] = [None, All, None, None, None, None, None],
        [ScanDocuments] = [None, All, None, None, None, None, None],
        [ManageQuarantine] = [None, None, None, None, All, None, None],

        // お知らせ: "own" is what is addressed to the person, and what they wrote. 申し送り may name clients: not for 再委託先 and 監査.
        [ViewNotices] = [None, None, Own, Own, All, Own, Own],
        [PostNotices] = [None, None, Own, Own, All, None, None],
        [WatchNotices] = [None, None, None, None, All, None, None],
        [ViewHandovers] = [None, None, Own, All, All, None, None],
        [WriteHandovers] = [None, None, Own, All, All, None, None],
        [ViewCommonPapers] = [None, None, Own, Own, All, Own, Own],
        [KeepCommonPapers] = [None, None, Own, Own, All, None, None],

        [ImportWorkbooks] = [None, All, None, None, All, None, None],
        [ManageCatalogue] = [None, None, None, None, All, None, None],
        [ManageIndustries] = [None, None, None, None, All, All, None],
        [ViewStaff] = [None, None, None, None, All, All, All],
        [ManageStaff] = [None, None, None, None, None, All, None],
        [ChangeRoles] = [None, None, None, None, None, All, None],

        // 棚卸し: the city confirms who may still act; the auditor steps in where a lone supervisor would have to confirm themselves.
        [ViewAccessReview] = [None, None, None, None, All, All, All],
        [OpenAccessReview] = [None, All, None, None, All, None, None],
        [ConfirmAccess] = [None, None, None, None, All, None, None],
        [ConfirmSoleSupervisor] = [None, None, None, None, None, None, All],

        // 二人承認 (ASVS 2.3.5): who may ask, then who may release what. Whoever asked never releases, whatever is here.
        [ViewApprovals] = [None, None, None, None, All, Own, All],
        [ReleaseApprovals] = [None, None, None, None, All, None, None],
        [ReleaseExport] = [None, None, None, None, All, None, None],
        [ReleasePurge] = [None, None, None, None, All, None, None],
        [ReleaseRestore] = [None, None, None, None, All, None, None],
        [ReleaseSupervisorRole] = [None, None, None, None, All, None, None],
        [ReleaseRenewal] = [None, None, None, None, All, None, None],
        [ReleaseEmergencyAccess] = [None, None, None, None, All, None, None],
        [ExportInBulk] = [None, None, None, None, All, None, None],

        // 統計: figures without names. A scrivener's are those of the own desks; what consultations were about is not for 委託先.
        [ViewStatistics] = [None, None, Own, All, All, None, None],
        [ViewConsultationStatistics] = [None, None, Own, None, All, None, None],

        // 公開用: rounded counts that may leave the house; of the statistics the auditor sees these and no other.
        [ViewPublicEditions] = [None, None, All, All, All, None, All],

        // The portal itself reads what is counted before somebody asks; it shows nothing.
        [PrepareStatistics] = [None, All, None, None, None, None, None],

        // 増えた言葉: the server reads what consultations were about; shown are words of five businesses and more, to the city alone.
        [ViewRisingWords] = [None, None, None, None, All, None, None],

        // 月次報告, 年度報告: the portal begins it on the first day, one of the city writes it, another one fixes it.
        [BeginReports] = [None, All, None, None, None, None, None],
        [WriteReports] = [None, None, None, None, All, None, None],
        [FixReports] = [None, None, None, None, All, None, None],

        // 廃棄: the city asks, releases and carries out; the auditor sees what was disposed of, by fingerprints.
        [ViewRetention] = [None, None, None, None, All, None, None],
        [HoldBusinesses] = [None, None, None, None, All, None, None],
        [ViewDisposals] = [None, None, None, None, All, None, All],
        [DisposeOfBusinesses] = [None, None, None, None, All, None, None],
        [KeepRetention] = [None, All, None, None, None, None, None],

        // 緊急閲覧: "own" is the one record that a supervisor opened for the administrator, for as long as it is open.
        [AskEmergencyAccess] = [None, None, None, None, None, All, None],
        [ViewInEmergency] = [None, None, None, None, None, Own, None],
        [WatchEmergencyAccess] = [None, None, None, None, All, None, None],
        [AddFirstStaff] = [None, All, None, None, None, None, None],
        [ViewSessions] = [None, None, None, None, All, All, All],
        [EndSessions] = [None, None, None, None, All, All, None],
        [EndExpiredSessions] = [None, All, None, None, None, None, None],
        [ViewPermissions] = [None, None, All, All, All, All, All],
        [ViewAudit] = [None, None, None, None, All, None, All],
        [ViewLedger] = [None, None, None, None, All, None, All],
        [DiscloseLedger] = [None, None, None, None, All, None, None],
        [ViewAlarms] = [None, None, None, None, All, None, All],
        [SettleAlarms] = [None, None, None, None, All, None, None],
        [PlantCanaries] = [None, None, None, None, All, None, None],
        [SignCheckpoints] = [None, All, None, None, None, None, None],

        // 公開範囲点検: the probe reads ids and the texts of canaries, and nothing else.
        [ViewExposure] = [None, All, None, None, All, None, All],
        [CheckExposure] = [None, All, None, None, None, None, None],

        // 事案: whoever works here may say that something is wrong; what is known of it, and of whom, is the city's.
        [ReportIncidents] = [None, None, All, All, All, All, All],
        [ViewIncidents] = [None, None, None, None, All, None, None],
        [HandleIncidents] = [None, None, None, None, All, None, None],
        [CallAffected] = [None, None, None, None, All, None, None],
        [ApproveIncidentPapers] = [None, None, None, None, All, None, None],
        [ExportEvidence] = [None, None, None, None, All, None, None],

        // 監督: the city records, another one of the city approves; whoever answers for an organisation sees what is asked of it. A scrivener
        // judges the records that were drawn for them in the double check.
        [ViewOversight] = [None, None, None, None, All, None, None],
        [KeepContracts] = [None, None, None, None, All, None, None],
        [ApproveContracts] = [None, None, None, None, All, None, None],
        [InspectContractors] = [None, None, None, None, All, None, None],
        [AnswerInspections] = [None, None, Own, Own, None, Own, None],
        [DrawDoubleChecks] = [None, None, None, None, All, None, None],
        [JudgeRecords] = [None, None, Own, None, All, None, None],
        [ReportFaults] = [None, All, None, None, None, None, None],
        [RotateKeys] = [None, All, None, None, None, None, None],
        [ViewKeys] = [None, All, None, None, All, All, All],

        // バックアップ: to make one shows nothing; to put one back takes two of the city.
        [ViewBackups] = [None, None, None, None, All, All, None],
        [MakeBackups] = [None, All, None, None, All, All, None],
        [RestoreBackups] = [None, None, None, None, All, None, None],
    };

    /// <summary>What a cookie left on a desk must not suffice for: the person has to have signed in within the last minutes (ASVS
    /// 7.5.3).</summary>
    private static readonly HashSet<Permission> FreshSignInRequired =
    [
        ManageStaff,
        ChangeRoles,
        ConfirmAccess,
        ConfirmSoleSupervisor,
        ReleaseApprovals,
        ReleaseExport,
        ReleasePurge,
        ReleaseRestore,
        ReleaseSupervisorRole,
        ReleaseRenewal,
        ReleaseEmergencyAccess,
        ExportInBulk,
        FixReports,
        ApproveIncidentPapers,
        ApproveContracts,
        ExportEvidence,
        DisposeOfBusinesses,
        RestoreBackups,
    ];

    /// <summary>Whether the permission needs a fresh sign-in (<see cref="SessionSettings.Fresh"/>).</summary>
    public static bool RequiresFreshSignIn(Permission permission) => FreshSignInRequired.Contains(permission);

    /// <summary>How far the permission reaches for somebody who has not signed in.</summary>
    public static AccessScope ForAnyone(Permission permission) => Table[permission][0];

    /// <summary>How far the permission reaches for a command at the server's console.</summary>
    public static AccessScope ForConsole(Permission permission) => Table[permission][1];

    /// <summary>How far the permission reaches for a role.</summary>
    public static AccessScope For(Role role, Permission permission) => Table[permission][(int)role + 1];

    /// <summary>Whether a role may use the permission at all: what pages ask to show or hide a button (courtesy; the services
    /// decide).</summary>
    public static bool Allows(Role role, Permission permission) => For(role, permission) != None;
}
