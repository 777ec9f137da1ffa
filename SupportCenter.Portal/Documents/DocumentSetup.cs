using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Documents;
using SupportCenter.Domain.Documents.Scanning;
using SupportCenter.Portal.Components;

namespace SupportCenter.Portal.Documents;

/// <summary>What documents need from the container.</summary>
public static class DocumentSetup
{
    /// <summary>Reads the limits and the scanner from the sections <c>Documents</c> and <c>Scanning</c> (checked at start) and begins to scan what waits and to clear away what broken-off uploads left.</summary>
    public static IServiceCollection AddDocuments(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<DocumentOptions>().Bind(configuration.GetSection("Documents")).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<DocumentOptions>>().Value);
        services.AddOptions<ScanningOptions>().Bind(configuration.GetSection("Scanning")).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<ScanningOptions>>().Value);
        services.AddHostedService<AbandonedUploads>();
        services.AddHostedService<ScanClock>();
        return services;
    }
}

/// <summary>Clears away, at start and every quarter of an hour, the sealed pieces of uploads that a stop of the server broke off.</summary>
internal sealed partial class AbandonedUploads(PortalDatabase database, TimeProvider time, ILogger<AbandonedUploads> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Acts as the console does: nobody has signed in here.
        await using var services = new ServiceCollection().AddSupportCenter(database).AddSingleton(time)
            .AddSingleton<ICaller>(new FixedCaller(CallerIdentity.Console)).BuildServiceProvider();
        using var timer = new PeriodicTimer(Every, time);
        do
        {
            await ClearAsync(services, stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task ClearAsync(ServiceProvider services, CancellationToken stopping)
    {
        try
        {
            await using var scope = services.CreateAsyncScope();
            var cleared = await scope.ServiceProvider.GetRequiredService<DocumentService>().ClearAbandonedAsync(stopping);
            if (cleared > 0)
            {
                Cleared(logger, cleared);
            }
        }
        catch (Exception fault) when (fault is DbException or DbUpdateException or IOException)
        {
            // A full disk must not stop the portal: it is tried again at the next turn.
            FaultLog.Record(logger, fault);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Cleared away {Count} uploads that were broken off")]
    private static partial void Cleared(ILogger logger, int count);
}
