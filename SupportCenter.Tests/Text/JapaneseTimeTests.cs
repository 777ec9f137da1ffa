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
    [InlineData("正午", "12:00", null)]
    [InlineData("11:10～正午", "11:10", "12:00")]
    [InlineData("昼12時～1時", "12:00", "13:00")]
    [InlineData("11時30分～0時20分", "11:30", "12:20")]
    [InlineData("10時～45分", "10:00", "10:45")]
    [InlineData("10:15～45", "10:15", "10:45")]
    [InlineData("13:00 13:50", "13:00", "13:50")]
    [InlineData("13時半より", "13:30", null)]
    [InlineData("10:00～（1時間半）", "10:00", "11:30")]
    [InlineData("10:00～11:00（1時間）", "10:00", "11:00")]
    [InlineData("午後の部 13:00～13:50", "13:00", "13:50")]
    [InlineData("10am", "10:00", null)]
    [InlineData("1pm～2pm", "13:00", "14:00")]
    [InlineData("1:30 p.m.～2:20 p.m.", "13:30", "14:20")]
    [InlineData("午后１時～２時", "13:00", "14:00")]
    [InlineData("お昼の1時", "13:00", null)]
    [InlineData("午後の1時半", "13:30", null)]
    [InlineData("1時（午後）", "13:00", null)]
    [InlineData("（午後）1:30～2:20", "13:30", "14:20")]
    [InlineData("1:30～2:20(午後)", "13:30", "14:20")]
    [InlineData("正午12:00～12:50", "12:00", "12:50")]
    [InlineData("晩7時", "19:00", null)]
    [InlineData("夜間19:00", "19:00", null)]
    [InlineData("下午1:30", "13:30", null)]
    [InlineData("上午9:30～10:20", "9:30", "10:20")]
    [InlineData("ごご1時", "13:00", null)]
    [InlineData("早朝8時半", "8:30", null)]
    [InlineData("9:30…10:20", "9:30", "10:20")]
    [InlineData("9:30▶10:20", "9:30", "10:20")]
    [InlineData("9.30", "9:30", null)]
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
    [InlineData("第2部（13:00～13:50）", TimeDoubts.MoreText)]
    [InlineData("要確認 13:00～13:50", TimeDoubts.MoreText)]
    [InlineData("10:00～10:50（1時間）", TimeDoubts.MinutesDiffer)]
    [InlineData("午前", TimeDoubts.Unreadable)]
    [InlineData("PM", TimeDoubts.Unreadable)]
    [InlineData("10:00～9:00", TimeDoubts.EndBeforeStart)]
    [InlineData("未定", TimeDoubts.Unreadable)]
    [InlineData("深夜0時", TimeDoubts.UnusualHour)]
    [InlineData("9.3", TimeDoubts.MoreText)]
    [InlineData("25:00～26:00", TimeDoubts.Unreadable)]
    [InlineData("：～： (分)", TimeDoubts.Unreadable)]
    [InlineData("", TimeDoubts.None)]
    public void What_is_doubtful_about_times_is_said(string typed, TimeDoubts doubts) =>
        Assert.Equal(doubts, JapaneseTime.Parse(typed).Doubts);

    [Theory]
    [InlineData("①10:00～10:50")]
    [InlineData("10:00～10:50 ①")]
    [InlineData("⑵ 10:00～10:50")]
    [InlineData("㉑10:00～10:50")]
    public void A_number_in_a_circle_is_no_part_of_a_time(string typed) =>
        Assert.Equal(new TimeReading(new TimeOnly(10, 0), new TimeOnly(10, 50), null, TimeDoubts.MoreText), JapaneseTime.Parse(typed));

    // Excel leaves the last zero out of 9.30; nobody means three minutes past.
    [Theory]
    [InlineData("9.3", "9:30")]
    [InlineData("10.5～11.4", "10:50")]
    [InlineData("13.2", "13:20")]
    public void One_digit_behind_a_point_is_tens_of_minutes(string typed, string start) =>
        Assert.Equal(Clock(start), JapaneseTime.Parse(typed).Start);

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
    public void A_range_is_read_whatever_sign_is_between_and_however_its_times_are_spelled() =>
        Prop.ForAll(
                Gen.Choose(7 * 60, 20 * 60).ToArbitrary(),
                Gen.Choose(5, 120).ToArbitrary(),
                Gen.Choose(0, 1000).ToArbitrary(),
                (from, length, way) =>
                {
                    var start = TimeOnly.MinValue.AddMinutes(from);
                    var end = start.AddMinutes(Math.Min(length, 21 * 60 - from));
                    string[] between = ["～", "〜", "~", "-", "－", "−", "–", "—", "―", "ー", "‐", "‑", " ～ ", "→", "から", "⇒", "〰"];
                    var typed = Spelled(start, way) + between[way % between.Length] + Spelled(end, way / 7);
                    var reading = JapaneseTime.Parse(typed);
                    return (reading.Start == start && reading.End == end && reading.Doubts == TimeDoubts.None).Label($"{typed}: {reading}");
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(3000));

    private static string Spelled(TimeOnly time, int way)
    {
        var (half, hour) = (time.Hour < 12 ? "午前" : "午後", time.Hour > 12 ? time.Hour - 12 : time.Hour);
        return (way % 6) switch
        {
            0 => $"{time.Hour}:{time.Minute:00}",
            1 => $"{half}{hour}時{time.Minute}分",
            2 => $"{half}{hour}:{time.Minute:00}",
            3 when time is { Hour: 12, Minute: 0 } => "正午",
            3 => $"{time.Hour}時{time.Minute:00}分",
            4 => TypedWide($"{time.Hour:00}:{time.Minute:00}"),
            _ => $"{(time.Hour < 12 ? "AM" : "PM")}{hour}:{time.Minute:00}",
        };
    }

    private static string TypedWide(string text) =>
        string.Concat(text.Select(sign => sign is > ' ' and <= '~' ? (char)(sign + 0xFEE0) : sign));

    [Fact]
    public void No_text_makes_it_throw() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string?>(), text =>
                JapaneseTime.Parse(text) is { Start: null } or { Doubts: not TimeDoubts.Unreadable }
            )
            .Check(Config.QuickThrowOnFailure);

    private static TimeOnly? Clock(string? text) => text is null ? null : TimeOnly.Parse(text, CultureInfo.InvariantCulture);
}
