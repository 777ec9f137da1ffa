using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Backups;
using SupportCenter.Domain.Data;

namespace SupportCenter.Tests.Backups;

/// <summary>What a portal lists of its backups, and of the alarms about them.</summary>
internal static class BackupLists
{
    public static PageRequest FirstPage { get; } = new(0, 50);

    public static async Task<int> CountBackupsAsync(this TestPortal portal) =>
        (await portal.As<BackupService>(Role.Supervisor).ListAsync(FirstPage)).Rows.Count;

    public static async Task<IEnumerable<AlarmKind>> AlarmKindsAsync(this TestPortal portal) =>
        (await portal.As<AlarmService>(Role.Auditor).ListAsync(FirstPage)).Rows.Select(row => row.Kind).Order();
}
