using SupportCenter.Domain.Data;

namespace SupportCenter.Domain.Documents;

/// <summary>The encrypted content of a document. It is there, and grows piece by piece, before its <see cref="Document"/> is: nothing
/// that lists or opens documents can come upon one that is half done. Content whose document never came is cleared away.</summary>
public sealed class DocumentContent
{
    private DocumentContent() { }

    internal DocumentContent(Guid id, Guid? businessId, DateTime nowUtc) => (Id, BusinessId, TouchedAtUtc) = (id, businessId, nowUtc);

    public Guid Id { get; private set; }

    /// <summary>On whose quota it counts; null of a paper of the shelf, which is no business's.</summary>
    public Guid? BusinessId { get; private set; }

    /// <summary>Bytes of the content so far.</summary>
    public long Size { get; private set; }

    /// <summary>When the last piece came; an upload that stands still for long was abandoned.</summary>
    public DateTime TouchedAtUtc { get; private set; }

    /// <summary>The pieces are gone: nothing counts on the quota any more.</summary>
    internal void Empty() => Size = 0;

    internal DocumentChunk Append(int number, byte[] encryptedPiece, int bytes, DateTime nowUtc)
    {
        (Size, TouchedAtUtc) = (Size + bytes, nowUtc);
        return new DocumentChunk
        {
            DocumentId = Id,
            Number = number,
            Sealed = encryptedPiece,
        };
    }
}

/// <summary>One encrypted piece of a document's content.</summary>
public sealed class DocumentChunk
{
    /// <summary>The document, and its content.</summary>
    public Guid DocumentId { get; init; }

    /// <summary>0, 1, 2 …; part of what the ciphertext is bound to, so that chunks cannot be exchanged.</summary>
    public int Number { get; init; }

    public byte[] Sealed { get; init; } = [];
}
