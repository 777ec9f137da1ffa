using System.Collections.Concurrent;

namespace SupportCenter.Domain.Drafts;

/// <summary>A half-filled form as it was last kept.</summary>
public sealed record DraftView(string Json, DateTime SavedAtUtc);

/// <summary>Keeps half-filled forms.</summary>
public sealed class DraftService(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, DraftView> drafts = new();

    public Task SaveAsync(string form, string json, CancellationToken ct = default)
    {
        drafts[form] = new DraftView(json, time.GetUtcNow().UtcDateTime);
        return Task.CompletedTask;
    }

    public Task<DraftView?> FindAsync(string form, CancellationToken ct = default) => Task.FromResult(drafts.GetValueOrDefault(form));

    public Task DiscardAsync(string form, CancellationToken ct = default)
    {
        drafts.TryRemove(form, out _);
        return Task.CompletedTask;
    }
}
