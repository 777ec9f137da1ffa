using System.Text.RegularExpressions;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Import;

/// <summary>One booking of a 予約一覧 and where it stands; the row is counted from 1 as Excel shows it.</summary>
public sealed record ReservationListRow(string File, string Sheet, int Row, BookingReading Booking);

/// <summary>A row of a list that holds something but was taken for no booking (a total, a title, a repeated heading), for a person to
/// check.</summary>
public sealed record LeftOutRow(string File, string Sheet, int Row, string Reason);

/// <summary>What a sheet that is a 予約一覧 says.</summary>
public sealed record ReservationListReading(
    IReadOnlyList<ReservationListRow> Rows,
    IReadOnlyList<LeftOutRow> LeftOut,
    IReadOnlyList<ImportField> MissingColumns
)
{
    /// <summary>What is to be said of no single row: comments on a heading, a title or a total, columns of ticks.</summary>
    public IReadOnlyList<string> Comments { get; init; } = [];
}

/// <summary>Reads a sheet of the 予約一覧 by its column headings, wherever they stand and in whatever order.</summary>
public static partial class ReservationListReader
{
    // What every list should have; a column that is missing is said once for the whole sheet.
    private static readonly ImportField[] Expected =
    [
        ImportField.ReceivedOn,
        ImportField.ClinicDate,
        ImportField.Slot,
        ImportField.Venue,
        ImportField.BusinessName,
        ImportField.ContactName,
        ImportField.Telephone,
        ImportField.Ward,
        ImportField.Industry,
        ImportField.EmployeeCount,
        ImportField.WishedMeasure,
        ImportField.VisitNumber,
    ];

    [GeneratedRegex(
        "^(合計|総計|小計|計|件数|総件数|合計件数|予約件数|以上)[0-9]*(件|社|名)?$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant
    )]
    private static partial Regex Total();

    [GeneratedRegex(
        "^[（(]?(〃|々|〻|仝|ゝ|ゞ|ヽ|ヾ|同上?|同前|同じ|上に同じ|↓|⇓|//|／／|''|’’|,,|\"|＂|”|″|〝|〟)[)）]?$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant
    )]
    private static partial Regex Ditto();

    /// <summary>Whether a sheet has a heading of a reservation list.</summary>
    public static bool IsList(SheetGrid sheet)
    {
        ArgumentNullException.ThrowIfNull(sheet);
        return sheet.Headings.Count > 0;
    }

    /// <summary>Reads all bookings of a sheet.</summary>
    /// <param name="file">The name of the file, kept with each row.</param>
    /// <param name="sheet">The sheet; one without heading gives no rows.</param>
    /// <param name="near">A day near which the list was kept, for dates without year that nothing in the list explains.</param>
    public static ReservationListReading Read(string file, SheetGrid sheet, DateOnly? near = null)
    {
        ArgumentNullException.ThrowIfNull(sheet);
        var sections = Sections(sheet);
        var leftOut = new List<LeftOutRow>();
        var rows = new List<(int Row, Func<ImportField, IReadOnlyList<GridCell>> Cells)>();
        var colours = new RowColours(sheet, sections.Select(section => section.From).FirstOrDefault());
        var rest = new List<Func<BookingReading, BookingReading>>();
        var ticked = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var (columns, from, to) in sections)
        {
            Func<ImportField, IReadOnlyList<GridCell>>? above = null;
            foreach (var row in sheet.Rows.Where(row => row >= from && row < to))
            {
                if (Reason(sheet, row, columns) is { } reason)
                {
                    leftOut.Add(new LeftOutRow(file, sheet.Name, row + 1, reason));
                    continue;
                }

                var earlier = above;
                IReadOnlyList<GridCell> Cells(ImportField field) =>
                    columns.Cells(sheet, row, field) is var cells
                    && cells.Count > 0
                    && Ditto().IsMatch(cells[0].Text)
                    && earlier is not null
                        ? earlier(field)
                        : cells;
                rows.Add((row, Cells));
                ticked.UnionWith(UnreadRowText.TickedHeadings(sheet, row, columns));
                rest.Add(booking => UnreadRowText.Add(booking, sheet, row, columns, colours.Differs(row)));
                above = Cells;
            }
        }

        var bookings = WithYears(rows, YearHints.In(sheet) ?? near);
        var fields = sections.SelectMany(section => section.Columns.Fields).ToHashSet();
        return new ReservationListReading(
            [.. bookings.Select((booking, index) => new ReservationListRow(file, sheet.Name, rows[index].Row + 1, rest[index](booking)))],
            leftOut,
            sections.Count == 0 ? [] : [.. Expected.Where(field => !Has(fields, field))]
        )
        {
            Comments =
            [
                .. Comments(sheet, rows.Select(row => row.Row).ToHashSet()),
                .. sheet.Besides,
                .. AboveHeading(sheet),
                .. ticked.Count > 0 ? [Filled(ImportTexts.Remark_TickColumns, string.Join('・', ticked))] : Array.Empty<string>(),
            ],
        };
    }

    // A title, and when the list was kept.
    [GeneratedRegex(
        "(一覧|台帳|名簿|予約表|予約状況|リスト|センター|ページ|頁|更新|作成|現在|時点|年度|月分)(表|者|日|日時)?:?(令和|平成|西暦)?[0-9元年月日時点更新現在()./-]*$|^(令和|平成|20)[0-9元]+年",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant
    )]
    private static partial Regex Title();

    /// <summary>What stands above the first heading and is no title, no label and no date: nobody reads it here.</summary>
    private static IEnumerable<string> AboveHeading(SheetGrid sheet) =>
        sheet.Headings.Count == 0
            ? []
            : sheet
                .Cells.Where(cell => cell.Row < sheet.Headings[0].FirstRow && cell.Value is string && !sheet.HiddenRows.Contains(cell.Row))
                .Where(cell =>
                    FormLabels.OfColumn(cell.Text) is null
                    && !Title().IsMatch(TextFolding.NormalizedValue(cell.Text).Replace(" ", "", StringComparison.Ordinal))
                    && JapaneseDate.Parse(cell.Text).Date is null
                )
                .GroupBy(cell => cell.Row)
                .Select(row =>
                    Filled(
                        ImportTexts.Doubt_AboveHeading,
                        row.Key + 1,
                        string.Join(' ', row.Select(cell => VisibleText.OneLine(cell.Text)))
                    )
                );

    private static List<string> Comments(SheetGrid sheet, HashSet<int> bookings) =>
        [
            .. sheet
                .Cells.Concat(sheet.Withdrawn)
                .Where(cell => !bookings.Contains(cell.Row))
                .SelectMany(cell => CellRemarks.Comment(ListColumns.Place(cell.Row, cell.Column), cell)),
        ];

    private static bool Has(HashSet<ImportField> fields, ImportField field) =>
        fields.Contains(field)
        || field switch
        {
            ImportField.ClinicDate => fields.Contains(ImportField.ClinicDateAndSlot),
            ImportField.Slot => fields.Contains(ImportField.ClinicDateAndSlot) || fields.Contains(ImportField.SlotStart),
            ImportField.BusinessName or ImportField.ContactName => fields.Contains(ImportField.BusinessAndContact),
            _ => false,
        };

    /// <summary>Each heading rules the rows down to the next.</summary>
    private static List<(ListColumns Columns, int From, int To)> Sections(SheetGrid sheet) =>
        [
            .. sheet.Headings.Select(
                (heading, index) =>
                    (heading, heading.LastRow + 1, index + 1 < sheet.Headings.Count ? sheet.Headings[index + 1].Row : int.MaxValue)
            ),
        ];

    /// <summary>Why a row is no booking, or null when it is one.</summary>
    private static string? Reason(SheetGrid sheet, int row, ListColumns columns)
    {
        var cells = sheet.Row(row);
        if (sheet.HiddenRows.Contains(row))
        {
            return ImportTexts.LeftOut_Hidden;
        }

        if (cells.Take(3).Any(cell => Total().IsMatch(TextFolding.Fold(cell.Text))))
        {
            return ImportTexts.LeftOut_Total;
        }

        var values = columns
            .Fields.Where(field => field != ImportField.No && columns.Cells(sheet, row, field).Any(cell => cell.Row == row))
            .ToHashSet();
        var named = values.Contains(ImportField.BusinessName) || values.Contains(ImportField.BusinessAndContact);
        return values.Count >= 4 || named && values.Count >= 2 ? null : ImportTexts.LeftOut_NoBooking;
    }

    /// <summary>Reads the rows; a date that lacks its year takes it from the row's own other date, else from the nearest row that has
    /// one.</summary>
    private static List<BookingReading> WithYears(List<(int Row, Func<ImportField, IReadOnlyList<GridCell>> Cells)> rows, DateOnly? near)
    {
        var bookings = rows.ConvertAll(row => BookingReader.Read(row.Cells, null));
        var known = bookings.ConvertAll(booking => booking.ReceivedOn.Value ?? booking.ClinicDate.Value);
        for (var index = 0; index < bookings.Count; index++)
        {
            var booking = bookings[index];
            if (booking.ReceivedOn is { Value: null, Typed.Length: > 0 } || booking.ClinicDate is { Value: null, Typed.Length: > 0 })
            {
                bookings[index] = BookingReader.Read(rows[index].Cells, Nearest(known, index) ?? near);
            }
        }

        return bookings;
    }

    private static DateOnly? Nearest(List<DateOnly?> known, int index)
    {
        for (var away = 1; away < known.Count; away++)
        {
            if ((index - away >= 0 ? known[index - away] : null) is { } above)
            {
                return above;
            }

            if ((index + away < known.Count ? known[index + away] : null) is { } below)
            {
                return below;
            }
        }

        return null;
    }
}
