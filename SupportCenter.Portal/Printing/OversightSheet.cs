namespace SupportCenter.Portal.Printing;

/// <summary>A paper of the oversight of contractors: facts, then tables; texts as they are to be read.</summary>
/// <param name="Title">Such as 検査記録.</param>
/// <param name="Number">Such as 令和2年度 検査第1号.</param>
/// <param name="Facts">Label and text of each fact, in their order.</param>
/// <param name="Tables">The tables below.</param>
public sealed record OversightSheet(
    string Title,
    string Number,
    IReadOnlyList<(string Label, string Text)> Facts,
    IReadOnlyList<OversightTable> Tables
);

/// <summary>A table of such a paper.</summary>
/// <param name="Heading">What it is.</param>
/// <param name="Columns">The name of each column, and its share of the width.</param>
/// <param name="Rows">The texts of each row, one for each column.</param>
/// <param name="Empty">What is said where there is no row.</param>
public sealed record OversightTable(
    string Heading,
    IReadOnlyList<(string Name, double Share)> Columns,
    IReadOnlyList<IReadOnlyList<string>> Rows,
    string Empty
);
