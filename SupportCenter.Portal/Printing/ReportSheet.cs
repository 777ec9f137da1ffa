namespace SupportCenter.Portal.Printing;

/// <summary>What a 月次報告 or 年度報告 shows, texts as they are to be read.</summary>
public sealed record ReportSheet
{
    /// <summary>The name of the paper.</summary>
    public required string Title { get; init; }

    /// <summary>Such as 令和2年7月.</summary>
    public required string Period { get; init; }

    /// <summary>Whether a page with the title, 供覧 and the contents comes before the parts.</summary>
    public bool HasCover { get; init; }

    /// <summary>For whom the edition is, 速報 or complete, and as of when; whose figures these are where they are one person's.</summary>
    public required IReadOnlyList<string> Facts { get; init; }

    /// <summary>What is missing of the period's records, one text for each; empty where nothing is.</summary>
    public required IReadOnlyList<string> Missing { get; init; }

    /// <summary>供覧: the heading of the boxes, then a text for each box; empty where nobody signs.</summary>
    public required IReadOnlyList<string> Circulation { get; init; }

    /// <summary>The box of the first page: what was written as summary, or the heading of the space for remarks by hand;
    /// null for no box.</summary>
    public required ReportText? Summary { get; init; }

    /// <summary>注意: what has to be looked at, in a box on the page of the summary; null for no box.</summary>
    public ReportText? Attention { get; init; }

    /// <summary>What stands on the last page before the definitions.</summary>
    public required IReadOnlyList<ReportText> Closing { get; init; }

    /// <summary>The pages after the first heading.</summary>
    public required IReadOnlyList<ReportPart> Parts { get; init; }

    /// <summary>The heading of the definitions, then a text for each.</summary>
    public required IReadOnlyList<string> Definitions { get; init; }
}

/// <summary>Texts under a heading.</summary>
/// <param name="Title">The heading.</param>
/// <param name="Lines">Each begins a line of its own; none where there is only the heading.</param>
public sealed record ReportText(string Title, IReadOnlyList<string> Lines);

/// <summary>One part of the report, which begins a page: tables beside each other, then tables over the whole width.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="Left">The left column.</param>
/// <param name="Right">The right column.</param>
/// <param name="Wide">Below both.</param>
public sealed record ReportPart(
    string Title,
    IReadOnlyList<ReportTable> Left,
    IReadOnlyList<ReportTable> Right,
    IReadOnlyList<ReportTable> Wide
)
{
    /// <summary>The line chart before the tables; null for none.</summary>
    public ReportLines? Lines { get; init; }

    /// <summary>What stands after the tables.</summary>
    public IReadOnlyList<ReportText> Texts { get; init; } = [];
}

/// <summary>A table with its heading.</summary>
/// <param name="Title">What it counts by.</param>
/// <param name="Note">n and the like; empty for nothing.</param>
/// <param name="Heads">The names of the columns, that of the categories first.</param>
/// <param name="Rows">From top to bottom.</param>
public sealed record ReportTable(string Title, string Note, IReadOnlyList<string> Heads, IReadOnlyList<ReportRow> Rows);

/// <summary>A row of a table.</summary>
/// <param name="Label">The category.</param>
/// <param name="Cells">One text for each further column.</param>
/// <param name="Share">How long the bar below the label is, 0 to 1 of its width; null for no bar.</param>
/// <param name="IsUnknown">不明: its bar is hatched.</param>
public sealed record ReportRow(string Label, IReadOnlyList<string> Cells, double? Share = null, bool IsUnknown = false);

/// <summary>Two lines over months.</summary>
/// <param name="Solid">The words for the solid line.</param>
/// <param name="Dashed">The words for the dashed line; null for none.</param>
/// <param name="Points">From left to right.</param>
public sealed record ReportLines(string Solid, string? Dashed, IReadOnlyList<ReportPoint> Points);

/// <summary>One month of the lines.</summary>
/// <param name="Label">Such as 7月.</param>
/// <param name="Solid">The value of the solid line.</param>
/// <param name="Dashed">The value of the dashed line.</param>
public sealed record ReportPoint(string Label, int Solid, int? Dashed);
