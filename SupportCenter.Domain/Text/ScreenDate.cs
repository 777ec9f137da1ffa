using System.Globalization;

namespace SupportCenter.Domain.Text;

/// <summary>
/// Dates in the language of the screen. Papers and what is read to a caller are Japanese whatever the screen speaks: those ask
/// <see cref="JapaneseDate"/> itself.
///</summary>
public static class ScreenDate
{
    // As the texts do: Japanese wherever English was not chosen.
    private static bool IsJapanese => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName != "en";

    /// <summary>令和2年7月16日(木), or Thu, 16 July 2020.</summary>
    public static string Long(DateOnly date) => IsJapanese ? JapaneseDate.Format(date) : InEnglish(date, "ddd, d MMMM yyyy");

    /// <summary>2020/07/16, or 2020-07-16: as a day is in a field, to be typed over.</summary>
    public static string Typed(DateOnly date) => InEnglish(date, IsJapanese ? "yyyy\\/MM\\/dd" : "yyyy-MM-dd");

    /// <summary>令和2年7月16日, or 16 July 2020.</summary>
    public static string Day(DateOnly date) => IsJapanese ? JapaneseDate.FormatWithoutWeekday(date) : InEnglish(date, "d MMMM yyyy");

    /// <summary>R2.7.16(木), or 2020-07-16 Thu: for lists.</summary>
    public static string Short(DateOnly date) =>
        IsJapanese ? $"{JapaneseDate.FormatShort(date)}({JapaneseDate.Weekday(date)})" : InEnglish(date, "yyyy-MM-dd ddd");

    /// <summary>7/16(木), or Thu 16 Jul: where the year is plain.</summary>
    public static string Brief(DateOnly date) =>
        IsJapanese
            ? string.Create(CultureInfo.InvariantCulture, $"{date.Month}/{date.Day}({JapaneseDate.Weekday(date)})")
            : InEnglish(date, "ddd d MMM");

    /// <summary>木, or Thu.</summary>
    public static string Weekday(DateOnly date) => IsJapanese ? JapaneseDate.Weekday(date) : InEnglish(date, "ddd");

    /// <summary>令和2年7月, or July 2020.</summary>
    public static string Month(DateOnly month) =>
        IsJapanese
            ? JapaneseDate.FormatWithoutWeekday(month) is var text
                ? text[..(text.IndexOf('月', StringComparison.Ordinal) + 1)]
                : ""
            : InEnglish(month, "MMMM yyyy");

    /// <summary>令和2年度, or fiscal year 2020.</summary>
    public static string FiscalYear(int fiscalYear) =>
        IsJapanese ? JapaneseDate.FormatFiscalYear(fiscalYear) : string.Create(CultureInfo.InvariantCulture, $"fiscal year {fiscalYear}");

    /// <summary>令和2年7月16日～令和2年8月31日; an open end is left blank.</summary>
    public static string Period(DateOnly? from, DateOnly? to) =>
        $"{(from is { } first ? Day(first) : "")}～{(to is { } last ? Day(last) : "")}";

    /// <summary>令和2年7月16日(木) 10:05, of a moment in Tokyo.</summary>
    public static string At(DateTime civil) => $"{Long(DateOnly.FromDateTime(civil))} {Clock(civil)}";

    /// <summary>R2.7.16(木) 10:05, of a moment in Tokyo: for lists.</summary>
    public static string ShortAt(DateTime civil) => $"{Short(DateOnly.FromDateTime(civil))} {Clock(civil)}";

    private static string Clock(DateTime civil) => civil.ToString("H\\:mm", CultureInfo.InvariantCulture);

    private static string InEnglish(DateOnly date, string format) => date.ToString(format, CultureInfo.InvariantCulture);
}
