using System.Text.RegularExpressions;

namespace SupportCenter.Domain.Import;

/// <summary>A label that was found, the cells it covers, and the value when it is in the same cell (受付日：6月15日).</summary>
internal sealed record FoundLabel(ImportField Field, MergedCells Range, GridCell? Inline);

/// <summary>A sheet read as a form: which labels it has, and which cells are the value of each, to the right of the label, behind its
/// colon, or below it.</summary>
internal sealed class LabelledForm
{
    private readonly SheetGrid grid;
    private readonly List<FoundLabel> labels = [];
    private readonly HashSet<GridCell> labelCells = [];

    public LabelledForm(SheetGrid grid)
    {
        this.grid = grid;
        var inText = false;
        foreach (var cell in grid.Cells.Where(cell => cell.Value is string))
        {
            foreach (var (field, inline) in InlineLabels.In(cell.Text))
            {
                // Below 相談内容, 「担当者：本人」 is part of what somebody wrote, until a label is in a cell of its own again.
                if (inText && inline is not null && field != ImportField.Remarks)
                {
                    continue;
                }

                inText = field is ImportField.Consultation or ImportField.Summary or ImportField.Guidance or ImportField.Impression;
                labels.Add(new FoundLabel(field, grid.RangeOf(cell), inline is null ? null : new GridCell(cell.Row, cell.Column, inline)));
                labelCells.Add(cell);
            }
        }

        var fields = NameReadings.Resolved(labels.ConvertAll(label => label.Field));
        for (var at = 0; at < labels.Count; at++)
        {
            labels[at] = labels[at] with { Field = fields[at] };
        }
    }

    /// <summary>All labels in reading order.</summary>
    public IReadOnlyList<FoundLabel> Labels => labels;

    /// <summary>Whether a cell is a label (with or without a value behind it).</summary>
    public bool IsLabel(GridCell cell) => labelCells.Contains(cell);

    /// <summary>A label as it is typed.</summary>
    public string Typed(FoundLabel label) =>
        label.Inline is null && grid.At(label.Range.Row, label.Range.Column) is { } cell
            ? cell.Text.Replace("\n", "", StringComparison.Ordinal)
            : CellRemarks.Label(label.Field);

    /// <summary>The first label of a field, or null.</summary>
    public FoundLabel? First(ImportField field) => labels.Find(label => label.Field == field);

    /// <summary>The cells that hold a field's value, from the first of its labels that has any; empty when it was left blank.</summary>
    public IReadOnlyList<GridCell> Values(ImportField field) =>
        labels.Where(label => label.Field == field).Select(ValuesOf).FirstOrDefault(cells => cells.Count > 0) ?? [];

    /// <summary>The cells that hold the value of one label.</summary>
    public IReadOnlyList<GridCell> ValuesOf(FoundLabel label)
    {
        if (label.Inline is not null)
        {
            return [label.Inline];
        }

        var right = grid.Row(label.Range.Row)
            .Where(cell => cell.Column > label.Range.LastColumn)
            .TakeWhile(cell => !IsLabel(cell))
            .ToList();
        return right.Count > 0 ? right : Below(label.Range);
    }

    private IReadOnlyList<GridCell> Below(MergedCells range) =>
        grid.Row(range.LastRow + 1).FirstOrDefault(cell => cell.Column >= range.Column && cell.Column <= range.LastColumn) is { } below
        && !IsLabel(below)
            ? [below]
            : [];
}

/// <summary>Finds the labels in the text of one cell: the whole cell, or pairs of label and value with a colon or a space between
/// them.</summary>
internal static partial class InlineLabels
{
    // A longer text is what somebody wrote, whatever words are before its colons.
    private const int LongestPair = 150;
    private const int LongestLabel = 15;

    // With a space only, what looks like a label may be a value: 「行政書士 見本一」 is a person.
    private static readonly HashSet<ImportField> ColonNeeded =
    [
        ImportField.Scrivener,
        ImportField.Heading,
        ImportField.Consultation,
        ImportField.Summary,
        ImportField.Guidance,
        ImportField.Impression,
        ImportField.WishedMeasure,
    ];

    [GeneratedRegex(
        @"^\s*[【〔［\[](?<label>[^】〕］\]]{1,20})[】〕］\]]\s*(?<value>\S.*)$",
        RegexOptions.Singleline | RegexOptions.CultureInvariant
    )]
    private static partial Regex Bracketed();

    /// <summary>The labels in order, each with the value that follows it in the cell, or null when the cell is only the label.</summary>
    public static List<(ImportField Field, string? Value)> In(string text)
    {
        if (FormLabels.OfRecord(text) is { } whole)
        {
            return [(whole, null)];
        }

        if (Bracketed().Match(text) is { Success: true } bracketed && FormLabels.OfRecord(bracketed.Groups["label"].Value) is { } boxed)
        {
            return boxed is ImportField.Summary or ImportField.Guidance or ImportField.Impression
                ? []
                : [(boxed, bracketed.Groups["value"].Value)];
        }

        var starts = text.Length > LongestPair || text.Contains('【', StringComparison.Ordinal) ? [] : Starts(text);
        return
        [
            .. starts.Select(
                (start, index) =>
                {
                    var value = text[start.ValueAt..(index + 1 < starts.Count ? starts[index + 1].At : text.Length)].Trim();
                    return (start.Field, value.Length == 0 ? null : value);
                }
            ),
        ];
    }

    private static List<(ImportField Field, int At, int ValueAt)> Starts(string text)
    {
        var starts = new List<(ImportField Field, int At, int ValueAt)>();
        var from = 0;
        for (var at = 0; at < Math.Min(text.Length, 400); at++)
        {
            if (text[at] is ':' or '：')
            {
                // A label may have spaces in it (受 付 日：), and a value may be before it (… 受付者：): the longer is tried first.
                foreach (var begin in (int[])[from, text.LastIndexOfAny([' ', '　', '\n', '\t'], at) + 1])
                {
                    if (begin < at && (begin == from || begin > from) && FormLabels.OfRecord(text[begin..at]) is { } field)
                    {
                        starts.Add((field, begin, at + 1));
                        from = at + 1;
                        break;
                    }
                }
            }
            else if (text[at] == '\n')
            {
                from = at + 1;
            }
            else if (
                starts.Count == 0
                && at is > 1 and < LongestLabel
                && from == 0
                && text[at] is ' ' or '　'
                && BySpace(text[..at]) is { } spaced
                && text.IndexOfAny([':', '：'], at) is var colon
                && (colon < 0 || FormLabels.OfRecord(text[..colon]) is null)
            )
            {
                starts.Add((spaced, 0, at + 1));
                from = at + 1;
            }
        }

        return starts;
    }

    private static ImportField? BySpace(string label) =>
        FormLabels.OfRecord(label) is { } field && !ColonNeeded.Contains(field) ? field : null;
}
