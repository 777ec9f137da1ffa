using System.Collections.Concurrent;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Portal.Components;

namespace SupportCenter.Portal;

/// <summary>Background work that no fault ends, and that never ends the portal: every fault but the stop of the portal is in the log
/// under a reference number and raises an alarm, and the work goes on.</summary>
/// <param name="settings">The settings that the use cases need (<see cref="SystemServices"/>).</param>
internal abstract class ResilientBackgroundService(PortalDatabase database, TimeProvider time, ILogger logger, params object[] settings)
    : BackgroundService
{
    /// <summary>How long the work as a whole rests when it failed outside of a turn.</summary>
    public static readonly TimeSpan AfterFault = TimeSpan.FromMinutes(1);

    /// <summary>A fault that stays is reported again at most so often.</summary>
    public static readonly TimeSpan ReportEvery = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<Guid, DateTimeOffset> reported = new();
    private readonly Lazy<ServiceProvider> services = new(() => SystemServices.Of(database, time, settings));

    protected PortalDatabase Database { get; } = database;

    protected TimeProvider Time { get; } = time;

    protected ILogger Log { get; } = logger;

    /// <summary>The items over which the work failed within the last hour.</summary>
    protected IReadOnlyCollection<Guid> FailedLately =>
        [.. reported.Where(entry => entry.Key != Guid.Empty && IsRecent(entry.Value)).Select(entry => entry.Key)];

    /// <inheritdoc />
    public override void Dispose()
    {
        if (services.IsValueCreated)
        {
            services.Value.Dispose();
        }

        base.Dispose();
    }

    /// <summary>The work, until the portal stops.</summary>
    protected abstract Task RunAsync(CancellationToken stopping);

    /// <inheritdoc />
    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await RunAsync(stoppingToken);
                return;
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                await ReportAsync(fault, null, stoppingToken);
                await Task.Delay(AfterFault, Time, stoppingToken);
            }
        }
    }

    /// <summary>One turn, in a scope of its own. Whatever goes wrong is reported; only the stop of the portal is thrown.</summary>
    protected async Task TryAsync(Func<IServiceProvider, Task> turn, CancellationToken stopping)
    {
        try
        {
            await using var scope = services.Value.CreateAsyncScope();
            await turn(scope.ServiceProvider);
        }
        catch (Exception fault) when (!stopping.IsCancellationRequested)
        {
            await ReportAsync(fault, null, stopping);
        }
    }

    /// <summary>Reports the items over which a turn failed, each under a number of its own.</summary>
    protected async Task ReportAsync(IEnumerable<FailedItem> failed, CancellationToken stopping)
    {
        foreach (var item in failed)
        {
            await ReportAsync(item.Fault, item.Id, stopping);
        }
    }

    private async Task ReportAsync(Exception fault, Guid? item, CancellationToken stopping)
    {
        var reference = FaultLog.Record(Log, fault);
        var key = item ?? Guid.Empty;
        if (reported.TryGetValue(key, out var at) && IsRecent(at))
        {
            return;
        }

        foreach (var old in reported.Where(entry => !IsRecent(entry.Value)))
        {
            reported.TryRemove(old);
        }

        reported[key] = Time.GetUtcNow();
        try
        {
            await using var scope = services.Value.CreateAsyncScope();
            var faults = scope.ServiceProvider.GetRequiredService<BackgroundFaultService>();
            await faults.ReportAsync(GetType().Name, item, reference, stopping);
        }
        catch (Exception unreported) when (!stopping.IsCancellationRequested)
        {
            // The database itself may be what failed: the log has both.
            FaultLog.Record(Log, unreported);
            reported.TryRemove(key, out _);
        }
    }

    private bool IsRecent(DateTimeOffset at) => Time.GetUtcNow() - at < ReportEvery;
}
