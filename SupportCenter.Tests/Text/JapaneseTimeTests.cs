using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using SupportCenter.Domain.Text;

namespace SupportCenter.Tests.Text;

public class JapaneseTimeTests
{
    [Theory]
    [InlineData("13:00～13:50", "13:00", "13:50")]
    [InlineData("１０：３０～１１：２０", "10:30", "11:20")]
    [InlineData("16:00-16:50", "16:00", "16:50")]
    [InlineData("15:00〜15:50", "15:00", "15:50")]
    [InlineData("15:00ー15:50", "15:00", "15:50")]
    [InlineData("9:30 － 10:20", "9:30", "10:20")]
    [InlineData("9時30分～", "9:30", null)]
    [InlineData("15時～", "15:00", null)]
    [InlineData("9時30分から10時20分まで", "9:30", "10:20")]
    [InlineData("13時～13時50分", "13:00", "13:50")]
    [InlineData("午後1時半", "13:30", null)]
    [InlineData("午後1時～2時", "13:00", "14:00")]
    [InlineData("午前11時～午後0時30分", "11:00", "12:30")]
    [InlineData("PM1:30", "13:30", null)]
    [InlineData("1:30pm", "13:30", null)]
    [InlineData("0930-1020", "9:30", "10:20")]
    [InlineData("9:30～10:06 (36分)", "9:30", "10:06")]
    [InlineData("9:30～10:06（36分間）", "9:30", "10:06")]
    [InlineData("9:30～(50分)", "9:30", "10:20")]
    [InlineData("13:00:00", "13:00", null)]
    [InlineData("～10:20", null, "10:20")]
    [InlineData("10時", "10:00", null)]
    [InlineData("13～14", "13:00", "14:00")]
    public void Times_are_read_in_every_form_that_offices_type(string typed, string? start, string? end)
    {
        var reading = JapaneseTime.Parse(typed);
        Assert.Equal((Clock(start), Clock(end), TimeDoubts.None), (reading.Start, reading.End, reading.Doubts));
    }

    [Theory]
    [InlineData("13:00～12:00", TimeDoubts.EndBeforeStart)]
    [InlineData("9:30～10:20 (36分)", TimeDoubts.MinutesDiffer)]
    [InlineData("1:30～2:20", TimeDoubts.UnusualHour)]
    [InlineData("13:00～13:50 変更の可能性あり", TimeDoubts.MoreText)]
    [InlineData("未定", TimeDoubts.Unreadable)]
    [InlineData("25:00～26:00", TimeDoubts.Unreadable)]
    [InlineData("：～： (分)", TimeDoubts.Unreadable)]
    [InlineData("", TimeDoubts.None)]
    public void What_is_doubtful_about_times_is_said(string typed, TimeDoubts doubts) =>
        Assert.Equal(doubts, JapaneseTime.Parse(typed).Doubts);

    [Fact]
    public void The_minutes_that_are_written_are_given_too() => Assert.Equal(36, JapaneseTime.Parse("9:30～10:06 (36分)").Minutes);

    [Fact]
    public void Times_are_shown_with_24_hours_and_no_leading_zero() =>
        Assert.Equal("9:30～13:00", JapaneseTime.Format(new TimeOnly(9, 30), new TimeOnly(13, 0)));

    [Fact]
    public void An_Excel_fraction_of_a_day_is_a_time()
    {
        Assert.Equal(new TimeOnly(13, 30), JapaneseTime.FromFraction(0.5625));
        Assert.Equal(new TimeOnly(10, 20), JapaneseTime.FromFraction(44000.430555555555));
        Assert.Null(JapaneseTime.FromFraction(double.NaN));
    }

    [Fact]
    public void What_is_shown_is_read_back_the_same() =>
        Prop.ForAll(Gen.Choose(0, 1439).ToArbitrary(), Gen.Choose(0, 1439).ToArbitrary(), (one, other) =>
            {
                var (start, end) = (TimeOnly.MinValue.AddMinutes(Math.Min(one, other)), TimeOnly.MinValue.AddMinutes(Math.Max(one, other)));
                var reading = JapaneseTime.Parse(JapaneseTime.Format(start, end));
                return reading.Start == start && reading.End == end;
            })
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void No_text_makes_it_throw() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string?>(), text =>
                JapaneseTime.Parse(text) is { Start: null } or { Doubts: not TimeDoubts.Unreadable }
            )
            .Check(Config.QuickThrowOnFailure);

    private static TimeOnly? Clock(string? text) => text is null ? null : TimeOnly.Parse(text, CultureInfo.InvariantCulture);
}
