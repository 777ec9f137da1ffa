using static SupportCenter.Portal.Printing.Measure;

namespace SupportCenter.Portal.Printing;

/// <summary>One cell: how wide it is (points) and the lines in it.</summary>
/// <param name="Width">Points, with the padding.</param>
/// <param name="Lines">What is in it.</param>
/// <param name="Label">Whether it is a label of the form, on a light ground.</param>
/// <param name="FromTop">Whether its lines begin at the top (long texts) and not in the middle of the height.</param>
internal sealed record Cell(double Width, List<CellLine> Lines, bool Label = false, bool FromTop = false)
{
    /// <summary>Where its text leads to, and what a screen reader says of it; null for no link.</summary>
    public (PaperPlace Place, string Says)? Link { get; init; }

    /// <summary>What it is in the document's structure; the parts of a cell that a page break divides are one.</summary>
    public PdfElement? Element { get; init; }

    /// <summary>Whether it names what other cells say. A heading of the document names what comes after the table's row, and not a
    /// cell.</summary>
    public bool IsHead => Label && Lines.TrueForAll(line => line.Level == 0);
}

/// <summary>Cells beside each other.</summary>
/// <param name="Cells">From left to right.</param>
/// <param name="MinHeight">The least height in points.</param>
/// <param name="Grows">Whether it takes its share of the space that is left over on a single page.</param>
internal sealed record CellRow(IReadOnlyList<Cell> Cells, double MinHeight, bool Grows = false)
{
    /// <summary>The padding of a cell at its left and right.</summary>
    public static readonly double PadX = Mm(1.6);

    /// <summary>The padding of a cell above and below.</summary>
    public static readonly double PadY = Mm(0.9);

    /// <summary>What it takes to show all its lines.</summary>
    public double Height => Math.Max(MinHeight, Cells.Max(cell => cell.Lines.Sum(line => line.Height)) + 2 * PadY);

    /// <summary>The width that a text has in a cell of a width.</summary>
    public static double Inside(double width) => width - 2 * PadX;

    /// <summary>
    /// Divides it for a page break: what fits into a height and what is left; null where not even two lines of a cell fit (a label counts
    /// as one that does).
    ///</summary>
    public (CellRow Head, CellRow Tail)? Split(double height)
    {
        var room = height - 2 * PadY;
        var kept = Cells.Select(cell => LinesWithin(cell, room)).ToArray();
        if (Cells.Where((cell, i) => kept[i] < Math.Min(2, cell.Lines.Count)).Any() || kept.All(lines => lines == 0))
            return null;
        var head = Cells.Select((cell, i) => cell with { Lines = cell.Lines[..kept[i]] });
        var tail = Cells.Select((cell, i) => cell with { Lines = cell.Label ? cell.Lines : cell.Lines[kept[i]..] });
        return (this with { Cells = [.. head], MinHeight = 0 }, this with { Cells = [.. tail], MinHeight = 0 });
    }

    static int LinesWithin(Cell cell, double room)
    {
        var count = 0;
        while (count < cell.Lines.Count && (room -= cell.Lines[count].Height) >= 0)
            count++;
        return count;
    }
}

/// <summary>Rows that share a label at their left, such as 確認事項 and its questions.</summary>
/// <param name="Label">Its lines; null for none.</param>
/// <param name="LabelWidth">Points.</param>
/// <param name="Rows">From top to bottom.</param>
internal sealed record Band(List<CellLine>? Label, double LabelWidth, IReadOnlyList<CellRow> Rows);

/// <summary>
/// A form of ruled cells that goes on over as many pages as its texts need: a row moves to the next page whole where it is small and is
/// divided between two lines where it is not; labels are repeated.
///</summary>
internal sealed class CellGrid(double width)
{
    // A row lower than this part of a page is not divided.
    const double Undivided = 0.3;

    readonly List<Band> bands = [];
    double top;
    bool isHeadingDrawn;

    /// <summary>Texts over the whole width without rules around them.</summary>
    /// <param name="lines">The texts.</param>
    /// <param name="height">The least height, in points.</param>
    public static CellGrid Bare(List<CellLine> lines, double height)
    {
        var grid = new CellGrid(Paper.Width) { Frame = 0 };
        grid.Add(new CellRow([new Cell(Paper.Width, lines)], height));
        return grid;
    }

    /// <summary>A row that stands again at the top of every page, such as the names of columns.</summary>
    public CellRow? Heading { get; init; }

    /// <summary>The ruling of the outer edge in points; 0 for a grid without rules.</summary>
    public double Frame { get; init; } = Paper.Thick;

    /// <summary>What it takes to show everything, in points.</summary>
    public double Height => (Heading?.Height ?? 0) + bands.Sum(band => band.Rows.Sum(row => row.Height));

    public void Add(Band band) => bands.Add(band);

    public void Add(CellRow row) => bands.Add(new Band(null, 0, [row]));

    /// <summary>Draws everything from where the page is filled, and begins new pages as needed.</summary>
    public void Draw(Paper paper)
    {
        var share = (Paper.Bottom - paper.Y - Height) / Math.Max(1, bands.Sum(band => band.Rows.Count(row => row.Grows)));
        // A grid without rules only arranges texts: it is no table.
        var structure =
            Frame > 0 ? new GridStructure(paper, [.. Heading is null ? [] : new[] { new Band(null, 0, [Heading]) }, .. bands]) : null;
        structure?.Begin();
        Begin(paper, structure);
        foreach (var band in bands)
            DrawBand(paper, band, share, structure);
        End(paper);
        structure?.End();
    }

    void DrawBand(Paper paper, Band band, double share, GridStructure? structure)
    {
        var start = paper.Y;
        var label = new BandLabel(band, structure?.LabelOf(band));
        foreach (var untagged in band.Rows)
        {
            var row = structure?.RowOf(band, untagged, label.Element) ?? untagged;
            var left = row.Grows && share > 0 ? row with { MinHeight = row.Height + share } : row;
            while (left.Height > Paper.Bottom - paper.Y + 0.01)
            {
                var parts = left.Height > (Paper.Bottom - Paper.Top) * Undivided ? left.Split(Paper.Bottom - paper.Y) : null;
                if (parts is var (head, tail))
                {
                    DrawRow(paper, head, band);
                    left = tail;
                }

                DrawLabel(paper, label, start);
                BreakPage(paper, structure);
                start = paper.Y;
            }

            DrawRow(paper, left, band);
        }

        DrawLabel(paper, label, start);
    }

    void DrawRow(Paper paper, CellRow row, Band band)
    {
        var x = Paper.Left + band.LabelWidth;
        var height = row.Height;
        foreach (var cell in row.Cells)
        {
            if (cell.Label)
                paper.Ground(x, paper.Y, cell.Width, height);
            x += cell.Width;
        }

        x = Paper.Left + band.LabelWidth;
        foreach (var cell in row.Cells)
        {
            if (Frame > 0)
                paper.Box(x, paper.Y, cell.Width, height);
            x += cell.Width;
        }

        x = Paper.Left + band.LabelWidth;
        foreach (var cell in row.Cells)
        {
            DrawCell(paper, cell, x, height);
            x += cell.Width;
        }

        paper.Y += height;
    }

    static void DrawCell(Paper paper, Cell cell, double x, double height)
    {
        var outer = cell.Element is { } element ? paper.Resume(element) : null;
        if (cell.Link is var (place, says))
            paper.Link(place, says, x, paper.Y, cell.Width, height, () => DrawLines(paper, cell, x, height));
        else
            DrawLines(paper, cell, x, height);
        if (outer is not null)
            paper.Resume(outer);
    }

    static void DrawLines(Paper paper, Cell cell, double x, double height)
    {
        var spare = height - cell.Lines.Sum(line => line.Height);
        paper.Draw(cell.Lines, x + CellRow.PadX, paper.Y + (cell.FromTop ? CellRow.PadY : spare / 2));
    }

    static void DrawLabel(Paper paper, BandLabel label, double start)
    {
        if (label.Band.Label is not { } lines || paper.Y - start < 1)
            return;
        var (end, width) = (paper.Y, label.Band.LabelWidth);
        paper.Y = start;
        paper.Ground(Paper.Left, start, width, end - start);
        paper.Box(Paper.Left, start, width, end - start);
        void Draw() => DrawCell(paper, new Cell(width, lines) { Element = label.IsDrawn ? null : label.Element }, Paper.Left, end - start);
        if (label.IsDrawn)
            paper.Repeat(Draw);
        else
            Draw();
        label.IsDrawn = true;
        paper.Y = end;
    }

    void BreakPage(Paper paper, GridStructure? structure)
    {
        End(paper);
        paper.NewPage();
        Begin(paper, structure);
    }

    void Begin(Paper paper, GridStructure? structure)
    {
        top = paper.Y;
        if (Heading is null)
            return;
        var band = new Band(null, 0, [Heading]);
        if (isHeadingDrawn || structure is null)
            paper.Repeat(() => DrawRow(paper, Heading, band));
        else
            DrawRow(paper, structure.RowOf(band, Heading, null), band);
        isHeadingDrawn = true;
    }

    void End(Paper paper)
    {
        if (Frame > 0 && paper.Y > top)
            paper.Box(Paper.Left, top, width, paper.Y - top, Frame);
    }

    // A label stands again on each page that its rows go on to; it is said once.
    sealed class BandLabel(Band band, PdfElement? element)
    {
        public Band Band => band;

        public PdfElement? Element => element;

        public bool IsDrawn { get; set; }
    }
}
