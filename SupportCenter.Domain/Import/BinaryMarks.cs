using System.Buffers.Binary;
using System.Text;

namespace SupportCenter.Domain.Import;

/// <summary>Reads of an .xls (BIFF8) what the workbook reader leaves out: hidden rows and columns, struck texts, colours and
/// notes.</summary>
internal sealed partial class BinaryMarks
{
    private const int Begin = 0x809;
    private const int End = 0x0A;
    private const int Continue = 0x3C;
    private const int Biff8 = 0x0600;
    private const int White = 9;
    private readonly List<(int Kind, int At, int Length)> records = [];
    private readonly byte[] stream;
    private readonly WorkbookMarks marks = new();
    private readonly List<(bool IsStruck, int Colour)> fonts = [];
    private readonly List<CellStyle> styles = [];
    private readonly List<CellText?> texts = [];

    private BinaryMarks(byte[] stream) => this.stream = stream;

    /// <summary>The marks of a workbook's stream; of older formats and of an encrypted one none can be read.</summary>
    public static WorkbookMarks In(byte[]? stream)
    {
        var reading = new BinaryMarks(stream ?? []);
        reading.Split();
        if (
            reading.records.Count == 0
            || reading.UInt16(reading.records[0], 0) != Biff8
            || reading.records.Exists(record => record.Kind == 0x2F)
        )
        {
            reading.marks.Is1904 = reading.records.Exists(record => record.Kind == 0x22 && reading.UInt16(record, 0) == 1);
            reading.marks.AreRead = false;
            return reading.marks;
        }

        reading.ReadGlobals();
        return reading.marks;
    }

    private void Split()
    {
        for (var at = 0; at + 4 <= stream.Length; )
        {
            var (kind, length) = (
                (int)BinaryPrimitives.ReadUInt16LittleEndian(stream.AsSpan(at)),
                (int)BinaryPrimitives.ReadUInt16LittleEndian(stream.AsSpan(at + 2))
            );
            if (kind == 0 && length == 0 || at + 4 + length > stream.Length)
            {
                break; // Padding behind the last sheet.
            }

            records.Add((kind, at, length));
            at += 4 + length;
        }
    }

    private void ReadGlobals()
    {
        var sheets = new List<(string Name, int At)>();
        for (var index = 0; index < records.Count && records[index].Kind != End; index++)
        {
            var record = records[index];
            switch (record.Kind)
            {
                case 0x22:
                    marks.Is1904 = UInt16(record, 0) == 1;
                    break;
                case 0x31:
                    fonts.Add(((UInt16(record, 2) & 8) != 0, UInt16(record, 4)));
                    break;
                case 0xE0:
                    styles.Add(Style(record));
                    break;
                case 0x85:
                    sheets.Add((ShortText(record, 6), (int)UInt32(record, 0)));
                    break;
                case 0xFC:
                    ReadTexts(index);
                    break;
            }
        }

        var places = records.Select((record, index) => (record.At, index)).ToDictionary(place => place.At, place => place.index);
        foreach (var (name, at) in sheets)
        {
            if (places.TryGetValue(at, out var first))
            {
                ReadSheet(first, marks.Sheets[name] = new SheetMarks());
            }
        }
    }

    // There is no font 4.
    private (bool IsStruck, int Colour) Font(int number) => fonts.ElementAtOrDefault(number > 4 ? number - 1 : number);

    private CellStyle Style((int Kind, int At, int Length) format)
    {
        var font = Font(UInt16(format, 0));
        var (pattern, colours) = (UInt32(format, 14) >> 26, UInt16(format, 18));
        var behind = pattern == 0 || pattern == 1 && (colours & 0x7F) is White or 1 or 64 or 65 ? "" : $"f{pattern}/{colours & 0x7F} ";
        var isCrossed = UInt32(format, 10) >> 30 != 0 && (UInt32(format, 14) >> 21 & 0xF) != 0;
        return new CellStyle(
            font.IsStruck,
            behind + (font.Colour is 8 or 0 or 0x7FFF ? "" : $"t{font.Colour}"),
            behind.Length == 0 ? font.Colour is White or 1 : pattern == 1 && font.Colour == (colours & 0x7F),
            isCrossed
        );
    }

    private void ReadSheet(int first, SheetMarks sheet)
    {
        var (notes, texts, shape) = (new List<((int, int) Place, int Shape)>(), new Dictionary<int, string>(), -1);
        var (objects, place) = (new Dictionary<int, (SheetShape Place, bool? IsTicked)>(), Nowhere);
        var ranges = "";
        for (var (index, depth) = (first, 0); index < records.Count; index++)
        {
            var record = records[index];
            depth +=
                record.Kind == Begin ? 1
                : record.Kind == End ? -1
                : 0;
            if (depth == 0)
            {
                break;
            }

            switch (record.Kind)
            {
                case 0x208 when (UInt16(record, 12) & 0x20) != 0 || UInt16(record, 6) < 20 * SheetMarks.LowestRow:
                    sheet.HiddenRows.Add(UInt16(record, 0));
                    break;
                case 0x55 when UInt16(record, 0) < SheetMarks.NarrowestColumn:
                    sheet.HiddenColumns.UnionWith(Enumerable.Range(0, WorkbookReading.MostColumns));
                    break;
                case 0x7D when (UInt16(record, 8) & 1) == 0 && UInt16(record, 4) >= 256 * SheetMarks.NarrowestColumn:
                    sheet.HiddenColumns.ExceptWith(Columns(record)); // Those without a width of their own are hidden.
                    break;
                case 0x7D:
                    sheet.HiddenColumns.UnionWith(Columns(record));
                    break;
                case 0x205 when Byte(record, 7) == 1:
                    sheet.Values[(UInt16(record, 0), UInt16(record, 2))] = new ErrorValue(ErrorCode(Byte(record, 6)));
                    break;
                case 0x06 when UInt16(record, 12) == 0xFFFF && Byte(record, 6) == 2:
                    sheet.Values[(UInt16(record, 0), UInt16(record, 2))] = new ErrorValue(ErrorCode(Byte(record, 8)));
                    break;
                case 0xFD or 0x204 or 0xD6 or 0x203 or 0x27E or 0x06 or 0x205:
                    Look(sheet, record, UInt16(record, 2), UInt16(record, 4));
                    break;
                case 0xBD:
                    for (var at = 4; at + 6 <= record.Length - 2; at += 6)
                    {
                        Look(sheet, record, UInt16(record, 2) + (at - 4) / 6, UInt16(record, at));
                    }

                    break;
                case 0x1B0:
                    ranges = Ranges(record);
                    break;
                case 0x1B1 when RuleHides(record):
                    sheet.HidingRules.Add(ranges);
                    break;
                case 0x1C:
                    notes.Add(((UInt16(record, 0), UInt16(record, 2)), UInt16(record, 6)));
                    break;
                case 0xEC:
                    place = Anchor(record) ?? place;
                    break;
                case 0x5D when UInt16(record, 0) == 0x15:
                    shape = UInt16(record, 6);
                    if (IsDrawn(UInt16(record, 4)))
                    {
                        objects[shape] = (place, Tick(record));
                    }

                    break;
                case 0x1B6 when shape >= 0 && index + 1 < records.Count && records[index + 1].Kind == Continue:
                    texts[shape] = new Pieces(this, index + 1).Text(UInt16(record, 10), null);
                    break;
            }
        }

        sheet.Shapes.AddRange(
            objects
                .Where(drawn => notes.TrueForAll(note => note.Shape != drawn.Key))
                .Select(drawn =>
                    drawn.Value.Place with
                    {
                        Text = SheetShape.Ticked(drawn.Value.IsTicked, (texts.GetValueOrDefault(drawn.Key) ?? "").Trim()),
                    }
                )
        );
        foreach (var (at, of) in notes)
        {
            sheet.Note(at.Item1, at.Item2, texts.GetValueOrDefault(of) ?? "");
        }
    }

    private static string ErrorCode(int code) =>
        code switch
        {
            0x00 => "#NULL!",
            0x07 => "#DIV/0!",
            0x0F => "#VALUE!",
            0x17 => "#REF!",
            0x1D => "#NAME?",
            0x24 => "#NUM!",
            0x2A => "#N/A",
            _ => "#ERROR",
        };

    private void Look(SheetMarks sheet, (int Kind, int At, int Length) record, int column, int style)
    {
        var place = (UInt16(record, 0), column);
        if (styles.ElementAtOrDefault(style) is { } look && look != CellStyle.Plain)
        {
            sheet.Styles[place] = look;
        }

        if (record.Kind == 0xFD && texts.ElementAtOrDefault((int)UInt32(record, 6)) is { } text)
        {
            sheet.Add(place, text, styles.ElementAtOrDefault(style) ?? CellStyle.Plain);
        }
    }

    private string ShortText((int Kind, int At, int Length) record, int at)
    {
        var (length, wide) = (Byte(record, at), (Byte(record, at + 1) & 1) != 0);
        var bytes = stream.AsSpan(record.At + 4 + at + 2, Math.Min(wide ? length * 2 : length, record.Length - at - 2));
        return wide ? Encoding.Unicode.GetString(bytes) : Encoding.Latin1.GetString(bytes);
    }

    private int Byte((int Kind, int At, int Length) record, int at) => at < record.Length ? stream[record.At + 4 + at] : 0;

    private int UInt16((int Kind, int At, int Length) record, int at) => Byte(record, at) | Byte(record, at + 1) << 8;

    private uint UInt32((int Kind, int At, int Length) record, int at) => (uint)UInt16(record, at) | (uint)UInt16(record, at + 2) << 16;

    /// <summary>A record with the ones that continue it, read as one; a text that goes on in the next begins there with a byte of its
    /// own, which says how wide its characters are from then on.</summary>
    private sealed class Pieces(BinaryMarks of, int index)
    {
        private int record = index;
        private int at;

        public bool IsOver => !Advance();

        public int Byte()
        {
            if (!Advance())
            {
                throw new InvalidDataException("A record ends too early.");
            }

            return of.stream[of.records[record].At + 4 + at++];
        }

        public int UInt16() => Byte() | Byte() << 8;

        public uint UInt32() => (uint)UInt16() | (uint)UInt16() << 16;

        public byte[] Bytes(uint count)
        {
            var read = new List<byte>();
            for (var left = count; left > 0 && Advance(); )
            {
                var step = (int)Math.Min(left, of.records[record].Length - at);
                read.AddRange(of.stream.AsSpan(of.records[record].At + 4 + at, step));
                at += step;
                left -= (uint)step;
            }

            return [.. read];
        }

        /// <summary>Some characters; their flags are before them when they are not given.</summary>
        public string Text(int length, int? flags)
        {
            var text = new StringBuilder();
            var wide = ((flags ?? Byte()) & 1) != 0;
            while (text.Length < length)
            {
                if (at >= of.records[record].Length)
                {
                    wide = (Byte() & 1) != 0; // The first byte of the record that continues.
                    continue;
                }

                text.Append((char)(wide ? UInt16() : Byte()));
            }

            return text.ToString();
        }

        private bool Advance()
        {
            while (at >= of.records[record].Length)
            {
                if (record + 1 >= of.records.Count || of.records[record + 1].Kind != Continue)
                {
                    return false;
                }

                (record, at) = (record + 1, 0);
            }

            return true;
        }
    }
}
