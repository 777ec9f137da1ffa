using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace SupportCenter.Domain.Text;

/// <summary>Numbers in kanji as digits: みほん一号店 and みほん1号店 are one.</summary>
internal static partial class KanjiNumbers
{
    private const string Digits = "〇一二三四五六七八九";
    private const string Units = "十百千";

    public static bool IsOne(Rune rune) => rune.IsBmp && (IsDigit(rune) || IsUnit(rune));

    /// <summary>二十一 becomes 21, 一二三 becomes 123; what is no number as a whole (百百) becomes one number after another.</summary>
    public static void Replace(List<Rune> letters)
    {
        for (var at = letters.FindIndex(IsOne); at >= 0; at = letters.FindIndex(at, IsOne))
        {
            var end = letters.FindIndex(at, letter => !IsOne(letter));
            var length = (end < 0 ? letters.Count : end) - at;
            var digits = Read(letters.GetRange(at, length)).EnumerateRunes().ToList();
            letters.RemoveRange(at, length);
            letters.InsertRange(at, digits);
            at += digits.Count;
        }
    }

    /// <summary>The text with digits for each number in kanji that stands by itself: 令和八年十二月二十一日 is 令和8年12月21日, 二〇二六年
    /// is 2026年. 大字 (弐, 拾) and 廿 are read too. What is no number as a whole (十百), or touches a digit (2十), stays: half of it would be
    /// another number.</summary>
    public static string InDigits(string text) =>
        text.Any(IsWritten) ? Written().Replace(text, found => Whole(found.Value) ?? found.Value) : text;

    private static string? Whole(string written)
    {
        List<Rune> number = [.. written.SelectMany(Plain).Select(sign => new Rune(sign))];
        return number.TrueForAll(IsDigit) ? Read(number) : Sum(number)?.ToString(CultureInfo.InvariantCulture);
    }

    private static bool IsWritten(char sign) => Plain(sign) is [var first, ..] && IsOne(new Rune(first));

    private static string Plain(char sign) =>
        sign switch
        {
            '壱' or '壹' => "一",
            '弐' or '貳' => "二",
            '参' or '參' => "三",
            '拾' => "十",
            '廿' => "二十",
            '零' or '○' or '◯' => "〇",
            _ => sign.ToString(),
        };

    [GeneratedRegex(
        @"(?<![\d〇一二三四五六七八九十百千壱壹弐貳参參拾廿零○◯])[〇一二三四五六七八九十百千壱壹弐貳参參拾廿零○◯]+(?![\d〇一二三四五六七八九十百千壱壹弐貳参參拾廿零○◯])",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex Written();

    private static string Read(List<Rune> number) =>
        number.TrueForAll(IsDigit) ? string.Concat(number.Select(sign => Value(sign)))
        : Sum(number) is { } sum ? sum.ToString(CultureInfo.InvariantCulture)
        : string.Concat(number.Select(sign => Value(sign)));

    /// <summary>What a number with 十, 百 and 千 comes to: at most one digit before each of them, and each smaller than the one
    /// before.</summary>
    private static int? Sum(List<Rune> number)
    {
        var (sum, digit, last) = (0, 0, int.MaxValue);
        foreach (var sign in number)
        {
            var value = Value(sign);
            if (!IsUnit(sign))
            {
                if (digit > 0 || value == 0)
                {
                    return null;
                }

                digit = value;
            }
            else if (value < last)
            {
                (sum, digit, last) = (sum + (Math.Max(digit, 1) * value), 0, value);
            }
            else
            {
                return null;
            }
        }

        return sum + digit;
    }

    private static bool IsDigit(Rune sign) => sign.IsBmp && Digits.Contains((char)sign.Value, StringComparison.Ordinal);

    private static bool IsUnit(Rune sign) => sign.IsBmp && Units.Contains((char)sign.Value, StringComparison.Ordinal);

    private static int Value(Rune sign) =>
        sign.Value switch
        {
            '十' => 10,
            '百' => 100,
            '千' => 1000,
            _ => Digits.IndexOf((char)sign.Value, StringComparison.Ordinal),
        };
}
