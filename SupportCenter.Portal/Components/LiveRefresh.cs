using SupportCenter.Domain.Data;

namespace SupportCenter.Portal.Components;

/// <summary>Reads a screen anew after a change that somebody else made: once for several changes within a moment, and never while it is being read.</summary>
public sealed class LiveRefresh : IDisposable
{
    /// <summary>Changes that come together (a clinic that is closed moves many) are read once.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    private readonly CancellationTokenSource gone = new();
    private readonly Func<Task> read;
    private readonly Func<Exception, Task> failed;
    private readonly IDisposable subscription;
    private int waiting;

    /// <param name="feed">Where commits are announced.</param>
    /// <param name="kinds">The names of the entities that the screen shows.</param>
    /// <param name="read">Reads anew, on the screen's own thread (InvokeAsync).</param>
    /// <param name="failed">Shows a fault where the screen shows faults (DispatchExceptionAsync).</param>
    public LiveRefresh(ChangeFeed feed, IReadOnlyCollection<string> kinds, Func<Task> read, Func<Exception, Task> failed)
    {
        (this.read, this.failed) = (read, failed);
        subscription = feed.Watch(changes =>
        {
            if (changes.Any(change => kinds.Contains(change.Kind)) && Interlocked.Exchange(ref waiting, 1) == 0)
            {
                _ = ReadSoonAsync();
            }
        });
    }

    public void Dispose()
    {
        subscription.Dispose();
        gone.Cancel();
        gone.Dispose();
    }

    private async Task ReadSoonAsync()
    {
        try
        {
            await Task.Delay(Pause, gone.Token);
            Interlocked.Exchange(ref waiting, 0);
            await read();
        }
        catch (Exception fault) when (fault is OperationCanceledException or ObjectDisposedException)
        {
            // The screen is gone: nobody reads what would be read.
        }
        catch (Exception fault)
        {
            await failed(fault);
        }
    }
}
