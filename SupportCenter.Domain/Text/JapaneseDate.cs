using System.Globalization;
using System.Text.RegularExpressions;

namespace SupportCenter.Domain.Text;

/// <summary>Dates as offices type and print them: 令和2年7月16日(木), R2.7.16, 2020/7/16, 6月26日(金), Excel's day numbers.</summary>
public static partial class JapaneseDate
{
    /// <summary>The first day that can be typed or picked: Japan counts by the Gregorian calendar since then.</summary>
    public static readonly DateOnly First = new(1873, 1, 1);

    /// <summary>The last day that can be typed or picked.</summary>
    public static readonly DateOnly Last = new(2199, 12, 31);

    private const string Hyphens = "−‐‑‒–—―ー─━";

    // 29 February is eight years away at most (1896 to 1904), and a little more.
    private const int YearsAround = 9;

    // A public holiday beside the weekday says nothing that the day does not say itself: (木・祝).
    private const string Tail =
        @"\s*[(\[〔【「]?\s*((?<weekday>[日月火水木金土])(曜日?)?(\s*[・/,、.]?\s*祝日?)?)?\s*[)\]〕】」]?(\s*[(\[]?祝日?[)\]]?)?(?<rest>.*)$";

    // The middle sign may be anything that offices put between the parts; 年 月 日 are just three more of them. What has a colon behind it
    // is an hour: 12/10 10:30 is no year 12.
    [GeneratedRegex(
        @"^(?<era>令和|平成|昭和|大正|明治|[令平昭大明]|[RHSTM])\s*[.]?\s*(?<year>\d{1,2}|元)\s*"
            + @"[年./\-\s]\s*(?<month>\d{1,2})\s*[月./\-\s]\s*(?<day>\d{1,2})(?![\d:])\s*(日(?!曜))?"
            + Tail,
        RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant
    )]
    private static partial Regex WithEra();

    [GeneratedRegex(
        @"^(?<year>\d{4}|\d{2})\s*(?<sign>[年./\-\s])\s*(?<month>\d{1,2})\s*[月./\-\s]\s*(?<day>\d{1,2})(?![\d:])\s*(日(?!曜))?" + Tail,
        RegexOptions.Singleline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant
    )]
    private static partial Regex WithYear();

    [GeneratedRegex(
        @"^'?(?<year>\d{1,2})\s*[年./\-]\s*(?<month>\d{1,2})\s*[月./\-]\s*(?<day>\d{1,2})(?!\d)\s*(日(?!曜))?" + Tail,
        RegexOptions.Singleline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant
    )]
    private static partial Regex ShortYear();

    [GeneratedRegex(
        @"^(?<year>(19|20)\d\d)(?<month>\d\d)(?<day>\d\d)(?!\d)" + Tail,
        RegexOptions.Singleline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant
    )]
    private static partial Regex Compact();

    // R081210, 令和081210: the era and two digits for each part.
    [GeneratedRegex(
        @"^(?<era>令和|平成|昭和|大正|明治|[令平昭大明]|[RHSTM])\s*(?<year>\d\d)(?<month>\d\d)(?<day>\d\d)(?!\d)" + Tail,
        RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant
    )]
    private static partial Regex CompactWithEra();

    [GeneratedRegex(
        @"^(?<month>\d{1,2})\s*[月./\-]\s*(?<day>\d{1,2})(?![\d:])\s*(日(?!曜))?" + Tail,
        RegexOptions.Singleline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant
    )]
    private static partial Regex WithoutYear();

    // 1210: four digits and nothing else but a weekday. A keyboard's form; in a workbook it may be any number.
    [GeneratedRegex(
        @"^(?<month>\d\d)(?<day>\d\d)(?!\d)" + Tail,
        RegexOptions.Singleline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant
    )]
    private static partial Regex CompactWithoutYear();

    // 261210: two digits for each part, of a year that nothing names.
    [GeneratedRegex(
        @"^(?<year>\d\d)(?<month>\d\d)(?<day>\d\d)(?!\d)" + Tail,
        RegexOptions.Singleline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant
    )]
    private static partial Regex CompactShortYear();

    // 10日, 来月10日: a day of a month that is not said, or said by a word.
    [GeneratedRegex(
        @"^((?<word>先月|今月|当月|来月|翌月|再来月)の?\s*)?(?<day>\d{1,2})\s*日(?!曜)" + Tail,
        RegexOptions.Singleline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant
    )]
    private static partial Regex DayOfMonth();

    // (木)12月10日, 木曜 12/10: the weekday before what it belongs to. A letter alone may be what is left of 12月.
    [GeneratedRegex(
        @"^([(\[〔【「]\s*(?<weekday>[日月火水木金土])(曜日?)?\s*[)\]〕】」]|(?<weekday>[日月火水木金土])曜日?)[\s,、]*"
            + @"(?<rest>(\d|[令平昭大明RHSTM])[^日月火水木金土]*([月日](?!曜)[^日月火水木金土]*)*)$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant
    )]
    private static partial Regex WeekdayBefore();

    // 2026・12・10, 12。10, 2026、12、10: one and the same sign between all parts; 7/6・7 is two days. A comma between two parts only may
    // be one of a list of days.
    [GeneratedRegex(
        @"(?<![\d・。_./\-])(?<first>\d{1,4}|元)\s*(?:(?<sign>[・。_,、])\s*(?<second>\d{1,2})\s*\k<sign>\s*(?<third>\d{1,2})"
            + @"|(?<sign>[・。])\s*(?<second>\d{1,2}))(?!\s*[\d・。_,、/])",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant
    )]
    private static partial Regex OtherSigns();

    [GeneratedRegex(@"^[T\s(]*(\d{1,2}(:\d{2}){1,2}(\.\d+)?Z?)?[\s)]*$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex OnlyTime();

    /// <summary>
    /// Reads a date in any of the forms that offices type. A date without year gets the year that brings it nearest to
    /// <paramref name="near"/> with the weekday that is written; without <paramref name="near"/> it stays unreadable.
    ///</summary>
    public static DateReading Parse(string? text, DateOnly? near = null)
    {
        var typed = Prepared(text);
        if (
            double.TryParse(typed, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var serial)
            && FromSerial(serial) is { } day
        )
        {
            return new DateReading(day);
        }

        return typed.Length == 0 ? default
            : ReadShortYear(typed, near) is { } brief ? brief
            : ReadWithYear(typed) is { } whole ? whole
            : WithoutYear().Match(typed) is { Success: true } yearless && near is { } anchor ? ReadNear(yearless, anchor)
            : new DateReading(null, DateDoubts.Unreadable);
    }

    /// <summary>
    /// Reads a date that a person types into a field, where the person can be asked: 1210 is 10 December too, a number of days is none,
    /// and <paramref name="rule"/> alone says which year is meant where none is typed; a weekday that does not fit is a doubt, and so is a
    /// time of day, which the field would lose.
    /// </summary>
    public static DateReading ParseTyped(string? text, DateOnly today, YearRule rule)
    {
        var typed = TypedDate.InNumbers(Prepared(text), today);
        if (typed.Length == 0)
        {
            return default;
        }

        if (TypedDate.OfWord(typed, today, rule) is { } day)
        {
            return new DateReading(day);
        }

        var reading =
            ReadWithYear(typed) is { } whole ? whole
            : ShortYear().Match(typed) is { Success: true } ofTwo ? Checked(ofTwo, 2000 + Part(ofTwo, "year"), DateDoubts.ShortYear)
            : CompactShortYear().Match(typed) is { Success: true } compactOfTwo
                ? Checked(compactOfTwo, 2000 + Part(compactOfTwo, "year"), DateDoubts.ShortYear)
            : DayOfMonth().Match(typed) is { Success: true } dayOnly ? ReadDay(dayOnly, today, rule)
            : WithoutYear().Match(typed) is { Success: true } brief ? ReadByRule(brief, today, rule)
            : CompactWithoutYear().Match(typed) is { Success: true } compact ? ReadByRule(compact, today, rule)
            : new DateReading(null, DateDoubts.Unreadable);
        return reading with
        {
            Doubts =
                reading.Doubts
                | (reading.Date is not null && TypedDate.HasTime(typed) ? DateDoubts.MoreText : DateDoubts.None)
                | (reading.Date is { } read && !IsInRange(read) ? DateDoubts.OutOfRange : DateDoubts.None),
        };
    }

    /// <summary>The day of Excel's day number (43998 is 2020-06-16), or null outside 1954 to 2119, where a number is rather something
    /// else.</summary>
    public static DateOnly? FromSerial(double serial) =>
        serial is >= 20_000 and < 80_000 ? new DateOnly(1899, 12, 30).AddDays((int)serial) : null;

    /// <summary>Whether a day is one that can be typed or picked; with those outside, the days around cannot be reckoned.</summary>
    public static bool IsInRange(DateOnly date) => date >= First && date <= Last;

    private static DateReading ReadEra(Match match)
    {
        var era = JapaneseEra.Named(match.Groups["era"].Value)!;
        var year = match.Groups["year"].Value == "元" ? 1 : Part(match, "year");
        var reading = Checked(match, era.GregorianYear(year), DateDoubts.None);
        return reading.Date is { } date && JapaneseEra.Of(date) != era
            ? reading with
            {
                Doubts = reading.Doubts | DateDoubts.OutsideEra,
            }
            : reading;
    }

    private static string Prepared(string? text)
    {
        var typed = KanjiNumbers.InDigits(JapaneseEra.WithSpokenName(TextFolding.NormalizedValue(text)));
        typed = string.Concat(
                typed.Select(sign =>
                    Hyphens.Contains(sign, StringComparison.Ordinal) ? '-'
                    : sign is '⁄' or '∕' or '╱' or '⧸' ? '/'
                    : sign
                )
            )
            .TrimEnd('.', '。', ',', '、', ' ');
        typed = OtherSigns()
            .Replace(typed, match =>
                string.Join(
                    '.',
                    ((string[])["first", "second", "third"]).Select(part => match.Groups[part].Value).Where(part => part.Length > 0)
                )
            );
        return WeekdayBefore().Match(typed) is { Success: true } match
            ? $"{match.Groups["rest"].Value}({match.Groups["weekday"].Value})"
            : typed;
    }

    private static DateReading? ReadWithYear(string typed)
    {
        if (WithEra().Match(typed) is { Success: true } era)
        {
            return ReadEra(era);
        }

        if (CompactWithEra().Match(typed) is { Success: true } letters)
        {
            return ReadEra(letters);
        }

        if (Compact().Match(typed) is { Success: true } compact)
        {
            return Checked(compact, Part(compact, "year"), DateDoubts.None);
        }

        if (WithYear().Match(typed) is not { Success: true } full)
        {
            return null;
        }

        var year = Part(full, "year");
        return Checked(full, year < 100 ? 2000 + year : year, year < 100 ? DateDoubts.ShortYear : DateDoubts.None);
    }

    /// <summary>8.7.16, 26/7/16: a year of an era that is not named, or of this century, whichever is nearer.</summary>
    private static DateReading? ReadShortYear(string typed, DateOnly? near)
    {
        if (ShortYear().Match(typed) is not { Success: true } match)
        {
            return null;
        }

        var year = Part(match, "year");
        int[] years =
            near is not null ? [2000 + year, 2018 + year, 1988 + year]
            : year < 10 ? [2018 + year]
            : [2000 + year];
        var readings = Array.FindAll(Array.ConvertAll(years, full => Checked(match, full, DateDoubts.ShortYear)), read =>
            read.Date is not null
        );
        return readings.Length == 0
            ? null
            : readings.MinBy(read => Math.Abs(read.Date!.Value.DayNumber - (near ?? read.Date.Value).DayNumber));
    }

    private static DateReading ReadByRule(Match match, DateOnly today, YearRule rule)
    {
        var candidates = Enumerable
            .Range(today.Year - YearsAround, (2 * YearsAround) + 1)
            .Where(year => year is >= 1 and <= 9999)
            .Select(year => Checked(match, year, DateDoubts.YearTakenFromContext))
            .Where(reading =>
                reading.Date is { } day && (rule == YearRule.Nearest || (rule == YearRule.Coming ? day >= today : day <= today))
            )
            .ToList();
        return candidates.Count == 0
            ? new DateReading(null, DateDoubts.Unreadable | DateDoubts.NoSuchDay)
            : candidates.MinBy(reading => Math.Abs(reading.Date!.Value.DayNumber - today.DayNumber));
    }

    /// <summary>A day of the month that a word names, or of the one that the rule of the field means.</summary>
    private static DateReading ReadDay(Match match, DateOnly today, YearRule rule)
    {
        var first = today.AddDays(1 - today.Day);
        int[] months = match.Groups["word"].Value switch
        {
            "先月" => [-1],
            "今月" or "当月" => [0],
            "来月" or "翌月" => [1],
            "再来月" => [2],
            _ => [-2, -1, 0, 1, 2],
        };
        var candidates = months
            .Select(first.AddMonths)
            .Select(month => (Month: month, Day: Part(match, "day")))
            .Where(one => one.Day > 0 && one.Day <= DateTime.DaysInMonth(one.Month.Year, one.Month.Month))
            .Select(one => Judged(match, one.Month.AddDays(one.Day - 1), DateDoubts.YearTakenFromContext))
            .Where(reading =>
                months.Length == 1 || rule == YearRule.Nearest || (rule == YearRule.Coming ? reading.Date >= today : reading.Date <= today)
            )
            .ToList();
        return candidates.Count == 0
            ? new DateReading(null, DateDoubts.Unreadable | DateDoubts.NoSuchDay)
            : candidates.MinBy(reading => Math.Abs(reading.Date!.Value.DayNumber - today.DayNumber));
    }

    private static DateReading ReadNear(Match match, DateOnly near)
    {
        // Two years to either side are enough for papers of one centre, and a weekday recurs after five years at the earliest.
        var candidates = Enumerable
            .Range(near.Year - 2, 5)
            .Where(year => year is >= 1 and <= 9999)
            .Select(year => Checked(match, year, DateDoubts.None))
            .Where(reading => reading.Date is not null)
            .OrderBy(reading => reading.Doubts.HasFlag(DateDoubts.WeekdayDiffers))
            .ThenBy(reading => Math.Abs(reading.Date!.Value.DayNumber - near.DayNumber))
            .ToList();
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
            return new DateReading(null, DateDoubts.Unreadable | DateDoubts.NoSuchDay);
        }

        return Judged(match, new DateOnly(year, month, day), doubts);
    }

    /// <summary>The day, with what its weekday and the text behind it make doubtful.</summary>
    private static DateReading Judged(Match match, DateOnly date, DateDoubts doubts)
    {
        if (match.Groups["weekday"] is { Success: true } weekday && weekday.Value != Weekday(date))
        {
            doubts |= DateDoubts.WeekdayDiffers;
        }

        return new DateReading(date, OnlyTime().IsMatch(match.Groups["rest"].Value) ? doubts : doubts | DateDoubts.MoreText);
    }

    // Full-width digits are gone since NFKC; other scripts' digits are none of an office's.
    private static int Part(Match match, string name) =>
        int.TryParse(match.Groups[name].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var part) ? part : 0;
}
