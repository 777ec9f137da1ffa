using System.Text;

namespace SupportCenter.Domain.Text;

/// <summary>Long vowels as people write them: トーヨー, とうよう, トウヨウ; おおた, オータ. Folding leaves the sign of length out, so the letter
/// that stands for it is left out too.</summary>
internal static class LongVowels
{
    private static readonly Dictionary<char, char> Vowels = (
        (string[])
            [
                "あかさたなはまやらわがざだばぱ",
                "いきしちにひみりぎじびぴ",
                "うくすつぬふむゆるぐずぶぷゔ",
                "えけせてねへめれげぜでべぺ",
                "おこそとのほもよろごぞどぼぽ",
            ]
    )
        .SelectMany(row => row.Select(kana => (kana, vowel: row[0])))
        .ToDictionary(pair => pair.kana, pair => pair.vowel);

    /// <summary>A folded text without the letters that only make a vowel longer.</summary>
    public static string Shortened(string folded)
    {
        var shortened = new StringBuilder(folded.Length);
        char? vowel = null;
        foreach (var letter in folded)
        {
            if (vowel is not { } before || !Lengthens(letter, before))
            {
                shortened.Append(letter);
                vowel = Vowels.TryGetValue(letter, out var own) ? own : null;
            }
        }

        return shortened.ToString();
    }

    private static bool Lengthens(char letter, char vowel) => letter == vowel || (letter, vowel) is ('う', 'お') or ('い', 'え');
}
