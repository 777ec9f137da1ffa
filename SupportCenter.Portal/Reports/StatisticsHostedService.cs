using SupportCenter.Domain.Data;
using SupportCenter.Domain.Reports;

namespace SupportCenter.Portal.Reports;

/// <summary>Has the months of two fiscal years read before somebody looks at their statistics; after that, those that were
/// changed.</summary>
internal sealed class StatisticsHostedService(PortalDatabase database, TimeProvider time, ILogger<StatisticsHostedService> logger)
    : PeriodicBackgroundService(database, time, logger, TimeSpan.FromMinutes(10))
{
    /// <inheritdoc />
    protected override Task TurnAsync(IServiceProvider services, CancellationToken stopping) =>
        services.GetRequiredService<StatisticsService>().PrepareAsync(stopping);
}
