using System.Globalization;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Documents.Scanning;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Documents;

/// <summary>書類: a paper of a business. Its content lies in encrypted chunks in the database; there is no upload folder.</summary>
public sealed class Document : IAudited, IConcernsBusiness
{
    /// <summary>Characters of the reason for which a document is withdrawn.</summary>
    public const int LongestReason = 500;

    private Document() { }

    internal Document(
        DocumentContent content,
        Guid? reservationId,
        Guid? recordId,
        string fileName,
        DocumentKind kind,
        byte[] contentKey,
        ScanVerdict verdict,
        Guid by,
        DateTime nowUtc
    )
    {
        var business = content.BusinessId ?? throw new ArgumentException("The content is a paper of the shelf.", nameof(content));
        (Id, BusinessId, Size, ContentKey) = (content.Id, business, content.Size, contentKey);
        (ReservationId, RecordId, FileName, Kind, UploadedById, UploadedAtUtc) = (reservationId, recordId, fileName, kind, by, nowUtc);
        Judge(verdict, nowUtc);
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

    /// <summary>What the scan for malware said (ASVS 5.4.3); <see cref="DocumentVisibility.Openable"/> decides by it.</summary>
    public ScanState Scan { get; private set; }

    /// <summary>The scanner's name for what it found.</summary>
    public string? ScanFinding { get; private set; }

    public DateTime? ScannedAtUtc { get; private set; }

    /// <summary>Why a supervisor holds the finding to be none.</summary>
    [Personal]
    public string? ReleasedReason { get; private set; }

    public DateTime? WithdrawnAtUtc { get; private set; }

    public Guid? WithdrawnById { get; private set; }

    [Personal]
    public string? WithdrawnReason { get; private set; }

    /// <summary>Keeps what the scanner said; no answer changes nothing for a document that was judged before.</summary>
    internal void Judge(ScanVerdict verdict, DateTime nowUtc)
    {
        var isAnswered = verdict.State is ScanState.Clean or ScanState.Quarantined;
        if (isAnswered || ScannedAtUtc is null)
        {
            (Scan, ScanFinding, ScannedAtUtc) = (verdict.State, verdict.Finding, isAnswered ? nowUtc : null);
        }
    }

    /// <summary>A supervisor has looked into the finding: it is none, and why. What it was called stays.</summary>
    /// <exception cref="RuleException">The document is not quarantined, or the reason is empty or longer than
    /// <see cref="LongestReason"/>.</exception>
    internal void ReleaseFromQuarantine(string reason)
    {
        EnsureQuarantined();
        EnsureReason(reason);
        (Scan, ReleasedReason) = (ScanState.Released, reason);
    }

    /// <exception cref="RuleException">The document is not quarantined, or was withdrawn.</exception>
    internal void EnsureQuarantined()
    {
        if (Scan != ScanState.Quarantined || WithdrawnAtUtc is not null)
        {
            throw new RuleException(DocumentTexts.NotQuarantined);
        }
    }

    /// <summary>Takes the document out of sight, with a reason; the row stays for the ledger.</summary>
    /// <exception cref="RuleException">It was withdrawn before, or the reason is empty or longer than
    /// <see cref="LongestReason"/>.</exception>
    public void Withdraw(string reason, Guid by, DateTime nowUtc)
    {
        if (WithdrawnAtUtc is not null)
        {
            throw new RuleException(DocumentTexts.AlreadyWithdrawn);
        }

        EnsureReason(reason);
        (WithdrawnAtUtc, WithdrawnById, WithdrawnReason) = (nowUtc, by, reason);
    }

    private static void EnsureReason(string reason)
    {
        if (VisibleText.IsBlank(reason) || reason.Length > LongestReason)
        {
            throw new RuleException(Filled(DocumentTexts.ReasonNeeded, LongestReason));
        }
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
    WebP = 9,
    Heic = 10,
    Tiff = 11,
}
