using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using SupportCenter.Domain.Text;

namespace SupportCenter.Tests.Text;

public class JapaneseDateTests
{
    private static readonly DateOnly Near = new(2020, 7, 1);

    [Theory]
    [InlineData("令和2年7月16日", "2020-07-16")]
    [InlineData("令和２年７月１６日（木）", "2020-07-16")]
    [InlineData("令和 2年 7月 16日 (木曜日)", "2020-07-16")]
    [InlineData("令和元年5月1日", "2019-05-01")]
    [InlineData("㋿2年7月16日", "2020-07-16")]
    [InlineData("令2.7.16", "2020-07-16")]
    [InlineData("R2.6.15", "2020-06-15")]
    [InlineData("R2/6/15", "2020-06-15")]
    [InlineData("Ｒ２．６．１５", "2020-06-15")]
    [InlineData("R02-06-15", "2020-06-15")]
    [InlineData("r2.6.15(月)", "2020-06-15")]
    [InlineData("H31.4.30", "2019-04-30")]
    [InlineData("平成31年4月30日", "2019-04-30")]
    [InlineData("昭和64年1月7日", "1989-01-07")]
    [InlineData("S63.12.31", "1988-12-31")]
    [InlineData("2020/6/15", "2020-06-15")]
    [InlineData("2020-06-16", "2020-06-16")]
    [InlineData("2020.6.16", "2020-06-16")]
    [InlineData("２０２０年６月１６日", "2020-06-16")]
    [InlineData("2020年6月16日 火", "2020-06-16")]
    [InlineData("2020-06-16 00:00:00", "2020-06-16")]
    [InlineData("2020-06-16T00:00:00", "2020-06-16")]
    [InlineData("20200616", "2020-06-16")]
    [InlineData("2020・6・16", "2020-06-16")]
    [InlineData("2020、6、16", "2020-06-16")]
    [InlineData("R2—6—16", "2020-06-16")]
    [InlineData("ﾚｲﾜ2年6月16日", "2020-06-16")]
    [InlineData("(火)6月16日", "2020-06-16")]
    [InlineData("6月16日【火】", "2020-06-16")]
    [InlineData("7/23(木・祝)", "2020-07-23")]
    [InlineData("43998", "2020-06-16")]
    [InlineData("6月26日(金)", "2020-06-26")]
    [InlineData("６月２６日（金）", "2020-06-26")]
    [InlineData("6/26(金)", "2020-06-26")]
    [InlineData("6月26日(水)", "2019-06-26")]
    public void A_date_is_read_without_doubt_in_every_form_that_offices_type(string typed, string day)
    {
        var reading = JapaneseDate.Parse(typed, Near);
        Assert.Equal(DateOnly.Parse(day, CultureInfo.InvariantCulture), reading.Date);
        Assert.Equal(DateDoubts.None, reading.Doubts);
    }

    [Theory]
    [InlineData("6月26日", "2020-06-26", DateDoubts.YearTakenFromContext)]
    [InlineData("1/6", "2020-01-06", DateDoubts.YearTakenFromContext)]
    [InlineData("12月25日", "2020-12-25", DateDoubts.YearTakenFromContext)]
    [InlineData("6月26日(月)", "2020-06-26", DateDoubts.YearTakenFromContext | DateDoubts.WeekdayDiffers)]
    [InlineData("令和2年7月16日(金)", "2020-07-16", DateDoubts.WeekdayDiffers)]
    [InlineData("平成32年7月16日", "2020-07-16", DateDoubts.OutsideEra)]
    [InlineData("令和元年4月30日", "2019-04-30", DateDoubts.OutsideEra)]
    [InlineData("20/7/16", "2020-07-16", DateDoubts.ShortYear)]
    [InlineData("2.7.16", "2020-07-16", DateDoubts.ShortYear)]
    [InlineData("02/7/16(木)", "2020-07-16", DateDoubts.ShortYear)]
    [InlineData("31-3-29", "2019-03-29", DateDoubts.ShortYear)]
    [InlineData("7/16/26", "2020-07-16", DateDoubts.YearTakenFromContext | DateDoubts.MoreText)]
    [InlineData("R2.7.16 午後", "2020-07-16", DateDoubts.MoreText)]
    [InlineData("令和2年2月30日", null, DateDoubts.Unreadable | DateDoubts.NoSuchDay)]
    [InlineData("13月1日", null, DateDoubts.Unreadable)]
    [InlineData("未定", null, DateDoubts.Unreadable)]
    [InlineData("7/6・7", "2020-07-06", DateDoubts.YearTakenFromContext | DateDoubts.MoreText)]
    [InlineData("7/16、23", "2020-07-16", DateDoubts.YearTakenFromContext | DateDoubts.MoreText)]
    [InlineData("3", null, DateDoubts.Unreadable)]
    [InlineData("", null, DateDoubts.None)]
    [InlineData(null, null, DateDoubts.None)]
    public void What_is_doubtful_about_a_date_is_said(string? typed, string? day, DateDoubts doubts)
    {
        var reading = JapaneseDate.Parse(typed, Near);
        Assert.Equal(day is null ? null : DateOnly.Parse(day, CultureInfo.InvariantCulture), reading.Date);
        Assert.Equal(doubts, reading.Doubts);
    }

    [Fact]
    public void A_date_without_year_cannot_be_read_without_context() =>
        Assert.Equal(new DateReading(null, DateDoubts.Unreadable), JapaneseDate.Parse("6月26日(金)"));

    [Theory]
    [InlineData("2020-07-16", "令和2年7月16日(木)", "R2.7.16")]
    [InlineData("2019-05-01", "令和元年5月1日(水)", "R1.5.1")]
    [InlineData("2019-04-30", "平成31年4月30日(火)", "H31.4.30")]
    [InlineData("1989-01-08", "平成元年1月8日(日)", "H1.1.8")]
    [InlineData("1989-01-07", "昭和64年1月7日(土)", "S64.1.7")]
    [InlineData("1926-12-25", "昭和元年12月25日(土)", "S1.12.25")]
    [InlineData("1850-01-01", "1850年1月1日(火)", "1850.1.1")]
    public void A_day_is_shown_in_the_era_of_that_day(string day, string full, string brief)
    {
        var date = DateOnly.Parse(day, CultureInfo.InvariantCulture);
        Assert.Equal(full, JapaneseDate.Format(date));
        Assert.Equal(brief, JapaneseDate.FormatShort(date));
    }

    [Theory]
    [InlineData("2020-03-31", 2019, "令和元年度")]
    [InlineData("2020-04-01", 2020, "令和2年度")]
    [InlineData("2019-04-01", 2019, "令和元年度")]
    [InlineData("2019-03-31", 2018, "平成30年度")]
    public void The_fiscal_year_begins_in_April(string day, int year, string name)
    {
        Assert.Equal(year, JapaneseDate.FiscalYear(DateOnly.Parse(day, CultureInfo.InvariantCulture)));
        Assert.Equal(name, JapaneseDate.FormatFiscalYear(year));
    }

    [Fact]
    public void What_is_shown_is_read_back_as_the_same_day_without_doubt() =>
        Prop.ForAll(Gen.Choose(new DateOnly(1868, 10, 23).DayNumber, new DateOnly(2099, 12, 31).DayNumber).ToArbitrary(), number =>
            {
                var day = new DateReading(DateOnly.FromDayNumber(number));
                return JapaneseDate.Parse(JapaneseDate.Format(day.Date!.Value)) == day
                    && JapaneseDate.Parse(JapaneseDate.FormatShort(day.Date.Value)) == day;
            })
            .Check(Config.QuickThrowOnFailure.WithMaxTest(3000));

    [Fact]
    public void A_day_with_its_weekday_gets_its_year_back_from_any_day_within_a_year() =>
        Prop.ForAll(Gen.Choose(-365, 365).ToArbitrary(), Gen.Choose(737000, 738000).ToArbitrary(), (away, number) =>
            {
                var day = DateOnly.FromDayNumber(number);
                return JapaneseDate.Parse($"{day.Month}月{day.Day}日({JapaneseDate.Weekday(day)})", day.AddDays(away))
                    == new DateReading(day);
            })
            .Check(Config.QuickThrowOnFailure.WithMaxTest(3000));

    [Fact]
    public void No_text_makes_it_throw() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string?>(), text =>
                JapaneseDate.Parse(text, Near) is { Date: null } or { Doubts: not DateDoubts.Unreadable }
            )
            .Check(Config.QuickThrowOnFailure);
}
