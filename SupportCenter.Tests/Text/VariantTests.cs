using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Text;

namespace SupportCenter.Tests.Text;

/// <summary>The table of variants as a whole, against the official lists of Japan, and over all 2,136 常用漢字.</summary>
public sealed class VariantTests
{
    /// <summary>常用漢字 that searching takes for one, on purpose: 斎藤 and 斉藤 are one name on the telephone; 壱 and 弐 are numbers.</summary>
    private static readonly string[] Together = ["一壱", "二弐", "斉斎"];

    /// <summary>Pairs of names that people hold for the same, as they were tried.</summary>
    public static IEnumerable<object[]> Pairs() =>
        Lines("..", "Cases", "reports-1", "fold_pairs.tsv").Select(line => line.Split('\t')[..2].ToArray<object>());

    /// <summary>Pairs that people meet: variants, radicals, compatibility characters, kana, signs, legal forms, numbers.</summary>
    public static IEnumerable<object[]> FurtherPairs() => Lines("NamePairs.tsv").Select(line => line.Split('\t').ToArray<object>());

    [Theory]
    [MemberData(nameof(Pairs))]
    [MemberData(nameof(FurtherPairs))]
    public void Names_that_were_tried_are_found_by_each_other(string one, string other) =>
        Assert.Equal(TextFolding.Fold(other), TextFolding.Fold(one));

    [Theory]
    [MemberData(nameof(Pairs))]
    [MemberData(nameof(FurtherPairs))]
    public void The_index_finds_one_by_the_other_and_the_text_proves_it(string one, string other) =>
        WithIndex(index =>
        {
            foreach (var (name, typed) in new[] { (one, other), (other, one) })
            {
                var term = index.Term(typed)!;
                Assert.Subset(index.Grams([name], []).ToHashSet(), term.Alternatives[0].ToHashSet());
                Assert.True(term.IsInName(name));
            }
        });

    // Two who are said alike are two businesses: they are found by each other, and are never held for one.
    [Theory]
    [InlineData("トーヨー商会", "とうよう商会")]
    [InlineData("トーヨー商会", "トウヨウ商会")]
    [InlineData("おおたみほん", "オータみほん")]
    [InlineData("コーヒーみほん", "こおひいみほん")]
    [InlineData("ケイキのみほん", "ケーキのみほん")]
    [InlineData("ゆうきみほん", "ユーキみほん")]
    [InlineData("きょうとみほん", "キョートみほん")]
    [InlineData("みほんⅡ", "みほん２")]
    [InlineData("みほんVIII号店", "みほん8号店")]
    [InlineData("みほんⅫ", "みほん十二")]
    [InlineData("みほん＆さんぷる", "みほんアンドさんぷる")]
    [InlineData("Ａ＆Ｂ工房", "AアンドB工房")]
    [InlineData("Mihon and Sample", "Mihon & Sample")]
    public void Names_that_are_said_alike_are_found_by_each_other_and_stay_two(string one, string other)
    {
        Assert.NotEqual(TextFolding.Fold(one), TextFolding.Fold(other));
        WithIndex(index =>
        {
            foreach (var (name, typed) in new[] { (one, other), (other, one) })
            {
                var term = index.Term(typed)!;
                var grams = index.Grams([name], []).ToHashSet();
                Assert.Contains(term.Alternatives, grams.IsSupersetOf);
                Assert.True(term.IsInName(name));
                Assert.NotEqual(index.NameKey(name), index.NameKey(typed));
            }
        });
    }

    [Theory]
    [InlineData("京のうどん", "うどん")]
    [InlineData("カフェアンドロメダ", "アンドロメダ")]
    [InlineData("みほんX線", "X線")]
    [InlineData("Villaみほん", "vi")]
    [InlineData("いのうえみほん", "うえ")]
    public void What_is_found_as_it_is_written_is_not_lost_to_how_it_is_said(string name, string typed) =>
        WithIndex(index =>
        {
            var term = index.Term(typed)!;
            Assert.Contains(term.Alternatives, index.Grams([name], []).ToHashSet().IsSupersetOf);
            Assert.True(term.IsInName(name));
        });

    [Theory]
    [InlineData("かきみほん", "かぎみほん")]
    [InlineData("みほんII", "みほん3")]
    [InlineData("みほんさんぷる", "みほんアンドさんぷる")]
    [InlineData("みほんお店", "おう")]
    public void What_is_said_otherwise_is_not_found(string name, string typed) =>
        WithIndex(index => Assert.False(index.Term(typed)!.IsInName(name)));

    [Fact]
    public void Every_part_of_a_name_is_found_as_it_is_said() =>
        Prop.ForAll(Kana().ToArbitrary(), ArbMap.Default.ArbFor<byte>(), (name, at) =>
            {
                var part = TextFolding.Heard(name);
                part = part[(at % Math.Max(1, part.Length))..];
                return TextFolding.QueryGrams(part).IsSubsetOf(TextFolding.Grams(TextFolding.Heard(name)))
                    && TextFolding.Heard(part) == part;
            })
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    private static Gen<string> Kana() =>
        from letters in Gen.Elements("アイウエオカキクケコサシスセソトヨユャュョッーんがぎゔ".Select(sign => sign.ToString()).ToArray())
            .ArrayOf()
        select string.Concat(letters);

    private static void WithIndex(Action<BlindIndex> act)
    {
        var folder = Directory.CreateTempSubdirectory("portal-pairs-");
        try
        {
            act(new BlindIndex(KeyRing.Open(Path.Combine(folder.FullName, "portal.keys.json"), mayCreate: true)));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Every_pair_of_the_table_folds_to_one_within_a_name()
    {
        var tried = 0;
        AssertEach.Of(Lines("..", "..", "SupportCenter.Domain", "Text", "KanjiVariants.txt"), line =>
        {
            var common = line.EnumerateRunes().First();
            foreach (var variant in line.EnumerateRunes().Skip(1))
            {
                Assert.Equal(TextFolding.Fold($"み{common}ほん"), TextFolding.Fold($"み{variant}ほん"));
                tried++;
            }
        });
        Assert.True(tried > 20000, $"Only {tried} pairs were tried.");
    }

    [Fact]
    public void Every_pair_of_the_official_lists_folds_to_one()
    {
        var pairs = Lines("OfficialVariants.txt").ToList();

        AssertEach.Of(pairs, pair =>
        {
            var runes = pair.EnumerateRunes().Select(rune => TextFolding.Fold(rune.ToString())).ToArray();
            Assert.Equal(runes[0], runes[1]);
        });
        Assert.True(pairs.Count > 600, $"Only {pairs.Count} pairs were tried.");
    }

    [Fact]
    public void No_two_of_the_2136_common_characters_become_one_but_three_pairs()
    {
        var joyo = Lines("JoyoKanji.txt").SelectMany(line => line.EnumerateRunes()).ToList();
        var same = joyo.GroupBy(kanji => TextFolding.Fold(kanji.ToString()))
            .Where(group => group.Count() > 1)
            .Select(group => string.Concat(group))
            .Order(StringComparer.Ordinal);

        Assert.Equal(2136, joyo.Count);
        Assert.Equal(Together, same);
    }

    [Fact]
    public void Every_radical_that_a_PDF_may_have_becomes_the_kanji_that_is_seen()
    {
        var radicals = Enumerable
            .Range(0x2E80, 0x160)
            .Select(code => (char)code)
            .Where(radical => char.GetUnicodeCategory(radical) != UnicodeCategory.OtherNotAssigned)
            .ToList();

        // This one is a shape within other kanji, and stands for none.
        Assert.Equal("⺀", string.Concat(radicals.Where(radical => TextFolding.Fold(radical.ToString()).Length == 0)));
        Assert.Equal(329, radicals.Count);
    }

    [Fact]
    public void A_text_that_folds_to_something_else_than_before_has_the_index_made_anew()
    {
        var texts = Enumerable
            .Range(0x20, 0xFFFF - 0x20)
            .Where(code => !char.IsSurrogate((char)code))
            .Select(code => ((char)code).ToString())
            .Concat(Enumerable.Range(0x20000, 0x12000).Select(char.ConvertFromUtf32))
            .Concat(Pairs().SelectMany(row => row).Cast<string>());
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', texts.Select(TextFolding.Fold))));

        // When this differs, TextFolding.Version has to grow as well: databases hold hashes of folded texts.
        Assert.Equal((3, "0C7B7EB0A52C5DEB"), (TextFolding.Version, Convert.ToHexString(digest, 0, 8)));
    }

    private static IEnumerable<string> Lines(params string[] path) =>
        File.ReadLines(Path.Combine([Here(), .. path])).Where(line => line.Length > 0 && !line.StartsWith('#'));

    private static string Here([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;
}
