using System.Globalization;
using System.Security.Cryptography;
using SupportCenter.Domain.Data;

namespace SupportCenter.Domain.Documents;

/// <summary>Encrypts the pieces of a document: each is bound to its document, its number and whether it is the last, so that pieces
/// can be neither exchanged, put into another order, nor cut off at the end without decryption failing (ASVS 11.3.2, 11.3.3).</summary>
internal static class DocumentEncryption
{
    /// <summary>Bytes of every piece but the last. Stored content depends on it: another size needs all content re-encrypted.</summary>
    public const int ChunkBytes = 256 * 1024;

    private const string Purpose = "document";

    public static byte[] Encrypt(PersonalCipher cipher, Guid document, int number, bool isLast, ReadOnlySpan<byte> plain) =>
        cipher.Encrypt(Purpose, PlaceOf(document, number, isLast), plain);

    /// <exception cref="CryptographicException">The piece was changed, or stood elsewhere when it was encrypted.</exception>
    public static byte[] Decrypt(PersonalCipher cipher, Guid document, int number, bool isLast, byte[] encryptedPiece) =>
        cipher.Decrypt(Purpose, PlaceOf(document, number, isLast), encryptedPiece);

    /// <summary>The same piece, re-encrypted with the active key for the same place.</summary>
    /// <param name="row">The key of the piece's row as it is stored: document and number.</param>
    /// <exception cref="CryptographicException">The piece was changed, or stood elsewhere when it was encrypted.</exception>
    public static byte[] Reencrypt(PersonalCipher cipher, IReadOnlyList<object> row, byte[] encryptedPiece)
    {
        var document = row[0] is Guid id ? id : Guid.Parse((string)row[0], CultureInfo.InvariantCulture);
        var number = Convert.ToInt32(row[1], CultureInfo.InvariantCulture);
        // Whether it is the last is known to the ciphertext only, since the upload may be under way.
        var isLast = !IsEncryptedAs(cipher, document, number, isLast: false, encryptedPiece);
        return Encrypt(cipher, document, number, isLast, Decrypt(cipher, document, number, isLast, encryptedPiece));
    }

    private static bool IsEncryptedAs(PersonalCipher cipher, Guid document, int number, bool isLast, byte[] encryptedPiece)
    {
        try
        {
            Decrypt(cipher, document, number, isLast, encryptedPiece);
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
    }

    /// <summary>The keyed hash by which the same content is noticed again; bound to the business, so that equal papers of two businesses
    /// cannot be told.</summary>
    public static byte[] KeyOf(PersonalCipher cipher, Guid business, ReadOnlySpan<byte> sha256) =>
        cipher.Keys.Hash("key.document", $"{business:N}/{Convert.ToHexString(sha256)}");

    private static string PlaceOf(Guid document, int number, bool isLast) =>
        string.Create(CultureInfo.InvariantCulture, $"{document:N}/{number}/{(isLast ? "last" : "more")}");
}
