using System.Buffers;
using System.Globalization;
using System.Text;

namespace SupportCenter.Domain.Text;

/// <summary>
/// Brings texts that people hold for the same to one form, so that a search for 高崎商店 finds ㈱髙﨑商店.
/// The folded form is for comparing only: what was typed is kept and shown as typed.
///</summary>
public static class TextFolding
{
    /// <summary>Grows whenever a text folds to something else than before: the index of the search is made anew at the next start (<see
    /// cref="Data.SearchIndexUpdate"/>).</summary>
    internal const int Version = 3;

    private const int LongestGram = 3;
    private const int LongestValue = 200;

    /// <summary>
    /// The form for comparing: NFKC, lower case, hiragana for katakana, common kanji for 異体字, digits for 一二三, が for the ヶ of place
    /// names; without spaces, punctuation, 長音, hyphens, variation selectors and legal forms. A text that is nothing but a legal form
    /// gives that form. Never throws.
    ///</summary>
    public static string Fold(string? text)
    {
        var folded = text ?? "";
        // Taking something out can bring a legal form or a mark to the side of what it belongs to, so fold until nothing changes.
        for (var previous = "\0"; folded != previous && !IsFolded(folded); )
        {
            previous = folded;
            folded = FoldOnce(folded);
        }

        return folded;
    }

    /// <summary>
    /// The folded form of a text as it is said, beside which the written one is compared too: without the second letter of a long vowel
    /// (とうよう and トーヨー are とよ), with numbers for Roman numerals that stand by themselves, and with アンド for &amp;. It is for finding
    /// only: two businesses may be said alike.
    /// </summary>
    public static string Heard(string? text) => LongVowels.Shortened(Fold(SpokenSigns.Replace(text ?? "")));

    /// <summary>All pieces of one, two and three characters of a folded text: what the blind index stores.</summary>
    public static IReadOnlySet<string> Grams(string folded)
    {
        var runes = Pieces(folded);
        var grams = new HashSet<string>(StringComparer.Ordinal);
        for (var size = 1; size <= LongestGram; size++)
        {
            AddGrams(grams, runes, size);
        }

        return grams;
    }

    /// <summary>The longest pieces (three, else two, else one character) of a folded query: a text that holds the query holds all of
    /// them.</summary>
    public static IReadOnlySet<string> QueryGrams(string folded)
    {
        var runes = Pieces(folded);
        var grams = new HashSet<string>(StringComparer.Ordinal);
        AddGrams(grams, runes, Math.Min(LongestGram, runes.Length));
        return grams;
    }

    private static string[] Pieces(string folded) => [.. folded.EnumerateRunes().Select(rune => rune.ToString())];

    private static void AddGrams(HashSet<string> grams, string[] runes, int size)
    {
        for (var start = 0; size > 0 && start + size <= runes.Length; start++)
        {
            grams.Add(string.Concat(runes.AsSpan(start, size)));
        }
    }

    /// <summary>Whether folding would surely change nothing: plain letters only, and none of which a legal form could consist.</summary>
    private static bool IsFolded(string text)
    {
        foreach (var sign in text)
        {
            var plain = sign is (>= 'a' and <= 'z') or (>= '0' and <= '9') or (>= 'あ' and <= 'ん')
                ? KanaFolding.IsPlain(sign) && sign != 'か'
                : sign is >= '\u4E00' and <= '\u9FA5' and not ('社' or '人' or '合' or '業' or '箇')
                    && !KanjiNumbers.IsOne(new Rune(sign))
                    && !ConnectingKana.IsNo(sign)
                    && KanjiVariants.Of(new Rune(sign)).Value == sign;
            if (!plain)
            {
                return false;
            }
        }

        return true;
    }

    private static string FoldOnce(string text)
    {
        var (rest, form) = CompanyForms.TakeOut(Normalized(text));
        var folded = Compared(rest);
        return folded.Length > 0 ? folded : Compared(form ?? "");
    }

    /// <summary>NFKC of any text: what NFKC refuses (lone surrogates, non-characters) and what nobody sees is taken out before.</summary>
    internal static string Normalized(string text)
    {
        var clean = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; )
        {
            if (Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out var length) == OperationStatus.Done && !VisibleText.IsUnseen(rune))
            {
                _ = rune.Value switch
                {
                    // A voiced mark that stands apart (か゛) belongs to the kana before it.
                    0x309B => clean.Append('\u3099'),
                    0x309C => clean.Append('\u309A'),
                    // Radicals, which PDF has in the place of kanji (⻑, ⻘); NFKC knows the others (⼭).
                    >= 0x2E80 and <= 0x2EFF => clean.Append(KanjiVariants.Of(rune).ToString()),
                    '㊑' => clean.Append("(株)"),
                    '㊒' => clean.Append("(有)"),
                    _ => clean.Append(text.AsSpan(at, length)),
                };
            }

            at += length;
        }

        return clean.ToString().Normalize(NormalizationForm.FormKC);
    }

    /// <summary>NFKC of a value that is short by nature (a date, a time, a number): of a whole letter in its cell only the beginning is
    /// looked at.</summary>
    internal static string NormalizedValue(string? text) =>
        Normalized(text is { Length: > LongestValue } ? text[..LongestValue] : text ?? "").Trim();

    private static bool IsSaid(Rune rune) =>
        Rune.IsLetterOrDigit(rune)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber
        || VisibleText.IsRareKanji(rune);

    private static string Compared(string normalized)
    {
        var letters = new List<Rune>(normalized.Length);
        foreach (var rune in normalized.ToLowerInvariant().EnumerateRunes())
        {
            var letter = rune.Value is '○' or '◯' ? new Rune('〇') : KanjiVariants.Of(rune);
            if (IsSaid(letter) && Repeated(letter, letters.Count > 0 ? letters[^1] : null) is { } one)
            {
                letters.Add(one);
            }
        }

        ConnectingKana.Replace(letters);
        KanjiNumbers.Replace(letters);
        var folded = new StringBuilder(letters.Count);
        Span<char> pair = stackalloc char[2];
        foreach (var letter in letters)
        {
            folded.Append(pair[..KanaFolding.Of(Bare(letter)).EncodeToUtf16(pair)]);
        }

        return KanaFolding.WithoutV(folded.ToString());
    }

    /// <summary>佐々木 is 佐佐木, いすゞ is いすず; 長音 is nothing at all.</summary>
    private static Rune? Repeated(Rune rune, Rune? previous) =>
        rune.Value switch
        {
            0x30FC => null,
            '々' or '〻' or 'ゝ' or 'ヽ' => previous,
            'ゞ' or 'ヾ' => previous is { } kana ? KanaFolding.Voiced(kana) : null,
            _ => rune,
        };

    /// <summary>A Latin letter without its accents.</summary>
    private static Rune Bare(Rune rune) =>
        rune.Value switch
        {
            'đ' => new Rune('d'),
            'ø' => new Rune('o'),
            'ł' => new Rune('l'),
            (>= 0xC0 and < 0x250) or (>= 0x1E00 and < 0x1F00) => rune.ToString()
                .Normalize(NormalizationForm.FormD)
                .EnumerateRunes()
                .First(),
            _ => rune,
        };
}
