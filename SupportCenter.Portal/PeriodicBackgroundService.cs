using SupportCenter.Domain.Data;

namespace SupportCenter.Portal;

/// <summary>What the portal does by itself, turn by turn, as its console would. The first turn waits until the first page can have been
/// shown: nobody waits for this work, and whoever opens the portal should not wait because of it.</summary>
/// <param name="every">From the end of one turn to the next at the latest.</param>
/// <param name="settings">The settings that the use cases need (<see cref="SystemServices"/>).</param>
internal abstract class PeriodicBackgroundService(
    PortalDatabase database,
    TimeProvider time,
    ILogger logger,
    TimeSpan every,
    params object[] settings
) : ResilientBackgroundService(database, time, logger, settings)
{
    private static readonly TimeSpan AfterStart = TimeSpan.FromSeconds(5);

    /// <summary>One turn, in a scope of its own.</summary>
    protected abstract Task TurnAsync(IServiceProvider services, CancellationToken stopping);

    /// <inheritdoc />
    protected sealed override async Task RunAsync(CancellationToken stopping)
    {
        await Task.Delay(AfterStart, Time, stopping);
        using var timer = new PeriodicTimer(every, Time);
        do
        {
            await TryAsync(services => TurnAsync(services, stopping), stopping);
        } while (await timer.WaitForNextTickAsync(stopping));
    }
}
