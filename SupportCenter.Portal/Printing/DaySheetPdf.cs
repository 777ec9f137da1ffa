using System.Globalization;
using static SupportCenter.Portal.Printing.Measure;

namespace SupportCenter.Portal.Printing;

/// <summary>The sheets of a day, printed the evening before: each venue and day begins a page of its own, in the order of time.</summary>
public sealed class DaySheetPdf
{
    static readonly TextStyle Title = new(14, Weight.Bold) { Level = 1 };
    static readonly TextStyle Place = new(12, Weight.Bold) { Level = 2 };
    static readonly TextStyle Plain = new(9.5);

    static readonly (Func<string> Name, double Width, Func<DaySheetRow, string> Value)[] Columns =
    [
        (() => PrintingTexts.DayTime, Mm(28), row => row.Slot),
        (() => PrintingTexts.BusinessName, Mm(43), row => row.BusinessName),
        (() => PrintingTexts.ContactName, Mm(24), row => row.ContactName),
        (() => PrintingTexts.Industry, Mm(21), row => row.Industry),
        (() => PrintingTexts.DayWish, Mm(36), row => row.WishedMeasure),
        (() => PrintingTexts.DayVisit, Mm(13), row => row.Visit),
        (() => PrintingTexts.DayStatus, Mm(15), row => row.Status),
    ];

    static readonly (Func<string> Name, double Width, Func<DaySheetHandover, string> Value)[] HandoverColumns =
    [
        (() => PrintingTexts.DayHandover, Mm(89), row => row.Text),
        (() => PrintingTexts.DayHandoverAbout, Mm(36), row => row.About),
        (() => PrintingTexts.DayHandoverOwner, Mm(26), row => row.Owner),
        (() => PrintingTexts.DayHandoverFrom, Mm(29), row => row.From),
    ];

    readonly IReadOnlyList<DaySheet> sheets;
    readonly PrintMark print;
    readonly Typesetting typesetting = new();
    readonly FormCells form;
    string continuedHead = "";

    DaySheetPdf(IReadOnlyList<DaySheet> sheets, PrintMark print)
    {
        this.sheets = sheets;
        this.print = print;
        form = new FormCells(typesetting) { ValueStyle = new TextStyle(9, Spacing: 1.35), LabelStyle = new TextStyle(8.5) };
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
            continuedHead = "";
            paper.NewPage();
            continuedHead = Filled(PrintingTexts.DayContinued, PrintingTexts.DaySheet, sheet.Date, sheet.VenueName);
            Head(sheet).Draw(paper);
            // What was passed on is read before the first client comes.
            if (sheet.Handovers.Count > 0)
                form.Table(HandoverColumns, sheet.Handovers, Mm(8)).Draw(paper);
            form.Table(Columns, sheet.Rows, Mm(11)).Draw(paper);
        }

        return paper.Finish(typesetting, print);
    }

    // A page that begins a venue's day has a head of its own.
    void DrawHead(Paper paper, int page)
    {
        if (continuedHead.Length > 0)
            PageEdges.DrawHead(paper, continuedHead);
    }

    CellGrid Head(DaySheet sheet)
    {
        double count = Mm(50),
            width = Paper.Width - count;
        List<CellLine> day =
        [
            .. typesetting.Text(PrintingTexts.DaySheet, Title, CellRow.Inside(width)),
            .. typesetting.Text(sheet.Date + "\u3000" + sheet.VenueName, Place, CellRow.Inside(width)),
            .. typesetting.Text(Filled(PrintingTexts.DaySheetScriveners, sheet.Scriveners), Plain, CellRow.Inside(width)),
        ];
        var counted = sheet.Rows.Count == 0 ? PrintingTexts.DayEmpty : Filled(PrintingTexts.DaySheetCount, sheet.Rows.Count);
        var grid = new CellGrid(Paper.Width) { Frame = 0 };
        grid.Add(new CellRow([new Cell(width, day), form.Value(counted, count, Align.Right)], Mm(18)));
        return grid;
    }
}
