namespace SupportCenter.Domain.Import;

/// <summary>How a cell is drawn: struck through, in which colours (no colour is black on white), whether its text has the colour of what is
/// behind it, and whether a diagonal line is drawn through it.</summary>
internal sealed record CellStyle(bool IsStruck, string Colour, bool IsUnseen = false, bool IsCrossed = false)
{
    public static CellStyle Plain { get; } = new(false, "");
}

/// <summary>A text of which a part is struck through: what still holds, and what was struck.</summary>
internal sealed record StruckText(string Held, string Struck);

/// <summary>Something that is drawn over the cells from one to another (rows and columns from 0): a line, a circle, a picture, a box with a
/// text or with a tick. Where it is may be unknown; then the row is negative.</summary>
internal sealed record SheetShape(string Text, int Row, int LastRow, int Column, int LastColumn)
{
    /// <summary>A box of a form in words: whether it is ticked, and its label.</summary>
    public static string Ticked(bool? isTicked, string label) => isTicked is { } ticked ? (ticked ? "☑" : "☐") + label : label;

    /// <summary>The cells that it lies over, as Excel names them.</summary>
    public string Place =>
        (ListColumns.Letters(Column) + (Row + 1), ListColumns.Letters(LastColumn) + (LastRow + 1)) is var (first, last) && first == last
            ? first
            : $"{first}～{last}";
}

/// <summary>What a sheet says beside the values of its cells, by row and column from 0.</summary>
internal sealed class SheetMarks
{
    /// <summary>In points: what is written in a lower row cannot be read.</summary>
    public const double LowestRow = 4;

    /// <summary>In characters: a narrower column shows not even one.</summary>
    public const double NarrowestColumn = 1;

    /// <summary>Rows that are not shown: hidden by hand or by a filter.</summary>
    public HashSet<int> HiddenRows { get; } = [];

    /// <summary>Columns that are not shown.</summary>
    public HashSet<int> HiddenColumns { get; } = [];

    public Dictionary<(int Row, int Column), CellStyle> Styles { get; } = [];

    public Dictionary<(int Row, int Column), StruckText> Struck { get; } = [];

    /// <summary>How texts are read, as Excel has kept it from typing.</summary>
    public Dictionary<(int Row, int Column), string> Readings { get; } = [];

    /// <summary>Where rules of conditional formatting strike cells through or make them invisible: ranges as Excel writes them.</summary>
    public List<string> HidingRules { get; } = [];

    /// <summary>Comments and notes, also those of blank cells.</summary>
    public Dictionary<(int Row, int Column), string> Notes { get; } = [];

    /// <summary>What is drawn over the cells.</summary>
    public List<SheetShape> Shapes { get; } = [];

    /// <summary>What stands in a cell for which the workbook reader gives nothing or something else: a formula without result, an error
    /// value, a date in ISO 8601.</summary>
    public Dictionary<(int Row, int Column), object> Values { get; } = [];

    public void Add((int Row, int Column) place, CellText text, CellStyle style)
    {
        if (text.Struck(style.IsStruck) is { } struck)
        {
            Struck[place] = struck;
        }

        if (text.Reading is { } reading)
        {
            Readings[place] = reading;
        }
    }

    public void Note(int row, int column, string text)
    {
        if (text.Trim() is { Length: > 0 } note)
        {
            Notes[(row, column)] = Notes.TryGetValue((row, column), out var before) ? before + "\n" + note : note;
        }
    }
}

/// <summary>What a workbook says beside the values of its cells: the workbook reader leaves it out.</summary>
internal sealed class WorkbookMarks
{
    /// <summary>Whether its days are counted from 1904.</summary>
    public bool Is1904 { get; set; }

    /// <summary>Whether marks could be read at all: of very old and of some encrypted workbooks they cannot.</summary>
    public bool AreRead { get; set; } = true;

    /// <summary>The sheets, by name.</summary>
    public Dictionary<string, SheetMarks> Sheets { get; } = new(StringComparer.Ordinal);
}
