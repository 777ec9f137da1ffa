using System.Collections.Frozen;
using System.Text;

namespace SupportCenter.Portal.Printing;

/// <summary>
/// Between which characters a line of Japanese may end (禁則処理), after JIS X 4051 and the W3C's "Requirements for Japanese Text Layout":
/// what may not begin a line, what may not end one, what is not divided.
///</summary>
internal static class LineRules
{
    static readonly FrozenSet<int> NotAtStart = SetOf(
        "、。，．・：；？！‼⁇⁈⁉゛゜ヽヾゝゞ々〻ー‐゠–〜～"
            + "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ"
            + "’”）〕］｝〉》」』】〙〗〟｠»）"
            + ")]},.:;!?%°"
            + "％℃‰′″"
            + "｡､｣･ｧｨｩｪｫｬｭｮｯｰﾞﾟ"
    );

    static readonly FrozenSet<int> NotAtEnd = SetOf("‘“（〔［｛〈《「『【〘〖〝｟«([{｢￥¥＄$£￡€№＃");

    static readonly FrozenSet<int> Inseparable = SetOf("…‥―—─");

    static readonly FrozenSet<int> Hanging = SetOf("、。，．､｡");

    /// <summary>Whether a line may end after the first character and the next begin with the second.</summary>
    public static bool MayBreak(int before, int after)
    {
        if (IsSpace(after) || before == NoBreakSpace || after == NoBreakSpace)
            return false; // A space stays with the line that it ends.
        if (NotAtStart.Contains(after))
            return false;
        if (IsSpace(before))
            return true;
        if (NotAtEnd.Contains(before))
            return false;
        if (before == after && Inseparable.Contains(before))
            return false;
        return !(IsWord(before) && IsWord(after)) && !(IsWideDigit(before) && IsWideDigit(after));
    }

    /// <summary>Whether the mark may hang over the end of a full line (ぶら下げ): its ink is small and is at its left.</summary>
    public static bool MayHang(int codePoint) => Hanging.Contains(codePoint);

    /// <summary>Whether the character may not begin a line, unless there is no other way.</summary>
    public static bool MayNotStart(int codePoint) => NotAtStart.Contains(codePoint);

    /// <summary>Whether the character may not end a line, unless there is no other way.</summary>
    public static bool MayNotEnd(int codePoint) => NotAtEnd.Contains(codePoint);

    /// <summary>Whether it is white space at which a line may end; its width does not count there.</summary>
    public static bool IsSpace(int codePoint) =>
        codePoint != NoBreakSpace && Rune.IsValid(codePoint) && Rune.IsWhiteSpace(new Rune(codePoint));

    const int NoBreakSpace = 0xA0;

    // Letters, digits and the marks among them, of scripts that are written with spaces between words: 075-000-1234, IT, No.3.
    static bool IsWord(int codePoint) => codePoint is > ' ' and < 0x2000;

    static bool IsWideDigit(int codePoint) => codePoint is >= '０' and <= '９';

    static FrozenSet<int> SetOf(string characters) => characters.EnumerateRunes().Select(rune => rune.Value).ToFrozenSet();
}
