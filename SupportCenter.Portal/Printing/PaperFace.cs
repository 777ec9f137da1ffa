using PdfSharp.Drawing;
using static System.Buffers.Binary.BinaryPrimitives;

namespace SupportCenter.Portal.Printing;

/// <summary>One TrueType file that documents are set in: its characters and how wide each glyph is.</summary>
internal sealed class PaperFace
{
    readonly ushort[] advances;
    readonly double unitsPerEm;
    readonly Dictionary<double, XFont> fonts = [];

    /// <summary>Reads the file; throws <see cref="FileNotFoundException"/> where the build did not copy it.</summary>
    public PaperFace(string path, string pdfName)
    {
        PdfName = pdfName;
        FileName = Path.GetFileName(path);
        ReadOnlySpan<byte> file = File.ReadAllBytes(path);
        unitsPerEm = ReadUInt16BigEndian(Table(file, "head"u8)[18..]);
        var measured = ReadUInt16BigEndian(Table(file, "hhea"u8)[34..]);
        var metrics = Table(file, "hmtx"u8);
        advances = new ushort[measured];
        for (var glyph = 0; glyph < measured; glyph++)
            advances[glyph] = ReadUInt16BigEndian(metrics[(glyph * 4)..]);
        Characters = CharacterMap.Read(Table(file, "cmap"u8));
    }

    /// <summary>The name of the file, by which PDFsharp asks for it.</summary>
    public string FileName { get; }

    /// <summary>The name that PDFsharp gives it inside a document, after the mark of a subset.</summary>
    public string PdfName { get; }

    /// <summary>The characters that the typeface has.</summary>
    public CharacterMap Characters { get; }

    /// <summary>The width of a glyph as a part of the type size.</summary>
    public double AdvanceOf(ushort glyph) => advances[Math.Min(glyph, advances.Length - 1)] / unitsPerEm;

    /// <summary>The typeface in a size in points, as PDFsharp knows it. Made once for a size: making one costs more than a page.</summary>
    public XFont At(double size)
    {
        lock (fonts)
        {
            if (!fonts.TryGetValue(size, out var font))
                fonts.Add(size, font = new XFont(FileName, size, XFontStyleEx.Regular, PaperFonts.Options));
            return font;
        }
    }

    static ReadOnlySpan<byte> Table(ReadOnlySpan<byte> file, ReadOnlySpan<byte> tag)
    {
        var tables = ReadUInt16BigEndian(file[4..]);
        for (var i = 0; i < tables; i++)
        {
            var entry = file[(12 + i * 16)..];
            if (entry[..4].SequenceEqual(tag))
                return file[(int)ReadUInt32BigEndian(entry[8..])..];
        }

        throw new InvalidDataException("A typeface lacks a table that printing needs.");
    }
}
