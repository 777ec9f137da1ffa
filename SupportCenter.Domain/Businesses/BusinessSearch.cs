using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Reservations;

namespace SupportCenter.Domain.Businesses;

/// <summary>A search for businesses over their encrypted names and numbers, as a condition on rows that belong to one. Few hits are
/// gathered from the blind index, while many are met on the way through a list's own order: neither touches more rows than a page
/// needs.</summary>
internal sealed class BusinessSearch
{
    /// <summary>Up to so many businesses, gathering all their rows and sorting them is quicker than walking the list until a page is
    /// full.</summary>
    private const int FewBusinesses = 250;

    public static readonly Expression<Func<PortalDbContext, long[], IQueryable<GramCount>>> Counts = (db, grams) =>
        grams
            .AsQueryable()
            .Select(gram => new GramCount(gram, db.SearchGrams.Where(row => row.Gram == gram).Take(FewBusinesses + 1).Count()));

    public static readonly Expression<Func<PortalDbContext, long, long[], IQueryable<Guid>>> Having = (db, rarest, others) =>
        db
            .SearchGrams.Where(row =>
                row.Gram == rarest
                && others.All(gram => db.SearchGrams.Any(other => other.Gram == gram && other.BusinessId == row.BusinessId))
            )
            .Select(row => row.BusinessId)
            .Take(FewBusinesses + 1);

    private readonly SearchTerm term;
    private readonly List<long[]> alternatives;
    private readonly List<Guid>? few;
    private IReadOnlyList<Guid> own = [];

    private BusinessSearch(SearchTerm term, List<long[]> alternatives, List<Guid>? few) =>
        (this.term, this.alternatives, this.few) = (term, alternatives, few);

    /// <summary>The businesses that the index names; null when they are many.</summary>
    public List<Guid>? Few => few;

    /// <summary>Whether so many businesses fit that counting all of their rows would cost more than it tells.</summary>
    public bool IsWide => few is null;

    /// <summary>Whether no business fits.</summary>
    public bool IsVain => few is { Count: 0 } && own.Count == 0;

    /// <summary>Whether the index alone cannot promise a hit, because its pieces might stand apart in the text.</summary>
    public bool NeedsProof => alternatives.Any(grams => grams.Length > 1);

    /// <summary>Asks the index which businesses fit, the rarest pieces of the text first; of many it is told only that they are
    /// many.</summary>
    public static async Task<BusinessSearch> PrepareAsync(
        PortalDbContext db,
        PortalDatabase database,
        SearchTerm term,
        CancellationToken cancellation
    )
    {
        var search = await AskIndexAsync(db, database, term, cancellation);
        if (db.AccessContext.SeesOnlyOwn)
        {
            search.own = await search.FindOwnAsync(db, cancellation);
        }

        return search;
    }

    /// <summary>The scrivener's reservations of businesses that count as never met: they are found by what was said at them, not by what
    /// the business said elsewhere, which a search would tell piece by piece (ASVS 8.2.2). There are a handful.</summary>
    private async Task<IReadOnlyList<Guid>> FindOwnAsync(PortalDbContext db, CancellationToken cancellation)
    {
        var meetings = BusinessVisibility.MeetingsOfCaller(db);
        var rows = await db
            .Reservations.AsNoTracking()
            .VisibleTo(db)
            .Where(row => !meetings.Any(meeting => meeting.BusinessId == row.BusinessId))
            .OrderByDescending(row => row.Date)
            .ThenBy(row => row.Id)
            .Take(FewBusinesses)
            .Select(row => new { row.Id, row.Details })
            .ToListAsync(cancellation);
        return [.. rows.Where(row => Holds(row.Details)).Select(row => row.Id)];
    }

    private static async Task<BusinessSearch> AskIndexAsync(
        PortalDbContext db,
        PortalDatabase database,
        SearchTerm term,
        CancellationToken cancellation
    )
    {
        if (term.Alternatives is [[var whole]])
        {
            var having = await database.BusinessesHaving(db, whole, []).ToListAsync(cancellation);
            return new BusinessSearch(
                term,
                [
                    [whole],
                ],
                having.Count > FewBusinesses ? null : having
            );
        }

        var common = await database
            .CountGrams(db, [.. term.Alternatives.SelectMany(grams => grams).Distinct()])
            .ToDictionaryAsync(row => row.Gram, row => row.Businesses, null, cancellation);
        var alternatives = term
            .Alternatives.Select(grams => grams.OrderBy(gram => common[gram]).ToArray())
            .Where(grams => common[grams[0]] > 0)
            .ToList();
        var businesses = alternatives.Sum(grams => common[grams[0]]);
        return new BusinessSearch(
            term,
            alternatives,
            businesses > FewBusinesses ? null : await BusinessesAsync(db, database, alternatives, cancellation)
        );
    }

    /// <summary>The same, and when few businesses fit, their texts have been read: only those that hold what was typed are left.</summary>
    public static async Task<BusinessSearch> ProvenAsync(
        PortalDbContext db,
        PortalDatabase database,
        SearchTerm term,
        CancellationToken cancellation
    )
    {
        var search = await PrepareAsync(db, database, term, cancellation);
        if (search is { NeedsProof: true, few: { Count: > 0 } found })
        {
            var wrong = await search.DisproveAsync(db, found, cancellation);
            found.RemoveAll(wrong.Contains);
        }

        return search;
    }

    /// <summary>The rows of the businesses that the index names.</summary>
    /// <param name="business">The business of a row.</param>
    /// <param name="reservation">The reservation of a row; null for rows of businesses, which are only those that the viewer has
    /// met.</param>
    public IQueryable<T> Narrow<T>(
        PortalDbContext db,
        IQueryable<T> rows,
        Expression<Func<T, Guid>> business,
        Expression<Func<T, Guid>>? reservation = null
    )
    {
        // Few businesses are given as values, not as a query: only so the database is sure to start from them.
        Expression<Func<Guid, bool>> fits = few is null
            ? alternatives.Select(grams => Meets(db, grams)).Aggregate((left, right) => Join(left, right, Expression.OrElse))
            : id => few.Contains(id);
        if (reservation is null || !db.AccessContext.SeesOnlyOwn)
        {
            return rows.Where(Of(fits, business));
        }

        var meetings = BusinessVisibility.MeetingsOfCaller(db);
        Expression<Func<Guid, bool>> isMet = id => meetings.Any(meeting => meeting.BusinessId == id);
        Expression<Func<Guid, bool>> isOwn = id => own.Contains(id);
        return rows.Where(Join(Of(Join(isMet, fits, Expression.AndAlso), business), Of(isOwn, reservation), Expression.OrElse));
    }

    /// <summary>A condition on an id as one on the row that has it.</summary>
    private static Expression<Func<T, bool>> Of<T>(Expression<Func<Guid, bool>> condition, Expression<Func<T, Guid>> id) =>
        Expression.Lambda<Func<T, bool>>(new Renamed(condition.Parameters[0], id.Body).Visit(condition.Body), id.Parameters);

    /// <summary>Whether one of these texts holds what was typed.</summary>
    public bool Holds(ReservationDetails details) =>
        details.SearchableNames().Any(term.IsInName) || details.SearchableNumbers().Any(term.IsInTelephone);

    /// <summary>Those of the businesses none of whose texts, earlier ones too, holds what was typed.</summary>
    public async Task<IReadOnlyList<Guid>> DisproveAsync(
        PortalDbContext db,
        IReadOnlyCollection<Guid> doubtful,
        CancellationToken cancellation
    )
    {
        if (doubtful.Count == 0)
        {
            return [];
        }

        var now = await db.Businesses.AsNoTracking().Where(row => doubtful.Contains(row.Id)).ToListAsync(cancellation);
        var earlier = await db
            .Reservations.AsNoTracking()
            .Where(row => doubtful.Contains(row.BusinessId))
            .Select(row => new { row.BusinessId, row.Details })
            .ToListAsync(cancellation);
        var proved = now.Where(row => Holds(row.LatestDetails()))
            .Select(row => row.Id)
            .Concat(earlier.Where(row => Holds(row.Details)).Select(row => row.BusinessId));
        return [.. doubtful.Except(proved)];
    }

    private static async Task<List<Guid>> BusinessesAsync(
        PortalDbContext db,
        PortalDatabase database,
        List<long[]> alternatives,
        CancellationToken cancellation
    )
    {
        var all = new HashSet<Guid>();
        foreach (var grams in alternatives)
        {
            await foreach (var business in database.BusinessesHaving(db, grams[0], grams[1..]).WithCancellation(cancellation))
            {
                all.Add(business);
            }
        }

        return [.. all];
    }

    private static Expression<Func<Guid, bool>> Meets(PortalDbContext db, long[] grams) =>
        grams
            .Select(gram => (Expression<Func<Guid, bool>>)(id => db.SearchGrams.Any(entry => entry.Gram == gram && entry.BusinessId == id)))
            .Aggregate((left, right) => Join(left, right, Expression.AndAlso));

    private static Expression<Func<T, bool>> Join<T>(
        Expression<Func<T, bool>> left,
        Expression<Func<T, bool>> right,
        Func<Expression, Expression, Expression> by
    ) =>
        Expression.Lambda<Func<T, bool>>(
            by(left.Body, new Renamed(right.Parameters[0], left.Parameters[0]).Visit(right.Body)),
            left.Parameters
        );

    /// <summary>Lets a condition speak of another thing.</summary>
    private sealed class Renamed(ParameterExpression from, Expression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }
}

/// <summary>How many businesses a piece of a text leads to.</summary>
internal sealed record GramCount(long Gram, int Businesses);
