using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Consultations;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Reports;

/// <summary>What a bulk export takes out.</summary>
public enum ExportContents
{
    [Display(Name = nameof(ExportTexts.Reservations), ResourceType = typeof(ExportTexts))]
    Reservations = 1,

    [Display(Name = nameof(ExportTexts.Records), ResourceType = typeof(ExportTexts))]
    Records = 2,

    /// <summary>相談票の綴り: the papers of the records in one document.</summary>
    [Display(Name = nameof(ExportTexts.RecordBinder), ResourceType = typeof(ExportTexts))]
    RecordBinder = 3,

    /// <summary>予約一覧 (別紙1) on paper.</summary>
    [Display(Name = nameof(ExportTexts.ReservationPaper), ResourceType = typeof(ExportTexts))]
    ReservationPaper = 4,
}

/// <summary>What follows from the contents of an export.</summary>
public static class ExportContentsExtensions
{
    /// <summary>Whether it is a document to print, and not data for a program.</summary>
    public static bool IsPaper(this ExportContents contents) => contents is ExportContents.RecordBinder or ExportContents.ReservationPaper;

    /// <summary>Whether it is of records, and not of reservations.</summary>
    public static bool IsOfRecords(this ExportContents contents) => contents is ExportContents.Records or ExportContents.RecordBinder;
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

    /// <summary>Only of one venue.</summary>
    [Display(Name = nameof(ExportTexts.Venue), ResourceType = typeof(ExportTexts))]
    public Guid? VenueId { get; set; }

    /// <summary>Only of one scrivener.</summary>
    [Display(Name = nameof(ExportTexts.Scrivener), ResourceType = typeof(ExportTexts))]
    public Guid? ScrivenerId { get; set; }

    /// <summary>These records alone; the period is then theirs. Empty for all of the period.</summary>
    public List<Guid> RecordIds { get; set; } = [];

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

        if (VisibleText.Trimmed(Reason ?? "").Length < Access.Approval.LeastReason)
        {
            yield return new ValidationResult(
                Filled(ApprovalTexts.ReasonTooShort, Access.Approval.LeastReason, Access.Approval.MostReason),
                [nameof(Reason)]
            );
        }
    }
}

/// <summary>One bulk export that was asked for: the period of consultation dates and what of it. It is taken out once, with its approval
/// where it needs one, and can be fetched again for an hour after that by whoever asked.</summary>
public sealed class ExportOrder : IAudited
{
    private ExportOrder() { }

    internal ExportOrder(ExportContents contents, DateOnly from, DateOnly to, Guid by, DateTime nowUtc)
    {
        Id = NewId.Create();
        (Contents, From, To, OrderedById, OrderedAtUtc) = (contents, from, to, by, nowUtc);
    }

    internal ExportOrder(ExportDetails details, Guid by, DateTime nowUtc)
        : this(details.Contents!.Value, details.From!.Value, details.To!.Value, by, nowUtc) =>
        (VenueId, ScrivenerId, RecordIds) = (details.VenueId, details.ScrivenerId, [.. details.RecordIds.Distinct()]);

    public Guid Id { get; private set; }

    public ExportContents Contents { get; private set; }

    public DateOnly From { get; private set; }

    public DateOnly To { get; private set; }

    public Guid OrderedById { get; private set; }

    public DateTime OrderedAtUtc { get; private set; }

    public Guid? VenueId { get; private set; }

    public Guid? ScrivenerId { get; private set; }

    /// <summary>The records that were chosen one by one; empty for all of the period.</summary>
    public List<Guid> RecordIds { get; private set; } = [];

    /// <summary>The release that it needs; null where it needs none.</summary>
    public Guid? ApprovalId { get; internal set; }

    /// <summary>What it is for, where no approval says so.</summary>
    [Personal]
    public string? Reason { get; internal set; }

    /// <summary>When it was taken out.</summary>
    public DateTime? DownloadedAtUtc { get; internal set; }

    /// <summary>Until when it can be taken out or fetched again.</summary>
    public DateTime OpenUntilUtc =>
        DownloadedAtUtc is { } first ? first + BulkExportService.FetchAgain : OrderedAtUtc + Access.Approval.Lifetime;

    /// <summary>The records that it is of, as far as the viewer may see them.</summary>
    internal IQueryable<ConsultationRecord> Records(PortalDbContext db)
    {
        var rows = db.Records.AsNoTracking().VisibleTo(db).Where(row => row.Date >= From && row.Date <= To);
        rows = VenueId is { } venue ? rows.Where(row => row.Reservation!.VenueId == venue) : rows;
        rows = ScrivenerId is { } scrivener ? rows.Where(row => row.ScrivenerId == scrivener) : rows;
        var chosen = RecordIds;
        return chosen.Count > 0 ? rows.Where(row => chosen.Contains(row.Id)) : rows;
    }

    /// <summary>The reservations that it is of, as far as the viewer may see them.</summary>
    internal IQueryable<Reservation> Reservations(PortalDbContext db)
    {
        var rows = db.Reservations.AsNoTracking().VisibleTo(db).Where(row => row.Date >= From && row.Date <= To);
        rows = VenueId is { } venue ? rows.Where(row => row.VenueId == venue) : rows;
        return ScrivenerId is { } scrivener ? rows.Where(row => row.ScrivenerId == scrivener) : rows;
    }

    /// <summary>The businesses that it is of.</summary>
    internal IQueryable<Guid> Businesses(PortalDbContext db) =>
        (Contents.IsOfRecords() ? Records(db).Select(row => row.BusinessId) : Reservations(db).Select(row => row.BusinessId)).Distinct();

    /// <summary>How many rows it has.</summary>
    internal Task<int> CountAsync(PortalDbContext db, CancellationToken cancellation) =>
        Contents.IsOfRecords() ? Records(db).CountAsync(cancellation) : Reservations(db).CountAsync(cancellation);
}
