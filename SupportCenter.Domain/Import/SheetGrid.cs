using System.Globalization;

namespace SupportCenter.Domain.Import;

/// <summary>A formula whose result the workbook does not hold: there is nothing to read, and that has to be said.</summary>
public sealed record UncalculatedFormula(string Formula);

/// <summary>An error value such as #N/A or #REF!, which Excel shows instead of a result.</summary>
public sealed record ErrorValue(string Code);

/// <summary>A cell that is not blank: its place (from 0) and its value as string, double, DateTime, TimeSpan, bool,
/// <see cref="UncalculatedFormula"/> or <see cref="ErrorValue"/>.</summary>
public sealed record GridCell(int Row, int Column, object Value)
{
    public object Value { get; } = Value;

    /// <summary>Whether the cell holds no value that can be read.</summary>
    public bool IsUnreadable => Value is UncalculatedFormula or ErrorValue;

    /// <summary>Whether its row is struck through as a whole.</summary>
    public bool IsStruck { get; init; }

    /// <summary>Whether Excel does not show it: it is in a hidden column or row, its number format shows nothing, or its text has the
    /// colour of what is behind it.</summary>
    public bool IsHidden { get; init; }

    /// <summary>What is struck through in the cell and is not part of the value; null when nothing is.</summary>
    public string? Struck { get; init; }

    /// <summary>The comment or note on the cell.</summary>
    public string? Note { get; init; }

    /// <summary>Whether a diagonal line is drawn through it.</summary>
    public bool IsCrossed { get; init; }

    /// <summary>The colours of its text and behind it; none for black on white.</summary>
    public string Colour { get; init; } = "";

    /// <summary>The day that a plain number is in the workbook's way of counting days, or null when it is hardly one.</summary>
    public DateOnly? Day { get; init; }

    /// <summary>How its text is read, as Excel has kept it from typing; null when it has not.</summary>
    public string? Reading { get; init; }

    /// <summary>The same cell with another value.</summary>
    public GridCell WithValue(object value) =>
        new(Row, Column, value)
        {
            IsStruck = IsStruck,
            IsHidden = IsHidden,
            Struck = Struck,
            Note = Note,
            IsCrossed = IsCrossed,
            Colour = Colour,
            Day = Day,
            Reading = Reading,
        };

    /// <summary>The value as a person sees it: text as typed with plain line ends, whole numbers without point, ISO dates, 24-hour
    /// times.</summary>
    public string Text { get; } =
        Value switch
        {
            string text => text.ReplaceLineEndings("\n").Trim(),
            double number => number.ToString(
                Math.Abs(number) < 1e15 && Math.Floor(number) == number ? "0" : "R",
                CultureInfo.InvariantCulture
            ),
            DateTime { Year: < 1901 } time => time.ToString("H:mm", CultureInfo.InvariantCulture),
            DateTime { TimeOfDay.Ticks: 0 } date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            DateTime moment => moment.ToString("yyyy-MM-dd H:mm", CultureInfo.InvariantCulture),
            TimeSpan time => $"{(int)time.TotalHours}:{time.Minutes:00}",
            UncalculatedFormula formula => "=" + formula.Formula,
            ErrorValue error => error.Code,
            _ => Convert.ToString(Value, CultureInfo.InvariantCulture) ?? "",
        };
}

/// <summary>Cells that are shown as one; only the first of them holds a value. All bounds belong to the range.</summary>
public sealed record MergedCells(int Row, int Column, int LastRow, int LastColumn);

/// <summary>A sheet as a plain grid: only the cells that hold something, by row and column.</summary>
public sealed class SheetGrid
{
    private static readonly GridCell[] NoCells = [];
    private readonly SortedList<int, GridCell[]> rows = [];
    private readonly Dictionary<(int Row, int Column), MergedCells> merged = [];

    public SheetGrid(string name, IEnumerable<GridCell> cells, IEnumerable<MergedCells> merges)
    {
        Name = name;
        foreach (var row in cells.GroupBy(cell => cell.Row))
        {
            rows.Add(row.Key, [.. row.OrderBy(cell => cell.Column)]);
        }

        foreach (var merge in merges)
        {
            merged.TryAdd((merge.Row, merge.Column), merge);
        }
    }

    /// <summary>The sheet read as a form; found once, since every question to a form asks for its labels.</summary>
    internal LabelledForm Form => field ??= new LabelledForm(this);

    /// <summary>The headings of the sheet read as a list; found once.</summary>
    internal IReadOnlyList<ListColumns> Headings => field ??= ListColumns.In(this);

    /// <summary>The sheet's name on its tab.</summary>
    public string Name { get; }

    /// <summary>The rows that Excel does not show, hidden by hand or by a filter.</summary>
    public IReadOnlySet<int> HiddenRows { get; init; } = new HashSet<int>();

    /// <summary>What is drawn over the cells.</summary>
    internal IReadOnlyList<SheetShape> Shapes { get; init; } = [];

    /// <summary>What is drawn without a text of its own, where it is known over which cells.</summary>
    internal IEnumerable<SheetShape> Drawn => Shapes.Where(shape => shape.Text.Length == 0 && shape.Row >= 0);

    /// <summary>Where conditional formatting may strike cells through or make them invisible.</summary>
    public IReadOnlyList<string> HidingRules { get; init; } = [];

    /// <summary>How many cells hold something further right than is read.</summary>
    public int FurtherColumns { get; init; }

    /// <summary>What stands nowhere in the cells that are read: texts of shapes, rules that hide, cells too far to the right.</summary>
    public IEnumerable<string> Besides =>
        [
            .. Shapes.Where(shape => shape.Text.Length > 0).Select(shape => Filled(ImportTexts.Doubt_Shape, shape.Text)),
            .. Shapes.Any(shape => shape.Text.Length == 0 && shape.Row < 0) ? [ImportTexts.Doubt_DrawnSomewhere] : Array.Empty<string>(),
            .. HidingRules.Count > 0
                ?
                [
                    Filled(
                        ImportTexts.Doubt_HidingRules,
                        CellRemarks.Places([.. HidingRules.SelectMany(text => text.Split(' ')).Distinct()])
                    ),
                ]
                : Array.Empty<string>(),
            .. FurtherColumns > 0
                ? [Filled(ImportTexts.Doubt_FurtherColumns, ListColumns.Letters(WorkbookReading.MostColumns - 1), FurtherColumns)]
                : Array.Empty<string>(),
        ];

    /// <summary>Cells that hold nothing to read, but a comment, or a text that is struck through.</summary>
    public IReadOnlyList<GridCell> Withdrawn { get; init; } = [];

    /// <summary>Whether Excel does not show the sheet: nobody who looked at the workbook has seen what is there.</summary>
    public bool IsHidden { get; init; }

    /// <summary>The sheet without the rows that are struck through: on a form, nothing is left of them but that they were there.</summary>
    public SheetGrid WithoutStruckRows() =>
        Cells.Any(cell => cell.IsStruck)
            ? new SheetGrid(Name, Cells.Where(cell => !cell.IsStruck), merged.Values)
            {
                HiddenRows = HiddenRows,
                IsHidden = IsHidden,
                Shapes = Shapes,
                HidingRules = HidingRules,
                FurtherColumns = FurtherColumns,
                Withdrawn =
                [
                    .. Withdrawn,
                    .. Cells.Where(cell => cell.IsStruck).Select(cell => cell.WithValue("") with { Struck = cell.Text }),
                ],
            }
            : this;

    /// <summary>The rows that hold something, from 0, in order.</summary>
    public IList<int> Rows => rows.Keys;

    /// <summary>All cells that hold something, in reading order.</summary>
    public IEnumerable<GridCell> Cells => rows.Values.SelectMany(row => row);

    /// <summary>The cells of one row from left to right; none for a blank row.</summary>
    public IReadOnlyList<GridCell> Row(int row) => rows.TryGetValue(row, out var cells) ? cells : NoCells;

    /// <summary>The cell at a place, or null when it is blank or covered by a merged cell.</summary>
    public GridCell? At(int row, int column) => Row(row).FirstOrDefault(cell => cell.Column == column);

    /// <summary>The range that begins at this cell; a cell that is not merged is its own range.</summary>
    public MergedCells RangeOf(GridCell cell) =>
        merged.TryGetValue((cell.Row, cell.Column), out var range) ? range : new MergedCells(cell.Row, cell.Column, cell.Row, cell.Column);

    /// <summary>The value that is in this place for the eye: the cell itself, or the one merged downwards over it.</summary>
    public GridCell? SeenAt(int row, int column) =>
        At(row, column)
        ?? (
            merged.Values.FirstOrDefault(range =>
                range.Row < row && row <= range.LastRow && range.Column <= column && column <= range.LastColumn
            )
                is { } over
                ? At(over.Row, over.Column)
                : null
        );
}
