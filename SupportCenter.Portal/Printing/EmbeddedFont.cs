using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using static System.FormattableString;

namespace SupportCenter.Portal.Printing;

/// <summary>A typeface in a document: the characters that are drawn get numbers in the order of their first use, and each number stands for
/// one glyph and one text. So a reader finds, copies and reads aloud what was typed: 𠮷 whole, and 葛󠄀 with its selector, though its glyph
/// may be that of 葛.</summary>
internal sealed class EmbeddedFont(PaperFace face, int number)
{
    const int EntriesInBlock = 100; // The limit of the format.
    const string Collection = "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>";
    const int FirstCharacter = 1; // 0 is the glyph for what is missing; it is never drawn.

    readonly Dictionary<(ushort Glyph, int CodePoint, int Selector), ushort> numbers = [];
    readonly List<PaperCharacter> characters = [];

    /// <summary>Its number in the document's resources.</summary>
    public int Number => number;

    /// <summary>The number of a character in the document.</summary>
    public ushort NumberOf(in PaperCharacter character)
    {
        var key = (character.Glyph, character.CodePoint, character.Selector);
        if (!numbers.TryGetValue(key, out var given))
        {
            given = (ushort)(characters.Count + FirstCharacter);
            numbers.Add(key, given);
            characters.Add(character);
        }

        return given;
    }

    /// <summary>Writes the font, when all is drawn; gives its object.</summary>
    public int Write(PdfFileWriter file)
    {
        var subset = FontSubset.Of(face, [0, .. characters.Select(character => character.Glyph)]);
        var name = $"{TagOf(subset)}+{face.PdfName}";
        var program = file.WriteStream(Invariant($"/Length1 {subset.Length}"), subset);
        var heights = Invariant($"/Ascent {face.Ascent}/Descent {face.Descent}/CapHeight {face.CapHeight}");
        var shape = Invariant($"/Flags 4/FontBBox[{face.Box}]/ItalicAngle 0/StemV 80{heights}");
        var descriptor = file.Write(Invariant($"<</Type/FontDescriptor/FontName/{name}{shape}/FontFile2 {program} 0 R>>"));
        var widths = string.Join(
            ' ',
            characters.Select(character => (character.Advance * 1000).ToString("0.###", CultureInfo.InvariantCulture))
        );
        var numbered = Invariant($"/CIDToGIDMap/Identity/W[{FirstCharacter}[{widths}]]");
        var descendant = file.Write(
            Invariant($"<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}{Collection}/FontDescriptor {descriptor} 0 R{numbered}>>")
        );
        var map = file.WriteStream("", Encoding.ASCII.GetBytes(Map()));
        return file.Write(
            Invariant(
                $"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H/DescendantFonts[{descendant} 0 R]/ToUnicode {map} 0 R>>"
            )
        );
    }

    // Six capitals that are those of this subset.
    static string TagOf(byte[] subset) => string.Concat(SHA256.HashData(subset).Take(6).Select(one => (char)('A' + one % 26)));

    string Map()
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
        var next = FirstCharacter;
        foreach (var block in characters.Chunk(EntriesInBlock))
        {
            map.Append(CultureInfo.InvariantCulture, $"{block.Length} beginbfchar\n");
            foreach (var character in block)
            {
                map.Append(CultureInfo.InvariantCulture, $"<{next++:X4}><");
                map.Append(Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(character.Source))).Append(">\n");
            }

            map.Append("endbfchar\n");
        }

        return map.Append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend").ToString();
    }
}
