using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using SupportCenter.Portal.Reservations;

namespace SupportCenter.Tests.Text;

public sealed partial class TypedDateTests
{
    private static readonly JapaneseCalendar Eras = new();

    // An independent way to write a day: the eras are those of .NET's own calendar.
    private static readonly Func<DateOnly, string>[] WithYear =
    [
        day => Plain(day, "yyyy'/'MM'/'dd"),
        day => Plain(day, "yyyy'/'M'/'d"),
        day => Plain(day, "yyyy'-'MM'-'dd"),
        day => Plain(day, "yyyy'.'M'.'d"),
        day => Plain(day, "yyyy年M月d日"),
        day => Plain(day, "yyyyMMdd"),
        day => $"{EraName(day)}{EraYear(day)}年{day.Month}月{day.Day}日",
        day => $"{EraName(day)} {EraYear(day)} 年 {day.Month} 月 {day.Day} 日",
        day =>
            $"{EraName(day)}{(EraYear(day) == 1 ? "元" : EraYear(day).ToString(CultureInfo.InvariantCulture))}年{day.Month}月{day.Day}日",
        day => $"{EraName(day)[..1]}{EraYear(day)}.{day.Month}.{day.Day}",
        day => $"{EraLetter(day)}{EraYear(day)}.{day.Month}.{day.Day}",
        day => $"{EraLetter(day)}{EraYear(day)}/{day.Month}/{day.Day}",
        day => $"{EraLetter(day)}{EraYear(day):00}-{day.Month:00}-{day.Day:00}",
        day => $"{EraLetter(day)}{EraYear(day)}.{day.Month}.{day.Day}".ToLowerInvariant(),
    ];

    private static readonly Func<DateOnly, string>[] WithoutYear =
    [
        day => Plain(day, "M'/'d"),
        day => Plain(day, "MM'/'dd"),
        day => Plain(day, "M'-'d"),
        day => Plain(day, "M'.'d"),
        day => Plain(day, "M月d日"),
        day => Plain(day, "MMdd"),
    ];

    private static readonly Func<DateOnly, string>[] Weekdays =
    [
        _ => "",
        day => $"({Japanese(day)[..1]})",
        day => $"（{Japanese(day)}）",
        day => Japanese(day),
        day => $" {Japanese(day)[..1]} ",
    ];

    private static Arbitrary<int> Days(int first, int last) =>
        Gen.Choose(new DateOnly(first, 8, 1).DayNumber, new DateOnly(last, 12, 31).DayNumber).ToArbitrary();

    private static Arbitrary<Spelled> Spellings() =>
        (
            from spelling in Gen.Choose(0, 839)
            from weekday in Gen.Choose(0, Weekdays.Length - 1)
            from wide in Gen.Choose(0, 1)
            select new Spelled(spelling, weekday, wide == 1)
        ).ToArbitrary();

    private static DateOnly Day(string iso) => DateOnly.ParseExact(iso, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Plain(DateOnly day, string format) => day.ToString(format, CultureInfo.InvariantCulture);

    private static string Japanese(DateOnly day) => CultureInfo.GetCultureInfo("ja-JP").DateTimeFormat.GetDayName(day.DayOfWeek);

    private static int EraYear(DateOnly day) => Eras.GetYear(day.ToDateTime(TimeOnly.MinValue));

    private static string EraName(DateOnly day) => new[] { "明治", "大正", "昭和", "平成", "令和" }[EraOf(day) - 1];

    private static string EraLetter(DateOnly day) => new[] { "M", "T", "S", "H", "R" }[EraOf(day) - 1];

    private static int EraOf(DateOnly day) => Eras.GetEra(day.ToDateTime(TimeOnly.MinValue));

    private sealed record Spelled(int Spelling, int Weekday, bool IsWide)
    {
        public string Spell(string date, DateOnly day) => Width(date + Weekdays[Weekday](day));

        private string Width(string text) =>
            IsWide
                ? string.Concat(
                    text.Select(sign =>
                        sign is > ' ' and <= '~' ? (char)(sign + 0xFEE0)
                        : sign == ' ' ? '　'
                        : sign
                    )
                )
                : text.Normalize(NormalizationForm.FormC);
    }
}
