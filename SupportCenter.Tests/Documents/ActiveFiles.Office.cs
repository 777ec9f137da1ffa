using System.Text;

namespace SupportCenter.Tests.Documents;

/// <summary>Letters and workbooks that do something when they are opened.</summary>
internal static partial class ActiveFiles
{
    private static IEnumerable<(string Name, string What, string Said, Func<byte[]> File)> Letters()
    {
        const string name = "計画書.docx";
        foreach (
            var (kind, reason) in new[]
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
            yield return (name, $"external {kind}", reason, () => Letter("", Relation(kind, "http://elsewhere.invalid/x", external: true)));
            yield return (name, $"external {kind}, strict", reason, () =>
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
                "<w:p><w:r><w:instrText>DD</w:instrText></w:r><w:r><w:instrText>E</w:instrText></w:r>"
                    + "<w:r><w:instrText>AUTO x</w:instrText></w:r></w:p>"
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
            var (stream, reason) in new[]
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
                yield return (name, "stream " + written, reason, () => SampleFiles.Compound(written));
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
}
