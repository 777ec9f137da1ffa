using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;
using System.Text.RegularExpressions;
using SupportCenter.Domain.Reports;

namespace SupportCenter.Portal.Reports;

/// <summary>Writes sheets as an .xlsx straight into a stream, row by row, each printed page marked with who took it out. The heads stay in
/// sight and filter their columns; on paper the sheet lies, as wide as a page, with the heads on each.</summary>
/// <remarks>The package is put together here: the Open XML library keeps every part in memory until it is closed, and makes an object of
/// each cell; a workbook on disk would be personal data in clear. Tests hold it against the library's validator.</remarks>
public static partial class DataWorkbook
{
    private const int MostRows = 1_048_576;
    private const int SampledRows = 200;
    private const double LeastWidth = 8;
    private const double MostWidth = 48;
    private const string Relationships = "http://schemas.openxmlformats.org/package/2006/relationships";
    private const string OfficeRelationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Spreadsheet = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string MainType = "application/vnd.openxmlformats-officedocument.spreadsheetml.";

    /// <summary>What browsers are told of the stream.</summary>
    public const string MediaType = MainType + "sheet";

    // Style 1 is that of the heads.
    private const string Styles =
        $"""<styleSheet xmlns="{Spreadsheet}"><fonts count="2"><font><sz val="11"/><name val="Yu Gothic"/></font><font><b/><sz val="11"/><name val="Yu Gothic"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs></styleSheet>""";

    /// <summary>Writes the sheets in their order. The stream need not be seekable; it is left open.</summary>
    /// <param name="header">Stands at the head of every printed page.</param>
    /// <param name="footer">Stands at its foot.</param>
    /// <exception cref="InvalidDataException">A sheet has more rows than a workbook can hold.</exception>
    public static async Task WriteAsync(
        Stream target,
        IReadOnlyList<ExportSheet> sheets,
        string header,
        string footer,
        CancellationToken cancellation
    )
    {
        await using var zip = await ZipArchive.CreateAsync(target, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8, cancellation);
        await PartAsync(zip, "[Content_Types].xml", ContentTypes(sheets.Count), cancellation);
        await PartAsync(
            zip,
            "_rels/.rels",
            $"""<Relationships xmlns="{Relationships}"><Relationship Id="rId1" Type="{OfficeRelationships}/officeDocument" Target="xl/workbook.xml"/></Relationships>""",
            cancellation
        );
        await PartAsync(zip, "xl/_rels/workbook.xml.rels", WorkbookRelationships(sheets.Count), cancellation);
        await PartAsync(zip, "xl/workbook.xml", Workbook(sheets), cancellation);
        await PartAsync(zip, "xl/styles.xml", Styles, cancellation);
        for (var at = 0; at < sheets.Count; at++)
        {
            await using var part = await Entry(zip, $"xl/worksheets/sheet{at + 1}.xml").OpenAsync(cancellation);
            await WriteSheetAsync(part, sheets[at], header, footer, cancellation);
        }
    }

    /// <summary>A part without the time of its writing: the same content is the same file.</summary>
    private static ZipArchiveEntry Entry(ZipArchive zip, string name)
    {
        // Two thirds of the time for a fifth more bytes.
        var entry = zip.CreateEntry(name, CompressionLevel.Fastest);
        entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
        return entry;
    }

    private static async Task PartAsync(ZipArchive zip, string name, string xml, CancellationToken cancellation)
    {
        await using var part = await Entry(zip, name).OpenAsync(cancellation);
        await part.WriteAsync(Encoding.UTF8.GetBytes($"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>{xml}"""), cancellation);
    }

    private static string ContentTypes(int sheets) =>
        $"""<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="{MainType}sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="{MainType}styles+xml"/>"""
        + string.Concat(
            Enumerable
                .Range(1, sheets)
                .Select(at => $"""<Override PartName="/xl/worksheets/sheet{at}.xml" ContentType="{MainType}worksheet+xml"/>""")
        )
        + "</Types>";

    private static string WorkbookRelationships(int sheets) =>
        $"""<Relationships xmlns="{Relationships}">"""
        + string.Concat(
            Enumerable
                .Range(1, sheets)
                .Select(at => $"""<Relationship Id="rId{at}" Type="{OfficeRelationships}/worksheet" Target="worksheets/sheet{at}.xml"/>""")
        )
        + $"""<Relationship Id="rId{sheets + 1}" Type="{OfficeRelationships}/styles" Target="styles.xml"/></Relationships>""";

    private static string Workbook(IReadOnlyList<ExportSheet> sheets) =>
        $"""<workbook xmlns="{Spreadsheet}" xmlns:r="{OfficeRelationships}"><sheets>"""
        + string.Concat(
            sheets.Select((sheet, at) => $"""<sheet name="{SecurityElement.Escape(sheet.Name)}" sheetId="{at + 1}" r:id="rId{at + 1}"/>""")
        )
        + "</sheets><definedNames>"
        + string.Concat(
            sheets.Select(
                (sheet, at) =>
                    $"""<definedName name="_xlnm.Print_Titles" localSheetId="{at}">'{SecurityElement.Escape(sheet.Name.Replace("'", "''", StringComparison.Ordinal))}'!$1:$1</definedName>"""
            )
        )
        + "</definedNames></workbook>";

    private static async Task WriteSheetAsync(Stream part, ExportSheet sheet, string header, string footer, CancellationToken cancellation)
    {
        await using var writer = new StreamWriter(
            part,
            new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            64 * 1024,
            leaveOpen: true
        );
        var text = new StringBuilder(16 * 1024);
        await using var rows = sheet.Rows(cancellation).GetAsyncEnumerator(cancellation);
        var first = new List<IReadOnlyList<object?>>();
        while (first.Count < SampledRows && await rows.MoveNextAsync())
        {
            first.Add(rows.Current);
        }

        Begin(text, sheet.Columns, first);
        AppendRow(text, sheet.Columns, style: 1);
        var count = 1;
        foreach (var row in first)
        {
            count++;
            AppendRow(text, row);
        }

        await FlushAsync(writer, text, cancellation);
        while (await rows.MoveNextAsync())
        {
            if (++count > MostRows)
            {
                throw new InvalidDataException("More rows than a sheet can hold.");
            }

            AppendRow(text, rows.Current);
            if (text.Length > 8 * 1024)
            {
                await FlushAsync(writer, text, cancellation);
            }
        }

        text.Append("</sheetData>");
        text.Append(CultureInfo.InvariantCulture, $"""<autoFilter ref="A1:{NameOf(sheet.Columns.Count)}{count}"/>""");
        text.Append("""<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>""");
        text.Append("<headerFooter><oddHeader>").Append(Escaped($"&C{Doubled(header)}")).Append("</oddHeader><oddFooter>");
        text.Append(Escaped($"&L{Doubled(footer)}&R&P/&N")).Append("</oddFooter></headerFooter></worksheet>");
        await FlushAsync(writer, text, cancellation);
    }

    private static void Begin(StringBuilder text, IReadOnlyList<string> heads, List<IReadOnlyList<object?>> rows)
    {
        text.Append($"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?><worksheet xmlns="{Spreadsheet}">""");
        text.Append("""<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0">""");
        text.Append("""<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>""");
        for (var at = 0; at < heads.Count; at++)
        {
            var column = at;
            // A long head is broken; what is below it is not.
            var width = Math.Max(WidthOf(heads[at]) / 2, rows.Select(row => WidthOf(row[column])).DefaultIfEmpty().Max()) + 2;
            text.Append(
                CultureInfo.InvariantCulture,
                $"""<col min="{at + 1}" max="{at + 1}" width="{Math.Clamp(width, LeastWidth, MostWidth):0.#}" customWidth="1"/>"""
            );
        }

        text.Append("</cols><sheetData>");
    }

    /// <summary>How many digits wide: a Japanese character is as wide as two.</summary>
    private static double WidthOf(object? value) =>
        (DataCells.Number(value)?.ToString(CultureInfo.InvariantCulture) ?? DataCells.Text(value)).Sum(character =>
            character < 0x300 || character is >= '\uFF61' and <= '\uFF9F' ? 1.0 : 2.0
        );

    private static async Task FlushAsync(StreamWriter writer, StringBuilder text, CancellationToken cancellation)
    {
        await writer.WriteAsync(text, cancellation);
        text.Clear();
    }

    private static void AppendRow(StringBuilder text, IReadOnlyList<object?> cells, int style = 0)
    {
        text.Append("<row>");
        foreach (var value in cells)
        {
            AppendCell(text, value, style);
        }

        text.Append("</row>");
    }

    private static void AppendCell(StringBuilder text, object? value, int style)
    {
        text.Append(style == 0 ? "<c" : "<c s=\"1\"");
        if (DataCells.Number(value) is { } number)
        {
            text.Append("><v>").Append(CultureInfo.InvariantCulture, $"{number}").Append("</v></c>");
        }
        else if (DataCells.Text(value) is { Length: > 0 } words)
        {
            text.Append(""" t="inlineStr"><is><t xml:space="preserve">""").Append(Escaped(words)).Append("</t></is></c>");
        }
        else
        {
            text.Append("/>");
        }
    }

    /// <summary>As XML has it. A carriage return is named, because XML would take it for a line end; and what a spreadsheet would read as
    /// the code of a character (_x0041_) is written so that it stays what was typed.</summary>
    private static string Escaped(string text)
    {
        if (text.Contains("_x", StringComparison.Ordinal))
        {
            text = Code().Replace(text, "_x005F_");
        }

        return text.AsSpan().IndexOfAny("&<>\r") < 0
            ? text
            : text.Replace("&", "&amp;", StringComparison.Ordinal)
                .Replace("<", "&lt;", StringComparison.Ordinal)
                .Replace(">", "&gt;", StringComparison.Ordinal)
                .Replace("\r", "&#13;", StringComparison.Ordinal);
    }

    /// <summary>In headers an ampersand begins a code, and more than 255 characters are not allowed.</summary>
    private static string Doubled(string text)
    {
        var plain = DataCells.Text(text).Replace("&", "&&", StringComparison.Ordinal);
        return plain.Length <= 240 ? plain : plain[..240];
    }

    /// <summary>A column's letters: 1 is A, 27 is AA.</summary>
    private static string NameOf(int column) => column == 0 ? "" : NameOf((column - 1) / 26) + (char)('A' + (column - 1) % 26);

    [GeneratedRegex("_(?=x[0-9A-Fa-f]{4}_)", RegexOptions.None, 1000)]
    private static partial Regex Code();
}
