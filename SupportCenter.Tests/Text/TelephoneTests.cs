using FsCheck;
using FsCheck.Fluent;
using SupportCenter.Domain.Text;

namespace SupportCenter.Tests.Text;

public class TelephoneTests
{
    [Theory]
    [InlineData("075-000-1234", "0750001234")]
    [InlineData("０７５－０００－１２３４", "0750001234")]
    [InlineData("075ー000ー1234", "0750001234")]
    [InlineData("075.000.1234", "0750001234")]
    [InlineData("(075)000-1234", "0750001234")]
    [InlineData("（075） 000－1234", "0750001234")]
    [InlineData("075‐000–1234", "0750001234")]
    [InlineData("075−000―1234", "0750001234")]
    [InlineData("+81 75 000 1234", "0750001234")]
    [InlineData("+81 (0)75-000-1234", "0750001234")]
    [InlineData("＋８１－７５－０００－１２３４", "0750001234")]
    [InlineData("0081 75 000 1234", "0750001234")]
    [InlineData("TEL：075-000-1234（内線12）", "0750001234")]
    [InlineData("075-000-1234 / 090-0000-9876", "0750001234")]
    [InlineData("075-000-1234内線12", "0750001234")]
    [InlineData("09000001234", "09000001234")]
    [InlineData("なし", "")]
    [InlineData(null, "")]
    public void The_digits_are_found_however_the_number_was_typed(string? typed, string digits) =>
        Assert.Equal(digits, Telephone.Digits(typed));

    [Theory]
    [InlineData("075-000-1234 内線12", "075-000-1234", "内線12")]
    [InlineData("０７５－０００－１２３４（内線　１２）", "０７５－０００－１２３４", "（内線　１２）")]
    [InlineData("075-000-1234内12", "075-000-1234", "内12")]
    [InlineData("075-000-1234 #12", "075-000-1234", "#12")]
    [InlineData("075-000-1234(12)", "075-000-1234", "(12)")]
    [InlineData("075-000-1234 ext.12", "075-000-1234", "ext.12")]
    [InlineData("075-000-1234、090-0000-9876", "075-000-1234", "090-0000-9876")]
    [InlineData("075-000-1234 090-0000-9876", "075-000-1234", "090-0000-9876")]
    [InlineData("075-000-1234\n090-0000-9876", "075-000-1234", "090-0000-9876")]
    [InlineData("090-0000-1234又は075-000-9876（平日）", "090-0000-1234", "又は075-000-9876（平日）")]
    [InlineData("075-000-1234-12", "075-000-1234", "-12")]
    [InlineData("075-000-1234*12", "075-000-1234", "*12")]
    [InlineData("075-000-1234＊12", "075-000-1234", "＊12")]
    [InlineData("075-000-1234＃12", "075-000-1234", "＃12")]
    [InlineData("090-0000-1234＆075-000-9876", "090-0000-1234", "＆075-000-9876")]
    [InlineData("090-0000-1234&075-000-9876", "090-0000-1234", "&075-000-9876")]
    [InlineData("09000001234-0750009876", "09000001234", "-0750009876")]
    [InlineData("075-000-1234※12時まで", "075-000-1234", "※12時まで")]
    [InlineData("075-000-1234@12", "075-000-1234", "@12")]
    [InlineData("+81 75 000 1234 ext 5", "+81 75 000 1234", "ext 5")]
    [InlineData("+1 212 555 0100 ext. 12", "+1 212 555 0100", "ext. 12")]
    [InlineData("(075)000-1234", "(075)000-1234", "")]
    [InlineData("075 000 1234", "075 000 1234", "")]
    [InlineData("(075-000-1234)", "(075-000-1234)", "")]
    [InlineData("075-000-1234。", "075-000-1234。", "")]
    [InlineData("090 0000 1234", "090 0000 1234", "")]
    [InlineData("なし", "なし", "")]
    [InlineData(null, "", "")]
    public void What_is_behind_the_number_is_told_from_it(string? typed, string number, string behind) =>
        Assert.Equal((number, behind), Telephone.Read(typed));

    [Fact]
    public void Nothing_that_is_typed_behind_a_number_is_lost() =>
        Prop.ForAll(Numbers(), Behind(), (number, behind) =>
            {
                var (front, rest) = Telephone.Read(number + behind);
                return Telephone.Digits(number + behind) == Telephone.Digits(number)
                    && Telephone.Digits(front) == Telephone.Digits(number)
                    && behind.EndsWith(rest, StringComparison.Ordinal)
                    && Marks(rest) == Marks(behind);
            })
            .Check(Config.QuickThrowOnFailure.WithMaxTest(3000));

    [Theory]
    [InlineData("内線12", "")]
    [InlineData("又は090-0000-9876", "09000009876")]
    [InlineData("内線12 / ０７５（０００）９８７６、携帯 090 0000 9876", "0750009876 09000009876")]
    [InlineData(null, "")]
    public void Second_numbers_are_found(string? text, string numbers) => Assert.Equal(numbers, string.Join(' ', Telephone.All(text)));

    [Theory]
    [InlineData("+1 212 555 0100", "+12125550100")]
    [InlineData("＋８６－１０－００００－００００", "+861000000000")]
    [InlineData("+44 (0)20 0000 0000", "+4402000000000")]
    [InlineData("+82-2-000-0000", "+8220000000")]
    public void A_number_of_another_country_is_kept_with_its_plus(string typed, string kept)
    {
        Assert.True(Telephone.IsForeign(typed));
        Assert.Equal((kept, kept), (Telephone.Normalized(typed), Telephone.Format(Telephone.Normalized(typed))));
    }

    [Theory]
    [InlineData("+81 75 000 1234")]
    [InlineData("075-000-1234")]
    [InlineData("+12345")]
    [InlineData("+1234567890123456")]
    [InlineData("12125550100")]
    [InlineData("")]
    public void Only_a_plus_and_a_whole_number_are_of_another_country(string typed) => Assert.False(Telephone.IsForeign(typed));

    [Theory]
    [InlineData("内線12、又は０９０－００００－９８７６", "内線**、又は***－****－****")]
    [InlineData("⑫番・3番", "*番・*番")]
    public void A_note_is_shown_without_its_digits(string note, string masked) => Assert.Equal(masked, Telephone.MaskedNote(note));

    [Theory]
    [InlineData("0750001234", "075-000-1234")]
    [InlineData("09000001234", "090-0000-1234")]
    [InlineData("05000001234", "050-0000-1234")]
    [InlineData("0300001234", "03-0000-1234")]
    [InlineData("0600001234", "06-0000-1234")]
    [InlineData("0120000123", "0120-000-123")]
    [InlineData("0570000123", "0570-000-123")]
    [InlineData("08000001234", "080-0000-1234")]
    [InlineData("0771001234", "0771-00-1234")]
    [InlineData("0774001234", "0774-00-1234")]
    [InlineData("0775001234", "077-500-1234")]
    [InlineData("0422001234", "0422-00-1234")]
    [InlineData("0429001234", "04-2900-1234")]
    [InlineData("0110001234", "011-000-1234")]
    [InlineData("12345", "12345")]
    [InlineData("075000123", "075000123")]
    [InlineData("", "")]
    public void Hyphens_stand_where_the_area_code_ends(string digits, string shown) => Assert.Equal(shown, Telephone.Format(digits));

    [Theory]
    [InlineData("075-000-1234", true)]
    [InlineData("０９０－００００－１２３４", true)]
    [InlineData("000-1234", false)]
    [InlineData("1750001234", false)]
    [InlineData("0050001234", false)]
    [InlineData("07500012345", false)]
    [InlineData("", false)]
    [InlineData("090-0000-123", false)]
    public void Only_a_complete_number_is_plausible(string typed, bool plausible) => Assert.Equal(plausible, Telephone.IsPlausible(typed));

    [Theory]
    [InlineData("0750001234", "075-***-**34")]
    [InlineData("090-0000-1234", "090-****-**34")]
    [InlineData("0300001234", "03-****-**34")]
    [InlineData("000-1234", "*******")]
    [InlineData("", "")]
    public void A_masked_number_shows_the_area_and_two_digits(string typed, string masked) => Assert.Equal(masked, Telephone.Masked(typed));

    [Fact]
    public void What_is_shown_reads_back_to_the_same_digits() =>
        Prop.ForAll(Gen.Choose(0, 9).ArrayOf().Select(digits => string.Concat(digits)).ToArbitrary(), digits =>
                Telephone.Digits(Telephone.Format(digits)) == Telephone.Digits(digits)
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void No_text_makes_it_throw_and_the_mask_never_shows_more_than_area_and_tail() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string?>(), text =>
            {
                var masked = Telephone.Masked(text ?? "");
                return masked.Count(char.IsDigit) <= 6 && Telephone.IsPlausible(text) == Telephone.IsPlausible(Telephone.Digits(text));
            })
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    private static Arbitrary<string> Numbers() =>
        (
            from digits in Gen.Elements("075-000-1234", "090-0000-1234", "0120-000-123", "(075)000-1234", "0750001234", "+81 75 000 1234")
            from wide in Gen.Elements(false, true)
            select wide ? string.Concat(digits.Select(sign => sign == ' ' ? '　' : (char)(sign + 0xFEE0))) : digits
        ).ToArbitrary();

    private static Arbitrary<string> Behind() =>
        (
            from between in Gen.Elements(" ", "　", "、", " / ", "／", "(", "（", "\n", "\t", "", "；")
            from word in Gen.Elements("内線", "内", "ext.", "又は", "携帯", "#", "代表")
            from more in Gen.Elements("12", "１２３", "090-0000-9876", "）", "（平日のみ）")
            select between + word + more
        ).ToArbitrary();

    private static string Marks(string text) => string.Concat(text.Where(char.IsLetterOrDigit));
}
