using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Businesses;
using SupportCenter.Domain.Data;

namespace SupportCenter.Domain.Audit;

/// <summary>閲覧履歴: everyone who saw, revealed, downloaded, printed or exported anything of a business; everything that a person
/// saw.</summary>
public sealed class LedgerService(AuthorizedDbContextFactory authorized)
{
    /// <summary>The most rows that a disclosure prints, the newest ones.</summary>
    public const int MostDisclosed = 2000;

    /// <summary>The business whose ledger is looked at, its name masked, and an audit row of it; null when there is none.</summary>
    [RequiresPermission(Permission.ViewLedger)]
    public async Task<LedgerSubject?> FindBusinessAsync(Guid id, CancellationToken ct = default)
    {
        string? name;
        await using (var db = await authorized.OpenAsync(Permission.ViewLedger, ct))
        {
            name = await db.Businesses.AsNoTracking().Where(row => row.Id == id).Select(row => row.Name).FirstOrDefaultAsync(ct);
        }

        if (name is null)
        {
            return null;
        }

        await authorized.NoteListedAsync(Permission.ViewLedger, AuditActs.LedgerViewed, nameof(Business), [id], ct);
        return new LedgerSubject(id, MaskedName.Of(name)!);
    }

    /// <summary>The acts on one business, the newest first, page by page: one statement.</summary>
    [RequiresPermission(Permission.ViewLedger)]
    public async Task<Page<LedgerRow>> OfBusinessAsync(Guid id, PageRequest page, CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.ViewLedger, ct);
        var rows = await RowsOf(db, id)
            .Skip(page.Skip)
            .Take(page.Take)
            .Select(row => new
            {
                Row = row,
                Count = db.AuditedBusinesses.Where(link => link.BusinessId == id).Take(PageRequest.CountCap + 1).Count(),
            })
            .ToListAsync(ct);
        return PageOf(rows.ConvertAll(row => row.Row), page, rows.Count > 0 ? rows[0].Count : page.Skip);
    }

    /// <summary>The member of staff whose views are looked at; null when there is none.</summary>
    [RequiresPermission(Permission.ViewLedger)]
    public async Task<LedgerSubject?> FindPersonAsync(Guid id, CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.ViewLedger, ct);
        return await db
            .Staff.AsNoTracking()
            .Where(row => row.Id == id)
            .Select(row => new LedgerSubject(row.Id, row.Name))
            .FirstOrDefaultAsync(ct);
    }

    /// <summary>Everything of businesses that one member of staff saw or changed, the newest first, page by page: one statement. Names
    /// are masked.</summary>
    [RequiresPermission(Permission.ViewLedger)]
    public async Task<Page<PersonLedgerRow>> OfPersonAsync(Guid id, PageRequest page, CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.ViewLedger, ct);
        var own = db.Audit.AsNoTracking().Where(row => row.ActorId == id && row.Businesses.Count > 0);
        var rows = await own.OrderByDescending(row => row.Sequence)
            .Skip(page.Skip)
            .Take(page.Take)
            .Select(row => new
            {
                row.Sequence,
                row.AtUtc,
                row.Act,
                row.Fields,
                row.Origin,
                Count = own.Take(PageRequest.CountCap + 1).Count(),
                Businesses = row
                    .Businesses.Select(link => new
                    {
                        link.BusinessId,
                        Name = db
                            .Businesses.Where(business => business.Id == link.BusinessId)
                            .Select(business => business.Name)
                            .FirstOrDefault(),
                    })
                    .ToList(),
            })
            .ToListAsync(ct);
        return PageOf(
            rows.ConvertAll(row => new PersonLedgerRow(
                row.Sequence,
                row.AtUtc,
                row.Act,
                row.Fields,
                row.Origin,
                [.. row.Businesses.Select(business => new LedgerSubject(business.BusinessId, MaskedName.Of(business.Name) ?? ""))]
            )),
            page,
            rows.Count > 0 ? rows[0].Count : page.Skip
        );
    }

    /// <summary>The ledger for the business that asks for it, with its name in clear and without the names of staff; the disclosure
    /// itself is an audit row and counts as an export. Null when there is no such business.</summary>
    [RequiresPermission(Permission.DiscloseLedger)]
    public async Task<LedgerDisclosure?> DiscloseAsync(Guid id, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.DiscloseLedger, AuditActs.LedgerDisclosed, ct);
        var name = await work.Db.Businesses.AsNoTracking().Where(row => row.Id == id).Select(row => row.Name).FirstOrDefaultAsync(ct);
        if (name is null)
        {
            return null;
        }

        var rows = await RowsOf(work.Db, id).Take(MostDisclosed + 1).ToListAsync(ct);
        work.Note(nameof(Business), id, id);
        await work.CommitAsync(ct);
        return new LedgerDisclosure(name, [.. rows.Take(MostDisclosed)], rows.Count > MostDisclosed);
    }

    private static IQueryable<LedgerRow> RowsOf(PortalDbContext db, Guid business) =>
        from link in db.AuditedBusinesses.AsNoTracking()
        where link.BusinessId == business
        orderby link.Sequence descending
        join row in db.Audit on link.Sequence equals row.Sequence
        join person in db.Staff on row.ActorId equals person.Id into people
        from person in people.DefaultIfEmpty()
        select new LedgerRow
        {
            Sequence = row.Sequence,
            AtUtc = row.AtUtc,
            Act = row.Act,
            ActorKind = row.ActorKind,
            StaffId = row.ActorId,
            StaffName = person == null ? null : person.Name,
            Organisation = person == null ? null : person.Organisation,
            Role = row.ActorRole,
            SubjectKind = row.SubjectKind,
            Fields = row.Fields,
            Origin = row.Origin,
        };

    private static Page<T> PageOf<T>(IReadOnlyList<T> rows, PageRequest page, int count) =>
        Page.Of(rows, Math.Max(count, page.Skip + rows.Count));
}

/// <summary>Whose ledger it is: a business (name masked) or a member of staff.</summary>
public sealed record LedgerSubject(Guid Id, string Name);

/// <summary>One act on a business.</summary>
public sealed record LedgerRow
{
    public required long Sequence { get; init; }

    public required DateTime AtUtc { get; init; }

    public required string Act { get; init; }

    public required string ActorKind { get; init; }

    public Guid? StaffId { get; init; }

    public string? StaffName { get; init; }

    /// <summary>Whose employee the person is now.</summary>
    public Organisation? Organisation { get; init; }

    /// <summary>The role in which it was done, as it was then.</summary>
    public string? Role { get; init; }

    public required string SubjectKind { get; init; }

    public required string Fields { get; init; }

    /// <summary>The network address of the member of staff, or "console".</summary>
    public string? Origin { get; init; }
}

/// <summary>One act of a person and the businesses that it touched.</summary>
public sealed record PersonLedgerRow(
    long Sequence,
    DateTime AtUtc,
    string Act,
    string Fields,
    string? Origin,
    IReadOnlyList<LedgerSubject> Businesses
);

/// <summary>What is printed for the business that asks; <paramref name="IsCut"/> when there are more rows than are printed.</summary>
public sealed record LedgerDisclosure(string BusinessName, IReadOnlyList<LedgerRow> Rows, bool IsCut);
