using SupportCenter.Domain.Documents;
using SupportCenter.Domain.Notices;

namespace SupportCenter.Domain.Shelf;

/// <summary>A paper on the shelf.</summary>
/// <param name="Versions">All versions, the newest first.</param>
/// <param name="MayChange">Whether the viewer may replace and withdraw it.</param>
public sealed record PaperRow(
    Guid Id,
    string Title,
    AudienceRoles Roles,
    IReadOnlyList<PaperVersionView> Versions,
    bool MayChange,
    NoticeWithdrawal? Withdrawal
);

/// <summary>One version of a paper.</summary>
/// <param name="FileName">The name, made harmless for the screen.</param>
/// <param name="Size">Bytes.</param>
public sealed record PaperVersionView(
    Guid Id,
    int Number,
    string FileName,
    DocumentKind Kind,
    long Size,
    string? Remark,
    string By,
    DateTime AtUtc
);

/// <summary>A paper whose opening is in the audit log, ready to be sent.</summary>
/// <param name="FileName">The name that a download carries.</param>
/// <param name="Content">The clear bytes, opened piece by piece while they are read; asynchronous reads only.</param>
public sealed record OpenedPaper(Guid Id, string FileName, DocumentKind Kind, Stream Content);

/// <summary>A paper as a notice chooses it.</summary>
public sealed record PaperChoice(Guid Id, string Title);
