using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Documents;
using SupportCenter.Domain.Documents.Scanning;
using SupportCenter.Portal.Components;

namespace SupportCenter.Portal.Documents;

/// <summary>Scans, at start and every minute, the documents that wait for the scanner and those that came before there was one (ASVS 5.4.3).</summary>
internal sealed partial class ScanClock(PortalDatabase database, ScanningOptions options, TimeProvider time, IHostEnvironment environment, ILogger<ScanClock> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.IsOn)
        {
            if (!environment.IsDevelopment())
            {
                NoScanner(logger);
            }

            return;
        }

        // Acts as the console does: nobody has signed in here.
        await using var services = new ServiceCollection().AddSingleton(options).AddSupportCenter(database).AddSingleton(time)
            .AddSingleton<ICaller>(new FixedCaller(CallerIdentity.Console)).BuildServiceProvider();
        using var timer = new PeriodicTimer(Every, time);
        do
        {
            await ScanAsync(services, stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task ScanAsync(ServiceProvider services, CancellationToken stopping)
    {
        try
        {
            await using var scope = services.CreateAsyncScope();
            var judged = await scope.ServiceProvider.GetRequiredService<QuarantineService>().ScanWaitingAsync(stopping);
            if (judged > 0)
            {
                Judged(logger, judged);
            }
        }
        catch (Exception fault) when (fault is DbException or DbUpdateException or IOException or RuleException)
        {
            // A full disk must not stop the portal: it is tried again at the next turn.
            FaultLog.Record(logger, fault);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Scanned {Count} documents that had waited")]
    private static partial void Judged(ILogger logger, int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "No scanner is set up (Scanning:Clamd): uploads are not scanned for malware")]
    private static partial void NoScanner(ILogger logger);
}
