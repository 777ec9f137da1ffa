using System.Net.WebSockets;
using System.Runtime.InteropServices;
using System.Text;

namespace SupportCenter.Tests.Security;

/// <summary>A client that speaks to the hub of the circuits without the page and its script (<see cref="BlazorPack"/>).</summary>
internal sealed class RawScreen : IAsyncDisposable
{
    private readonly ClientWebSocket socket = new();
    private readonly List<byte> received = [];
    private readonly List<string> called = [];
    private int calls;

    private RawScreen() { }

    /// <summary>Everything that was drawn, as bytes in which names are in clear.</summary>
    public List<byte> Drawn { get; } = [];

    /// <summary>Whether the portal has closed the line.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>Opens a line; throws where the portal refuses it.</summary>
    public static async Task<RawScreen> OpenAsync(
        string address,
        string cookies,
        string? origin,
        string query = "",
        string path = "/_blazor"
    )
    {
        var screen = new RawScreen();
        screen.socket.Options.SetRequestHeader("Cookie", cookies);
        if (origin is not null)
        {
            screen.socket.Options.SetRequestHeader("Origin", origin);
        }

        using var patience = Patience();
        await screen.socket.ConnectAsync(new Uri(address.Replace("http", "ws", StringComparison.Ordinal) + path + query), patience.Token);
        await screen.socket.SendAsync(BlazorPack.Handshake, WebSocketMessageType.Binary, true, patience.Token);
        while (!screen.received.Contains(BlazorPack.HandshakeSeparator) && !screen.IsClosed)
        {
            await screen.ReceiveAsync(patience.Token);
        }

        screen.received.RemoveRange(0, screen.received.IndexOf(BlazorPack.HandshakeSeparator) + 1);
        return screen;
    }

    /// <summary>Calls a method of the hub and gives its result; null also when the call failed or the line was closed instead.</summary>
    public async Task<object?> InvokeAsync(string method, params string[] arguments)
    {
        var call = (++calls).ToString(System.Globalization.CultureInfo.InvariantCulture);
        using var patience = Patience();
        await socket.SendAsync(BlazorPack.Invocation(call, method, arguments), WebSocketMessageType.Binary, true, patience.Token);
        while (true)
        {
            if (await NextAsync(patience.Token) is not { } message)
            {
                return null;
            }

            if (message[0] is 3L && (string?)message[2] == call)
            {
                return message.Count > 4 && message[3] is 3L ? message[4] : null;
            }
        }
    }

    /// <summary>Reads on until something was drawn that holds the text, or the line was closed, or nothing more comes.</summary>
    public async Task<bool> IsDrawnAsync(string text)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        try
        {
            while (Drawn.ToArray().AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) < 0)
            {
                if (await NextAsync(patience.Token) is null)
                {
                    return false;
                }
            }

            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>Reads on until the portal calls a function of the page's script whose name or arguments hold the text.</summary>
    public async Task<bool> IsCalledAsync(string text)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        try
        {
            while (!called.Exists(call => call.Contains(text, StringComparison.OrdinalIgnoreCase)))
            {
                if (await NextAsync(patience.Token) is null)
                {
                    return false;
                }
            }

            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>Reads on until the portal closes the line.</summary>
    public async Task ClosedAsync(TimeSpan within)
    {
        using var patience = new CancellationTokenSource(within);
        while (await NextAsync(patience.Token) is not null) { }
    }

    public ValueTask DisposeAsync()
    {
        socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private static CancellationTokenSource Patience() => new(TimeSpan.FromSeconds(30));

    private async Task<IReadOnlyList<object?>?> NextAsync(CancellationToken ct)
    {
        int length;
        int header;
        while (!BlazorPack.TryLength(CollectionsMarshal.AsSpan(received), out length, out header) || received.Count < header + length)
        {
            if (IsClosed)
            {
                return null;
            }

            await ReceiveAsync(ct);
        }

        var bytes = received.GetRange(header, length).ToArray();
        received.RemoveRange(0, header + length);
        var at = 0;
        var message = (IReadOnlyList<object?>)BlazorPack.Read(bytes, ref at)!;
        if (message[0] is 1L && (string?)message[3] == "JS.RenderBatch")
        {
            Drawn.AddRange(bytes);
        }
        else if (message[0] is 1L)
        {
            called.Add(Encoding.UTF8.GetString(bytes));
        }

        if (message[0] is 7L)
        {
            IsClosed = true;
            return null;
        }

        return message;
    }

    private async Task ReceiveAsync(CancellationToken ct)
    {
        try
        {
            var buffer = new byte[65536];
            var part = await socket.ReceiveAsync(buffer, ct);
            IsClosed = part.MessageType == WebSocketMessageType.Close;
            received.AddRange(buffer.AsSpan(0, part.Count));
        }
        catch (WebSocketException)
        {
            IsClosed = true;
        }
    }
}
