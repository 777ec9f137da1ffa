using System.Globalization;
using System.Text.RegularExpressions;

namespace SupportCenter.Domain.Text;

/// <summary>What people type for a date that workbooks do not hold: the signs that an input method makes of the keys / and ., the names of
/// months and weekdays in English (which the screen shows in English), and words such as 明日.</summary>
internal static partial class TypedDate
{
    private const string Months =
        "jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?|nov(ember)?|dec(ember)?";

    private const string Weekdays = "sun(day)?|mon(day)?|tue(s(day)?)?|wed(nesday)?|thu(r(s(day)?)?)?|fri(day)?|sat(urday)?";

    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant;

    // Thu, 10 December 2026; 10 Dec; December 10th, 2026.
    [GeneratedRegex(
        @"^(?<month>"
            + Months
            + @")[.]?\s*(?<day>\d{1,2})(st|nd|rd|th)?([,.\s]+(?<year>\d{4}))?$|^(?<day>\d{1,2})(st|nd|rd|th)?[\s\-]*(?<month>"
            + Months
            + @")([,.\s\-]+(?<year>\d{4}))?$",
        Options
    )]
    private static partial Regex NamedMonth();

    [GeneratedRegex(
        @"^(?<weekday>" + Weekdays + @")[.,]?\s+(?<rest>.+)$|^(?<rest>.*?\d)[\s,]*[(]?(?<weekday>" + Weekdays + @")[.]?[)]?$",
        Options
    )]
    private static partial Regex NamedWeekday();

    // The keys / and . of a keyboard that types kana.
    [GeneratedRegex(@"(?<=\d|元)\s*[・。]\s*(?=\d)", Options)]
    private static partial Regex KanaSigns();

    [GeneratedRegex(@"[T\s(]\s*0{1,2}:00(:00(\.0+)?)?Z?[\s)]*$", Options)]
    private static partial Regex Midnight();

    /// <summary>The same date with numbers for the names of months and one letter for the weekday: 2026-12-10(木).</summary>
    public static string InNumbers(string typed)
    {
        typed = KanaSigns().Replace(typed, ".");
        var weekday = "";
        if (NamedWeekday().Match(typed) is { Success: true } named)
        {
            weekday = $"({JapaneseDate.Weekday(Sunday.AddDays(Place(named.Groups["weekday"].Value, DayNames)))})";
            typed = named.Groups["rest"].Value.Trim();
        }

        if (NamedMonth().Match(typed) is { Success: true } match)
        {
            var (month, day) = (Place(match.Groups["month"].Value, MonthNames) + 1, match.Groups["day"].Value);
            typed = match.Groups["year"] is { Success: true } year ? Invariant($"{year.Value}-{month}-{day}") : Invariant($"{month}/{day}");
        }

        return typed + weekday;
    }

    /// <summary>The day that a word means: 今日, 明日, yesterday; null when it is none of these.</summary>
    public static DateOnly? OfWord(string typed, DateOnly today) =>
        typed.ToUpperInvariant() switch
        {
            "今日" or "本日" or "当日" or "きょう" or "TODAY" => today,
            "明日" or "あす" or "あした" or "翌日" or "TOMORROW" => today.AddDays(1),
            "明後日" or "あさって" or "翌々日" => today.AddDays(2),
            "昨日" or "きのう" or "前日" or "YESTERDAY" => today.AddDays(-1),
            "1昨日" or "一昨日" or "おととい" => today.AddDays(-2),
            _ => null,
        };

    /// <summary>Whether a time of day is behind the date. Excel's 0:00 is none.</summary>
    public static bool HasTime(string typed) => typed.Contains(':', StringComparison.Ordinal) && !Midnight().IsMatch(typed);

    private static readonly DateOnly Sunday = new(2020, 7, 12);
    private static readonly string[] MonthNames = CultureInfo.InvariantCulture.DateTimeFormat.AbbreviatedMonthNames;
    private static readonly string[] DayNames = CultureInfo.InvariantCulture.DateTimeFormat.AbbreviatedDayNames;

    private static int Place(string name, string[] names) =>
        Array.FindIndex(names, one => one.Length > 0 && name.StartsWith(one, StringComparison.OrdinalIgnoreCase));

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
