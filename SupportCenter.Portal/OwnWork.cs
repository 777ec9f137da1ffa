using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain;
using SupportCenter.Domain.Data;
using SupportCenter.Portal.Components;

namespace SupportCenter.Portal;

/// <summary>What the portal does by itself, turn by turn, as its console would. The first turn waits until the first page can have been shown: nobody waits for
/// this work, and whoever opens the portal should not wait because of it.</summary>
/// <param name="every">From the end of one turn to the next at the latest.</param>
/// <param name="settings">The settings that the use cases need (<see cref="OwnServices"/>).</param>
internal abstract class OwnWork(PortalDatabase database, TimeProvider time, ILogger logger, TimeSpan every, params object[] settings) : BackgroundService
{
    private static readonly TimeSpan AfterStart = TimeSpan.FromSeconds(5);

    protected TimeProvider Time { get; } = time;

    protected ILogger Log { get; } = logger;

    /// <summary>One turn, in a scope of its own.</summary>
    protected abstract Task TurnAsync(IServiceProvider services, CancellationToken stopping);

    /// <inheritdoc />
    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Delay(AfterStart, Time, stoppingToken);
        await using var services = OwnServices.Of(database, Time, settings);
        using var timer = new PeriodicTimer(every, Time);
        do
        {
            try
            {
                await using var scope = services.CreateAsyncScope();
                await TurnAsync(scope.ServiceProvider, stoppingToken);
            }
            catch (Exception fault) when (fault is DbException or DbUpdateException or IOException or RuleException)
            {
                // A full disk must not stop the portal: it is tried again at the next turn.
                FaultLog.Record(Log, fault);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
