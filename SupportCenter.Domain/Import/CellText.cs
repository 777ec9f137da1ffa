using System.Text;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Import;

/// <summary>A piece of a cell's text in one font; null is the font of the cell itself.</summary>
internal sealed record TextRun(string Text, bool? IsStruck);

/// <summary>Kana over a part of a text, from one character to before another.</summary>
internal sealed record PhoneticRun(int From, int To, string Kana);

/// <summary>What a text says beside its characters: the fonts of its pieces, and the reading that Excel keeps of what was typed.</summary>
internal sealed record CellText(IReadOnlyList<TextRun> Runs, string? Reading)
{
    /// <summary>What of the text holds and what is struck through; null where the font of the cell says it of all of it.</summary>
    public StruckText? Struck(bool isCellStruck)
    {
        if (Runs.All(run => (run.IsStruck ?? isCellStruck) == isCellStruck) && (Runs.Count == 0 || !isCellStruck))
        {
            return null;
        }

        var (held, struck) = (new StringBuilder(), new StringBuilder());
        foreach (var run in Runs)
        {
            (run.IsStruck ?? isCellStruck ? struck : held).Append(run.Text);
        }

        return new StruckText(held.ToString(), struck.ToString());
    }

    /// <summary>The reading of a text from the kana over its parts, legal forms left out; null where a kanji stays without any.</summary>
    public static string? ReadingOf(string text, IEnumerable<PhoneticRun> runs)
    {
        var (reading, at) = (new StringBuilder(), 0);
        foreach (var run in runs.OrderBy(run => run.From).Where(run => run.From >= 0 && run.To > run.From && run.To <= text.Length))
        {
            if (run.From >= at)
            {
                reading.Append(text, at, run.From - at);
                reading.Append(IsLegalForm(text[run.From..run.To]) ? " " : run.Kana);
                at = run.To;
            }
        }

        if (at == 0)
        {
            return null;
        }

        var name = CompanyForms.TakeOut(TextFolding.Normalized(reading.Append(text, at, text.Length - at).ToString())).Name;
        var line = string.Join(' ', name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length > 0 && !line.EnumerateRunes().Any(IsKanji) ? line : null;
    }

    private static bool IsLegalForm(string text) => string.IsNullOrWhiteSpace(CompanyForms.TakeOut(TextFolding.Normalized(text)).Name);

    private static bool IsKanji(Rune letter) =>
        letter.Value is '々' or (>= 0x3400 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x3FFFF);
}
