using System.Globalization;
using System.IO.Compression;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using SupportCenter.Domain.Reports;

namespace SupportCenter.Portal.Reports;

/// <summary>Writes sheets as an .xlsx straight into a stream, row by row, each printed page marked with who took it out.</summary>
/// <remarks>The package is put together here, with the library's writer for its parts: the library's own package keeps every part in
/// memory until it is closed, and a workbook on disk would be personal data in clear.</remarks>
public static class DataWorkbook
{
    private const int MostRows = 1_048_576;
    private const string Relationships = "http://schemas.openxmlformats.org/package/2006/relationships";
    private const string OfficeRelationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string MainType = "application/vnd.openxmlformats-officedocument.spreadsheetml.";

    /// <summary>What browsers are told of the stream.</summary>
    public const string MediaType = MainType + "sheet";

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
        await using (var part = await Entry(zip, "xl/workbook.xml").OpenAsync(cancellation))
        {
            WriteWorkbook(part, sheets);
        }

        for (var at = 0; at < sheets.Count; at++)
        {
            await using var part = await Entry(zip, $"xl/worksheets/sheet{at + 1}.xml").OpenAsync(cancellation);
            await WriteSheetAsync(part, sheets[at], header, footer, cancellation);
        }
    }

    /// <summary>A part without the time of its writing: the same content is the same file.</summary>
    private static ZipArchiveEntry Entry(ZipArchive zip, string name)
    {
        var entry = zip.CreateEntry(name);
        entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
        return entry;
    }

    private static async Task PartAsync(ZipArchive zip, string name, string xml, CancellationToken cancellation)
    {
        await using var part = await Entry(zip, name).OpenAsync(cancellation);
        await part.WriteAsync(Encoding.UTF8.GetBytes($"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>{xml}"""), cancellation);
    }

    private static string ContentTypes(int sheets) =>
        $"""<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="{MainType}sheet.main+xml"/>"""
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
        + "</Relationships>";

    private static void WriteWorkbook(Stream part, IReadOnlyList<ExportSheet> sheets)
    {
        using var writer = OpenXmlWriter.Create(part);
        writer.WriteStartDocument();
        writer.WriteElement(
            new Workbook(
                new Sheets(
                    sheets.Select(
                        (sheet, at) =>
                            new Sheet
                            {
                                Name = sheet.Name,
                                SheetId = (uint)at + 1,
                                Id = $"rId{at + 1}",
                            }
                    )
                )
            )
        );
    }

    private static async Task WriteSheetAsync(Stream part, ExportSheet sheet, string header, string footer, CancellationToken cancellation)
    {
        using var writer = OpenXmlWriter.Create(part);
        writer.WriteStartDocument();
        writer.WriteStartElement(new Worksheet());
        // The heads stay in sight while one scrolls.
        writer.WriteElement(
            new SheetViews(
                new SheetView(
                    new Pane
                    {
                        VerticalSplit = 1,
                        TopLeftCell = "A2",
                        ActivePane = PaneValues.BottomLeft,
                        State = PaneStateValues.Frozen,
                    }
                )
                {
                    WorkbookViewId = 0,
                }
            )
        );
        writer.WriteStartElement(new SheetData());
        WriteRow(writer, sheet.Columns);
        var rows = 1;
        await foreach (var row in sheet.Rows(cancellation))
        {
            if (++rows > MostRows)
            {
                throw new InvalidDataException("More rows than a sheet can hold.");
            }

            WriteRow(writer, row);
        }

        writer.WriteEndElement();
        writer.WriteElement(new PageSetup { PaperSize = 9, Orientation = OrientationValues.Landscape });
        writer.WriteElement(new HeaderFooter(new OddHeader($"&C{Escaped(header)}"), new OddFooter($"&L{Escaped(footer)}&R&P/&N")));
        writer.WriteEndElement();
    }

    private static void WriteRow(OpenXmlWriter writer, IReadOnlyList<object?> cells)
    {
        writer.WriteStartElement(new Row());
        foreach (var value in cells)
        {
            writer.WriteElement(CellOf(value));
        }

        writer.WriteEndElement();
    }

    private static Cell CellOf(object? value)
    {
        if (DataCells.Number(value) is { } number)
        {
            return new Cell { CellValue = new CellValue(number.ToString(CultureInfo.InvariantCulture)) };
        }

        return DataCells.Text(value) is { Length: > 0 } text
            ? new Cell
            {
                DataType = CellValues.InlineString,
                InlineString = new InlineString(new Text(text) { Space = SpaceProcessingModeValues.Preserve }),
            }
            : new Cell();
    }

    /// <summary>In headers an ampersand begins a code, and more than 255 characters are not allowed.</summary>
    private static string Escaped(string text)
    {
        var plain = DataCells.Text(text).Replace("&", "&&", StringComparison.Ordinal);
        return plain.Length <= 240 ? plain : plain[..240];
    }
}
