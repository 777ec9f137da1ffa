namespace SupportCenter.Portal.Printing;

/// <summary>Sets texts and answers in lines of a given width. One for a document: it counts what could not be drawn.</summary>
internal sealed class Typesetting
{
    const double BoxGap = 0.35;
    const double ChoiceGap = 1.1;
    const string Blank = "\u3000\u3000\u3000\u3000";

    readonly PaperText regular;
    readonly PaperText bold;

    public Typesetting()
    {
        regular = new PaperText(Weight.Regular, Undrawn);
        bold = new PaperText(Weight.Bold, Undrawn);
    }

    /// <summary>What is not on the paper as it was typed.</summary>
    public UndrawnTally Undrawn { get; } = new();

    /// <summary>A text as characters to draw; to be done once for each text of a document, since what cannot be drawn is counted
    /// here.</summary>
    public IReadOnlyList<PaperCharacter[]> Shape(string text, Weight weight) => (weight == Weight.Bold ? bold : regular).Shape(text);

    /// <summary>A text in a width in points.</summary>
    public List<CellLine> Text(string text, TextStyle style, double width, Align align = Align.Left) =>
        Lines(Shape(text, style.Weight), style, width, align);

    /// <summary>Shaped paragraphs in a width in points; from its second line a paragraph is indented by <paramref name="hanging"/>
    /// points.</summary>
    public static List<CellLine> Lines(
        IReadOnlyList<PaperCharacter[]> paragraphs,
        TextStyle style,
        double width,
        Align align = Align.Left,
        double hanging = 0
    )
    {
        var lines = new List<CellLine>();
        foreach (var paragraph in paragraphs)
        {
            var first = true;
            foreach (var line in LineBreaking.Break(paragraph, (width - hanging) / style.Size, align == Align.Left))
            {
                var spare = width - line.Width * style.Size;
                var x = align switch
                {
                    Align.Middle => spare / 2,
                    Align.Right => spare,
                    _ => first ? 0 : hanging,
                };
                lines.Add(new CellLine(style.LineHeight, [new TextMark(x, style.Size, line.Characters)], style.Level));
                first = false;
            }
        }

        return lines;
    }

    /// <summary>
    /// A text on one line, cut off with 「…」 where it is longer. For headings that repeat what is in full elsewhere: what cannot be
    /// drawn is not counted again.
    ///</summary>
    public static CellLine Heading(string text, TextStyle style, double width, Align align = Align.Left)
    {
        var shaping = new PaperText(style.Weight, new UndrawnTally());
        var characters = shaping.Shape(text)[0];
        if (characters.Sum(character => character.Advance) * style.Size > width)
        {
            var ellipsis = shaping.Shape("…")[0];
            var room = width / style.Size - ellipsis[0].Advance;
            var kept = characters.TakeWhile(character => (room -= character.Advance) >= 0);
            characters = [.. kept, .. ellipsis];
        }

        return Lines([characters], style, Math.Max(width, style.Size * 2), align)[0];
    }

    /// <summary>Answers one after another, as many on a line as have room.</summary>
    public List<CellLine> ChoicesInRow(IEnumerable<SheetChoice> choices, TextStyle style, double width, string? lead = null)
    {
        var lines = new List<CellLine>();
        var marks = new List<Mark>();
        var x = 0.0;
        if (lead is not null)
            x = Place(marks, Text(lead, style, width)[0], 0) + style.Size * ChoiceGap / 2;
        foreach (var choice in choices)
        {
            var set = Choice(choice, style, width);
            if (marks.Count > 0 && (set.Count > 1 || x + EndOf(set[0]) > width))
            {
                lines.Add(new CellLine(style.LineHeight, marks));
                (marks, x) = ([], 0);
            }

            lines.AddRange(set.SkipLast(1)); // A long answer has lines of its own; the next may follow its last line.
            x = Place(marks, set[^1], x) + style.Size * ChoiceGap;
        }

        if (marks.Count > 0)
            lines.Add(new CellLine(style.LineHeight, marks));
        return lines;
    }

    /// <summary>Answers one under another, indented by their levels.</summary>
    public List<CellLine> ChoicesInColumn(IEnumerable<SheetChoice> choices, TextStyle style, double width) =>
        [.. choices.SelectMany(choice => Choice(choice, style, width))];

    List<CellLine> Choice(SheetChoice choice, TextStyle style, double width)
    {
        var detail = choice.Detail is { } typed ? $"({(typed.Length == 0 ? Blank : typed)})" : "";
        var indent = choice.Level * style.Size * 1.2;
        var textStart = indent + style.Size * (1 + BoxGap);
        var lines = Lines(Shape(choice.Text + detail, style.Weight), style, width - textStart);
        for (var i = 0; i < lines.Count; i++)
        {
            var shifted = lines[i].Marks.Select(mark => mark with { X = mark.X + textStart });
            lines[i] = lines[i] with { Marks = i == 0 ? [new TickMark(indent, style.Size, choice.Ticked), .. shifted] : [.. shifted] };
        }

        return lines;
    }

    static double Place(List<Mark> marks, CellLine line, double x)
    {
        marks.AddRange(line.Marks.Select(mark => mark with { X = mark.X + x }));
        return x + EndOf(line);
    }

    static double EndOf(CellLine line) => line.Marks.Select(EndOf).DefaultIfEmpty().Max();

    static double EndOf(Mark mark) =>
        mark.X + mark.Size * (mark is TextMark text ? text.Characters.Sum(character => character.Advance) : 1);
}
