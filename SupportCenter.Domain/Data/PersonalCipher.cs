using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace SupportCenter.Domain.Data;

/// <summary>Encrypts and decrypts personal data with AES-256-GCM: [key number 4][nonce 12][tag 16][ciphertext], bound to its
/// purpose.</summary>
/// <remarks>The purpose (table and column, or document and chunk) is associated data and chooses the derived key: a value moved to
/// another column, a flipped bit or a wrong key fails loudly (ASVS 11.3.2, 11.3.3). Nonces are random and never reused with a key
/// (11.3.4).</remarks>
public sealed class PersonalCipher(KeyRing keys)
{
    internal const int NumberBytes = 4;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    internal const int Overhead = NumberBytes + NonceBytes + TagBytes;

    internal KeyRing Keys => keys;

    /// <summary>The number of the key that a value was encrypted with.</summary>
    internal static uint KeyOf(ReadOnlySpan<byte> encryptedBytes) => BinaryPrimitives.ReadUInt32BigEndian(encryptedBytes);

    /// <summary>The encrypted form of a text.</summary>
    public byte[] Encrypt(string purpose, string text) => Encrypt(purpose, purpose, Encoding.UTF8.GetBytes(text));

    /// <summary>The text that was encrypted for the same purpose.</summary>
    /// <exception cref="CryptographicException">The bytes were changed, moved, or encrypted with a key that is not at hand.</exception>
    public string Decrypt(string purpose, byte[] encryptedText) => Encoding.UTF8.GetString(Decrypt(purpose, purpose, encryptedText));

    /// <summary>The encrypted form of bytes; <paramref name="purpose"/> chooses the key and <paramref name="place"/> is the associated
    /// data.</summary>
    public byte[] Encrypt(string purpose, string place, ReadOnlySpan<byte> plain) => Encrypt(keys.ForEncryption(purpose), place, plain);

    /// <summary>The encrypted form under a certain key, which need not be the active one.</summary>
    internal byte[] EncryptWith(uint number, string purpose, string text) =>
        Encrypt((number, keys.ForOpening(number, purpose)), purpose, Encoding.UTF8.GetBytes(text));

    private static byte[] Encrypt((uint Number, byte[] Key) with, string place, ReadOnlySpan<byte> plain)
    {
        var result = new byte[Overhead + plain.Length];
        BinaryPrimitives.WriteUInt32BigEndian(result, with.Number);
        var nonce = result.AsSpan(NumberBytes, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(with.Key, TagBytes);
        aes.Encrypt(
            nonce,
            plain,
            result.AsSpan(Overhead),
            result.AsSpan(NumberBytes + NonceBytes, TagBytes),
            Encoding.UTF8.GetBytes(place)
        );
        return result;
    }

    /// <summary>The bytes that were encrypted for the same purpose and place.</summary>
    /// <exception cref="CryptographicException">The bytes were changed, moved, or encrypted with a key that is not at hand.</exception>
    public byte[] Decrypt(string purpose, string place, ReadOnlySpan<byte> encryptedBytes)
    {
        if (encryptedBytes.Length < Overhead)
        {
            throw new CryptographicException("An encrypted value is too short.");
        }

        var plain = new byte[encryptedBytes.Length - Overhead];
        using var aes = new AesGcm(keys.ForOpening(KeyOf(encryptedBytes), purpose), TagBytes);
        aes.Decrypt(
            encryptedBytes.Slice(NumberBytes, NonceBytes),
            encryptedBytes[Overhead..],
            encryptedBytes.Slice(NumberBytes + NonceBytes, TagBytes),
            plain,
            Encoding.UTF8.GetBytes(place)
        );
        return plain;
    }
}
