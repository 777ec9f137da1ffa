namespace SupportCenter.Domain.Notices;

/// <summary>Which notices are listed.</summary>
/// <param name="Search">What the text holds; empty for all.</param>
/// <param name="Past">Those that are over or were withdrawn, instead of the current ones.</param>
public sealed record NoticeFilter(string? Search = null, bool Past = false);

/// <summary>A notice in the list, with who has read it.</summary>
public sealed record NoticeRow
{
    public required Guid Id { get; init; }

    public required NoticeDetails Details { get; init; }

    public required string Author { get; init; }

    public required DateTime PostedAtUtc { get; init; }

    /// <summary>The version that is shown.</summary>
    public required int Number { get; init; }

    public required DateTime ChangedAtUtc { get; init; }

    public required Guid Version { get; init; }

    public NoticeWithdrawal? Withdrawal { get; init; }

    /// <summary>The day after the last one on which it is current is reached.</summary>
    public bool IsOver { get; init; }

    /// <summary>Whether the viewer wrote it.</summary>
    public bool IsMine { get; init; }

    /// <summary>Whether the viewer may correct and withdraw it.</summary>
    public bool MayChange { get; init; }

    /// <summary>Whether the viewer has not read it as it stands now.</summary>
    public bool IsUnread { get; init; }

    /// <summary>Whether the viewer is asked to confirm it as it stands now.</summary>
    public bool AwaitsMe { get; init; }

    /// <summary>Those whom it is for, and what each has done.</summary>
    public required IReadOnlyList<NoticeReader> Readers { get; init; }

    public int Comments { get; init; }

    /// <summary>The paper that goes with it, where the viewer may see it.</summary>
    public NoticePaper? Paper { get; init; }

    public int ReadCount => Readers.Count(reader => reader.ReadAtUtc is not null);

    public int ConfirmedCount => Readers.Count(reader => reader.ConfirmedAtUtc is not null);
}

/// <summary>One of those whom a notice is for.</summary>
/// <param name="Name">The member of staff.</param>
/// <param name="ReadAtUtc">When the notice as it stands was read first; null while it is unread.</param>
/// <param name="ConfirmedAtUtc">When it was confirmed; null while it is not.</param>
/// <param name="EarlierNumber">The last version that was read before one that asks again; null where there is none.</param>
public sealed record NoticeReader(string Name, DateTime? ReadAtUtc, DateTime? ConfirmedAtUtc, int? EarlierNumber);

/// <summary>That a notice or a comment was withdrawn.</summary>
public sealed record NoticeWithdrawal(string By, DateTime AtUtc, string Reason);

/// <summary>A paper of the shelf as a notice names it.</summary>
public sealed record NoticePaper(Guid Id, string Title, Guid Newest);

/// <summary>A notice on its own page.</summary>
/// <param name="Versions">All versions, the newest first.</param>
/// <param name="Comments">The oldest first.</param>
public sealed record NoticeView(NoticeRow Notice, IReadOnlyList<NoticeVersionView> Versions, IReadOnlyList<NoticeCommentView> Comments);

/// <summary>A notice as it read in one version.</summary>
public sealed record NoticeVersionView(int Number, string Text, bool NeedsConfirmation, bool IsSmall, string By, DateTime AtUtc);

/// <summary>A comment; of a withdrawn one there is no text.</summary>
public sealed record NoticeCommentView(Guid Id, string? Text, string By, DateTime AtUtc, bool MayWithdraw, NoticeWithdrawal? Withdrawal);

/// <summary>What waits for the viewer among the notices.</summary>
/// <param name="Unread">How many are unread.</param>
/// <param name="ToConfirm">Those that the viewer has to confirm, the oldest first.</param>
public sealed record NoticesDue(int Unread, IReadOnlyList<NoticeDue> ToConfirm);

/// <summary>A notice that waits to be confirmed.</summary>
/// <param name="Beginning">The first line of its text.</param>
public sealed record NoticeDue(Guid Id, string Beginning);

/// <summary>A clinic that has begun while somebody at its desks has not confirmed what has to be confirmed.</summary>
public sealed record UnconfirmedClinic(Guid ClinicId, string VenueName, TimeOnly StartsAt, IReadOnlyList<UnconfirmedPerson> People);

/// <summary>Who has not confirmed, and how many notices.</summary>
public sealed record UnconfirmedPerson(string Name, int Notices);
