using System.Globalization;
using static SupportCenter.Portal.Printing.Measure;

namespace SupportCenter.Portal.Printing;

/// <summary>The sheets of a day, printed the evening before: each venue and day begins a page of its own, in the order of time.</summary>
public sealed class DaySheetPdf
{
    static readonly TextStyle Title = new(14, Weight.Bold);
    static readonly TextStyle Place = new(12, Weight.Bold);
    static readonly TextStyle Plain = new(9.5);

    static readonly (Func<string> Name, double Width, Func<DaySheetRow, string> Value)[] Columns =
    [
        (() => PrintingTexts.DayTime, Mm(24), row => row.Slot),
        (() => PrintingTexts.BusinessName, Mm(45), row => row.BusinessName),
        (() => PrintingTexts.ContactName, Mm(25), row => row.ContactName),
        (() => PrintingTexts.Industry, Mm(22), row => row.Industry),
        (() => PrintingTexts.DayWish, Mm(36), row => row.WishedMeasure),
        (() => PrintingTexts.DayVisit, Mm(13), row => row.Visit),
        (() => PrintingTexts.DayStatus, Mm(15), row => row.Status),
    ];

    readonly IReadOnlyList<DaySheet> sheets;
    readonly PrintMark print;
    readonly Typesetting typesetting = new();
    readonly FormCells form;
    DaySheet current;
    bool continued;

    DaySheetPdf(IReadOnlyList<DaySheet> sheets, PrintMark print)
    {
        this.sheets = sheets;
        this.print = print;
        form = new FormCells(typesetting) { ValueStyle = new TextStyle(9, Spacing: 1.35), LabelStyle = new TextStyle(8.5) };
        current = sheets[0];
    }

    /// <summary>The file with all the sheets; at least one. A function of what it is given alone.</summary>
    public static RenderedPdf Render(IReadOnlyList<DaySheet> sheets, PrintMark print)
    {
        if (sheets.Count == 0)
            throw new ArgumentException("A document needs at least one sheet.", nameof(sheets));
        return new DaySheetPdf(sheets, print).Render();
    }

    RenderedPdf Render()
    {
        using var paper = new Paper(PrintingTexts.DaySheet, print.At, DrawHead);
        foreach (var sheet in sheets)
        {
            (current, continued) = (sheet, false);
            paper.NewPage();
            continued = true;
            if (sheet.Rows.Count == 0)
                paper.Draw(typesetting.Text(PrintingTexts.DayEmpty, Plain, Paper.Width), Paper.Left, paper.Y);
            else
                Reservations(sheet).Draw(paper);
        }

        return paper.Finish(
            typesetting.Undrawn, (page, number, count) => PageEdges.DrawFoot(page, number, count, print, typesetting.Undrawn));
    }

    void DrawHead(Paper paper, int page)
    {
        if (continued)
        {
            PageEdges.DrawHead(
                paper,
                string.Format(
                    CultureInfo.CurrentCulture, PrintingTexts.DayContinued, PrintingTexts.DaySheet, current.Date, current.VenueName));
            return;
        }

        var width = Paper.Width - Mm(50);
        paper.Draw(typesetting.Text(PrintingTexts.DaySheet, Title, width), Paper.Left, paper.Y);
        paper.Y += Title.LineHeight;
        var count = string.Format(CultureInfo.CurrentCulture, PrintingTexts.DaySheetCount, current.Rows.Count);
        paper.Draw(Typesetting.Heading(count, Plain, Mm(48), Align.Right), Paper.Right - Mm(48), paper.Y);
        var place = typesetting.Text(current.Date + "\u3000" + current.VenueName, Place, width);
        var scriveners = string.Format(CultureInfo.CurrentCulture, PrintingTexts.DaySheetScriveners, current.Scriveners);
        List<CellLine> lines = [.. place, .. typesetting.Text(scriveners, Plain, Paper.Width)];
        paper.Draw(lines, Paper.Left, paper.Y);
        paper.Y += lines.Sum(line => line.Height) + Mm(1.5);
    }

    CellGrid Reservations(DaySheet sheet)
    {
        var names = Columns.Select(column => form.Label(column.Name(), column.Width));
        var grid = new CellGrid(Paper.Width) { Heading = new CellRow([.. names], FormCells.RowHeight) };
        foreach (var row in sheet.Rows)
            grid.Add(new CellRow([.. Columns.Select(column => form.Value(column.Value(row), column.Width))], Mm(11)));
        return grid;
    }
}
