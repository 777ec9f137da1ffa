using System.Diagnostics;

namespace SupportCenter.Domain.Data;

/// <summary>One writer at a time: within the process by a semaphore, between processes (an import beside a running portal) by a locked
/// file.</summary>
/// <remarks>SQLite has one writer in any case; here the others wait in order and without a thread, and what is read to decide what is
/// written (the last row of the audit chain, the counts of the alarms) cannot change in between. At the beginning of every turn the key
/// file
/// is read again if it was replaced. docs/decisions/0002-one-writer.md has the reasons.</remarks>
public sealed class WriteGate(string file, Action atEntry) : IDisposable
{
    /// <summary>Longer than any turn takes: whoever holds the file longer does not write, but keeps others from writing.</summary>
    private static readonly TimeSpan MostPatience = TimeSpan.FromMinutes(5);

    private const int SharingViolation = 32;
    private const int LockViolation = 33;
    private const int WouldBlock = 11;
    private const int WouldBlockOnMac = 35;
    private static readonly TimeSpan Retry = TimeSpan.FromMilliseconds(5);
    private readonly SemaphoreSlim turn = new(1, 1);

    /// <summary>How long another process is waited for.</summary>
    internal TimeSpan Patience { get; set; } = MostPatience;

    /// <summary>Waits for the write lock; disposing what it gives lets the next one in.</summary>
    /// <exception cref="RuleException">Another process holds the file, and does not let go of it.</exception>
    public async Task<IDisposable> EnterAsync(CancellationToken cancellation)
    {
        await turn.WaitAsync(cancellation);
        FileStream? locked = null;
        try
        {
            locked = await LockAsync(cancellation);
            atEntry();
            return new Lease(this, locked);
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
        for (var since = Stopwatch.StartNew(); ; )
        {
            try
            {
                return new FileStream(file, PrivateFolder.OptionsFor(FileMode.OpenOrCreate, FileShare.None));
            }
            catch (IOException held) when (IsHeld(held))
            {
                if (since.Elapsed > Patience)
                {
                    throw new RuleException(DomainTexts.GateHeld);
                }

                // Another process writes just now.
                await Task.Delay(Retry, cancellation);
            }
        }
    }

    // Everything else (too many open files, a broken disk) does not go away by waiting. On Unix the number is that of the system.
    internal static bool IsHeld(IOException fault) =>
        OperatingSystem.IsWindows() ? (fault.HResult & 0xffff) is SharingViolation or LockViolation
        : OperatingSystem.IsMacOS() ? fault.HResult == WouldBlockOnMac
        : fault.HResult == WouldBlock;

    private sealed class Lease(WriteGate gate, FileStream held) : IDisposable
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
