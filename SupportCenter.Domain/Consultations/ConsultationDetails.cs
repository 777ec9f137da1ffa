using System.ComponentModel.DataAnnotations;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Consultations;

/// <summary>相談票 (別紙2, lower half): what a scrivener edits, in the order of the paper. A new field of the form is one property here, its
/// label and one migration (CONTRIBUTING.md).</summary>
public sealed class ConsultationDetails : IValidatableObject
{
    private const int MostGuidanceRows = 50;

    [OnPaper]
    [Display(Name = nameof(ConsultationTexts.StartedAt), ResourceType = typeof(ConsultationTexts))]
    public TimeOnly? StartedAt { get; set; }

    [OnPaper]
    [Display(Name = nameof(ConsultationTexts.EndedAt), ResourceType = typeof(ConsultationTexts))]
    public TimeOnly? EndedAt { get; set; }

    [OnPaper]
    [Display(Name = nameof(ConsultationTexts.ClientCategory), ResourceType = typeof(ConsultationTexts))]
    public ClientCategory? ClientCategory { get; set; }

    [OnPaper]
    [Display(Name = nameof(ConsultationTexts.Topics), ResourceType = typeof(ConsultationTexts))]
    public Topics Topics { get; set; }

    [OnPaper, Personal, LocalizedMaxLength(200)]
    [Display(Name = nameof(ConsultationTexts.OtherTopic), ResourceType = typeof(ConsultationTexts))]
    public string? OtherTopic { get; set; }

    /// <summary>活用したい支援策: rows of the catalogue that were ticked.</summary>
    [OnPaper]
    [Display(Name = nameof(ConsultationTexts.Measures), ResourceType = typeof(ConsultationTexts))]
    public List<Guid> MeasureIds { get; set; } = [];

    /// <summary>What is in the brackets of 京都市の支援策( ).</summary>
    [OnPaper, Personal, LocalizedMaxLength(200)]
    [Display(Name = nameof(ConsultationTexts.CityMeasure), ResourceType = typeof(ConsultationTexts))]
    public string? CityMeasure { get; set; }

    /// <summary>What is in the last, nameless brackets.</summary>
    [OnPaper, Personal, LocalizedMaxLength(200)]
    [Display(Name = nameof(ConsultationTexts.OtherMeasure), ResourceType = typeof(ConsultationTexts))]
    public string? OtherMeasure { get; set; }

    [OnPaper]
    [Display(Name = nameof(ConsultationTexts.Troubles), ResourceType = typeof(ConsultationTexts))]
    public Troubles Troubles { get; set; }

    [OnPaper, Personal, LocalizedMaxLength(200)]
    [Display(Name = nameof(ConsultationTexts.OtherTrouble), ResourceType = typeof(ConsultationTexts))]
    public string? OtherTrouble { get; set; }

    [OnPaper]
    [Display(Name = nameof(ConsultationTexts.SalesDecline), ResourceType = typeof(ConsultationTexts))]
    public SalesDecline? SalesDecline { get; set; }

    [OnPaper, Personal, LocalizedMaxLength(10_000)]
    [DataType(DataType.MultilineText)]
    [Display(Name = nameof(ConsultationTexts.Summary), ResourceType = typeof(ConsultationTexts))]
    public string? Summary { get; set; }

    /// <summary>【案内した制度】.</summary>
    [OnPaper, Personal]
    [Display(Name = nameof(ConsultationTexts.Guidance), ResourceType = typeof(ConsultationTexts))]
    public List<GuidanceRow> Guidance { get; set; } = [];

    [OnPaper, Personal, LocalizedMaxLength(10_000)]
    [DataType(DataType.MultilineText)]
    [Display(Name = nameof(ConsultationTexts.Impression), ResourceType = typeof(ConsultationTexts))]
    public string? Impression { get; set; }

    [OnPaper, Personal, LocalizedMaxLength(10_000)]
    [DataType(DataType.MultilineText)]
    [Display(Name = nameof(ConsultationTexts.Remarks), ResourceType = typeof(ConsultationTexts))]
    public string? Remarks { get; set; }

    /// <summary>The length of the consultation in minutes; null until both times are known.</summary>
    public int? Minutes() => StartedAt is { } from && EndedAt is { } to && to >= from ? (int)(to - from).TotalMinutes : null;

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (EndsTooEarly())
        {
            yield return new ValidationResult(ConsultationTexts.EndsBeforeStart, [nameof(EndedAt)]);
        }

        if (Topics.HasFlag(Topics.Other) && VisibleText.IsBlank(OtherTopic))
        {
            yield return new ValidationResult(ConsultationTexts.OtherTopicNeeded, [nameof(OtherTopic)]);
        }

        if (Troubles.HasFlag(Troubles.Other) && VisibleText.IsBlank(OtherTrouble))
        {
            yield return new ValidationResult(ConsultationTexts.OtherTroubleNeeded, [nameof(OtherTrouble)]);
        }

        if (Guidance?.Count > MostGuidanceRows)
        {
            yield return new ValidationResult(
                string.Format(null, ConsultationTexts.TooManyGuidanceRows, MostGuidanceRows),
                [nameof(Guidance)]
            );
        }
    }

    /// <summary>Whether the end is before the start.</summary>
    public bool EndsTooEarly() => EndedAt < StartedAt;
}

/// <summary>One measure that was explained: which, what was said, and where the client was referred to.</summary>
public sealed class GuidanceRow
{
    [LocalizedMaxLength(200)]
    [Display(Name = nameof(ConsultationTexts.GuidanceMeasure), ResourceType = typeof(ConsultationTexts))]
    public string Measure { get; set; } = "";

    /// <summary>The row of the catalogue that <see cref="Measure"/> is; null where the catalogue has none. What is counted.</summary>
    [Display(Name = nameof(ConsultationTexts.GuidanceMeasureId), Order = 1, ResourceType = typeof(ConsultationTexts))]
    public Guid? MeasureId { get; set; }

    [LocalizedMaxLength(4000)]
    [DataType(DataType.MultilineText)]
    [Display(Name = nameof(ConsultationTexts.GuidanceExplained), ResourceType = typeof(ConsultationTexts))]
    public string? Explained { get; set; }

    [LocalizedMaxLength(200)]
    [Display(Name = nameof(ConsultationTexts.GuidanceReferral), ResourceType = typeof(ConsultationTexts))]
    public string? Referral { get; set; }

    /// <summary>The row of the catalogue that <see cref="Referral"/> is; null where the catalogue has none. What is counted.</summary>
    [Display(Name = nameof(ConsultationTexts.GuidanceReferralId), Order = 1, ResourceType = typeof(ConsultationTexts))]
    public Guid? ReferralId { get; set; }
}
