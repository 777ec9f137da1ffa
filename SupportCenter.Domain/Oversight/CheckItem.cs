using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;

namespace SupportCenter.Domain.Oversight;

/// <summary>How often an item is looked at.</summary>
public enum CheckFrequency
{
    [Display(Name = nameof(CheckItemTexts.Yearly), ResourceType = typeof(CheckItemTexts))]
    Yearly = 1,

    [Display(Name = nameof(CheckItemTexts.Quarterly), ResourceType = typeof(CheckItemTexts))]
    Quarterly = 2,

    [Display(Name = nameof(CheckItemTexts.OnChange), ResourceType = typeof(CheckItemTexts))]
    OnChange = 3,
}

/// <summary>What the portal fills in by itself beside an item, from its own tables.</summary>
public enum EvidenceKind
{
    [Display(Name = nameof(CheckItemTexts.EvidenceNone), ResourceType = typeof(CheckItemTexts))]
    None = 1,

    [Display(Name = nameof(CheckItemTexts.EvidenceExposure), ResourceType = typeof(CheckItemTexts))]
    ExposureCheck = 2,

    [Display(Name = nameof(CheckItemTexts.EvidenceReview), ResourceType = typeof(CheckItemTexts))]
    AccessReview = 3,

    [Display(Name = nameof(CheckItemTexts.EvidenceRoster), ResourceType = typeof(CheckItemTexts))]
    Roster = 4,

    [Display(Name = nameof(CheckItemTexts.EvidenceSubcontracts), ResourceType = typeof(CheckItemTexts))]
    Subcontracts = 5,

    [Display(Name = nameof(CheckItemTexts.EvidenceCopies), ResourceType = typeof(CheckItemTexts))]
    Copies = 6,

    [Display(Name = nameof(CheckItemTexts.EvidenceKeys), ResourceType = typeof(CheckItemTexts))]
    Keys = 7,

    [Display(Name = nameof(CheckItemTexts.EvidenceBackups), ResourceType = typeof(CheckItemTexts))]
    Backups = 8,

    [Display(Name = nameof(CheckItemTexts.EvidenceAlarms), ResourceType = typeof(CheckItemTexts))]
    Alarms = 9,

    [Display(Name = nameof(CheckItemTexts.EvidenceAudit), ResourceType = typeof(CheckItemTexts))]
    AuditVerification = 10,

    [Display(Name = nameof(CheckItemTexts.EvidenceDisposals), ResourceType = typeof(CheckItemTexts))]
    Disposals = 11,

    [Display(Name = nameof(CheckItemTexts.EvidenceDoubleCheck), ResourceType = typeof(CheckItemTexts))]
    DoubleCheck = 12,

    [Display(Name = nameof(CheckItemTexts.EvidenceDrills), ResourceType = typeof(CheckItemTexts))]
    Drills = 13,
}

/// <summary>What an item says: what the city edits, without code.</summary>
public sealed class CheckItemDetails
{
    private const int MostOfText = 300;
    private const int MostOfBasis = 500;
    private const int MostOrder = 999;

    [LocalizedRange(1, MostOrder)]
    [Display(Name = nameof(CheckItemTexts.ListOrder), ResourceType = typeof(CheckItemTexts))]
    public int ListOrder { get; set; } = 1;

    [LocalizedRequired, LocalizedMaxLength(MostOfText)]
    [DataType(DataType.MultilineText)]
    [Display(Name = nameof(CheckItemTexts.Text), ResourceType = typeof(CheckItemTexts))]
    public string? Text { get; set; }

    [LocalizedRequired, LocalizedMaxLength(MostOfBasis)]
    [DataType(DataType.MultilineText)]
    [Display(Name = nameof(CheckItemTexts.Basis), Description = nameof(CheckItemTexts.BasisHint), ResourceType = typeof(CheckItemTexts))]
    public string? Basis { get; set; }

    [LocalizedRequired]
    [Display(Name = nameof(CheckItemTexts.Frequency), ResourceType = typeof(CheckItemTexts))]
    public CheckFrequency? Frequency { get; set; } = CheckFrequency.Yearly;

    [LocalizedMaxLength(MostOfBasis)]
    [DataType(DataType.MultilineText)]
    [Display(Name = nameof(CheckItemTexts.How), Description = nameof(CheckItemTexts.HowHint), ResourceType = typeof(CheckItemTexts))]
    public string? How { get; set; }

    [LocalizedMaxLength(MostOfText)]
    [Display(Name = nameof(CheckItemTexts.Wanted), ResourceType = typeof(CheckItemTexts))]
    public string? Wanted { get; set; }

    [LocalizedRequired]
    [Display(
        Name = nameof(CheckItemTexts.Evidence),
        Description = nameof(CheckItemTexts.EvidenceHint),
        ResourceType = typeof(CheckItemTexts)
    )]
    public EvidenceKind? Evidence { get; set; } = EvidenceKind.None;

    [Display(
        Name = nameof(CheckItemTexts.IsRetired),
        Description = nameof(CheckItemTexts.RetiredHint),
        ResourceType = typeof(CheckItemTexts)
    )]
    public bool IsRetired { get; set; }
}

/// <summary>点検項目: one thing that is looked at in an inspection.</summary>
internal sealed class CheckItem : IAudited
{
    private CheckItem() { }

    public CheckItem(CheckItemDetails details)
    {
        (Id, Version) = (NewId.Create(), NewId.Create());
        (Details, Number) = (details, 1);
    }

    public Guid Id { get; private set; }

    public CheckItemDetails Details { get; private set; } = new();

    /// <summary>第何版: 1 for the text that it began with.</summary>
    public int Number { get; private set; }

    /// <summary>Changes with every save.</summary>
    public Guid Version { get; private set; }

    /// <summary>Takes over another text.</summary>
    /// <returns>What stood before, as a version; null when nothing is different.</returns>
    public CheckItemVersion? Change(CheckItemDetails details, Guid by, DateTime nowUtc)
    {
        var changed = FormFields.Differences(Details, details);
        if (changed.Count == 0)
        {
            return null;
        }

        var before = new CheckItemVersion(this, changed, by, nowUtc);
        (Details, Number, Version) = (details, Number + 1, NewId.Create());
        return before;
    }
}

/// <summary>What an item said before a change.</summary>
internal sealed class CheckItemVersion : IAudited
{
    private CheckItemVersion() { }

    internal CheckItemVersion(CheckItem item, IReadOnlyList<string> changed, Guid by, DateTime atUtc)
    {
        Id = NewId.Create();
        (CheckItemId, Number, ReplacedById, ReplacedAtUtc) = (item.Id, item.Number, by, atUtc);
        (Content, ChangedFields) = (JsonSerializer.Serialize(item.Details), string.Join(',', changed));
    }

    public Guid Id { get; private set; }

    public Guid CheckItemId { get; private set; }

    public int Number { get; private set; }

    public Guid ReplacedById { get; private set; }

    public DateTime ReplacedAtUtc { get; private set; }

    /// <summary>The names of the properties that the change touched, comma separated.</summary>
    public string ChangedFields { get; private set; } = "";

    /// <summary>The earlier text as JSON.</summary>
    public string Content { get; private set; } = "";
}
