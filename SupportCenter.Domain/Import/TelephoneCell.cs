using System.Text.RegularExpressions;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Import;

/// <summary>What a telephone cell says beside one number that can be rung.</summary>
internal static partial class TelephoneCell
{
    /// <summary>Whether a text says more than one number: an extension, a second number, whose it is, a number of another
    /// country.</summary>
    public static bool SaysMore(string? text)
    {
        var typed = TextFolding.NormalizedValue(text);
        var digits = Telephone.Digits(typed);
        var words = Label().Replace(typed, "").Any(sign => char.IsLetter(sign) && sign != 'ー');
        if (!Telephone.IsPlausible(digits))
        {
            return words || typed.StartsWith('+');
        }

        // +81 (0), 0081: the country is no second number.
        var country =
            typed.StartsWith('+') ? 3
            : typed.StartsWith("00", StringComparison.Ordinal) || typed.StartsWith("01081", StringComparison.Ordinal) ? 4
            : 0;
        return words || typed.Count(char.IsDigit) > digits.Length + country;
    }

    [GeneratedRegex(
        "^[\\s(]*(tel|電話番号|電話|携帯電話|携帯)",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex Label();
}
