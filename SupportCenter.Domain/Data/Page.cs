namespace SupportCenter.Domain.Data;

/// <summary>Which part of a list is wanted, and in which order; <paramref name="SortBy"/> is the name of a column that the list offers.</summary>
public sealed record PageRequest(int Skip, int Take, string? SortBy, bool Descending);

/// <summary>The rows of one page and how many there are in all. A capped count says "at least so many": counting on would cost more than it tells.</summary>
public sealed record Page<T>(IReadOnlyList<T> Rows, int Count, bool CountIsCapped);
