using static SupportCenter.Portal.Printing.Measure;

namespace SupportCenter.Portal.Printing;

/// <summary>連絡票 on A4: whom to call, with room for what comes of it.</summary>
public sealed class IncidentCallSheetPdf
{
    static readonly TextStyle Title = new(14, Weight.Bold) { Level = 1 };
    static readonly TextStyle Section = new(11, Weight.Bold);
    static readonly TextStyle Plain = new(9.5);
    static readonly double NumberWidth = Mm(9);
    static readonly double ResultWidth = Mm(32);
    static readonly double NoteWidth = Mm(27);

    static readonly (Func<string> Name, double Width, Func<IncidentCallSheetRow, string> Value)[] Columns =
    [
        (() => PrintingTexts.CallBusiness, Mm(40), row => row.Business),
        (() => PrintingTexts.CallTelephone, Mm(30), row => row.Telephone),
        (() => PrintingTexts.CallData, Mm(24), row => row.Data),
        (() => PrintingTexts.CallSoFar, Mm(18), row => row.SoFar),
    ];

    readonly IncidentCallSheet sheet;
    readonly PrintMark print;
    readonly Typesetting typesetting = new();
    readonly FormCells form;

    IncidentCallSheetPdf(IncidentCallSheet sheet, PrintMark print)
    {
        (this.sheet, this.print) = (sheet, print);
        form = new FormCells(typesetting) { ValueStyle = new TextStyle(8.5, Spacing: 1.3), LabelStyle = new TextStyle(8) };
    }

    /// <summary>The file; a function of what it is given alone.</summary>
    public static RenderedPdf Render(IncidentCallSheet sheet, PrintMark print) => new IncidentCallSheetPdf(sheet, print).Render();

    RenderedPdf Render()
    {
        using var paper = new Paper(PrintingTexts.CallTitle, print.At, DrawHead);
        paper.NewPage();
        Head().Draw(paper);
        var grid = new CellGrid(Paper.Width)
        {
            Heading = new CellRow(
                [
                    form.Label(PrintingTexts.CallNumber, NumberWidth),
                    .. Columns.Select(column => form.Label(column.Name(), column.Width)),
                    form.Label(PrintingTexts.CallResult, ResultWidth),
                    form.Label(PrintingTexts.CallNote, NoteWidth),
                ],
                FormCells.RowHeight
            ),
        };
        foreach (var (row, at) in sheet.Rows.Select((row, at) => (row, at)))
            grid.Add(
                new CellRow(
                    [
                        form.Value(FormattableString.Invariant($"{at + 1}"), NumberWidth, Align.Right),
                        .. Columns.Select(column => form.Value(column.Value(row), column.Width)),
                        form.Value(PrintingTexts.CallBoxes, ResultWidth),
                        form.Value("", NoteWidth),
                    ],
                    Mm(15)
                )
            );
        grid.Draw(paper);
        PageEdges.CountFoot(typesetting, print);
        return paper.Finish(typesetting.Undrawn, (page, number, count) =>
            PageEdges.DrawFoot(page, number, count, print, typesetting.Undrawn)
        );
    }

    // The first page has a head of its own.
    void DrawHead(Paper paper, int page)
    {
        if (page > 1)
            PageEdges.DrawHead(paper, PrintingTexts.CallTitle + "\u3000" + sheet.Number);
    }

    CellGrid Head()
    {
        var inside = CellRow.Inside(Paper.Width);
        var grid = new CellGrid(Paper.Width) { Frame = 0 };
        grid.Add(
            new CellRow(
                [
                    new Cell(
                        Paper.Width,
                        [
                            .. typesetting.Text(PrintingTexts.CallTitle, Title, inside),
                            .. typesetting.Text(sheet.Number, Section, inside),
                            .. typesetting.Text(sheet.Counts, Plain, inside),
                            .. typesetting.Text(PrintingTexts.CallSheetNote, Plain, inside),
                            .. sheet.Script.Length > 0 ? typesetting.Text(sheet.Script, Plain, inside) : [],
                        ]
                    ),
                ],
                Mm(20)
            )
        );
        return grid;
    }
}
