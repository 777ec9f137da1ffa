using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace SupportCenter.Domain.Text;

/// <summary>Japanese telephone numbers: kept as digits, shown with hyphens where the area code ends.</summary>
public static class Telephone
{
    // From here on a word ends the number: an area code may be written with one (市外局番075).
    private const int FewestDigits = 9;

    // 総務省's numbering plan: area codes of three digits, by the four first digits of the number (075-0… to 075-9… at once as 075).
    private static readonly FrozenSet<string> ThreeDigitAreas = Areas(
        "011 017-7 018-8 019-6 022-0237 023-6 024-59 025-235 026-2 027-23 028-6 029-2389 042-0345679 043-0234 044 045 046-28 "
            + "047-34 048-12345679 049-2 "
            + "052 053-45 054-236 055-29 058-23 059-23 072-0234678 073-04 075 076-0234 077-05 078 079-024 082-025 083-029 "
            + "084-09 086-0249 087-08 088-0268 089-09 "
            + "092-1234567890 093-12345678 095-08 096-023 097-05 098-089 099-028"
    );

    /// <summary>The digits of the first number in a text typed in any width and with any separator; +81 becomes 0. Empty when there is
    /// none.</summary>
    public static string Digits(string? text) => Scan(text).Digits;

    /// <summary>The first number in a text as it was typed, and what is behind it: an extension (内線12), a second number. A number that
    /// is not complete has nothing behind it.</summary>
    public static (string Number, string Behind) Read(string? text)
    {
        var rest = text is null
            ? ""
            : text[Scan(text).End..].Trim().TrimStart('/', ',', '、', '，', '・', '；', ';', '|', '／').TrimStart();
        return rest.Any(char.IsLetterOrDigit) ? (text![..Scan(text).End].Trim(), rest) : (text ?? "", "");
    }

    /// <summary>All complete numbers in a text.</summary>
    public static IEnumerable<string> All(string? text)
    {
        static bool Begins(char sign) => char.IsDigit(sign) || sign is '+' or '＋';

        // Words (又は) and extensions stand before a second number: it may begin with any run of digits.
        for (var left = text ?? ""; left.Any(Begins); )
        {
            left = left[left.TakeWhile(sign => !Begins(sign)).Count()..];
            var (digits, end, _) = Scan(left);
            if (Groups(digits).Length > 1)
            {
                yield return digits;
                left = left[end..];
            }
            else
            {
                left = left[left.TakeWhile(Begins).Count()..];
            }
        }
    }

    /// <summary>Whether the text holds one number of another country: +, the country, 7 to 15 digits in all.</summary>
    public static bool IsForeign(string? text) => Scan(text) is { IsForeign: true, Digits.Length: >= 7 and <= 15 };

    /// <summary>Whether the text holds one whole number, of this country or of another.</summary>
    public static bool IsWhole(string? text) => IsPlausible(text) || IsForeign(text);

    /// <summary>The number as it is kept: digits, a foreign one with + before them; what is neither, or has something behind it, as it was
    /// typed.</summary>
    public static string Normalized(string text) =>
        Read(text).Behind.Length > 0 ? text
        : IsPlausible(text) ? Digits(text)
        : IsForeign(text) ? $"+{Digits(text)}"
        : text;

    /// <summary>075-000-1234, 090-0000-1234, 0120-000-123; digits of a length that no Japanese number has come back as they are.</summary>
    public static string Format(string digits) => Groups(digits) is { Length: > 1 } groups ? string.Join('-', groups) : digits;

    /// <summary>Whether the text holds one complete Japanese number: ten digits, or eleven for mobile, IP and 0800 numbers.</summary>
    public static bool IsPlausible(string? text) => Groups(Digits(text)).Length > 1;

    /// <summary>075-***-**34: the area and the last two digits, for lists that are seen by many.</summary>
    public static string Masked(string telephone)
    {
        ArgumentNullException.ThrowIfNull(telephone);
        var digits = Digits(telephone);
        var shown = Format(digits);
        var area = shown.IndexOf('-', StringComparison.Ordinal);
        var tail = digits.Length >= 8 ? 2 : 0;
        return string.Concat(shown.Select((sign, at) => sign == '-' || at < area || at >= shown.Length - tail ? sign : '*'));
    }

    /// <summary>What is said about ringing without its digits: 内線**.</summary>
    public static string MaskedNote(string note)
    {
        ArgumentNullException.ThrowIfNull(note);
        return string.Concat(note.EnumerateRunes().Select(rune => System.Text.Rune.IsNumber(rune) ? "*" : rune.ToString()));
    }

    /// <summary>The digits of the first number, where it ends in the text, and whether it is one of another country.</summary>
    private static (string Digits, int End, bool IsForeign) Scan(string? text)
    {
        var (digits, country, at) = (new StringBuilder(11), false, 0);
        foreach (var rune in (text ?? "").EnumerateRunes())
        {
            foreach (var sign in Plain(rune))
            {
                if (char.IsDigit(sign))
                {
                    digits.Append((char)('0' + (int)char.GetNumericValue(sign)));
                }
                else if (sign == '+' && digits.Length == 0)
                {
                    country = true;
                }
                else if (digits.Length >= FewestDigits && (!IsSeparator(sign) || IsComplete(digits, country)))
                {
                    return Whole(digits, country, at); // An extension (内線12) or a second number begins.
                }
            }

            at += rune.Utf16SequenceLength;
        }

        return Whole(digits, country, at);
    }

    private static (string Digits, int End, bool IsForeign) Whole(StringBuilder digits, bool country, int end)
    {
        var number = Domestic(digits.ToString(), country);
        return (number, end, country && number.Length > 0 && number[0] != '0');
    }

    private static string Plain(Rune rune) =>
        rune.IsAscii ? rune.ToString()
        : VisibleText.IsUnseen(rune) ? ""
        : VisibleText.IsEnclosedNumber(rune) ? "#"
        : TextFolding.Normalized(rune.ToString());

    private static bool IsComplete(StringBuilder digits, bool country) => Groups(Domestic(digits.ToString(), country)).Length > 1;

    // Before a number is complete, all of these go on within it; behind a complete one anything begins something else
    // (1500～1502, 1234-12).
    private static bool IsSeparator(char sign) =>
        char.IsWhiteSpace(sign)
        || char.IsControl(sign)
        || char.GetUnicodeCategory(sign)
            is UnicodeCategory.DashPunctuation
                or UnicodeCategory.ConnectorPunctuation
                or UnicodeCategory.OpenPunctuation
                or UnicodeCategory.ClosePunctuation
                or UnicodeCategory.InitialQuotePunctuation
                or UnicodeCategory.FinalQuotePunctuation
        || sign is '.' or '。' or ':' or '\'' or 'ー' or '~' or '〜' or '−' or '─' or '━' or '|' or '#';

    private static string Domestic(string digits, bool country)
    {
        var abroad = country ? "81" : "01081";
        if (!digits.StartsWith(abroad, StringComparison.Ordinal) && !country)
        {
            abroad = "0081";
        }

        // +81 (0)75 … is written often: the 0 in brackets is the trunk prefix itself.
        return digits.Length > abroad.Length + 8 && digits.StartsWith(abroad, StringComparison.Ordinal)
            ? "0" + digits[abroad.Length..].TrimStart('0')
            : digits;
    }

    private static string[] Groups(string digits)
    {
        if (digits.Length < 10 || digits[0] != '0' || digits[1] == '0')
        {
            return [digits];
        }

        var (area, office) = (digits.Length, digits[..3], digits[..4]) switch
        {
            (11, "050" or "070" or "080" or "090" or "020" or "060", _) => (3, 4),
            (11, _, "0800") => (4, 3),
            (10, _, "0120" or "0570" or "0800" or "0990" or "0180") => (4, 3),
            (10, "050" or "070" or "080" or "090", _) => (0, 0), // A digit is still to come.
            (10, _, _) when digits[1] is '3' or '6' => (2, 4),
            (10, _, _) when IsWideArea(digits) => (2, 4),
            (10, _, "0480" or "0920" or "0930") => (4, 2),
            (10, var three, var four) => ThreeDigitAreas.Contains(three) || ThreeDigitAreas.Contains(four) ? (3, 3) : (4, 2),
            _ => (0, 0),
        };
        return area == 0 ? [digits] : [digits[..area], digits[area..(area + office)], digits[(area + office)..]];
    }

    /// <summary>04-29… (所沢) and 04-71…, 04-709… (柏, 鴨川) are the only areas of two digits besides 03 and 06.</summary>
    private static bool IsWideArea(string digits) =>
        digits.StartsWith("0429", StringComparison.Ordinal)
        || digits.StartsWith("0471", StringComparison.Ordinal)
        || digits.StartsWith("04709", StringComparison.Ordinal);

    private static FrozenSet<string> Areas(string plan) =>
        plan.Split(' ')
            .SelectMany(area => area.Split('-') is [var code, var next] ? next.Select(digit => code + digit) : [area])
            .ToFrozenSet(StringComparer.Ordinal);
}
