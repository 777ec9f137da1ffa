using static System.FormattableString;

namespace SupportCenter.Portal.Printing;

/// <summary>A grid of cells as a table of the document's structure: which cells are heads of what, and over how many rows and columns each
/// goes, so that every row has the same columns (ISO 14289-1, 7.5).</summary>
internal sealed class GridStructure
{
    readonly Paper paper;
    readonly List<double> edges;
    PdfElement? row; // The one that a band's label has begun.

    public GridStructure(Paper paper, IReadOnlyList<Band> bands)
    {
        this.paper = paper;
        edges = [.. bands.SelectMany(EdgesOf).Select(Rounded).Distinct().Order()];
    }

    public void Begin() => paper.Begin("Table");

    public void End() => paper.End();

    /// <summary>The head of a band's rows; null where it has none. It stands before the cells of the first row, and is drawn after all of
    /// them.</summary>
    public PdfElement? LabelOf(Band band)
    {
        if (band.Label is null)
            return null;
        row = paper.Begin("TR");
        var label = paper.Reserve("TH", Attributes("Row", band.Rows.Count, SpanOf(0, band.LabelWidth)));
        paper.End();
        return label;
    }

    /// <summary>A row whose cells are elements of the table.</summary>
    public CellRow RowOf(Band band, CellRow cells, PdfElement? label)
    {
        // The first row of a band with a label was begun with it.
        var outer = label is not null && row is not null ? paper.Resume(row) : null;
        if (outer is null)
            paper.Begin("TR");
        row = null;
        var isHead = cells.Cells.All(cell => cell.IsHead);
        var x = band.LabelWidth;
        List<Cell> tagged = [];
        foreach (var cell in cells.Cells)
        {
            var span = SpanOf(x, x + cell.Width);
            x += cell.Width;
            tagged.Add(
                cell with
                {
                    Element = cell.IsHead
                        ? paper.Reserve("TH", Attributes(isHead ? "Column" : "Row", 1, span))
                        : paper.Reserve("TD", Attributes(null, 1, span)),
                }
            );
        }

        if (outer is null)
            paper.End();
        else
            paper.Resume(outer);
        return cells with { Cells = tagged };
    }

    /// <summary>The attributes of a cell; null where there are none.</summary>
    public static string? Attributes(string? scope, int rows, int columns)
    {
        var attributes = scope is null ? "" : $"/Scope/{scope}";
        if (rows > 1)
            attributes += Invariant($"/RowSpan {rows}");
        if (columns > 1)
            attributes += Invariant($"/ColSpan {columns}");
        return attributes.Length == 0 ? null : $"<</O/Table{attributes}>>";
    }

    int SpanOf(double from, double to) => edges.IndexOf(Rounded(to)) - edges.IndexOf(Rounded(from));

    static IEnumerable<double> EdgesOf(Band band)
    {
        yield return 0;
        yield return band.LabelWidth;
        foreach (var cells in band.Rows)
        {
            var x = band.LabelWidth;
            foreach (var cell in cells.Cells)
                yield return x += cell.Width;
        }
    }

    // To a tenth of a point: widths are sums.
    static double Rounded(double x) => Math.Round(x, 1);
}
