using System.Globalization;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using SupportCenter.Domain.Data;

namespace SupportCenter.Domain.Reservations;

/// <summary>A search over encrypted names and numbers as a condition on reservations, built so that few hits are gathered from the blind
/// index, while many hits are met on the way through the list's own order: neither touches more rows than the page needs.</summary>
internal sealed class ReservationSearch
{
    /// <summary>Up to so many businesses, gathering all their reservations and sorting them is quicker than walking the list until a page is full.</summary>
    private const int FewBusinesses = 250;

    private readonly SearchTerm term;
    private readonly List<long[]> alternatives;

    private readonly List<Guid>? few;

    private ReservationSearch(SearchTerm term, List<long[]> alternatives, List<Guid>? few) =>
        (this.term, this.alternatives, this.few) = (term, alternatives, few);

    /// <summary>Whether so many businesses fit that counting all of their reservations would cost more than it tells.</summary>
    public bool IsWide => few is null;

    /// <summary>Whether the index knows of no business at all.</summary>
    public bool IsVain => few is { Count: 0 };

    /// <summary>Whether the index alone cannot promise a hit, because its pieces might stand apart in the text.</summary>
    public bool NeedsProof => alternatives.Any(grams => grams.Length > 1);

    /// <summary>Asks the index how common the pieces of the text are; the rarest lead.</summary>
    public static async Task<ReservationSearch> PrepareAsync(PortalDbContext db, SearchTerm term, CancellationToken cancellation)
    {
        var common = await CountAsync(db, [.. term.Alternatives.SelectMany(grams => grams).Distinct()], cancellation);
        var alternatives = term.Alternatives.Select(grams => grams.OrderBy(gram => common[gram]).ToArray()).Where(grams => common[grams[0]] > 0).ToList();
        var businesses = alternatives.Sum(grams => common[grams[0]]);
        return new ReservationSearch(term, alternatives, businesses > FewBusinesses ? null : await BusinessesAsync(db, alternatives, cancellation));
    }

    /// <summary>The reservations of the businesses that the index names.</summary>
    public IQueryable<Reservation> Narrow(PortalDbContext db, IQueryable<Reservation> rows)
    {
        // The businesses are given as values, not as a query: only so the database is sure to start from them.
        return few is null
            ? rows.Where(alternatives.Select(grams => Meets(db, grams)).Aggregate(Either))
            : rows.Where(row => few.Contains(row.BusinessId));
    }

    /// <summary>Whether one of these texts holds what was typed.</summary>
    public bool Holds(string? name, string? contact, string? telephone) => term.IsInName(name) || term.IsInName(contact) || term.IsInTelephone(telephone);

    // The index is asked in plain SQL: what Entity Framework adds to a query with a dozen conditions takes longer than the query itself.

    /// <summary>How many businesses each piece leads to, as far as that matters: in one statement, since a name has a dozen pieces.</summary>
    private static async Task<Dictionary<long, int>> CountAsync(PortalDbContext db, long[] grams, CancellationToken cancellation)
    {
        var counted = new Dictionary<long, int>(grams.Length);
        await using var found = await AskAsync(db, grams, string.Join(" UNION ALL ", grams.Select((_, at) => string.Create(CultureInfo.InvariantCulture,
            $$"""SELECT {{at}}, COUNT(*) FROM (SELECT 1 FROM "SearchGrams" WHERE "Gram" = {{{at}}} LIMIT {{FewBusinesses + 1}}) AS "few" """))), cancellation);
        while (await found.ReadAsync(cancellation))
        {
            counted[grams[found.DbDataReader.GetInt32(0)]] = found.DbDataReader.GetInt32(1);
        }

        return counted;
    }

    private static async Task<List<Guid>> BusinessesAsync(PortalDbContext db, List<long[]> alternatives, CancellationToken cancellation)
    {
        var all = new HashSet<Guid>();
        foreach (var grams in alternatives)
        {
            var others = grams.Skip(1).Select((_, at) => string.Create(CultureInfo.InvariantCulture,
                $$""" AND EXISTS (SELECT 1 FROM "SearchGrams" AS "o" WHERE "o"."Gram" = {{{at + 1}}} AND "o"."BusinessId" = "s"."BusinessId")"""));
            await using var found = await AskAsync(db, grams, $$"""SELECT "s"."BusinessId" FROM "SearchGrams" AS "s" WHERE "s"."Gram" = {0}{{string.Concat(others)}}""", cancellation);
            while (await found.ReadAsync(cancellation))
            {
                all.Add(found.DbDataReader.GetGuid(0));
            }
        }

        return [.. all];
    }

    /// <summary>Asks with the pieces as parameters {0}, {1} … (ASVS 1.2.4).</summary>
    private static Task<RelationalDataReader> AskAsync(PortalDbContext db, long[] grams, string text, CancellationToken cancellation)
    {
        var command = db.GetService<IRawSqlCommandBuilder>().Build(text, grams.Cast<object>(), db.Model);
        return command.RelationalCommand.ExecuteReaderAsync(
            new RelationalCommandParameterObject(
                db.GetService<IRelationalConnection>(), command.ParameterValues, null, db, db.GetService<IRelationalCommandDiagnosticsLogger>(), CommandSource.FromSqlQuery),
            cancellation);
    }

    private static Expression<Func<Reservation, bool>> Meets(PortalDbContext db, long[] grams) =>
        grams.Select(gram => (Expression<Func<Reservation, bool>>)(row => db.SearchGrams.Any(entry => entry.Gram == gram && entry.BusinessId == row.BusinessId)))
            .Aggregate((left, right) => Join(left, right, Expression.AndAlso));

    private static Expression<Func<Reservation, bool>> Either(Expression<Func<Reservation, bool>> left, Expression<Func<Reservation, bool>> right) =>
        Join(left, right, Expression.OrElse);

    private static Expression<Func<Reservation, bool>> Join(
        Expression<Func<Reservation, bool>> left, Expression<Func<Reservation, bool>> right, Func<Expression, Expression, Expression> by) =>
        Expression.Lambda<Func<Reservation, bool>>(by(left.Body, new Renamed(right.Parameters[0], left.Parameters[0]).Visit(right.Body)), left.Parameters);

    /// <summary>Lets two conditions speak of the same row.</summary>
    private sealed class Renamed(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }
}
