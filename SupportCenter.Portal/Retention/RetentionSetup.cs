using SupportCenter.Domain.Data;
using SupportCenter.Domain.Retention;
using SupportCenter.Portal.Settings;

namespace SupportCenter.Portal.Retention;

/// <summary>What retention needs from the container.</summary>
public static class RetentionSetup
{
    /// <summary>Reads the periods from the section <c>Retention</c> (checked at start) and starts the clock.</summary>
    public static IServiceCollection AddRetention(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<RetentionOptions>(configuration);
        services.AddHostedService<RetentionHostedService>();
        return services;
    }
}

/// <summary>After the start and every quarter of an hour: continues with disposals that a stop of the server broke off, and clears away
/// what needs no second person.</summary>
internal sealed class RetentionHostedService(
    PortalDatabase database,
    RetentionOptions options,
    TimeProvider time,
    ILogger<RetentionHostedService> logger
) : PeriodicBackgroundService(database, time, logger, TimeSpan.FromMinutes(15), options)
{
    /// <inheritdoc />
    protected override async Task TurnAsync(IServiceProvider services, CancellationToken stopping)
    {
        await TryAsync(own => own.GetRequiredService<RetentionService>().TidyAsync(stopping), stopping);
        var round = await services.GetRequiredService<DisposalService>().CarryOnAsync(stopping);
        await ReportAsync(round.Failed, stopping);
    }
}
