using System.Globalization;
using System.Text.RegularExpressions;

namespace SupportCenter.Domain.Text;

/// <summary>Signs that are said as words: みほんⅡ, みほんII and みほん2; A&amp;B, A and B and AアンドB.</summary>
internal static partial class SpokenSigns
{
    private static readonly string[] Numerals =
    [
        "",
        "i",
        "ii",
        "iii",
        "iv",
        "v",
        "vi",
        "vii",
        "viii",
        "ix",
        "x",
        "xi",
        "xii",
        "xiii",
        "xiv",
        "xv",
        "xvi",
        "xvii",
        "xviii",
        "xix",
        "xx",
    ];

    [GeneratedRegex("(?<![a-z])[ivx]{1,5}(?![a-z])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Numeral();

    [GeneratedRegex(@"&|(?<=\S\s)and(?=\s\S)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex And();

    /// <summary>The text with words for these signs; the text itself when it has none.</summary>
    public static string Replace(string text)
    {
        var plain = TextFolding.Normalized(text);
        return And()
            .Replace(
                Numeral()
                    .Replace(plain, match =>
                        Array.IndexOf(Numerals, match.Value.ToLowerInvariant()) is > 0 and var number
                            ? number.ToString(CultureInfo.InvariantCulture)
                            : match.Value
                    ),
                "アンド"
            );
    }
}
