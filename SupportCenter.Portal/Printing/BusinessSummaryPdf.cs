using static SupportCenter.Portal.Printing.Measure;

namespace SupportCenter.Portal.Printing;

/// <summary>事業者の要約: the visits, what was explained at each, and the papers of one business.</summary>
public sealed class BusinessSummaryPdf
{
    static readonly TextStyle Title = new(14, Weight.Bold) { Level = 1 };
    static readonly TextStyle Name = new(12, Weight.Bold);
    static readonly TextStyle PartTitle = new(11, Weight.Bold) { Level = 2 };
    static readonly TextStyle RecordTitle = new(9.5, Weight.Bold) { Level = 3 };
    static readonly TextStyle Plain = new(9.5);
    static readonly double Gap = Mm(4);

    static readonly (Func<string> Name, double Width, Func<SummaryVisit, string> Value)[] VisitColumns =
    [
        (() => PrintingTexts.ClinicDate, Mm(62), visit => visit.When),
        (() => PrintingTexts.VenueName, Mm(42), visit => visit.VenueName),
        (() => PrintingTexts.Scrivener, Mm(40), visit => visit.Scrivener),
        (() => PrintingTexts.DayVisit, Mm(18), visit => visit.Visit),
        (() => PrintingTexts.DayStatus, Mm(18), visit => visit.Status),
    ];

    static readonly (Func<string> Name, double Width, Func<SummarySheetDocument, string> Value)[] DocumentColumns =
    [
        (() => PrintingTexts.SummaryFile, Mm(100), document => document.FileName),
        (() => PrintingTexts.SummaryKind, Mm(35), document => document.Kind),
        (() => PrintingTexts.SummaryUploaded, Mm(45), document => document.UploadedOn),
    ];

    readonly BusinessSummarySheet sheet;
    readonly PrintMark print;
    readonly Typesetting typesetting = new();
    readonly FormCells form;

    BusinessSummaryPdf(BusinessSummarySheet sheet, PrintMark print)
    {
        (this.sheet, this.print) = (sheet, print);
        form = new FormCells(typesetting) { ValueStyle = new TextStyle(9, Spacing: 1.4), LabelStyle = new TextStyle(8.5) };
    }

    /// <summary>The file; a function of what it is given alone.</summary>
    public static RenderedPdf Render(BusinessSummarySheet sheet, PrintMark print) => new BusinessSummaryPdf(sheet, print).Render();

    RenderedPdf Render()
    {
        using var paper = new Paper(
            PrintingTexts.SummaryTitle,
            print.At,
            PageEdges.HeadOfFurtherPages(PrintingTexts.SummaryTitle) // The business is named on the first page alone.
        );
        paper.NewPage();
        var inside = CellRow.Inside(Paper.Width);
        CellGrid
            .Bare(
                [
                    .. typesetting.Text(PrintingTexts.SummaryTitle, Title, inside),
                    .. typesetting.Text(sheet.BusinessName, Name, inside),
                    .. sheet.Note.Length > 0 ? typesetting.Text(sheet.Note, Plain, inside) : [],
                ],
                Mm(18)
            )
            .Draw(paper);
        Facts(sheet.Facts).Draw(paper);
        Table(paper, PrintingTexts.SummaryVisits, VisitColumns, sheet.Visits);
        if (sheet.Records.Count > 0)
        {
            Heading(paper, PrintingTexts.SummaryRecords, PartTitle);
            foreach (var record in sheet.Records)
                Record(paper, record);
        }

        Table(paper, PrintingTexts.SummaryDocuments, DocumentColumns, sheet.Documents);
        return paper.Finish(typesetting, print);
    }

    void Record(Paper paper, SummarySheetRecord record)
    {
        Heading(paper, record.Heading, RecordTitle);
        if (record.Parts.Count > 0)
            Facts(record.Parts).Draw(paper);
    }

    CellGrid Facts(IEnumerable<BinderFact> facts)
    {
        var grid = new CellGrid(Paper.Width);
        foreach (var fact in facts)
        {
            var value = form.Value(fact.Text, Paper.Width - FormCells.LabelWidth) with { FromTop = true };
            grid.Add(new CellRow([form.Label(fact.Label, FormCells.LabelWidth), value], FormCells.RowHeight));
        }

        return grid;
    }

    void Table<T>(Paper paper, string title, (Func<string> Name, double Width, Func<T, string> Value)[] columns, IReadOnlyList<T> rows)
    {
        if (rows.Count == 0)
            return;
        Heading(paper, title, PartTitle);
        form.Table(columns, rows, Mm(7)).Draw(paper);
    }

    // A heading is not left alone at the foot of a page.
    void Heading(Paper paper, string text, TextStyle style)
    {
        paper.Y += Gap;
        if (paper.Y + style.LineHeight + Mm(24) > Paper.Bottom)
            paper.NewPage();
        CellGrid.Bare(typesetting.Text(text, style, CellRow.Inside(Paper.Width)), Mm(7)).Draw(paper);
    }
}
