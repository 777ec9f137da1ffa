using static System.Buffers.Binary.BinaryPrimitives;

namespace SupportCenter.Portal.Printing;

/// <summary>One TrueType file that documents are set in: its characters, how wide each glyph is, and what it looks like.</summary>
internal sealed class PaperFace
{
    readonly byte[] file;
    readonly Dictionary<string, Range> tables = [];
    readonly ushort[] advances;
    readonly int unitsPerEm;

    /// <summary>Reads the file; throws <see cref="FileNotFoundException"/> where the build did not copy it.</summary>
    public PaperFace(string path, string pdfName)
    {
        PdfName = pdfName;
        file = File.ReadAllBytes(path);
        for (var at = 0; at < ReadUInt16BigEndian(file.AsSpan(4)); at++)
        {
            var entry = file.AsSpan(12 + at * 16, 16);
            var (start, length) = ((int)ReadUInt32BigEndian(entry[8..]), (int)ReadUInt32BigEndian(entry[12..]));
            tables.Add(string.Concat(entry[..4].ToArray().Select(one => (char)one)), start..(start + length));
        }

        var head = Needed("head");
        unitsPerEm = ReadUInt16BigEndian(head[18..]);
        if (ReadInt16BigEndian(head[50..]) != 1)
            throw new InvalidDataException("A typeface has short places of glyphs, which printing does not read.");
        Box = string.Join(' ', new[] { 36, 38, 40, 42 }.Select(at => InThousandths(ReadInt16BigEndian(Needed("head")[at..]))));
        var lines = Needed("hhea");
        (Ascent, Descent) = (InThousandths(ReadInt16BigEndian(lines[4..])), InThousandths(ReadInt16BigEndian(lines[6..])));
        CapHeight = InThousandths(ReadInt16BigEndian(Needed("OS/2")[88..]));
        var measured = ReadUInt16BigEndian(lines[34..]);
        var metrics = Needed("hmtx");
        advances = new ushort[measured];
        for (var glyph = 0; glyph < measured; glyph++)
            advances[glyph] = ReadUInt16BigEndian(metrics[(glyph * 4)..]);
        Characters = CharacterMap.Read(Needed("cmap"));
    }

    /// <summary>Its name inside a document, after the mark of a subset.</summary>
    public string PdfName { get; }

    /// <summary>The characters that the typeface has.</summary>
    public CharacterMap Characters { get; }

    /// <summary>The box that holds every glyph: left, bottom, right, top, in thousandths of the type size.</summary>
    public string Box { get; }

    /// <summary>Above the baseline, in thousandths of the type size.</summary>
    public int Ascent { get; }

    /// <summary>Below the baseline, negative, in thousandths of the type size.</summary>
    public int Descent { get; }

    /// <summary>The height of Latin capitals, in thousandths of the type size.</summary>
    public int CapHeight { get; }

    /// <summary>The width of a glyph as a part of the type size.</summary>
    public double AdvanceOf(ushort glyph) => advances[Math.Min(glyph, advances.Length - 1)] / (double)unitsPerEm;

    /// <summary>A table of the file; empty where it has none.</summary>
    public ReadOnlySpan<byte> Table(string tag) => tables.TryGetValue(tag, out var range) ? file.AsSpan(range) : [];

    /// <summary>The outline of a glyph; empty for a space.</summary>
    public ReadOnlySpan<byte> OutlineOf(ushort glyph)
    {
        var places = Table("loca")[(glyph * 4)..];
        return Table("glyf")[(int)ReadUInt32BigEndian(places)..(int)ReadUInt32BigEndian(places[4..])];
    }

    /// <summary>The width and the left side bearing of a glyph as the file has them.</summary>
    public byte[] MetricsOf(ushort glyph)
    {
        var table = Table("hmtx");
        if (glyph < advances.Length)
            return table.Slice(glyph * 4, 4).ToArray();
        // Glyphs behind the last width have that width and a bearing of their own.
        var bearing = table.Slice(advances.Length * 4 + (glyph - advances.Length) * 2, 2);
        return [.. table.Slice((advances.Length - 1) * 4, 2), .. bearing];
    }

    int InThousandths(int units) => (int)Math.Round(units * 1000.0 / unitsPerEm);

    ReadOnlySpan<byte> Needed(string tag) =>
        Table(tag) is { Length: > 0 } table ? table : throw new InvalidDataException("A typeface lacks a table that printing needs.");
}
