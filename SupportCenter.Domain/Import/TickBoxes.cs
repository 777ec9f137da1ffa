using System.Text;
using System.Text.RegularExpressions;

namespace SupportCenter.Domain.Import;

/// <summary>What is in a box. A ring is a tick beside empty boxes, and an empty box beside a disc ● (see
/// <see cref="TickBoxes.Settle"/>); so with a cross.</summary>
internal enum BoxMark
{
    Empty,
    Ring,
    Cross,
    Disc,
    Ticked,
}

/// <summary>A box on a sheet: the cell of its text, its mark, and the text.</summary>
internal sealed record TickBox(GridCell Cell, BoxMark Mark, string Text);

/// <summary>
/// Finds tick boxes however they were made: ☑ ✓ ☒ レ ■ ● ○ before or behind a text, several in one cell, [x], or a mark in a cell of its
/// own.
///</summary>
internal static partial class TickBoxes
{
    // Marks that are nothing else (Wingdings' boxes arrive as private-use characters), and marks that are letters or signs elsewhere:
    // those count only beside a known option.
    private const string Ticks = "☑☒✓✔✅■◼▣⬛🗹🗸\uF0FE\uF0FC\uF052\uF078";
    private const string Empties = "□☐▢◻⬜❏❐❑❒\uF0A8\uF06F\uF0A3";
    private const string LetterTicks = "レﾚvVｖＶ√þ";
    private const string Discs = "●◎◉⦿";
    private const string Rings = "○◯〇";
    private const string Crosses = "×✕✗✘xXｘＸ";

    [GeneratedRegex(@"\G[（(\[［]\s*(?<mark>[^（(\[［）)\]］\s]{0,2})\s*[）)\]］]", RegexOptions.CultureInvariant)]
    private static partial Regex BracketMark();

    /// <summary>All boxes of a sheet in reading order, but for the cells that are something else (labels such as ■備考).</summary>
    public static List<TickBox> In(SheetGrid grid, Func<GridCell, bool> isOther)
    {
        var boxes = new List<TickBox>();
        foreach (var row in grid.Rows)
        {
            var cells = grid.Row(row).Where(cell => !isOther(cell)).ToList();
            var marksFirst =
                cells.Find(cell => Alone(cell) is not null || PaperOptions.Match(cell.Text) is not null) is { } first
                && Alone(first) is not null;
            for (var index = 0; index < cells.Count; index++)
            {
                if (Alone(cells[index]) is not { } mark)
                {
                    boxes.AddRange(InText(cells[index]));
                }
                else if (Beside(cells, index, marksFirst ? 1 : -1) is { } text)
                {
                    boxes.Add(new TickBox(text, mark, text.Text));
                }
            }
        }

        return boxes;
    }

    /// <summary>Whether a box of a group is ticked, seen beside the group's other boxes and how many options the paper has.</summary>
    public static bool Settle(TickBox box, IReadOnlyCollection<TickBox> group, int options) =>
        box.Mark switch
        {
            BoxMark.Ticked or BoxMark.Disc => true,
            BoxMark.Cross => !group.Any(other => other.Mark == BoxMark.Ring),
            BoxMark.Ring when group.Any(other => other.Mark is BoxMark.Empty or BoxMark.Cross) => true,
            BoxMark.Ring => !group.Any(other => other.Mark == BoxMark.Disc)
                && (group.Count < options || group.Any(other => other.Mark == BoxMark.Ticked)),
            _ => false,
        };

    /// <summary>Whether a cell is or holds a box.</summary>
    public static bool HasMark(GridCell cell) => Alone(cell) is not null || InText(cell).Any();

    private static GridCell? Beside(List<GridCell> cells, int index, int step) =>
        index + step >= 0
        && index + step < cells.Count
        && Math.Abs(cells[index + step].Column - cells[index].Column) <= 2
        && PaperOptions.Match(cells[index + step].Text) is not null
            ? cells[index + step]
            : null;

    private static BoxMark? Alone(GridCell cell)
    {
        if (cell.Value is bool ticked)
        {
            return ticked ? BoxMark.Ticked : BoxMark.Empty;
        }

        if (cell.Value is not string || cell.Text.Length > 5)
        {
            return null;
        }

        return MarkAt(cell.Text, 0) is { } found && found.Length == cell.Text.Length ? found.Mark : null;
    }

    private static IEnumerable<TickBox> InText(GridCell cell)
    {
        var text = cell.Value is string ? cell.Text : "";
        var marks = new List<(int At, int Length, BoxMark Mark)>();
        for (var at = 0; at < text.Length; at++)
        {
            if (MarkAt(text, at) is { } found && (found.Sure || Begins(text, at) && BeginsOption(text[(at + found.Length)..])))
            {
                marks.Add((at, found.Length, found.Mark));
                at += found.Length - 1;
            }
        }

        if (marks.Count == 0)
        {
            yield break;
        }

        // 「中小企業☑ 小規模事業者□」: the texts are before their marks.
        var lead = text[..marks[0].At].Trim();
        var behind = PaperOptions.Match(lead) is not null && text[(marks[^1].At + marks[^1].Length)..].Trim().Length == 0;
        for (var index = 0; index < marks.Count; index++)
        {
            var from = behind ? (index == 0 ? 0 : marks[index - 1].At + marks[index - 1].Length) : marks[index].At + marks[index].Length;
            var to =
                behind ? marks[index].At
                : index + 1 < marks.Count ? marks[index + 1].At
                : text.Length;
            yield return new TickBox(cell, marks[index].Mark, text[from..to].Trim());
        }
    }

    private static bool Begins(string text, int at) => at == 0 || !char.IsLetterOrDigit(text[at - 1]);

    /// <summary>Whether the text begins with a known option, up to the next box, line end or space.</summary>
    private static bool BeginsOption(string text)
    {
        var end = text.AsSpan().IndexOfAny(Ticks + Empties + "\n");
        var segment = (end < 0 ? text : text[..end]).Trim();
        if (PaperOptions.Match(segment) is not null)
        {
            return true;
        }

        for (var at = 1; at < Math.Min(segment.Length, 60); at++)
        {
            if (char.IsWhiteSpace(segment[at]) && PaperOptions.Match(segment[..at]) is not null)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The mark at a place, its length, and whether it can be nothing but a mark.</summary>
    private static (BoxMark Mark, int Length, bool Sure)? MarkAt(string text, int at)
    {
        if (!Rune.TryGetRuneAt(text, at, out var rune))
        {
            return null;
        }

        var length = rune.Utf16SequenceLength;
        var selector = at + length < text.Length && text[at + length] is '\uFE0E' or '\uFE0F' ? 1 : 0;
        var sign = rune.ToString();
        if (Empties.Contains(sign, StringComparison.Ordinal) || Ticks.Contains(sign, StringComparison.Ordinal))
        {
            return (Empties.Contains(sign, StringComparison.Ordinal) ? BoxMark.Empty : BoxMark.Ticked, length + selector, true);
        }

        if (LetterMark(sign) is { } mark)
        {
            return (mark, length + selector, false);
        }

        if (BracketMark().Match(text, at) is not { Success: true } bracket)
        {
            return null;
        }

        var inside = bracket.Groups["mark"].Value.TrimEnd('\uFE0E', '\uFE0F');
        return inside.Length == 0 ? (BoxMark.Empty, bracket.Length, false)
            : inside is "*" or "＊" || LetterMark(inside) is not null || Ticks.Contains(inside, StringComparison.Ordinal)
                ? (BoxMark.Ticked, bracket.Length, false)
            : null;
    }

    private static BoxMark? LetterMark(string sign) =>
        LetterTicks.Contains(sign, StringComparison.Ordinal) ? BoxMark.Ticked
        : Discs.Contains(sign, StringComparison.Ordinal) ? BoxMark.Disc
        : Rings.Contains(sign, StringComparison.Ordinal) ? BoxMark.Ring
        : Crosses.Contains(sign, StringComparison.Ordinal) ? BoxMark.Cross
        : null;
}
