using Microsoft.EntityFrameworkCore;

namespace SupportCenter.Domain.Data;

/// <summary>Which rows of a list are wanted: how many to skip, how many to take, and in which order.</summary>
/// <param name="Skip">So many rows are left out.</param>
/// <param name="Take">At most so many rows are given.</param>
/// <param name="SortBy">The column that decides the order; null for the list's own order.</param>
/// <param name="Descending">Whether the order is from the greatest down.</param>
/// <param name="Counted">What an earlier page of the same list said; a list may give it again instead of counting for each page.</param>
public sealed record PageRequest(int Skip, int Take, string? SortBy = null, bool Descending = false, RowCount? Counted = null)
{
    /// <summary>At most this many rows are counted; beyond, a list says 「1,000件以上」 instead of counting a whole table for each
    /// page.</summary>
    public const int CountCap = 1000;
}

/// <summary>How many rows a list has in all, counted up to <see cref="PageRequest.CountCap"/>.</summary>
public sealed record RowCount(int Count, bool IsCapped);

/// <summary>The rows of one page, and how many there are in all (counted up to <see cref="PageRequest.CountCap"/>).</summary>
public sealed record Page<T>(IReadOnlyList<T> Rows, int Count, bool CountIsCapped);

/// <summary>Counts the rows of a list and makes its pages.</summary>
internal static class Page
{
    /// <summary>The number of rows, counted up to one more than <see cref="PageRequest.CountCap"/>.</summary>
    public static Task<int> CountCappedAsync<T>(this IQueryable<T> rows, CancellationToken cancellation) =>
        rows.Take(PageRequest.CountCap + 1).CountAsync(cancellation);

    /// <param name="rows">The rows of the page.</param>
    /// <param name="counted">What <see cref="CountCappedAsync"/> gave.</param>
    public static Page<T> Of<T>(IReadOnlyList<T> rows, int counted) =>
        new(rows, Math.Min(counted, PageRequest.CountCap), counted > PageRequest.CountCap);
}
