using System.Globalization;
using System.Text;

namespace SupportCenter.Domain.Documents;

/// <summary>File names are data: what was sent is kept as it came, and made harmless wherever it is shown or sent back (ASVS 5.3.2,
/// 5.4.1).</summary>
public static class DocumentName
{
    /// <summary>Characters of a name that are kept at most; longer names are refused, since no system that we know makes any.</summary>
    public const int Longest = 1000;

    /// <summary>Characters of the name that a download carries: Windows takes 255 for the whole, folders before it included.</summary>
    private const int LongestDownload = 120;

    private const char Unseen = '\uFFFD';
    private static readonly string[] DeviceNames = ["CON", "PRN", "AUX", "NUL", "COM", "LPT", "CLOCK$", "CONIN$", "CONOUT$"];

    /// <summary>The name for the screen, composed (NFC): what would not be seen, or would turn the text around (line ends, marks of
    /// direction, zero-width characters, lone surrogates), shows as �.</summary>
    public static string Shown(string name)
    {
        var shown = new StringBuilder(name.Length);
        foreach (var rune in name.EnumerateRunes())
        {
            // A lone surrogate comes as U+FFFD from the enumeration itself.
            shown.Append(IsUnseen(rune) ? Unseen.ToString() : rune.ToString());
        }

        return shown.ToString().Normalize(NormalizationForm.FormC);
    }

    /// <summary>The name that a download carries: without characters that file systems give a meaning to, not the name of a device, not too
    /// long, and ending in the extension of what it is.</summary>
    public static string ForDownload(string name, DocumentKind kind)
    {
        var shown = Shown(name);
        var dot = shown.LastIndexOf('.');
        var stem = new string([.. (dot < 0 ? shown : shown[..dot]).Select(character => IsPlain(character) ? character : '_')]).Trim(
            ' ',
            '.'
        );
        if (stem.Length > LongestDownload)
        {
            stem = stem[..(char.IsHighSurrogate(stem[LongestDownload - 1]) ? LongestDownload - 1 : LongestDownload)];
        }

        if (stem.Length == 0 || IsDevice(stem))
        {
            stem = "_" + stem;
        }

        return $"{stem}.{(dot < 0 ? kind.Extension() : shown[(dot + 1)..])}";
    }

    private static bool IsUnseen(Rune rune) =>
        Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.Surrogate;

    private static bool IsPlain(char character) =>
        character is not (Unseen or '/' or '\\' or ':' or '*' or '?' or '"' or '<' or '>' or '|');

    // CON, CON.txt, COM1, COM¹: Windows reserves them all, with whatever is behind the first dot.
    private static bool IsDevice(string stem)
    {
        var word = stem.Split('.')[0].TrimEnd();
        return DeviceNames.Contains(word, StringComparer.OrdinalIgnoreCase)
            || (word.Length == 4 && DeviceNames.Contains(word[..3], StringComparer.OrdinalIgnoreCase) && "0123456789¹²³".Contains(word[3]));
    }
}
