using static SupportCenter.Portal.Printing.Measure;

namespace SupportCenter.Portal.Printing;

/// <summary>The cells that the centre's forms are made of: labels, values, rows of both.</summary>
internal sealed class FormCells(Typesetting typesetting)
{
    /// <summary>The label at the left of a row, in points.</summary>
    public static readonly double LabelWidth = Mm(27);

    /// <summary>The least height of a row.</summary>
    public static readonly double RowHeight = Mm(6.5);

    /// <summary>Labels of the form.</summary>
    public TextStyle LabelStyle { get; init; } = new(9);

    /// <summary>What was filled in.</summary>
    public TextStyle ValueStyle { get; init; } = new(9.5);

    /// <summary>A label on its ground.</summary>
    public Cell Label(string text, double width) => new(width, LabelLines(text, width), Label: true);

    /// <summary>A label's lines, for a band.</summary>
    public List<CellLine> LabelLines(string text, double width) => typesetting.Text(text, LabelStyle, CellRow.Inside(width), Align.Middle);

    /// <summary>What was filled in.</summary>
    public Cell Value(string text, double width, Align align = Align.Left) =>
        new(width, typesetting.Text(text, ValueStyle, CellRow.Inside(width), align));

    /// <summary>Label and value, and again label and value.</summary>
    public CellRow Pairs(string firstLabel, string first, string secondLabel, string second)
    {
        double secondLabelWidth = Mm(25),
            firstWidth = Mm(72);
        return new CellRow(
            [
                Label(firstLabel, LabelWidth),
                Value(first, firstWidth),
                Label(secondLabel, secondLabelWidth),
                Value(second, Paper.Width - LabelWidth - firstWidth - secondLabelWidth),
            ],
            RowHeight
        );
    }

    /// <summary>A label and one cell over the rest of the width.</summary>
    public CellRow Single(string label, List<CellLine> lines) =>
        new([Label(label, LabelWidth), new Cell(Paper.Width - LabelWidth, lines)], RowHeight);

    /// <summary>A table whose names of columns stand again on each page.</summary>
    /// <param name="columns">From left to right: name, width in points, and what of a row is in it.</param>
    /// <param name="rows">From the top down.</param>
    /// <param name="height">The least height of a row, in points.</param>
    public CellGrid Table<T>(
        IReadOnlyList<(Func<string> Name, double Width, Func<T, string> Value)> columns,
        IEnumerable<T> rows,
        double height
    )
    {
        var grid = new CellGrid(Paper.Width)
        {
            Heading = new CellRow([.. columns.Select(column => Label(column.Name(), column.Width))], RowHeight),
        };
        foreach (var row in rows)
            grid.Add(new CellRow([.. columns.Select(column => Value(column.Value(row), column.Width))], height));
        return grid;
    }

    /// <summary>A heading over the whole width.</summary>
    public CellRow Heading(string text, TextStyle style, double height) =>
        new([new Cell(Paper.Width, typesetting.Text(text, style, CellRow.Inside(Paper.Width), Align.Middle), Label: true)], height);
}
