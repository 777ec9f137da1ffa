using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;

namespace SupportCenter.Domain.Documents;

/// <summary>書類: a paper of a business. Its content lies in sealed chunks in the database; there is no upload folder.</summary>
public sealed class Document : IAudited, IConcernsBusiness
{
    private Document()
    {
    }

    internal Document(Guid businessId, Guid? reservationId, Guid? recordId, string fileName, DocumentKind kind, Guid by, DateTime nowUtc)
    {
        Id = NewId.Create();
        (BusinessId, ReservationId, RecordId, FileName, Kind, UploadedById, UploadedAtUtc) = (businessId, reservationId, recordId, fileName, kind, by, nowUtc);
    }

    public Guid Id { get; private set; }

    public Guid BusinessId { get; private set; }

    public Guid? ReservationId { get; private set; }

    public Guid? RecordId { get; private set; }

    /// <summary>The name that the file had, kept as data only: nothing on the server is ever called so.</summary>
    [Personal]
    public string FileName { get; private set; } = "";

    public DocumentKind Kind { get; private set; }

    /// <summary>Bytes of the content.</summary>
    public long Size { get; internal set; }

    /// <summary>Keyed hash (HMAC-SHA256) of the content, to notice the same paper uploaded twice.</summary>
    public byte[] ContentKey { get; internal set; } = [];

    public Guid UploadedById { get; private set; }

    public DateTime UploadedAtUtc { get; private set; }

    public DateTime? WithdrawnAtUtc { get; private set; }

    public Guid? WithdrawnById { get; private set; }

    [Personal]
    public string? WithdrawnReason { get; private set; }

    /// <summary>Takes the document out of sight, with a reason; the row stays for the ledger.</summary>
    /// <exception cref="RuleException">It was withdrawn before, or the reason is empty.</exception>
    public void Withdraw(string reason, Guid by, DateTime nowUtc)
    {
        if (WithdrawnAtUtc is not null || string.IsNullOrWhiteSpace(reason))
        {
            throw new RuleException(WithdrawnAtUtc is null ? DocumentTexts.ReasonNeeded : DocumentTexts.AlreadyWithdrawn);
        }

        (WithdrawnAtUtc, WithdrawnById, WithdrawnReason) = (nowUtc, by, reason);
    }
}

/// <summary>One sealed piece of a document's content.</summary>
public sealed class DocumentChunk
{
    public Guid DocumentId { get; init; }

    /// <summary>0, 1, 2 …; part of what the seal is bound to, so that chunks cannot be exchanged.</summary>
    public int Number { get; init; }

    public byte[] Sealed { get; init; } = [];
}

/// <summary>The kinds of file that are accepted.</summary>
public enum DocumentKind
{
    Xlsx = 1,
    Xls = 2,
    Docx = 3,
    Pdf = 4,
    Png = 5,
    Jpeg = 6,
    Text = 7,
    Csv = 8,
}
