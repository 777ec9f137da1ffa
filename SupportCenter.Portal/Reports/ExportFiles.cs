using System.Security.Cryptography;

namespace SupportCenter.Portal.Reports;

/// <summary>The papers of exports that were made within the hour in which they can be fetched. In memory alone: on disk they would be
/// personal data in clear. What had to make room, or was lost with the process, is made again when it is asked for.</summary>
internal sealed class ExportFiles(TimeProvider time) : IDisposable
{
    /// <summary>As much is kept of all papers together.</summary>
    public const long MostBytes = 64 * 1024 * 1024;

    private readonly SemaphoreSlim turn = new(1);
    private readonly Lock access = new();
    private readonly List<Kept> kept = [];

    /// <summary>Waits until no other paper is being made: memory and processors are few. Disposing gives the turn to the next.</summary>
    public async Task<IDisposable> EnterAsync(CancellationToken cancellation)
    {
        await turn.WaitAsync(cancellation);
        return new Turn(turn);
    }

    /// <summary>Keeps a paper until a moment; the oldest make room.</summary>
    public void Keep(Guid order, byte[] bytes, DateTime untilUtc)
    {
        lock (access)
        {
            Forget();
            kept.RemoveAll(file => file.Order == order);
            kept.Add(new Kept(order, new ExportFile(bytes), untilUtc));
            while (kept.Count > 1 && kept.Sum(file => (long)file.File.Bytes.Length) > MostBytes)
            {
                kept.RemoveAt(0);
            }
        }

        // Nobody has to ask for anything until it is forgotten.
        _ = ForgetLaterAsync(untilUtc);
    }

    /// <summary>A paper that is kept; null where it has to be made again.</summary>
    public ExportFile? Find(Guid order)
    {
        lock (access)
        {
            Forget();
            return kept.Find(file => file.Order == order)?.File;
        }
    }

    public void Dispose() => turn.Dispose();

    private async Task ForgetLaterAsync(DateTime untilUtc)
    {
        var wait = untilUtc - time.GetUtcNow().UtcDateTime;
        await Task.Delay(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, time);
        lock (access)
        {
            Forget();
        }
    }

    private void Forget() => kept.RemoveAll(file => file.UntilUtc <= time.GetUtcNow().UtcDateTime);

    private sealed record Kept(Guid Order, ExportFile File, DateTime UntilUtc);

    private sealed class Turn(SemaphoreSlim turn) : IDisposable
    {
        public void Dispose() => turn.Release();
    }
}

/// <summary>A paper, and by what a browser that fetches the rest of it knows that it is the same.</summary>
internal sealed class ExportFile(byte[] bytes)
{
    public byte[] Bytes => bytes;

    public string Tag { get; } = $"\"{Convert.ToHexString(SHA256.HashData(bytes).AsSpan(0, 16))}\"";
}
