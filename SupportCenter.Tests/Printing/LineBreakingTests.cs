using FsCheck;
using FsCheck.Fluent;
using SupportCenter.Portal.Printing;

namespace SupportCenter.Tests.Printing;

public sealed class LineBreakingTests
{
    const double Tolerance = 1e-6;

    static readonly string[] Alphabet =
    [
        .. "支援策のごあんなイロハーっャ々、。，．・「」（）『』？！…―‥％￥０１a bcZ09-.,()%$ｶﾞｰ､｡\u3000 髙".Select(each =>
            each.ToString()
        ),
        "𠮷",
    ];

    static readonly Arbitrary<(PaperCharacter[] Paragraph, double Width, bool Hang)> Paragraphs = Arb.From(
        from characters in Gen.ArrayOf(Gen.Elements(Alphabet))
        from width in Gen.Choose(5, 200)
        from hang in Gen.Elements(true, false)
        select (Shape(string.Concat(characters)), width / 10.0, hang)
    );

    [Theory]
    [InlineData("あいうえお。かき", 5, "あいうえ|お。かき")]
    [InlineData("あいうえ「かき」", 5, "あいうえ|「かき」")]
    [InlineData("これはTEL075-000-1234です", 9, "これは|TEL075-000-1234で|す")]
    [InlineData("サーバー", 2, "サー|バー")]
    [InlineData("ｽｶﾞﾗｽ", 1, "ｽ|ｶﾞ|ﾗｽ")]
    [InlineData("売上が５０％減少", 4, "売上が|５０％減|少")]
    [InlineData("新聞 を見た", 2, "新聞|を見|た")]
    [InlineData("あああ……いい", 4, "あああ|……いい")]
    public void A_line_ends_where_the_rules_of_Japanese_type_allow_it(string text, double widthInKanji, string expected)
    {
        var lines = Break(Shape(text, uniform: true), widthInKanji, hang: false);
        Assert.Equal(expected, string.Join('|', lines));
    }

    [Fact]
    public void A_full_stop_hangs_over_the_end_of_a_full_line_where_that_is_asked_for() =>
        Assert.Equal(["あいうえお。", "かき"], Break(Shape("あいうえお。かき", uniform: true), 5, hang: true));

    [Fact]
    public void Three_hundred_letters_without_a_space_fill_their_lines()
    {
        var lines = Break(Shape(new string('a', 300), uniform: true), 100, hang: false);
        Assert.Equal([200, 100], lines.Select(line => line.Length));
    }

    [Fact]
    public void Nothing_but_spaces_is_one_empty_line() => Assert.Equal([""], Break(Shape(new string('\u3000', 10_000)), 40, hang: true));

    [Fact]
    public void Lines_together_are_the_paragraph_without_the_spaces_that_ended_them() =>
        Check(
            (paragraph, lines, _, _) =>
            {
                var at = 0;
                foreach (var line in lines)
                {
                    while (at < line.Characters.Offset)
                    {
                        if (!LineRules.IsSpace(paragraph[at++].CodePoint))
                            return false;
                    }

                    if (at != line.Characters.Offset)
                        return false;
                    at += line.Characters.Count;
                }

                return paragraph.Skip(at).All(character => LineRules.IsSpace(character.CodePoint));
            }
        );

    [Fact]
    public void No_line_is_wider_than_its_measure_but_for_one_mark_that_hangs() =>
        Check(
            (_, lines, width, hang) =>
                lines.All(line =>
                {
                    if (line.Characters.Count <= 1 || line.Width <= width + Tolerance)
                        return true;
                    var last = line.Characters[^1];
                    return hang && LineRules.MayHang(last.CodePoint) && line.Width - last.Advance <= width + Tolerance;
                })
        );

    [Fact]
    public void A_rule_is_broken_only_where_the_line_left_no_other_place() =>
        Check(
            (paragraph, lines, _, _) =>
                lines
                    .Skip(1)
                    .Zip(lines)
                    .All(pair =>
                    {
                        var (next, line) = pair;
                        var start = line.Characters.Offset;
                        var end = next.Characters.Offset;
                        return MayBreakAt(paragraph, end)
                            || !Enumerable.Range(start + 1, end - start - 1).Any(at => MayBreakAt(paragraph, at));
                    })
        );

    [Fact]
    public void No_line_begins_with_a_closing_mark_or_ends_with_an_opening_one_unless_it_is_cut_by_force() =>
        Check(
            (paragraph, lines, _, _) =>
                lines
                    .Skip(1)
                    .Where(line => MayBreakAt(paragraph, line.Characters.Offset))
                    .All(line =>
                        line.Characters.Count == 0
                        || (
                            !LineRules.MayNotStart(line.Characters[0].CodePoint)
                            && (
                                LineRules.IsSpace(paragraph[line.Characters.Offset - 1].CodePoint)
                                || !LineRules.MayNotEnd(paragraph[line.Characters.Offset - 1].CodePoint)
                            )
                        )
                    )
        );

    [Fact]
    public void What_begins_the_next_line_had_no_room_on_the_one_before() =>
        Check(
            (paragraph, lines, width, hang) =>
                hang
                || lines
                    .Skip(1)
                    .Zip(lines)
                    .All(pair =>
                    {
                        var (next, line) = pair;
                        var end = next.Characters.Offset + 1;
                        while (end < paragraph.Length && !MayBreakAt(paragraph, end))
                            end++;
                        var text = paragraph[line.Characters.Offset..end];
                        while (text.Length > 0 && LineRules.IsSpace(text[^1].CodePoint))
                            text = text[..^1];
                        return !MayBreakAt(paragraph, next.Characters.Offset) || text.Sum(each => each.Advance) > width - Tolerance;
                    })
        );

    delegate bool LinesHold(PaperCharacter[] paragraph, IReadOnlyList<BrokenLine> lines, double width, bool hang);

    static void Check(LinesHold holds) =>
        Prop.ForAll(Paragraphs, given =>
                holds(given.Paragraph, LineBreaking.Break(given.Paragraph, given.Width, given.Hang), given.Width, given.Hang)
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1000).WithEndSize(120));

    static bool MayBreakAt(PaperCharacter[] paragraph, int at) => LineRules.MayBreak(paragraph[at - 1].CodePoint, paragraph[at].CodePoint);

    static string[] Break(PaperCharacter[] paragraph, double width, bool hang) =>
        [.. LineBreaking.Break(paragraph, width, hang).Select(line => string.Concat(line.Characters.Select(each => each.Source)))];

    // Uniform: every character one wide, half-width ones half, so that an example can be counted out.
    static PaperCharacter[] Shape(string text, bool uniform = false)
    {
        var shaped = new PaperText(Weight.Regular, new UndrawnTally()).Shape(text)[0];
        return uniform
            ? [.. shaped.Select(each => each with { Advance = each.CodePoint is < 0x2000 or > 0xFF60 and < 0xFFE0 ? 0.5 : 1 })]
            : shaped;
    }
}
