using static System.FormattableString;
using static SupportCenter.Portal.Printing.Measure;
using static SupportCenter.Portal.Printing.PdfFileWriter;

namespace SupportCenter.Portal.Printing;

/// <summary>A4 pages to draw on, from the top down; the only class that draws. Measures in points from the upper left corner. Every text
/// belongs to an element of the structure or to the edge of a page; a text that belongs to nothing is an error of the program.</summary>
internal sealed partial class Paper : IDisposable
{
    public const double Thin = 0.5;
    public const double Thick = 1.1;

    const double BaselinePart = 0.88; // The ascent of both typefaces' Japanese glyphs, as a part of the type size.
    const string Tagged = "/Lang(ja-JP)/MarkInfo<</Marked true>>/ViewerPreferences<</DisplayDocTitle true>>";
    const double Dark = 0.45;
    const double Shade = 0.92;

    static readonly double Height = Mm(297);
    static readonly string MediaBox = Invariant($"[0 0 {Mm(210):0.###} {Height:0.###}]");

    readonly PdfFileWriter file = new();
    readonly PdfStructure structure;
    readonly PdfOutline outline = new();
    readonly Dictionary<PaperFace, EmbeddedFont> fonts = [];
    readonly List<List<int>> parts = [];
    readonly List<Sheet> sheets = [];
    readonly int pageTree;
    readonly int resources;
    readonly string title;
    readonly DateTimeOffset printedAt;
    Action<Paper, int> startPage;
    Sheet current = null!;

    /// <summary>Takes the file's title, which must not tell whom it is about, and what is drawn at the head of every page.</summary>
    public Paper(string title, DateTimeOffset printedAt, Action<Paper, int> startPage)
    {
        (this.title, this.printedAt, this.startPage) = (title, printedAt, startPage);
        structure = new PdfStructure(file);
        (pageTree, resources) = (file.Reserve(), file.Reserve());
    }

    /// <summary>Who answers for the document, for the file's own properties; empty where it is not said.</summary>
    public string Author { get; init; } = "";

    public static double Left => Mm(15);

    public static double Width => Mm(180);

    public static double Right => Left + Width;

    public static double Top => Mm(12);

    public static double Bottom => Mm(280);

    /// <summary>How far the page is filled.</summary>
    public double Y { get; set; }

    /// <summary>Pages begun so far in this part of the document.</summary>
    public int PageCount => sheets.Count;

    /// <summary>Where the page is filled to, to be gone to from elsewhere.</summary>
    public PaperPlace Here => new(current.Id, Y);

    /// <summary>Begins a page and draws its head.</summary>
    public void NewPage()
    {
        CloseMark();
        if (sheets.Count == 0)
            structure.BeginPart();
        current = new Sheet(file.Reserve(), new PdfContent(Height));
        current.Content.Begin();
        sheets.Add(current);
        Y = Top;
        OnEdge("Header", () => startPage(this, sheets.Count));
    }

    /// <summary>Begins another part of the document with pages, heads and feet of its own, when the one before is ended.</summary>
    public void BeginPart(Action<Paper, int> drawHead)
    {
        if (sheets.Count > 0)
            throw new InvalidOperationException("The part before is not ended.");
        startPage = drawHead;
    }

    /// <summary>Draws the foot of each page of the part, now that their number is known, and writes the part: it can be drawn on no more,
    /// and is not held in memory any more.</summary>
    /// <param name="at">Which part of the document it is; without it the last one so far.</param>
    public void EndPart(Action<Paper, int, int>? drawFoot = null, int? at = null)
    {
        CloseMark();
        for (var page = 0; page < sheets.Count && drawFoot is not null; page++)
        {
            current = sheets[page];
            var number = page + 1;
            OnEdge("Footer", () => drawFoot(this, number, sheets.Count));
        }

        var place = at ?? parts.Count;
        parts.Insert(place, [.. sheets.Select(sheet => sheet.Id)]);
        foreach (var sheet in sheets)
            WritePage(sheet);
        structure.EndPart(place);
        sheets.Clear();
    }

    /// <summary>Ends the part that is being drawn, and gives the file.</summary>
    public RenderedPdf Finish(UndrawnTally undrawn, Action<Paper, int, int>? drawFoot = null)
    {
        if (sheets.Count > 0)
            EndPart(drawFoot);
        var pages = parts.SelectMany(part => part).ToList();
        file.Write(pageTree, $"<</Type/Pages/Count {pages.Count}/Kids[{References(pages)}]>>");
        var faces = string.Concat(fonts.Values.Select(font => Invariant($"/F{font.Number} {font.Write(file)} 0 R")));
        // A grey that does not depend on a device; the white is that of D65.
        file.Write(
            resources,
            $"<</ProcSet[/PDF/Text]/ColorSpace<</Grey[/CalGray<</WhitePoint[0.9505 1 1.089]/Gamma 2.2>>]>>/Font<<{faces}>>>>"
        );
        var metadata = new PdfMetadata(title, Author, printedAt);
        var packet = file.Reserve();
        file.WriteStream(packet, "/Type/Metadata/Subtype/XML", metadata.Packet(), compress: false);
        var marks = outline.Write(file, pages, Height);
        var shown = marks == 0 ? "" : Invariant($"/Outlines {marks} 0 R/PageMode/UseOutlines");
        var catalog = file.Write(
            Invariant(
                $"<</Type/Catalog/Pages {pageTree} 0 R{Tagged}/StructTreeRoot {structure.Finish()} 0 R/Metadata {packet} 0 R{shown}>>"
            )
        );
        return new RenderedPdf(file.Finish(catalog, file.Write(metadata.Information())), pages.Count, undrawn.ToList());
    }

    /// <summary>The same with the foot that every page of a document has.</summary>
    public RenderedPdf Finish(Typesetting typesetting, PrintMark print)
    {
        PageEdges.CountFoot(typesetting, print);
        return Finish(typesetting.Undrawn, (page, number, count) => PageEdges.DrawFoot(page, number, count, print, typesetting.Undrawn));
    }

    public void Dispose() => file.Dispose();

    public void Line(double x1, double y1, double x2, double y2, double weight = Thin, bool dashed = false)
    {
        EnterShape();
        current.Content.Lines(weight, dashed, (x1, y1), (x2, y2));
    }

    public void Box(double x, double y, double width, double height, double weight = Thin)
    {
        EnterShape();
        current.Content.Box(x, y, width, height, weight);
    }

    /// <summary>The light ground of labels: seen on any printer, and readable in a copy of a copy.</summary>
    public void Ground(double x, double y, double width, double height)
    {
        EnterShape();
        current.Content.Fill(x, y, width, height, Shade);
    }

    /// <summary>A bar of a chart, dark with an outline; hatched for what is not known, so that print and copy tell them apart.</summary>
    public void Bar(double x, double y, double width, double height, bool hatched)
    {
        if (width <= 0)
            return;
        EnterShape();
        if (hatched)
        {
            for (var at = x; at < x + width; at += 3)
                Line(at, y + height, Math.Min(at + height, x + width), y);
        }
        else
        {
            current.Content.Fill(x, y, width, height, Dark);
        }

        Box(x, y, width, height);
    }

    /// <summary>Draws a line of a cell whose upper left corner is given.</summary>
    public void Draw(CellLine line, double x, double y) => Draw([line], x, y);

    /// <summary>Draws lines one under another. Outside of tables and pictures they become headings and paragraphs.</summary>
    public void Draw(IReadOnlyList<CellLine> lines, double x, double y)
    {
        for (var at = 0; at < lines.Count; )
        {
            var level = lines[at].Level;
            var wraps = edge is null && (level > 0 || structure.IsGrouping);
            if (wraps)
                structure.Begin(level > 0 ? Invariant($"H{level}") : "P");
            for (; at < lines.Count && lines[at].Level == level; at++)
            {
                DrawLine(lines[at], x, y);
                y += lines[at].Height;
            }

            if (wraps)
                End();
        }
    }

    /// <summary>Draws a picture that has a text in its place for those who do not see it.</summary>
    public void Picture(string alternative, double x, double y, double width, double height, Action draw)
    {
        var box = Invariant($"[{x:0.##} {Height - y - height:0.##} {x + width:0.##} {Height - y:0.##}]");
        Begin("Figure", $"<</O/Layout/BBox{box}/Placement/Block>>").Alternative = alternative;
        draw();
        End();
    }

    /// <summary>Draws a text that leads to another place of the document.</summary>
    /// <param name="says">What a screen reader says of it.</param>
    public void Link(PaperPlace place, string says, double x, double y, double width, double height, Action draw)
    {
        Begin("Link");
        draw();
        var annotation = file.Reserve();
        var destination = place.Destination(Height);
        var key = structure.AddAnnotation(annotation);
        var box = Invariant($"[{x:0.##} {Height - y - height:0.##} {x + width:0.##} {Height - y:0.##}]");
        file.Write(
            annotation,
            Invariant(
                $"<</Type/Annot/Subtype/Link/Rect{box}/Border[0 0 0]/F 4/Contents {Text(says)}/StructParent {key}/Dest{destination}>>"
            )
        );
        current.Links.Add(annotation);
        End();
    }

    /// <summary>A bookmark at a place; the first level is 1.</summary>
    public void Bookmark(string text, int level, PaperPlace place) => outline.Add(text, level, place);

    void DrawLine(CellLine line, double x, double y)
    {
        foreach (var mark in line.Marks)
        {
            EnterText();
            var baseline = y + (line.Height - mark.Size) / 2 + mark.Size * BaselinePart;
            if (mark is TextMark text)
                DrawText(text, x + mark.X, baseline);
            else if (mark is TickMark tick)
                DrawTick(tick, x + mark.X, baseline);
        }
    }

    // A run of characters of one typeface at a time.
    void DrawText(TextMark text, double x, double baseline)
    {
        var characters = text.Characters;
        Span<ushort> glyphs = characters.Count <= 256 ? stackalloc ushort[characters.Count] : new ushort[characters.Count];
        for (var start = 0; start < characters.Count; )
        {
            var face = characters[start].Face;
            var font = FontOf(face);
            var width = 0.0;
            var end = start;
            for (; end < characters.Count && characters[end].Face == face; end++)
            {
                glyphs[end] = font.NumberOf(characters[end]);
                width += characters[end].Advance;
            }

            current.Content.Text(font.Number, text.Size, x, baseline, glyphs[start..end]);
            x += width * text.Size;
            start = end;
        }
    }

    EmbeddedFont FontOf(PaperFace face)
    {
        if (!fonts.TryGetValue(face, out var font))
            fonts.Add(face, font = new EmbeddedFont(face, fonts.Count + 1));
        return font;
    }

    void DrawTick(TickMark tick, double x, double baseline)
    {
        var side = tick.Size * 0.8;
        var (left, top) = (x + tick.Size * 0.08, baseline - tick.Size * 0.74);
        current.Content.BeginStandIn(tick.Ticked ? "☑" : "☐");
        current.Content.Box(left, top, side, side, 0.6);
        if (tick.Ticked)
        {
            current.Content.Lines(
                1.5,
                dashed: false,
                (left + side * 0.14, top + side * 0.42),
                (left + side * 0.42, top + side * 0.78),
                (left + side * 1.02, top - side * 0.12)
            );
        }

        current.Content.EndMarked();
    }

    void WritePage(Sheet sheet)
    {
        var content = file.WriteStream("", sheet.Content.Bytes);
        var links = sheet.Links.Count == 0 ? "" : $"/Annots[{References(sheet.Links)}]";
        var key = structure.AddPage(sheet.Marks);
        var used = Invariant($"/Resources {resources} 0 R");
        file.Write(
            sheet.Id,
            Invariant(
                $"<</Type/Page/Parent {pageTree} 0 R/MediaBox{MediaBox}{used}/Contents {content} 0 R/Tabs/S/StructParents {key}{links}>>"
            )
        );
    }

    sealed class Sheet(int id, PdfContent content)
    {
        public int Id => id;

        public PdfContent Content => content;

        /// <summary>The element of each marked content, by its number.</summary>
        public List<PdfElement> Marks { get; } = [];

        public List<int> Links { get; } = [];
    }
}
