using System.Security.Cryptography;
using System.Text.Json;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.PublicSite;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Schedule;

namespace SupportCenter.Portal.PublicSite;

/// <summary>What hangs on the board, and a version that changes whenever it does.</summary>
public sealed record CachedSchedule(PublicSchedule Schedule, string Version);

/// <summary>The public schedule, kept in memory: the database is asked when somebody looks and something may have changed, never more
/// than once a second and never twice at once, however many look.</summary>
/// <remarks>With <see cref="PublicSiteAttribute.ScheduleAge"/>, which is how long others may keep an answer, a booking is on the page
/// within five seconds.</remarks>
public sealed class PublicScheduleCache : IDisposable
{
    /// <summary>Between two readings.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>After this it is read again though nothing was heard: time passes, and a console command writes in a process of its
    /// own.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    private static readonly HashSet<string> Matters = [nameof(Reservation), nameof(Slot), nameof(Clinic), nameof(Venue)];

    // A restart may bring other words and styles for the same schedule.
    private readonly Guid run = NewId.Create();
    private readonly Lock turn = new();
    private readonly Func<CancellationToken, Task<PublicSchedule>> read;
    private readonly TimeProvider time;
    private readonly IDisposable watch;
    private Entry? posted;
    private Task<Entry>? reading;
    private long changes;

    public PublicScheduleCache(Func<CancellationToken, Task<PublicSchedule>> read, ChangeFeed feed, TimeProvider time)
    {
        (this.read, this.time) = (read, time);
        watch = feed.Watch(heard =>
        {
            if (heard.Any(change => Matters.Contains(change.Kind)))
            {
                Interlocked.Increment(ref changes);
            }
        });
    }

    /// <summary>What is true now, or was a moment ago.</summary>
    public ValueTask<CachedSchedule> CurrentAsync()
    {
        var now = time.GetUtcNow();
        return Volatile.Read(ref posted) is { } known && Holds(known, now) ? new(known.What) : new(NextAsync(now));
    }

    public void Dispose() => watch.Dispose();

    private bool Holds(Entry known, DateTimeOffset now) =>
        now - known.At < (known.Heard == Interlocked.Read(ref changes) ? Longest : Pause);

    private async Task<CachedSchedule> NextAsync(DateTimeOffset now)
    {
        Task<Entry> mine;
        lock (turn)
        {
            if (posted is { } known && Holds(known, now))
            {
                return known.What;
            }

            mine = reading ??= ReadAsync(now);
        }

        return (await mine).What;
    }

    private async Task<Entry> ReadAsync(DateTimeOffset now)
    {
        await Task.Yield(); // Not under the lock.
        try
        {
            var heard = Interlocked.Read(ref changes); // Before the database is asked: what comes in between is read again.
            // Nobody's own request: whoever leaves must not take the answer from the others.
            var schedule = await read(CancellationToken.None);
            var next = new Entry(new CachedSchedule(schedule, VersionOf(schedule)), heard, now);
            Volatile.Write(ref posted, next);
            return next;
        }
        finally
        {
            lock (turn)
            {
                reading = null;
            }
        }
    }

    private string VersionOf(PublicSchedule schedule) =>
        Convert.ToHexStringLower(SHA256.HashData([.. run.ToByteArray(), .. JsonSerializer.SerializeToUtf8Bytes(schedule)]).AsSpan(0, 12));

    private sealed record Entry(CachedSchedule What, long Heard, DateTimeOffset At);
}
