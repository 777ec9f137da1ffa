using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Businesses;
using SupportCenter.Domain.Data;

namespace SupportCenter.Domain.Reservations;

/// <summary>Reads one page of the reservation list, and, where the page does not tell it already, how many there are.</summary>
internal sealed class ReservationListPage(
    PortalDbContext db,
    PortalDatabase database,
    ReservationFilter filter,
    PageRequest page,
    DateOnly today
)
{
    /// <summary>Among so many rows of the list's order the hits of a very common search are counted.</summary>
    private const int CountedWindow = 2000;

    /// <summary>How often a page is filled up again after hits of the index proved to be none; each round leaves out what failed.</summary>
    private const int Rounds = 8;

    private const int MostRows = 200;

    private readonly List<Guid> disproved = [];
    private BusinessSearch? search;

    public async Task<Page<ReservationRow>> ReadAsync(CancellationToken ct)
    {
        search = database.Index.Term(filter.Search) is { } term ? await BusinessSearch.PrepareAsync(db, database, term, ct) : null;
        if (search is { IsVain: true })
        {
            return new Page<ReservationRow>([], 0, false);
        }

        var texts = await ReadProvenAsync(ct);
        var (count, isCapped) = await CountAsync(texts.Count, ct);
        var questions = texts.Exists(row => row.Details.Answers.Count > 0) ? await database.QuestionsInOrder(db).ToListAsync(ct) : [];
        var open = await OpenBusinessesAsync(texts, ct);
        var rows = texts.Select(row => row.ToRow(questions) with { IsBusinessOpen = open?.Contains(row.BusinessId) ?? true });
        return new Page<ReservationRow>([.. rows], count, isCapped);
    }

    /// <summary>The businesses of the page whose own page the viewer may open; null where that is all of them. A scrivener sees cancelled
    /// and unconfirmed visits of businesses that they have not met.</summary>
    private async Task<HashSet<Guid>?> OpenBusinessesAsync(List<StoredReservation> rows, CancellationToken ct)
    {
        if (!db.AccessContext.SeesOnlyOwn)
        {
            return null;
        }

        var ids = rows.Select(row => row.BusinessId).Distinct().ToList();
        return [.. await db.Businesses.VisibleTo(db).Where(row => ids.Contains(row.Id)).Select(row => row.Id).ToListAsync(ct)];
    }

    /// <summary>Few businesses fit, in the order in which the list opens, and nothing else narrows it.</summary>
    private bool IsSearchAlone =>
        search is { Few: not null }
        && !db.AccessContext.SeesOnlyOwn
        && page is { SortBy: null or ReservationSort.Date, Descending: true }
        && filter with { Search = null } == new ReservationFilter();

    private IQueryable<Reservation> Filtered() => filter.Narrow(db.Reservations.AsNoTracking().VisibleTo(db), db, today);

    private IQueryable<Reservation> Searched(IQueryable<Reservation> rows)
    {
        rows = search?.Narrow(db, rows, row => row.BusinessId, row => row.Id) ?? rows;
        return disproved.Count == 0 ? rows : rows.Where(row => !disproved.Contains(row.BusinessId));
    }

    private async Task<List<StoredReservation>> ReadProvenAsync(CancellationToken ct)
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

    /// <summary>The ids of the page come from an index alone, however deep the page lies, by a query as small as it can be, because it is
    /// built again each time; their rows by one that is translated once. A search alone, which is nearly every search, is translated once
    /// as a whole.</summary>
    private async Task<List<StoredReservation>> ReadRowsAsync(CancellationToken ct)
    {
        var (from, take) = (Math.Max(0, page.Skip), Math.Clamp(page.Take, 1, MostRows));
        if (IsSearchAlone)
        {
            return await database.NewestOfBusinesses(db, [.. search!.Few!.Except(disproved)], from, take).ToListAsync(ct);
        }

        var ids = await ReservationSort
            .Sort(Searched(Filtered()), page.SortBy, page.Descending)
            .Skip(from)
            .Take(take)
            .Select(row => row.Id)
            .ToListAsync(ct);
        var rows = ids.Count == 0 ? [] : await database.ReservationRows(db, ids).ToDictionaryAsync(row => row.Id, null, ct);
        return [.. ids.Where(rows.ContainsKey).Select(id => rows[id])];
    }

    /// <summary>Businesses of the page that the index named, but none of whose texts holds what was typed.</summary>
    private Task<IReadOnlyList<Guid>> DisproveAsync(List<StoredReservation> rows, BusinessSearch asked, CancellationToken ct) =>
        asked.DisproveAsync(db, [.. rows.Where(row => !asked.Holds(row.Details)).Select(row => row.BusinessId).Distinct()], ct);

    private async Task<(int Count, bool IsCapped)> CountAsync(int read, CancellationToken ct)
    {
        var isLast = read < page.Take && (read > 0 || page.Skip == 0);
        if (isLast)
        {
            return (page.Skip + read, false);
        }

        if (page.Counted is { } counted)
        {
            return (Math.Max(counted.Count, Math.Min(page.Skip + read, PageRequest.CountCap)), counted.IsCapped);
        }

        if (search is not { IsWide: true })
        {
            var all = await Searched(Filtered()).CountCappedAsync(ct);
            return (Math.Min(all, PageRequest.CountCap), all > PageRequest.CountCap);
        }

        var window = ReservationSort.Sort(Filtered(), page.SortBy, page.Descending).Take(CountedWindow);
        var hits = await Searched(window).CountCappedAsync(ct);
        var isWhole = await Filtered().Take(CountedWindow + 1).CountAsync(ct) <= CountedWindow;
        return (Math.Min(Math.Max(hits, page.Skip + read), PageRequest.CountCap), !isWhole || hits > PageRequest.CountCap);
    }
}
