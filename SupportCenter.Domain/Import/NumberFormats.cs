using System.Buffers;
using System.Text.RegularExpressions;

namespace SupportCenter.Domain.Import;

/// <summary>What a number format shows of a number.</summary>
[Flags]
internal enum ShownParts
{
    Number = 0,
    Date = 1,
    Time = 2,

    /// <summary>;;; shows nothing at all.</summary>
    Nothing = 4,
}

/// <summary>Tells from a number format whether Excel shows a number as a date, a time or both. The formats 27 to 36 and 50 to 58 have no
/// code in the file: what they show depends on the language of Excel, which is Japanese here.</summary>
internal static partial class NumberFormats
{
    private static readonly SearchValues<char> DateLetters = SearchValues.Create("ydgeab");

    [GeneratedRegex(
        """
            "[^"]*"? | \\. | [_*]. | \[\$[^\]]*\] | \[(?![hms]+\])[^\]]*\]
            """,
        RegexOptions.IgnorePatternWhitespace
            | RegexOptions.Singleline
            | RegexOptions.IgnoreCase
            | RegexOptions.ExplicitCapture
            | RegexOptions.CultureInvariant
    )]
    private static partial Regex Literals();

    [GeneratedRegex(
        "am/pm|a/p|午前/午後|上午/下午",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant
    )]
    private static partial Regex Halves();

    // 0.00E+00 is no year of an era.
    [GeneratedRegex(
        "(?<=[0#?])e[+-]|general|g/標準|standard",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant
    )]
    private static partial Regex NoDates();

    /// <summary>What is shown of a positive number by a format of the file, or by the one that every Excel has under that
    /// number.</summary>
    public static ShownParts Of(int number, string? code) =>
        number switch
        {
            (>= 27 and <= 31) or (>= 34 and <= 36) or (>= 50 and <= 58) => ShownParts.Date,
            32 or 33 => ShownParts.Time,
            (>= 14 and <= 17) or (>= 71 and <= 74) or 81 => ShownParts.Date,
            (>= 18 and <= 21) or (>= 45 and <= 47) or 75 or 76 or (>= 78 and <= 80) => ShownParts.Time,
            22 or 77 => ShownParts.Date | ShownParts.Time,
            _ => string.IsNullOrEmpty(code) ? ShownParts.Number : Of(code),
        };

    /// <summary>Whether a format shows more than 24 hours, or more than 60 minutes, as such.</summary>
    public static bool SumsHours(int number, string? code) =>
        number == 46
        || code is not null
            && (
                code.Contains("[h", StringComparison.OrdinalIgnoreCase)
                || code.Contains("[m]", StringComparison.OrdinalIgnoreCase)
                || code.Contains("[mm]", StringComparison.OrdinalIgnoreCase)
            );

    private static ShownParts Of(string code)
    {
        var bare = Literals().Replace(code, match => match.Value[0] is '"' or '\\' ? "\u0001" : "");
        var positive = bare.Split(';')[0];
        if (positive.Trim().Length == 0 && bare.Contains(';', StringComparison.Ordinal))
        {
            return ShownParts.Nothing;
        }

        var letters = NoDates().Replace(Halves().Replace(positive, "h"), "").ToLowerInvariant();
        var time = letters.AsSpan().ContainsAny("hs") || letters.Contains("[m", StringComparison.Ordinal);
        var date = letters.AsSpan().ContainsAny(DateLetters);
        return (date ? ShownParts.Date : ShownParts.Number)
            | (time ? ShownParts.Time : ShownParts.Number)
            | (!date && !time && letters.Contains('m', StringComparison.Ordinal) ? ShownParts.Date : ShownParts.Number);
    }
}
