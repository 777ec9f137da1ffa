namespace SupportCenter.Domain.Import;

/// <summary>Rules of conditional formatting in an .xls ([MS-XLS] CondFmt, CF, DXFN).</summary>
internal sealed partial class BinaryMarks
{
    private const int HasNumberFormat = 1 << 25;
    private const int HasFont = 1 << 26;
    private const int HasAlignment = 1 << 27;
    private const int HasBorder = 1 << 28;
    private const int HasFill = 1 << 29;
    private const int FontBytes = 118;

    /// <summary>The ranges of a conditional formatting, as Excel writes them.</summary>
    private string Ranges((int Kind, int At, int Length) record) =>
        string.Join(
            ' ',
            Enumerable
                .Range(0, Math.Min(UInt16(record, 12), Math.Max(0, record.Length - 14) / 8))
                .Select(range => 14 + 8 * range)
                .Select(at =>
                    $"{ListColumns.Place(UInt16(record, at), UInt16(record, at + 4))}:"
                    + ListColumns.Place(UInt16(record, at + 2), UInt16(record, at + 6))
                )
        );

    /// <summary>Whether a rule strikes a text through, or gives it the colour of what is behind it.</summary>
    private bool RuleHides((int Kind, int At, int Length) record)
    {
        var flags = UInt32(record, 6);
        var font = 12;
        if ((flags & HasNumberFormat) != 0)
        {
            font += (UInt16(record, 10) & 1) != 0 ? UInt16(record, 12) : 2;
        }

        if ((flags & HasFont) == 0)
        {
            return false;
        }

        var isStruck = (UInt32(record, font + 68) & 0x80) != 0 && (UInt32(record, font + 88) & 0x80) == 0;
        var fill = font + FontBytes + ((flags & HasAlignment) != 0 ? 8 : 0) + ((flags & HasBorder) != 0 ? 8 : 0);
        var behind = (flags & HasFill) != 0 ? UInt16(record, fill + 2) >> 7 & 0x7F : White;
        var text = UInt32(record, font + 80);
        return isStruck || text == behind || text == 1 && behind == White;
    }
}
