using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Import;

/// <summary>The heading of a reservation list: which row ends it, and which columns hold which field.</summary>
internal sealed class ListColumns
{
    private const int FewestFields = 4;
    private const int LongestHeading = 60;

    // A list has no place for these: what a column of it says is kept as that of an unknown one is.
    private static readonly HashSet<ImportField> OnRecordOnly =
    [
        ImportField.ContactNameReading,
        ImportField.Scrivener,
        ImportField.ConsultationTime,
        ImportField.ClientCategory,
        ImportField.Topics,
        ImportField.Measures,
        ImportField.Troubles,
        ImportField.SalesDecline,
        ImportField.Consultation,
        ImportField.Summary,
        ImportField.Guidance,
        ImportField.Impression,
        ImportField.Remarks,
    ];

    private readonly Dictionary<ImportField, List<int>> columns = [];
    private readonly Dictionary<int, ImportField> headings = [];

    private ListColumns(int row) => (FirstRow, Row, LastRow) = (row, row, row);

    /// <summary>The row in which the heading was found.</summary>
    public int Row { get; }

    /// <summary>The first row of the heading.</summary>
    public int FirstRow { get; private set; }

    /// <summary>The last row of the heading; the bookings begin below it.</summary>
    public int LastRow { get; private set; }

    /// <summary>The fields that have a column.</summary>
    public IReadOnlyCollection<ImportField> Fields => columns.Keys;

    /// <summary>All headings of a sheet from top to bottom: a list may repeat its heading on every page.</summary>
    public static List<ListColumns> In(SheetGrid grid)
    {
        var headings = new List<ListColumns>();
        foreach (var row in grid.Rows)
        {
            if ((headings.Count == 0 || row > headings[^1].LastRow) && grid.Row(row).Count >= FewestFields && At(grid, row) is { } columns)
            {
                headings.Add(columns);
            }
        }

        return headings;
    }

    /// <summary>
    /// The heading that begins in this row, or null when the row is none: four known columns at least, among them who or how to call.
    /// A heading of two rows (「予約」 over 日, 時間帯 and 会場) is read from both.
    ///</summary>
    private static ListColumns? At(SheetGrid grid, int row)
    {
        var known = Known(grid, row);
        if (
            known.Select(column => column.Field).Distinct().Count() < FewestFields
            || known.TrueForAll(column =>
                column.Field is not (ImportField.BusinessName or ImportField.BusinessAndContact or ImportField.Telephone)
            )
        )
        {
            return null;
        }

        var heading = new ListColumns(row);
        heading.Take(known, []);
        foreach (var beside in (int[])[row + 1, row - 1])
        {
            var more = Known(grid, beside);
            if (more.Count > 0 && (beside < row ? more.Count >= 2 : more.Count == grid.Row(beside).Count))
            {
                heading.Take(more, [.. known.Select(column => column.Column)]);
                (heading.FirstRow, heading.LastRow) = (Math.Min(heading.FirstRow, beside), Math.Max(heading.LastRow, beside));
            }
        }

        heading.ResolveReadings();
        return heading;
    }

    /// <summary>The cell of a field in one row, with the value of a cell that is merged downwards over it. Of several columns of the same
    /// meaning, the first says it whose value can be read and seen; texts of several lines are taken together.</summary>
    public IReadOnlyList<GridCell> Cells(SheetGrid grid, int row, ImportField field)
    {
        var cells = columns.TryGetValue(field, out var places)
            ? places.Select(column => grid.SeenAt(row, column)).OfType<GridCell>().ToList()
            : [];
        if (cells.Count > 1 && IsJoined(field))
        {
            var texts = cells.Where(cell => !cell.IsUnreadable).Select(cell => cell.Text).Distinct(StringComparer.Ordinal);
            return [cells[0].WithValue(string.Join('\n', texts))];
        }

        return
        [
            .. cells
                .OrderBy(cell => cell.IsUnreadable)
                .ThenBy(cell => field == ImportField.Telephone && !Telephone.IsPlausible(cell.Text))
                .ThenBy(cell => cell.IsHidden)
                .Take(1),
        ];
    }

    /// <summary>Whether all columns of a field are read as one text.</summary>
    public static bool IsJoined(ImportField field) => field is ImportField.Memo or ImportField.WishedMeasure;

    /// <summary>The field of a column, or null when its heading is unknown, and the heading as it is typed.</summary>
    public (ImportField? Field, string Heading) Of(SheetGrid grid, int column)
    {
        var heading = grid.SeenAt(LastRow, column) ?? grid.SeenAt(Row, column);
        var field = headings.TryGetValue(column, out var known) && !OnRecordOnly.Contains(known) ? known : (ImportField?)null;
        return (
            field,
            heading is { Value: string }
                ? heading.Text.Replace("\n", "", StringComparison.Ordinal)
                : Filled(ImportTexts.NoHeading, Letters(column))
        );
    }

    /// <summary>B7: a cell as Excel names it, of a row and a column that count from 0.</summary>
    public static string Place(int row, int column) => $"{Letters(column)}{row + 1}";

    /// <summary>A, B … Z, AA: a column as Excel names it.</summary>
    public static string Letters(int column)
    {
        var letters = "";
        for (var rest = column + 1; rest > 0; rest = (rest - 1) / 26)
        {
            letters = (char)('A' + (rest - 1) % 26) + letters;
        }

        return letters;
    }

    private void Take(List<(ImportField Field, int Column)> known, IReadOnlyCollection<int> taken)
    {
        foreach (var (field, column) in known.Where(column => !taken.Contains(column.Column)))
        {
            headings.TryAdd(column, field);
            if (field == ImportField.Heading)
            {
                continue;
            }

            if (!columns.TryGetValue(field, out var places))
            {
                columns.Add(field, places = []);
            }

            places.Add(column);
        }
    }

    /// <summary>Says of each column ふりがな whose name it is of.</summary>
    private void ResolveReadings()
    {
        var inOrder = headings.Where(heading => heading.Value != ImportField.Heading).OrderBy(heading => heading.Key).ToList();
        var resolved = NameReadings.Resolved(inOrder.ConvertAll(heading => heading.Value));
        columns.Remove(ImportField.NameReading);
        foreach (var ((column, _), field) in inOrder.Zip(resolved).Where(pair => pair.First.Value == ImportField.NameReading))
        {
            headings.Remove(column);
            Take([(field, column)], []);
        }
    }

    private static List<(ImportField Field, int Column)> Known(SheetGrid grid, int row) =>
        [
            .. grid.Row(row)
                .Where(cell => cell.Value is string && cell.Text.Length <= LongestHeading)
                .Select(cell => (Field: FormLabels.OfColumn(cell.Text), cell.Column))
                .Where(column => column.Field is not null)
                .Select(column => (column.Field!.Value, column.Column)),
        ];
}
