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

/// <summary>A paper as a notice chooses it.</summary>
public sealed record PaperChoice(Guid Id, string Title);
