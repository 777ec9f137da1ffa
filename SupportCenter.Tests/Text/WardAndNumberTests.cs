using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using FsCheck;
using FsCheck.Fluent;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Text;

namespace SupportCenter.Tests.Text;

public class WardAndNumberTests
{
    [Theory]
    [InlineData("伏見", Ward.Fushimi)]
    [InlineData("京都市南区", Ward.Minami)]
    [InlineData("京都府京都市 北区", Ward.Kita)]
    [InlineData("北区", Ward.Kita)]
    [InlineData("北", Ward.Kita)]
    [InlineData("西京", Ward.Nishikyo)]
    [InlineData("中京区役所の近く", Ward.Nakagyo)]
    [InlineData("東山区祇園町1-2", Ward.Higashiyama)]
    [InlineData("ふしみ", Ward.Fushimi)]
    [InlineData("フシミ区", Ward.Fushimi)]
    [InlineData("かみぎょう", Ward.Kamigyo)]
    [InlineData("Sakyo-ku", Ward.Sakyo)]
    [InlineData("伏見（深草）", Ward.Fushimi)]
    [InlineData("市外", Ward.OutsideCity)]
    [InlineData("京都市外", Ward.OutsideCity)]
    [InlineData("宇治市", Ward.OutsideCity)]
    [InlineData("京都府宇治市伏見町", Ward.OutsideCity)]
    [InlineData("大阪市北区", Ward.OutsideCity)]
    [InlineData("東京都北区", Ward.OutsideCity)]
    [InlineData("市外（向日市）", Ward.OutsideCity)]
    [InlineData("大山崎町", Ward.OutsideCity)]
    [InlineData("京都", null)]
    [InlineData("京都市", null)]
    [InlineData("本町", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_ward_is_known_however_it_was_typed(string? typed, Ward? ward) => Assert.Equal(ward, WardNames.Parse(typed));

    [Fact]
    public void Every_ward_reads_back_from_its_own_name_and_has_a_label_in_both_languages()
    {
        Assert.Equal(Enum.GetValues<Ward>(), WardNames.All);
        foreach (var ward in WardNames.All)
        {
            Assert.Equal(ward, WardNames.Parse(WardNames.Japanese(ward)));
            Assert.Equal(WardNames.Japanese(ward), Label(ward, "ja"));
            Assert.NotEqual(Label(ward, "ja"), Label(ward, "en"));
        }
    }

    [Theory]
    [InlineData("22名", 22, false)]
    [InlineData("２９", 29, false)]
    [InlineData("31名（うちパート15名）", 31, false)]
    [InlineData("約30人", 30, false)]
    [InlineData("従業員 12名程度", 12, false)]
    [InlineData("1,200名", 1200, false)]
    [InlineData("13.0", 13, false)]
    [InlineData("0", 0, false)]
    [InlineData("5～6名", 5, true)]
    [InlineData("社員5名、パート3名", 5, true)]
    [InlineData("十二名", 12, true)]
    [InlineData("-3", null, true)]
    [InlineData("99999999999999", null, true)]
    [InlineData("代表のみ", null, true)]
    [InlineData("不明", null, false)]
    [InlineData("", null, false)]
    [InlineData(null, null, false)]
    public void The_first_whole_number_is_read_and_said_to_be_doubtful_when_there_is_more(string? typed, int? value, bool doubtful) =>
        Assert.Equal((value, doubtful), Numbers.Read(typed));

    [Theory]
    [InlineData("１回目", 1)]
    [InlineData("初めて", 1)]
    [InlineData("初回", 1)]
    [InlineData("2", 2)]
    [InlineData("第3回", 3)]
    [InlineData("二回目", 2)]
    [InlineData("", null)]
    public void The_number_of_the_visit_is_read(string typed, int? visit) => Assert.Equal(visit, Numbers.Visit(typed));

    [Fact]
    public void No_text_makes_them_throw() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string?>(), text =>
            {
                WardNames.Parse(text);
                return Numbers.Visit(text) is null or >= 0;
            })
            .Check(Config.QuickThrowOnFailure);

    private static string Label(Ward ward, string language)
    {
        var before = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
            return typeof(Ward).GetField(ward.ToString())!.GetCustomAttribute<DisplayAttribute>()!.GetName()!;
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    [Theory]
    [InlineData("十二名", 12)]
    [InlineData("二十一", 21)]
    [InlineData("二〇人", 20)]
    [InlineData("１２名", 12)]
    [InlineData("2十", null)]
    [InlineData("十百", null)]
    [InlineData("五～六名", null)]
    public void A_number_is_typed_into_a_field_in_written_numbers_too(string typed, int? number)
    {
        var read = FieldReading.TryRead(typeof(int), typed, new DateOnly(2020, 7, 16), YearRule.Nearest, out var value);

        Assert.Equal((number is not null, number), (read, (int?)value));
    }
}
