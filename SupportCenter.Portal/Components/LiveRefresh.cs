using SupportCenter.Domain.Data;

namespace SupportCenter.Portal.Components;

/// <summary>Reads a screen anew a moment after others changed what it shows; a burst of changes is one reading.</summary>
public sealed class LiveRefresh : IDisposable
{
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(300);
    private readonly HashSet<string> kinds;
    private readonly IDisposable watch;
    private readonly ITimer timer;

    /// <summary>Calls <paramref name="refresh"/> after changes of the entities whose class names are given; it has to go to its own screen's thread itself.</summary>
    public LiveRefresh(ChangeFeed feed, TimeProvider time, Func<Task> refresh, params string[] kinds)
    {
        this.kinds = new HashSet<string>(kinds, StringComparer.Ordinal);
        timer = time.CreateTimer(_ => _ = RunAsync(refresh), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        watch = feed.Watch(Note);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        watch.Dispose();
        timer.Dispose();
    }

    private void Note(IReadOnlyList<Change> changes)
    {
        if (changes.Any(change => kinds.Contains(change.Kind)))
        {
            timer.Change(Rest, Timeout.InfiniteTimeSpan);
        }
    }

    private static async Task RunAsync(Func<Task> refresh)
    {
        try
        {
            await refresh();
        }
        catch (Exception gone) when (gone is ObjectDisposedException or OperationCanceledException)
        {
            // The screen was left while its refresh was on the way.
        }
    }
}
