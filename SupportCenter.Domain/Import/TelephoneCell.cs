using System.Text.RegularExpressions;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Import;

/// <summary>What a telephone cell says beside one number that can be rung.</summary>
internal static partial class TelephoneCell
{
    private static readonly (TelephoneReason Reason, string[] Words)[] Reasons =
    [
        (TelephoneReason.Withheld, ["非通知", "番号非通知", "非通知設定", "非通知着信", "通知不可"]),
        (TelephoneReason.None, ["なし", "無し", "無", "電話なし", "電話無し", "番号なし", "番号無し", "持っていない", "お持ちでない"]),
    ];

    /// <summary>What belongs to the number (an extension, a second number, whose it is), in one line; empty where the cell holds one number
    /// and no more, or says only why there is none.</summary>
    public static string Note(ReadValue<string> telephone)
    {
        if (Reason(telephone) is not null and not TelephoneReason.Foreign || !SaysMore(telephone.Typed))
        {
            return "";
        }

        var (number, behind) = Telephone.Read(telephone.Typed);
        return VisibleText.OneLine(behind.Length > 0 && Telephone.IsWhole(number) && !SaysMore(number) ? behind : telephone.Typed);
    }

    /// <summary>A further number or an extension under its heading, as a part of such a note.</summary>
    public static string Note(string heading, string typed) =>
        VisibleText.OneLine(
            FormLabels.OfColumn(heading) == ImportField.TelephoneNote && typed.Any(char.IsLetter)
            || typed.StartsWith(heading, StringComparison.Ordinal)
                ? typed
                : CellRemarks.Line(heading, typed)
        );

    /// <summary>Why the cell holds no Japanese number, where it says so.</summary>
    public static TelephoneReason? Reason(ReadValue<string> telephone)
    {
        if (Telephone.IsPlausible(telephone.Value))
        {
            return null;
        }

        var folded = TextFolding.Fold(telephone.Typed);
        return Telephone.IsForeign(telephone.Typed) ? TelephoneReason.Foreign
            : Array.Find(Reasons, reason => Array.Exists(reason.Words, word => TextFolding.Fold(word) == folded))
                is { Words: not null } found
                ? found.Reason
            : null;
    }

    /// <summary>Whether a text says more than one number: an extension, a second number, whose it is.</summary>
    private static bool SaysMore(string? text)
    {
        var typed = TextFolding.NormalizedValue(text);
        var digits = Telephone.Digits(text);
        var words = Label().Replace(typed, "").Any(sign => char.IsLetter(sign) && sign != 'ー');
        if (!Telephone.IsWhole(text))
        {
            return words || typed.StartsWith('+') || digits.Length == 0 && typed.Length > 0;
        }

        // +81 (0), 0081: the country is no second number.
        var country =
            Telephone.IsForeign(text) ? 0
            : typed.StartsWith('+') ? 3
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
