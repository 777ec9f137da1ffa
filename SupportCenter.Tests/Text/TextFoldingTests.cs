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
    public void Texts_that_people_hold_for_the_same_fold_to_the_same(string one, string other) =>
        Assert.Equal(TextFolding.Fold(other), TextFolding.Fold(one));

    [Theory]
    [InlineData("高木", "高本")]
    [InlineData("北区役所", "南区役所")]
    [InlineData("かき", "がき")]
    [InlineData("みほん堂", "みほん庵")]
    [InlineData("1号館", "2号館")]
    public void Texts_that_differ_in_more_than_writing_stay_apart(string one, string other) =>
        Assert.NotEqual(TextFolding.Fold(other), TextFolding.Fold(one));

    [Theory]
    [InlineData("株式会社", "株式会社")]
    [InlineData("㈱", "株式会社")]
    [InlineData("（有）", "有限会社")]
    [InlineData("㈱ー", "株式会社")]
    public void A_name_that_is_only_a_legal_form_keeps_it(string typed, string folded) => Assert.Equal(folded, TextFolding.Fold(typed));

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
                TextFolding.Fold(text).EnumerateRunes().All(rune => Rune.IsLetterOrDigit(rune) || Rune.IsNumber(rune))
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
            "A",
        ];
        var hard =
            from parts in Gen.OneOf(Gen.Elements(pieces), Gen.Choose(0, 0xFFFF).Select(code => ((char)code).ToString())).ArrayOf()
            select string.Concat(parts);
        return Arb.From(hard);
    }
}
