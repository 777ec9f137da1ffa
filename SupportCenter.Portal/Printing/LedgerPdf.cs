using System.Globalization;
using static SupportCenter.Portal.Printing.Measure;

namespace SupportCenter.Portal.Printing;

/// <summary>閲覧履歴の開示: who looked at a business's data, for the business that asks.</summary>
public sealed class LedgerPdf
{
    static readonly TextStyle Title = new(14, Weight.Bold) { Level = 1 };
    static readonly TextStyle Name = new(12, Weight.Bold);
    static readonly TextStyle Plain = new(9.5);

    static readonly (Func<string> Name, double Width, Func<LedgerSheetRow, string> Value)[] Columns =
    [
        (() => PrintingTexts.LedgerAt, Mm(54), row => row.At),
        (() => PrintingTexts.LedgerWho, Mm(44), row => row.Who),
        (() => PrintingTexts.LedgerAct, Mm(50), row => row.Act),
        (() => PrintingTexts.LedgerWhat, Mm(32), row => row.What),
    ];

    readonly LedgerSheet sheet;
    readonly PrintMark print;
    readonly Typesetting typesetting = new();
    readonly FormCells form;

    LedgerPdf(LedgerSheet sheet, PrintMark print)
    {
        (this.sheet, this.print) = (sheet, print);
        form = new FormCells(typesetting) { ValueStyle = new TextStyle(9, Spacing: 1.35), LabelStyle = new TextStyle(8.5) };
    }

    /// <summary>The file; a function of what it is given alone.</summary>
    public static RenderedPdf Render(LedgerSheet sheet, PrintMark print) => new LedgerPdf(sheet, print).Render();

    RenderedPdf Render()
    {
        using var paper = new Paper(
            PrintingTexts.LedgerTitle,
            print.At,
            PageEdges.HeadOfFurtherPages(PrintingTexts.LedgerTitle) // The business is named on the first page alone.
        );
        paper.NewPage();
        Head().Draw(paper);
        form.Table(Columns, sheet.Rows, Mm(8)).Draw(paper);
        return paper.Finish(typesetting, print);
    }

    CellGrid Head()
    {
        var inside = CellRow.Inside(Paper.Width);
        List<CellLine> lines =
        [
            .. typesetting.Text(PrintingTexts.LedgerTitle, Title, inside),
            .. typesetting.Text(Filled(PrintingTexts.LedgerFor, sheet.BusinessName), Name, inside),
            .. typesetting.Text(Filled(PrintingTexts.LedgerExplained, print.AtText, sheet.Rows.Count), Plain, inside),
        ];
        if (sheet.Note.Length > 0)
            lines.AddRange(typesetting.Text(sheet.Note, Plain, inside));
        return CellGrid.Bare(lines, Mm(24));
    }
}
