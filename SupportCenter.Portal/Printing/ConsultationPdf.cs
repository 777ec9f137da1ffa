using System.Globalization;
using SupportCenter.Domain.Forms;
using static SupportCenter.Portal.Printing.Measure;

namespace SupportCenter.Portal.Printing;

/// <summary>
/// The 相談票 on A4: the centre's form (別紙2 of the city's notice), the same cells in the same order and words. One page for an ordinary
/// record; the long texts are set a little smaller where that saves a page, and otherwise go on over further pages.
///</summary>
public sealed class ConsultationPdf
{
    static readonly TextStyle Title = new(13, Weight.Bold) { Level = 1 };
    static readonly TextStyle PartTitle = new(12, Weight.Bold) { Level = 2 };
    static readonly TextStyle Plain = new(9.5);
    static readonly TextStyle Option = new(9, Spacing: 1.45);
    static readonly TextStyle OptionHeading = new(9, Weight.Bold, 1.5);
    static readonly double[] NarrativeSizes = [9.5, 9, 8.5];

    const string Blank = "\u3000\u3000"; // Room to write by hand.

    readonly ConsultationSheet sheet;
    readonly Typesetting typesetting = new();
    readonly FormCells form;
    readonly ConsultationNarrative narrative;

    ConsultationPdf(ConsultationSheet sheet)
    {
        this.sheet = sheet;
        form = new FormCells(typesetting);
        narrative = new ConsultationNarrative(sheet, typesetting);
    }

    /// <summary>The file, its number of pages and what could not be drawn. A function of the sheet alone; may run on many threads at
    /// once.</summary>
    public static RenderedPdf Render(ConsultationSheet sheet) => new ConsultationPdf(sheet).Render();

    RenderedPdf Render()
    {
        using var paper = new Paper(PrintingTexts.ConsultationRecord, sheet.Print.At, DrawHead);
        Draw(paper);
        return paper.Finish(typesetting.Undrawn, DrawFoot);
    }

    /// <summary>Draws the record as a part of a document that holds several; its pages are those of the record's own document.</summary>
    /// <param name="drawBinding">What the document adds to the head of each page, outside of what the record's own pages have.</param>
    /// <returns>Its pages, and what could not be drawn.</returns>
    internal static (int Pages, UndrawnTally Undrawn) DrawPart(Paper paper, ConsultationSheet sheet, Action<Paper, int> drawBinding)
    {
        var record = new ConsultationPdf(sheet);
        paper.BeginPart(
            (part, page) =>
            {
                drawBinding(part, page);
                record.DrawHead(part, page);
            }
        );
        record.Draw(paper);
        var pages = paper.PageCount;
        paper.EndPart(record.DrawFoot);
        return (pages, record.typesetting.Undrawn);
    }

    void Draw(Paper paper)
    {
        paper.NewPage();
        var title = TitleGrid();
        List<Band> fixedRows = [.. BookingRows(), .. ConsultationRows()];
        var room = Paper.Bottom - Paper.Top - title.Height;
        var grids = NarrativeSizes.Select(size => Form([.. fixedRows, .. narrative.Rows(size)])).ToArray();
        title.Draw(paper);
        (Array.Find(grids, grid => grid.Height <= room) ?? grids[0]).Draw(paper);
        PageEdges.CountFoot(typesetting, sheet.Print);
    }

    void DrawFoot(Paper paper, int page, int pages) => PageEdges.DrawFoot(paper, page, pages, sheet.Print, typesetting.Undrawn);

    void DrawHead(Paper paper, int page)
    {
        if (page == 1)
            return;
        PageEdges.DrawHead(paper, Filled(PrintingTexts.ConsultationContinued, sheet.ClinicDate, sheet.Slot, sheet.BusinessName));
    }

    static CellGrid Form(IEnumerable<Band> bands)
    {
        var grid = new CellGrid(Paper.Width);
        foreach (var band in bands)
            grid.Add(band);
        return grid;
    }

    // The name of the form at the left; who took the call, and when, at the right.
    CellGrid TitleGrid()
    {
        var width = Mm(124);
        var received = Filled(PrintingTexts.Received, sheet.ReceivedOn, sheet.ReceivedBy);
        var grid = new CellGrid(Paper.Width) { Frame = 0 };
        grid.Add(
            new CellRow(
                [
                    new Cell(width, typesetting.Text(PrintingTexts.BookingTitle, Title, CellRow.Inside(width))),
                    form.Value(received, Paper.Width - width),
                ],
                Mm(12)
            )
        );
        return grid;
    }

    IEnumerable<Band> BookingRows()
    {
        yield return Alone(
            form.Pairs(
                PrintingTexts.ClinicDate,
                OrBlank(sheet.ClinicDate, PrintingTexts.BlankDate),
                PrintingTexts.VenueName,
                sheet.VenueName
            )
        );
        yield return Alone(
            form.Single(PrintingTexts.Slot, typesetting.Text(sheet.Slot, Plain, CellRow.Inside(Paper.Width - FormCells.LabelWidth)))
        );
        yield return Alone(form.Pairs(PrintingTexts.BusinessName, sheet.BusinessName, PrintingTexts.ContactName, sheet.ContactName));
        yield return Alone(
            form.Pairs(PrintingTexts.Telephone, sheet.Telephone, PrintingTexts.Ward, OrBlank(sheet.Ward, PrintingTexts.BlankWard))
        );
        yield return Alone(
            form.Pairs(
                PrintingTexts.Industry,
                sheet.Industry,
                PrintingTexts.EmployeeCount,
                WithUnit(PrintingTexts.People, sheet.EmployeeCount)
            )
        );
        yield return new Band(form.LabelLines(PrintingTexts.Questions, FormCells.LabelWidth), FormCells.LabelWidth, [.. QuestionRows()]);
        foreach (var row in sheet.BookedFurther.Select(Further))
            yield return Alone(row);
    }

    // A field that the paper form does not have: a row of its own behind those that it has.
    CellRow Further(FieldFact fact) =>
        form.Single(fact.Label, typesetting.Text(fact.Text, Plain, CellRow.Inside(Paper.Width - FormCells.LabelWidth)));

    IEnumerable<CellRow> QuestionRows()
    {
        double whole = Paper.Width - FormCells.LabelWidth,
            answer = Mm(40);
        var number = 0;
        foreach (var question in sheet.Questions)
        {
            var text = Filled(PrintingTexts.NumberedQuestion, ++number, question.Text);
            if (question.AnswerBelow)
            {
                yield return new CellRow([form.Value(text, whole)], FormCells.RowHeight);
                yield return new CellRow([form.Value(question.Answer, whole)], FormCells.RowHeight);
            }
            else
                yield return new CellRow([form.Value(text, whole - answer), form.Value(question.Answer, answer)], FormCells.RowHeight);
        }

        var visit = Filled(PrintingTexts.NumberedQuestion, ++number, PrintingTexts.FirstVisitQuestion);
        yield return new CellRow(
            [form.Value(visit, whole - answer), form.Value(WithUnit(PrintingTexts.VisitTimes, sheet.VisitNumber), answer)],
            FormCells.RowHeight
        );
    }

    IEnumerable<Band> ConsultationRows()
    {
        var whole = CellRow.Inside(Paper.Width - FormCells.LabelWidth);
        yield return Alone(form.Heading(PrintingTexts.ConsultationRecord, PartTitle, Mm(8)));
        var time = Filled(
            PrintingTexts.ConsultationTime,
            OrBlank(sheet.StartedAt, PrintingTexts.BlankTime),
            OrBlank(sheet.EndedAt, PrintingTexts.BlankTime),
            OrBlank(sheet.Minutes, Blank)
        );
        yield return Alone(form.Pairs(PrintingTexts.Scrivener, sheet.Scrivener, PrintingTexts.ConsultationTimeLabel, time));
        yield return Alone(form.Single(PrintingTexts.ClientCategory, typesetting.ChoicesInRow(sheet.ClientCategories, Option, whole)));
        yield return Alone(TopicsAndMeasures());
        yield return Alone(form.Single(PrintingTexts.Troubles, typesetting.ChoicesInRow(sheet.Troubles, Option, whole)));
        yield return Alone(
            form.Single(
                PrintingTexts.SalesDecline,
                typesetting.ChoicesInRow(sheet.SalesDeclines, Option, whole, PrintingTexts.SalesDeclineLead)
            )
        );
        foreach (var row in sheet.Further.Select(Further))
            yield return Alone(row);
    }

    CellRow TopicsAndMeasures()
    {
        double topics = Mm(66),
            measures = Paper.Width - FormCells.LabelWidth - topics;
        List<CellLine> heading = typesetting.Text(PrintingTexts.Measures, OptionHeading, CellRow.Inside(measures));
        return new CellRow(
            [
                form.Label(PrintingTexts.Topics, FormCells.LabelWidth),
                new Cell(topics, typesetting.ChoicesInColumn(sheet.Topics, Option, CellRow.Inside(topics)), FromTop: true),
                new Cell(
                    measures,
                    [.. heading, .. typesetting.ChoicesInColumn(sheet.Measures, Option, CellRow.Inside(measures))],
                    FromTop: true
                ),
            ],
            FormCells.RowHeight
        );
    }

    static Band Alone(CellRow row) => new(null, 0, [row]);

    static string WithUnit(string unit, string number) => Filled(unit, OrBlank(number, Blank));

    static string OrBlank(string text, string blank) => text.Length == 0 ? blank : text;
}
