using System.Globalization;
using System.Text;

namespace SupportCenter.Portal.Printing;

/// <summary>One character as it is drawn.</summary>
/// <param name="CodePoint">The character, after composition; 〓 where it could not be drawn.</param>
/// <param name="Selector">The variation selector that is honoured; 0 for none.</param>
/// <param name="Face">The typeface that has it.</param>
/// <param name="Glyph">Its glyph there.</param>
/// <param name="Advance">Its width as a part of the type size.</param>
internal readonly record struct PaperCharacter(int CodePoint, int Selector, PaperFace Face, ushort Glyph, double Advance)
{
    /// <summary>What a reader who copies it out of the PDF gets.</summary>
    public string Source =>
        Selector == 0 ? char.ConvertFromUtf32(CodePoint) : char.ConvertFromUtf32(CodePoint) + char.ConvertFromUtf32(Selector);
}

/// <summary>
/// Turns what people typed into characters that can be drawn, glyph by glyph: BIZ UDPGothic, else Noto Sans JP, else 〓; and keeps count
/// of everything that is not on the paper as it was typed. One for a document.
///</summary>
internal sealed class PaperText(Weight weight, UndrawnTally undrawn)
{
    const int CombiningDakuten = 0x3099;
    const int CombiningHandakuten = 0x309A;
    const int IdeographicSpace = 0x3000;

    readonly List<PaperCharacter> line = [];
    int[] text = [];

    /// <summary>The paragraphs of a text (split at any kind of line end) as characters to draw.</summary>
    public IReadOnlyList<PaperCharacter[]> Shape(string typed)
    {
        text = CodePoints(typed);
        var paragraphs = new List<PaperCharacter[]>();
        line.Clear();
        for (var i = 0; i < text.Length; )
        {
            if (!IsLineEnd(text[i]))
            {
                i = ShapeCluster(i);
                continue;
            }

            paragraphs.Add([.. line]);
            line.Clear();
            i += text[i] == '\r' && i + 1 < text.Length && text[i + 1] == '\n' ? 2 : 1;
        }

        paragraphs.Add([.. line]);
        return paragraphs;
    }

    // A character with the marks and the selector after it. Gives the index after them.
    int ShapeCluster(int start)
    {
        var next = start + 1;
        while (next < text.Length && IsCombining(text[next]))
            next++;
        if (next > start + 1 && !IsCompatibilityIdeograph(text[start]))
            ShapeComposed(text.AsSpan(start, next - start));
        else if (next < text.Length && IsSelector(text[next]) && !IsSelector(text[start]))
            ShapeVariant(text[start], text[next++]);
        else
            for (next = start; next == start || (next < text.Length && IsCombining(text[next])); next++)
                ShapeOne(text[next]);
        return next;
    }

    // か + ゛ typed apart is が; what has no composed form keeps its mark as a letter of its own, so that it is seen.
    void ShapeComposed(ReadOnlySpan<int> cluster)
    {
        var joined = new StringBuilder();
        foreach (var codePoint in cluster)
        {
            if (!Rune.IsValid(codePoint))
            {
                foreach (var each in cluster)
                    ShapeOne(each);
                return;
            }

            joined.Append(new Rune(codePoint).ToString());
        }

        foreach (var rune in joined.ToString().Normalize(NormalizationForm.FormC).EnumerateRunes())
            ShapeOne(rune.Value);
    }

    void ShapeVariant(int codePoint, int selector)
    {
        if (PaperFonts.FindVariant(weight, codePoint, selector) is var (face, glyph))
        {
            line.Add(new PaperCharacter(codePoint, selector, face, glyph, face.AdvanceOf(glyph)));
            return;
        }

        // U+FE0E asks for the plain form of a pictograph, which is what is drawn.
        if (ShapeOne(codePoint) && selector != 0xFE0E)
            undrawn.Add(codePoint, GlyphSubstitution.UsualForm);
    }

    // Gives whether the character itself was drawn.
    bool ShapeOne(int codePoint)
    {
        if (IsShapeless(codePoint))
        {
            undrawn.Add(codePoint, GlyphSubstitution.Nothing);
            return false;
        }

        if (codePoint is CombiningDakuten or CombiningHandakuten)
            return DrawUsualForm(codePoint, codePoint + 2);
        if (codePoint == '\t')
            return Draw(IdeographicSpace);
        if (!IsPrivateOrBroken(codePoint) && Draw(codePoint))
            return true;
        if (IsCompatibilityIdeograph(codePoint))
            return DrawUsualForm(codePoint, CodePoints(char.ConvertFromUtf32(codePoint).Normalize(NormalizationForm.FormC))[0]);
        if (Rune.IsValid(codePoint) && Rune.IsWhiteSpace(new Rune(codePoint)))
            return Draw(' ');
        undrawn.Add(codePoint, GlyphSubstitution.Geta);
        Draw(PaperFonts.Geta);
        return false;
    }

    bool DrawUsualForm(int codePoint, int usual)
    {
        var drawn = Draw(usual);
        undrawn.Add(codePoint, drawn ? GlyphSubstitution.UsualForm : GlyphSubstitution.Geta);
        if (!drawn)
            Draw(PaperFonts.Geta);
        return drawn;
    }

    bool Draw(int codePoint)
    {
        if (PaperFonts.Find(weight, codePoint) is not var (face, glyph))
            return false;
        line.Add(new PaperCharacter(codePoint, 0, face, glyph, face.AdvanceOf(glyph)));
        return true;
    }

    // Not EnumerateRunes: a lone surrogate is to be reported as what it is.
    static int[] CodePoints(string typed)
    {
        var codePoints = new int[typed.Length];
        var count = 0;
        for (var i = 0; i < typed.Length; i++)
        {
            var paired = char.IsHighSurrogate(typed[i]) && i + 1 < typed.Length && char.IsLowSurrogate(typed[i + 1]);
            codePoints[count++] = paired ? char.ConvertToUtf32(typed[i], typed[++i]) : typed[i];
        }

        return codePoints[..count];
    }

    static bool IsLineEnd(int codePoint) => codePoint is '\r' or '\n' or '\v' or '\f' or 0x85 or 0x2028 or 0x2029;

    static bool IsSelector(int codePoint) => codePoint is >= 0xFE00 and <= 0xFE0F or >= 0xE0100 and <= 0xE01EF or >= 0x180B and <= 0x180D;

    static bool IsCombining(int codePoint) =>
        codePoint is >= 0x300 and (< 0x3041 or > 0x9FFF or CombiningDakuten or CombiningHandakuten)
        && !IsSelector(codePoint)
        && CategoryOf(codePoint) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark;

    // 神 (U+FA19) is kept as typed; composition would turn it into 神.
    static bool IsCompatibilityIdeograph(int codePoint) => codePoint is >= 0xF900 and <= 0xFAFF or >= 0x2F800 and <= 0x2FA1F;

    static bool IsShapeless(int codePoint) => IsSelector(codePoint) || CategoryOf(codePoint) == UnicodeCategory.Format;

    // A private-use character means something else in every office's set of gaiji: any glyph for it would be a guess.
    static bool IsPrivateOrBroken(int codePoint) =>
        CategoryOf(codePoint) is UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate or UnicodeCategory.Control;

    static UnicodeCategory CategoryOf(int codePoint) => CharUnicodeInfo.GetUnicodeCategory(codePoint);
}

/// <summary>Counts what is not on the paper as it was typed.</summary>
internal sealed class UndrawnTally
{
    readonly SortedDictionary<(int CodePoint, GlyphSubstitution ShownAs), int> counts = [];

    /// <summary>One more place.</summary>
    public void Add(int codePoint, GlyphSubstitution shownAs) =>
        counts[(codePoint, shownAs)] = counts.GetValueOrDefault((codePoint, shownAs)) + 1;

    /// <summary>The places of a part of the document.</summary>
    public void Add(UndrawnTally part)
    {
        foreach (var (character, count) in part.counts)
            counts[character] = counts.GetValueOrDefault(character) + count;
    }

    /// <summary>In how many places 〓 stands.</summary>
    public int Geta => counts.Where(entry => entry.Key.ShownAs == GlyphSubstitution.Geta).Sum(entry => entry.Value);

    /// <summary>The report, by code point.</summary>
    public IReadOnlyList<UndrawnCharacter> ToList() =>
        [.. counts.Select(entry => new UndrawnCharacter(entry.Key.CodePoint, entry.Key.ShownAs, entry.Value))];
}
