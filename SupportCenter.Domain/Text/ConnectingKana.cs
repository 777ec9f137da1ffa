using System.Text;

namespace SupportCenter.Domain.Text;

/// <summary>What joins two kanji is written as anybody likes: 桂ヶ丘, 桂ケ丘 and 桂が丘; 3ヶ月, 3カ月, 3か月 and 3箇月; 堀ノ内 and 堀之内. All become
/// が, or の.</summary>
internal static class ConnectingKana
{
    /// <summary>Whether a kanji is read の, and written with the kana as well.</summary>
    public static bool IsNo(char kanji) => kanji is '之' or '乃' or '廼';

    public static void Replace(List<Rune> letters)
    {
        for (var at = 0; at < letters.Count; at++)
        {
            if (letters[at].IsBmp && IsNo((char)letters[at].Value))
            {
                letters[at] = new Rune('の');
                continue;
            }

            Rune? before = at > 0 ? letters[at - 1] : null;
            Rune? after = at + 1 < letters.Count ? letters[at + 1] : null;
            var joins = letters[at].Value switch
            {
                // Small, they do nothing else; beside the end of what was typed too, since half a name is searched as well.
                'ヶ' or 'ヵ' or 'ゕ' or 'ゖ' => (IsKanji(before) || before is null)
                    && (IsKanji(after) || after is null)
                    && letters.Count > 1,
                'ケ' or 'カ' => IsKanji(before) && IsKanji(after),
                'か' or '箇' => IsNumber(before) && IsKanji(after),
                _ => false,
            };
            if (joins)
            {
                letters[at] = new Rune('が');
            }
        }
    }

    private static bool IsKanji(Rune? letter) =>
        letter is { Value: (>= 0x3400 and <= 0x9FFF) or (>= 0x20000 and <= 0x3FFFF) } || IsNumber(letter);

    private static bool IsNumber(Rune? letter) => letter is { } one && (Rune.IsDigit(one) || KanjiNumbers.IsOne(one));
}
