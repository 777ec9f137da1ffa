namespace SupportCenter.Domain.Import;

/// <summary>A sheet in the データ form: its heads, and its rows as a reader of workbooks or CSV gives them.</summary>
/// <param name="Name">The name of the sheet, or of the CSV without its ending.</param>
/// <param name="Heads">The cells of the first row.</param>
/// <param name="Rows">The rows below it; each has as many cells as there are heads.</param>
internal sealed record DataTable(string Name, IReadOnlyList<string> Heads, IReadOnlyList<object?[]> Rows);
