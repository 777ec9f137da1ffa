using System.ComponentModel.DataAnnotations;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Retention;

/// <summary>廃棄の保留: a business is kept beyond its time (a dispute, an audit), with the reason, until a day or until somebody lifts
/// it.</summary>
public sealed class RetentionHold : IAudited, IConcernsBusiness
{
    private RetentionHold() { }

    internal RetentionHold(Guid business, HoldDetails details, Guid by, DateTime nowUtc)
    {
        Id = NewId.Create();
        (BusinessId, Reason, Until, PlacedById, PlacedAtUtc) = (business, VisibleText.Trimmed(details.Reason!), details.Until, by, nowUtc);
    }

    public Guid Id { get; private set; }

    public Guid BusinessId { get; private set; }

    [Personal]
    public string Reason { get; private set; } = "";

    /// <summary>The last day of the hold; null until it is lifted.</summary>
    public DateOnly? Until { get; private set; }

    public Guid PlacedById { get; private set; }

    public DateTime PlacedAtUtc { get; private set; }

    public DateTime? LiftedAtUtc { get; private set; }

    public Guid? LiftedById { get; private set; }

    [Personal]
    public string? LiftedReason { get; private set; }

    internal void Lift(string reason, Guid by, DateTime nowUtc) =>
        (LiftedReason, LiftedById, LiftedAtUtc) = (VisibleText.Trimmed(reason), by, nowUtc);
}

/// <summary>The form by which a hold is placed.</summary>
public sealed class HoldDetails
{
    [LocalizedRequired, LocalizedMaxLength(500)]
    [DataType(DataType.MultilineText)]
    [Display(
        Name = nameof(RetentionTexts.HoldReason),
        Description = nameof(RetentionTexts.HoldReasonHint),
        ResourceType = typeof(RetentionTexts)
    )]
    public string? Reason { get; set; }

    [YearlessDate(YearRule.Coming)]
    [Display(
        Name = nameof(RetentionTexts.HoldUntil),
        Description = nameof(RetentionTexts.HoldUntilHint),
        ResourceType = typeof(RetentionTexts)
    )]
    public DateOnly? Until { get; set; }
}
