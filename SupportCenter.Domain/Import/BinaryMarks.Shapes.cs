namespace SupportCenter.Domain.Import;

/// <summary>What is drawn over the cells of an .xls ([MS-XLS] MsoDrawing, Obj; [MS-ODRAW] OfficeArtClientAnchorSheet).</summary>
internal sealed partial class BinaryMarks
{
    private const int CheckBox = 0x0B;
    private const int RadioButton = 0x0C;
    private const int Chart = 0x05;
    private const int DropDown = 0x14;
    private const int Comment = 0x19;
    private const int TickState = 0x12;
    private const int AnchorBytes = 18;

    private static readonly SheetShape Nowhere = new("", -1, -1, -1, -1);
    private static readonly byte[] AnchorHeader = [0x00, 0x00, 0x10, 0xF0, AnchorBytes, 0, 0, 0];

    private static bool IsDrawn(int kind) => kind is not (Chart or DropDown or Comment);

    private static IEnumerable<int> Range(int first, int last) =>
        Enumerable.Range(first, Math.Clamp(last - first + 1, 0, WorkbookReading.MostColumns));

    private IEnumerable<int> Columns((int Kind, int At, int Length) record) => Range(UInt16(record, 0), UInt16(record, 2));

    /// <summary>Where the shape of this part of the drawing lies; null where it says nothing of it, as within a group.</summary>
    private SheetShape? Anchor((int Kind, int At, int Length) record)
    {
        var found = stream.AsSpan(record.At + 4, record.Length).IndexOf(AnchorHeader);
        if (found < 0)
        {
            return null;
        }

        var at = found + AnchorHeader.Length + 2;
        var (column, row, lastColumn, lastRow) = (
            UInt16(record, at),
            UInt16(record, at + 4),
            UInt16(record, at + 8),
            UInt16(record, at + 12)
        );

        // What ends where the next cell begins does not lie over it.
        return new SheetShape(
            "",
            row,
            Math.Max(row, lastRow - (UInt16(record, at + 14) == 0 ? 1 : 0)),
            column,
            Math.Max(column, lastColumn - (UInt16(record, at + 10) == 0 ? 1 : 0))
        );
    }

    /// <summary>Whether a box of a form is ticked; null of everything else.</summary>
    private bool? Tick((int Kind, int At, int Length) record)
    {
        if (UInt16(record, 4) is not (CheckBox or RadioButton))
        {
            return null;
        }

        for (var at = 0; at + 4 <= record.Length; at += 4 + UInt16(record, at + 2))
        {
            if (UInt16(record, at) == TickState)
            {
                return UInt16(record, at + 4) != 0;
            }
        }

        return false;
    }
}
