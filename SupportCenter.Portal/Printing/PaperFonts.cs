namespace SupportCenter.Portal.Printing;

/// <summary>How heavy a text is set.</summary>
internal enum Weight
{
    Regular,
    Bold,
}

/// <summary>
/// The typefaces of paper, from the <c>fonts</c> folder that the build puts beside the program: BIZ UDPGothic, the universal-design face
/// that Japanese offices know, and Noto Sans JP for characters that it lacks (𠮷, 𠮟 …).
///</summary>
internal static class PaperFonts
{
    /// <summary>「〓」: what a compositor sets where the type for a character is missing.</summary>
    public const int Geta = 0x3013;

    static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "fonts");

    static readonly PaperFace Regular = new(Path.Combine(Folder, "BIZUDPGothic_400Regular.ttf"), "BIZUDPGothic-Regular");
    static readonly PaperFace Bold = new(Path.Combine(Folder, "BIZUDPGothic_700Bold.ttf"), "BIZUDPGothic-Bold");
    static readonly PaperFace Fallback = new(Path.Combine(Folder, "NotoSansJP_400Regular.ttf"), "NotoSansJP-Regular");
    static readonly PaperFace[] RegularChain = [Regular, Fallback];
    static readonly PaperFace[] BoldChain = [Bold, Fallback];

    /// <summary>The first typeface of the weight that has the character, and its glyph there; null where none has it.</summary>
    public static (PaperFace Face, ushort Glyph)? Find(Weight weight, int codePoint)
    {
        foreach (var face in ChainOf(weight))
        {
            if (face.Characters.GlyphOf(codePoint) is > 0 and var glyph)
                return (face, glyph);
        }

        return null;
    }

    /// <summary>The same for a character with a variation selector; null where no typeface knows the sequence.</summary>
    public static (PaperFace Face, ushort Glyph)? FindVariant(Weight weight, int codePoint, int selector)
    {
        foreach (var face in ChainOf(weight))
        {
            if (face.Characters.VariantOf(codePoint, selector) is > 0 and var glyph)
                return (face, glyph);
        }

        return null;
    }

    static PaperFace[] ChainOf(Weight weight) => weight == Weight.Bold ? BoldChain : RegularChain;
}
