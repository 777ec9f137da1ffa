using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Notices;

/// <summary>お知らせ: what somebody tells all members of staff, or some. It is never deleted: a correction is a further version, and
/// whoever has read an earlier one has not read this one. It refers to no business, so that a disposal leaves it as it is.</summary>
public sealed class Notice : IAudited, IStatesFacts
{
    /// <summary>Characters of the reason for which a notice or a comment is withdrawn.</summary>
    public const int LongestReason = 300;

    private readonly List<NoticeVersion> versions = [];

    private Notice() { }

    internal Notice(NoticeDetails details, Guid by, DateTime nowUtc)
    {
        Id = NewId.Create();
        (AuthorId, PostedAtUtc) = (by, nowUtc);
        Write(details, isSmall: false, by, nowUtc);
    }

    public Guid Id { get; private set; }

    public Guid AuthorId { get; private set; }

    public DateTime PostedAtUtc { get; private set; }

    /// <summary>As it reads now.</summary>
    public NoticeDetails Details { get; private set; } = new();

    /// <summary>The text as it is searched.</summary>
    public string Folded { get; private set; } = "";

    /// <summary>The version that is shown: 1, 2, 3 ….</summary>
    public int Number { get; private set; }

    /// <summary>The oldest version whose readers have not to read again: everything after it was a small correction.</summary>
    public int AskedNumber { get; private set; }

    public DateTime ChangedAtUtc { get; private set; }

    public DateTime? WithdrawnAtUtc { get; private set; }

    public Guid? WithdrawnById { get; private set; }

    public string? WithdrawnReason { get; private set; }

    /// <summary>Changes with every step: who corrects says which one was seen.</summary>
    public Guid Version { get; private set; }

    public IReadOnlyList<NoticeVersion> Versions => versions;

    IEnumerable<string> IStatesFacts.Facts => [string.Create(CultureInfo.InvariantCulture, $"version={Number}")];

    /// <summary>Whether it is among the current ones on that day.</summary>
    public bool IsCurrentOn(DateOnly day) => WithdrawnAtUtc is null && !(Details.Until < day);

    /// <summary>訂正: a further version.</summary>
    /// <exception cref="RuleException">It was withdrawn, or a field breaks its rule.</exception>
    internal NoticeVersion Correct(NoticeDetails details, bool isSmall, Guid by, DateTime nowUtc)
    {
        EnsureNotWithdrawn();
        // What was not asked before has to be asked now, however small the change of the text is.
        return Write(details, isSmall && (Details.NeedsConfirmation || !details.NeedsConfirmation), by, nowUtc);
    }

    /// <summary>取り下げ: it stays with who, when and why.</summary>
    /// <exception cref="RuleException">It was withdrawn before, or the reason is empty or too long.</exception>
    internal void Withdraw(string reason, Guid by, DateTime nowUtc)
    {
        EnsureNotWithdrawn();
        EnsureReason(reason);
        (WithdrawnAtUtc, WithdrawnById, WithdrawnReason, Version) = (nowUtc, by, reason, NewId.Create());
    }

    internal static void EnsureReason(string reason)
    {
        if (VisibleText.IsBlank(reason) || reason.Length > LongestReason)
        {
            throw new RuleException(Filled(NoticeTexts.ReasonNeeded, LongestReason));
        }
    }

    internal void EnsureNotWithdrawn()
    {
        if (WithdrawnAtUtc is not null)
        {
            throw new RuleException(NoticeTexts.AlreadyWithdrawn);
        }
    }

    private NoticeVersion Write(NoticeDetails details, bool isSmall, Guid by, DateTime nowUtc)
    {
        Number++;
        AskedNumber = isSmall ? AskedNumber : Number;
        (Details, Folded) = (FormFields.Copy(details), TextFolding.Fold(details.Text));
        (ChangedAtUtc, Version) = (nowUtc, NewId.Create());
        var version = new NoticeVersion(Id, Number, details, isSmall, by, nowUtc);
        versions.Add(version);
        return version;
    }
}

/// <summary>A notice as it read from one correction to the next.</summary>
public sealed class NoticeVersion : IAudited, IStatesFacts
{
    private NoticeVersion() { }

    internal NoticeVersion(Guid notice, int number, NoticeDetails details, bool isSmall, Guid by, DateTime nowUtc)
    {
        Id = NewId.Create();
        (NoticeId, Number, Details, IsSmall, ById, AtUtc) = (notice, number, FormFields.Copy(details), isSmall, by, nowUtc);
    }

    public Guid Id { get; private set; }

    public Guid NoticeId { get; private set; }

    public int Number { get; private set; }

    public NoticeDetails Details { get; private set; } = new();

    /// <summary>A small correction: readers of the version before are not asked again.</summary>
    public bool IsSmall { get; private set; }

    public Guid ById { get; private set; }

    public DateTime AtUtc { get; private set; }

    /// <summary>With the hash of the text: what people have confirmed cannot be changed afterwards without the log saying so.</summary>
    IEnumerable<string> IStatesFacts.Facts =>
        [
            string.Create(CultureInfo.InvariantCulture, $"version={Number}"),
            $"sha256={Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Details.Text)))}",
        ];
}

/// <summary>What a reader has done with a version.</summary>
public enum ReceiptKind
{
    /// <summary>既読.</summary>
    Read = 1,

    /// <summary>確認しました.</summary>
    Confirmed = 2,
}

/// <summary>That somebody has read, or confirmed, one version of a notice. Never changed, never deleted.</summary>
public sealed class NoticeReceipt : IAudited, IStatesFacts
{
    private NoticeReceipt() { }

    internal NoticeReceipt(Guid notice, int number, Guid staff, ReceiptKind kind, DateTime nowUtc)
    {
        Id = NewId.Create();
        (NoticeId, Number, StaffId, Kind, AtUtc) = (notice, number, staff, kind, nowUtc);
    }

    public Guid Id { get; private set; }

    public Guid NoticeId { get; private set; }

    /// <summary>The version that was on the screen.</summary>
    public int Number { get; private set; }

    public Guid StaffId { get; private set; }

    public ReceiptKind Kind { get; private set; }

    public DateTime AtUtc { get; private set; }

    IEnumerable<string> IStatesFacts.Facts => [$"notice={NoticeId:N}", string.Create(CultureInfo.InvariantCulture, $"version={Number}")];
}

/// <summary>What somebody says about a notice.</summary>
public sealed class NoticeComment : IAudited, IStatesFacts
{
    private NoticeComment() { }

    internal NoticeComment(Guid notice, string text, Guid by, DateTime nowUtc)
    {
        Id = NewId.Create();
        (NoticeId, Text, ById, AtUtc) = (notice, text, by, nowUtc);
    }

    public Guid Id { get; private set; }

    public Guid NoticeId { get; private set; }

    public string Text { get; private set; } = "";

    public Guid ById { get; private set; }

    public DateTime AtUtc { get; private set; }

    public DateTime? WithdrawnAtUtc { get; private set; }

    public Guid? WithdrawnById { get; private set; }

    public string? WithdrawnReason { get; private set; }

    IEnumerable<string> IStatesFacts.Facts => [$"notice={NoticeId:N}"];

    /// <summary>Takes it out of sight; it stays with who, when and why.</summary>
    /// <exception cref="RuleException">It was withdrawn before, or the reason is empty or too long.</exception>
    internal void Withdraw(string reason, Guid by, DateTime nowUtc)
    {
        if (WithdrawnAtUtc is not null)
        {
            throw new RuleException(NoticeTexts.AlreadyWithdrawn);
        }

        Notice.EnsureReason(reason);
        (WithdrawnAtUtc, WithdrawnById, WithdrawnReason) = (nowUtc, by, reason);
    }
}
