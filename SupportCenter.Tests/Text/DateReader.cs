using System.Globalization;
using System.Text;
using SupportCenter.Domain.Text;

namespace SupportCenter.Tests.Text;

/// <summary>Another reader of typed dates, for comparing: sign by sign from left to right, with the calendar of .NET. It takes what a
/// person can have meant in one way only.</summary>
internal sealed class DateReader
{
    private static readonly JapaneseCalendar Eras = new();
    private static readonly string[] EraNames = ["明治", "大正", "昭和", "平成", "令和"];
    private static readonly string[] EraSigns = ["明M", "大T", "昭S", "平H", "令R"];
    private readonly string text;
    private int at;

    private DateReader(string text) => this.text = text;

    /// <summary>The day that <paramref name="typed"/> means on <paramref name="today"/>; null where it is none, or not certain.</summary>
    public static DateOnly? Read(string typed, DateOnly today, YearRule rule)
    {
        var plain = string.Concat(
                typed
                    .Replace("\u200B", "", StringComparison.Ordinal)
                    .Normalize(NormalizationForm.FormKC)
                    .Select(sign => "−‐ー–".Contains(sign) ? '-' : sign)
            )
            .Trim();
        return new DateReader(plain).ReadEra()
            ?? new DateReader(plain).ReadYear()
            ?? new DateReader(plain).ReadYearless(today, rule)
            ?? new DateReader(plain).ReadDay(today, rule);
    }

    private DateOnly? ReadEra()
    {
        var era = Array.FindIndex(EraNames, name => text.StartsWith(name, StringComparison.Ordinal)) + 1;
        at = era > 0 ? 2 : 1;
        if (era == 0 && text.Length > 0)
        {
            era = Array.FindIndex(EraSigns, signs => signs.Contains(char.ToUpperInvariant(text[0]))) + 1;
        }

        if (era == 0)
        {
            return null;
        }

        Spaces();
        if (text[at..].TakeWhile(char.IsAsciiDigit).Count() == 6)
        {
            var (years, months, days) = (Number(2), Number(2), Number(2));
            return Certain(() => InEra(era, years, months, days), date => EraOf(date) == era, sign: false);
        }

        _ = Take(".");
        Spaces();
        var year = Take("元") ? 1 : Number(2);
        return year > 0 && Between("年") && Number(2) is > 0 and var month && Between("月") && Number(2) is > 0 and var day && !IsDigit
            ? Certain(() => InEra(era, year, month, day), date => EraOf(date) == era, sign: true)
            : null;
    }

    private static DateOnly InEra(int era, int year, int month, int day) =>
        DateOnly.FromDateTime(Eras.ToDateTime(year, month, day, 0, 0, 0, 0, era));

    private static int EraOf(DateOnly day) => Eras.GetEra(day.ToDateTime(TimeOnly.MinValue));

    private DateOnly? ReadYear()
    {
        var digits = text.TakeWhile(char.IsAsciiDigit).Count();
        if (digits == 8)
        {
            return Number(4) is >= 1900 and < 2100 and var whole
                ? Certain(() => new DateOnly(whole, Number(2), Number(2)), _ => true, sign: false)
                : null;
        }

        return
            digits == 4
            && Number(4) is > 99 and var year
            && Between("年")
            && Number(2) is > 0 and var month
            && Between("月")
            && Number(2) is > 0 and var day
            && !IsDigit
            ? Certain(() => new DateOnly(year, month, day), _ => true, sign: true)
            : null;
    }

    private DateOnly? ReadYearless(DateOnly today, YearRule rule)
    {
        var isCompact = text.TakeWhile(char.IsAsciiDigit).Count() == 4;
        var month = Number(2);
        if (!isCompact)
        {
            Spaces();
            if (month <= 0 || !(Take("月") || Take("/") || Take(".") || Take("-")))
            {
                return null;
            }

            Spaces();
        }

        var day = Number(2);
        return day <= 0 || IsDigit || month is < 1 or > 12 || day > DateTime.DaysInMonth(2020, month)
            ? null
            : Certain(() => Meant(month, day, today, rule), _ => true, sign: !isCompact);
    }

    /// <summary>10日: the next such day on the side that the rule means.</summary>
    private DateOnly? ReadDay(DateOnly today, YearRule rule)
    {
        var day = Number(2);
        Spaces();
        return day is > 0 and <= 31 && !text.AsSpan(at).StartsWith("日曜", StringComparison.Ordinal) && Take("日")
            ? Certain(() => Meant(0, day, today, rule), _ => true, sign: false)
            : null;
    }

    /// <summary>Day by day away from today, until the month (0 is any) and the day are those that were typed.</summary>
    private static DateOnly Meant(int month, int day, DateOnly today, YearRule rule)
    {
        for (var away = 0; ; away++)
        {
            foreach (var date in new[] { today.AddDays(-away), today.AddDays(away) })
            {
                if (
                    (month == 0 || date.Month == month)
                    && date.Day == day
                    && (rule == YearRule.Nearest || (rule == YearRule.Coming ? date >= today : date <= today))
                )
                {
                    return date;
                }
            }
        }
    }

    /// <summary>The day if it exists and nothing but its own weekday, and no more than a time, is behind it.</summary>
    private DateOnly? Certain(Func<DateOnly> date, Func<DateOnly, bool> isRight, bool sign)
    {
        DateOnly read;
        try
        {
            read = date();
        }
        catch (ArgumentException)
        {
            return null;
        }

        if (sign)
        {
            Spaces();
            _ = !text.AsSpan(at).StartsWith("日曜", StringComparison.Ordinal) && Take("日");
        }

        Spaces();
        var bracket = Take("(");
        Spaces();
        var own = CultureInfo.GetCultureInfo("ja-JP").DateTimeFormat.GetDayName(read.DayOfWeek);
        var isOwn = at == text.Length || bracket || "日月火水木金土".Contains(text[at]);
        if (at < text.Length && "日月火水木金土".Contains(text[at]))
        {
            isOwn = text[at] == own[0];
            at++;
            _ = Take("曜") && Take("日");
        }

        Spaces();
        _ = Take(")");
        Spaces();
        return isOwn && at == text.Length && isRight(read) ? read : null;
    }

    private bool IsDigit => at < text.Length && char.IsAsciiDigit(text[at]);

    private bool Take(string sign)
    {
        var there = text.AsSpan(at).StartsWith(sign, StringComparison.Ordinal);
        at += there ? sign.Length : 0;
        return there;
    }

    private int Spaces()
    {
        var from = at;
        while (at < text.Length && char.IsWhiteSpace(text[at]))
        {
            at++;
        }

        return at - from;
    }

    /// <summary>What is between two numbers: the word, a stroke, a dot or a hyphen with spaces around, or spaces alone.</summary>
    private bool Between(string word)
    {
        var spaces = Spaces();
        var sign = Take(word) || Take("/") || Take(".") || Take("-");
        Spaces();
        return sign || spaces > 0;
    }

    private int Number(int most)
    {
        var digits = text[at..].TakeWhile(char.IsAsciiDigit).Take(most).ToArray();
        at += digits.Length;
        return digits.Length == 0 ? -1 : int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
    }
}
