using System.Globalization;
using static SupportCenter.Portal.Printing.Measure;

namespace SupportCenter.Portal.Printing;

/// <summary>月次報告 and 年度報告: figures, tables and a chart, without a name of a business; a year with a cover and its contents. No type
/// below 9 points; what differs, differs without colour.</summary>
public sealed class ReportPdf
{
    static readonly TextStyle Title = new(15, Weight.Bold) { Level = 1 };
    static readonly TextStyle Period = new(13, Weight.Bold);
    static readonly TextStyle CoverTitle = new(18, Weight.Bold) { Level = 1 };
    static readonly TextStyle CoverPeriod = new(15, Weight.Bold);
    static readonly TextStyle Entry = new(10, Spacing: 1.25);
    static readonly TextStyle PartTitle = new(12, Weight.Bold) { Level = 2 };
    static readonly TextStyle TableTitle = new(10, Weight.Bold) { Level = 3 };
    static readonly TextStyle Plain = new(9, Spacing: 1.25);
    static readonly TextStyle Bold = new(9, Weight.Bold, Spacing: 1.25);

    static readonly double Pad = Mm(0.8);
    static readonly double Gap = Mm(3);
    static readonly double Gutter = Mm(6);
    static readonly double BarHeight = Mm(1.3);
    static readonly double ChartHeight = Mm(58);
    static readonly double CirculationWidth = Mm(19);
    static readonly double CirculationHeight = Mm(20);
    static readonly double ContentsTop = Mm(150);
    static readonly double PageWidth = Mm(20);
    const int CoverPages = 1;
    const int ManyColumns = 7;
    const int FewColumns = 2;

    readonly ReportSheet sheet;
    readonly PrintMark print;
    readonly Typesetting typesetting = new();

    ReportPdf(ReportSheet sheet, PrintMark print) => (this.sheet, this.print) = (sheet, print);

    static double ColumnWidth => (Paper.Width - Gutter) / 2;

    /// <summary>The file; a function of what it is given alone.</summary>
    public static RenderedPdf Render(ReportSheet sheet, PrintMark print) => new ReportPdf(sheet, print).Render();

    RenderedPdf Render()
    {
        using var paper = new Paper($"{sheet.Title} {sheet.Period}", print.At, DrawHead) { Author = PrintingTexts.CentreName };
        var contents = sheet.Parts.Select((part, at) => DrawPart(paper, part, at == 0)).ToList();
        foreach (var text in sheet.Closing)
            DrawText(paper, text);
        DrawText(paper, new ReportText(sheet.Definitions[0], [.. sheet.Definitions.Skip(1).Select(line => PrintingTexts.Bullet + line)]));
        PageEdges.CountFoot(typesetting, print);
        if (!sheet.HasCover)
            return paper.Finish(typesetting.Undrawn, DrawFoot(1, 0));
        // The cover comes first and is drawn last, when it is known where the parts begin.
        var pages = paper.PageCount;
        paper.EndPart(DrawFoot(1 + CoverPages, CoverPages));
        paper.BeginPart((_, _) => { });
        paper.NewPage();
        DrawCover(paper, contents);
        paper.EndPart(DrawFoot(1, pages), at: 0);
        return paper.Finish(typesetting.Undrawn);
    }

    /// <summary>The foot of pages that are counted from a number, with so many others beside them.</summary>
    Action<Paper, int, int> DrawFoot(int from, int others) =>
        (page, number, count) => PageEdges.DrawFoot(page, from + number - 1, count + others, print, typesetting.Undrawn, Plain);

    void DrawHead(Paper paper, int page)
    {
        if (page > 1 || sheet.HasCover)
            PageEdges.DrawHead(paper, $"{sheet.Title}　{sheet.Period}");
    }

    void DrawCover(Paper paper, IReadOnlyList<PartPlace> contents)
    {
        paper.Bookmark(PrintingTexts.ReportCover, 1, paper.Here);
        DrawCirculation(paper);
        paper.Y += Mm(40);
        Write(paper, sheet.Title, CoverTitle, Paper.Width, Align.Middle);
        paper.Y += Gap;
        Write(paper, sheet.Period, CoverPeriod, Paper.Width, Align.Middle);
        paper.Y += 2 * Gap;
        foreach (var fact in sheet.Facts)
            Write(paper, fact, Entry, Paper.Width, Align.Middle);
        if (sheet.Missing.Count > 0)
            Write(paper, string.Join('、', sheet.Missing), Bold, Paper.Width, Align.Middle);
        paper.Y = ContentsTop;
        Write(paper, PrintingTexts.BinderContents, PartTitle, Paper.Width);
        paper.Y += Pad;
        var form = new FormCells(typesetting) { LabelStyle = Bold };
        var grid = new CellGrid(Paper.Width)
        {
            Heading = new CellRow(
                [form.Label(PrintingTexts.ReportPart, Paper.Width - PageWidth), form.Label(PrintingTexts.BinderPage, PageWidth)],
                FormCells.RowHeight
            ),
        };
        foreach (var part in contents)
            grid.Add(
                new CellRow(
                    [
                        new Cell(Paper.Width - PageWidth, typesetting.Text(part.Title, Entry, CellRow.Inside(Paper.Width - PageWidth))),
                        new Cell(PageWidth, [Typesetting.Heading(Number(part.Page), Entry, CellRow.Inside(PageWidth), Align.Right)])
                        {
                            Link = (part.Place, Filled(PrintingTexts.BinderGoTo, part.Page)),
                        },
                    ],
                    Mm(8)
                )
            );
        grid.Draw(paper);
    }

    static string Number(int page) => page.ToString(CultureInfo.InvariantCulture);

    /// <summary>供覧: the boxes at the right of the page's head; gives where they begin and end.</summary>
    (double Left, double Bottom) DrawCirculation(Paper paper)
    {
        var boxes = sheet.Circulation.Skip(1).ToList();
        if (boxes.Count == 0)
            return (Paper.Right, paper.Y);
        var left = Paper.Right - CirculationWidth * boxes.Count;
        var top = paper.Y + Bold.LineHeight;
        paper.Draw(Typesetting.Heading(sheet.Circulation[0], Bold, CirculationWidth), left, paper.Y);
        for (var at = 0; at < boxes.Count; at++)
        {
            var x = left + at * CirculationWidth;
            paper.Ground(x, top, CirculationWidth, Plain.LineHeight + Pad);
            paper.Box(x, top, CirculationWidth, Plain.LineHeight + Pad);
            paper.Box(x, top, CirculationWidth, CirculationHeight);
            paper.Draw(typesetting.Text(boxes[at], Plain, CirculationWidth, Align.Middle), x, top + Pad / 2);
        }

        return (left - Gutter, top + CirculationHeight);
    }

    void DrawFirstHead(Paper paper)
    {
        var (right, bottom) = DrawCirculation(paper);
        Write(paper, sheet.Title, Title, right - Paper.Left);
        Write(paper, sheet.Period, Period, right - Paper.Left);
        foreach (var fact in sheet.Facts)
            Write(paper, fact, Plain, right - Paper.Left);
        paper.Y = Math.Max(paper.Y, bottom) + Gap;
        if (sheet.Missing.Count > 0)
            Write(paper, string.Join('、', sheet.Missing), Bold, Paper.Width);
        paper.Y += Gap;
    }

    /// <summary>Draws a part on pages of its own; gives where it begins.</summary>
    PartPlace DrawPart(Paper paper, ReportPart part, bool isFirst)
    {
        paper.NewPage();
        var place = new PartPlace(part.Title, paper.PageCount + (sheet.HasCover ? CoverPages : 0), paper.Here);
        if (sheet.HasCover)
            paper.Bookmark(part.Title, 1, paper.Here);
        if (isFirst && !sheet.HasCover)
            DrawFirstHead(paper);
        Write(paper, part.Title, PartTitle, Paper.Width);
        paper.Line(Paper.Left, paper.Y, Paper.Right, paper.Y, Paper.Thick);
        paper.Y += Gap;
        if (part.Lines is { } lines)
            DrawLines(paper, lines);
        var top = paper.Y;
        List<ReportTable> left = [.. part.Left],
            right = [.. part.Right];
        var (leftEnd, rightEnd) = (
            DrawColumn(paper, left, Paper.Left, top),
            DrawColumn(paper, right, Paper.Left + ColumnWidth + Gutter, top)
        );
        paper.Y = Math.Max(leftEnd, rightEnd);
        // What a column had no room for stands over the whole width.
        foreach (var table in left.Concat(right).Concat(part.Wide))
            DrawWide(paper, table);
        if (isFirst)
        {
            DrawBox(paper, sheet.Attention);
            DrawBox(paper, sheet.Summary);
        }

        foreach (var text in part.Texts)
            DrawText(paper, text);
        return place;
    }

    /// <summary>Draws the tables that have room in a column and takes them off the list; gives where the column ends.</summary>
    double DrawColumn(Paper paper, List<ReportTable> tables, double x, double y)
    {
        while (tables.Count > 0)
        {
            var rows = RowsOf(tables[0], ColumnWidth);
            if (y + TitleHeight(tables[0]) + rows.Sum(row => row.Height) > Paper.Bottom)
                break;
            y = DrawTitle(paper, tables[0], x, y, ColumnWidth);
            paper.Begin("Table");
            foreach (var row in rows)
                y = DrawRow(paper, row, x, y);
            paper.End();
            y += Gap;
            tables.RemoveAt(0);
        }

        return y;
    }

    void DrawWide(Paper paper, ReportTable table)
    {
        var rows = RowsOf(table, Paper.Width);
        if (paper.Y + TitleHeight(table) + rows.Take(3).Sum(row => row.Height) > Paper.Bottom)
            paper.NewPage();
        paper.Y = DrawTitle(paper, table, Paper.Left, paper.Y, Paper.Width);
        paper.Begin("Table");
        foreach (var row in rows)
        {
            if (paper.Y + row.Height > Paper.Bottom)
            {
                paper.NewPage();
                paper.Repeat(() => paper.Y = DrawCells(paper, rows[0], Paper.Left, paper.Y));
            }

            paper.Y = DrawRow(paper, row, Paper.Left, paper.Y);
        }

        paper.End();
        paper.Y += Gap;
    }

    double TitleHeight(ReportTable table) => TableTitle.LineHeight + (table.Note.Length > 0 ? Plain.LineHeight : 0) + Pad;

    double DrawTitle(Paper paper, ReportTable table, double x, double y, double width)
    {
        paper.Draw(Typesetting.Heading(table.Title, TableTitle, width), x, y);
        if (table.Note.Length > 0)
            paper.Draw(Typesetting.Heading(table.Note, Plain, width), x, y + TableTitle.LineHeight);
        return y + TitleHeight(table);
    }

    /// <summary>The heads, then the rows, all set in lines.</summary>
    List<SetRow> RowsOf(ReportTable table, double width)
    {
        var count = table.Heads.Count - 1;
        // Where there are many columns, the names of the rows need the width.
        var cell = Math.Min(Mm(count <= FewColumns || (width > ColumnWidth && count < ManyColumns) ? 22 : 17.8), width * 0.8 / count);
        var label = width - cell * count;
        SetRow Set(string first, IReadOnlyList<string> others, TextStyle style, ReportRow? row) =>
            new(
                typesetting.Text(first, style, label - 2 * Pad),
                [.. others.Select(text => typesetting.Text(text, style, cell - 2 * Pad, Align.Right))],
                label,
                cell,
                row
            );
        return
        [
            Set(table.Heads[0], [.. table.Heads.Skip(1)], Bold, null),
            .. table.Rows.Select(row => Set(row.Label, row.Cells, Plain, row)),
        ];
    }

    static double DrawRow(Paper paper, SetRow row, double x, double y)
    {
        paper.Begin("TR");
        var end = DrawCells(paper, row, x, y);
        paper.End();
        return end;
    }

    static double DrawCells(Paper paper, SetRow row, double x, double y)
    {
        if (row.Row is null)
            paper.Ground(x, y, row.LabelWidth + row.CellWidth * row.Cells.Count, row.Height);
        paper.Box(x, y, row.LabelWidth, row.Height);
        DrawCell(paper, row.Label, isHead: true, row.Row is null, x + Pad, y + Pad / 2);
        if (row.Row?.Share is { } share)
        {
            var bar = y + row.Height - BarHeight - Pad / 2;
            paper.Bar(x + Pad, bar, (row.LabelWidth - 2 * Pad) * share, BarHeight, row.Row.IsUnknown);
        }

        for (var at = 0; at < row.Cells.Count; at++)
        {
            var left = x + row.LabelWidth + at * row.CellWidth;
            paper.Box(left, y, row.CellWidth, row.Height);
            DrawCell(paper, row.Cells[at], row.Row is null, row.Row is null, left + Pad, y + Pad / 2);
        }

        return y + row.Height;
    }

    static void DrawCell(Paper paper, List<CellLine> lines, bool isHead, bool isTop, double x, double y)
    {
        paper.Begin(isHead ? "TH" : "TD", isHead ? GridStructure.Attributes(isTop ? "Column" : "Row", 1, 1) : null);
        paper.Draw(lines, x, y);
        paper.End();
    }

    void DrawLines(Paper paper, ReportLines lines)
    {
        var most = Math.Max(1, lines.Points.Max(point => Math.Max(point.Solid, point.Dashed ?? 0)));
        double step = Paper.Width / lines.Points.Count,
            top = paper.Y + 2 * Plain.LineHeight,
            bottom = top + ChartHeight;
        var legend = lines.Dashed is { } dashed ? $"{lines.Solid}　　{dashed}" : lines.Solid;
        paper.Draw(typesetting.Text(legend, Plain, Paper.Width), Paper.Left, paper.Y);
        paper.Picture(
            $"{legend}　{string.Join('、', lines.Points.Select(SaidOf))}",
            Paper.Left,
            top,
            Paper.Width,
            bottom - top + Plain.LineHeight + Pad,
            () => DrawPoints(paper, lines, most, step, bottom)
        );
        paper.Y = bottom + Plain.LineHeight + 2 * Gap;
    }

    static string SaidOf(ReportPoint point) =>
        point.Dashed is { } calls
            ? string.Create(CultureInfo.InvariantCulture, $"{point.Label} {point.Solid}／{calls}")
            : string.Create(CultureInfo.InvariantCulture, $"{point.Label} {point.Solid}");

    void DrawPoints(Paper paper, ReportLines lines, int most, double step, double bottom)
    {
        double X(int at) => Paper.Left + (at + 0.5) * step;
        double Y(int value) => bottom - value * (ChartHeight - Plain.LineHeight) / most;
        paper.Line(Paper.Left, bottom, Paper.Right, bottom);
        for (var at = 0; at < lines.Points.Count; at++)
        {
            var point = lines.Points[at];
            if (at > 0)
            {
                var before = lines.Points[at - 1];
                paper.Line(X(at - 1), Y(before.Solid), X(at), Y(point.Solid), 1.4);
                if (before.Dashed is { } from && point.Dashed is { } to)
                    paper.Line(X(at - 1), Y(from), X(at), Y(to), 1, dashed: true);
            }

            paper.Bar(X(at) - 2, Y(point.Solid) - 2, 4, 4, hatched: false);
            var value = point.Solid.ToString(CultureInfo.InvariantCulture);
            paper.Draw(typesetting.Text(value, Bold, step, Align.Middle), X(at) - step / 2, Y(point.Solid) - 4 - Bold.LineHeight);
            if (point.Dashed is { } calls)
                paper.Box(X(at) - 2, Y(calls) - 2, 4, 4, 1);
            paper.Draw(typesetting.Text(point.Label, Plain, step, Align.Middle), X(at) - step / 2, bottom + Pad);
        }
    }

    /// <summary>A text in a box; an empty one is the space for remarks by hand, where there is room for it.</summary>
    void DrawBox(Paper paper, ReportText? box)
    {
        if (box is not { } summary)
            return;
        List<CellLine> lines =
        [
            .. typesetting.Text(summary.Title, Bold, Paper.Width - 2 * Pad),
            .. summary.Lines.SelectMany(line => typesetting.Text(line, Plain, Paper.Width - 2 * Pad)),
        ];
        var written = summary.Lines.Count > 0;
        var height = written ? lines.Sum(line => line.Height) + 2 * Pad : Math.Min(Mm(90), Paper.Bottom - paper.Y);
        if (!written && height < Mm(15))
            return;
        Break(paper, height);
        paper.Box(Paper.Left, paper.Y, Paper.Width, height);
        paper.Draw(lines, Paper.Left + Pad, paper.Y + Pad);
        paper.Y += height + Gap;
    }

    void DrawText(Paper paper, ReportText text)
    {
        Break(paper, TableTitle.LineHeight + 2 * Plain.LineHeight);
        Write(paper, text.Title, TableTitle, Paper.Width);
        foreach (var line in text.Lines.SelectMany(line => typesetting.Text(line, Plain, Paper.Width)))
        {
            Break(paper, line.Height);
            paper.Draw(line, Paper.Left, paper.Y);
            paper.Y += line.Height;
        }

        paper.Y += Gap;
    }

    void Write(Paper paper, string text, TextStyle style, double width, Align align = Align.Left)
    {
        var lines = typesetting.Text(text, style, width, align);
        paper.Draw(lines, Paper.Left, paper.Y);
        paper.Y += lines.Sum(line => line.Height);
    }

    static void Break(Paper paper, double height)
    {
        if (paper.Y + height > Paper.Bottom)
            paper.NewPage();
    }

    /// <summary>Where a part begins, for the contents.</summary>
    sealed record PartPlace(string Title, int Page, PaperPlace Place);

    sealed record SetRow(List<CellLine> Label, IReadOnlyList<List<CellLine>> Cells, double LabelWidth, double CellWidth, ReportRow? Row)
    {
        public double Height =>
            Cells.Append(Label).Max(lines => lines.Sum(line => line.Height)) + Pad + (Row?.Share is null ? 0 : BarHeight);
    }
}
