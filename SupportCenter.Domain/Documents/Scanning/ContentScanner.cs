using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace SupportCenter.Domain.Documents.Scanning;

/// <summary>Asks clamd (ClamAV's daemon) about a content, which is streamed to it and lies nowhere in clear (ASVS 5.4.3).</summary>
/// <remarks>clamd's INSTREAM: pieces with their length in front (4 bytes, big-endian), a length of 0 at the end, and one sentence for an
/// answer. Whatever is not a plain "OK" or "FOUND" counts as no answer: a scanner that gives up on a content has not looked at
/// it.</remarks>
public sealed class ContentScanner(ScanningOptions options)
{
    private const int PieceBytes = 64 * 1024;
    private const int LongestAnswer = 4096;
    private const string Found = " FOUND";

    /// <summary>Whether a scanner is set up.</summary>
    public bool IsOn => options.IsOn;

    /// <summary>Whether an upload that cannot be scanned now is taken in and held; else it is refused.</summary>
    public bool Holds => options.WhenUnreachable == WithoutScanner.Hold;

    /// <summary>What the scanner says of the content. Never throws for a scanner that is missing, slow or at odds with the content: that
    /// is <see cref="ScanState.Waiting"/>.</summary>
    public async Task<ScanVerdict> ScanAsync(Stream content, CancellationToken ct)
    {
        if (!IsOn)
        {
            return new ScanVerdict(ScanState.Unscanned);
        }

        var answer = await AskAsync("zINSTREAM\0", (line, stop) => SendAsync(line, content, stop), ct);
        return answer switch
        {
            "stream: OK" => new ScanVerdict(ScanState.Clean),
            not null when answer.EndsWith(Found, StringComparison.Ordinal) => new ScanVerdict(ScanState.Quarantined, NameOf(answer)),
            _ => new ScanVerdict(ScanState.Waiting),
        };
    }

    /// <summary>The scanner's own name, version and age of its signatures; null when it gives no answer.</summary>
    public Task<string?> DescribeAsync(CancellationToken ct) =>
        IsOn ? AskAsync("zVERSION\0", (_, _) => Task.CompletedTask, ct) : Task.FromResult<string?>(null);

    private static string NameOf(string answer)
    {
        var from = answer.IndexOf(": ", StringComparison.Ordinal) + 2;
        return answer[from..^Found.Length];
    }

    private async Task<string?> AskAsync(string command, Func<NetworkStream, CancellationToken, Task> send, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(TimeSpan.FromSeconds(options.TimeoutSeconds));
        try
        {
            using var socket = await ConnectAsync(patience.Token);
            await using var line = new NetworkStream(socket);
            if (!await TryWriteAsync(line, Encoding.ASCII.GetBytes(command), patience.Token))
            {
                return null;
            }

            await send(line, patience.Token);
            return await AnswerAsync(line, patience.Token);
        }
        catch (SocketException)
        {
            return null;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return null;
        }
    }

    private async Task<Socket> ConnectAsync(CancellationToken cancellation)
    {
        var address = options.Address;
        var socket = address is null
            ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
            : new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await (
                address is { } tcp
                    ? socket.ConnectAsync(tcp.Host, tcp.Port, cancellation)
                    : socket.ConnectAsync(new UnixDomainSocketEndPoint(options.Clamd), cancellation)
            );
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static async Task SendAsync(NetworkStream line, Stream content, CancellationToken cancellation)
    {
        var piece = new byte[sizeof(uint) + PieceBytes];
        int count;
        do
        {
            // A fault of reading the content is the caller's, not the scanner's.
            count = await content.ReadAtLeastAsync(piece.AsMemory(sizeof(uint)), PieceBytes, throwOnEndOfStream: false, cancellation);
            BinaryPrimitives.WriteUInt32BigEndian(piece, (uint)count);
            if (!await TryWriteAsync(line, piece.AsMemory(0, sizeof(uint) + count), cancellation))
            {
                return; // clamd hangs up on a content above its limit, and says so in its answer.
            }
        } while (count > 0);
    }

    private static async Task<bool> TryWriteAsync(NetworkStream line, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        try
        {
            await line.WriteAsync(bytes, cancellation);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static async Task<string?> AnswerAsync(NetworkStream line, CancellationToken cancellation)
    {
        var answer = new byte[LongestAnswer];
        try
        {
            var count = await line.ReadAtLeastAsync(answer, answer.Length, throwOnEndOfStream: false, cancellation);
            return Encoding.UTF8.GetString(answer, 0, count).TrimEnd('\0', '\n');
        }
        catch (IOException)
        {
            return null;
        }
    }
}
