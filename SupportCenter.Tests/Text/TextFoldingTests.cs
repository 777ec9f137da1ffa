using System.Text;
using FsCheck;
using FsCheck.Fluent;
using SupportCenter.Domain.Text;

namespace SupportCenter.Tests.Text;

public class TextFoldingTests
{
    [Theory]
    [InlineData("㈱髙﨑商店", "高崎商店")]
    [InlineData("(株)髙﨑商店", "髙崎商店　株式会社")]
    [InlineData("（有）ｻﾝﾌﾟﾙ運輸", "サンプル運輸 有限会社")]
    [InlineData("ｻﾝﾌﾟﾙ", "さんぷる")]
    [InlineData("サーバー", "サーバ")]
    [InlineData("コーヒー・ハウス", "コ－ヒ―ハウス")]
    [InlineData("辻\U000E0100みほん", "辻みほん")]
    [InlineData("齋藤", "斉藤")]
    [InlineData("斎藤", "齊藤")]
    [InlineData("渡邊", "渡辺")]
    [InlineData("渡邉", "渡辺")]
    [InlineData("𠮷野見本", "吉野見本")]
    [InlineData("澤田", "沢田")]
    [InlineData("濵田", "浜田")]
    [InlineData("佐々木", "佐佐木")]
    [InlineData("いすゞ", "いすず")]
    [InlineData("か゛く", "がく")]
    [InlineData("ｶﾞｸ", "がく")]
    [InlineData("キヤノン", "キャノン")]
    [InlineData("ヴァイオリン", "バイオリン")]
    [InlineData("ＡＢＣ　Ｄｅｓｉｇｎ", "abc-design")]
    [InlineData("Ｃａｆé", "CAFE")]
    [InlineData("合同会社仮名亭", "仮名亭(同)")]
    [InlineData("一般社団法人みほん会", "（一社）みほん会")]
    [InlineData("ﾐﾎﾝ(ｶ", "ミホン株式会社")]
    [InlineData("ｶ)ﾐﾎﾝ", "㈱みほん")]
    [InlineData("Mihon Co.,Ltd.", "mihon")]
    [InlineData("株 式 会 社 みほん", "みほん")]
    [InlineData("①みほん", "1みほん")]
    [InlineData("みほん第二十一ビル", "みほん第21ビル")]
    [InlineData("二〇二六年店", "2026年店")]
    [InlineData("千九百みほん", "1,900みほん")]
    [InlineData("○○商店", "〇〇商店")]
    [InlineData("桂ケ丘", "桂が丘")]
    [InlineData("桂ヶ丘", "桂ガ丘")]
    [InlineData("3ヶ月", "三か月")]
    [InlineData("3カ月", "三箇月")]
    [InlineData("みずほ", "みづほ")]
    [InlineData("かをる", "かおる")]
    [InlineData("ヰスキー", "イスキー")]
    [InlineData("葛\U000E0100城", "葛城")]
    [InlineData("⻄京⻑⻘", "西京長青")]
    [InlineData("⽊⼭⾦", "木山金")]
    [InlineData("Nguyễn Đặng", "nguyen dang")]
    [InlineData("張みほん", "张みほん")]
    [InlineData("㊑みほん", "みほん")]
    [InlineData("みほん株式會社", "みほん")]
    [InlineData("行政書士法人みほん", "みほん")]
    [InlineData("Mihon Inc. 京都支店", "mihon京都支店")]
    [InlineData("ﾐﾎﾝ(ﾄｸﾋ", "みほん")]
    [InlineData("株）みほん", "みほん")]
    [InlineData("みほんInc.", "みほん")]
    [InlineData("堀之内", "堀ノ内")]
    [InlineData("みほん廼家", "みほんの家")]
    public void Texts_that_people_hold_for_the_same_fold_to_the_same(string one, string other) =>
        Assert.Equal(TextFolding.Fold(other), TextFolding.Fold(one));

    [Theory]
    [InlineData("高木", "高本")]
    [InlineData("北区役所", "南区役所")]
    [InlineData("かき", "がき")]
    [InlineData("みほん堂", "みほん庵")]
    [InlineData("1号館", "2号館")]
    [InlineData("智子", "知子")]
    [InlineData("坂本", "阪本")]
    [InlineData("裕子", "祐子")]
    [InlineData("大田", "太田")]
    [InlineData("畠山", "畑山")]
    [InlineData("土田", "士田")]
    [InlineData("末広", "未広")]
    [InlineData("堺屋", "界屋")]
    [InlineData("ケーキ", "がーき")]
    [InlineData("静か堂", "静が堂")]
    [InlineData("焼け山", "焼が山")]
    [InlineData("小規模企業者", "個人事業者")]
    public void Texts_that_differ_in_more_than_writing_stay_apart(string one, string other) =>
        Assert.NotEqual(TextFolding.Fold(other), TextFolding.Fold(one));

    [Theory]
    [InlineData("株式会社", "株式会社")]
    [InlineData("㈱", "株式会社")]
    [InlineData("（有）", "有限会社")]
    [InlineData("㈱ー", "株式会社")]
    public void A_name_that_is_only_a_legal_form_keeps_it(string typed, string folded) => Assert.Equal(folded, TextFolding.Fold(typed));

    [Theory]
    [InlineData("桂ヶ")]
    [InlineData("ヶ丘")]
    [InlineData("二十一")]
    [InlineData("見本ケー")]
    public void What_was_typed_of_a_name_so_far_is_found_in_it(string part) =>
        Assert.Contains(TextFolding.Fold(part), TextFolding.Fold("桂ヶ丘見本ケーキ二十一号店"), StringComparison.Ordinal);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" 　\t\n")]
    [InlineData("ー-～・")]
    [InlineData("\uD842")]
    [InlineData("\uFFFE\uFFFF\u200B")]
    public void Blank_or_meaningless_text_folds_to_nothing(string? typed) => Assert.Equal("", TextFolding.Fold(typed));

    [Fact]
    public void Lone_surrogates_are_left_out_and_whole_pairs_stay() => Assert.Equal("あ吉𩸽", TextFolding.Fold("あ\uD842𠮷\uDFB7𩸽"));

    [Fact]
    public void A_query_of_three_or_more_characters_asks_for_its_trigrams_only()
    {
        Assert.Equal(["あいう", "いうえ"], TextFolding.QueryGrams("あいうえ").Order(StringComparer.Ordinal));
        Assert.Equal(["あい"], TextFolding.QueryGrams("あい"));
        Assert.Equal(["𩸽"], TextFolding.QueryGrams("𩸽"));
        Assert.Empty(TextFolding.QueryGrams(""));
    }

    [Fact]
    public void Grams_go_by_character_and_never_split_a_pair() =>
        Assert.Equal(new HashSet<string> { "𩸽", "の", "店", "𩸽の", "の店", "𩸽の店" }, TextFolding.Grams("𩸽の店"));

    [Fact]
    public void Folding_never_throws_and_folding_twice_is_folding_once() =>
        Prop.ForAll(HardTexts(), text => TextFolding.Fold(TextFolding.Fold(text)) == TextFolding.Fold(text)).Check(Many);

    [Fact]
    public void Every_part_of_a_text_is_found_by_its_grams() =>
        Prop.ForAll(HardTexts(), text =>
            {
                var folded = TextFolding.Fold(text);
                var runes = folded.EnumerateRunes().ToArray();
                var part = string.Concat(runes.Skip(runes.Length / 3).Take(5));
                return TextFolding.QueryGrams(part).IsSubsetOf(TextFolding.Grams(folded));
            })
            .Check(Many);

    [Fact]
    public void A_folded_text_holds_neither_spaces_nor_signs_nor_lone_surrogates() =>
        Prop.ForAll(HardTexts(), text =>
                TextFolding
                    .Fold(text)
                    .EnumerateRunes()
                    .All(rune => Rune.IsLetterOrDigit(rune) || Rune.IsNumber(rune) || rune.Value is >= 0x20000 and < 0x40000)
            )
            .Check(Many);

    private static Config Many => Config.QuickThrowOnFailure.WithMaxTest(3000);

    /// <summary>Any UTF-16 at all, thick with what folding cares about: legal forms cut in pieces, marks, kana, selectors,
    /// surrogates.</summary>
    private static Arbitrary<string> HardTexts()
    {
        string[] pieces =
        [
            "株",
            "式会社",
            "株式会社",
            "(",
            ")",
            "（株",
            "）",
            "㈱",
            "㈲",
            "有限",
            "会社",
            "カ)",
            "(カ",
            "co.",
            "ltd",
            "inc",
            ",",
            " ",
            "　",
            "ー",
            "-",
            "゛",
            "゜",
            "ﾞ",
            "\u3099",
            "か",
            "カ",
            "ｶ",
            "ｰ",
            "々",
            "ゞ",
            "ヴ",
            "ァ",
            "ぁ",
            "ゔ",
            "髙",
            "𠮷",
            "邉",
            "辻\U000E0100",
            "\uFE0F",
            "\uD842",
            "\uDFB7",
            "\u200D",
            "É",
            "İ",
            "ß",
            "ﬁ",
            "①",
            "㍿",
            "Ⅻ",
            "½",
            "二",
            "十",
            "百",
            "ヶ",
            "ケ",
            "か",
            "月",
            "⻑",
            "○",
            "業",
            "個人事業",
            "A",
        ];
        var hard =
            from parts in Gen.OneOf(Gen.Elements(pieces), Gen.Choose(0, 0xFFFF).Select(code => ((char)code).ToString())).ArrayOf()
            select string.Concat(parts);
        return Arb.From(hard);
    }
}
