using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Businesses;

/// <summary>Finds businesses by a piece of a name or a number.</summary>
public sealed class BusinessListService(AuthorizedDbContextFactory authorized, PortalDatabase database)
{
    /// <summary>Of very many candidates so many for each wanted row are read and proven.</summary>
    private const int ReadForOne = 4;

    /// <summary>At most <paramref name="most"/> businesses that the person may see and one of whose names or numbers holds
    /// <paramref name="typed"/>, in any spelling. Where few fit, those whose last visit is newest come first; of very many, some.</summary>
    [RequiresPermission(Permission.ViewBusinesses)]
    public async Task<IReadOnlyList<BusinessRow>> SearchAsync(string? typed, int most, CancellationToken ct = default)
    {
        IReadOnlyList<BusinessRow> found;
        await using (var db = await authorized.OpenAsync(Permission.ViewBusinesses, ct))
        {
            found = database.Index.Term(typed) is { } term
                ? await ReadAsync(db, await BusinessSearch.ProvenAsync(db, database, term, ct), most, ct)
                : [];
        }

        await authorized.NoteListedAsync(
            Permission.ViewBusinesses,
            AuditActs.BusinessesListed,
            nameof(BusinessRow),
            found.Select(row => row.Id),
            ct
        );
        return found;
    }

    private static async Task<List<BusinessRow>> ReadAsync(PortalDbContext db, BusinessSearch search, int most, CancellationToken ct)
    {
        if (search.IsVain)
        {
            return [];
        }

        var visible = search.Narrow(db, db.Businesses.AsNoTracking().VisibleTo(db), row => row.Id);
        if (!search.IsWide)
        {
            var newest = visible
                .OrderByDescending(row => db.Reservations.Where(visit => visit.BusinessId == row.Id).Max(visit => (DateOnly?)visit.Date))
                .ThenBy(row => row.Id);
            return await Rows(db, newest.Take(most)).ToListAsync(ct);
        }

        var some = await Rows(db, visible.OrderBy(row => row.Id).Take(most * ReadForOne)).ToListAsync(ct);
        var wrong = search.NeedsProof ? await search.DisproveAsync(db, [.. some.Select(row => row.Id)], ct) : [];
        return [.. some.ExceptBy(wrong, row => row.Id).Take(most)];
    }

    private static IQueryable<BusinessRow> Rows(PortalDbContext db, IQueryable<Business> businesses) =>
        businesses.Select(row => new BusinessRow(
            row.Id,
            row.Name,
            row.Ward,
            row.Industry,
            db.Reservations.Where(visit => visit.BusinessId == row.Id).Max(visit => (DateOnly?)visit.Date)
        ));
}

/// <summary>A business among others.</summary>
public sealed record BusinessRow(Guid Id, string Name, Ward? Ward, string? Industry, DateOnly? LastVisitOn);
