using System.Text;
using System.Text.RegularExpressions;
using System.Xml;

namespace SupportCenter.Domain.Documents.Formats;

/// <summary>Looks for active content in the parts of a workbook or a letter: by the relationships between them, which say what a part is
/// for whatever its name is, by names, and by what is in fields and formulas.</summary>
internal static partial class ActiveParts
{
    private const string OfPartsAfterName = ".rels";
    private const char FieldBegins = '\u0001';

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
            else if (name.EndsWith(".xml", StringComparison.OrdinalIgnoreCase))
            {
                await EnsureTextAsync(package, part, cancellation);
            }
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

    /// <summary>Fields of letters (their words may be cut into many pieces) and formulas of sheets.</summary>
    private static async Task EnsureTextAsync(OfficePackage package, PackagePart part, CancellationToken cancellation)
    {
        var fields = new StringBuilder();
        using var reader = await ReaderAsync(package, part, cancellation);
        for (string? inside = null; await reader.ReadAsync(); )
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    inside = reader.IsEmptyElement ? null : reader.LocalName;
                    EnsureElement(reader.LocalName);
                    fields.Append(
                        reader.LocalName switch
                        {
                            "fldSimple" => FieldBegins + InstructionOf(reader),
                            "fldChar" when AttributeOf(reader, "fldCharType") == "begin" => FieldBegins.ToString(),
                            _ => "",
                        }
                    );
                    break;
                case XmlNodeType.EndElement:
                    inside = null;
                    break;
                case XmlNodeType.Text
                or XmlNodeType.CDATA
                or XmlNodeType.SignificantWhitespace when inside is "instrText" or "delInstrText":
                    fields.Append(reader.Value);
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA when inside is "f" && Fetching().IsMatch(reader.Value):
                    throw ActiveContent.Data();
                default:
                    break;
            }
        }

        if (FieldThatFetches().IsMatch(fields.ToString()))
        {
            throw ActiveContent.Command();
        }
    }

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

    private static string InstructionOf(XmlReader field) => AttributeOf(field, "instr");

    private static string AttributeOf(XmlReader field, string name)
    {
        for (var found = field.MoveToFirstAttribute(); found; found = field.MoveToNextAttribute())
        {
            if (field.LocalName == name)
            {
                var instruction = field.Value;
                field.MoveToElement();
                return instruction;
            }
        }

        field.MoveToElement();
        return "";
    }

    private static async Task<XmlReader> ReaderAsync(OfficePackage package, PackagePart part, CancellationToken cancellation) =>
        // No document type definition, nothing fetched from elsewhere (ASVS 1.5.1).
        XmlReader.Create(
            await package.OpenAsync(part, cancellation),
            new XmlReaderSettings
            {
                Async = true,
                CloseInput = true,
                DtdProcessing = DtdProcessing.Prohibit,
                XmlResolver = null,
            }
        );

    // What is fetched or started by a field; the field that writes words as numbers of characters, so that nobody sees them; and a field
    // whose name another field has to write.
    [GeneratedRegex(
        @"(\A|\u0001)\s*(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|LINK|IMPORT|DATABASE|MACROBUTTON)\b|\bQUOTE\s+\d|\u0001\s*\u0001",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        1000
    )]
    private static partial Regex FieldThatFetches();

    [GeneratedRegex(
        @"\b(WEBSERVICE|RTD|CALL|REGISTER\.ID|EXEC|IMAGE|SQL\.REQUEST)\s*\(|\w\|\s*'[^']*'\s*!",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        1000
    )]
    private static partial Regex Fetching();
}
