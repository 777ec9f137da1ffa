using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Text;
using SupportCenter.Portal.Components;

namespace SupportCenter.Tests.Text;

/// <summary>Times as people type them into a field.</summary>
public sealed class TypedTimeTests
{
    private static readonly Func<TimeOnly, string>[] Spellings =
    [
        time => Plain(time, "H':'mm"),
        time => Plain(time, "HH':'mm"),
        time => Plain(time, "HHmm"),
        time => Plain(time, "H") + Plain(time, "mm"),
        time => $"{time.Hour}時{time.Minute}分",
        time => $"{time.Hour}時{time.Minute:00}分",
        time =>
            time.Minute == 0 ? $"{time.Hour}時"
            : time.Minute == 30 ? $"{time.Hour}時半"
            : $"{time.Hour}時{time.Minute}分",
        time => $"{(time.Hour < 12 ? "午前" : "午後")}{time.Hour % 12}時{time.Minute}分",
        time => $"{(time.Hour < 12 ? "午前" : "午後")}{time.Hour % 12}:{time.Minute:00}",
        time => $"{(time.Hour < 12 ? "午前" : "午後")} {time.Hour % 12}時{(time.Minute == 30 ? "半" : time.Minute + "分")}",
        time => time.ToString("h:mm tt", CultureInfo.InvariantCulture),
    ];

    [Theory]
    [InlineData("9:30", "9:30")]
    [InlineData("930", "9:30")]
    [InlineData("９：３０", "9:30")]
    [InlineData("午前9時半", "9:30")]
    [InlineData("13時", "13:00")]
    [InlineData("午後1時", "13:00")]
    [InlineData("九時半", "9:30")]
    [InlineData("十三時二十分", "13:20")]
    [InlineData("午後一時三十分", "13:30")]
    [InlineData("９。３０", "9:30")]
    [InlineData("1:30 p.m.", "13:30")]
    [InlineData("正午", "12:00")]
    public void A_time_is_read_as_people_type_it(string typed, string time) =>
        Assert.Equal(TimeOnly.ParseExact(time, "H:mm", CultureInfo.InvariantCulture), Read(typed));

    [Theory]
    [InlineData("25時")]
    [InlineData("9:30～10:00")]
    [InlineData("9:75")]
    [InlineData("昼")]
    [InlineData("24:00")]
    [InlineData("午前13時")]
    [InlineData("14:00 a.m.")]
    [InlineData("9:30頃")]
    [InlineData("10時15分前")]
    [InlineData("2十時")]
    public void What_is_no_time_is_not_taken_for_one(string typed) => Assert.Null(Read(typed));

    [Fact]
    public void Every_spelling_is_read_back_as_the_same_time() =>
        Prop.ForAll(
                Gen.Choose(0, (24 * 60) - 1).ToArbitrary(),
                Gen.Choose(0, Spellings.Length - 1).ToArbitrary(),
                ArbMap.Default.ArbFor<bool>(),
                (minutes, spelling, wide) =>
                {
                    var time = TimeOnly.MinValue.AddMinutes(minutes);
                    var typed = Spellings[spelling](time);
                    return Read(wide ? Wide(typed) : typed) == time;
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(5000));

    private static TimeOnly? Read(string typed) =>
        FieldReading.TryRead(typeof(TimeOnly), typed, new DateOnly(2020, 7, 16), YearRule.Nearest, out var time) ? (TimeOnly?)time : null;

    private static string Plain(TimeOnly time, string format) =>
        format == "H" ? time.Hour.ToString(CultureInfo.InvariantCulture) : time.ToString(format, CultureInfo.InvariantCulture);

    private static string Wide(string text) =>
        string.Concat(
            text.Select(sign =>
                sign is > ' ' and <= '~' ? (char)(sign + 0xFEE0)
                : sign == ' ' ? '　'
                : sign
            )
        );
}
