using System.Globalization;

namespace SupportCenter.Domain.Text;

/// <summary>How days are shown.</summary>
public static partial class JapaneseDate
{
    private const string Weekdays = "日月火水木金土";

    /// <summary>令和2年7月16日(木); before 明治 the Gregorian year.</summary>
    public static string Format(DateOnly date) => $"{FormatWithoutWeekday(date)}({Weekdays[(int)date.DayOfWeek]})";

    /// <summary>令和2年7月16日</summary>
    public static string FormatWithoutWeekday(DateOnly date) => $"{YearName(date)}{date.Month}月{date.Day}日";

    /// <summary>R2.7.16</summary>
    public static string FormatShort(DateOnly date) =>
        JapaneseEra.Of(date) is { } era
            ? $"{era.Letter}{era.YearOf(date.Year)}.{date.Month}.{date.Day}"
            : $"{date.Year}.{date.Month}.{date.Day}";

    /// <summary>The one letter of a weekday: 木.</summary>
    public static string Weekday(DateOnly date) => Weekdays[(int)date.DayOfWeek].ToString();

    /// <summary>The Gregorian year in which the fiscal year (年度) of this day began: April to March.</summary>
    public static int FiscalYear(DateOnly date) => date.Month >= 4 ? date.Year : date.Year - 1;

    /// <summary>令和2年度; the year in which an era begins in May is named after the new era, as the government did for 令和元年度.</summary>
    public static string FormatFiscalYear(int fiscalYear) => YearName(new DateOnly(fiscalYear, 12, 31)) + "度";

    private static string YearName(DateOnly date) =>
        JapaneseEra.Of(date) is { } era
            ? $"{era.Name}{(era.YearOf(date.Year) == 1 ? "元" : era.YearOf(date.Year).ToString(CultureInfo.InvariantCulture))}年"
            : $"{date.Year}年";
}
