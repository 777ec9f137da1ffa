namespace SupportCenter.Domain.Data;

/// <summary>Which rows of a list are wanted: how many to skip, how many to take, and in which order.</summary>
public sealed record PageRequest(int Skip, int Take, string? SortBy = null, bool Descending = false)
{
    /// <summary>At most this many rows are counted; beyond, a list says 「1,000件以上」 instead of counting a whole table for each page.</summary>
    public const int CountCap = 1000;
}

/// <summary>The rows of one page, and how many there are in all (counted up to <see cref="PageRequest.CountCap"/>).</summary>
public sealed record Page<T>(IReadOnlyList<T> Rows, int Count, bool CountIsCapped);
