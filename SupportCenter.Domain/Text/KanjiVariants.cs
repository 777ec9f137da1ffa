using System.Collections.Frozen;
using System.Text;

namespace SupportCenter.Domain.Text;

/// <summary>Old and variant forms of kanji (異体字, 旧字体) and radicals that PDF has in their place, beside the character that searching uses
/// for all of them. The table is made from the national MJ縮退マップ and from Unicode's by <c>build/kanji-variants.mjs</c>.</summary>
internal static class KanjiVariants
{
    /// <summary>The name of the table within the program.</summary>
    public const string Resource = "KanjiVariants.txt";

    private static readonly FrozenDictionary<Rune, Rune> Common = Read();

    /// <summary>The character that searching uses for this one, or the character itself.</summary>
    public static Rune Of(Rune rune) => Common.TryGetValue(rune, out var common) ? common : rune;

    private static FrozenDictionary<Rune, Rune> Read()
    {
        using var table = new StreamReader(typeof(KanjiVariants).Assembly.GetManifestResourceStream(Resource)!);
        var pairs = new Dictionary<Rune, Rune>();
        while (table.ReadLine() is { } line)
        {
            // A line of the table: the common character, then those that it stands for.
            if (!line.StartsWith('#'))
            {
                var common = Rune.GetRuneAt(line, 0);
                foreach (var variant in line[common.Utf16SequenceLength..].EnumerateRunes())
                {
                    pairs.Add(variant, common);
                }
            }
        }

        return pairs.ToFrozenDictionary();
    }
}
