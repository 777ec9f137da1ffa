using static System.Buffers.Binary.BinaryPrimitives;

namespace SupportCenter.Tests.Printing;

/// <summary>A typeface in a document, read for itself.</summary>
internal sealed class EmbeddedTrueType
{
    readonly byte[] file;
    readonly Dictionary<string, (int Start, int Length)> tables = [];

    public EmbeddedTrueType(byte[] file)
    {
        this.file = file;
        for (var at = 0; at < ReadUInt16BigEndian(file.AsSpan(4)); at++)
        {
            var entry = file.AsSpan(12 + at * 16, 16);
            tables.Add(System.Text.Encoding.ASCII.GetString(entry[..4]), (ReadInt32BigEndian(entry[8..]), ReadInt32BigEndian(entry[12..])));
        }
    }

    public int GlyphCount => ReadUInt16BigEndian(Of("maxp")[4..]);

    /// <summary>In thousandths of the type size.</summary>
    public double WidthOf(int glyph)
    {
        var measured = ReadUInt16BigEndian(Of("hhea")[34..]);
        return ReadUInt16BigEndian(Of("hmtx")[(Math.Min(glyph, measured - 1) * 4)..]) * 1000.0 / ReadUInt16BigEndian(Of("head")[18..]);
    }

    ReadOnlySpan<byte> Of(string table) => file.AsSpan(tables[table].Start, tables[table].Length);
}
