using System.Globalization;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;

namespace SupportCenter.Domain.Documents;

/// <summary>書類: a paper of a business. Its content lies in sealed chunks in the database; there is no upload folder.</summary>
public sealed class Document : IAudited, IConcernsBusiness
{
    /// <summary>Characters of the reason for which a document is withdrawn.</summary>
    public const int LongestReason = 500;

    private Document()
    {
    }

    internal Document(DocumentContent content, Guid? reservationId, Guid? recordId, string fileName, DocumentKind kind, byte[] contentKey, Guid by, DateTime nowUtc)
    {
        (Id, BusinessId, Size, ContentKey) = (content.Id, content.BusinessId, content.Size, contentKey);
        (ReservationId, RecordId, FileName, Kind, UploadedById, UploadedAtUtc) = (reservationId, recordId, fileName, kind, by, nowUtc);
    }

    /// <summary>The same as its content's, which was there first.</summary>
    public Guid Id { get; private set; }

    public Guid BusinessId { get; private set; }

    public Guid? ReservationId { get; private set; }

    public Guid? RecordId { get; private set; }

    /// <summary>The name that the file had, kept as data only: nothing on the server is ever called so.</summary>
    [Personal]
    public string FileName { get; private set; } = "";

    public DocumentKind Kind { get; private set; }

    /// <summary>Bytes of the content.</summary>
    public long Size { get; private set; }

    /// <summary>Keyed hash (HMAC-SHA256) of the content, to notice the same paper uploaded twice to the same business.</summary>
    public byte[] ContentKey { get; private set; } = [];

    public Guid UploadedById { get; private set; }

    public DateTime UploadedAtUtc { get; private set; }

    public DateTime? WithdrawnAtUtc { get; private set; }

    public Guid? WithdrawnById { get; private set; }

    [Personal]
    public string? WithdrawnReason { get; private set; }

    /// <summary>Takes the document out of sight, with a reason; the row stays for the ledger.</summary>
    /// <exception cref="RuleException">It was withdrawn before, or the reason is empty or longer than <see cref="LongestReason"/>.</exception>
    public void Withdraw(string reason, Guid by, DateTime nowUtc)
    {
        if (WithdrawnAtUtc is not null)
        {
            throw new RuleException(DocumentTexts.AlreadyWithdrawn);
        }

        if (string.IsNullOrWhiteSpace(reason) || reason.Length > LongestReason)
        {
            throw new RuleException(string.Format(CultureInfo.CurrentCulture, DocumentTexts.ReasonNeeded, LongestReason));
        }

        (WithdrawnAtUtc, WithdrawnById, WithdrawnReason) = (nowUtc, by, reason);
    }
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
