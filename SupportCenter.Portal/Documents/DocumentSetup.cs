using SupportCenter.Domain.Data;
using SupportCenter.Domain.Documents;
using SupportCenter.Domain.Documents.Scanning;
using SupportCenter.Portal.Settings;

namespace SupportCenter.Portal.Documents;

/// <summary>What documents need from the container.</summary>
public static class DocumentSetup
{
    /// <summary>Reads the limits and the scanner from the sections <c>Documents</c> and <c>Scanning</c> (checked at start) and begins to
    /// scan what waits and to clear away what broken-off uploads left.</summary>
    public static IServiceCollection AddDocuments(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<DocumentOptions>(configuration);
        services.AddSettings<ScanningOptions>(configuration);
        services.AddHostedService<AbandonedUploads>();
        services.AddHostedService<DocumentScanHostedService>();
        return services;
    }
}

/// <summary>Clears away, after the start and every quarter of an hour, the encrypted pieces of uploads that a stop of the server broke
/// off.</summary>
internal sealed partial class AbandonedUploads(PortalDatabase database, TimeProvider time, ILogger<AbandonedUploads> logger)
    : PeriodicBackgroundService(database, time, logger, TimeSpan.FromMinutes(15))
{
    /// <inheritdoc />
    protected override async Task TurnAsync(IServiceProvider services, CancellationToken stopping)
    {
        var cleared = await services.GetRequiredService<DocumentService>().ClearAbandonedAsync(stopping);
        if (cleared > 0)
        {
            Cleared(Log, cleared);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Cleared away {Count} uploads that were broken off")]
    private static partial void Cleared(ILogger logger, int count);
}
