using System.Buffers.Binary;
using System.Text;

namespace SupportCenter.Domain.Import;

/// <summary>The shared texts of an .xls ([MS-XLS] SST), with their fonts and the kana over them.</summary>
internal sealed partial class BinaryMarks
{
    /// <summary>The texts of all cells, with their runs of fonts.</summary>
    private void ReadTexts(int index)
    {
        var pieces = new Pieces(this, index);
        pieces.Bytes(4);
        var count = (int)Math.Min(pieces.UInt32(), (uint)stream.Length);
        for (var text = 0; text < count && !pieces.IsOver; text++)
        {
            texts.Add(ReadText(pieces));
        }
    }

    private CellText? ReadText(Pieces pieces)
    {
        var (length, flags) = (pieces.UInt16(), pieces.Byte());
        var count = (flags & 8) != 0 ? pieces.UInt16() : 0;
        var further = (flags & 4) != 0 ? pieces.UInt32() : 0;
        var text = pieces.Text(length, flags);
        var changes = new List<(int From, bool? IsStruck)> { (0, null) }; // Before the first change a text has the font of its cell.
        for (var run = 0; run < count; run++)
        {
            changes.Add((Math.Min(pieces.UInt16(), text.Length), Font(pieces.UInt16()).IsStruck));
        }

        var runs = changes.Zip(changes.Skip(1).Append((text.Length, null)), (change, next) =>
            new TextRun(text[change.From..Math.Clamp(next.Item1, change.From, text.Length)], change.IsStruck)
        );
        var reading = CellText.ReadingOf(text, Kana(pieces.Bytes(further)));
        return count > 0 || reading is not null
            ? new CellText(count > 0 ? [.. runs.Where(run => run.Text.Length > 0)] : [], reading)
            : null;
    }

    /// <summary>The kana over the parts of a text (ExtRst of [MS-XLS]).</summary>
    private static IEnumerable<PhoneticRun> Kana(byte[] block)
    {
        int At(int at) => at + 2 <= block.Length ? BinaryPrimitives.ReadUInt16LittleEndian(block.AsSpan(at)) : 0;
        var (count, length) = (At(8), At(10));
        var runs = 14 + (2 * length);
        if (At(0) != 1 || runs > block.Length)
        {
            return [];
        }

        var kana = Encoding.Unicode.GetString(block, 14, 2 * length);
        var starts = Enumerable
            .Range(0, Math.Min(count, (block.Length - runs) / 6))
            .Select(run => (Kana: At(runs + (6 * run)), From: At(runs + (6 * run) + 2), Length: At(runs + (6 * run) + 4)))
            .ToList();
        return starts.Select(
            (start, index) =>
            {
                var from = Math.Min(start.Kana, length);
                var to = index + 1 < starts.Count ? Math.Clamp(starts[index + 1].Kana, from, length) : length;
                return new PhoneticRun(start.From, start.From + start.Length, kana[from..to]);
            }
        );
    }
}
