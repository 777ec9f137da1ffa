using System.Globalization;
using static SupportCenter.Portal.Printing.Measure;

namespace SupportCenter.Portal.Printing;

/// <summary>廃棄証明書: what was disposed of, by whom, how, and where the audit log says so; with room for names and seals.</summary>
public sealed class DisposalCertificatePdf
{
    static readonly TextStyle Title = new(16, Weight.Bold) { Level = 1 };
    static readonly TextStyle Number = new(11, Weight.Bold);
    static readonly TextStyle Section = Number with { Level = 2 };
    static readonly TextStyle Plain = new(9.5);
    static readonly double FactLabel = Mm(32);
    static readonly double SealHeight = Mm(22);

    static readonly (Func<string> Name, double Width, Func<DisposalSheetRow, string> Value)[] Columns =
    [
        (() => PrintingTexts.DisposalFingerprint, Mm(48), row => row.Fingerprint),
        (() => PrintingTexts.DisposalKind, Mm(22), row => row.Kind),
        (() => PrintingTexts.DisposalLastYear, Mm(33), row => row.LastYear),
        (() => PrintingTexts.DisposalParts, Mm(41), row => row.Parts),
        (() => PrintingTexts.DisposalOutcome, Mm(36), row => row.Outcome),
    ];

    readonly DisposalSheet sheet;
    readonly PrintMark print;
    readonly Typesetting typesetting = new();
    readonly FormCells form;

    DisposalCertificatePdf(DisposalSheet sheet, PrintMark print)
    {
        (this.sheet, this.print) = (sheet, print);
        form = new FormCells(typesetting) { ValueStyle = new TextStyle(9, Spacing: 1.4), LabelStyle = new TextStyle(8.5) };
    }

    /// <summary>The file; a function of what it is given alone.</summary>
    public static RenderedPdf Render(DisposalSheet sheet, PrintMark print) => new DisposalCertificatePdf(sheet, print).Render();

    RenderedPdf Render()
    {
        using var paper = new Paper(
            PrintingTexts.DisposalTitle,
            print.At,
            PageEdges.HeadOfFurtherPages(PrintingTexts.DisposalTitle + "\u3000" + sheet.Number)
        );
        paper.NewPage();
        Head().Draw(paper);
        Facts().Draw(paper);
        paper.Y += Mm(5);
        Seals().Draw(paper);
        Table(paper, PrintingTexts.DisposalDisposed, sheet.Disposed);
        Table(paper, PrintingTexts.DisposalLeftOut, sheet.LeftOut);
        return paper.Finish(typesetting, print);
    }

    CellGrid Head()
    {
        var inside = CellRow.Inside(Paper.Width);
        List<CellLine> lines =
        [
            .. typesetting.Text(PrintingTexts.DisposalTitle, Title, inside, Align.Middle),
            .. typesetting.Text(sheet.Number, Number, inside, Align.Right),
            .. typesetting.Text(PrintingTexts.CentreName, Plain, inside, Align.Right),
            .. typesetting.Text(PrintingTexts.DisposalCertified, Plain, inside),
        ];
        return CellGrid.Bare(lines, Mm(30));
    }

    CellGrid Facts()
    {
        var grid = new CellGrid(Paper.Width);
        foreach (var fact in sheet.Facts)
            grid.Add(new CellRow([form.Label(fact.Label, FactLabel), form.Value(fact.Text, Paper.Width - FactLabel)], Mm(8)));
        return grid;
    }

    // One row, so that the boxes stay under their names.
    CellGrid Seals()
    {
        var names = PrintingTexts.DisposalSeals.Split('\n');
        var width = Paper.Width / names.Length;
        var grid = new CellGrid(Paper.Width);
        grid.Add(
            new Band(
                null,
                0,
                [
                    new CellRow([.. names.Select(name => form.Label(name, width))], FormCells.RowHeight),
                    new CellRow([.. names.Select(_ => new Cell(width, []))], SealHeight),
                ]
            )
        );
        return grid;
    }

    void Table(Paper paper, string title, IReadOnlyList<DisposalSheetRow> rows)
    {
        if (rows.Count == 0)
            return;
        paper.Y += Mm(5);
        CellGrid.Bare(typesetting.Text(Filled(title, rows.Count), Section, CellRow.Inside(Paper.Width)), Mm(8)).Draw(paper);
        form.Table(Columns, rows, Mm(7)).Draw(paper);
    }
}
