using System.Globalization;
using System.Text;
using PdfSharp.Pdf;

namespace SupportCenter.Portal.Printing;

/// <summary>
/// Which text each glyph of a document stands for (its ToUnicode maps): what a reader finds, copies or has read aloud. PDFsharp's own
/// maps write a character beyond the basic plane, such as 𠮷, as one number, which readers take for another character; and they cannot
/// say 葛󠄀, which is two.
///</summary>
internal sealed class GlyphTexts
{
    const int EntriesInBlock = 100; // The limit of the format.

    readonly Dictionary<PaperFace, Dictionary<ushort, string>> texts = [];

    /// <summary>Notes a character that is drawn.</summary>
    public void Add(PaperCharacter character)
    {
        if (!texts.TryGetValue(character.Face, out var ofFace))
            texts.Add(character.Face, ofFace = []);
        if (!ofFace.ContainsKey(character.Glyph))
            ofFace.Add(character.Glyph, character.Source);
    }

    /// <summary>Puts the maps in the place of PDFsharp's, to be done when all is drawn.</summary>
    public void WriteTo(PdfDocument document)
    {
        foreach (var font in document.Internals.GetAllObjects().OfType<PdfDictionary>().ToArray())
        {
            if (font.Elements.GetName("/Subtype") != "/Type0")
                continue;
            var name = font.Elements.GetName("/BaseFont");
            var face = texts.Keys.First(face => name.EndsWith('+' + face.PdfName, StringComparison.Ordinal));
            var map = new PdfDictionary(document);
            map.CreateStream(Encoding.ASCII.GetBytes(MapOf(texts[face])));
            map.Stream.Zip();
            document.Internals.AddObject(map);
            font.Elements.SetReference("/ToUnicode", map);
        }
    }

    static string MapOf(Dictionary<ushort, string> glyphs)
    {
        var map = new StringBuilder(
            """
            /CIDInit /ProcSet findresource begin
            12 dict begin
            begincmap
            /CIDSystemInfo <</Registry (Adobe)/Ordering (UCS)/Supplement 0>> def
            /CMapName /Adobe-Identity-UCS def
            /CMapType 2 def
            1 begincodespacerange
            <0000><FFFF>
            endcodespacerange

            """
        );
        foreach (var block in glyphs.OrderBy(entry => entry.Key).Chunk(EntriesInBlock))
        {
            map.Append(CultureInfo.InvariantCulture, $"{block.Length} beginbfchar\n");
            foreach (var (glyph, text) in block)
            {
                map.Append(CultureInfo.InvariantCulture, $"<{glyph:X4}><");
                foreach (var unit in text)
                    map.Append(CultureInfo.InvariantCulture, $"{(int)unit:X4}");
                map.Append(">\n");
            }

            map.Append("endbfchar\n");
        }

        return map.Append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend").ToString();
    }
}
