namespace SupportCenter.Domain.Documents;

/// <summary>What became of an upload.</summary>
/// <param name="FileName">The name, made harmless for the screen.</param>
/// <param name="SameSinceUtc">When the same content was put onto the same business before; null when it is new.</param>
public sealed record DocumentReceipt(Guid Id, string FileName, DocumentKind Kind, long Size, DateTime? SameSinceUtc);

/// <summary>A line of the list of documents.</summary>
/// <param name="FileName">The name, made harmless for the screen.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Withdrawal">Null while the document can be opened.</param>
public sealed record DocumentRow(Guid Id, string FileName, DocumentKind Kind, long Size, string UploadedBy, DateTime UploadedAtUtc, DocumentWithdrawal? Withdrawal);

/// <summary>That a document was taken out of sight: who, when, why.</summary>
public sealed record DocumentWithdrawal(string By, DateTime AtUtc, string Reason);

/// <summary>A document whose opening is in the audit log, ready to be sent.</summary>
/// <param name="FileName">The name that a download carries.</param>
/// <param name="Content">The clear bytes, opened piece by piece while they are read; asynchronous reads only.</param>
public sealed record OpenedDocument(Guid Id, string FileName, DocumentKind Kind, Stream Content);
