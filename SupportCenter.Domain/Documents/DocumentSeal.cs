using System.Globalization;
using System.Security.Cryptography;
using SupportCenter.Domain.Data;

namespace SupportCenter.Domain.Documents;

/// <summary>How the pieces of a document are sealed: each is bound to its document, its number and whether it is the last, so that pieces can be
/// neither exchanged, put into another order, nor cut off at the end without the seal failing (ASVS 11.3.2, 11.3.3).</summary>
internal static class DocumentSeal
{
    /// <summary>Bytes of every piece but the last. Stored content depends on it: another size needs all content sealed anew.</summary>
    public const int ChunkBytes = 256 * 1024;

    private const string Purpose = "document";

    public static byte[] Seal(PersonalCipher cipher, Guid document, int number, bool isLast, ReadOnlySpan<byte> plain) =>
        cipher.Seal(Purpose, PlaceOf(document, number, isLast), plain);

    /// <exception cref="CryptographicException">The piece was changed, or stood elsewhere when it was sealed.</exception>
    public static byte[] Open(PersonalCipher cipher, Guid document, int number, bool isLast, byte[] sealedPiece) =>
        cipher.Open(Purpose, PlaceOf(document, number, isLast), sealedPiece);

    /// <summary>The same piece, sealed anew with the active key for the same place.</summary>
    /// <param name="row">The key of the piece's row as it is stored: document and number.</param>
    /// <exception cref="CryptographicException">The piece was changed, or stood elsewhere when it was sealed.</exception>
    public static byte[] Reseal(PersonalCipher cipher, IReadOnlyList<object> row, byte[] sealedPiece)
    {
        var document = row[0] is Guid id ? id : Guid.Parse((string)row[0], CultureInfo.InvariantCulture);
        var number = Convert.ToInt32(row[1], CultureInfo.InvariantCulture);
        // Whether it is the last is known to the seal only, since the upload may be under way.
        var isLast = !IsSealedAs(cipher, document, number, isLast: false, sealedPiece);
        return Seal(cipher, document, number, isLast, Open(cipher, document, number, isLast, sealedPiece));
    }

    private static bool IsSealedAs(PersonalCipher cipher, Guid document, int number, bool isLast, byte[] sealedPiece)
    {
        try
        {
            Open(cipher, document, number, isLast, sealedPiece);
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
    }

    /// <summary>The keyed hash by which the same content is noticed again; bound to the business, so that equal papers of two businesses cannot be told.</summary>
    public static byte[] KeyOf(PersonalCipher cipher, Guid business, ReadOnlySpan<byte> sha256) =>
        cipher.Keys.Hash("key.document", $"{business:N}/{Convert.ToHexString(sha256)}");

    private static string PlaceOf(Guid document, int number, bool isLast) =>
        string.Create(CultureInfo.InvariantCulture, $"{document:N}/{number}/{(isLast ? "last" : "more")}");
}
