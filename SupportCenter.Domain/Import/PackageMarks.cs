using System.Globalization;
using System.IO.Compression;
using System.Xml;
using System.Xml.Linq;
using static SupportCenter.Domain.Import.PackageXml;

namespace SupportCenter.Domain.Import;

/// <summary>
/// Reads of an .xlsx what the workbook reader leaves out: hidden rows and columns, struck texts, colours, comments, error values, and
/// formulas that were saved without a result (programs other than Excel do so).
///</summary>
internal sealed class PackageMarks
{
    private readonly ZipArchive package;
    private readonly List<CellText?> texts = [];
    private PackageStyles styles = PackageStyles.None;

    private PackageMarks(ZipArchive package) => this.package = package;

    /// <summary>The marks of a package; of a binary workbook (.xlsb) there are none.</summary>
    public static WorkbookMarks In(byte[] file)
    {
        using var package = new ZipArchive(new MemoryStream(file));
        return new PackageMarks(package).Read();
    }

    private WorkbookMarks Read()
    {
        const string workbookPath = "xl/workbook.xml";
        var marks = new WorkbookMarks();
        if (package.GetEntry(workbookPath) is not { } workbookPart)
        {
            marks.AreRead = false;
            return marks;
        }

        var workbook = Load(workbookPart);
        marks.Is1904 = Named(workbook, "workbookPr").Any(properties => IsTrue((string?)properties.Attribute("date1904")));
        var links = Links(workbookPath);
        if (links.Find(link => IsKind(link, "styles")) is { } look && package.GetEntry(look.Target) is { } styleSheet)
        {
            styles = new PackageStyles(Load(styleSheet));
        }

        ReadTexts(links.FirstOrDefault(link => IsKind(link, "sharedStrings"))?.Target);
        foreach (var sheet in Named(workbook, "sheet"))
        {
            var id = sheet.Attributes().FirstOrDefault(attribute => attribute.Name.LocalName == "id")?.Value;
            if (links.Find(link => link.Id == id) is { } link && package.GetEntry(link.Target) is { } part)
            {
                var sheetMarks = marks.Sheets[(string?)sheet.Attribute("name") ?? ""] = new SheetMarks();
                ReadSheet(part, sheetMarks);
                ReadNotes(link.Target, sheetMarks);
            }
        }

        return marks;
    }

    private sealed record Link(string Id, string Kind, string Target);

    private static bool IsKind(Link link, string kind) => link.Kind.EndsWith("/" + kind, StringComparison.OrdinalIgnoreCase);

    /// <summary>The links of a part to others, with their paths in the package.</summary>
    private List<Link> Links(string path)
    {
        var folder = path[..(path.LastIndexOf('/') + 1)];
        return package.GetEntry($"{folder}_rels/{path[folder.Length..]}.rels") is not { } part
            ? []
            :
            [
                .. Named(Load(part), "Relationship")
                    .Where(link => (string?)link.Attribute("TargetMode") != "External")
                    .Select(link => new Link(
                        (string?)link.Attribute("Id") ?? "",
                        (string?)link.Attribute("Type") ?? "",
                        Uri.UnescapeDataString(
                            new Uri(new Uri("http://package/" + folder), (string?)link.Attribute("Target") ?? "").AbsolutePath
                        )[1..]
                    )),
            ];
    }

    private void ReadTexts(string? path)
    {
        if (path is null || package.GetEntry(path) is not { } part)
        {
            return;
        }

        using var reader = Open(part);
        reader.MoveToContent();
        for (var go = reader.Read(); go; )
        {
            if (reader is { NodeType: XmlNodeType.Element, LocalName: "si" })
            {
                texts.Add(PackageText.Of((XElement)XNode.ReadFrom(reader)));
                go = !reader.EOF;
            }
            else
            {
                go = reader.Read();
            }
        }
    }

    private void ReadSheet(ZipArchiveEntry part, SheetMarks marks)
    {
        using var reader = Open(part);
        var (row, column) = (-1, -1);
        while (reader.Read())
        {
            if (reader.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            if (reader.LocalName == "sheetFormatPr" && HasNoWidth(reader))
            {
                marks.HiddenColumns.UnionWith(Enumerable.Range(0, WorkbookReading.MostColumns));
            }
            else if (reader.LocalName == "col")
            {
                HideColumns(reader, marks);
            }
            else if (reader.LocalName == "row")
            {
                row = int.TryParse(reader.GetAttribute("r"), out var number) ? number - 1 : row + 1;
                column = -1;
                if (IsTrue(reader.GetAttribute("hidden")) || IsBelow(reader.GetAttribute("ht"), SheetMarks.LowestRow))
                {
                    marks.HiddenRows.Add(row);
                }
            }
            else if (reader.LocalName == "c")
            {
                column = Place(reader.GetAttribute("r"))?.Column ?? column + 1;
                ReadCell(reader, row, column, marks);
            }
            else if (reader.LocalName == "conditionalFormatting")
            {
                using var rules = reader.ReadSubtree();
                ReadRules(XElement.Load(rules), marks);
            }
        }
    }

    /// <summary>Rules of conditional formatting; newer ones hold their look themselves, and their range as a text.</summary>
    private void ReadRules(XElement formatting, SheetMarks marks)
    {
        var hides = formatting
            .Elements()
            .Where(rule => rule.Name.LocalName == "cfRule")
            .Any(rule =>
                int.TryParse((string?)rule.Attribute("dxfId"), out var look)
                    ? styles.RuleHides(look)
                    : Child(rule, "dxf") is { } own && PackageStyles.Hides(own)
            );
        if (hides)
        {
            marks.HidingRules.Add((string?)formatting.Attribute("sqref") ?? Child(formatting, "sqref")?.Value ?? "");
        }
    }

    private static void HideColumns(XmlReader reader, SheetMarks marks)
    {
        if (!int.TryParse(reader.GetAttribute("min"), out var from) || !int.TryParse(reader.GetAttribute("max"), out var to))
        {
            return;
        }

        var columns = Enumerable.Range(from - 1, Math.Max(0, Math.Min(to, WorkbookReading.MostColumns) - from + 1));
        if (IsTrue(reader.GetAttribute("hidden")) || IsTooNarrow(reader.GetAttribute("width")))
        {
            marks.HiddenColumns.UnionWith(columns);
        }
        else if (reader.GetAttribute("width") is not null)
        {
            marks.HiddenColumns.ExceptWith(columns); // Those without a width of their own are hidden.
        }
    }

    private void ReadCell(XmlReader reader, int row, int column, SheetMarks marks)
    {
        if (reader.IsEmptyElement)
        {
            return;
        }

        var (kind, style) = (reader.GetAttribute("t"), reader.GetAttribute("s"));
        string? value = null,
            formula = null;
        CellText? text = null;
        var depth = reader.Depth;
        for (var go = reader.Read(); go && reader.Depth > depth; )
        {
            if (reader.NodeType == XmlNodeType.Element && reader.Depth == depth + 1)
            {
                switch (reader.LocalName)
                {
                    case "v":
                        value = reader.ReadElementContentAsString();
                        continue;
                    case "f":
                        formula = reader.ReadElementContentAsString();
                        continue;
                    case "is":
                        var item = (XElement)XNode.ReadFrom(reader);
                        value = item.Value;
                        text = PackageText.Of(item);
                        continue;
                }
            }

            go = reader.Read();
        }

        if (string.IsNullOrEmpty(value))
        {
            // An empty text is a result too: =IF(A1="","",A1).
            if (formula is not null && !(value is not null && kind == "str"))
            {
                marks.Values[(row, column)] = new UncalculatedFormula(formula);
            }

            return;
        }

        var look = int.TryParse(style, out var index) ? styles.Of(index) : CellStyle.Plain;
        if (kind == "s" && int.TryParse(value, out var shared))
        {
            text = texts.ElementAtOrDefault(shared);
        }

        if (text is not null)
        {
            marks.Add((row, column), text, look);
        }

        Mark(marks, (row, column), kind, value);
        if (look != CellStyle.Plain)
        {
            marks.Styles[(row, column)] = look;
        }
    }

    private static void Mark(SheetMarks marks, (int Row, int Column) place, string? kind, string value)
    {
        switch (kind)
        {
            case "e":
                marks.Values[place] = new ErrorValue(value);
                break;
            case "d" when IsoDate(value) is { } moment:
                marks.Values[place] = moment;
                break;
        }
    }

    /// <summary>2026-07-16, 2026-07-16T10:00:00, T10:00:00: a day, a moment or a time.</summary>
    private static object? IsoDate(string value) =>
        DateTime.TryParseExact(
            value.TrimEnd('Z'),
            ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF"],
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var moment
        )
            ? moment.Year < 1901
                ? moment.TimeOfDay
                : moment
            : TimeSpan.TryParse(value.Trim('T', 'Z'), CultureInfo.InvariantCulture, out var time)
                ? time
                : null;

    private void ReadNotes(string sheetPath, SheetMarks marks)
    {
        var links = Links(sheetPath);

        foreach (var part in links.Where(link => IsKind(link, "drawing")).Select(link => package.GetEntry(link.Target)))
        {
            marks.Shapes.AddRange(part is null ? [] : PackageShapes.In(Load(part)));
        }

        foreach (var part in links.Where(link => IsKind(link, "vmlDrawing")).Select(link => package.GetEntry(link.Target)))
        {
            marks.Shapes.AddRange(part is null ? [] : PackageShapes.Controls(Text(part)));
        }

        // Newer comments have a copy among the old notes, which begins with an explanation: the comment itself is read instead.
        var threads = new HashSet<(int, int)>();
        foreach (var part in links.Where(link => IsKind(link, "threadedComment")).Select(link => package.GetEntry(link.Target)))
        {
            foreach (var comment in part is null ? [] : Named(Load(part), "threadedComment"))
            {
                if (Place((string?)comment.Attribute("ref")) is { } place)
                {
                    threads.Add(place);
                    marks.Note(place.Row, place.Column, Child(comment, "text")?.Value ?? "");
                }
            }
        }

        foreach (var part in links.Where(link => IsKind(link, "comments")).Select(link => package.GetEntry(link.Target)))
        {
            foreach (var comment in part is null ? [] : Named(Load(part), "comment"))
            {
                if (Place((string?)comment.Attribute("ref")) is { } place && !threads.Contains(place))
                {
                    marks.Note(
                        place.Row,
                        place.Column,
                        string.Concat(
                            comment
                                .Descendants()
                                .Where(text => text.Name.LocalName == "t" && text.Parent!.Name.LocalName != "rPh")
                                .Select(text => text.Value)
                        )
                    );
                }
            }
        }
    }

    /// <summary>B7 is row 6, column 1.</summary>
    private static (int Row, int Column)? Place(string? reference)
    {
        var letters = (reference ?? "").TakeWhile(char.IsAsciiLetterUpper).ToArray();
        return letters.Length is > 0 and < 4 && int.TryParse(reference.AsSpan(letters.Length), out var row)
            ? (row - 1, letters.Aggregate(0, (column, letter) => column * 26 + (letter - 'A' + 1)) - 1)
            : null;
    }

    // Where no width is given, it is that of a number of characters.
    private static bool HasNoWidth(XmlReader format) =>
        IsTooNarrow(format.GetAttribute("defaultColWidth") ?? format.GetAttribute("baseColWidth"));

    private static bool IsTooNarrow(string? width) => IsBelow(width, SheetMarks.NarrowestColumn);

    private static bool IsBelow(string? size, double least) =>
        double.TryParse(size, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number < least;

    private static IEnumerable<XElement> Named(XDocument document, string name) =>
        document.Descendants().Where(element => element.Name.LocalName == name);

    private static XmlReader Open(ZipArchiveEntry part) =>
        XmlReader.Create(part.Open(), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, CloseInput = true });

    private static string Text(ZipArchiveEntry part)
    {
        using var reader = new StreamReader(part.Open());
        return reader.ReadToEnd();
    }

    private static XDocument Load(ZipArchiveEntry part)
    {
        using var reader = Open(part);
        return XDocument.Load(reader);
    }
}
