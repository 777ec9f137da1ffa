using System.Security.Cryptography;
using System.Text;

namespace SupportCenter.Domain.Data;

/// <summary>Encrypts the keys that cookies are protected with, so that whoever copies the data folder without the portal's key file can
/// forge
/// none.</summary>
/// <remarks>Under the secret of the index, which rotation leaves in place: the keys of cookies outlive a key that was retired, and go by
/// themselves after ninety days.</remarks>
public sealed class CookieKeyCipher(PortalDatabase database)
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const string Purpose = "key.cookies";

    /// <summary>The encrypted form of a key.</summary>
    public byte[] Encrypt(string text)
    {
        var plain = Encoding.UTF8.GetBytes(text);
        var result = new byte[NonceBytes + TagBytes + plain.Length];
        RandomNumberGenerator.Fill(result.AsSpan(0, NonceBytes));
        using var aes = Cipher();
        aes.Encrypt(
            result.AsSpan(0, NonceBytes),
            plain,
            result.AsSpan(NonceBytes + TagBytes),
            result.AsSpan(NonceBytes, TagBytes),
            Encoding.UTF8.GetBytes(Purpose)
        );
        return result;
    }

    /// <summary>The key that was encrypted.</summary>
    /// <exception cref="CryptographicException">The bytes were changed, or encrypted under another installation's key file.</exception>
    public string Decrypt(byte[] encryptedText)
    {
        if (encryptedText.Length < NonceBytes + TagBytes)
        {
            throw new CryptographicException("An encrypted key is too short.");
        }

        var plain = new byte[encryptedText.Length - NonceBytes - TagBytes];
        using var aes = Cipher();
        aes.Decrypt(
            encryptedText.AsSpan(0, NonceBytes),
            encryptedText.AsSpan(NonceBytes + TagBytes),
            encryptedText.AsSpan(NonceBytes, TagBytes),
            plain,
            Encoding.UTF8.GetBytes(Purpose)
        );
        return Encoding.UTF8.GetString(plain);
    }

    private AesGcm Cipher() => new(database.Cipher.Keys.Hash(Purpose, Purpose), TagBytes);
}
