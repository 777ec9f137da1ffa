using static SupportCenter.Portal.Printing.Measure;

namespace SupportCenter.Portal.Printing;

/// <summary>検査記録, 指摘一覧, 是正報告 and the table of a year on A4.</summary>
public sealed class OversightSheetPdf
{
    static readonly TextStyle Title = new(16, Weight.Bold) { Level = 1 };
    static readonly TextStyle Section = new(11, Weight.Bold) { Level = 2 };
    static readonly TextStyle Plain = new(9.5);
    static readonly double Label = Mm(38);

    readonly OversightSheet sheet;
    readonly PrintMark print;
    readonly Typesetting typesetting = new();
    readonly FormCells form;

    OversightSheetPdf(OversightSheet sheet, PrintMark print)
    {
        (this.sheet, this.print) = (sheet, print);
        form = new FormCells(typesetting) { ValueStyle = new TextStyle(9, Spacing: 1.35), LabelStyle = new TextStyle(8.5) };
    }

    /// <summary>The file; a function of what it is given alone.</summary>
    public static RenderedPdf Render(OversightSheet sheet, PrintMark print) => new OversightSheetPdf(sheet, print).Render();

    RenderedPdf Render()
    {
        using var paper = new Paper(sheet.Title, print.At, DrawHead);
        paper.NewPage();
        Text(Mm(22), typesetting.Text(sheet.Title, Title, CellRow.Inside(Paper.Width), Align.Middle), Line(sheet.Number)).Draw(paper);
        if (sheet.Facts.Count > 0)
            Facts().Draw(paper);
        foreach (var table in sheet.Tables)
        {
            paper.Y += Mm(3);
            Text(Mm(9), typesetting.Text(table.Heading, Section, CellRow.Inside(Paper.Width))).Draw(paper);
            if (table.Rows.Count == 0)
                Text(Mm(8), typesetting.Text(table.Empty, Plain, CellRow.Inside(Paper.Width))).Draw(paper);
            else
                Table(table).Draw(paper);
        }

        PageEdges.CountFoot(typesetting, print);
        return paper.Finish(typesetting.Undrawn, (page, number, count) =>
            PageEdges.DrawFoot(page, number, count, print, typesetting.Undrawn)
        );
    }

    // The first page has a head of its own.
    void DrawHead(Paper paper, int page)
    {
        if (page > 1)
            PageEdges.DrawHead(paper, sheet.Title + "\u3000" + sheet.Number);
    }

    List<CellLine> Line(string text) => typesetting.Text(text, Plain, CellRow.Inside(Paper.Width), Align.Middle);

    static CellGrid Text(double height, params IReadOnlyList<CellLine>[] parts)
    {
        var grid = new CellGrid(Paper.Width) { Frame = 0 };
        grid.Add(new CellRow([new Cell(Paper.Width, [.. parts.SelectMany(part => part)])], height));
        return grid;
    }

    CellGrid Facts()
    {
        var grid = new CellGrid(Paper.Width);
        foreach (var (label, text) in sheet.Facts)
            grid.Add(new CellRow([form.Label(label, Label), form.Value(text, Paper.Width - Label)], Mm(8)));
        return grid;
    }

    CellGrid Table(OversightTable table)
    {
        var all = table.Columns.Sum(column => column.Share);
        double WidthOf(double share) => Paper.Width * share / all;
        var names = table.Columns.Select(column => form.Label(column.Name, WidthOf(column.Share)));
        var grid = new CellGrid(Paper.Width) { Heading = new CellRow([.. names], FormCells.RowHeight) };
        foreach (var row in table.Rows)
            grid.Add(new CellRow([.. row.Select((text, at) => form.Value(text, WidthOf(table.Columns[at].Share)))], Mm(8)));
        return grid;
    }
}
