using SupportCenter.Domain.Access;

namespace SupportCenter.Tests.Access;

/// <summary>Who may do what, as it was agreed: written down a second time, so that no change of the table goes unnoticed. Whoever changes
/// the table on purpose changes it here too.</summary>
public sealed class AgreedPermissionsTests
{
    // Who asks: anyone, console, scrivener, booking staff, supervisor, administrator, auditor.
    private const string Agreed = """
        AddFirstStaff              None All  None None None None None
        AnswerInspections          None None Own  Own  None Own  None
        ApproveContracts           None None None None All  None None
        ApproveIncidentPapers      None None None None All  None None
        AskEmergencyAccess         None None None None None All  None
        BeginReports               None All  None None None None None
        BookReservations           None None None All  All  None None
        CallAffected               None None None None All  None None
        ChangeRoles                None None None None None All  None
        CheckExposure              None All  None None None None None
        ClearAbandonedUploads      None All  None None None None None
        ConfirmAccess              None None None None All  None None
        ConfirmConsultations       None None None None All  None None
        ConfirmSoleSupervisor      None None None None None None All
        DiscloseLedger             None None None None All  None None
        DisposeOfBusinesses        None None None None All  None None
        DrawDoubleChecks           None None None None All  None None
        EndExpiredSessions         None All  None None None None None
        EndSessions                None None None None All  All  None
        ExportEvidence             None None None None All  None None
        ExportInBulk               None None None None All  None None
        FixReports                 None None None None All  None None
        HandleIncidents            None None None None All  None None
        HoldBusinesses             None None None None All  None None
        ImportWorkbooks            None All  None None All  None None
        InspectContractors         None None None None All  None None
        JudgeRecords               None None Own  None All  None None
        KeepCommonPapers           None None Own  Own  All  None None
        KeepContracts              None None None None All  None None
        KeepDrafts                 None None Own  Own  Own  Own  Own
        KeepPreferences            None None Own  Own  Own  None None
        KeepRetention              None All  None None None None None
        MakeBackups                None All  None None All  All  None
        ManageCatalogue            None None None None All  None None
        ManageIndustries           None None None None All  All  None
        ManageQuarantine           None None None None All  None None
        ManageSchedule             None None None All  All  None None
        ManageStaff                None None None None None All  None
        OpenAccessReview           None All  None None All  None None
        PlantCanaries              None None None None All  None None
        PostNotices                None None Own  Own  All  None None
        PrepareStatistics          None All  None None None None None
        PrintConsultations         None None Own  None All  None None
        ReceiveClients             None None Own  All  All  None None
        ReleaseApprovals           None None None None All  None None
        ReleaseEmergencyAccess     None None None None All  None None
        ReleaseExport              None None None None All  None None
        ReleasePurge               None None None None All  None None
        ReleaseRenewal             None None None None All  None None
        ReleaseRestore             None None None None All  None None
        ReleaseSupervisorRole      None None None None All  None None
        ReportFaults               None All  None None None None None
        ReportIncidents            None None All  All  All  All  All
        RestoreBackups             None None None None All  None None
        RevealTelephone            None None Own  All  All  None None
        RotateKeys                 None All  None None None None None
        ScanDocuments              None All  None None None None None
        SettleAlarms               None None None None All  None None
        SignCheckpoints            None All  None None None None None
        SignIn                     All  None All  All  All  All  All
        UploadDocuments            None None Own  All  All  None None
        UsePortal                  None None All  All  All  All  All
        ViewAccessReview           None None None None All  All  All
        ViewAlarms                 None None None None All  None All
        ViewApprovals              None None None None All  Own  All
        ViewAudit                  None None None None All  None All
        ViewBackups                None None None None All  All  None
        ViewBusinesses             None None Own  All  All  None None
        ViewCommonPapers           None None Own  Own  All  Own  Own
        ViewConsultationStatistics None None Own  None All  None None
        ViewConsultations          None None Own  None All  None None
        ViewDisposals              None None None None All  None All
        ViewDocuments              None None Own  None All  None None
        ViewExposure               None All  None None All  None All
        ViewHandovers              None None Own  All  All  None None
        ViewInEmergency            None None None None None Own  None
        ViewIncidents              None None None None All  None None
        ViewKeys                   None All  None None All  All  All
        ViewLedger                 None None None None All  None All
        ViewNotices                None None Own  Own  All  Own  Own
        ViewOversight              None None None None All  None None
        ViewPermissions            None None All  All  All  All  All
        ViewPublicEditions         None None All  All  All  None All
        ViewPublicSchedule         All  All  All  All  All  All  All
        ViewReservations           None None Own  All  All  None None
        ViewRetention              None None None None All  None None
        ViewRisingWords            None None None None All  None None
        ViewSchedule               None None All  All  All  All  All
        ViewSessions               None None None None All  All  All
        ViewSignInChoices          All  None All  All  All  All  All
        ViewStaff                  None None None None All  All  All
        ViewStatistics             None None Own  All  All  None None
        WatchEmergencyAccess       None None None None All  None None
        WatchNotices               None None None None All  None None
        WithdrawDocuments          None None Own  None All  None None
        WriteConsultations         None None Own  None None None None
        WriteHandovers             None None Own  All  All  None None
        WriteReports               None None None None All  None None
        """;

    private static readonly Permission[] AgreedFresh =
    [
        Permission.ApproveContracts,
        Permission.ApproveIncidentPapers,
        Permission.ChangeRoles,
        Permission.ConfirmAccess,
        Permission.ConfirmSoleSupervisor,
        Permission.DisposeOfBusinesses,
        Permission.ExportEvidence,
        Permission.ExportInBulk,
        Permission.FixReports,
        Permission.ManageStaff,
        Permission.ReleaseApprovals,
        Permission.ReleaseEmergencyAccess,
        Permission.ReleaseExport,
        Permission.ReleasePurge,
        Permission.ReleaseRenewal,
        Permission.ReleaseRestore,
        Permission.ReleaseSupervisorRole,
        Permission.RestoreBackups,
    ];

    [Fact]
    [Asvs("8.1.1")]
    public void Everybody_may_do_what_was_agreed_and_nothing_else() =>
        Assert.Equal(
            Agreed.Split('\n').Select(row => string.Join(' ', row.Split(' ', StringSplitOptions.RemoveEmptyEntries))),
            Enum.GetValues<Permission>()
                .Select(permission => $"{permission} {string.Join(' ', Reach(permission))}")
                .Order(StringComparer.Ordinal)
        );

    [Fact]
    [Asvs("7.5.3")]
    public void Every_release_and_every_other_weighty_act_needs_a_fresh_sign_in() =>
        Assert.Equal(
            AgreedFresh,
            Enum.GetValues<Permission>()
                .Where(Permissions.RequiresFreshSignIn)
                .OrderBy(permission => permission.ToString(), StringComparer.Ordinal)
        );

    private static IEnumerable<AccessScope> Reach(Permission permission) =>
        [
            Permissions.ForAnyone(permission),
            Permissions.ForConsole(permission),
            .. Enum.GetValues<Role>().Order().Select(role => Permissions.For(role, permission)),
        ];
}
