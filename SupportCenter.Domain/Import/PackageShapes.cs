using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace SupportCenter.Domain.Import;

/// <summary>What is drawn over the cells of an .xlsx: shapes with and without a text, lines, pictures, and the boxes of forms, which are
/// in a drawing of the older kind (VML), not always well-formed XML.</summary>
internal static partial class PackageShapes
{
    private static readonly string[] Anchors = ["twoCellAnchor", "oneCellAnchor", "absoluteAnchor"];
    private static readonly string[] Drawn = ["sp", "cxnSp", "pic"];

    [GeneratedRegex(@"<v:shape\b.*?</v:shape>", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex VmlShape();

    [GeneratedRegex("ObjectType=[\"'](?<kind>\\w+)[\"']", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Kind();

    [GeneratedRegex(@"<x:Anchor>\s*(?<numbers>[\d\s,]+)</x:Anchor>", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex VmlAnchor();

    [GeneratedRegex(@"<x:Checked>\s*[12]\s*</x:Checked>", RegexOptions.CultureInvariant)]
    private static partial Regex Checked();

    [GeneratedRegex(
        "<v:textbox[^>]*>(?<text>.*?)</v:textbox>",
        RegexOptions.Singleline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant
    )]
    private static partial Regex TextBox();

    [GeneratedRegex("<[^>]*>", RegexOptions.CultureInvariant)]
    private static partial Regex Tag();

    /// <summary>The shapes of a drawing; a chart is none, and neither is what Excel does not show.</summary>
    public static IEnumerable<SheetShape> In(XDocument drawing)
    {
        foreach (var anchor in drawing.Descendants().Where(element => Anchors.Contains(element.Name.LocalName)))
        {
            var shapes = anchor.Descendants().Where(element => Drawn.Contains(element.Name.LocalName) && !IsHidden(element)).ToList();
            var texts = Texts(shapes.SelectMany(shape => shape.Elements())).ToList();
            foreach (var text in shapes.Count > 0 && texts.Count == 0 ? [""] : texts)
            {
                yield return Placed(text, anchor);
            }
        }

        var elsewhere = drawing.Descendants().Where(element => !element.Ancestors().Any(above => Anchors.Contains(above.Name.LocalName)));
        foreach (var text in Texts(elsewhere))
        {
            yield return new SheetShape(text, -1, -1, -1, -1);
        }
    }

    private static IEnumerable<string> Texts(IEnumerable<XElement> elements) =>
        elements
            .Where(element => element.Name.LocalName == "txBody")
            .Select(body => string.Concat(body.Descendants().Where(text => text.Name.LocalName == "t").Select(text => text.Value)))
            .Where(text => !string.IsNullOrWhiteSpace(text));

    /// <summary>The boxes of forms of a drawing of the older kind, with their ticks; comments are read elsewhere.</summary>
    public static IEnumerable<SheetShape> Controls(string vml)
    {
        foreach (Match shape in VmlShape().Matches(vml))
        {
            var kind = Kind().Match(shape.Value) is { Success: true } found ? found.Groups["kind"].Value : "Note";
            var at = VmlAnchor().Match(shape.Value).Groups["numbers"].Value.Split(',').Select(Number).ToArray();
            if (kind is not ("Note" or "Pict" or "Movie") && at.Length == 8)
            {
                var label = WebUtility.HtmlDecode(Tag().Replace(TextBox().Match(shape.Value).Groups["text"].Value, "")).Trim();
                yield return new SheetShape(
                    SheetShape.Ticked(kind is "Checkbox" or "Radio" ? Checked().IsMatch(shape.Value) : null, label),
                    at[2],
                    at[6],
                    at[0],
                    at[4]
                );
            }
        }
    }

    private static SheetShape Placed(string text, XElement anchor)
    {
        if (Child(anchor, "from") is not { } from)
        {
            return new SheetShape(text, -1, -1, -1, -1);
        }

        var to = Child(anchor, "to") ?? from;
        var (row, column) = (Value(from, "row"), Value(from, "col"));

        // What ends where the next cell begins does not lie over it.
        return new SheetShape(
            text,
            row,
            Math.Max(row, Value(to, "row") - (Value(to, "rowOff") == 0 ? 1 : 0)),
            column,
            Math.Max(column, Value(to, "col") - (Value(to, "colOff") == 0 ? 1 : 0))
        );
    }

    private static bool IsHidden(XElement shape) =>
        shape
            .Elements()
            .Elements()
            .Any(properties => properties.Name.LocalName == "cNvPr" && (string?)properties.Attribute("hidden") is "1" or "true");

    private static int Value(XElement place, string name) => Number(Child(place, name)?.Value ?? "");

    private static int Number(string text) =>
        int.TryParse(text, NumberStyles.Any, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static XElement? Child(XElement element, string name) =>
        element.Elements().FirstOrDefault(child => child.Name.LocalName == name);
}
