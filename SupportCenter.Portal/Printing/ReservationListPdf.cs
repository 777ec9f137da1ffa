using static SupportCenter.Portal.Printing.Measure;

namespace SupportCenter.Portal.Printing;

/// <summary>予約一覧 on paper (別紙1 of the city's notice): its columns in its order.</summary>
public sealed class ReservationListPdf
{
    static readonly TextStyle Title = new(14, Weight.Bold) { Level = 1 };
    static readonly TextStyle Plain = new(9.5);

    static readonly (Func<string> Name, double Width, Func<ReservationListSheetRow, string> Value)[] Columns =
    [
        (() => PrintingTexts.ListBusiness, Mm(32), row => row.Business),
        (() => PrintingTexts.ListWard, Mm(14), row => row.Ward),
        (() => PrintingTexts.ListEmployees, Mm(13), row => row.Employees),
        (() => PrintingTexts.Industry, Mm(17), row => row.Industry),
        (() => PrintingTexts.ListTelephone, Mm(29), row => row.Telephone),
        (() => PrintingTexts.ListWhen, Mm(33), row => row.When),
        (() => PrintingTexts.ListAnswers, Mm(22), row => row.Answers),
        (() => PrintingTexts.ListWish, Mm(20), row => row.Wish),
    ];

    readonly ReservationListSheet sheet;
    readonly PrintMark print;
    readonly Typesetting typesetting = new();
    readonly FormCells form;

    ReservationListPdf(ReservationListSheet sheet, PrintMark print)
    {
        (this.sheet, this.print) = (sheet, print);
        form = new FormCells(typesetting) { ValueStyle = new TextStyle(8.5, Spacing: 1.3), LabelStyle = new TextStyle(8) };
    }

    /// <summary>The file; a function of what it is given alone.</summary>
    public static RenderedPdf Render(ReservationListSheet sheet, PrintMark print) => new ReservationListPdf(sheet, print).Render();

    RenderedPdf Render()
    {
        using var paper = new Paper(PrintingTexts.ListTitle, print.At, PageEdges.HeadOfFurtherPages(PrintingTexts.ListTitle))
        {
            Author = PrintingTexts.CentreName,
        };
        paper.NewPage();
        var inside = CellRow.Inside(Paper.Width);
        List<CellLine> head =
        [
            .. typesetting.Text(PrintingTexts.ListTitle, Title, inside),
            .. sheet.Facts.SelectMany(fact => typesetting.Text(fact, Plain, inside)),
        ];
        CellGrid.Bare(head, Mm(16)).Draw(paper);
        form.Table(Columns, sheet.Rows, Mm(9)).Draw(paper);
        return paper.Finish(typesetting, print);
    }
}
