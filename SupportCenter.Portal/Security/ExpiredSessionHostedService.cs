using SupportCenter.Domain.Access;
using SupportCenter.Domain.Data;

namespace SupportCenter.Portal.Security;

/// <summary>Ends sessions whose time is up, or whose person was disabled or has another role, and cuts the lines to their screens: at
/// once after a change in this process, within half a minute after one elsewhere.</summary>
internal sealed partial class ExpiredSessionHostedService(
    PortalDatabase database,
    SessionSettings options,
    CircuitConnectionRegistry lines,
    TimeProvider time,
    ILogger<ExpiredSessionHostedService> logger
) : ResilientBackgroundService(database, time, logger, options)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(20);

    // The page hears of the end by itself and says why; the connection of one that does not listen is closed.
    private static readonly TimeSpan ForTheLastWord = TimeSpan.FromSeconds(5);
    private readonly SemaphoreSlim wake = new(0, 1);

    /// <inheritdoc />
    protected override async Task RunAsync(CancellationToken stopping)
    {
        using var watch = Database.Changes.Watch(Heard);
        while (!stopping.IsCancellationRequested)
        {
            // Commands are refused all the same after a fault; the screens are closed at the next turn.
            await TryAsync(services => EndExpiredAsync(services, stopping), stopping);
            await wake.WaitAsync(Every, stopping);
        }
    }

    public override void Dispose()
    {
        wake.Dispose();
        base.Dispose();
    }

    private void Heard(IReadOnlyList<Change> changes)
    {
        if (changes.Any(change => change.Kind is nameof(StaffMember) or nameof(StaffSession)) && wake.CurrentCount == 0)
        {
            try
            {
                wake.Release();
            }
            catch (SemaphoreFullException)
            {
                // Another change was quicker: one waking is enough.
            }
        }
    }

    private async Task EndExpiredAsync(IServiceProvider services, CancellationToken stopping)
    {
        var sessions = services.GetRequiredService<SessionService>();
        await sessions.EndExpiredAsync(stopping);
        if (lines.Sessions is { Count: > 0 } open && await sessions.EndedAmongAsync(open, stopping) is { Count: > 0 } over)
        {
            await Task.Delay(ForTheLastWord, Time, stopping);
            foreach (var session in over)
            {
                lines.Cut(session);
            }

            Cut(Log, over.Count);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Closed the screens of {Count} sessions that are over")]
    private static partial void Cut(ILogger logger, int count);
}
