using PdfSharp.Drawing;
using PdfSharp.Fonts;
using PdfSharp.Pdf;
using static SupportCenter.Portal.Printing.Measure;

namespace SupportCenter.Portal.Printing;

/// <summary>A4 pages to draw on, from the top down; the only class that draws. Measures in points from the upper left corner.</summary>
internal sealed class Paper : IDisposable
{
    public const double Thin = 0.5;
    public const double Thick = 1.1;

    const double BaselinePart = 0.88; // The ascent of both typefaces' Japanese glyphs, as a part of the type size.

    static readonly XColor Ink = XColor.FromGrayScale(0);
    static readonly XSolidBrush InkBrush = new(Ink);
    static readonly XSolidBrush Dark = new(XColor.FromGrayScale(0.45));
    static readonly XSolidBrush Shade = new(XColor.FromGrayScale(0.92));

    readonly PdfDocument document;
    readonly List<XGraphics> pages = [];
    readonly GlyphTexts texts = new();
    readonly Action<Paper, int> startPage;
    CodePointGlyphIndexPair[] glyphs = [];

    /// <summary>Takes the file's title, which must not tell whom it is about, and what is drawn at the head of every page.</summary>
    public Paper(string title, DateTimeOffset printedAt, Action<Paper, int> startPage)
    {
        PaperFonts.Prepare();
        this.startPage = startPage;
        document = new PdfDocument();
        document.Info.Title = title;
        document.Info.CreationDate = printedAt.UtcDateTime;
        document.Info.ModificationDate = printedAt.UtcDateTime;
        document.Language = "ja-JP";
        document.ViewerPreferences.DisplayDocTitle = true;
        document.Options.FlateEncodeMode = PdfFlateEncodeMode.BestSpeed; // A third of the time for half as many bytes again.
        // PDFsharp would search each character in the typeface's table from the start; the glyphs are known already.
        document.RenderEvents.RenderTextEvent += (_, text) => text.CodePointGlyphIndexPairs = glyphs;
    }

    /// <summary>Who answers for the document, for the file's own properties; empty where it is not said.</summary>
    public string Author
    {
        init => document.Info.Author = value;
    }

    public static double Left => Mm(15);

    public static double Width => Mm(180);

    public static double Right => Left + Width;

    public static double Top => Mm(12);

    public static double Bottom => Mm(280);

    /// <summary>How far the page is filled.</summary>
    public double Y { get; set; }

    /// <summary>Pages begun so far.</summary>
    public int PageCount => pages.Count;

    XGraphics Graphics => pages[^1];

    /// <summary>Begins a page and draws its head.</summary>
    public void NewPage()
    {
        var page = document.AddPage();
        page.Width = XUnit.FromMillimeter(210);
        page.Height = XUnit.FromMillimeter(297);
        pages.Add(XGraphics.FromPdfPage(page));
        Y = Top;
        startPage(this, pages.Count);
    }

    public void Line(double x1, double y1, double x2, double y2, double weight = Thin, bool dashed = false) =>
        Graphics.DrawLine(PenOf(weight, dashed), x1, y1, x2, y2);

    public void Box(double x, double y, double width, double height, double weight = Thin) =>
        Graphics.DrawRectangle(PenOf(weight), x, y, width, height);

    /// <summary>The light ground of labels: seen on any printer, and readable in a copy of a copy.</summary>
    public void Ground(double x, double y, double width, double height) => Graphics.DrawRectangle(Shade, x, y, width, height);

    /// <summary>A bar of a chart, dark with an outline; hatched for what is not known, so that print and copy tell them apart.</summary>
    public void Bar(double x, double y, double width, double height, bool hatched)
    {
        if (width <= 0)
            return;
        if (hatched)
        {
            for (var at = x; at < x + width; at += 3)
                Line(at, y + height, Math.Min(at + height, x + width), y);
        }
        else
        {
            Graphics.DrawRectangle(Dark, x, y, width, height);
        }

        Box(x, y, width, height);
    }

    /// <summary>Draws a line of a cell whose upper left corner is given.</summary>
    public void Draw(CellLine line, double x, double y)
    {
        foreach (var mark in line.Marks)
        {
            var baseline = y + (line.Height - mark.Size) / 2 + mark.Size * BaselinePart;
            if (mark is TextMark text)
                DrawText(text, x + mark.X, baseline);
            else if (mark is TickMark tick)
                DrawTick(tick, x + mark.X, baseline);
        }
    }

    /// <summary>Draws lines one under another.</summary>
    public void Draw(IEnumerable<CellLine> lines, double x, double y)
    {
        foreach (var line in lines)
        {
            Draw(line, x, y);
            y += line.Height;
        }
    }

    /// <summary>Draws the foot of each page, now that their number is known, and gives the file.</summary>
    public RenderedPdf Finish(UndrawnTally undrawn, Action<Paper, int, int>? drawFoot = null)
    {
        var drawn = pages.ToArray();
        for (var i = 0; i < drawn.Length && drawFoot is not null; i++)
        {
            pages.Add(drawn[i]); // The page to draw on is the last.
            drawFoot(this, i + 1, drawn.Length);
        }

        foreach (var page in drawn)
            page.Dispose();
        texts.WriteTo(document);
        using var file = new MemoryStream(capacity: 256 * 1024);
        document.Save(file, closeStream: false);
        var bytes = file.ToArray();
        SteadyFile.Steady(bytes);
        return new RenderedPdf(bytes, drawn.Length, undrawn.ToList());
    }

    public void Dispose() => document.Dispose();

    // A run of characters of one typeface at a time.
    void DrawText(TextMark text, double x, double baseline)
    {
        var characters = text.Characters;
        for (var start = 0; start < characters.Count; )
        {
            var face = characters[start].Face;
            var end = start + 1;
            while (end < characters.Count && characters[end].Face == face)
                end++;
            glyphs = new CodePointGlyphIndexPair[end - start];
            var width = 0.0;
            for (var i = start; i < end; i++)
            {
                var character = characters[i];
                texts.Add(character);
                // Two forms of one character are two glyphs: PDFsharp is to know them by the glyph alone.
                glyphs[i - start] = new CodePointGlyphIndexPair(character.Glyph, character.Glyph);
                width += character.Advance;
            }

            Graphics.DrawString(new string(' ', glyphs.Length), face.At(text.Size), InkBrush, x, baseline);
            x += width * text.Size;
            start = end;
        }
    }

    void DrawTick(TickMark tick, double x, double baseline)
    {
        var side = tick.Size * 0.8;
        var (left, top) = (x + tick.Size * 0.08, baseline - tick.Size * 0.74);
        Box(left, top, side, side, 0.6);
        if (!tick.Ticked)
            return;
        Graphics.DrawLines(
            PenOf(1.5),
            [
                new XPoint(left + side * 0.14, top + side * 0.42),
                new XPoint(left + side * 0.42, top + side * 0.78),
                new XPoint(left + side * 1.02, top - side * 0.12),
            ]
        );
    }

    static XPen PenOf(double weight, bool dashed = false) =>
        dashed ? new XPen(Ink, weight) { DashStyle = XDashStyle.Dash } : new XPen(Ink, weight);
}
