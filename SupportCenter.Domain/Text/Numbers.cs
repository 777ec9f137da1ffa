using System.Globalization;
using System.Text.RegularExpressions;

namespace SupportCenter.Domain.Text;

/// <summary>Whole numbers as offices type them: 22名, ２９, 31名（うちパート15名）, 約30人, 十二名, 初めて.</summary>
public static partial class Numbers
{
    // 5～6名 and 5名＋パート3名 say no one number; 31名（うちパート15名） does, since the bracket is about the 31.
    [GeneratedRegex(
        @"^\D*?(?<number>\d{1,3}(,\d{3})+|\d+)(\.0+)?(?<rest>.*)$",
        RegexOptions.Singleline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant
    )]
    private static partial Regex FirstNumber();

    [GeneratedRegex(
        @"^[^〇一二三四五六七八九十百千]*?(?<number>[〇一二三四五六七八九十百千]+)(?=名|人|回|度|$)",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant
    )]
    private static partial Regex KanjiNumber();

    [GeneratedRegex(
        @"^(名|人|回目?|度目?|社員|程度|位|くらい|ぐらい|前後|以上|余り?|ほど|[\s。.])*([（(【\[].*)?$",
        RegexOptions.Singleline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant
    )]
    private static partial Regex OnlyUnit();

    [GeneratedRegex(
        "^(正?社員|従業員数?|役員|代表|合計|計|全|総勢|約|およそ|第|ご?予約|no\\.?|[\\s:：])*$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant
    )]
    private static partial Regex OnlyLabel();

    /// <summary>The first whole number of the text, or null when it has none (blank, 不明, -).</summary>
    public static int? Parse(string? text) => Read(text).Value;

    /// <summary>The first whole number, and whether the text says more than that number (5～6名, 社員5名 パート3名, 1.5人).</summary>
    public static (int? Value, bool Doubtful) Read(string? text)
    {
        var normalized = TextFolding.NormalizedValue(text);
        var found = FirstNumber().Match(normalized);
        if (!found.Success)
        {
            return ReadKanji(normalized);
        }

        var number = found.Groups["number"];
        var negative = number.Index > 0 && normalized[number.Index - 1] is '-' or '−' or '▲' or '△';
        if (
            negative
            || !int.TryParse(
                number.Value.Replace(",", "", StringComparison.Ordinal),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var value
            )
        )
        {
            return (null, true);
        }

        return (value, !OnlyUnit().IsMatch(found.Groups["rest"].Value) || !OnlyLabel().IsMatch(normalized[..number.Index]));
    }

    /// <summary>How many visits: 2, ２回目, 第3回, 初めて and 初回 (both 1); null when the text says no number.</summary>
    public static int? Visit(string? text)
    {
        var normalized = TextFolding.NormalizedValue(text);
        return Parse(normalized)
            ?? (
                normalized.StartsWith('初')
                || normalized.StartsWith("はじめて", StringComparison.Ordinal)
                || normalized.StartsWith("新規", StringComparison.Ordinal)
                || string.Equals(normalized, "はい", StringComparison.Ordinal)
                    ? 1
                    : null
            );
    }

    private static (int? Value, bool Doubtful) ReadKanji(string text)
    {
        var found = KanjiNumber().Match(text);
        if (!found.Success)
        {
            return (null, text.Any(char.IsLetter) && !IsUnknown(text));
        }

        var (total, digit) = (0, 0);
        foreach (var sign in found.Groups["number"].Value)
        {
            var value = "〇一二三四五六七八九".IndexOf(sign, StringComparison.Ordinal);
            if (value >= 0)
            {
                digit = Math.Min(digit, 99_999_999) * 10 + value;
                continue;
            }

            total =
                Math.Min(total, 999_999)
                + Math.Max(Math.Min(digit, 9), 1)
                    * (
                        sign == '十' ? 10
                        : sign == '百' ? 100
                        : 1000
                    );
            digit = 0;
        }

        return (total + digit, true);
    }

    private static bool IsUnknown(string text) => text is "不明" or "未定" or "未確認" or "なし" or "無し" or "無" or "ー" or "人" or "名";
}
