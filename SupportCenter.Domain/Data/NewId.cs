using System.Security.Cryptography;

namespace SupportCenter.Domain.Data;

/// <summary>Identifiers of 128 random bits, and the short text in which URLs show them.</summary>
/// <remarks>A random GUID has only 122 random bits and is not promised to come from a cryptographic source (ASVS 11.5.1).</remarks>
public static class NewId
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    private const int ShortLength = 26;

    /// <summary>A fresh identifier from the operating system's cryptographic source.</summary>
    public static Guid Create() => new(RandomNumberGenerator.GetBytes(16));

    /// <summary>The identifier as 26 lower-case letters and digits (Crockford's base 32: no i, l, o, u to misread on the
    /// telephone).</summary>
    public static string ToShort(this Guid id)
    {
        var value = new UInt128(BitConverter.ToUInt64(id.ToByteArray(), 8), BitConverter.ToUInt64(id.ToByteArray(), 0));
        return string.Create(ShortLength, value, static (text, rest) =>
        {
            for (var i = ShortLength - 1; i >= 0; i--)
            {
                text[i] = Alphabet[(int)(rest & 31)];
                rest >>= 5;
            }
        });
    }

    /// <summary>Reads what <see cref="ToShort"/> wrote; anything else is no identifier.</summary>
    public static bool TryParse(string? text, out Guid id)
    {
        id = Guid.Empty;
        if (text is not { Length: ShortLength } || Alphabet.IndexOf(text[0]) > 7)
        {
            return false;
        }

        UInt128 value = 0;
        foreach (var letter in text)
        {
            var digit = Alphabet.IndexOf(letter);
            if (digit < 0)
            {
                return false;
            }

            value = (value << 5) | (uint)digit;
        }

        Span<byte> bytes = stackalloc byte[16];
        BitConverter.TryWriteBytes(bytes, (ulong)value);
        BitConverter.TryWriteBytes(bytes[8..], (ulong)(value >> 64));
        id = new Guid(bytes);
        return true;
    }
}
