using static SupportCenter.Portal.Printing.Measure;

namespace SupportCenter.Portal.Printing;

/// <summary>A paper of an incident on A4: items with their texts, and who drew it up and let it go out.</summary>
public sealed class IncidentSheetPdf
{
    static readonly TextStyle Title = new(16, Weight.Bold) { Level = 1 };
    static readonly TextStyle Section = new(11, Weight.Bold);
    static readonly TextStyle Plain = new(9.5);
    static readonly double Label = Mm(38);

    readonly IncidentSheet sheet;
    readonly PrintMark print;
    readonly Typesetting typesetting = new();
    readonly FormCells form;

    IncidentSheetPdf(IncidentSheet sheet, PrintMark print)
    {
        (this.sheet, this.print) = (sheet, print);
        form = new FormCells(typesetting) { ValueStyle = new TextStyle(9.5, Spacing: 1.4), LabelStyle = new TextStyle(9) };
    }

    /// <summary>The file; a function of what it is given alone.</summary>
    public static RenderedPdf Render(IncidentSheet sheet, PrintMark print) => new IncidentSheetPdf(sheet, print).Render();

    RenderedPdf Render()
    {
        using var paper = new Paper(sheet.Title, print.At, DrawHead);
        paper.NewPage();
        Head().Draw(paper);
        Table(sheet.Items).Draw(paper);
        paper.Y += Mm(4);
        if (sheet.Facts.Count > 0)
            Table(sheet.Facts).Draw(paper);
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

    CellGrid Head()
    {
        var inside = CellRow.Inside(Paper.Width);
        List<CellLine> lines =
        [
            .. typesetting.Text(sheet.Title, Title, inside, Align.Middle),
            .. typesetting.Text(sheet.Number, Section, inside, Align.Right),
            .. typesetting.Text(PrintingTexts.CentreName, Plain, inside, Align.Right),
            .. sheet.Note.Length > 0 ? typesetting.Text(sheet.Note, Plain, inside) : [],
        ];
        var grid = new CellGrid(Paper.Width) { Frame = 0 };
        grid.Add(new CellRow([new Cell(Paper.Width, lines)], Mm(30)));
        return grid;
    }

    CellGrid Table(IReadOnlyList<(string Heading, string Text)> rows)
    {
        var grid = new CellGrid(Paper.Width);
        foreach (var (heading, text) in rows)
            grid.Add(new CellRow([form.Label(heading, Label), form.Value(text, Paper.Width - Label)], Mm(8)));
        return grid;
    }
}
