using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
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
    public void The_index_finds_one_by_the_other_and_the_text_proves_it(string one, string other)
    {
        var folder = Directory.CreateTempSubdirectory("portal-pairs-");
        try
        {
            var index = new BlindIndex(KeyRing.Open(Path.Combine(folder.FullName, "portal.keys.json"), mayCreate: true));
            foreach (var (name, typed) in new[] { (one, other), (other, one) })
            {
                var term = index.Term(typed)!;
                Assert.Subset(index.Grams([name], []).ToHashSet(), term.Alternatives[0].ToHashSet());
                Assert.True(term.IsInName(name));
            }
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
        Assert.Equal((2, "0C7B7EB0A52C5DEB"), (TextFolding.Version, Convert.ToHexString(digest, 0, 8)));
    }

    private static IEnumerable<string> Lines(params string[] path) =>
        File.ReadLines(Path.Combine([Here(), .. path])).Where(line => line.Length > 0 && !line.StartsWith('#'));

    private static string Here([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;
}
