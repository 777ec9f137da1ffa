using System.ComponentModel.DataAnnotations;
using System.Globalization;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Documents;
using SupportCenter.Domain.Documents.Scanning;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Notices;

namespace SupportCenter.Domain.Shelf;

/// <summary>様式・資料: a paper that everybody needs, in versions. It names no business and is nobody's: a disposal leaves it as it
/// is.</summary>
public sealed class CommonPaper : IAudited, IStatesFacts
{
    private CommonPaper() { }

    internal CommonPaper(PaperDetails details, Guid by)
    {
        Id = NewId.Create();
        (Title, Roles, KeptById) = (details.Title, details.Roles, by);
    }

    public Guid Id { get; private set; }

    public string Title { get; private set; } = "";

    /// <summary>Roles that see it; none for all.</summary>
    public AudienceRoles Roles { get; private set; }

    /// <summary>Who put it onto the shelf.</summary>
    public Guid KeptById { get; private set; }

    /// <summary>The version that is opened.</summary>
    public Guid NewestId { get; private set; }

    /// <summary>The number of that version: 1, 2, 3 ….</summary>
    public int Number { get; private set; }

    public DateTime ChangedAtUtc { get; private set; }

    public DateTime? WithdrawnAtUtc { get; private set; }

    public Guid? WithdrawnById { get; private set; }

    public string? WithdrawnReason { get; private set; }

    IEnumerable<string> IStatesFacts.Facts => [string.Create(CultureInfo.InvariantCulture, $"version={Number}")];

    /// <summary>A further version takes the place of the one before, which stays.</summary>
    /// <exception cref="RuleException">The paper was withdrawn.</exception>
    internal PaperVersion Replace(PaperContent content, string? remark, Guid by, DateTime nowUtc)
    {
        EnsureNotWithdrawn();
        Number++;
        (NewestId, ChangedAtUtc) = (content.Id, nowUtc);
        return new PaperVersion(Id, Number, content, remark, by, nowUtc);
    }

    /// <summary>Takes it off the shelf; it stays with who, when and why.</summary>
    /// <exception cref="RuleException">It was withdrawn before, or the reason is empty or too long.</exception>
    internal void Withdraw(string reason, Guid by, DateTime nowUtc)
    {
        EnsureNotWithdrawn();
        Notice.EnsureReason(reason);
        (WithdrawnAtUtc, WithdrawnById, WithdrawnReason) = (nowUtc, by, reason);
    }

    internal void EnsureNotWithdrawn()
    {
        if (WithdrawnAtUtc is not null)
        {
            throw new RuleException(ShelfTexts.AlreadyWithdrawn);
        }
    }
}

/// <summary>What is known of a file that was taken in.</summary>
internal sealed record PaperContent(Guid Id, string FileName, DocumentKind Kind, long Size, byte[] Sha256, ScanState Scan);

/// <summary>One version of a paper. Its content lies where those of documents do, and is no business's.</summary>
public sealed class PaperVersion : IAudited, IStatesFacts
{
    private PaperVersion() { }

    internal PaperVersion(Guid paper, int number, PaperContent content, string? remark, Guid by, DateTime nowUtc)
    {
        (Id, FileName, Kind, Size, Sha256, Scan) = (content.Id, content.FileName, content.Kind, content.Size, content.Sha256, content.Scan);
        (PaperId, Number, Remark, ById, AtUtc) = (paper, number, remark, by, nowUtc);
    }

    /// <summary>The same as its content's, which was there first.</summary>
    public Guid Id { get; private set; }

    public Guid PaperId { get; private set; }

    public int Number { get; private set; }

    public string FileName { get; private set; } = "";

    public DocumentKind Kind { get; private set; }

    /// <summary>Bytes of the content.</summary>
    public long Size { get; private set; }

    public byte[] Sha256 { get; private set; } = [];

    public ScanState Scan { get; private set; }

    /// <summary>What was changed.</summary>
    public string? Remark { get; private set; }

    public Guid ById { get; private set; }

    public DateTime AtUtc { get; private set; }

    IEnumerable<string> IStatesFacts.Facts =>
        [string.Create(CultureInfo.InvariantCulture, $"version={Number}"), $"sha256={Convert.ToHexStringLower(Sha256)}"];
}

/// <summary>What is said of a paper that goes onto the shelf.</summary>
public sealed class PaperDetails
{
    [LocalizedRequired]
    [LocalizedMaxLength(100)]
    [Display(Name = nameof(ShelfTexts.PaperTitle), Description = nameof(ShelfTexts.PaperTitleHint), ResourceType = typeof(ShelfTexts))]
    public string Title { get; set; } = "";

    [Display(Name = nameof(NoticeTexts.Roles), Description = nameof(NoticeTexts.RolesHint), ResourceType = typeof(NoticeTexts))]
    public AudienceRoles Roles { get; set; }
}

/// <summary>What is said of a further version.</summary>
public sealed class PaperRevision
{
    [LocalizedMaxLength(200)]
    [Display(Name = nameof(ShelfTexts.Remark), ResourceType = typeof(ShelfTexts))]
    public string? Remark { get; set; }
}
