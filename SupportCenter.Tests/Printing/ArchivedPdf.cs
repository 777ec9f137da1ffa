using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using PdfSharp.Pdf;
using PdfSharp.Pdf.Advanced;

namespace SupportCenter.Tests.Printing;

/// <summary>Reads what PDF/A-2 (level A) and PDF/UA-1 ask of a file and a program can see, through another library than the one that
/// wrote it. Gives each thing that is wrong.</summary>
internal sealed partial class ArchivedPdf
{
    static readonly HashSet<string> Shows = ["Tj", "TJ"];
    static readonly HashSet<string> Paints = ["S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "Do", "sh"];
    static readonly HashSet<string> DeviceColours = ["g", "G", "rg", "RG", "k", "K"];
    static readonly XNamespace Rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";

    readonly PrintedPdf file;
    readonly List<string> faults = [];
    readonly HashSet<PdfReference> visited = [];
    readonly Dictionary<(PdfReference Page, int Mark), PdfDictionary> elementOf = [];

    ArchivedPdf(PrintedPdf file) => this.file = file;

    PdfDictionary Catalog => file.Document.Internals.Catalog;

    /// <summary>Every fault; none for a good file.</summary>
    public static IReadOnlyList<string> FaultsIn(byte[] bytes)
    {
        using var file = new PrintedPdf(bytes);
        var check = new ArchivedPdf(file);
        check.ReadCatalog();
        check.ReadMetadata();
        check.ReadStructure();
        foreach (var page in file.Document.Pages.Cast<PdfPage>())
            check.ReadPage(page);
        check.ReadFonts();
        return check.faults;
    }

    void Ensure(bool holds, string fault)
    {
        if (!holds)
            faults.Add(fault);
    }

    void ReadCatalog()
    {
        Ensure(Catalog.Elements.GetDictionary("/MarkInfo")?.Elements.GetBoolean("/Marked") == true, "It does not say that it is tagged.");
        Ensure(Catalog.Elements.GetString("/Lang") == "ja-JP", "It has no language.");
        Ensure(
            Catalog.Elements.GetDictionary("/ViewerPreferences")?.Elements.GetBoolean("/DisplayDocTitle") == true,
            "Its title is not shown."
        );
        Ensure(file.Document.Info.Title.Length > 0, "It has no title.");
        Ensure(file.Raw.StartsWith("%PDF-1.7", StringComparison.Ordinal), "It is not PDF 1.7.");
        Ensure(file.Raw.Contains("/ID[<", StringComparison.Ordinal), "It has no identifier.");
        Ensure(!file.Raw.Contains("/Encrypt", StringComparison.Ordinal), "It is encrypted.");
    }

    void ReadMetadata()
    {
        var stream = Catalog.Elements.GetDictionary("/Metadata")!;
        Ensure(!stream.Elements.ContainsKey("/Filter"), "Its metadata is compressed.");
        var described = XDocument
            .Parse(Encoding.UTF8.GetString(stream.Stream.Value).Trim('\uFEFF'))
            .Descendants(Rdf + "Description")
            .Single();
        string Of(string space, string name) => described.Element(XNamespace.Get(space) + name)?.Value ?? "";
        Ensure(Of("http://www.aiim.org/pdfa/ns/id/", "part") == "2", "It does not say which part of PDF/A it keeps to.");
        Ensure(Of("http://www.aiim.org/pdfa/ns/id/", "conformance") == "A", "It does not say which level of PDF/A it keeps to.");
        Ensure(Of("http://www.aiim.org/pdfua/ns/id/", "part") == "1", "It does not say that it keeps to PDF/UA.");
        Ensure(Of("http://purl.org/dc/elements/1.1/", "title") == file.Document.Info.Title, "Its two titles differ.");
        Ensure(Of("http://purl.org/dc/elements/1.1/", "creator") == file.Document.Info.Author, "Its two authors differ.");
        Ensure(
            DateTimeOffset.Parse(Of("http://ns.adobe.com/xap/1.0/", "CreateDate"), CultureInfo.InvariantCulture).UtcDateTime
                == file.Document.Info.CreationDate.ToUniversalTime(),
            "Its two dates differ."
        );
    }

    void ReadStructure()
    {
        var root = Catalog.Elements.GetDictionary("/StructTreeRoot")!;
        var document = root.Elements.GetDictionary("/K")!;
        Ensure(document.Elements.GetName("/S") == "/Document", "Its structure is not that of a document.");
        var level = 0;
        Walk(document, root);
        Ensure(level > 0, "It has no heading.");

        void Walk(PdfDictionary element, PdfDictionary parent)
        {
            Ensure(visited.Add(element.Reference!), "An element is in two places.");
            Ensure(element.Elements.GetReference("/P") == parent.Reference, "An element does not know its parent.");
            var type = element.Elements.GetName("/S");
            var kids = element.Elements.GetArray("/K")?.Elements.ToList() ?? [];
            if (type is ['/', 'H', var digit])
            {
                Ensure(digit - '0' <= level + 1, $"A heading of level {digit} comes after one of level {level}.");
                level = digit - '0';
            }

            Ensure(type is not ("/Figure" or "/Formula") || element.Elements.GetString("/Alt").Length > 0, "A picture has no words.");
            if (type == "/Table")
                ReadTable(element);
            foreach (var kid in kids)
                Enter(kid, element, type);
        }

        void Enter(PdfItem kid, PdfDictionary element, string type)
        {
            var page = element.Elements.GetReference("/Pg");
            switch (kid)
            {
                case PdfInteger mark:
                    Say((page!, mark.Value), element, type);
                    break;
                case PdfReference { Value: PdfDictionary inner }:
                    Walk(inner, element);
                    break;
                case PdfDictionary inline when inline.Elements.GetName("/Type") == "/MCR":
                    Say((inline.Elements.GetReference("/Pg")!, inline.Elements.GetInteger("/MCID")), element, type);
                    break;
                case PdfDictionary inline when inline.Elements.GetName("/Type") == "/OBJR":
                    var annotation = (PdfDictionary)inline.Elements.GetReference("/Obj")!.Value;
                    Ensure(annotation.Elements.GetString("/Contents").Length > 0, "A link has no words.");
                    Ensure(
                        OwnerOf(annotation.Elements.GetInteger("/StructParent")) == element.Reference,
                        "A link is lost in the structure."
                    );
                    break;
                default:
                    faults.Add("An element holds something unknown.");
                    break;
            }
        }
    }

    void Say((PdfReference Page, int Mark) content, PdfDictionary element, string type)
    {
        Ensure(type is not ("/Document" or "/Sect" or "/Table" or "/TR"), $"Text stands in a {type} itself.");
        Ensure(elementOf.TryAdd(content, element), "A text belongs to two elements.");
    }

    // Every row has the same columns, some cells are heads, and each head says of what.
    void ReadTable(PdfDictionary table)
    {
        var rows = table.Elements.GetArray("/K")!.Elements.Cast<PdfReference>().Select(row => (PdfDictionary)row.Value).ToList();
        Ensure(rows.TrueForAll(row => row.Elements.GetName("/S") == "/TR"), "A table holds something else than rows.");
        var (busy, widths, hasHead) = (new List<int>(), new List<int>(), false);
        foreach (var row in rows)
        {
            var column = 0;
            var cells = row.Elements.GetArray("/K")!.Elements.Cast<PdfReference>().Select(cell => (PdfDictionary)cell.Value);
            busy = [.. busy.Select(left => Math.Max(0, left - 1))];
            foreach (var cell in cells)
            {
                while (column < busy.Count && busy[column] > 0)
                    column++;
                var attributes = cell.Elements.GetDictionary("/A");
                var (down, across) = (SpanOf(attributes, "/RowSpan"), SpanOf(attributes, "/ColSpan"));
                var isHead = cell.Elements.GetName("/S") == "/TH";
                hasHead |= isHead;
                Ensure(
                    !isHead || attributes?.Elements.GetName("/Scope") is "/Row" or "/Column",
                    "A head does not say of what it is the head."
                );
                for (var end = column + across; column < end; column++)
                {
                    while (busy.Count <= column)
                        busy.Add(0);
                    busy[column] = down;
                }
            }

            while (column < busy.Count && busy[column] > 0)
                column++;
            widths.Add(column);
        }

        Ensure(hasHead, "A table has no heads.");
        Ensure(widths.Distinct().Count() == 1, $"The rows of a table have {string.Join(", ", widths.Distinct())} columns.");
    }

    static int SpanOf(PdfDictionary? attributes, string key) =>
        attributes?.Elements.ContainsKey(key) == true ? attributes.Elements.GetInteger(key) : 1;

    void ReadPage(PdfPage page)
    {
        Ensure(page.Elements.GetName("/Tabs") == "/S", "The tabulator does not follow the structure.");
        var owners = (PdfArray)OwnerItem(page.Elements.GetInteger("/StructParents"));
        var open = new Stack<string>();
        foreach (var (name, operands) in StepsOf(page))
        {
            if (name is "BDC" or "BMC")
            {
                var tag = operands[0];
                Ensure(open.Count == 0 || tag == "/Span", $"{tag} begins inside of {string.Join(' ', open)}.");
                open.Push(tag);
                if (name == "BDC" && MarkOf(operands[1]) is { } mark)
                    ReadMark(page, tag, mark, owners);
            }
            else if (name == "EMC")
                open.Pop();
            Ensure(
                !Shows.Contains(name) && !Paints.Contains(name) || open.Count > 0,
                $"{name} is neither in the structure nor outside of it."
            );
            Ensure(!DeviceColours.Contains(name), $"{name} is a colour that depends on the device.");
        }

        Ensure(open.Count == 0, "Marks are left open at the end of a page.");
        foreach (var annotation in page.Annotations.Elements.Select(item => (PdfDictionary)((PdfReference)item).Value))
            Ensure((annotation.Elements.GetInteger("/F") & 4) != 0, "A link is not printed with its page.");
    }

    void ReadMark(PdfPage page, string tag, int mark, PdfArray owners)
    {
        var isTagged = elementOf.TryGetValue((page.Reference!, mark), out var element);
        Ensure(isTagged, "A text is not in the structure.");
        if (!isTagged)
            return;
        Ensure(element!.Elements.GetName("/S") == tag, "A text is marked as something else than its element.");
        Ensure(owners.Elements.GetReference(mark) == element.Reference, "A text does not find its element.");
    }

    // The operators of a page with what stands before each. PDFsharp's reader loses the properties of marked content.
    static IEnumerable<(string Name, List<string> Operands)> StepsOf(PdfPage page)
    {
        var content = Encoding.Latin1.GetString(page.Contents.CreateSingleContent().Stream.UnfilteredValue);
        List<string> operands = [];
        foreach (Match token in Tokens().Matches(content))
        {
            if (char.IsAsciiLetter(token.Value[0]))
            {
                yield return (token.Value, operands);
                operands = [];
            }
            else
                operands.Add(token.Value);
        }
    }

    [GeneratedRegex(@"<<.*?>>|<[0-9A-F]*>|\[.*?\]|/\w+|[-.\d]+|[A-Za-z]+\*?", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 5000)]
    private static partial Regex Tokens();

    static int? MarkOf(string properties)
    {
        var at = properties.IndexOf("/MCID", StringComparison.Ordinal);
        return at < 0
            ? null
            : int.Parse(string.Concat(properties[(at + 5)..].Trim().TakeWhile(char.IsDigit)), CultureInfo.InvariantCulture);
    }

    PdfItem OwnerItem(int key)
    {
        var numbers = Catalog.Elements.GetDictionary("/StructTreeRoot")!.Elements.GetDictionary("/ParentTree")!.Elements.GetArray("/Nums")!;
        for (var at = 0; at < numbers.Elements.Count; at += 2)
        {
            if (numbers.Elements.GetInteger(at) == key)
                return ((PdfReference)numbers.Elements[at + 1]).Value;
        }

        throw new InvalidOperationException($"Nothing has the key {key}.");
    }

    PdfReference OwnerOf(int key) => ((PdfObject)OwnerItem(key)).Reference!;

    void ReadFonts()
    {
        foreach (var font in file.Fonts)
        {
            var descendant = font.Elements.GetArray("/DescendantFonts")!.Elements.GetDictionary(0)!;
            var program = descendant.Elements.GetDictionary("/FontDescriptor")?.Elements.GetDictionary("/FontFile2");
            Ensure(program is not null, "A typeface is not embedded.");
            Ensure(font.Elements.GetDictionary("/ToUnicode") is not null, "A typeface does not say what its glyphs stand for.");
            Ensure(descendant.Elements.GetName("/CIDToGIDMap") == "/Identity", "A typeface does not say which glyph a number is.");
            if (program is not null)
                ReadWidths(descendant.Elements.GetArray("/W")!, new EmbeddedTrueType(program.Stream.UnfilteredValue));
        }
    }

    // The document and the typeface in it must agree to a thousandth of the type size (ISO 19005-2, 6.2.11.5).
    void ReadWidths(PdfArray widths, EmbeddedTrueType program)
    {
        var (first, list) = (widths.Elements.GetInteger(0), widths.Elements.GetArray(1)!);
        Ensure(first + list.Elements.Count <= program.GlyphCount, "Widths of no glyph.");
        for (var at = 0; at < list.Elements.Count; at++)
            Ensure(Math.Abs(list.Elements.GetReal(at) - program.WidthOf(first + at)) <= 1, $"The width of glyph {first + at} differs.");
    }
}
