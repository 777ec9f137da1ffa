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

    /// <summary>The keyed hash by which the same content is noticed again; bound to the business, so that equal papers of two businesses cannot be told.</summary>
    public static byte[] KeyOf(PersonalCipher cipher, Guid business, ReadOnlySpan<byte> sha256) =>
        cipher.Keys.Hash("key.document", $"{business:N}/{Convert.ToHexString(sha256)}");

    private static string PlaceOf(Guid document, int number, bool isLast) =>
        string.Create(CultureInfo.InvariantCulture, $"{document:N}/{number}/{(isLast ? "last" : "more")}");
}
