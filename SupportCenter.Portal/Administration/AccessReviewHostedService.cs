using SupportCenter.Domain.Administration;
using SupportCenter.Domain.Data;

namespace SupportCenter.Portal.Administration;

/// <summary>Opens the access review (棚卸し) of each quarter by itself: looks after the start and every hour whether there is one.</summary>
internal sealed class AccessReviewHostedService(PortalDatabase database, TimeProvider time, ILogger<AccessReviewHostedService> logger)
    : PeriodicBackgroundService(database, time, logger, TimeSpan.FromHours(1))
{
    /// <inheritdoc />
    protected override Task TurnAsync(IServiceProvider services, CancellationToken stopping) =>
        services.GetRequiredService<AccessReviewService>().OpenAsync(stopping);
}
