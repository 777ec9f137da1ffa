using System.Buffers.Binary;
using System.Net.WebSockets;
using System.Text;

namespace SupportCenter.Tests.Security;

/// <summary>A client that speaks to the line of a screen without the page and its script: the framework's "blazorpack" (MessagePack in SignalR's frames), written by hand.</summary>
internal sealed class RawScreen : IAsyncDisposable
{
    private const byte Separator = 0x1e;
    private readonly ClientWebSocket socket = new();
    private readonly List<byte> received = [];
    private int calls;

    private RawScreen()
    {
    }

    /// <summary>Everything that was drawn, as bytes in which names stand in clear.</summary>
    public List<byte> Drawn { get; } = [];

    /// <summary>Whether the portal has closed the line.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>Opens a line; throws where the portal refuses it.</summary>
    public static async Task<RawScreen> OpenAsync(string address, string cookies, string? origin, string query = "")
    {
        var screen = new RawScreen();
        screen.socket.Options.SetRequestHeader("Cookie", cookies);
        if (origin is not null)
        {
            screen.socket.Options.SetRequestHeader("Origin", origin);
        }

        using var patience = Patience();
        await screen.socket.ConnectAsync(new Uri(address.Replace("http", "ws", StringComparison.Ordinal) + "/_blazor" + query), patience.Token);
        await screen.socket.SendAsync(Encoding.UTF8.GetBytes("""{"protocol":"blazorpack","version":1}""" + (char)Separator), WebSocketMessageType.Binary, true, patience.Token);
        while (!screen.received.Contains(Separator) && !screen.IsClosed)
        {
            await screen.ReceiveAsync(patience.Token);
        }

        screen.received.RemoveRange(0, screen.received.IndexOf(Separator) + 1);
        return screen;
    }

    /// <summary>Calls a method of the hub and gives its result; null also when the call failed or the line was closed instead.</summary>
    public async Task<object?> InvokeAsync(string method, params string[] arguments)
    {
        var call = (++calls).ToString(System.Globalization.CultureInfo.InvariantCulture);
        var body = new List<byte> { 0x96, 1, 0x80 };
        Write(body, call);
        Write(body, method);
        body.Add((byte)(0x90 | arguments.Length));
        Array.ForEach(arguments, argument => Write(body, argument));
        body.Add(0x90);
        using var patience = Patience();
        await socket.SendAsync((byte[])[.. Length(body.Count), .. body], WebSocketMessageType.Binary, true, patience.Token);
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

    /// <summary>Reads on until the portal closes the line.</summary>
    public async Task ClosedAsync(TimeSpan within)
    {
        using var patience = new CancellationTokenSource(within);
        while (await NextAsync(patience.Token) is not null)
        {
        }
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
        while (!TryLength(out length, out header) || received.Count < header + length)
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
        var message = (IReadOnlyList<object?>)Read(bytes, ref at)!;
        if (message[0] is 1L && (string?)message[3] == "JS.RenderBatch")
        {
            Drawn.AddRange(bytes);
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

    private bool TryLength(out int length, out int header)
    {
        (length, header) = (0, 0);
        while (header < received.Count)
        {
            var part = received[header];
            length |= (part & 0x7f) << (7 * header++);
            if (part < 0x80)
            {
                return true;
            }
        }

        return false;
    }

    private static IEnumerable<byte> Length(int length)
    {
        for (; length >= 0x80; length >>= 7)
        {
            yield return (byte)(length | 0x80);
        }

        yield return (byte)length;
    }

    private static void Write(List<byte> to, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        to.AddRange([0xdb, (byte)(bytes.Length >> 24), (byte)(bytes.Length >> 16), (byte)(bytes.Length >> 8), (byte)bytes.Length]);
        to.AddRange(bytes);
    }

    private static object? Read(byte[] from, ref int at)
    {
        var kind = from[at++];
        switch (kind)
        {
            case < 0x80: return (long)kind;
            case < 0x90: return Pairs(from, ref at, kind & 0x0f);
            case < 0xa0: return Items(from, ref at, kind & 0x0f);
            case < 0xc0: return Text(from, ref at, kind & 0x1f);
            case 0xc0: return null;
            case 0xc2: return false;
            case 0xc3: return true;
            case 0xc4 or 0xd9: return Text(from, ref at, (int)Number(from, ref at, 1));
            case 0xc5 or 0xda: return Text(from, ref at, (int)Number(from, ref at, 2));
            case 0xc6 or 0xdb: return Text(from, ref at, (int)Number(from, ref at, 4));
            case 0xcc or 0xd0: return Number(from, ref at, 1);
            case 0xcd or 0xd1: return Number(from, ref at, 2);
            case 0xce or 0xd2: return Number(from, ref at, 4);
            case 0xcf or 0xd3: return Number(from, ref at, 8);
            case 0xdc: return Items(from, ref at, (int)Number(from, ref at, 2));
            case >= 0xe0: return (long)(sbyte)kind;
            default: throw new InvalidDataException($"Not expected: {kind:x2}");
        }
    }

    private static List<object?> Items(byte[] from, ref int at, int count)
    {
        var items = new List<object?>(count);
        for (var i = 0; i < count; i++)
        {
            items.Add(Read(from, ref at));
        }

        return items;
    }

    private static List<object?> Pairs(byte[] from, ref int at, int count) => Items(from, ref at, 2 * count);

    private static string Text(byte[] from, ref int at, int length)
    {
        at += length;
        return Encoding.UTF8.GetString(from, at - length, length);
    }

    private static long Number(byte[] from, ref int at, int bytes)
    {
        at += bytes;
        var span = from.AsSpan(at - bytes, bytes);
        return bytes switch { 1 => span[0], 2 => BinaryPrimitives.ReadUInt16BigEndian(span), 4 => BinaryPrimitives.ReadUInt32BigEndian(span), _ => BinaryPrimitives.ReadInt64BigEndian(span) };
    }
}
