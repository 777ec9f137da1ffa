using System.ComponentModel.DataAnnotations;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;

namespace SupportCenter.Domain.Reports;

/// <summary>What a bulk export takes out.</summary>
public enum ExportContents
{
    [Display(Name = nameof(ExportTexts.Reservations), ResourceType = typeof(ExportTexts))]
    Reservations = 1,

    [Display(Name = nameof(ExportTexts.Records), ResourceType = typeof(ExportTexts))]
    Records = 2,
}

/// <summary>The form by which a bulk export (一括書き出し) is asked for.</summary>
public sealed class ExportDetails : IValidatableObject
{
    [LocalizedRequired]
    [Display(Name = nameof(ExportTexts.Contents), ResourceType = typeof(ExportTexts))]
    public ExportContents? Contents { get; set; }

    [LocalizedRequired]
    [Display(Name = nameof(ExportTexts.From), Description = nameof(ExportTexts.PeriodHint), ResourceType = typeof(ExportTexts))]
    public DateOnly? From { get; set; }

    [LocalizedRequired]
    [Display(Name = nameof(ExportTexts.To), ResourceType = typeof(ExportTexts))]
    public DateOnly? To { get; set; }

    [LocalizedRequired, LocalizedMaxLength(Access.Approval.MostReason)]
    [DataType(DataType.MultilineText)]
    [Display(Name = nameof(ExportTexts.Reason), Description = nameof(ExportTexts.ReasonHint), ResourceType = typeof(ExportTexts))]
    public string? Reason { get; set; }

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (From is { } from && (To < from || from.Year is < 2000 or > 2200 || To >= from.AddYears(BulkExportService.MostYears)))
        {
            yield return new ValidationResult(ExportTexts.PeriodWrong, [nameof(To)]);
        }
    }
}

/// <summary>One bulk export that was asked for: the period of consultation dates and what of it. Its approval permits one
/// download.</summary>
public sealed class ExportOrder : IAudited
{
    private ExportOrder() { }

    internal ExportOrder(ExportContents contents, DateOnly from, DateOnly to, Guid by, DateTime nowUtc)
    {
        Id = NewId.Create();
        (Contents, From, To, OrderedById, OrderedAtUtc) = (contents, from, to, by, nowUtc);
    }

    public Guid Id { get; private set; }

    public ExportContents Contents { get; private set; }

    public DateOnly From { get; private set; }

    public DateOnly To { get; private set; }

    public Guid OrderedById { get; private set; }

    public DateTime OrderedAtUtc { get; private set; }

    public Guid ApprovalId { get; internal set; }

    public DateTime? DownloadedAtUtc { get; internal set; }
}
