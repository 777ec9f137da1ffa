using System.Buffers.Binary;
using System.Text;

namespace SupportCenter.Tests.Security;

/// <summary>The framework's hub protocol "blazorpack" (MessagePack behind a length prefix), as far as a client of the circuit's hub
/// needs it. Written by hand: the framework's own reader is internal.</summary>
internal static class BlazorPack
{
    /// <summary>Ends the handshake's messages, which are JSON.</summary>
    public const byte HandshakeSeparator = 0x1e;

    /// <summary>What a client sends first.</summary>
    public static byte[] Handshake { get; } =
        Encoding.UTF8.GetBytes("""{"protocol":"blazorpack","version":1}""" + (char)HandshakeSeparator);

    /// <summary>Keeps a connection open that has nothing to say.</summary>
    public static byte[] Ping { get; } = [2, 0x91, 6];

    /// <summary>A call of a method of the hub, with its length prefix; without a call id no completion is sent.</summary>
    public static byte[] Invocation(string? call, string method, params object?[] arguments)
    {
        var body = new List<byte> { 0x96, 1, 0x80 };
        Write(body, call);
        Write(body, method);
        body.Add((byte)(0x90 | arguments.Length));
        Array.ForEach(arguments, argument => Write(body, argument));
        body.Add(0x90);
        return [.. Length(body.Count), .. body];
    }

    /// <summary>The length of the next message and of its prefix; false while the prefix is not there.</summary>
    public static bool TryLength(ReadOnlySpan<byte> received, out int length, out int header)
    {
        (length, header) = (0, 0);
        while (header < received.Length)
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

    /// <summary>The next value: null, a truth value, a number as <see langword="long"/>, a text, bytes, or a list.</summary>
    public static object? Read(ReadOnlySpan<byte> from, ref int at)
    {
        var kind = from[at++];
        return kind switch
        {
            < 0x80 => (long)kind,
            < 0x90 => Items(from, ref at, 2 * (kind & 0x0f)),
            < 0xa0 => Items(from, ref at, kind & 0x0f),
            < 0xc0 => Text(from, ref at, kind & 0x1f),
            0xc0 => null,
            0xc2 => false,
            0xc3 => true,
            0xc4 => Bytes(from, ref at, (int)Number(from, ref at, 1)).ToArray(),
            0xc5 => Bytes(from, ref at, (int)Number(from, ref at, 2)).ToArray(),
            0xc6 => Bytes(from, ref at, (int)Number(from, ref at, 4)).ToArray(),
            0xd9 => Text(from, ref at, (int)Number(from, ref at, 1)),
            0xda => Text(from, ref at, (int)Number(from, ref at, 2)),
            0xdb => Text(from, ref at, (int)Number(from, ref at, 4)),
            0xcc or 0xd0 => Number(from, ref at, 1),
            0xcd or 0xd1 => Number(from, ref at, 2),
            0xce or 0xd2 => Number(from, ref at, 4),
            0xcf or 0xd3 => Number(from, ref at, 8),
            0xdc => Items(from, ref at, (int)Number(from, ref at, 2)),
            >= 0xe0 => (long)(sbyte)kind,
            _ => throw new InvalidDataException($"Not expected: {kind:x2}"),
        };
    }

    private static IEnumerable<byte> Length(int length)
    {
        for (; length >= 0x80; length >>= 7)
        {
            yield return (byte)(length | 0x80);
        }

        yield return (byte)length;
    }

    private static void Write(List<byte> to, object? value)
    {
        switch (value)
        {
            case null:
                to.Add(0xc0);
                break;
            case bool truth:
                to.Add((byte)(truth ? 0xc3 : 0xc2));
                break;
            case long number:
                var eight = new byte[8];
                BinaryPrimitives.WriteInt64BigEndian(eight, number);
                to.Add(0xd3);
                to.AddRange(eight);
                break;
            case string text:
                var bytes = Encoding.UTF8.GetBytes(text);
                to.AddRange([0xdb, (byte)(bytes.Length >> 24), (byte)(bytes.Length >> 16), (byte)(bytes.Length >> 8), (byte)bytes.Length]);
                to.AddRange(bytes);
                break;
            default:
                throw new ArgumentException($"Cannot be sent: {value.GetType()}", nameof(value));
        }
    }

    private static List<object?> Items(ReadOnlySpan<byte> from, ref int at, int count)
    {
        var items = new List<object?>(count);
        for (var i = 0; i < count; i++)
        {
            items.Add(Read(from, ref at));
        }

        return items;
    }

    private static ReadOnlySpan<byte> Bytes(ReadOnlySpan<byte> from, ref int at, int length)
    {
        at += length;
        return from.Slice(at - length, length);
    }

    private static string Text(ReadOnlySpan<byte> from, ref int at, int length) => Encoding.UTF8.GetString(Bytes(from, ref at, length));

    private static long Number(ReadOnlySpan<byte> from, ref int at, int bytes)
    {
        var span = Bytes(from, ref at, bytes);
        return bytes switch
        {
            1 => span[0],
            2 => BinaryPrimitives.ReadUInt16BigEndian(span),
            4 => BinaryPrimitives.ReadUInt32BigEndian(span),
            _ => BinaryPrimitives.ReadInt64BigEndian(span),
        };
    }
}
