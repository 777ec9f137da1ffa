using System.Globalization;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Shelf;

namespace SupportCenter.Domain.Documents;

/// <summary>Takes content in piece by piece. Each piece is encrypted and written by a short turn of its own, so that an upload over a
/// slow line holds up nobody and never lies anywhere in clear; the person's right to upload is read again for each.</summary>
/// <param name="authorized">Opens the data.</param>
/// <param name="options">The limits.</param>
/// <param name="permission">With which it is taken in.</param>
/// <param name="act">The name of the act.</param>
internal sealed class ContentIntake(
    AuthorizedDbContextFactory authorized,
    DocumentOptions options,
    Permission permission = Permission.UploadDocuments,
    string act = AuditActs.DocumentUploaded
)
{
    /// <summary>Encrypts and stores the content under the given id, and gives its SHA-256.</summary>
    /// <param name="id">The content.</param>
    /// <param name="businessId">On whose quota it counts; null for the shelf's.</param>
    /// <param name="content">The clear bytes.</param>
    /// <param name="look">Looks at the first piece before anything is stored, and throws to refuse it.</param>
    /// <param name="progress">Told how many bytes are stored.</param>
    /// <exception cref="RuleException">The content is empty, larger than allowed, or more than the business's quota has room
    /// for.</exception>
    public async Task<byte[]> TakeAsync(
        Guid id,
        Guid? businessId,
        Stream content,
        Action<ReadOnlyMemory<byte>> look,
        IProgress<long>? progress,
        CancellationToken cancellation
    )
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (held, next) = (new byte[DocumentEncryption.ChunkBytes], new byte[DocumentEncryption.ChunkBytes]);
        var heldBytes = await FillAsync(content, held, cancellation);
        if (heldBytes == 0)
        {
            throw new RuleException(DocumentTexts.Empty);
        }

        look(held.AsMemory(0, heldBytes));
        var total = 0L;
        for (var number = 0; heldBytes > 0; number++)
        {
            // One piece is held back until it is known whether another follows: the last is encrypted as the last.
            var nextBytes = heldBytes < held.Length ? 0 : await FillAsync(content, next, cancellation);
            total += heldBytes;
            EnsureSize(total + nextBytes);
            hash.AppendData(held.AsSpan(0, heldBytes));
            await StoreAsync(id, businessId, number, nextBytes == 0, held.AsMemory(0, heldBytes), cancellation);
            progress?.Report(total);
            (held, next, heldBytes) = (next, held, nextBytes);
        }

        return hash.GetHashAndReset();
    }

    /// <summary>The clear bytes of what was stored.</summary>
    public static EncryptedContent Open(AuthorizedDbContextFactory authorized, Permission reading, Guid id, long length) =>
        new(length, async (number, isLast, cancellation) =>
        {
            await using var db = await authorized.OpenAsync(reading, cancellation);
            var piece = await db
                .DocumentChunks.AsNoTracking()
                .Where(row => row.DocumentId == id && row.Number == number)
                .Select(row => row.Sealed)
                .FirstOrDefaultAsync(cancellation)
                ?? throw new CryptographicException("A piece of a document is missing.");
            return DocumentEncryption.Decrypt(db.Cipher, id, number, isLast, piece);
        });

    /// <summary>Forgets content whose document did not come about; does nothing where it did.</summary>
    public async Task DiscardAsync(Guid id)
    {
        // Not the caller's token: the upload that was cancelled has to be cleared away nevertheless.
        await using var work = await authorized.BeginAsync(permission, act, CancellationToken.None);
        await work.Db.DocumentContents.Where(row => row.Id == id).ClearAsync(work.Db, CancellationToken.None);
        await work.CommitAsync(CancellationToken.None);
    }

    private static ValueTask<int> FillAsync(Stream content, byte[] buffer, CancellationToken cancellation) =>
        content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation);

    private void EnsureSize(long bytes)
    {
        if (bytes > options.MaxBytes)
        {
            throw new RuleException(Filled(DocumentTexts.TooLarge, FileSize.Format(options.MaxBytes)));
        }
    }

    private async Task StoreAsync(
        Guid id,
        Guid? businessId,
        int number,
        bool isLast,
        ReadOnlyMemory<byte> piece,
        CancellationToken cancellation
    )
    {
        await using var work = await authorized.BeginAsync(permission, act, cancellation);
        var used = await work.Db.DocumentContents.Where(row => row.BusinessId == businessId).SumAsync(row => row.Size, cancellation);
        if (used + piece.Length > options.BusinessQuotaBytes)
        {
            throw new RuleException(
                Filled(
                    businessId is null ? ShelfTexts.QuotaExceeded : DocumentTexts.QuotaExceeded,
                    FileSize.Format(options.BusinessQuotaBytes)
                )
            );
        }

        var content =
            number == 0
                ? work.Db.DocumentContents.Add(new DocumentContent(id, businessId, authorized.UtcNow)).Entity
                : await work.Db.DocumentContents.FirstOrDefaultAsync(row => row.Id == id, cancellation)
                    ?? throw new RuleException(DocumentTexts.TookTooLong);
        var encryptedPiece = DocumentEncryption.Encrypt(work.Db.Cipher, id, number, isLast, piece.Span);
        work.Db.DocumentChunks.Add(content.Append(number, encryptedPiece, piece.Length, authorized.UtcNow));
        await work.CommitAsync(cancellation);
    }
}
