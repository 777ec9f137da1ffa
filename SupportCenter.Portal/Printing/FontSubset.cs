using static System.Buffers.Binary.BinaryPrimitives;

namespace SupportCenter.Portal.Printing;

/// <summary>A TrueType file with some of the glyphs of another one, numbered anew: what a document carries so that it looks the same
/// everywhere (ISO 19005-2, 6.2.11.4).</summary>
internal sealed class FontSubset
{
    const int CompositeHeader = 10;

    // Of a part of a composite glyph: how its offsets are written, what else follows, whether another part does.
    const int WordArguments = 1;
    const int OneScale = 8;
    const int MoreParts = 0x20;
    const int TwoScales = 0x40;
    const int FourScales = 0x80;

    readonly PaperFace face;
    readonly List<ushort> glyphs;
    readonly Dictionary<ushort, ushort> numbers = [];

    FontSubset(PaperFace face, IReadOnlyList<ushort> wanted)
    {
        this.face = face;
        glyphs = [.. wanted];
        for (var at = 0; at < glyphs.Count; at++)
            numbers.TryAdd(glyphs[at], (ushort)at);
    }

    /// <summary>The file in which each of the glyphs has its index in the list as its number. The first is what is drawn for none (0).
    /// Parts that composite glyphs are made of come behind.</summary>
    public static byte[] Of(PaperFace face, IReadOnlyList<ushort> wanted) => new FontSubset(face, wanted).Build();

    byte[] Build()
    {
        using var outlines = new MemoryStream();
        var places = new List<int>();
        for (var at = 0; at < glyphs.Count; at++) // Grows while composite glyphs are read.
        {
            places.Add((int)outlines.Length);
            outlines.Write(OutlineOf(glyphs[at]));
            while (outlines.Length % 4 != 0)
                outlines.WriteByte(0);
        }

        places.Add((int)outlines.Length);
        var loca = new byte[places.Count * 4];
        for (var at = 0; at < places.Count; at++)
            WriteInt32BigEndian(loca.AsSpan(at * 4), places[at]);
        var metrics = new byte[glyphs.Count * 4];
        for (var at = 0; at < glyphs.Count; at++)
            face.MetricsOf(glyphs[at]).CopyTo(metrics.AsSpan(at * 4));
        return File([
            ("cvt ", face.Table("cvt ").ToArray()),
            ("fpgm", face.Table("fpgm").ToArray()),
            ("glyf", outlines.ToArray()),
            ("head", Changed("head", 50, 1)), // Places of glyphs have four bytes.
            ("hhea", Changed("hhea", 34, (ushort)glyphs.Count)),
            ("hmtx", metrics),
            ("loca", loca),
            ("maxp", Changed("maxp", 4, (ushort)glyphs.Count)),
            ("prep", face.Table("prep").ToArray()),
        ]);
    }

    byte[] Changed(string table, int at, ushort value)
    {
        var copy = face.Table(table).ToArray();
        WriteUInt16BigEndian(copy.AsSpan(at), value);
        if (table == "head")
            WriteInt32BigEndian(copy.AsSpan(8), 0);
        return copy;
    }

    byte[] OutlineOf(ushort glyph)
    {
        var outline = face.OutlineOf(glyph).ToArray();
        if (outline.Length < CompositeHeader || ReadInt16BigEndian(outline) >= 0)
            return outline;
        for (var at = CompositeHeader; ; )
        {
            var flags = ReadUInt16BigEndian(outline.AsSpan(at));
            WriteUInt16BigEndian(outline.AsSpan(at + 2), NumberOf(ReadUInt16BigEndian(outline.AsSpan(at + 2))));
            at += 4 + ((flags & WordArguments) != 0 ? 4 : 2);
            at +=
                (flags & OneScale) != 0 ? 2
                : (flags & TwoScales) != 0 ? 4
                : (flags & FourScales) != 0 ? 8
                : 0;
            if ((flags & MoreParts) == 0)
                return outline;
        }
    }

    ushort NumberOf(ushort glyph)
    {
        if (!numbers.TryGetValue(glyph, out var number))
        {
            numbers.Add(glyph, number = (ushort)glyphs.Count);
            glyphs.Add(glyph);
        }

        return number;
    }

    static byte[] File((string Tag, byte[] Content)[] tables)
    {
        tables = [.. tables.Where(table => table.Content.Length > 0)];
        var log = int.Log2(tables.Length);
        var start = 12 + tables.Length * 16;
        using var file = new MemoryStream();
        Span<byte> head = stackalloc byte[12];
        WriteUInt32BigEndian(head, 0x00010000);
        WriteUInt16BigEndian(head[4..], (ushort)tables.Length);
        WriteUInt16BigEndian(head[6..], (ushort)(16 << log));
        WriteUInt16BigEndian(head[8..], (ushort)log);
        WriteUInt16BigEndian(head[10..], (ushort)((tables.Length - (1 << log)) * 16));
        file.Write(head);
        Span<byte> entry = stackalloc byte[16];
        foreach (var (tag, content) in tables)
        {
            for (var at = 0; at < 4; at++)
                entry[at] = (byte)tag[at];
            WriteUInt32BigEndian(entry[4..], SumOf(content));
            WriteInt32BigEndian(entry[8..], start);
            WriteInt32BigEndian(entry[12..], content.Length);
            file.Write(entry);
            start += (content.Length + 3) / 4 * 4;
        }

        foreach (var (_, content) in tables)
        {
            file.Write(content);
            while (file.Length % 4 != 0)
                file.WriteByte(0);
        }

        return file.ToArray();
    }

    static uint SumOf(ReadOnlySpan<byte> content)
    {
        var sum = 0u;
        for (; content.Length >= 4; content = content[4..])
            sum = unchecked(sum + ReadUInt32BigEndian(content));
        if (content.Length == 0)
            return sum;
        Span<byte> last = stackalloc byte[4];
        last.Clear();
        content.CopyTo(last);
        return unchecked(sum + ReadUInt32BigEndian(last));
    }
}
