using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace SupportCenter.Domain.Text;

/// <summary>Why times that were read may not be the ones that were meant.</summary>
[Flags]
public enum TimeDoubts
{
    None = 0,

    /// <summary>The end is not after the start.</summary>
    EndBeforeStart = 1,

    /// <summary>The minutes in the text are not those from start to end.</summary>
    MinutesDiffer = 2,

    /// <summary>Before 7:00 or after 21:00, when no consultation takes place: 午後 may be missing.</summary>
    UnusualHour = 4,

    /// <summary>Something else is behind the times.</summary>
    MoreText = 8,

    /// <summary>There is a text, but no time can be read from it.</summary>
    Unreadable = 16,
}

/// <summary>Start and end as they were read (either may be missing), the minutes that the text itself names, and what is
/// doubtful.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TimeReading(TimeOnly? Start, TimeOnly? End = null, int? Minutes = null, TimeDoubts Doubts = TimeDoubts.None);

/// <summary>Times as offices type and print them: 13:00～13:50, 9時30分～, 午後1時半, 9:30～10:06 (36分).</summary>
public static partial class JapaneseTime
{
    private const string ToSigns = "〜∼-−‐‑‒–—―ー─━⇒→➡➔∿〰∽⁓˜﹏⟶>⟹⇨▶►﹘⁃";

    // The longer word first: 深夜 ends with 夜, お昼 with 昼.
    private static readonly (string Spoken, string Written)[] Spoken =
    [
        ("正午", "12:00"),
        ("午后", "午後"),
        ("下午", "午後"),
        ("上午", "午前"),
        ("ごぜん", "午前"),
        ("ごご", "午後"),
        ("深夜", "午前"),
        ("早朝", "午前"),
        ("夜間", "午後"),
        ("お昼", "午後"),
        ("昼間", "午後"),
        ("昼", "午後"),
        ("夕方", "午後"),
        ("夜", "午後"),
        ("晩", "午後"),
        ("朝", "午前"),
        ("午前中", "午前"),
    ];

    private static readonly TimeSpan LongestConsultation = TimeSpan.FromHours(4);

    // 9:30, 9時半, 午後1時, 9.30, 0930, AM9:30, 9:30AM, 9:30:00
    private const string Clock =
        @"(?<half{0}>午前|午後|正午|am|pm|a\.m\.|p\.m\.|前|後)?\s*"
        + @"((?<hour{0}>\d{1,2})\s*((?<sign{0}>[:;.時])\s*((?<minute{0}>\d{1,2})\s*分?(:\d\d)?|(?<thirty{0}>半)|)|"
        + @"(?=[\s~]|$|[ap]\.?m))|(?<four{0}>\d{3,4})(?!\d))\s*(?<half{0}>am|pm|a\.m\.?|p\.m\.?)?";

    private static readonly Regex Range = new(
        @"^(?<lead>\D{0,6}?)"
            + Clock.Replace("{0}", "1", StringComparison.Ordinal)
            + @"\s*((?<to>~+|から|より|至)\s*("
            + Clock.Replace("{0}", "2", StringComparison.Ordinal)
            + @")?\s*(まで|迄)?)?(?<rest>.*)$",
        RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        TimeSpan.FromSeconds(1)
    );

    private static readonly Regex OnlyEnd = new(
        @"^\s*~+\s*" + Clock.Replace("{0}", "2", StringComparison.Ordinal) + @"\s*(まで|迄)?(?<rest>.*)$",
        RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        TimeSpan.FromSeconds(1)
    );

    [GeneratedRegex(
        @"(?<!:\s*|時\s*|\d)((?<hours>\d)\s*時間\s*((?<half>半)|(?<minutes>\d{1,2})\s*分)?|(?<minutes>\d{1,3})\s*分)",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant
    )]
    private static partial Regex MinutesBehind();

    // 13:00 14:00: nothing but a space between two whole times.
    [GeneratedRegex(@"(?<=\d:\d\d)\s+(?=\d{1,2}:\d\d(?![\d:]))", RegexOptions.CultureInvariant)]
    private static partial Regex OnlySpace();

    // 午後の1時
    [GeneratedRegex(@"(?<=午前|午後)の\s*(?=\d)", RegexOptions.CultureInvariant)]
    private static partial Regex Of();

    // 第2部(13:00～13:50): digits of something else are before the first time.
    [GeneratedRegex(
        @"(午前|午後|[ap]\.?m\.?)?\s*\d{1,2}\s*[:時]",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex FirstTime();

    [GeneratedRegex(@"^[\s(\[「]*((午前|午後)の部|自)?[\s(\[「:]*$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex NothingBefore();

    [GeneratedRegex(
        @"^\s*([(\[]?\s*(約|計|相談)?\s*(\d\s*時間\s*半?)?\s*\d{0,3}\s*分?間?\s*[)\]」]?)\s*$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant
    )]
    private static partial Regex OnlyMinutes();

    // 9.3: Excel has left out the last zero of 9.30.
    [GeneratedRegex(@"(?<![\d.:時])(?<time>\d{1,2}\.\d)(?![\d.時分])", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex OneDigit();

    // 正午12:00: the word and the time are one.
    [GeneratedRegex(@"正午(?=\s*\(?\s*12\s*[:時])", RegexOptions.CultureInvariant)]
    private static partial Regex NoonBefore();

    // (午後)1時
    [GeneratedRegex(@"[(\[]\s*(?<half>午前|午後)\s*[)\]]\s*(?=\d)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex HalfInBrackets();

    // 1時(午後), 1:30～2:20（午後）
    [GeneratedRegex(
        @"^(?<time>\s*\d[\d:時分半\s~]*)[(\[]\s*(?<half>午前|午後)\s*[)\]]",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant
    )]
    private static partial Regex HalfBehind();

    /// <summary>Reads one time or a range; a missing end is taken from minutes in the text when it names them, else it stays
    /// null.</summary>
    public static TimeReading Parse(string? text)
    {
        var typed = Prepared(text);
        if (typed.Length == 0)
        {
            return default;
        }

        if (OneDigit().IsMatch(typed))
        {
            var padded = Parse(OneDigit().Replace(typed, "${time}0"));
            return padded with { Doubts = padded.Doubts | TimeDoubts.MoreText };
        }

        if (OnlyEnd.Match(typed) is { Success: true } tail && Time(tail, "2", null) is { } last)
        {
            return new TimeReading(null, last, null, Rest(tail));
        }

        if (Read(typed) is { } reading)
        {
            return reading;
        }

        return FirstTime().Match(typed) is { Success: true, Index: > 0 } first && Read(typed[first.Index..]) is { } behind
            ? behind with
            {
                Doubts = behind.Doubts | TimeDoubts.MoreText,
            }
            : new TimeReading(null, null, null, TimeDoubts.Unreadable);
    }

    /// <summary>The time of Excel's fraction of a day (0.5625 is 13:30), to the minute; a day number's whole part is left out.</summary>
    public static TimeOnly? FromFraction(double fraction) =>
        double.IsFinite(fraction) && fraction >= 0
            ? TimeOnly.MinValue.AddMinutes(Math.Round((fraction - Math.Floor(fraction)) * 24 * 60))
            : null;

    /// <summary>9:30, 13:00: 24 hours, no leading zero.</summary>
    public static string Format(TimeOnly time) => time.ToString("H:mm", CultureInfo.InvariantCulture);

    /// <summary>13:00～13:50</summary>
    public static string Format(TimeOnly start, TimeOnly end) => $"{Format(start)}～{Format(end)}";

    private static TimeReading? Read(string typed)
    {
        var match = Range.Match(typed);
        if (!match.Success || Time(match, "1", null) is not { } start)
        {
            return null;
        }

        var minutes = MinutesIn(match.Groups["rest"].Value);
        var end = match.Groups["to"].Success ? Time(match, "2", Half(match, "1")) ?? SameHour(match, start) : null;
        var doubts = NothingBefore().IsMatch(match.Groups["lead"].Value) ? Rest(match) : TimeDoubts.MoreText;
        return Judged(
            start,
            end is { } to ? Afternoon(start, to)
                : minutes is { } length ? start.AddMinutes(length)
                : null,
            minutes,
            doubts
        );
    }

    /// <summary>10:00～45: the end says only its minutes.</summary>
    private static TimeOnly? SameHour(Match match, TimeOnly start) =>
        match.Groups["hour2"] is { Success: true } bare
        && !match.Groups["sign2"].Success
        && int.Parse(bare.Value, CultureInfo.InvariantCulture) is > 23 and < 60 and var minute
        && minute > start.Minute
            ? new TimeOnly(start.Hour, minute)
            : null;

    /// <summary>12:00～1:00, 11:30～0:20: an end of the twelve-hour clock that only the afternoon puts behind its start.</summary>
    private static TimeOnly Afternoon(TimeOnly start, TimeOnly end) =>
        end <= start && end.Hour < 12 && end.AddHours(12) is var later && later > start && later - start <= LongestConsultation
            ? later
            : end;

    /// <summary>A time that is a value of its own, with what is doubtful about it.</summary>
    internal static TimeReading Judged(TimeOnly start) => Judged(start, null, null, TimeDoubts.None);

    private static TimeReading Judged(TimeOnly start, TimeOnly? end, int? minutes, TimeDoubts doubts)
    {
        if (end is { } to)
        {
            doubts |= to <= start ? TimeDoubts.EndBeforeStart : TimeDoubts.None;
            doubts |=
                minutes is { } named && to > start && (int)(to - start).TotalMinutes != named ? TimeDoubts.MinutesDiffer : TimeDoubts.None;
        }

        var unusual = start.Hour is < 7 or > 21 || end is { Hour: < 7 or > 21 };
        return new TimeReading(start, end, minutes, unusual ? doubts | TimeDoubts.UnusualHour : doubts);
    }

    /// <summary>One sign for every "to" that is typed between two times. Between digits only: 9-30 is no time of ours.</summary>
    private static string Prepared(string? text)
    {
        var typed = string.Concat(
            KanjiNumbers
                .InDigits(
                    TextFolding.NormalizedValue(
                        string.Concat(
                            (text ?? "").EnumerateRunes().Select(rune => VisibleText.IsEnclosedNumber(rune) ? "#" : rune.ToString())
                        )
                    )
                )
                .Select(sign =>
                    ToSigns.Contains(sign, StringComparison.Ordinal) ? '~'
                    : sign is '：' or '∶' or '︰' or '﹕' or '。' ? ':'
                    : sign
                )
        );
        typed = NoonBefore().Replace(typed, "");
        foreach (var (spoken, written) in Spoken)
        {
            typed = typed.Replace(spoken, written, StringComparison.Ordinal);
        }

        typed = typed.Replace("...", "~", StringComparison.Ordinal).Replace("..", "~", StringComparison.Ordinal); // …, ‥
        typed = HalfInBrackets().Replace(HalfBehind().Replace(typed, "${half}${time}"), "${half}");
        return OnlySpace().Replace(Of().Replace(typed, ""), "~");
    }

    private static int? MinutesIn(string rest)
    {
        if (MinutesBehind().Match(rest) is not { Success: true } match)
        {
            return null;
        }

        int Number(string group) =>
            match.Groups[group] is { Success: true } found ? int.Parse(found.Value, CultureInfo.InvariantCulture) : 0;
        return Number("hours") * 60 + (match.Groups["half"].Success ? 30 : Number("minutes"));
    }

    private static TimeDoubts Rest(Match match) =>
        OnlyMinutes().IsMatch(match.Groups["rest"].Value) ? TimeDoubts.None : TimeDoubts.MoreText;

    private static string? Half(Match match, string which) => match.Groups["half" + which] is { Success: true } half ? half.Value : null;

    private static TimeOnly? Time(Match match, string which, string? inherited)
    {
        var own = Half(match, which);
        int hour,
            minute;
        if (match.Groups["four" + which] is { Success: true } four)
        {
            (hour, minute) = Math.DivRem(int.Parse(four.Value, CultureInfo.InvariantCulture), 100);
        }
        else if (match.Groups["hour" + which] is { Success: true } hours)
        {
            hour = int.Parse(hours.Value, CultureInfo.InvariantCulture);
            minute =
                match.Groups["thirty" + which].Success ? 30
                : match.Groups["minute" + which] is { Success: true } minutes ? int.Parse(minutes.Value, CultureInfo.InvariantCulture)
                : 0;
        }
        else
        {
            return null;
        }

        if (hour > 12 && (own == "午前" || own?[0] is '前' or 'a' or 'A'))
        {
            return null; // 午前13時 is a slip: one of the two is wrong.
        }

        hour = own is null && hour >= 12 ? hour : InDay(hour, own ?? inherited); // 午前11時～12時 ends at noon.
        return hour is >= 0 and <= 23 && minute is >= 0 and <= 59 ? new TimeOnly(hour, minute) : null;
    }

    private static int InDay(int hour, string? half) =>
        half?[0] switch
        {
            '午' when half == "午後" && hour < 12 => hour + 12,
            '午' when half == "午前" && hour == 12 => 0,
            '後' or 'p' or 'P' when hour < 12 => hour + 12,
            '前' or 'a' or 'A' when hour == 12 => 0,
            _ => hour,
        };
}
