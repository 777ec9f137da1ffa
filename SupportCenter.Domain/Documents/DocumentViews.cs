using SupportCenter.Domain.Documents.Scanning;

namespace SupportCenter.Domain.Documents;

/// <summary>What became of an upload.</summary>
/// <param name="FileName">The name, made harmless for the screen.</param>
/// <param name="SameSinceUtc">When the same content was put onto the same business before; null when it is new.</param>
/// <param name="Scan">Whether it can be opened, waits for its scan, or is in quarantine.</param>
public sealed record DocumentReceipt(Guid Id, string FileName, DocumentKind Kind, long Size, DateTime? SameSinceUtc, ScanState Scan);

/// <summary>A line of the list of documents.</summary>
/// <param name="FileName">The name, made harmless for the screen.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Withdrawal">Null while nobody has withdrawn it.</param>
/// <param name="Scan">What the scan for malware said.</param>
public sealed record DocumentRow(
    Guid Id,
    string FileName,
    DocumentKind Kind,
    long Size,
    string UploadedBy,
    DateTime UploadedAtUtc,
    DocumentWithdrawal? Withdrawal,
    ScanState Scan
)
{
    /// <summary>Whether it can be opened at all.</summary>
    public bool IsOpenable => Withdrawal is null && Scan is not (ScanState.Waiting or ScanState.Quarantined);
}

/// <summary>That a document was taken out of sight: who, when, why.</summary>
public sealed record DocumentWithdrawal(string By, DateTime AtUtc, string Reason);

/// <summary>A document whose opening is in the audit log, ready to be sent.</summary>
/// <param name="FileName">The name that a download carries.</param>
/// <param name="Content">The clear bytes, opened piece by piece while they are read; asynchronous reads only.</param>
public sealed record OpenedDocument(Guid Id, string FileName, DocumentKind Kind, Stream Content);
