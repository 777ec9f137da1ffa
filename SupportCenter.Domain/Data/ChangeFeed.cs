using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace SupportCenter.Domain.Data;

/// <summary>That something of a kind (an entity's name) was changed; the watcher reads it again under its own permission.</summary>
public sealed record Change(string Kind, Guid? Id)
{
    /// <summary>Whether data was taken out of the portal as a whole.</summary>
    public bool IsExport => Kind == Audit.AuditActs.Exported;

    /// <summary>The changes since the last save that open screens hear of although they leave no audit row.</summary>
    internal static IEnumerable<Change> FromPublished(ChangeTracker tracker) =>
        tracker
            .Entries<IPublishesChanges>()
            .Where(entry => entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted)
            .Select(entry => new Change(entry.Metadata.ClrType.Name, entry.Entity.Id));
}

/// <summary>A change of such an entity is told to open screens; it holds no personal data and decides nothing, so that no audit row is
/// left of
/// it.</summary>
internal interface IPublishesChanges
{
    Guid Id { get; }
}

/// <summary>Tells open screens, after a commit, what was changed, so that another's change appears without reload.</summary>
public sealed class ChangeFeed
{
    private readonly ConcurrentDictionary<Guid, Action<IReadOnlyList<Change>>> watchers = new();

    /// <summary>Calls <paramref name="watcher"/> after every commit, on the committing thread: it must only note the change and return.
    /// Dispose to stop.</summary>
    public IDisposable Watch(Action<IReadOnlyList<Change>> watcher)
    {
        var id = NewId.Create();
        watchers[id] = watcher;
        return new Subscription(() => watchers.TryRemove(id, out _));
    }

    internal void Publish(IReadOnlyList<Change> changes)
    {
        if (changes.Count == 0)
        {
            return;
        }

        foreach (var watcher in watchers.Values)
        {
            watcher(changes);
        }
    }

    /// <summary>Tells of something that will be over by itself, when its time has come: nothing is written then, and whoever shows it has
    /// to look again.</summary>
    internal void PublishLater(Change change, TimeSpan after, TimeProvider time) => _ = PublishAfterAsync(change, after, time);

    private async Task PublishAfterAsync(Change change, TimeSpan after, TimeProvider time)
    {
        await Task.Delay(after, time);
        Publish([change]);
    }

    private sealed class Subscription(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
