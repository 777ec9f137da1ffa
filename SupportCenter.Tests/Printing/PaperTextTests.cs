using PdfSharp.Drawing;
using PdfSharp.Fonts;
using SupportCenter.Portal.Printing;

namespace SupportCenter.Tests.Printing;

public sealed class PaperTextTests
{
    [Theory]
    [InlineData("髙﨑㈱①Ⅲｶﾞ", "BIZUDPGothic-Regular")]
    [InlineData("𠮷", "NotoSansJP-Regular")]
    public void A_character_is_drawn_in_the_first_typeface_that_has_it(string text, string name)
    {
        var (drawn, undrawn) = Shape(text);
        Assert.Equal(text, SourceOf(drawn));
        AssertEach.Of(drawn, each => Assert.Equal(name, each.Face.PdfName));
        Assert.Empty(undrawn);
    }

    [Theory]
    [InlineData("か\u3099き\u3099は\u309A", "がぎぱ")]
    [InlineData("e\u0301", "é")]
    [InlineData("株式会社\tA", "株式会社\u3000A")]
    public void What_was_typed_in_parts_is_drawn_as_one(string typed, string drawn)
    {
        var (characters, undrawn) = Shape(typed);
        Assert.Equal(drawn, SourceOf(characters));
        Assert.Empty(undrawn);
    }

    [Fact]
    public void A_variant_that_a_typeface_knows_is_drawn_as_that_variant()
    {
        var (variant, undrawn) = Shape("葛\U000E0100");
        var (plain, _) = Shape("葛");
        Assert.Empty(undrawn);
        Assert.NotEqual(plain[0].Glyph, variant[0].Glyph);
        Assert.Equal("葛\U000E0100", SourceOf(variant));
    }

    [Fact]
    public void A_variant_that_none_knows_is_drawn_in_its_usual_form_and_reported()
    {
        var (drawn, undrawn) = Shape("山\U000E01EF");
        Assert.Equal("山", SourceOf(drawn));
        Assert.Equal([new UndrawnCharacter('山', GlyphSubstitution.UsualForm, 1)], undrawn);
    }

    [Fact]
    public void A_compatibility_ideograph_stays_what_was_typed()
    {
        var (drawn, undrawn) = Shape("\uFA19社");
        Assert.Equal("\uFA19社", SourceOf(drawn));
        Assert.Empty(undrawn);
    }

    [Fact]
    public void A_mark_without_a_composed_form_stands_as_a_letter_of_its_own_and_is_reported()
    {
        var (drawn, undrawn) = Shape("か\u309A");
        Assert.Equal("か\u309C", SourceOf(drawn));
        Assert.Equal([new UndrawnCharacter(0x309A, GlyphSubstitution.UsualForm, 1)], undrawn);
    }

    [Theory]
    [InlineData("あ\uE000い", 0xE000)] // private use
    [InlineData("あ\U0010FFFDい", 0x10FFFD)]
    [InlineData("あ🍎い", 0x1F34E)]
    [InlineData("あאい", 0x5D0)]
    [InlineData("あ\u0007い", 7)]
    [InlineData("あ\0い", 0)]
    public void What_no_typeface_has_becomes_a_geta_and_is_reported(string text, int codePoint)
    {
        var (drawn, undrawn) = Shape(text);
        Assert.Equal("あ〓い", SourceOf(drawn));
        Assert.Equal([new UndrawnCharacter(codePoint, GlyphSubstitution.Geta, 1)], undrawn);
    }

    [Fact]
    public void Half_a_character_becomes_a_geta_and_is_reported()
    {
        var (drawn, undrawn) = Shape("あ\uD842い\uDFB7");
        Assert.Equal("あ〓い〓", SourceOf(drawn));
        Assert.Equal(
            [new UndrawnCharacter(0xD842, GlyphSubstitution.Geta, 1), new UndrawnCharacter(0xDFB7, GlyphSubstitution.Geta, 1)],
            undrawn
        );
    }

    [Theory]
    [InlineData("あ\u202Eい", 0x202E)] // right-to-left override
    [InlineData("あ\u200Bい", 0x200B)]
    [InlineData("あ\uFEFFい", 0xFEFF)]
    [InlineData("\U000E0100", 0xE0100)] // a selector with nothing before it
    public void A_character_without_a_shape_leaves_nothing_and_is_reported(string text, int codePoint)
    {
        var (drawn, undrawn) = Shape(text);
        Assert.Equal(text.Length > 2 ? "あい" : "", SourceOf(drawn));
        Assert.Equal([new UndrawnCharacter(codePoint, GlyphSubstitution.Nothing, 1)], undrawn);
    }

    [Fact]
    public void Every_kind_of_line_end_begins_a_paragraph()
    {
        var paragraphs = new PaperText(Weight.Regular, new UndrawnTally()).Shape("a\r\nb\nc\rd\u2028e\n\nf");
        Assert.Equal(["a", "b", "c", "d", "e", "", "f"], paragraphs.Select(SourceOf));
    }

    [Theory]
    [InlineData(Weight.Regular)]
    [InlineData(Weight.Bold)]
    internal void Our_map_of_a_typeface_says_the_same_as_PDFsharps(Weight weight)
    {
        GlobalFontSettings.FontResolver ??= new FontFolder();
        Dictionary<PaperFace, XFont> fonts = [];
        foreach (var codePoint in Enumerable.Range(0x20, 0xD7E0).Concat(Enumerable.Range(0xF900, 0x6FE)).Append(0x20BB7))
        {
            if (PaperFonts.Find(weight, codePoint) is not var (face, glyph))
                continue;
            if (!fonts.TryGetValue(face, out var font))
                fonts.Add(face, font = new XFont(face.PdfName, 10));
            Assert.Equal(GlyphHelper.GlyphIndexFromCodePoint(codePoint, font), glyph);
        }
    }

    static (PaperCharacter[] Drawn, IReadOnlyList<UndrawnCharacter> Undrawn) Shape(string text)
    {
        var undrawn = new UndrawnTally();
        var paragraphs = new PaperText(Weight.Regular, undrawn).Shape(text);
        return (Assert.Single(paragraphs), undrawn.ToList());
    }

    // Finds the typefaces by the names that documents give them.
    sealed class FontFolder : IFontResolver
    {
        public FontResolverInfo? ResolveTypeface(string familyName, bool isBold, bool isItalic) => new(familyName);

        public byte[]? GetFont(string faceName) =>
            File.ReadAllBytes(
                Directory
                    .EnumerateFiles(
                        Path.Combine(AppContext.BaseDirectory, "fonts"),
                        $"{faceName.Replace("-", "_*", StringComparison.Ordinal)}.ttf"
                    )
                    .Single()
            );
    }

    static string SourceOf(IEnumerable<PaperCharacter> characters) => string.Concat(characters.Select(each => each.Source));
}
