using static SupportCenter.Portal.Printing.Measure;

namespace SupportCenter.Portal.Printing;

/// <summary>通知書: letters to businesses on A4, each on pages of its own. Nothing of another business is on them.</summary>
public sealed class IncidentLetterPdf
{
    static readonly TextStyle Title = new(15, Weight.Bold) { Level = 1 };
    static readonly TextStyle Addressee = new(12, Weight.Bold);
    static readonly TextStyle Plain = new(10);
    static readonly TextStyle Body = new(10.5, Spacing: 1.6);
    static readonly double Label = Mm(42);

    readonly IncidentLetter letter;
    readonly PrintMark print;
    readonly Typesetting typesetting = new();
    readonly FormCells form;

    IncidentLetterPdf(IncidentLetter letter, PrintMark print)
    {
        (this.letter, this.print) = (letter, print);
        form = new FormCells(typesetting) { ValueStyle = new TextStyle(10, Spacing: 1.45), LabelStyle = new TextStyle(9) };
    }

    /// <summary>The file; a function of what it is given alone.</summary>
    /// <exception cref="ArgumentException">There is no letter.</exception>
    public static RenderedPdf Render(IReadOnlyList<IncidentLetter> letters, PrintMark print)
    {
        if (letters.Count == 0)
            throw new ArgumentException("There is no letter to print.", nameof(letters));
        var undrawn = new UndrawnTally();
        using var paper = new Paper(letters[0].Title, print.At, (_, _) => { }) { Author = PrintingTexts.CentreName };
        foreach (var letter in letters)
        {
            // The reader has the letter before them, and no page of the portal: the foot says which letter it is.
            var drawn = new IncidentLetterPdf(letter, print with { AtText = letter.Reference });
            drawn.Draw(paper);
            undrawn.Add(drawn.typesetting.Undrawn);
        }

        return paper.Finish(undrawn);
    }

    void Draw(Paper paper)
    {
        paper.BeginPart(DrawHead);
        paper.NewPage();
        Head().Draw(paper);
        var grid = new CellGrid(Paper.Width);
        foreach (var (heading, text) in letter.Items)
            grid.Add(new CellRow([form.Label(heading, Label), form.Value(text, Paper.Width - Label)], Mm(9)));
        grid.Draw(paper);
        PageEdges.CountFoot(typesetting, print);
        paper.EndPart((page, number, count) => PageEdges.DrawFoot(page, number, count, print, typesetting.Undrawn));
    }

    // The first page has a head of its own.
    void DrawHead(Paper paper, int page)
    {
        if (page > 1)
            PageEdges.DrawHead(paper, letter.Title + "\u3000" + letter.Reference);
    }

    CellGrid Head()
    {
        var inside = CellRow.Inside(Paper.Width);
        var grid = new CellGrid(Paper.Width) { Frame = 0 };
        List<CellLine>[] blocks =
        [
            [.. typesetting.Text(letter.Date, Plain, inside, Align.Right)],
            [.. typesetting.Text(letter.Addressee, Addressee, inside)],
            [.. typesetting.Text(PrintingTexts.LetterSender + "\n" + PrintingTexts.CentreName, Plain, inside, Align.Right)],
            [.. typesetting.Text(letter.Title, Title, inside, Align.Middle)],
            [.. typesetting.Text(letter.Opening, Body, inside)],
            [.. typesetting.Text(PrintingTexts.LetterList, Body, inside, Align.Middle)],
        ];
        foreach (var block in blocks)
            grid.Add(new CellRow([new Cell(Paper.Width, block)], block.Sum(line => line.Height) + Mm(5)));
        return grid;
    }
}
