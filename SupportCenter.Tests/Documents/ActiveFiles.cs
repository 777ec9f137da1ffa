using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace SupportCenter.Tests.Documents;

/// <summary>Small files that do something when they are opened, one for each way, and ordinary ones that look a little like them.</summary>
internal static class ActiveFiles
{
    private const string Rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
    private const string StrictRel = "http://purl.oclc.org/ooxml/officeDocument/relationships/";
    private const string LetterType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
    private const string W = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

    /// <summary>Name of the file, what is said of it, the file.</summary>
    public static IReadOnlyDictionary<string, (string Name, string Said, Func<byte[]> File)> Refused { get; } =
        Letters()
            .Concat(Sheets())
            .Concat(OldWorkbooks())
            .Concat(Pdfs())
            .Concat(Tables())
            .ToDictionary(entry => $"{entry.Name}: {entry.What}", entry => (entry.Name, entry.Said, entry.File), StringComparer.Ordinal);

    /// <summary>What looks a little like it and is ordinary.</summary>
    public static IReadOnlyDictionary<string, (string Name, Func<byte[]> File)> Ordinary { get; } =
        new Dictionary<string, (string, Func<byte[]>)>(StringComparer.Ordinal)
        {
            ["a letter with links to pages and addresses"] = ("手紙.docx", () =>
                Letter(
                    "",
                    Relation("hyperlink", "https://www.example.com/", external: true),
                    Relation("hyperlink", "mailto:someone@example.com", external: true),
                    Relation("image", "media/image1.png")
                )
            ),
            ["a letter with fields for pages and dates"] = ("手紙.docx", () =>
                Letter(
                    "<w:p><w:instrText> PAGE \\* MERGEFORMAT </w:instrText><w:instrText> HYPERLINK \"https://example.com/link/database\" </w:instrText></w:p>"
                )
            ),
            ["a sheet with formulas"] = ("売上.xlsx", () => Sheet("<f>SUM(A1:A3)*IF(B1=\"|\",1,2)</f>")),
            ["a sheet with form controls"] = ("相談票.xlsx", () => Sheet("", Relation("ctrlProp", "../ctrlProps/ctrlProp1.xml"))),
            ["an old workbook of two sheets"] = ("売上.xls", () => Old(Bound(0), Bound(2), SupBook(0x0401), SupBook(0x3A01))),
            ["a PDF that opens at a place"] = ("案内.pdf", () => Pdf("/OpenAction[3 0 R/FitH null]")),
            ["a PDF that goes to a place"] = ("案内.pdf", () => Pdf("/OpenAction<</S/GoTo/D[3 0 R/Fit]>>")),
            ["a PDF with a link to a page"] = ("案内.pdf", () => Pdf("/X<</S/URI/URI(https://example.com)>>")),
            ["a PDF with packed objects"] = ("案内.pdf", () => Packed("<</Type/Font/BaseFont/Helvetica>>", "")),
            ["a PDF whose packed object is a place"] = ("案内.pdf", () => Packed("<</S/GoTo/D[3 0 R/Fit]>>", "/OpenAction 9 0 R")),
            ["a table with sums, signs and numbers below zero"] = ("売上.csv", () =>
                Encoding.UTF8.GetBytes("売上,差額\r\n=SUM(A1:A3),-1200\r\n+81-75-000-0000,@例示\r\n\"A|B\",x\r\n")
            ),
        };

    private static IEnumerable<(string Name, string What, string Said, Func<byte[]> File)> Letters()
    {
        const string name = "計画書.docx";
        foreach (
            var (kind, said) in new[]
            {
                ("attachedTemplate", "リンク"),
                ("image", "リンク"),
                ("externalLinkPath", "リンク"),
                ("oleObject", "埋め込まれた"),
                ("package", "埋め込まれた"),
                ("subDocument", "リンク"),
                ("frame", "リンク"),
                ("mailMergeSource", "データ"),
                ("settings", "リンク"),
                ("anythingElse", "リンク"),
            }
        )
        {
            yield return (name, $"external {kind}", said, () => Letter("", Relation(kind, "http://elsewhere.invalid/x", external: true)));
            yield return (name, $"external {kind}, strict", said, () =>
                Letter("", Relation(kind, "\\\\elsewhere.invalid\\x", external: true).Replace(Rel, StrictRel, StringComparison.Ordinal))
            );
        }

        yield return (name, "a link to a file", "リンク", () =>
            Letter("", Relation("hyperlink", "file://server/share/x.exe", external: true))
        );
        yield return (name, "a link into the network", "リンク", () =>
            Letter("", Relation("hyperlink", "\\\\server\\share", external: true))
        );
        yield return (name, "OLE object under another name", "埋め込まれた", () => Letter("", Relation("oleObject", "media/picture.png")));
        yield return (name, "embedded package", "埋め込まれた", () => Letter("", Relation("package", "x/y.bin")));
        yield return (name, "ActiveX", "ActiveX", () => Letter("", Relation("control", "x.xml")));
        yield return (name, "embedded web page", "埋め込まれた", () => Letter("", Relation("aFChunk", "x.html")));
        yield return (name, "folder of embedded files", "埋め込まれた", () => Letter("", [], ("word/embeddings/oleObject1.bin", "x")));
        yield return (name, "macros", "マクロ", () => Letter("", Relation("vbaProject", "x.bin")));
        yield return (name, "web add-in", "ActiveX", () => Letter("", [], ("word/webextensions/webextension1.xml", "<x/>")));
        foreach (
            var field in new[]
            {
                "DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe \"/k calc\"",
                "DDE excel x y",
                "ddeauto excel x",
                "INCLUDEPICTURE \"http://elsewhere.invalid/x.png\"",
                "INCLUDETEXT \"\\\\\\\\server\\\\x.docx\"",
                "LINK Excel.Sheet x",
                "IMPORT x",
                "DATABASE \\d x",
                "QUOTE 68 68 69",
            }
        )
        {
            var escaped = System.Security.SecurityElement.Escape(field);
            yield return (name, $"field {field}", "DDE", () => Letter($"<w:p><w:instrText>{escaped}</w:instrText></w:p>"));
            yield return (name, $"simple field {field}", "DDE", () => Letter($"<w:fldSimple w:instr=\"{escaped}\"/>"));
        }

        yield return (name, "a field in pieces", "DDE", () =>
            Letter(
                "<w:p><w:r><w:instrText>DD</w:instrText></w:r><w:r><w:instrText>E</w:instrText></w:r><w:r><w:instrText>AUTO x</w:instrText></w:r></w:p>"
            )
        );
        const string begin = "<w:fldChar w:fldCharType=\"begin\"/>";
        yield return (name, "a field within a field", "DDE", () =>
            Letter($"<w:p>{begin}<w:instrText>IF 1 </w:instrText>{begin}<w:instrText> DDE x</w:instrText></w:p>")
        );
        yield return (name, "a field that another one names", "DDE", () =>
            Letter($"<w:p>{begin}{begin}<w:instrText>QUOTE \"D\"</w:instrText></w:p>")
        );
        yield return (name, "mail merge", "データ", () =>
            Letter("", [], ("word/settings.xml", $"<w:settings {W}><w:mailMerge/></w:settings>"))
        );
    }

    private static IEnumerable<(string Name, string What, string Said, Func<byte[]> File)> Sheets()
    {
        const string name = "売上.xlsx";
        yield return (name, "DDE link", "DDE", () =>
            Sheet("", [], ("xl/links/x.xml", "<externalLink><ddeLink ddeService=\"cmd\" ddeTopic=\"/c calc\"/></externalLink>"))
        );
        yield return (name, "link to a workbook", "リンク", () => Sheet("", Relation("externalLink", "links/x.xml")));
        yield return (name, "folder of links", "リンク", () => Sheet("", [], ("xl/externalLinks/externalLink1.xml", "<externalLink/>")));
        yield return (name, "OLE object", "埋め込まれた", () => Sheet("<oleObjects><oleObject progId=\"Package\"/></oleObjects>"));
        yield return (name, "ActiveX", "ActiveX", () => Sheet("", [], ("xl/activeX/activeX1.xml", "<x/>")));
        yield return (name, "connections", "データ", () => Sheet("", Relation("connections", "x.xml")));
        yield return (name, "connection under another name", "データ", () =>
            Sheet("", [], ("xl/y.xml", "<connections><connection><dbPr connection=\"x\"/></connection></connections>"))
        );
        yield return (name, "query table", "データ", () => Sheet("", Relation("queryTable", "x.xml")));
        yield return (name, "Power Query", "データ", () =>
            Sheet("", [], ("customXml/item1.xml", "<DataMashup xmlns=\"http://schemas.microsoft.com/DataMashup\">AA==</DataMashup>"))
        );
        yield return (name, "macro sheet", "マクロ", () => Sheet("", Relation("xlMacrosheet", "x.xml")));
        yield return (name, "macro sheet by its folder", "マクロ", () => Sheet("", [], ("xl/macrosheets/sheet1.xml", "<x/>")));
        yield return (name, "ribbon", "ActiveX", () => Sheet("", [], ("customUI/customUI.xml", "<x/>")));
        yield return (name, "WEBSERVICE", "データ", () => Sheet("<f>_xlfn.WEBSERVICE(\"http://elsewhere.invalid\")</f>"));
        yield return (name, "DDE in a formula", "データ", () => Sheet("<f>cmd|'/c calc'!A0</f>"));
    }

    private static IEnumerable<(string Name, string What, string Said, Func<byte[]> File)> OldWorkbooks()
    {
        const string name = "売上.xls";
        yield return (name, "macro sheet of Excel 4.0", "マクロ", () => Old(Bound(0), Bound(1)));
        yield return (name, "sheet of Visual Basic", "マクロ", () => Old(Bound(6)));
        yield return (name, "macro sheet by its beginning", "マクロ", () => Old(Record(0x0809, 0, 6, 0x40, 0)));
        yield return (name, "link to a workbook", "リンク", () => Old(SupBook(0x0010)));
        yield return (name, "query table", "データ", () => Old(Record(0x01AD, 0, 0)));
        yield return (name, "database query", "データ", () => Old(Record(0x00DC, 0, 0)));
        yield return (name, "connection", "データ", () => Old(Record(0x0876, 0, 0)));
        yield return (name, "pivot table of a query", "データ", () => Old(Record(0x00E3, 2, 0)));
        yield return (name, "password behind other records", "パスワード", () => Old(Bound(0), Record(0x002F, 0, 0)));
        foreach (
            var (stream, said) in new[]
            {
                ("_VBA_PROJECT_CUR", "マクロ"),
                ("VBA", "マクロ"),
                ("MBD00A1B2C3", "埋め込まれた"),
                ("LNK00A1B2C3", "埋め込まれた"),
                ("\u0001Ole10Native", "埋め込まれた"),
                ("Ctls", "ActiveX"),
            }
        )
        {
            yield return (name, "stream " + stream, said, () => SampleFiles.Compound(stream));
        }
    }

    private static IEnumerable<(string Name, string What, string Said, Func<byte[]> File)> Pdfs()
    {
        const string name = "申請書.pdf";
        foreach (
            var (what, said) in new[]
            {
                ("/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>", "スクリプト"),
                ("/OpenAction<</S/J#61vaScript/JS 7 0 R>>", "スクリプト"),
                ("/AA<</O<</S/#4A#61#76#61#53#63#72#69#70#74/JS(x)>>>>", "スクリプト"),
                ("/Names<</JavaScript<</Names[(x)7 0 R]>>>>", "スクリプト"),
                ("/AcroForm<</XFA 7 0 R>>", "スクリプト"),
                ("/X<</S/Rendition/JS(x)>>", "スクリプト"),
                ("/OpenAction<</S/URI/URI(http://elsewhere.invalid)>>", "スクリプト"),
                ("/OpenAction 7 0 R", "スクリプト"),
                ("/X<</S/Launch/F(cmd.exe)>>", "DDE"),
                ("/X<</S/SubmitForm/F(http://elsewhere.invalid)>>", "DDE"),
                ("/X<</S/ImportData/F(x)>>", "DDE"),
                ("/X<</S/GoToR/F(\\\\\\\\server\\\\x)>>", "リンク"),
                ("/X<</S/GoToE/T<<>>>>", "リンク"),
                ("/Names<</EmbeddedFiles<</Names[]>>>>", "埋め込まれた"),
                ("/X<</Type/EmbeddedFile>>", "埋め込まれた"),
                ("/X<</Type/Embedded#46ile>>", "埋め込まれた"),
                ("/X<</Subtype/RichMedia>>", "埋め込まれた"),
                ("/X<</Encrypt 7 0 R>>", "パスワード"),
            }
        )
        {
            yield return (name, what, said, () => Pdf(what));
            yield return (name, "packed " + what, said, () => Packed($"<<{what}>>", ""));
        }

        yield return (name, "opening by a packed object", "スクリプト", () => Packed("<</S/URI/URI(x)>>", "/OpenAction 9 0 R"));
    }

    private static IEnumerable<(string Name, string What, string Said, Func<byte[]> File)> Tables()
    {
        foreach (
            var cell in new[]
            {
                "=cmd|'/c calc'!A0",
                "+cmd|'/c calc'!A0",
                "-2+3+cmd|'/c calc'!A0",
                "@SUM(1)|x!A0",
                "=WEBSERVICE(\"http://x\")",
            }
        )
        {
            yield return ("表.csv", cell, "DDE", () => Encoding.UTF8.GetBytes($"企業名,売上\r\n例示,{cell}\r\n"));
            yield return ("表.csv", "quoted " + cell, "DDE", () =>
                Encoding.UTF8.GetBytes($"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\",x\r\n")
            );
            yield return ("表.csv", "UTF-16 " + cell, "DDE", () =>
                [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes($"例示\t{cell}\r\n")]
            );
        }
    }

    private static string Relation(string kind, string target, bool external = false) =>
        $"<Relationship Id=\"r{kind}\" Type=\"{Rel}{kind}\" Target=\"{System.Security.SecurityElement.Escape(target)}\"{(external ? " TargetMode=\"External\"" : "")}/>";

    private static byte[] Letter(string body, params string[] relations) => Letter(body, relations, []);

    private static byte[] Letter(string body, string[] relations, params (string Name, string Xml)[] more) =>
        Package(
            "word/document.xml",
            LetterType,
            $"<w:document {W}><w:body>{body}</w:body></w:document>",
            "word/_rels/document.xml.rels",
            relations,
            more
        );

    private static byte[] Sheet(string body, params string[] relations) => Sheet(body, relations, []);

    private static byte[] Sheet(string body, string[] relations, params (string Name, string Xml)[] more) =>
        Package(
            "xl/workbook.xml",
            SampleFiles.WorkbookType,
            "<workbook/>",
            "xl/_rels/workbook.xml.rels",
            relations,
            [("xl/worksheets/sheet1.xml", $"<worksheet><sheetData>{body}</sheetData></worksheet>"), .. more]
        );

    private static byte[] Package(
        string main,
        string type,
        string content,
        string rels,
        string[] relations,
        (string Name, string Xml)[] more
    ) =>
        SampleFiles.Zip([
            (
                "[Content_Types].xml",
                Encoding.UTF8.GetBytes(
                    $"<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Override PartName=\"/{main}\" ContentType=\"{type}\"/></Types>"
                )
            ),
            (main, Encoding.UTF8.GetBytes(content)),
            (
                rels,
                Encoding.UTF8.GetBytes(
                    $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{string.Concat(relations)}</Relationships>"
                )
            ),
            .. more.Select(part => (part.Name, Encoding.UTF8.GetBytes(part.Xml))),
        ]);

    private static byte[] Old(params byte[][] records) =>
        SampleFiles.Compound("Workbook", [.. Record(0x0809, 0, 6, 5, 0), .. records.SelectMany(record => record)]);

    private static byte[] Bound(byte kind) => Record(0x0085, 0, 0, 0, 0, 0, kind, 1, 0, (byte)'A');

    private static byte[] SupBook(ushort kind) => Record(0x01AE, 1, 0, (byte)kind, (byte)(kind >> 8));

    private static byte[] Record(ushort type, params byte[] content)
    {
        var record = new byte[4 + content.Length];
        BinaryPrimitives.WriteUInt16LittleEndian(record, type);
        BinaryPrimitives.WriteUInt16LittleEndian(record.AsSpan(2), (ushort)content.Length);
        content.CopyTo(record, 4);
        return record;
    }

    private static byte[] Pdf(string catalogue) =>
        Encoding.Latin1.GetBytes(
            Encoding.Latin1.GetString(SampleFiles.Pdf).Replace("/Pages 2 0 R", "/Pages 2 0 R" + catalogue, StringComparison.Ordinal)
        );

    /// <summary>A PDF in which object 9 is in a packed stream of objects.</summary>
    private static byte[] Packed(string packedObject, string catalogue)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZLibStream(stream, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            zip.Write(Encoding.Latin1.GetBytes("9 0 " + packedObject));
        }

        var head = $"8 0 obj\n<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length {stream.Length}>>stream\n";
        var file = Encoding.Latin1.GetString(Pdf(catalogue));
        var at = file.IndexOf("xref\n", StringComparison.Ordinal);
        return Encoding.Latin1.GetBytes(
            file[..at] + head + Encoding.Latin1.GetString(stream.ToArray()) + "\nendstream\nendobj\n" + file[at..]
        );
    }
}
