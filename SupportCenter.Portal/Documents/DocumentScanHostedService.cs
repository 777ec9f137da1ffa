using SupportCenter.Domain.Data;
using SupportCenter.Domain.Documents;
using SupportCenter.Domain.Documents.Scanning;

namespace SupportCenter.Portal.Documents;

/// <summary>Scans, after the start and every minute, the documents that wait for the scanner and those that came before there was one
/// (ASVS 5.4.3).</summary>
internal sealed partial class DocumentScanHostedService(
    PortalDatabase database,
    ScanningOptions options,
    ContentScanner scanner,
    TimeProvider time,
    IHostEnvironment environment,
    ILogger<DocumentScanHostedService> logger
) : PeriodicBackgroundService(database, time, logger, TimeSpan.FromMinutes(1), options)
{
    /// <inheritdoc />
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        if (!scanner.IsOn && !environment.IsDevelopment())
        {
            NoScanner(Log);
        }

        return base.StartAsync(cancellationToken);
    }

    /// <inheritdoc />
    protected override async Task TurnAsync(IServiceProvider services, CancellationToken stopping)
    {
        if (!scanner.IsOn)
        {
            return;
        }

        var round = await services.GetRequiredService<QuarantineService>().ScanWaitingAsync(FailedLately, stopping);
        await ReportAsync(round.Failed, stopping);
        if (round.Judged > 0)
        {
            Judged(Log, round.Judged);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Scanned {Count} documents that had waited")]
    private static partial void Judged(ILogger logger, int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "No scanner is set up (Scanning:Clamd): uploads are not scanned for malware")]
    private static partial void NoScanner(ILogger logger);
}
