using System.Text.RegularExpressions;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Import;

/// <summary>Adds to a booking what its row says beside the fields: further columns, comments, struck texts, colours, and that it was
/// cancelled.</summary>
internal static partial class UnreadRowText
{
    private const string Word =
        "(キャンセル|ｷｬﾝｾﾙ|ドタキャン|取消し?|取り消し|取りやめ|取り?止め|取り?下げ|見合わせ|見送り|中止|辞退|(?i:CXL|cancel(l?ed|l?ation)?))";

    // キャンセル, 7/8電話にてキャンセル, 取消（先方都合）; but neither キャンセル待ち nor 前回キャンセルのため再予約.
    [GeneratedRegex(
        "^[^\\p{L}]*([月日][^\\p{L}]*)*"
            + Word
            + "(済み?)?($|[^\\p{L}])|"
            + Word
            + "(済み?|です|した|しました|になった|になりました|の?ご?(連絡|電話)(あり|有り?|受|済み?)?)?[^\\p{L}]*$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant
    )]
    private static partial Regex SaysCancelled();

    [GeneratedRegex("^[（(【\\[]" + Word + "(済み?)?[）)】\\]]", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex NameSaysCancelled();

    [GeneratedRegex(Word + "(?!待|料|可|不可|規定)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex NamesCancelling();

    // In a column of cancelling: what says that there is none.
    [GeneratedRegex(
        "^([-−ー―–×✕✖Xx0]+|無し?|なし|未|いいえ|no|false|[□☐〇○]?していない)$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant
    )]
    private static partial Regex SaysNo();

    // Some write × for no, some for what was crossed out.
    [GeneratedRegex("^[×✕✖Xx]+$", RegexOptions.CultureInvariant)]
    private static partial Regex Cross();

    // A tick in a column of somebody's own (確認印): it says nothing without that column.
    [GeneratedRegex(
        "^([^\\p{L}\\p{N}]|[〇レ済未有無可否vVxX]|済み|完了|OK|ok|なし|あり)$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant
    )]
    private static partial Regex Mark();

    /// <summary>The headings of unknown columns in which the row has only a tick.</summary>
    public static IEnumerable<string> TickedHeadings(SheetGrid sheet, int row, ListColumns columns) =>
        sheet
            .Row(row)
            .Where(cell => Mark().IsMatch(cell.Text))
            .Select(cell => columns.Of(sheet, cell.Column))
            .Where(column => column.Field is null && !NamesCancelling().IsMatch(column.Heading))
            .Select(column => column.Heading);

    /// <summary>The booking with everything else that its row says.</summary>
    public static BookingReading Add(BookingReading booking, SheetGrid sheet, int row, ListColumns columns, bool hasOtherColour)
    {
        var (doubts, kept, notes) = (new List<ImportDoubt>(), new List<string>(), new List<string>());
        var cells = sheet.Row(row).Concat(sheet.Withdrawn.Where(cell => cell.Row == row)).OrderBy(cell => cell.Column).ToList();
        var (says, names) = (false, false);
        foreach (var cell in cells)
        {
            var (field, heading) = columns.Of(sheet, cell.Column);
            doubts.AddRange(CellRemarks.Of(field, heading, cell));
            kept.AddRange(CellRemarks.Comment(heading, cell));
            if (field is ImportField.TelephoneNote && cell.Text.Length > 0 && !cell.IsUnreadable)
            {
                notes.Add(TelephoneCell.Note(heading, cell.Text));
            }
            else if (field is ImportField.Telephone && IsLeft(cell, sheet, columns, field))
            {
                notes.Add(TelephoneCell.Note(heading, cell.Text));
                doubts.Add(new ImportDoubt(field, ImportTexts.Doubt_KeptInNote));
            }
            else if (IsLeft(cell, sheet, columns, field) && !(field is null && Mark().IsMatch(cell.Text)))
            {
                kept.Add(CellRemarks.Line(heading, cell.Text));
                doubts.Add(CellRemarks.Doubt(field, heading, ImportTexts.Doubt_KeptInMemo));
            }

            var isRemark = field is null or ImportField.Memo;
            says |= isRemark && cell.Text.Split('\n').Any(line => SaysCancelled().IsMatch(line));
            if (field is null && cell.Text.Length > 0 && NamesCancelling().IsMatch(heading))
            {
                says |= !SaysNo().IsMatch(cell.Text);
                names |= Cross().IsMatch(cell.Text);
            }

            says |= field is ImportField.BusinessName or ImportField.BusinessAndContact && NameSaysCancelled().IsMatch(cell.Text);
            names |= isRemark && NamesCancelling().IsMatch(cell.Text);
        }

        var isStruck = cells.Exists(cell => cell.IsStruck);
        if (isStruck || says || names)
        {
            doubts.Add(
                new ImportDoubt(
                    null,
                    isStruck ? ImportTexts.Doubt_RowStruck
                        : says ? ImportTexts.Doubt_SaysCancelled
                        : ImportTexts.Doubt_NamesCancelling
                )
            );
        }

        doubts.AddRange(
            sheet
                .Shapes.Where(shape => shape.Row <= row && row <= shape.LastRow)
                .Select(shape => new ImportDoubt(
                    null,
                    shape.Text.Length > 0 ? Filled(ImportTexts.Doubt_ShapeOverRow, shape.Text) : ImportTexts.Doubt_DrawnOverRow
                ))
        );
        if (hasOtherColour)
        {
            doubts.Add(new ImportDoubt(null, ImportTexts.Doubt_RowColour));
        }

        return booking.With(doubts, kept).WithNote(notes) with
        {
            IsCancelled = isStruck || says,
        };
    }

    /// <summary>Whether a cell has a value that no field of the booking has taken.</summary>
    private static bool IsLeft(GridCell cell, SheetGrid sheet, ListColumns columns, ImportField? field)
    {
        if (cell.Text.Length == 0 || cell.IsUnreadable || field is ImportField.Heading or ImportField.No)
        {
            return false;
        }

        if (field is not { } known)
        {
            return true;
        }

        return !ListColumns.IsJoined(known)
            && columns.Cells(sheet, cell.Row, known) is [{ } taken, ..]
            && taken.Column != cell.Column
            && TextFolding.Fold(taken.Text) != TextFolding.Fold(cell.Text);
    }
}

/// <summary>Tells which rows of a list have other colours than the rest: greyed out, marked. Stripes that only help to read are
/// none.</summary>
internal sealed class RowColours
{
    private const int FewestStripes = 4;
    private readonly Dictionary<int, string> colours;
    private readonly string usual;
    private readonly bool isStriped;

    public RowColours(SheetGrid sheet, int from)
    {
        colours = sheet
            .Rows.Where(row => row >= from)
            .ToDictionary(
                row => row,
                row => sheet.Row(row).GroupBy(cell => cell.Colour).OrderByDescending(group => group.Count()).First().Key
            );
        usual = colours
            .Values.GroupBy(colour => colour)
            .OrderByDescending(group => group.Count())
            .ThenBy(group => group.Key.Length)
            .FirstOrDefault()
            ?.Key
            ?? "";
        var inOrder = colours.OrderBy(row => row.Key).Select(row => row.Value).ToList();
        isStriped =
            inOrder.Count >= FewestStripes
            && inOrder.Distinct(StringComparer.Ordinal).Count() == 2
            && inOrder.Zip(inOrder.Skip(1)).Count(pair => pair.First == pair.Second) <= 1; // The row of totals may break the order.
    }

    public bool Differs(int row) => !isStriped && colours[row] != usual;
}
