using static System.Buffers.Binary.BinaryPrimitives;

namespace SupportCenter.Portal.Printing;

/// <summary>
/// Which glyph a typeface has for a character: the <c>cmap</c> table of a TrueType file, formats 4 (the basic plane), 12 (all planes)
/// and 14 (variation sequences, by which 葛󠄀 differs from 葛). PDFsharp searches the table from its start for every character; this one
/// is unfolded once, so that a look-up is an array access.
///</summary>
internal sealed class CharacterMap
{
    readonly ushort[] basicPlane = new ushort[0x10000];
    readonly Dictionary<int, ushort> otherPlanes = [];
    readonly Dictionary<(int CodePoint, int Selector), ushort> variants = [];

    CharacterMap() { }

    /// <summary>Reads the table that starts where <paramref name="table"/> starts.</summary>
    public static CharacterMap Read(ReadOnlySpan<byte> table)
    {
        var map = new CharacterMap();
        // Variation sequences last: some of them point back to the plain characters.
        foreach (var format in (ReadOnlySpan<int>)[4, 12, 14])
        {
            var subtables = ReadUInt16BigEndian(table[2..]);
            for (var i = 0; i < subtables; i++)
            {
                var subtable = table[(int)ReadUInt32BigEndian(table[(8 + i * 8)..])..];
                if (ReadUInt16BigEndian(subtable) == format)
                    map.ReadSubtable(subtable, format);
            }
        }

        return map;
    }

    /// <summary>The glyph of a character; 0 where the typeface has none.</summary>
    public ushort GlyphOf(int codePoint) => codePoint < 0x10000 ? basicPlane[codePoint] : otherPlanes.GetValueOrDefault(codePoint);

    /// <summary>The glyph of a character with a variation selector after it; 0 where the typeface does not know the sequence.</summary>
    public ushort VariantOf(int codePoint, int selector) => variants.GetValueOrDefault((codePoint, selector));

    void ReadSubtable(ReadOnlySpan<byte> subtable, int format)
    {
        if (format == 4)
            ReadSegments(subtable);
        else if (format == 12)
            ReadGroups(subtable);
        else
            ReadVariants(subtable);
    }

    void ReadSegments(ReadOnlySpan<byte> subtable)
    {
        var doubledCount = ReadUInt16BigEndian(subtable[6..]);
        var ends = subtable[14..];
        var starts = subtable[(16 + doubledCount)..];
        var deltas = starts[doubledCount..];
        var offsets = deltas[doubledCount..];
        for (var at = 0; at < doubledCount; at += 2)
        {
            int start = ReadUInt16BigEndian(starts[at..]),
                end = ReadUInt16BigEndian(ends[at..]);
            int delta = ReadUInt16BigEndian(deltas[at..]),
                offset = ReadUInt16BigEndian(offsets[at..]);
            for (var codePoint = start; codePoint <= end && codePoint < 0xFFFF; codePoint++)
            {
                var glyph = codePoint;
                if (offset != 0)
                {
                    glyph = ReadUInt16BigEndian(offsets[(at + offset + (codePoint - start) * 2)..]);
                    if (glyph == 0)
                        continue;
                }

                basicPlane[codePoint] = (ushort)(glyph + delta);
            }
        }
    }

    void ReadGroups(ReadOnlySpan<byte> subtable)
    {
        var count = (int)ReadUInt32BigEndian(subtable[12..]);
        for (var i = 0; i < count; i++)
        {
            var group = subtable[(16 + i * 12)..];
            int start = (int)ReadUInt32BigEndian(group),
                end = (int)ReadUInt32BigEndian(group[4..]);
            var glyph = ReadUInt32BigEndian(group[8..]);
            for (var codePoint = start; codePoint <= end; codePoint++, glyph++)
            {
                if (codePoint < 0x10000)
                    basicPlane[codePoint] = (ushort)glyph;
                else
                    otherPlanes[codePoint] = (ushort)glyph;
            }
        }
    }

    void ReadVariants(ReadOnlySpan<byte> subtable)
    {
        var selectors = (int)ReadUInt32BigEndian(subtable[6..]);
        for (var i = 0; i < selectors; i++)
        {
            var record = subtable[(10 + i * 11)..];
            var selector = Read24(record);
            if (ReadUInt32BigEndian(record[3..]) is > 0 and var usual)
                ReadUsualForms(subtable[(int)usual..], selector);
            if (ReadUInt32BigEndian(record[7..]) is > 0 and var own)
                ReadOwnForms(subtable[(int)own..], selector);
        }
    }

    // The sequence looks as the character does without a selector: known, and the same glyph.
    void ReadUsualForms(ReadOnlySpan<byte> ranges, int selector)
    {
        var count = (int)ReadUInt32BigEndian(ranges);
        for (var i = 0; i < count; i++)
        {
            var range = ranges[(4 + i * 4)..];
            var start = Read24(range);
            for (var codePoint = start; codePoint <= start + range[3]; codePoint++)
                variants[(codePoint, selector)] = GlyphOf(codePoint);
        }
    }

    void ReadOwnForms(ReadOnlySpan<byte> mappings, int selector)
    {
        var count = (int)ReadUInt32BigEndian(mappings);
        for (var i = 0; i < count; i++)
        {
            var mapping = mappings[(4 + i * 5)..];
            variants[(Read24(mapping), selector)] = ReadUInt16BigEndian(mapping[3..]);
        }
    }

    static int Read24(ReadOnlySpan<byte> bytes) => bytes[0] << 16 | bytes[1] << 8 | bytes[2];
}
