using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace SupportCenter.Domain.Words;

/// <summary>Why a date that was read may not be the one that was meant.</summary>
[Flags]
public enum DateDoubts
{
    None = 0,

    /// <summary>The text has no year, and nothing in it (no weekday) confirms the one that was taken.</summary>
    YearTakenFromContext = 1,

    /// <summary>The weekday in the text is not that day's.</summary>
    WeekdayDiffers = 2,

    /// <summary>The era did not exist on that day: 平成32年, 令和元年4月.</summary>
    OutsideEra = 4,

    /// <summary>A year of two digits without era.</summary>
    ShortYear = 8,

    /// <summary>Something else stands behind the date.</summary>
    MoreText = 16,

    /// <summary>There is a text, but no day can be read from it.</summary>
    Unreadable = 32,
}

/// <summary>A day as it was read, and what is doubtful about it; no day when the text is blank or unreadable.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct DateReading(DateOnly? Date, DateDoubts Doubts = DateDoubts.None);

/// <summary>Dates as offices type and print them: 令和2年7月16日(木), R2.7.16, 2020/7/16, 6月26日(金), Excel's day numbers.</summary>
public static partial class JapaneseDate
{
    private const string Weekdays = "日月火水木金土";
    private const string Tail = @"\s*[(\[]?\s*(?<weekday>[日月火水木金土])?(曜日?)?\s*[)\]]?(?<rest>.*)$";

    // The middle sign may be anything that offices put between the parts; 年 月 日 are just three more of them.
    [GeneratedRegex(@"^(?<era>令和|平成|昭和|大正|明治|[令平昭大明]|[RHSTM])\s*[.]?\s*(?<year>\d{1,2}|元)\s*[年./\-\s]\s*(?<month>\d{1,2})\s*[月./\-\s]\s*(?<day>\d{1,2})(?!\d)\s*日?" + Tail, RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex WithEra();

    [GeneratedRegex(@"^(?<year>\d{4}|\d{2})\s*(?<sign>[年./\-\s])\s*(?<month>\d{1,2})\s*[月./\-\s]\s*(?<day>\d{1,2})(?!\d)\s*日?" + Tail, RegexOptions.Singleline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex WithYear();

    [GeneratedRegex(@"^(?<year>(19|20)\d\d)(?<month>\d\d)(?<day>\d\d)(?!\d)" + Tail, RegexOptions.Singleline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Compact();

    [GeneratedRegex(@"^(?<month>\d{1,2})\s*[月./\-]\s*(?<day>\d{1,2})(?!\d)\s*日?" + Tail, RegexOptions.Singleline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex WithoutYear();

    [GeneratedRegex(@"^[T\s(]*(\d{1,2}(:\d{2}){1,2}(\.\d+)?Z?)?[\s)]*$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex OnlyTime();

    /// <summary>
    /// Reads a date in any of the forms that offices type. A date without year gets the year that brings it nearest to
    /// <paramref name="near"/> with the weekday that is written; without <paramref name="near"/> it stays unreadable.
    /// </summary>
    public static DateReading Parse(string? text, DateOnly? near = null)
    {
        var typed = TextFolding.NormalizedValue(text).Replace('−', '-').Replace('‐', '-').Replace('ー', '-').Replace('–', '-');
        if (typed.Length == 0)
        {
            return default;
        }

        if (double.TryParse(typed, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var serial) && FromSerial(serial) is { } day)
        {
            return new DateReading(day);
        }

        if (WithEra().Match(typed) is { Success: true } era)
        {
            return ReadEra(era);
        }

        if (Compact().Match(typed) is { Success: true } compact)
        {
            return Checked(compact, Part(compact, "year"), DateDoubts.None);
        }

        if (WithYear().Match(typed) is { Success: true } full)
        {
            var year = Part(full, "year");
            return Checked(full, year < 100 ? 2000 + year : year, year < 100 ? DateDoubts.ShortYear : DateDoubts.None);
        }

        return WithoutYear().Match(typed) is { Success: true } brief && near is { } anchor ? ReadNear(brief, anchor) : new DateReading(null, DateDoubts.Unreadable);
    }

    /// <summary>The day of Excel's day number (43998 is 2020-06-16), or null outside 1954 to 2119, where a number is rather something else.</summary>
    public static DateOnly? FromSerial(double serial) =>
        serial is >= 20_000 and < 80_000 ? new DateOnly(1899, 12, 30).AddDays((int)serial) : null;

    /// <summary>令和2年7月16日(木); before 明治 the Gregorian year.</summary>
    public static string Format(DateOnly date) => $"{FormatWithoutWeekday(date)}({Weekdays[(int)date.DayOfWeek]})";

    /// <summary>令和2年7月16日</summary>
    public static string FormatWithoutWeekday(DateOnly date) => $"{YearName(date)}{date.Month}月{date.Day}日";

    /// <summary>R2.7.16</summary>
    public static string FormatShort(DateOnly date) => JapaneseEra.Of(date) is { } era
        ? $"{era.Letter}{era.YearOf(date.Year)}.{date.Month}.{date.Day}"
        : $"{date.Year}.{date.Month}.{date.Day}";

    /// <summary>The one letter of a weekday: 木.</summary>
    public static string Weekday(DateOnly date) => Weekdays[(int)date.DayOfWeek].ToString();

    /// <summary>The Gregorian year in which the fiscal year (年度) of this day began: April to March.</summary>
    public static int FiscalYear(DateOnly date) => date.Month >= 4 ? date.Year : date.Year - 1;

    /// <summary>令和2年度; the year in which an era begins in May is named after the new era, as the government did for 令和元年度.</summary>
    public static string FormatFiscalYear(int fiscalYear) => YearName(new DateOnly(fiscalYear, 12, 31)) + "度";

    private static string YearName(DateOnly date) => JapaneseEra.Of(date) is { } era
        ? $"{era.Name}{(era.YearOf(date.Year) == 1 ? "元" : era.YearOf(date.Year).ToString(CultureInfo.InvariantCulture))}年"
        : $"{date.Year}年";

    private static DateReading ReadEra(Match match)
    {
        var era = JapaneseEra.Named(match.Groups["era"].Value)!;
        var year = match.Groups["year"].Value == "元" ? 1 : Part(match, "year");
        var reading = Checked(match, era.GregorianYear(year), DateDoubts.None);
        return reading.Date is { } date && JapaneseEra.Of(date) != era ? reading with { Doubts = reading.Doubts | DateDoubts.OutsideEra } : reading;
    }

    private static DateReading ReadNear(Match match, DateOnly near)
    {
        // Two years to either side are enough for papers of one centre, and a weekday recurs after five years at the earliest.
        var candidates = Enumerable.Range(near.Year - 2, 5).Where(year => year is >= 1 and <= 9999)
            .Select(year => Checked(match, year, DateDoubts.None)).Where(reading => reading.Date is not null)
            .OrderBy(reading => reading.Doubts.HasFlag(DateDoubts.WeekdayDiffers))
            .ThenBy(reading => Math.Abs(reading.Date!.Value.DayNumber - near.DayNumber)).ToList();
        if (candidates.Count == 0)
        {
            return new DateReading(null, DateDoubts.Unreadable);
        }

        var confirmed = match.Groups["weekday"].Success && !candidates[0].Doubts.HasFlag(DateDoubts.WeekdayDiffers);
        return confirmed ? candidates[0] : Nearest(candidates, near);
    }

    private static DateReading Nearest(List<DateReading> candidates, DateOnly near)
    {
        var nearest = candidates.MinBy(reading => Math.Abs(reading.Date!.Value.DayNumber - near.DayNumber));
        return nearest with { Doubts = nearest.Doubts | DateDoubts.YearTakenFromContext };
    }

    private static DateReading Checked(Match match, int year, DateDoubts doubts)
    {
        var (month, day) = (Part(match, "month"), Part(match, "day"));
        if (year is < 1 or > 9999 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return new DateReading(null, DateDoubts.Unreadable);
        }

        var date = new DateOnly(year, month, day);
        if (match.Groups["weekday"] is { Success: true } weekday && weekday.Value != Weekday(date))
        {
            doubts |= DateDoubts.WeekdayDiffers;
        }

        return new DateReading(date, OnlyTime().IsMatch(match.Groups["rest"].Value) ? doubts : doubts | DateDoubts.MoreText);
    }

    // Full-width digits are gone since NFKC; other scripts' digits are none of an office's.
    private static int Part(Match match, string name) => int.TryParse(match.Groups[name].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var part) ? part : 0;
}
