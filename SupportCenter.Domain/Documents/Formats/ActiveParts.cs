using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;

namespace SupportCenter.Domain.Documents.Formats;

/// <summary>Looks for active content in the parts of a workbook or a letter: by the relationships between them, which say what a part is
/// for whatever its name is, by names, and by what is in fields and formulas.</summary>
internal static partial class ActiveParts
{
    private const string OfPartsAfterName = ".rels";
    private const string OfDrawings = ".vml";
    private const string OfPictures = ".svg";
    private const string DrawingNamespace = "urn:schemas-microsoft-com:";
    private const int MostDepth = 1000;
    private const int MostDrawingBytes = 8 * 1024 * 1024;

    /// <summary>Ends of the types of relationships, and what is said of them.</summary>
    private static readonly Dictionary<string, Func<RuleException>> Relationships = new(StringComparer.OrdinalIgnoreCase)
    {
        ["oleObject"] = ActiveContent.Embedded,
        ["package"] = ActiveContent.Embedded,
        ["aFChunk"] = ActiveContent.Embedded,
        ["subDocument"] = ActiveContent.Link,
        ["frame"] = ActiveContent.Link,
        ["attachedTemplate"] = ActiveContent.Link,
        ["externalLink"] = ActiveContent.Link,
        ["externalLinkPath"] = ActiveContent.Link,
        ["control"] = ActiveContent.Control,
        ["activeXControlBinary"] = ActiveContent.Control,
        ["webextension"] = ActiveContent.Control,
        ["webextensiontaskpanes"] = ActiveContent.Control,
        ["extensibility"] = ActiveContent.Control,
        ["connections"] = ActiveContent.Data,
        ["queryTable"] = ActiveContent.Data,
        ["powerPivotData"] = ActiveContent.Data,
        ["mailMergeSource"] = ActiveContent.Data,
        ["recipientData"] = ActiveContent.Data,
        ["vbaProject"] = Macros,
        ["wordVbaData"] = Macros,
        ["xlMacrosheet"] = Macros,
        ["xlIntlMacrosheet"] = Macros,
        ["dialogsheet"] = Macros,
        ["attachedToolbars"] = Macros,
    };

    private static readonly (string Part, Func<RuleException> Why)[] Names =
    [
        ("embeddings/", ActiveContent.Embedded),
        ("activeX/", ActiveContent.Control),
        ("webextensions/", ActiveContent.Control),
        ("customUI/", ActiveContent.Control),
        ("externalLinks/", ActiveContent.Link),
        ("queryTables/", ActiveContent.Data),
        ("xl/connections", ActiveContent.Data),
        ("xl/model/", ActiveContent.Data),
        ("macrosheets/", Macros),
        ("dialogsheets/", Macros),
    ];

    /// <summary>Elements whose text a spreadsheet calculates.</summary>
    private static readonly HashSet<string> Formulas = new(StringComparer.Ordinal)
    {
        "f",
        "formula",
        "formula1",
        "formula2",
        "oldFormula",
        "definedName",
        "calculatedColumnFormula",
        "totalsRowFormula",
    };

    // Marks of an encoding, blanks, and the empty bytes of wide characters.
    private static ReadOnlySpan<byte> BeforeXml => [0xEF, 0xBB, 0xBF, 0xFE, 0xFF, 0, 9, 10, 13, 32];

    private static ReadOnlySpan<byte> OtherXml => [0x4C, 0x6F, 0xA7, 0x94];

    private static readonly HashSet<string> OrdinaryLinks = new(StringComparer.OrdinalIgnoreCase) { "http", "https", "mailto", "tel" };

    /// <exception cref="RuleException">There is active content; the sentence says of what sort.</exception>
    public static async Task EnsureNoneAsync(OfficePackage package, CancellationToken cancellation)
    {
        foreach (var part in package.Parts)
        {
            var name = part.Name.Replace('\\', '/').TrimStart('/');
            foreach (var (of, why) in Names)
            {
                if (name.StartsWith(of, StringComparison.OrdinalIgnoreCase) || name.Contains("/" + of, StringComparison.OrdinalIgnoreCase))
                {
                    throw why();
                }
            }

            if (name.EndsWith(OfPartsAfterName, StringComparison.OrdinalIgnoreCase))
            {
                await EnsureRelationshipsAsync(package, part, cancellation);
            }
            else if (name.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) || await BeginsAsXmlAsync(package, part, cancellation))
            {
                await EnsureXmlAsync(package, part, name, cancellation);
            }
        }
    }

    // The name of a part says nothing: which one is a letter or a sheet, the relationships and content types say. Whatever the encoding,
    // the first mark of XML is this one; in EBCDIC, which some programs read and this one refuses, it is another.
    private static async Task<bool> BeginsAsXmlAsync(OfficePackage package, PackagePart part, CancellationToken cancellation)
    {
        await using var content = await package.OpenAsync(part, cancellation);
        var piece = new byte[256];
        for (
            var isFirst = true;
            await content.ReadAtLeastAsync(piece, piece.Length, false, cancellation) is var count and > 0;
            isFirst = false
        )
        {
            var read = piece.AsSpan(0, count);
            if ((isFirst && read.StartsWith(OtherXml)) || read.TrimStart(BeforeXml) is [(byte)'<', ..])
            {
                return true;
            }

            if (!read.TrimStart(BeforeXml).IsEmpty)
            {
                return false;
            }
        }

        return false;
    }

    private static async Task EnsureXmlAsync(OfficePackage package, PackagePart part, string name, CancellationToken cancellation)
    {
        try
        {
            await EnsureTextAsync(package, part, name.EndsWith(OfPictures, StringComparison.OrdinalIgnoreCase), cancellation);
        }
        catch (XmlException) when (name.EndsWith(OfDrawings, StringComparison.OrdinalIgnoreCase))
        {
            // Excel writes ends of lines into its drawings that are no XML.
            await EnsureDrawingAsync(package, part, cancellation);
        }
    }

    private static RuleException Macros() => new(DocumentTexts.HasMacros);

    private static async Task EnsureRelationshipsAsync(OfficePackage package, PackagePart part, CancellationToken cancellation)
    {
        using var reader = await ReaderAsync(package, part, cancellation);
        while (await reader.ReadAsync())
        {
            if (reader.NodeType != XmlNodeType.Element || reader.LocalName != "Relationship")
            {
                continue;
            }

            var type = reader.GetAttribute("Type") ?? "";
            var kind = type[(type.TrimEnd('/').LastIndexOf('/') + 1)..].TrimEnd('/');
            if (Relationships.TryGetValue(kind, out var why))
            {
                throw why();
            }

            var isExternal = "External".Equals(reader.GetAttribute("TargetMode"), StringComparison.OrdinalIgnoreCase);
            if (isExternal && !(kind.Equals("hyperlink", StringComparison.OrdinalIgnoreCase) && IsOrdinary(reader.GetAttribute("Target"))))
            {
                throw ActiveContent.Link();
            }
        }
    }

    // A link that somebody has to click, to a page or an address; one to a file may lead anywhere in the office's network.
    private static bool IsOrdinary(string? target) =>
        target is not null
        && (
            target.StartsWith('#')
            || (Uri.TryCreate(target, UriKind.Absolute, out var address) && !address.IsUnc && OrdinaryLinks.Contains(address.Scheme))
        );

    /// <summary>Fields of letters, formulas of sheets, pictures of drawings.</summary>
    private static async Task EnsureTextAsync(OfficePackage package, PackagePart part, bool isPicture, CancellationToken cancellation)
    {
        var fields = new LetterFields();
        var open = new Stack<OpenElement>();
        using var reader = await ReaderAsync(package, part, cancellation, isPicture ? DtdProcessing.Ignore : DtdProcessing.Prohibit);
        while (await reader.ReadAsync())
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element when isPicture && open.Count == 0 && reader.LocalName == "svg":
                    return; // Drawn, and neither followed nor calculated.
                case XmlNodeType.Element:
                    EnsureElement(reader.LocalName);
                    EnsureAttributes(reader);
                    fields.Add(reader);
                    if (!reader.IsEmptyElement)
                    {
                        open.Push(OpenElement.Of(reader.LocalName, open));
                    }

                    break;
                case XmlNodeType.EndElement:
                    EnsureFormula(open.Pop());
                    break;
                case XmlNodeType.Text
                or XmlNodeType.CDATA
                or XmlNodeType.SignificantWhitespace
                or XmlNodeType.Whitespace when open.Count > 0:
                    var inside = open.Peek();
                    inside.Own?.Append(reader.Value);
                    inside.Whole?.Append(reader.Value);
                    fields.AddText(inside.Name, reader.Value);
                    break;
                default:
                    break;
            }

            if (open.Count > MostDepth)
            {
                throw new InvalidDataException("Elements lie deeper in each other than in any paper.");
            }
        }

        fields.EnsureNoneFetches();
    }

    // Its text may be in pieces. Whether a program reads over elements in it or takes their text for its own, it is held against both.
    private static void EnsureFormula(OpenElement element)
    {
        if (
            element.Own is { } own
            && (Fetching().IsMatch(own.ToString()) || (element.Whole!.Length > own.Length && Fetching().IsMatch(element.Whole.ToString())))
        )
        {
            throw ActiveContent.Data();
        }
    }

    private static async Task EnsureDrawingAsync(OfficePackage package, PackagePart part, CancellationToken cancellation)
    {
        if (part.Bytes > MostDrawingBytes)
        {
            throw new RuleException(DocumentTexts.UnpackedTooLarge);
        }

        using var reader = new StreamReader(await package.OpenAsync(part, cancellation));
        foreach (Match address in AddressInDrawing().Matches(await reader.ReadToEndAsync(cancellation)))
        {
            if (LeadsElsewhere(WebUtility.HtmlDecode(address.Groups["value"].Value)))
            {
                throw ActiveContent.Link();
            }
        }
    }

    /// <summary>Drawings in the older language name their pictures by address as well, without a relationship. A shape may lead to a page
    /// that somebody has to click.</summary>
    private static void EnsureAttributes(XmlReader element)
    {
        var isDrawing = element.NamespaceURI.StartsWith(DrawingNamespace, StringComparison.OrdinalIgnoreCase);
        var isPicture = element.LocalName is "imagedata" or "fill" or "stroke";
        for (var found = element.MoveToFirstAttribute(); found; found = element.MoveToNextAttribute())
        {
            switch (element.LocalName)
            {
                case "src" or "althref" when isDrawing && LeadsElsewhere(element.Value):
                case "href" when isDrawing && LeadsElsewhere(element.Value) && (isPicture || !IsOrdinary(element.Value)):
                    throw ActiveContent.Link();
                case "formula" when Fetching().IsMatch(element.Value):
                    throw ActiveContent.Data();
                default:
                    break;
            }
        }

        element.MoveToElement();
    }

    private static bool LeadsElsewhere(string address) =>
        address.Trim() is { Length: > 0 } path
        && path[0] != '#'
        && (path[0] is '/' or '\\' || path.Contains(':', StringComparison.Ordinal));

    private static void EnsureElement(string name)
    {
        switch (name)
        {
            case "ddeLink":
                throw ActiveContent.Command();
            case "oleLink" or "externalBook":
                throw ActiveContent.Link();
            case "oleObject" or "OLEObject" or "altChunk" or "objectEmbed" or "objectLink":
                throw ActiveContent.Embedded();
            case "webPublishItem" or "dbPr" or "webPr" or "olapPr" or "mailMerge" or "DataMashup":
                throw ActiveContent.Data();
            default:
                break;
        }
    }

    private static async Task<XmlReader> ReaderAsync(
        OfficePackage package,
        PackagePart part,
        CancellationToken cancellation,
        DtdProcessing definitions = DtdProcessing.Prohibit
    ) =>
        // No document type definition (that of a picture is read over), nothing fetched from elsewhere (ASVS 1.5.1).
        XmlReader.Create(
            await package.OpenAsync(part, cancellation),
            new XmlReaderSettings
            {
                Async = true,
                CloseInput = true,
                DtdProcessing = definitions,
                XmlResolver = null,
            }
        );

    /// <summary>An element that has not ended yet. A formula collects its text, and that with what is in elements within it.</summary>
    private readonly record struct OpenElement(string Name, StringBuilder? Own, StringBuilder? Whole)
    {
        public static OpenElement Of(string name, Stack<OpenElement> around) =>
            Formulas.Contains(name)
                ? new(name, new StringBuilder(), new StringBuilder())
                : new(name, null, around.TryPeek(out var outer) ? outer.Whole : null);
    }

    [GeneratedRegex(
        @"\b(" + ActiveContent.FetchingFunctions + @")\s*\(|[\w'\]]\|\s*'[^']*'\s*!",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        1000
    )]
    private static partial Regex Fetching();

    [GeneratedRegex(
        @"\b(src|href|althref)\s*=\s*(""(?<value>[^""]*)|'(?<value>[^']*)|(?<value>[^\s""'>]+))",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        1000
    )]
    private static partial Regex AddressInDrawing();
}
