using System.Text;

namespace SupportCenter.Domain.Text;

/// <summary>Takes a Japanese text apart into the words by which people name things: runs of kanji, katakana and Latin letters, which
/// hiragana, digits and signs end. A compound (持続化給付金, IT導入補助金, コロナ禍) is one word, and so is each of its runs of one script (導入補助金):
/// a dictionary would cut 給付金 off, which says less. Words that are written in hiragana alone are none.</summary>
public static class CompoundWords
{
    /// <summary>The longest word in characters; what is longer is no name of a thing, but a list without signs between.</summary>
    public const int Longest = 20;

    private const int ShortestKatakana = 3;
    private const int Shortest = 2;

    private enum Script
    {
        None,
        Kanji,
        Katakana,
        Latin,
    }

    /// <summary>The words of a text, each once, in one width (NFKC) and Latin letters as capitals.</summary>
    public static IReadOnlySet<string> In(string? text)
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        if (string.IsNullOrEmpty(text))
        {
            return words;
        }

        var (compound, run, script) = (new StringBuilder(), new StringBuilder(), Script.None);
        foreach (var rune in TextFolding.Normalized(text).EnumerateRunes())
        {
            // A long mark belongs to the katakana before it.
            var next = rune.Value == 0x30FC && script == Script.Katakana ? script : ScriptOf(rune);
            if (next != script)
            {
                End(run, script);
            }

            if (next == Script.None)
            {
                EndCompound();
            }
            else
            {
                run.Append(Rune.ToUpperInvariant(rune));
                compound.Append(Rune.ToUpperInvariant(rune));
            }

            script = next;
        }

        End(run, script);
        EndCompound();
        return words;

        void End(StringBuilder part, Script of)
        {
            Add(part.ToString(), of == Script.Katakana ? ShortestKatakana : Shortest);
            part.Clear();
        }

        void EndCompound()
        {
            // One of a single script was added as its run.
            Add(compound.ToString(), ShortestKatakana);
            compound.Clear();
        }

        void Add(string word, int least)
        {
            var length = word.EnumerateRunes().Count();
            if (length >= least && length <= Longest)
            {
                words.Add(word);
            }
        }
    }

    private static Script ScriptOf(Rune rune) =>
        rune.Value switch
        {
            0x3005 or 0x3006 or 0x30F6 => Script.Kanji, // 々, 〆, and ヶ between kanji.
            >= 0x3400 and <= 0x4DBF or >= 0x4E00 and <= 0x9FFF or >= 0xF900 and <= 0xFAFF or >= 0x20000 and < 0x40000 => Script.Kanji,
            >= 0x30A1 and <= 0x30FA => Script.Katakana,
            >= 'A' and <= 'Z' or >= 'a' and <= 'z' => Script.Latin,
            _ => Script.None,
        };
}
