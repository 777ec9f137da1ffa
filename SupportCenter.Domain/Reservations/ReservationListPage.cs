using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Words;

namespace SupportCenter.Domain.Reservations;

/// <summary>Reads one page of the reservation list, and, where the page does not tell it already, how many there are.</summary>
internal sealed class ReservationListPage(PortalDbContext db, PortalDatabase database, ReservationFilter filter, PageRequest page)
{
    /// <summary>Among so many rows of the list's order the hits of a very common search are counted.</summary>
    private const int CountedWindow = 2000;

    /// <summary>How often a page is filled up again after hits of the index proved to be none; each round leaves out what failed.</summary>
    private const int Rounds = 8;

    private const int MostRows = 200;

    private readonly List<Guid> disproved = [];
    private ReservationSearch? search;

    public async Task<Page<ReservationRow>> ReadAsync(CancellationToken ct)
    {
        search = database.Index.Term(filter.Search) is { } term ? await ReservationSearch.PrepareAsync(db, term, ct) : null;
        if (search is { IsVain: true })
        {
            return new Page<ReservationRow>([], 0, false);
        }

        var texts = await ReadProvenAsync(ct);
        var (count, isCapped) = await CountAsync(texts.Count, ct);
        var questions = texts.Exists(row => row.Details.Answers.Count > 0)
            ? await database.QuestionsInOrder(db).ToListAsync(ct)
            : [];
        return new Page<ReservationRow>([.. texts.Select(row => row.ToRow(questions))], count, isCapped);
    }

    private IQueryable<Reservation> Filtered() => filter.Narrow(db.Reservations.AsNoTracking().VisibleTo(db));

    private IQueryable<Reservation> Searched(IQueryable<Reservation> rows)
    {
        rows = search?.Narrow(db, rows) ?? rows;
        return disproved.Count == 0 ? rows : rows.Where(row => !disproved.Contains(row.BusinessId));
    }

    private async Task<List<StoredRow>> ReadProvenAsync(CancellationToken ct)
    {
        for (var round = 1; ; round++)
        {
            var rows = await ReadRowsAsync(ct);
            var wrong = search?.NeedsProof == true && round < Rounds ? await DisproveAsync(rows, search, ct) : [];
            if (wrong.Count == 0)
            {
                return rows;
            }

            disproved.AddRange(wrong);
        }
    }

    /// <summary>The ids of the page come from an index alone, however deep the page lies; only their rows are looked up.</summary>
    private Task<List<StoredRow>> ReadRowsAsync(CancellationToken ct)
    {
        var ids = ReservationSort.Sort(Searched(Filtered()), page.SortBy, page.Descending)
            .Skip(Math.Max(0, page.Skip)).Take(Math.Clamp(page.Take, 1, MostRows)).Select(row => row.Id);
        return ReservationSort.Sort(db.Reservations.AsNoTracking().Where(row => ids.Contains(row.Id)), page.SortBy, page.Descending).Select(row => new StoredRow
        {
            BusinessId = row.BusinessId,
            Id = row.Id,
            Date = row.Date,
            StartsAt = row.StartsAt,
            EndsAt = row.EndsAt,
            Details = row.Details,
            Status = row.Status,
            IsWalkIn = row.IsWalkIn,
            ReceivedOn = row.ReceivedOn,
            ReceivedBy = row.ReceivedByName,
            VenueName = db.Venues.Where(venue => venue.Id == row.VenueId).Select(venue => venue.Details.Name).FirstOrDefault() ?? "",
            ScrivenerName = db.Staff.Where(person => person.Id == row.ScrivenerId).Select(person => person.Name).FirstOrDefault() ?? "",
        }).ToListAsync(ct);
    }

    /// <summary>Businesses of the page that the index named, but none of whose texts (earlier ones too) holds what was typed.</summary>
    private async Task<List<Guid>> DisproveAsync(List<StoredRow> rows, ReservationSearch asked, CancellationToken ct)
    {
        var doubtful = rows.Where(row => !asked.Holds(row.Details.BusinessName, row.Details.ContactName, row.Details.Telephone))
            .Select(row => row.BusinessId).Distinct().ToList();
        if (doubtful.Count == 0)
        {
            return [];
        }

        var now = await db.Businesses.AsNoTracking().Where(row => doubtful.Contains(row.Id))
            .Select(row => new { row.Id, row.Name, row.ContactName, row.Telephone }).ToListAsync(ct);
        var earlier = await db.Reservations.AsNoTracking().Where(row => doubtful.Contains(row.BusinessId))
            .Select(row => new { row.BusinessId, row.Details.BusinessName, row.Details.ContactName, row.Details.Telephone }).ToListAsync(ct);
        var proved = now.Where(row => asked.Holds(row.Name, row.ContactName, row.Telephone)).Select(row => row.Id)
            .Concat(earlier.Where(row => asked.Holds(row.BusinessName, row.ContactName, row.Telephone)).Select(row => row.BusinessId));
        return [.. doubtful.Except(proved)];
    }

    private async Task<(int Count, bool IsCapped)> CountAsync(int read, CancellationToken ct)
    {
        var isLast = read < page.Take && (read > 0 || page.Skip == 0);
        if (isLast)
        {
            return (page.Skip + read, false);
        }

        if (search is not { IsWide: true })
        {
            var counted = await Searched(Filtered()).Take(PageRequest.CountCap + 1).CountAsync(ct);
            return (Math.Min(counted, PageRequest.CountCap), counted > PageRequest.CountCap);
        }

        var window = ReservationSort.Sort(Filtered(), page.SortBy, page.Descending).Take(CountedWindow);
        var hits = await Searched(window).Take(PageRequest.CountCap + 1).CountAsync(ct);
        var isWhole = await Filtered().Take(CountedWindow + 1).CountAsync(ct) <= CountedWindow;
        return (Math.Min(Math.Max(hits, page.Skip + read), PageRequest.CountCap), !isWhole || hits > PageRequest.CountCap);
    }

    /// <summary>A row as it is stored, with the number in clear: never leaves this class.</summary>
    private sealed class StoredRow
    {
        public Guid Id { get; init; }

        public Guid BusinessId { get; init; }

        public DateOnly Date { get; init; }

        public TimeOnly StartsAt { get; init; }

        public TimeOnly EndsAt { get; init; }

        public required ReservationDetails Details { get; init; }

        public ReservationStatus Status { get; init; }

        public bool IsWalkIn { get; init; }

        public DateOnly ReceivedOn { get; init; }

        public string? ReceivedBy { get; init; }

        public required string VenueName { get; init; }

        public required string ScrivenerName { get; init; }

        public ReservationRow ToRow(List<Guid> questions)
        {
            var answers = Details.Answers.Where(answer => questions.Contains(answer.QuestionId)).OrderBy(answer => questions.IndexOf(answer.QuestionId)).ToList();
            return new ReservationRow
            {
                Id = Id,
                BusinessId = BusinessId,
                Date = Date,
                StartsAt = StartsAt,
                EndsAt = EndsAt,
                VenueName = VenueName,
                BusinessName = Details.BusinessName,
                ContactName = Details.ContactName,
                TelephoneMasked = Details.Telephone is { Length: > 0 } number ? Telephone.Masked(number) : "",
                Ward = Details.Ward,
                Industry = Details.Industry,
                EmployeeCount = Details.EmployeeCount,
                GrantApplied = answers.ElementAtOrDefault(0)?.Answer,
                LoanUsed = answers.ElementAtOrDefault(1)?.Answer,
                WishedMeasure = Details.WishedMeasure,
                VisitNumber = Details.VisitNumber,
                Memo = Details.Memo,
                Status = Status,
                IsWalkIn = IsWalkIn,
                ReceivedOn = ReceivedOn,
                ReceivedBy = ReceivedBy,
                ScrivenerName = ScrivenerName,
            };
        }
    }
}
