namespace SupportCenter.Domain.Data;

/// <summary>One writer at a time: within the process by a semaphore, between processes (an import beside a running portal) by a locked file.</summary>
/// <remarks>The SQLite that this portal brings can damage a write-ahead log when two connections write or checkpoint at once
/// (fixed in 3.51.3), so that waiting inside SQLite is not enough. What must be known before anything is written is looked up at the beginning of
/// every turn: whether the key file was replaced.</remarks>
public sealed class WriteGate(string file, Action atEntry) : IDisposable
{
    private static readonly TimeSpan Retry = TimeSpan.FromMilliseconds(5);
    private readonly SemaphoreSlim turn = new(1, 1);

    /// <summary>Waits for the turn to write; disposing what it gives lets the next one in.</summary>
    public async Task<IDisposable> EnterAsync(CancellationToken cancellation)
    {
        await turn.WaitAsync(cancellation);
        FileStream? locked = null;
        try
        {
            locked = await LockAsync(cancellation);
            atEntry();
            return new Turn(this, locked);
        }
        catch
        {
            if (locked is not null)
            {
                await locked.DisposeAsync();
            }

            turn.Release();
            throw;
        }
    }

    public void Dispose() => turn.Dispose();

    private async Task<FileStream> LockAsync(CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1);
            }
            catch (IOException) when (File.Exists(file))
            {
                // Another process writes just now.
                await Task.Delay(Retry, cancellation);
            }
        }
    }

    private sealed class Turn(WriteGate gate, FileStream held) : IDisposable
    {
        private FileStream? held = held;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref held, null) is { } file)
            {
                file.Dispose();
                gate.turn.Release();
            }
        }
    }
}
