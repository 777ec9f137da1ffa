using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Businesses;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;

namespace SupportCenter.Domain.Consultations;

/// <summary>The list of 相談票: filtered, sorted and paged where the rows are.</summary>
public sealed class ConsultationListService(AuthorizedDbContextFactory authorized, PortalDatabase database)
{
    /// <summary>How the audit log calls this list.</summary>
    private const string ListKind = "ConsultationList";

    /// <summary>One page of the records that the viewer may read; showing names, it leaves an audit row.</summary>
    [RequiresPermission(Permission.ViewConsultations)]
    public async Task<Page<ConsultationRow>> ListAsync(ConsultationFilter filter, PageRequest request, CancellationToken ct = default)
    {
        var page = await ReadAsync(filter, request, ct);
        await authorized.NoteListedAsync(
            Permission.ViewConsultations,
            AuditActs.RecordsListed,
            ListKind,
            page.Rows.Select(row => row.BusinessId),
            ct
        );
        return page;
    }

    /// <summary>What the list can be narrowed by.</summary>
    [RequiresPermission(Permission.ViewConsultations)]
    public async Task<ConsultationFilterChoices> ChoicesAsync(CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.ViewConsultations, ct);
        var venues = await db.Venues.ChoicesAsync(ct);
        var scriveners = await db.Staff.Where(person => person.Role == Role.Scrivener).ChoicesAsync(ct);
        var measures = MeasureOrder.OnPaper(await db.Measures.AsNoTracking().ToListAsync(ct), _ => true);
        return new ConsultationFilterChoices(venues, scriveners, [.. measures.Select(row => new NamedChoice(row.Id, row.Name))]);
    }

    private static IQueryable<ConsultationRecord> Narrow(IQueryable<ConsultationRecord> records, ConsultationFilter filter)
    {
        records = filter.From is { } from ? records.Where(row => row.Date >= from) : records;
        records = filter.To is { } to ? records.Where(row => row.Date <= to) : records;
        records = filter.Status is { } status ? records.Where(row => row.Status == status) : records;
        records = filter.VenueId is { } venue ? records.Where(row => row.Reservation!.VenueId == venue) : records;
        records = filter.ScrivenerId is { } scrivener ? records.Where(row => row.ScrivenerId == scrivener) : records;
        records = filter.Category is { } category ? records.Where(row => row.Details.ClientCategory == category) : records;
        records = filter.Topic is { } topic ? records.Where(row => (row.Details.Topics & topic) != Topics.None) : records;
        return filter.MeasureId is { } measure ? records.Where(row => row.Details.MeasureIds.Contains(measure)) : records;
    }

    private static IQueryable<ConsultationRecord> Sorted(IQueryable<ConsultationRecord> records, PageRequest request) =>
        (request.SortBy, request.Descending) switch
        {
            (nameof(ConsultationRow.Status), false) => records.OrderBy(row => row.Status).ThenBy(row => row.Date).ThenBy(row => row.Id),
            (nameof(ConsultationRow.Status), true) => records
                .OrderByDescending(row => row.Status)
                .ThenByDescending(row => row.Date)
                .ThenByDescending(row => row.Id),
            (nameof(ConsultationRow.Date), false) => records.OrderBy(row => row.Date).ThenBy(row => row.Id),
            _ => records.OrderByDescending(row => row.Date).ThenByDescending(row => row.Id),
        };

    private async Task<Page<ConsultationRow>> ReadAsync(ConsultationFilter filter, PageRequest request, CancellationToken cancellation)
    {
        await using var db = await authorized.OpenAsync(Permission.ViewConsultations, cancellation);
        var records = Narrow(db.Records.AsNoTracking().VisibleTo(db), filter);
        if (database.Index.Term(filter.Search) is { } term)
        {
            var search = await BusinessSearch.ProvenAsync(db, database, term, cancellation);
            records = search.Narrow(db, records, row => row.BusinessId, row => row.ReservationId);
        }

        var count = await records.CountCappedAsync(cancellation);
        var rows = await Sorted(records, request)
            .Skip(request.Skip)
            .Take(request.Take)
            .Select(row => new ConsultationRow
            {
                Id = row.Id,
                BusinessId = row.BusinessId,
                Date = row.Date,
                StartsAt = row.Reservation!.StartsAt,
                VenueName = row.Reservation.Clinic!.Venue!.Details.Name,
                BusinessName = row.Reservation.Details.BusinessName,
                ScrivenerName = row.Scrivener!.Name,
                Category = row.Details.ClientCategory,
                Topics = row.Details.Topics,
                Status = row.Status,
            })
            .ToListAsync(cancellation);
        return Page.Of<ConsultationRow>(rows, count);
    }
}

/// <summary>What the list is narrowed by; null means all.</summary>
public sealed record ConsultationFilter
{
    /// <summary>A piece of the business's name, contact or telephone number, in any spelling.</summary>
    public string? Search { get; init; }

    /// <summary>First and last day of the clinics.</summary>
    public DateOnly? From { get; init; }

    public DateOnly? To { get; init; }

    public RecordStatus? Status { get; init; }

    public Guid? VenueId { get; init; }

    public Guid? ScrivenerId { get; init; }

    public ClientCategory? Category { get; init; }

    public Topics? Topic { get; init; }

    public Guid? MeasureId { get; init; }
}

/// <summary>One line of the list: nothing of what was said in the consultation.</summary>
public sealed record ConsultationRow
{
    public required Guid Id { get; init; }

    public required Guid BusinessId { get; init; }

    public required DateOnly Date { get; init; }

    public required TimeOnly StartsAt { get; init; }

    public required string VenueName { get; init; }

    public required string BusinessName { get; init; }

    public required string ScrivenerName { get; init; }

    public ClientCategory? Category { get; init; }

    public Topics Topics { get; init; }

    public required RecordStatus Status { get; init; }
}

/// <summary>The venues, scriveners and measures to filter by.</summary>
public sealed record ConsultationFilterChoices(
    IReadOnlyList<NamedChoice> Venues,
    IReadOnlyList<NamedChoice> Scriveners,
    IReadOnlyList<NamedChoice> Measures
);
