using System.Globalization;
using SupportCenter.Domain.Text;
using static SupportCenter.Portal.Printing.Measure;

namespace SupportCenter.Portal.Printing;

/// <summary>The head of a document's further pages and the foot of all of them.</summary>
internal static class PageEdges
{
    static readonly TextStyle Small = new(8);
    static readonly TextStyle Marked = new(9.5, Weight.Bold);

    static readonly double NumberWidth = Mm(22);

    /// <summary>The head of a document whose first page has one of its own: which record the further pages belong to.</summary>
    public static Action<Paper, int> HeadOfFurtherPages(string record) =>
        (paper, page) =>
        {
            if (page > 1)
                DrawHead(paper, record);
        };

    /// <summary>At the head of a page that continues another: which record it belongs to.</summary>
    public static void DrawHead(Paper paper, string record)
    {
        paper.Draw(Typesetting.Heading(record, Marked, Paper.Width - NumberWidth), Paper.Left, paper.Y);
        paper.Y += Marked.LineHeight + Mm(1.8);
    }

    /// <summary>Counts what of the foot cannot be drawn: once, although the foot is on every page.</summary>
    public static void CountFoot(Typesetting typesetting, PrintMark print)
    {
        typesetting.Shape(print.By + print.AtText, Weight.Regular);
        typesetting.Shape(print.Status ?? "", Weight.Bold);
    }

    /// <summary>At the foot: 取扱注意 (or that it is public), what the document is not yet, who printed it and when, the page (at the head
    /// too, where one continues another); and how often 〓 stands for a character.</summary>
    /// <param name="small">The type of the foot; without it 8 points.</param>
    public static void DrawFoot(Paper paper, int page, int pages, PrintMark print, UndrawnTally undrawn, TextStyle? small = null)
    {
        var style = small ?? Small;
        var y = Paper.Bottom + Mm(2.2);
        var x = Paper.Left + DrawBoxed(paper, print.IsPublic ? print.By : PrintingTexts.HandleWithCare, Paper.Left, y) + Mm(2.5);
        if (!VisibleText.IsBlank(print.Status))
            x += DrawBoxed(paper, print.Status, x, y) + Mm(2.5);
        var number = Filled(PrintingTexts.PageOfPages, page, pages);
        paper.Draw(Typesetting.Heading(number, style, NumberWidth, Align.Right), Paper.Right - NumberWidth, y + Mm(0.8));
        if (page > 1)
            paper.Draw(Typesetting.Heading(number, Marked, NumberWidth, Align.Right), Paper.Right - NumberWidth, Paper.Top);
        var printed = print.IsPublic ? print.AtText : Filled(PrintingTexts.PrintedBy, print.By, print.AtText);
        paper.Draw(Typesetting.Heading(printed, style, Paper.Right - NumberWidth - x), x, y + Mm(0.8));
        if (undrawn.Geta == 0)
            return;
        var note = Filled(PrintingTexts.GetaNote, undrawn.Geta);
        paper.Draw(Typesetting.Heading(note, style, Paper.Width), Paper.Left, y + Mm(6.6));
    }

    // Gives the width of the box.
    static double DrawBoxed(Paper paper, string text, double x, double y)
    {
        var line = Typesetting.Heading(text, Marked, Mm(50));
        var width = line.Marks.OfType<TextMark>().Sum(mark => mark.Characters.Sum(character => character.Advance)) * Marked.Size + Mm(3);
        paper.Box(x, y, width, Marked.LineHeight + Mm(0.6), 1);
        paper.Draw(line, x + Mm(1.5), y + Mm(0.3));
        return width;
    }
}
