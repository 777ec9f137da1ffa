using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Consultations;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Documents;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Businesses;

/// <summary>事業者の要約: what the centre has done for one business, on one paper.</summary>
public sealed class BusinessSummaryService(AuthorizedDbContextFactory authorized)
{
    /// <summary>The visits, the records and the names of the papers of a business, as far as the viewer may see them; leaves a print in the
    /// access ledger, which says what of the records was in it. Null when there is no such business for the viewer.</summary>
    /// <param name="id">The business.</param>
    /// <param name="withImpression">Whether 所感, what the scrivener thought, is in it too.</param>
    /// <param name="ct">Stops it.</param>
    [RequiresPermission(Permission.PrintConsultations)]
    public async Task<BusinessSummary?> PrintAsync(Guid id, bool withImpression, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.PrintConsultations, AuditActs.BusinessPrinted, ct);
        var db = work.Db;
        if (await db.Businesses.AsNoTracking().VisibleTo(db).FirstOrDefaultAsync(row => row.Id == id, ct) is not { } business)
        {
            return null;
        }

        var visits = await BusinessService.VisitsAsync(db, id, ct);
        var records = await db
            .Records.AsNoTracking()
            .VisibleTo(db)
            .Where(row => row.BusinessId == id)
            .OrderBy(row => row.Date)
            .ThenBy(row => row.Id)
            .Select(row => new
            {
                row.Date,
                ScrivenerName = row.Scrivener!.Name,
                row.Status,
                row.Details.Summary,
                row.Details.Guidance,
                row.Details.Impression,
            })
            .ToListAsync(ct);
        var documents = await db
            .Documents.AsNoTracking()
            .VisibleTo(db)
            .Where(row => row.BusinessId == id && row.WithdrawnAtUtc == null)
            .OrderBy(row => row.UploadedAtUtc)
            .ThenBy(row => row.Id)
            .Select(row => new SummaryDocument(row.FileName, row.Kind, row.UploadedAtUtc))
            .ToListAsync(ct);
        work.Note(
            nameof(Business),
            id,
            id,
            [
                nameof(ConsultationDetails.Summary),
                nameof(ConsultationDetails.Guidance),
                .. withImpression ? [nameof(ConsultationDetails.Impression)] : Array.Empty<string>(),
            ]
        );
        await work.CommitAsync(ct);
        return new BusinessSummary
        {
            Id = id,
            Name = business.Name,
            ContactName = business.ContactName,
            TelephoneMasked = business.LatestDetails().ToShow().TelephoneText(),
            Ward = business.Ward,
            Industry = business.Industry,
            EmployeeCount = business.EmployeeCount,
            FirstSeenOn = DateOnly.FromDateTime(CentreTime.ToCivil(business.FirstSeenAtUtc)),
            Visits = [.. visits.AsEnumerable().Reverse()],
            Records =
            [
                .. records.Select(row => new SummaryRecord(
                    row.Date,
                    row.ScrivenerName,
                    row.Status,
                    row.Summary,
                    row.Guidance,
                    withImpression ? row.Impression : null
                )),
            ],
            Documents = documents,
            HasImpression = withImpression,
        };
    }
}

/// <summary>What the summary of a business says, in the order of time. The telephone number is masked.</summary>
public sealed record BusinessSummary
{
    public required Guid Id { get; init; }

    public required string Name { get; init; }

    public string? ContactName { get; init; }

    public required string TelephoneMasked { get; init; }

    public Ward? Ward { get; init; }

    public string? Industry { get; init; }

    public int? EmployeeCount { get; init; }

    public required DateOnly FirstSeenOn { get; init; }

    public required IReadOnlyList<VisitView> Visits { get; init; }

    public required IReadOnlyList<SummaryRecord> Records { get; init; }

    public required IReadOnlyList<SummaryDocument> Documents { get; init; }

    /// <summary>Whether 所感 was asked for.</summary>
    public required bool HasImpression { get; init; }
}

/// <summary>One record of the business.</summary>
public sealed record SummaryRecord(
    DateOnly Date,
    string ScrivenerName,
    RecordStatus Status,
    string? Summary,
    IReadOnlyList<GuidanceRow> Guidance,
    string? Impression
);

/// <summary>One paper of the business: its name and not its content.</summary>
public sealed record SummaryDocument(string FileName, DocumentKind Kind, DateTime UploadedAtUtc);
