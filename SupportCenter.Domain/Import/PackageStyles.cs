using System.Xml.Linq;
using static SupportCenter.Domain.Import.PackageXml;

namespace SupportCenter.Domain.Import;

/// <summary>The looks of an .xlsx: those of its cells, and those that rules of conditional formatting give.</summary>
internal sealed class PackageStyles
{
    private const string White = "white";
    private const string Black = "black";
    private readonly List<CellStyle> cells = [];
    private readonly List<bool> rulesHide = [];

    private PackageStyles() { }

    public PackageStyles(XDocument sheet)
    {
        var fonts = Entries(sheet, "fonts");
        var fills = Entries(sheet, "fills");
        var borders = Entries(sheet, "borders");
        foreach (var format in Entries(sheet, "cellXfs"))
        {
            var (font, fill) = (
                fonts.ElementAtOrDefault(Number(format, "fontId") ?? 0),
                fills.ElementAtOrDefault(Number(format, "fillId") ?? 0)
            );
            var (text, behind) = (Colour(font is null ? null : Child(font, "color"), Black), Behind(fill, "fgColor"));
            cells.Add(
                new CellStyle(
                    font is not null && PackageText.IsStruck(font),
                    (behind == White ? "" : $"f{behind} ") + (text == Black ? "" : $"t{text} "),
                    text == behind,
                    borders.ElementAtOrDefault(Number(format, "borderId") ?? 0) is { } border && IsCrossed(border)
                )
            );
        }

        rulesHide = [.. Entries(sheet, "dxfs").Select(Hides)];
    }

    /// <summary>The looks of a package that has none.</summary>
    public static PackageStyles None { get; } = new();

    /// <summary>The look of a cell by its number.</summary>
    public CellStyle Of(int index) => cells.ElementAtOrDefault(index) ?? CellStyle.Plain;

    /// <summary>Whether the look that a rule gives, by its number, has a line through it or cannot be seen.</summary>
    public bool RuleHides(int index) => rulesHide.ElementAtOrDefault(index);

    /// <summary>Whether a look given by a rule has a line through it or cannot be seen.</summary>
    public static bool Hides(XElement look)
    {
        var font = Child(look, "font");
        var format = Child(look, "numFmt") is { } code ? NumberFormats.Of(-1, (string?)code.Attribute("formatCode")) : ShownParts.Number;
        return font is not null && PackageText.IsStruck(font)
            || format == ShownParts.Nothing
            || Child(font ?? look, "color") is { } text && Colour(text, Black) == Behind(Child(look, "fill"), "bgColor");
    }

    private static bool IsCrossed(XElement border) =>
        ((string?)border.Attribute("diagonalUp") is "1" or "true" || (string?)border.Attribute("diagonalDown") is "1" or "true")
        && Child(border, "diagonal") is { } line
        && (string?)line.Attribute("style") is not (null or "none");

    private static List<XElement> Entries(XDocument sheet, string name) =>
        [.. sheet.Root!.Elements().Where(element => element.Name.LocalName == name).Take(1).Elements()];

    /// <summary>The colour behind a text; a rule has it in another place than a cell.</summary>
    private static string Behind(XElement? fill, string colour) =>
        fill is null ? White
        : Child(fill, "patternFill") is not { } pattern ? "gradient"
        : ((string?)pattern.Attribute("patternType"), colour) switch
        {
            ("none", _) or (null, "fgColor") => White,
            (null or "solid", _) => Colour(Child(pattern, colour), White),
            var (other, _) => other!,
        };

    /// <summary>A colour in words of the file; white and black by these words, however the file has them.</summary>
    private static string Colour(XElement? colour, string automatic)
    {
        if (colour is null || (string?)colour.Attribute("auto") is "1" or "true")
        {
            return automatic;
        }

        var rgb = ((string?)colour.Attribute("rgb"))?.ToUpperInvariant();
        var (theme, indexed) = ((string?)colour.Attribute("theme"), (string?)colour.Attribute("indexed"));
        var tint = (string?)colour.Attribute("tint") is { } typed && typed.Trim('0', '.', '-').Length > 0 ? typed : null;
        return (tint, rgb, theme, indexed) switch
        {
            (null, "FFFFFFFF" or "00FFFFFF" or "FFFFFF", _, _) or (null, _, "0", _) or (null, _, _, "1" or "9") => White,
            (null, "FF000000" or "00000000" or "000000", _, _) or (null, _, "1", _) or (null, _, _, "0" or "8") => Black,
            (null, _, _, "64" or "65") => automatic,
            _ => $"{rgb}{theme}/{indexed}{tint}",
        };
    }
}
