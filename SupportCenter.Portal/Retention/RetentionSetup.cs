using Microsoft.Extensions.Options;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Retention;

namespace SupportCenter.Portal.Retention;

/// <summary>What retention needs from the container.</summary>
public static class RetentionSetup
{
    /// <summary>Reads the periods from the section <c>Retention</c> (checked at start) and starts the clock.</summary>
    public static IServiceCollection AddRetention(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<RetentionOptions>().Bind(configuration.GetSection("Retention")).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<RetentionOptions>>().Value);
        services.AddHostedService<RetentionClock>();
        return services;
    }
}

/// <summary>After the start and every quarter of an hour: goes on with disposals that a stop of the server broke off, and clears away what needs no second person.</summary>
internal sealed class RetentionClock(PortalDatabase database, RetentionOptions options, TimeProvider time, ILogger<RetentionClock> logger)
    : OwnWork(database, time, logger, TimeSpan.FromMinutes(15), options)
{
    /// <inheritdoc />
    protected override async Task TurnAsync(IServiceProvider services, CancellationToken stopping)
    {
        await services.GetRequiredService<RetentionService>().TidyAsync(stopping);
        await services.GetRequiredService<DisposalService>().CarryOnAsync(stopping);
    }
}
