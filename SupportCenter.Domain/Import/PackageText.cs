using System.Xml.Linq;
using static SupportCenter.Domain.Import.PackageXml;

namespace SupportCenter.Domain.Import;

/// <summary>Reads of a text in an .xlsx (a shared or an inline one) the fonts of its pieces and the kana over it.</summary>
internal static class PackageText
{
    /// <summary>What a text says beside its characters; null when it says nothing.</summary>
    public static CellText? Of(XElement item)
    {
        var runs = item.Elements().Where(run => run.Name.LocalName is "r" or "t").Select(Run).ToList();
        var kana = item.Elements()
            .Where(run => run.Name.LocalName == "rPh")
            .Select(run => new PhoneticRun(Number(run, "sb") ?? -1, Number(run, "eb") ?? -1, Child(run, "t")?.Value ?? ""))
            .ToList();
        var reading = kana.Count == 0 ? null : CellText.ReadingOf(string.Concat(runs.Select(run => run.Text)), kana);
        var hasFonts = runs.Exists(run => run.IsStruck is not null);
        return hasFonts || reading is not null ? new CellText(hasFonts ? runs : [], reading) : null;
    }

    /// <summary>Whether a font or the look of a piece of text has a line through it.</summary>
    public static bool IsStruck(XElement look) =>
        Child(look, "strike") is { } strike && (strike.Attribute("val") is not { } value || IsTrue(value.Value));

    private static TextRun Run(XElement run) =>
        run.Name.LocalName == "t"
            ? new TextRun(run.Value, null)
            : new TextRun(Child(run, "t")?.Value ?? "", Child(run, "rPr") is { } look ? IsStruck(look) : null);
}
