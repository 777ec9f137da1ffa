using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Retention;
using SupportCenter.Portal.Components;

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

/// <summary>At start and every quarter of an hour: goes on with disposals that a stop of the server broke off, and clears away what needs no second person.</summary>
internal sealed class RetentionClock(PortalDatabase database, RetentionOptions options, TimeProvider time, ILogger<RetentionClock> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Acts as the console does: nobody has signed in here.
        await using var services = new ServiceCollection().AddSingleton(options).AddSupportCenter(database).AddSingleton(time)
            .AddSingleton<ICaller>(new FixedCaller(CallerIdentity.Console)).BuildServiceProvider();
        using var timer = new PeriodicTimer(Every, time);
        do
        {
            await TurnAsync(services, stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task TurnAsync(ServiceProvider services, CancellationToken stopping)
    {
        try
        {
            await using var scope = services.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<RetentionService>().TidyAsync(stopping);
            await scope.ServiceProvider.GetRequiredService<DisposalService>().CarryOnAsync(stopping);
        }
        catch (Exception fault) when (fault is DbException or DbUpdateException or IOException or RuleException)
        {
            // A full disk must not stop the portal: it is tried again at the next turn.
            FaultLog.Record(logger, fault);
        }
    }
}
