using MudBlazor;
using SupportCenter.Domain.Access;

namespace SupportCenter.Portal.Administration;

/// <summary>One page of the administration, for whom the permission allows; its texts follow the language.</summary>
public sealed record AdministrationLink(string Href, Permission Permission, string Icon, Func<string> Text, Func<string> Explained);

/// <summary>The pages of the administration in their order. Hiding one protects nothing: the services refuse.</summary>
public static class AdministrationLinks
{
    /// <summary>Every page, for whomever it is.</summary>
    public static IReadOnlyList<AdministrationLink> All { get; } =
    [
        new(
            PortalUrls.Venues,
            Permission.ManageSchedule,
            Icons.Material.Outlined.Place,
            () => OversightTexts.Venues,
            () => OversightTexts.VenuesExplained
        ),
        new(
            PortalUrls.Measures,
            Permission.ManageCatalogue,
            Icons.Material.Outlined.FactCheck,
            () => OversightTexts.Measures,
            () => OversightTexts.MeasuresExplained
        ),
        new(
            PortalUrls.Referrals,
            Permission.ManageCatalogue,
            Icons.Material.Outlined.Signpost,
            () => OversightTexts.Referrals,
            () => OversightTexts.ReferralsExplained
        ),
        new(
            PortalUrls.Questions,
            Permission.ManageCatalogue,
            Icons.Material.Outlined.Quiz,
            () => OversightTexts.Questions,
            () => OversightTexts.QuestionsExplained
        ),
        new(
            PortalUrls.Industries,
            Permission.ManageIndustries,
            Icons.Material.Outlined.Category,
            () => OversightTexts.Industries,
            () => OversightTexts.IndustriesExplained
        ),
        new(
            PortalUrls.Staff,
            Permission.ViewStaff,
            Icons.Material.Outlined.People,
            () => OversightTexts.Staff,
            () => OversightTexts.StaffExplained
        ),
        new(
            PortalUrls.AccessReview,
            Permission.ViewAccessReview,
            Icons.Material.Outlined.HowToReg,
            () => AuthorityPageTexts.Review,
            () => AuthorityPageTexts.ReviewExplained
        ),
        new(
            PortalUrls.Approvals,
            Permission.ViewApprovals,
            Icons.Material.Outlined.Approval,
            () => AuthorityPageTexts.Approvals,
            () => AuthorityPageTexts.ApprovalsExplained
        ),
        new(
            PortalUrls.Emergency,
            Permission.WatchEmergencyAccess,
            Icons.Material.Outlined.LockOpen,
            () => AuthorityPageTexts.Emergency,
            () => AuthorityPageTexts.EmergencyExplained
        ),
        new(
            PortalUrls.MyEmergency,
            Permission.AskEmergencyAccess,
            Icons.Material.Outlined.LockOpen,
            () => AuthorityPageTexts.Emergency,
            () => AuthorityPageTexts.EmergencyExplained
        ),
        new(
            PortalUrls.Exports,
            Permission.ExportInBulk,
            Icons.Material.Outlined.FileDownload,
            () => ExportPageTexts.Title,
            () => ExportPageTexts.Explained
        ),
        new(
            PortalUrls.Disposals,
            Permission.ViewDisposals,
            Icons.Material.Outlined.DeleteSweep,
            () => RetentionPageTexts.Title,
            () => RetentionPageTexts.Explained
        ),
        new(
            PortalUrls.Quarantine,
            Permission.ManageQuarantine,
            Icons.Material.Outlined.GppMaybe,
            () => QuarantineTexts.Title,
            () => QuarantineTexts.Explained
        ),
        new(
            PortalUrls.Backups,
            Permission.ViewBackups,
            Icons.Material.Outlined.Backup,
            () => BackupPageTexts.Title,
            () => BackupPageTexts.Explained
        ),
        new(
            PortalUrls.Sessions,
            Permission.ViewSessions,
            Icons.Material.Outlined.Devices,
            () => OversightTexts.Sessions,
            () => OversightTexts.SessionsExplained
        ),
        new(
            PortalUrls.PermissionTable,
            Permission.ViewPermissions,
            Icons.Material.Outlined.TableChart,
            () => OversightTexts.PermissionTable,
            () => OversightTexts.PermissionTableExplained
        ),
        new(
            PortalUrls.AuditLog,
            Permission.ViewAudit,
            Icons.Material.Outlined.ManageSearch,
            () => OversightTexts.AuditLog,
            () => OversightTexts.AuditLogExplained
        ),
        new(
            PortalUrls.Ledger,
            Permission.ViewLedger,
            Icons.Material.Outlined.MenuBook,
            () => AuditPageTexts.Ledger,
            () => AuditPageTexts.LedgerExplained
        ),
        new(
            PortalUrls.Alarms,
            Permission.ViewAlarms,
            Icons.Material.Outlined.NotificationsActive,
            () => AuditPageTexts.Alarms,
            () => AuditPageTexts.AlarmsExplained
        ),
        new(
            PortalUrls.Exposure,
            Permission.ViewExposure,
            Icons.Material.Outlined.Public,
            () => ExposurePageTexts.Title,
            () => ExposurePageTexts.Explained
        ),
        new(
            PortalUrls.Canaries,
            Permission.PlantCanaries,
            Icons.Material.Outlined.Pets,
            () => AuditPageTexts.Canaries,
            () => AuditPageTexts.CanariesExplained
        ),
    ];
}
