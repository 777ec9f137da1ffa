using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace SupportCenter.Domain.Data;

/// <summary>Seals and opens personal data with AES-256-GCM: [key number 4][nonce 12][tag 16][ciphertext], bound to its purpose.</summary>
/// <remarks>The purpose (table and column, or document and chunk) is associated data and chooses the derived key: a value moved to
/// another column, a flipped bit or a wrong key fails loudly (ASVS 11.3.2, 11.3.3). Nonces are random and never reused with a key (11.3.4).</remarks>
public sealed class PersonalCipher(KeyRing keys)
{
    internal const int NumberBytes = 4;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    internal const int Overhead = NumberBytes + NonceBytes + TagBytes;

    internal KeyRing Keys => keys;

    /// <summary>The number of the key that a value was sealed with.</summary>
    internal static uint KeyOf(ReadOnlySpan<byte> sealedBytes) => BinaryPrimitives.ReadUInt32BigEndian(sealedBytes);

    /// <summary>The sealed form of a text.</summary>
    public byte[] Seal(string purpose, string text) => Seal(purpose, purpose, Encoding.UTF8.GetBytes(text));

    /// <summary>The text that was sealed for the same purpose.</summary>
    /// <exception cref="CryptographicException">The bytes were changed, moved, or sealed with a key that is not at hand.</exception>
    public string Open(string purpose, byte[] sealedText) => Encoding.UTF8.GetString(Open(purpose, purpose, sealedText));

    /// <summary>The sealed form of bytes; <paramref name="purpose"/> chooses the key and <paramref name="place"/> is the associated data.</summary>
    public byte[] Seal(string purpose, string place, ReadOnlySpan<byte> plain) => Seal(keys.ForSealing(purpose), place, plain);

    /// <summary>The sealed form under a certain key, which need not be the active one.</summary>
    internal byte[] SealWith(uint number, string purpose, string text) => Seal((number, keys.ForOpening(number, purpose)), purpose, Encoding.UTF8.GetBytes(text));

    private static byte[] Seal((uint Number, byte[] Key) with, string place, ReadOnlySpan<byte> plain)
    {
        var result = new byte[Overhead + plain.Length];
        BinaryPrimitives.WriteUInt32BigEndian(result, with.Number);
        var nonce = result.AsSpan(NumberBytes, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(with.Key, TagBytes);
        aes.Encrypt(nonce, plain, result.AsSpan(Overhead), result.AsSpan(NumberBytes + NonceBytes, TagBytes), Encoding.UTF8.GetBytes(place));
        return result;
    }

    /// <summary>The bytes that were sealed for the same purpose and place.</summary>
    /// <exception cref="CryptographicException">The bytes were changed, moved, or sealed with a key that is not at hand.</exception>
    public byte[] Open(string purpose, string place, ReadOnlySpan<byte> sealedBytes)
    {
        if (sealedBytes.Length < Overhead)
        {
            throw new CryptographicException("A sealed value is too short.");
        }

        var plain = new byte[sealedBytes.Length - Overhead];
        using var aes = new AesGcm(keys.ForOpening(KeyOf(sealedBytes), purpose), TagBytes);
        aes.Decrypt(sealedBytes.Slice(NumberBytes, NonceBytes), sealedBytes[Overhead..], sealedBytes.Slice(NumberBytes + NonceBytes, TagBytes), plain, Encoding.UTF8.GetBytes(place));
        return plain;
    }
}
