using static SupportCenter.Portal.Printing.Measure;

namespace SupportCenter.Portal.Printing;

/// <summary>相談票の綴り: a cover, the contents with links, and the records one after another as each is printed alone, with bookmarks by day.
/// Records are written as they come and are not held: memory grows with the file alone.</summary>
public sealed class RecordBinderPdf : IDisposable
{
    static readonly TextStyle Title = new(20, Weight.Bold) { Level = 1 };
    static readonly TextStyle PartTitle = new(14, Weight.Bold) { Level = 1 };
    static readonly TextStyle Plain = new(9.5);
    static readonly TextStyle Small = new(8);
    static readonly TextStyle Entry = new(9, Spacing: 1.35);
    static readonly double FactLabel = Mm(36);
    static readonly double BindingTop = Mm(5);
    static readonly double EntryHeight = Mm(7);
    static readonly double ContentsHead = Mm(11);

    // The head and the names of the columns stand again on each page of the contents.
    static readonly int EntriesOnPage = (int)((Paper.Bottom - Paper.Top - ContentsHead - FormCells.RowHeight) / EntryHeight);

    static readonly (Func<string> Name, double Width)[] Columns =
    [
        (() => PrintingTexts.BinderNumber, Mm(13)),
        (() => PrintingTexts.ClinicDate, Mm(42)),
        (() => PrintingTexts.Slot, Mm(28)),
        (() => PrintingTexts.BusinessName, Mm(52)),
        (() => PrintingTexts.Scrivener, Mm(30)),
        (() => PrintingTexts.BinderPage, Mm(15)),
    ];

    readonly BinderSheet binder;
    readonly int count;
    readonly int contentsPages;
    readonly Paper paper;
    readonly Typesetting typesetting = new();
    readonly UndrawnTally undrawn = new();
    readonly FormCells form;
    readonly List<Bound> records = [];
    int page;
    string day = "";

    /// <summary>Begins a binder of so many records.</summary>
    public RecordBinderPdf(BinderSheet binder, int count)
    {
        (this.binder, this.count) = (binder, count);
        contentsPages = (count + EntriesOnPage - 1) / EntriesOnPage;
        form = new FormCells(typesetting) { ValueStyle = Entry, LabelStyle = new TextStyle(8.5) };
        paper = new Paper(PrintingTexts.BinderTitle, binder.Print.At, (_, _) => { }) { Author = PrintingTexts.CentreName };
        page = 1 + contentsPages; // The cover and the contents come before the records.
    }

    /// <summary>The whole binder of records that are there already.</summary>
    public static RenderedPdf Render(BinderSheet binder, IReadOnlyList<ConsultationSheet> records)
    {
        using var pdf = new RecordBinderPdf(binder, records.Count);
        foreach (var record in records)
            pdf.Add(record);
        return pdf.Finish();
    }

    /// <summary>Adds the next record.</summary>
    public void Add(ConsultationSheet record)
    {
        if (records.Count == count)
            throw new InvalidOperationException("The binder has more records than its contents have room for.");
        var first = page + 1;
        PaperPlace place = default;
        var (pages, notDrawn) = ConsultationPdf.DrawPart(paper, record, (part, number) =>
        {
            DrawBinding(part, page + number);
            if (number == 1)
                place = part.Here;
        });
        undrawn.Add(notDrawn);
        page += pages;
        if (record.ClinicDate != day)
            paper.Bookmark(day = record.ClinicDate, 1, place);
        paper.Bookmark($"{record.Slot}　{record.BusinessName}", 2, place);
        records.Add(new Bound(record.ClinicDate, record.Slot, record.BusinessName, record.Scrivener, first, place));
    }

    /// <summary>Draws the cover and the contents, which come first, and gives the file.</summary>
    public RenderedPdf Finish()
    {
        PageEdges.CountFoot(typesetting, binder.Print);
        paper.BeginPart((part, number) => DrawBinding(part, number));
        paper.NewPage();
        paper.Bookmark(PrintingTexts.BinderTitle, 1, paper.Here);
        Cover().Draw(paper);
        Facts().Draw(paper);
        paper.Y += Mm(6);
        paper.Draw(typesetting.Text(PrintingTexts.BinderCare, Plain, Paper.Width), Paper.Left, paper.Y);
        paper.EndPart(DrawFoot, at: 0);
        paper.BeginPart((part, number) => DrawBinding(part, 1 + number));
        // As many pages as the records' own page numbers count on, though one of them may have been deleted meanwhile.
        for (var at = 0; at < contentsPages; at++)
        {
            paper.NewPage();
            if (at == 0)
                paper.Bookmark(PrintingTexts.BinderContents, 1, paper.Here);
            DrawContents([.. records.Skip(at * EntriesOnPage).Take(EntriesOnPage)], at);
        }

        if (paper.PageCount > 0)
            paper.EndPart(DrawFoot, at: 1);
        undrawn.Add(typesetting.Undrawn);
        return paper.Finish(undrawn);
    }

    /// <inheritdoc />
    public void Dispose() => paper.Dispose();

    // Above what the record's own page begins with: which binder it is bound in, and where.
    void DrawBinding(Paper part, int number) =>
        part.Draw(
            Typesetting.Heading(Filled(PrintingTexts.BinderMark, binder.Reference, number), Small, Paper.Width, Align.Right),
            Paper.Left,
            BindingTop
        );

    void DrawFoot(Paper part, int number, int pages) => PageEdges.DrawFoot(part, number, pages, binder.Print, typesetting.Undrawn);

    CellGrid Cover()
    {
        var inside = CellRow.Inside(Paper.Width);
        List<CellLine> lines =
        [
            .. typesetting.Text(PrintingTexts.BinderTitle, Title, inside, Align.Middle),
            .. typesetting.Text(PrintingTexts.CentreName, Plain, inside, Align.Middle),
        ];
        return CellGrid.Bare(lines, Mm(70));
    }

    CellGrid Facts()
    {
        var cells = new FormCells(typesetting) { LabelStyle = new TextStyle(9.5) };
        var grid = new CellGrid(Paper.Width);
        var pages = Filled(PrintingTexts.BinderPages, page);
        foreach (var fact in binder.Facts.Append(new BinderFact(PrintingTexts.BinderPagesLabel, pages)))
            grid.Add(new CellRow([cells.Label(fact.Label, FactLabel), cells.Value(fact.Text, Paper.Width - FactLabel)], Mm(9)));
        return grid;
    }

    void DrawContents(Bound[] entries, int at)
    {
        var heading = Typesetting.Heading(PrintingTexts.BinderContents, PartTitle, Paper.Width);
        if (at == 0)
            paper.Draw(heading, Paper.Left, paper.Y);
        else
            paper.Repeat(() => paper.Draw(heading, Paper.Left, paper.Y));
        paper.Y += ContentsHead;
        var grid = new CellGrid(Paper.Width)
        {
            Heading = new CellRow([.. Columns.Select(column => form.Label(column.Name(), column.Width))], FormCells.RowHeight),
        };
        var number = at * EntriesOnPage;
        foreach (var entry in entries)
            grid.Add(Row(entry, ++number));
        grid.Draw(paper);
    }

    // One line each, so that the number of pages is known beforehand; what is cut off is in full on the record.
    CellRow Row(Bound entry, int number)
    {
        string[] texts = [$"{number}", entry.Date, entry.Slot, entry.BusinessName, entry.Scrivener, $"{entry.Page}"];
        return new CellRow(
            [
                .. texts.Select(
                    (text, at) =>
                    {
                        var width = Columns[at].Width;
                        var align = at is 0 || at == texts.Length - 1 ? Align.Right : Align.Left;
                        var cell = new Cell(width, [Typesetting.Heading(text, Entry, CellRow.Inside(width), align)]);
                        return at == texts.Length - 1
                            ? cell with
                            {
                                Link = (entry.Place, Filled(PrintingTexts.BinderGoTo, entry.Page)),
                            }
                            : cell;
                    }
                ),
            ],
            EntryHeight
        );
    }

    sealed record Bound(string Date, string Slot, string BusinessName, string Scrivener, int Page, PaperPlace Place);
}
