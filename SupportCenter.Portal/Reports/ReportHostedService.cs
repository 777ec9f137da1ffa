using SupportCenter.Domain.Data;
using SupportCenter.Domain.Reports;

namespace SupportCenter.Portal.Reports;

/// <summary>Begins the draft of the month that ended, and on 1 April of the fiscal year: looks after the start and every quarter of an hour
/// whether there is one.</summary>
internal sealed class ReportHostedService(PortalDatabase database, TimeProvider time, ILogger<ReportHostedService> logger)
    : PeriodicBackgroundService(database, time, logger, TimeSpan.FromMinutes(15))
{
    /// <inheritdoc />
    protected override Task TurnAsync(IServiceProvider services, CancellationToken stopping) =>
        services.GetRequiredService<ReportEditionService>().BeginDueAsync(stopping);
}
