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
        @"^(?<weekday>" + Weekdays + @")[.,]?\s+(?<rest>.+)$|^(?<rest>.*?[\d日])[\s,]*[(]?(?<weekday>" + Weekdays + @")[.]?[)]?$",
        Options
    )]
    private static partial Regex NamedWeekday();

    // 来週月曜, 再来週の火曜日, 次の木曜, 金曜日.
    [GeneratedRegex(@"^(?<week>先々週|先週|今週|来週|翌週|再来週|次|今度)?の?\s*(?<weekday>[日月火水木金土])(?<name>曜日?)?$", Options)]
    private static partial Regex WeekdayOfWeek();

    // 3日後, 1週間前.
    [GeneratedRegex(@"^(?<number>\d{1,3})\s*(?<unit>日|週間?)(?<side>後|前)$", Options)]
    private static partial Regex DaysAway();

    [GeneratedRegex(@"^(?<year>去年|昨年|今年|本年|来年|翌年)の?\s*(?=\d{1,2}\s*月)", Options)]
    private static partial Regex SpokenYear();

    [GeneratedRegex(@"[T\s(]\s*0{1,2}:00(:00(\.0+)?)?Z?[\s)]*$", Options)]
    private static partial Regex Midnight();

    /// <summary>The same date with numbers for the names of months and one letter for the weekday: 2026-12-10(木).</summary>
    /// <param name="typed">What was typed, with plain digits.</param>
    /// <param name="today">The day from which 来年 counts.</param>
    public static string InNumbers(string typed, DateOnly today)
    {
        typed = SpokenYear().Replace(typed, match => Invariant($"{today.Year + Years(match.Groups["year"].Value)}年"));
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

    /// <summary>The day that words mean: 今日, 明日, yesterday, 来週の月曜, 3日後; null when they mean none, or not only one.</summary>
    public static DateOnly? OfWord(string typed, DateOnly today, YearRule rule) =>
        OneWord(typed, today)
        ?? (
            WeekdayOfWeek().Match(typed) is { Success: true } weekday ? OfWeekday(weekday, today, rule)
            : DaysAway().Match(typed) is { Success: true } away ? today.AddDays(Days(away))
            : null
        );

    private static int Years(string spoken) =>
        spoken switch
        {
            "去年" or "昨年" => -1,
            "来年" or "翌年" => 1,
            _ => 0,
        };

    private static int Days(Match away) =>
        int.Parse(away.Groups["number"].Value, CultureInfo.InvariantCulture)
        * (away.Groups["unit"].Value == "日" ? 1 : 7)
        * (away.Groups["side"].Value == "後" ? 1 : -1);

    /// <summary>A week begins on Monday for most and on Sunday for some: the Sunday of a week is no certain day, and neither is the weekday
    /// that is today's own.</summary>
    private static DateOnly? OfWeekday(Match match, DateOnly today, YearRule rule)
    {
        var (weekday, week) = (
            "月火水木金土日".IndexOf(match.Groups["weekday"].Value, StringComparison.Ordinal),
            match.Groups["week"].Value
        );
        var monday = today.AddDays(-(((int)today.DayOfWeek + 6) % 7));
        var weeks = week switch
        {
            "先々週" => -2,
            "先週" => -1,
            "今週" => 0,
            "来週" or "翌週" => 1,
            "再来週" => 2,
            _ => (int?)null,
        };
        if (weeks is { } said)
        {
            return weekday == 6 || today.DayOfWeek == DayOfWeek.Sunday ? null : monday.AddDays(7 * said + weekday);
        }

        var days = (monday.AddDays(weekday).DayNumber - today.DayNumber + 7) % 7;
        return !match.Groups["name"].Success || days == 0 || (week.Length == 0 && rule == YearRule.Nearest) ? null
            : week.Length == 0 && rule == YearRule.Past ? today.AddDays(days - 7)
            : today.AddDays(days);
    }

    private static DateOnly? OneWord(string typed, DateOnly today) =>
        typed.ToUpperInvariant() switch
        {
            "今日" or "本日" or "当日" or "きょう" or "TODAY" => today,
            "明日" or "あす" or "あした" or "翌日" or "TOMORROW" => today.AddDays(1),
            "明後日" or "あさって" or "翌々日" => today.AddDays(2),
            "明々後日" or "明明後日" or "しあさって" => today.AddDays(3),
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
