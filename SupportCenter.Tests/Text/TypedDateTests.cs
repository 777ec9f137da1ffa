using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using SupportCenter.Domain.Text;
using SupportCenter.Portal.Components;
using SupportCenter.Portal.Reservations;

namespace SupportCenter.Tests.Text;

/// <summary>Dates as people type them into a field, on 16 July 2020.</summary>
public sealed partial class TypedDateTests
{
    private static readonly DateOnly Today = new(2020, 7, 16);

    [Theory]
    [InlineData("2026/12/10", "2026-12-10")]
    [InlineData("2026-12-10", "2026-12-10")]
    [InlineData("令和8年12月10日", "2026-12-10")]
    [InlineData("R8.12.10", "2026-12-10")]
    [InlineData("12/10", "2020-12-10")]
    [InlineData("1210", "2020-12-10")]
    [InlineData("１２１０", "2020-12-10")]
    [InlineData("１２／１０", "2020-12-10")]
    [InlineData("12月10日(木)", "2020-12-10")]
    [InlineData("7/16", "2020-07-16")]
    [InlineData("7/15", "2021-07-15")]
    [InlineData("2/29", "2024-02-29")]
    public void A_coming_date_is_read_as_people_type_it(string typed, string day) => Assert.Equal(Day(day), Read(typed, YearRule.Coming));

    [Theory]
    [InlineData("十二月十日", "2020-12-10")]
    [InlineData("十二月二十一日（月）", "2020-12-21")]
    [InlineData("一二月二一日", "2020-12-21")]
    [InlineData("令和八年十二月二十日", "2026-12-20")]
    [InlineData("令和二十一年十一月三十日", "2039-11-30")]
    [InlineData("二〇二六年一二月一〇日", "2026-12-10")]
    [InlineData("二千二十六年十二月十日", "2026-12-10")]
    [InlineData("令和弐年拾月廿参日", "2020-10-23")]
    [InlineData("R081210", "2026-12-10")]
    [InlineData("令和081210", "2026-12-10")]
    [InlineData("㋿8年12月10日", "2026-12-10")]
    [InlineData("１２・１０", "2020-12-10")]
    [InlineData("R８。１２。１０", "2026-12-10")]
    [InlineData("令和元・12・1", "2019-12-01")]
    [InlineData("Dec 10", "2020-12-10")]
    [InlineData("10 December 2026", "2026-12-10")]
    [InlineData("December 10th, 2026", "2026-12-10")]
    [InlineData("10-Sept-2026", "2026-09-10")]
    [InlineData("2026/12/10 0:00:00", "2026-12-10")]
    [InlineData("今日", "2020-07-16")]
    [InlineData("明日", "2020-07-17")]
    [InlineData("あさって", "2020-07-18")]
    [InlineData("一昨日", "2020-07-14")]
    [InlineData("Tomorrow", "2020-07-17")]
    [InlineData("来週の月曜", "2020-07-20")]
    [InlineData("来週金曜日", "2020-07-24")]
    [InlineData("再来週火曜", "2020-07-28")]
    [InlineData("今週の土曜", "2020-07-18")]
    [InlineData("次の月曜", "2020-07-20")]
    [InlineData("金曜", "2020-07-17")]
    [InlineData("3日後", "2020-07-19")]
    [InlineData("一週間後", "2020-07-23")]
    [InlineData("しあさって", "2020-07-19")]
    [InlineData("来月10日", "2020-08-10")]
    [InlineData("20日(月)", "2020-07-20")]
    [InlineData("15日", "2020-08-15")]
    [InlineData("来年1月5日", "2021-01-05")]
    [InlineData("今年12月10日", "2020-12-10")]
    [InlineData("ﾚｲﾜ8.12.10", "2026-12-10")]
    [InlineData("れいわ８年１２月１０日", "2026-12-10")]
    [InlineData("ヘイセイ元年1月8日", "1989-01-08")]
    [InlineData("しょうわ64年1月7日", "1989-01-07")]
    [InlineData("Reiwa 8.12.10", "2026-12-10")]
    [InlineData("２０２６・１２・１０", "2026-12-10")]
    [InlineData("2026、12、10", "2026-12-10")]
    [InlineData("2026,12,10", "2026-12-10")]
    [InlineData("2026_12_10", "2026-12-10")]
    [InlineData("2026∕12⁄10", "2026-12-10")]
    [InlineData("2026—12—10", "2026-12-10")]
    [InlineData("2026.12.10.", "2026-12-10")]
    [InlineData("(木)12月10日", "2020-12-10")]
    [InlineData("木曜日 12/10", "2020-12-10")]
    [InlineData("12月10日〔木〕", "2020-12-10")]
    [InlineData("12月10日【木】", "2020-12-10")]
    [InlineData("7/23（木・祝）", "2020-07-23")]
    [InlineData("7月23日(木)祝日", "2020-07-23")]
    [InlineData("7月23日（祝）", "2020-07-23")]
    [InlineData("12月10日(Thu)", "2020-12-10")]
    public void What_people_say_and_write_for_a_day_is_read(string typed, string day) =>
        Assert.Equal(Day(day), Read(typed, YearRule.Coming));

    [Theory]
    [InlineData("H31.5.1", DateDoubts.OutsideEra)]
    [InlineData("R1.4.30", DateDoubts.OutsideEra)]
    [InlineData("昭和六十四年一月八日", DateDoubts.OutsideEra)]
    [InlineData("2026/2/29", DateDoubts.NoSuchDay)]
    [InlineData("R8.2.30", DateDoubts.NoSuchDay)]
    [InlineData("2/30", DateDoubts.NoSuchDay)]
    [InlineData("十三月一日", DateDoubts.NoSuchDay)]
    [InlineData("2026/12/10 10:30", DateDoubts.MoreText)]
    [InlineData("12/10 9:30", DateDoubts.MoreText)]
    [InlineData("2026-12-10T09:30:00Z", DateDoubts.MoreText)]
    [InlineData("12月10日頃", DateDoubts.MoreText)]
    [InlineData("Fri 10 December 2026", DateDoubts.WeekdayDiffers)]
    [InlineData("0206/12/10", DateDoubts.OutOfRange)]
    [InlineData("0001/1/1", DateDoubts.ShortYear)]
    [InlineData("9999/12/31", DateDoubts.OutOfRange)]
    [InlineData("明治2年1月1日", DateDoubts.OutOfRange)]
    [InlineData("十百月一日", DateDoubts.Unreadable)]
    [InlineData("1月2十日", DateDoubts.MoreText)]
    [InlineData("1月一1日", DateDoubts.Unreadable)]
    [InlineData("元年5月1日", DateDoubts.Unreadable)]
    [InlineData("来週の日曜", DateDoubts.Unreadable)]
    [InlineData("木曜", DateDoubts.Unreadable)]
    [InlineData("月", DateDoubts.Unreadable)]
    [InlineData("月20日", DateDoubts.Unreadable)]
    [InlineData("来月31日(土)", DateDoubts.WeekdayDiffers)]
    [InlineData("来月32日", DateDoubts.NoSuchDay)]
    [InlineData("(金)12月10日", DateDoubts.WeekdayDiffers)]
    [InlineData("7/6・7", DateDoubts.MoreText)]
    [InlineData("12/6、13", DateDoubts.MoreText)]
    [InlineData("8.12.10", DateDoubts.ShortYear)]
    [InlineData("261210", DateDoubts.ShortYear)]
    [InlineData("Mayday 5", DateDoubts.Unreadable)]
    public void What_is_no_day_is_refused_for_what_it_is(string typed, DateDoubts doubt) =>
        Assert.True(JapaneseDate.ParseTyped(typed, Today, YearRule.Coming).Doubts.HasFlag(doubt));

    [Theory]
    [InlineData("H31.5.1", "その元号にこの日はありません")]
    [InlineData("26/12/10", "元号を付けるか西暦4桁で")]
    [InlineData("12/10(金)", "曜日が合いません（令和2年12月10日(木)）")]
    [InlineData("0206/12/10", "1873年から2199年までの日付で")]
    [InlineData("2/30", "その日は暦にありません")]
    [InlineData("12/10 10:30", "日付だけを入力してください（令和2年12月10日(木)の後ろに")]
    [InlineData("来週", "例 12/10、R8.12.10、2026/12/10")]
    public void The_sentence_says_what_is_wrong_with_it(string typed, string words) =>
        Assert.Contains(words, FieldText.DateRefusal("希望日", typed, Today, YearRule.Coming), StringComparison.Ordinal);

    [Theory]
    [InlineData("2026-12-10", true)]
    [InlineData("0001-01-01", false)]
    [InlineData("9999-12-31", false)]
    [InlineData("2026-02-30", false)]
    public void A_day_in_an_address_is_one_that_has_a_day_before_and_a_day_after(string address, bool isRead) =>
        Assert.Equal(isRead ? Day(address) : null, ReservationQuery.DateOf(address));

    [Fact]
    public void Whatever_the_portal_writes_for_a_day_can_be_typed_and_pasted() =>
        Prop.ForAll(Days(1912, 2099), ArbMap.Default.ArbFor<bool>(), (number, english) =>
            {
                var (day, before) = (DateOnly.FromDayNumber(number), CultureInfo.CurrentUICulture);
                try
                {
                    CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(english ? "en" : "ja");
                    string[] written =
                    [
                        ScreenDate.Long(day),
                        ScreenDate.Day(day),
                        ScreenDate.Short(day),
                        ScreenDate.Typed(day),
                        JapaneseDate.Format(day),
                        JapaneseDate.FormatShort(day),
                    ];
                    AssertEach.Of(written, text =>
                        Assert.Equal(new DateReading(day), JapaneseDate.ParseTyped(text, Today, YearRule.Nearest))
                    );
                    Assert.Equal(
                        new DateReading(day, DateDoubts.YearTakenFromContext),
                        JapaneseDate.ParseTyped(ScreenDate.Brief(day), day, YearRule.Coming)
                    );
                }
                finally
                {
                    CultureInfo.CurrentUICulture = before;
                }
            })
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void Every_day_in_written_numbers_is_that_day() =>
        Prop.ForAll(Days(1926, 2099), ArbMap.Default.ArbFor<bool>(), (number, withUnits) =>
            {
                var day = DateOnly.FromDayNumber(number);
                string Write(int value) => withUnits ? Units(value) : SignBySign(value);
                string[] spelled =
                [
                    $"{EraName(day)}{Write(EraYear(day))}年{Write(day.Month)}月{Write(day.Day)}日",
                    $"{Write(day.Year)}年{Write(day.Month)}月{Write(day.Day)}日({Japanese(day)[..1]})",
                ];
                AssertEach.Of(spelled, text => Assert.Equal(new DateReading(day), JapaneseDate.ParseTyped(text, Today, YearRule.Nearest)));
            })
            .Check(Config.QuickThrowOnFailure.WithMaxTest(3000));

    /// <summary>二〇二六: sign by sign.</summary>
    private static string SignBySign(int value) =>
        string.Concat(value.ToString(CultureInfo.InvariantCulture).Select(digit => "〇一二三四五六七八九"[digit - '0']));

    /// <summary>二千二十六: as it is spoken.</summary>
    private static string Units(int value) =>
        string.Concat(
            new[] { (1000, "千"), (100, "百"), (10, "十") }.Select(unit =>
                value / unit.Item1 % 10 is var times && times == 0 ? ""
                : times == 1 ? unit.Item2
                : SignBySign(times) + unit.Item2
            )
        ) + (value % 10 == 0 ? "" : SignBySign(value % 10));

    [Theory]
    [InlineData("7/15", YearRule.Nearest, "2020-07-15")]
    [InlineData("12/10", YearRule.Nearest, "2020-12-10")]
    [InlineData("1/20", YearRule.Nearest, "2020-01-20")]
    [InlineData("1/10", YearRule.Nearest, "2021-01-10")]
    [InlineData("12/10", YearRule.Past, "2019-12-10")]
    [InlineData("7/16", YearRule.Past, "2020-07-16")]
    [InlineData("0229", YearRule.Past, "2020-02-29")]
    public void The_rule_of_the_field_says_which_year_is_meant(string typed, YearRule rule, string day) =>
        Assert.Equal(Day(day), Read(typed, rule));

    [Theory]
    [InlineData("12月10日(金)", DateDoubts.WeekdayDiffers)]
    [InlineData("12/10日曜日", DateDoubts.WeekdayDiffers)]
    [InlineData("平成32年7月16日", DateDoubts.OutsideEra)]
    [InlineData("26/12/10", DateDoubts.ShortYear)]
    [InlineData("12/10 午後", DateDoubts.MoreText)]
    [InlineData("11/31", DateDoubts.Unreadable)]
    [InlineData("1332", DateDoubts.Unreadable)]
    [InlineData("43998", DateDoubts.Unreadable)]
    [InlineData("121", DateDoubts.Unreadable)]
    [InlineData("来週", DateDoubts.Unreadable)]
    public void What_is_no_certain_date_is_not_taken_for_one(string typed, DateDoubts doubt) =>
        Assert.True(JapaneseDate.ParseTyped(typed, Today, YearRule.Coming).Doubts.HasFlag(doubt));

    [Fact]
    public void Every_spelling_with_a_year_is_read_back_as_the_same_day() =>
        Prop.ForAll(Days(1912, 2099), Spellings(), (number, how) =>
            {
                var day = DateOnly.FromDayNumber(number);
                var typed = how.Spell(WithYear[how.Spelling % WithYear.Length](day), day);
                return JapaneseDate.ParseTyped(typed, Today, YearRule.Nearest) == new DateReading(day);
            })
            .Check(Config.QuickThrowOnFailure.WithMaxTest(5000));

    [Fact]
    public void Every_spelling_without_year_is_read_back_as_the_day_that_the_rule_means() =>
        Prop.ForAll(Days(2018, 2032), Days(2020, 2032), Spellings(), (number, now, how) =>
            {
                var (typed, today) = (DateOnly.FromDayNumber(number), DateOnly.FromDayNumber(now));
                var rule = (YearRule)(how.Spelling % 3);
                var (before, after) = (Walk(typed, today, -1), Walk(typed, today, 1));
                DateOnly[] meant = rule switch
                {
                    YearRule.Coming => [after],
                    YearRule.Past => [before],
                    _ when today.DayNumber - before.DayNumber == after.DayNumber - today.DayNumber => [before, after],
                    _ => [today.DayNumber - before.DayNumber < after.DayNumber - today.DayNumber ? before : after],
                };
                return meant.Any(day =>
                    JapaneseDate.ParseTyped(how.Spell(WithoutYear[how.Spelling % WithoutYear.Length](day), day), today, rule)
                    == new DateReading(day, DateDoubts.YearTakenFromContext)
                );
            })
            .Check(Config.QuickThrowOnFailure.WithMaxTest(5000));

    [Fact]
    public void Whatever_is_typed_means_what_another_reader_reads() =>
        Prop.ForAll(Typed().ToArbitrary(), Days(2018, 2032), (typed, now) =>
            {
                var (today, rule) = (DateOnly.FromDayNumber(now), (YearRule)(now % 3));
                var (mine, other) = (Read(typed, rule, today), DateReader.Read(typed, today, rule));
                return (mine == other).Label($"{typed} on {today:O}: {mine:O}, another reader reads {other:O}");
            })
            .Check(Config.QuickThrowOnFailure.WithMaxTest(20_000));

    [Fact]
    public void No_text_makes_it_throw() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string?>(), text =>
                JapaneseDate.ParseTyped(text, Today, YearRule.Coming) is { Date: null } or { Doubts: not DateDoubts.Unreadable }
            )
            .Check(Config.QuickThrowOnFailure);

    /// <summary>Dates put together from their parts, most of them right, some with a part too many, too few or of another date.</summary>
    private static Gen<string> Typed() =>
        from era in Gen.Elements("", "", "令和", "令", "R", "r", "平成", "H", "昭和", "S", "R.", "令和 ")
        from year in era.Length == 0
            ? Gen.Elements("2026", "2020", "1989", "0031", "26", "")
            : Gen.Elements("8", "08", "元", "1", "31", "64", "99", "2026")
        from first in year.Length == 0 ? Gen.Constant("") : Signs("年")
        from month in Gen.Elements("12", "1", "01", "7", "2", "13", "0", "")
        from second in Signs("月")
        from day in Gen.Elements("10", "1", "08", "29", "31", "32", "0", "110", "")
        from last in Gen.Elements("", "日", "日", " 日", "　")
        from weekday in Gen.Elements("", "", "", "(木)", "（木曜日）", "木", "木曜", " 土", "(日)", "日曜日", "午後", "x")
        from wide in Gen.Elements(false, true)
        from around in Gen.Elements("", " ", "\t", "\u200B", "　")
        select around + new Spelled(0, 0, wide).Spell(era + year + first + month + second + day + last + weekday, Today) + around;

    private static Gen<string> Signs(string word) =>
        Gen.Elements(word, word, "/", "/", "-", ".", " ", "　", "−", "‐", $" {word} ", " / ", "", "//");

    private static DateOnly? Read(string typed, YearRule rule, DateOnly? today = null) =>
        JapaneseDate.ParseTyped(typed, today ?? Today, rule) is { Doubts: DateDoubts.None or DateDoubts.YearTakenFromContext } reading
            ? reading.Date
            : null;

    private static DateOnly Walk(DateOnly typed, DateOnly from, int step)
    {
        var day = from;
        while ((day.Month, day.Day) != (typed.Month, typed.Day))
        {
            day = day.AddDays(step);
        }

        return day;
    }
}
