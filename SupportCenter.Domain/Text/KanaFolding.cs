using System.Text;

namespace SupportCenter.Domain.Text;

/// <summary>Kana as searching compares them: hiragana, no small letters (キヤノン and キャノン are one), no ヴ, and one letter for each sound:
/// じ for ぢ, ず for づ, お for を.</summary>
internal static class KanaFolding
{
    private const string Small = "ぁぃぅぇぉっゃゅょゎゕゖ";
    private const string Large = "あいうえおつやゆよわかけ";

    /// <summary>The kana for comparing: ア→あ, ャ→や, ヱ→え. ゔ stays, since what it is depends on its follower
    /// (<see cref="WithoutV"/>).</summary>
    public static Rune Of(Rune rune)
    {
        var value = rune.Value is >= 'ァ' and <= 'ヶ' ? rune.Value - 'ァ' + 'ぁ' : rune.Value;
        if (value > char.MaxValue)
        {
            return rune;
        }

        var small = Small.IndexOf((char)value, StringComparison.Ordinal);
        return new Rune(small >= 0 ? Large[small] : Others((char)value));
    }

    /// <summary>Whether a letter is none of the hiragana that folding replaces.</summary>
    public static bool IsPlain(char letter) => Of(new Rune(letter)).Value == letter;

    /// <summary>ゔぁ (already ゔあ here) and ば, ゔゅ and びゅ, ゔ and ぶ are heard as one and typed as either.</summary>
    public static string WithoutV(string hiragana) =>
        !hiragana.Contains('ゔ')
            ? hiragana
            : hiragana
                .Replace("ゔあ", "ば", StringComparison.Ordinal)
                .Replace("ゔい", "び", StringComparison.Ordinal)
                .Replace("ゔえ", "べ", StringComparison.Ordinal)
                .Replace("ゔお", "ぼ", StringComparison.Ordinal)
                .Replace("ゔゆ", "びゆ", StringComparison.Ordinal)
                .Replace('ゔ', 'ぶ');

    /// <summary>す→ず; a character without a voiced form stays as it is.</summary>
    public static Rune Voiced(Rune rune)
    {
        var voiced = (rune + "\u3099").Normalize(NormalizationForm.FormC);
        return voiced.Length == 1 ? new Rune(voiced[0]) : rune;
    }

    private static char Others(char kana) =>
        kana switch
        {
            'ゐ' or 'ヸ' => 'い',
            'ゑ' or 'ヹ' => 'え', // Katakana ヰ and ヱ have become hiragana before.
            'ヷ' => 'わ',
            'を' or 'ヺ' => 'お',
            'ぢ' => 'じ',
            'づ' => 'ず',
            _ => kana,
        };
}
