using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace SupportCenter.Domain.Text;

/// <summary>What a reader sees of a text: whether there is anything, and what a field of one line holds of it.</summary>
public static class VisibleText
{
    /// <summary>Whether nothing of the text can be seen: no text, spaces of any width, control characters, marks without width, fillers
    /// that stand where a letter is left out, signs that are blank by themselves. A field that holds such a text is empty.</summary>
    public static bool IsBlank([NotNullWhen(false)] string? text) =>
        text is null || text.EnumerateRunes().All(rune => IsSpace(rune) || IsUnseen(rune));

    /// <summary>The text without what is blank at its two ends. A mark that belongs to the character before it (a variation selector)
    /// stays with it.</summary>
    public static string Trimmed(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (IsBlank(text))
        {
            return "";
        }

        var (start, end) = (0, text.Length);
        while (Rune.DecodeFromUtf16(text.AsSpan(start), out var rune, out var length) == default && (IsSpace(rune) || IsUnseen(rune)))
        {
            start += length;
        }

        while (
            Rune.DecodeLastFromUtf16(text.AsSpan(start, end - start), out var rune, out var length) == default
            && (IsSpace(rune) || (IsUnseen(rune) && !IsMark(rune)))
        )
        {
            end -= length;
        }

        return text[start..end];
    }

    /// <summary>The text as one line holds it: each tab, line break and other control character is a space.</summary>
    public static string OneLine(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Any(IsControl)
            ? string.Concat(text.Replace("\r\n", " ", StringComparison.Ordinal).Select(sign => IsControl(sign) ? ' ' : sign))
            : text;
    }

    /// <summary>The text as several lines hold it: line breaks of one kind, tabs, and a space for each other control character.</summary>
    public static string Lines(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var lines = text.Replace('\v', '\n').ReplaceLineEndings("\n");
        return lines.Any(sign => IsControl(sign) && sign is not ('\n' or '\t'))
            ? string.Concat(lines.Select(sign => IsControl(sign) && sign is not ('\n' or '\t') ? ' ' : sign))
            : lines;
    }

    /// <summary>Whether a character leaves no trace where it stands, and is no space: Unicode's Default_Ignorable_Code_Point, other
    /// format characters, what is not assigned, and the few letters and signs whose picture is empty.</summary>
    internal static bool IsUnseen(Rune rune) =>
        IsMark(rune)
        || rune.Value
            is 0x115F
                or 0x1160 // Hangul fillers
                or 0x3164
                or 0xFFA0
                or 0x17B4
                or 0x17B5 // Khmer inherent vowels
                or 0x2800 // braille pattern without dots
                or 0x16FE4 // Khitan filler
                or 0x13441
                or 0x13442 // Egyptian blanks
                or 0x1D159 // note head without a head
                or 0xFFFC // place of an object that did not come along
        || Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format
        || (Rune.GetUnicodeCategory(rune) == UnicodeCategory.OtherNotAssigned && !IsRareKanji(rune));

    /// <summary>Whether a character counts what follows it (①, ⑵, ❸, ㊹): it is no digit of a number beside it.</summary>
    internal static bool IsEnclosedNumber(Rune rune) =>
        rune.Value
            is (>= 0x2460 and <= 0x249B)
                or (>= 0x24EA and <= 0x24FF)
                or (>= 0x2776 and <= 0x2793)
                or (>= 0x3248 and <= 0x324F)
                or (>= 0x3251 and <= 0x325F)
                or (>= 0x32B1 and <= 0x32BF);

    /// <summary>Planes 2 and 3 hold kanji only, some of which are younger than this program's runtime.</summary>
    internal static bool IsRareKanji(Rune rune) => rune.Value is >= 0x20000 and < 0x40000 && (rune.Value & 0xFFFE) != 0xFFFE;

    // Variation selectors, joiners, the grapheme joiner and tags change the character before them.
    private static bool IsMark(Rune rune) =>
        rune.Value
            is 0x034F
                or 0x200C
                or 0x200D
                or (>= 0x180B and <= 0x180D)
                or 0x180F
                or (>= 0xFE00 and <= 0xFE0F)
                or (>= 0xE0020 and <= 0xE007F)
                or (>= 0xE0100 and <= 0xE01EF);

    private static bool IsSpace(Rune rune) => Rune.IsWhiteSpace(rune) || Rune.IsControl(rune);

    private static bool IsControl(char sign) => char.IsControl(sign) || sign is '\u2028' or '\u2029';
}
