using System.Globalization;
using System.Text;

namespace SupportCenter.Domain.Text;

/// <summary>Numbers in kanji as digits: みほん一号店 and みほん1号店 are one.</summary>
internal static class KanjiNumbers
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
