using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Data;
using SupportCenter.Portal.Components;

namespace SupportCenter.Portal.Security;

/// <summary>Ends sessions whose time is up, or whose person was disabled or has another role, and cuts the lines to their screens: at once after a
/// change in this process, within half a minute after one elsewhere.</summary>
internal sealed partial class SessionSweep(PortalDatabase database, SessionSettings options, ScreenLines lines, TimeProvider time, ILogger<SessionSweep> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(20);

    // The page hears of the end by itself and says why; the line is cut under whatever does not listen.
    private static readonly TimeSpan ForTheLastWord = TimeSpan.FromSeconds(5);
    private readonly SemaphoreSlim wake = new(0, 1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var watch = database.Changes.Watch(Heard);
        // Acts as the console does: nobody has signed in here.
        await using var services = OwnServices.Of(database, time, options);
        while (!stoppingToken.IsCancellationRequested)
        {
            await SweepAsync(services, stoppingToken);
            await wake.WaitAsync(Every, stoppingToken);
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

    private async Task SweepAsync(ServiceProvider services, CancellationToken stopping)
    {
        try
        {
            await using var scope = services.CreateAsyncScope();
            var sessions = scope.ServiceProvider.GetRequiredService<SessionService>();
            await sessions.SweepAsync(stopping);
            if (lines.Sessions is { Count: > 0 } open && await sessions.EndedAmongAsync(open, stopping) is { Count: > 0 } over)
            {
                await Task.Delay(ForTheLastWord, time, stopping);
                foreach (var session in over)
                {
                    lines.Cut(session);
                }

                Cut(logger, over.Count);
            }
        }
        catch (Exception fault) when (fault is DbException or DbUpdateException or IOException)
        {
            // Commands are refused all the same; the screens are closed at the next turn.
            FaultLog.Record(logger, fault);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Closed the screens of {Count} sessions that are over")]
    private static partial void Cut(ILogger logger, int count);
}
