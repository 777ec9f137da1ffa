using System.Net.WebSockets;
using SupportCenter.Tests.Security;

namespace SupportCenter.Benchmarks.Load;

/// <summary>The connection of a circuit: messages of the hub protocol over a web socket, whose bytes are counted.</summary>
internal sealed class HubConnection : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly ClientWebSocket socket = new();
    private readonly HttpMessageInvoker connection;
    private readonly SemaphoreSlim sending = new(1, 1);
    private readonly CancellationTokenSource gone = new();
    private byte[] received = new byte[1 << 16];
    private int filled;
    private long wireBytes;
    private Task reading = Task.CompletedTask;

    private HubConnection() => connection = new HttpMessageInvoker(Browser.Counting(count => Interlocked.Add(ref wireBytes, count)));

    /// <summary>What came over the wire so far.</summary>
    public long WireBytes => Interlocked.Read(ref wireBytes);

    public static async Task<HubConnection> ConnectAsync(Uri portal, string cookies, string token)
    {
        var hub = new HubConnection();
        var options = hub.socket.Options;
        options.SetRequestHeader("Cookie", cookies);
        options.SetRequestHeader("Origin", portal.GetLeftPart(UriPartial.Authority));
        // As every browser offers it; whether it is taken is the portal's choice.
        options.DangerousDeflateOptions = new WebSocketDeflateOptions();
        var address = new UriBuilder(new Uri(portal, "/_blazor")) { Scheme = "ws", Query = "id=" + Uri.EscapeDataString(token) };
        using var patience = new CancellationTokenSource(Patience);
        await hub.socket.ConnectAsync(address.Uri, hub.connection, patience.Token);
        await hub.socket.SendAsync(BlazorPack.Handshake, WebSocketMessageType.Binary, true, patience.Token);
        while (Array.IndexOf(hub.received, BlazorPack.HandshakeSeparator, 0, hub.filled) < 0)
        {
            await hub.ReceiveAsync(patience.Token);
        }

        hub.Drop(Array.IndexOf(hub.received, BlazorPack.HandshakeSeparator, 0, hub.filled) + 1);
        return hub;
    }

    /// <summary>Reads from now on; <paramref name="failed"/> is called once, when there is nothing more to read.</summary>
    public void Read(Func<IReadOnlyList<object?>, Task> answer, Action<Exception> failed) => reading = ReadAsync(answer, failed);

    public async Task SendAsync(byte[] message)
    {
        await sending.WaitAsync(gone.Token);
        try
        {
            await socket.SendAsync(message, WebSocketMessageType.Binary, true, gone.Token);
        }
        finally
        {
            sending.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await gone.CancelAsync();
        await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        socket.Dispose();
        connection.Dispose();
        sending.Dispose();
        gone.Dispose();
    }

    private async Task ReadAsync(Func<IReadOnlyList<object?>, Task> answer, Action<Exception> failed)
    {
        try
        {
            while (true)
            {
                while (BlazorPack.TryLength(received.AsSpan(0, filled), out var length, out var header) && filled >= header + length)
                {
                    var at = header;
                    var message = (IReadOnlyList<object?>)BlazorPack.Read(received.AsSpan(0, header + length), ref at)!;
                    Drop(header + length);
                    await answer(message);
                }

                await ReceiveAsync(gone.Token);
            }
        }
        catch (Exception fault)
        {
            failed(fault);
        }
    }

    private async Task ReceiveAsync(CancellationToken ct)
    {
        if (filled == received.Length)
        {
            Array.Resize(ref received, 2 * received.Length);
        }

        var part = await socket.ReceiveAsync(received.AsMemory(filled), ct);
        filled += part.MessageType == WebSocketMessageType.Close ? throw new IOException("The connection was closed.") : part.Count;
    }

    private void Drop(int count)
    {
        received.AsSpan(count, filled - count).CopyTo(received);
        filled -= count;
    }
}
