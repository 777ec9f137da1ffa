using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using SupportCenter.Domain.Text;

namespace SupportCenter.Tests.Text;

/// <summary>What a reader sees of a text. Which characters are blank is held against a browser's tables of Unicode in
/// <see cref="Browser.BlankTextTests"/>.</summary>
public sealed class VisibleTextTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \t\r\n")]
    [InlineData("　　")]
    [InlineData("\u200B\u200C\u200D\u2060\uFEFF")]
    [InlineData("\u3164")]
    [InlineData("\u115F\u1160\uFFA0")]
    [InlineData("\u2800")]
    [InlineData("\u180E")]
    [InlineData("\u00A0\u2007\u202F\u205F")]
    [InlineData("\u202E\u2066")]
    [InlineData("\uFE0F")]
    [InlineData("\0\u0007\u0085")]
    [InlineData("\U000E0100\U000E0001")]
    [InlineData("\U0001D159")]
    public void A_text_of_which_nothing_is_seen_is_blank(string? text) => Assert.True(VisibleText.IsBlank(text));

    [Theory]
    [InlineData("一")]
    [InlineData("・")]
    [InlineData("　ー　")]
    [InlineData("\uE000")]
    [InlineData("\uFFFD")]
    [InlineData("\u200B1")]
    [InlineData("𠮷")]
    public void A_text_of_which_something_is_seen_is_not_blank(string text) => Assert.False(VisibleText.IsBlank(text));

    [Theory]
    [InlineData("\uFEFF　例示商店\u200B\u3164 ", "例示商店")]
    [InlineData("葛\U000E0100", "葛\U000E0100")]
    [InlineData("見本\u2003例示", "見本\u2003例示")]
    [InlineData(" 例\u200D ", "例\u200D")]
    public void The_ends_are_trimmed_but_for_marks_that_belong_to_a_character(string text, string trimmed) =>
        Assert.Equal(trimmed, VisibleText.Trimmed(text));

    [Theory]
    [InlineData("例示\t製作所", "例示 製作所")]
    [InlineData("例示\r\n製作所\n", "例示 製作所 ")]
    [InlineData("例\0示\v製\u2028作\u0085所", "例 示 製 作 所")]
    public void One_line_holds_spaces_for_what_one_line_cannot_hold(string text, string line) =>
        Assert.Equal(line, VisibleText.OneLine(text));

    [Fact]
    public void Several_lines_keep_their_breaks_and_tabs() =>
        Assert.Equal("例\n示\t製\n作\n所 株", VisibleText.Lines("例\r\n示\t製\v作\u2028所\u0001株"));

    [Fact]
    public void Nothing_that_is_seen_is_lost_whatever_the_text() =>
        Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), Fillers(), (text, filler) =>
            {
                var typed = filler + text.Get + filler;
                var (line, trimmed) = (VisibleText.OneLine(typed), VisibleText.Trimmed(typed));
                return Seen(line) == Seen(typed)
                    && Seen(trimmed) == Seen(typed)
                    && VisibleText.IsBlank(typed) == (trimmed.Length == 0)
                    && VisibleText.Trimmed(trimmed) == trimmed
                    && !line.Any(char.IsControl);
            })
            .Check(Config.QuickThrowOnFailure.WithMaxTest(3000));

    private static Arbitrary<string> Fillers() => Gen.Elements("", "\u3164", "\u200B", "　", "\u2800\t", "\uFEFF\u115F").ToArbitrary();

    private static string Seen(string text) =>
        string.Concat(
            text.EnumerateRunes()
                .Where(rune => !VisibleText.IsBlank(rune.ToString()) && Rune.GetUnicodeCategory(rune) != UnicodeCategory.Control)
        );
}
