using SupportCenter.Domain.Access;

namespace SupportCenter.Domain.Audit;

/// <summary>Faults of background work: an audit row, and with it an alarm, so that people hear of what nobody was waiting for.</summary>
public sealed class BackgroundFaultService(AuthorizedDbContextFactory authorized)
{
    /// <summary>Records that a piece of background work failed.</summary>
    /// <param name="work">The name of the work, as in the code.</param>
    /// <param name="item">The one item over which it failed; null for the work as a whole.</param>
    /// <param name="reference">The number under which the fault is in the server's log.</param>
    [RequiresPermission(Permission.ReportFaults)]
    public async Task ReportAsync(string work, Guid? item, string reference, CancellationToken ct = default)
    {
        await using var unit = await authorized.BeginAsync(Permission.ReportFaults, AuditActs.BackgroundFailed, ct);
        unit.Note(work, item, null, reference);
        await unit.CommitAsync(ct);
    }
}
