using System.IO.Compression;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using Spreadsheet = DocumentFormat.OpenXml.Spreadsheet;
using Wordprocessing = DocumentFormat.OpenXml.Wordprocessing;

namespace SupportCenter.Tests.Documents;

/// <summary>Small real files of every kind, and files that are not what they seem.</summary>
internal static partial class SampleFiles
{
    public const string WorkbookType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";

    public static byte[] Pdf { get; } = MakePdf("");

    /// <summary>A PDF that runs a script when it is opened.</summary>
    public static byte[] PdfWithScript { get; } = MakePdf("/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>");

    public static byte[] Text { get; } = Encoding.UTF8.GetBytes("相談の資料です。\r\n売上の推移を添えます。\r\n");

    public static byte[] Html { get; } = Encoding.UTF8.GetBytes("<!doctype html><script>alert(1)</script>");

    public static byte[] Shift { get; } =
        CodePagesEncodingProvider.Instance.GetEncoding(932)!.GetBytes("年月,売上\r\n令和２年６月,①㈱髙橋商店 1,200\r\n");

    public static byte[] Utf16 { get; } = [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("売上\t1200\r\n")];

    /// <summary>The beginning of a Windows program.</summary>
    public static byte[] Program { get; } = [0x4D, 0x5A, 0x90, 0, 3, 0, 0, 0, 4, 0, 0, 0, 0xFF, 0xFF, 0, 0, .. new byte[200]];

    public static byte[] Xls() =>
        File.ReadAllBytes(
            Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Samples", "相談票"), "*.xls").Order(StringComparer.Ordinal).First()
        );

    public static byte[] Xlsx(bool macros = false)
    {
        using var stream = new MemoryStream();
        using (
            var file = SpreadsheetDocument.Create(
                stream,
                macros ? SpreadsheetDocumentType.MacroEnabledWorkbook : SpreadsheetDocumentType.Workbook
            )
        )
        {
            var workbook = file.AddWorkbookPart();
            var sheet = workbook.AddNewPart<WorksheetPart>();
            sheet.Worksheet = new Spreadsheet.Worksheet(
                new Spreadsheet.SheetData(
                    new Spreadsheet.Row(
                        new Spreadsheet.Cell
                        {
                            CellReference = "A1",
                            DataType = Spreadsheet.CellValues.InlineString,
                            InlineString = new(new Spreadsheet.Text("売上の推移")),
                        }
                    )
                )
            );
            workbook.Workbook = new Spreadsheet.Workbook(
                new Spreadsheet.Sheets(
                    new Spreadsheet.Sheet
                    {
                        Name = "資料",
                        SheetId = 1,
                        Id = workbook.GetIdOfPart(sheet),
                    }
                )
            );
            if (macros)
            {
                workbook.AddNewPart<VbaProjectPart>().FeedData(new MemoryStream([0xCC, 0x61]));
            }
        }

        return stream.ToArray();
    }

    public static byte[] Docx()
    {
        using var stream = new MemoryStream();
        using (var file = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document))
        {
            file.AddMainDocumentPart().Document = new Wordprocessing.Document(
                new Wordprocessing.Body(new Wordprocessing.Paragraph(new Wordprocessing.Run(new Wordprocessing.Text("事業計画書"))))
            );
        }

        return stream.ToArray();
    }

    public static byte[] Zip(params (string Name, byte[] Content)[] parts)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in parts)
            {
                using var part = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
                part.Write(content);
            }
        }

        return stream.ToArray();
    }

    /// <summary>A package that calls itself a workbook, with so many bytes in one part, and so many more parts.</summary>
    public static byte[] Workbook(int unpackedBytes, int moreParts = 0, string mainType = WorkbookType, string more = "") =>
        Zip([
            (
                "[Content_Types].xml",
                Encoding.UTF8.GetBytes(
                    $"""<?xml version="1.0"?>{more}<Types """
                        + """xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override """
                        + $"""PartName="/xl/workbook.xml" ContentType="{mainType}"/></Types>"""
                )
            ),
            ("xl/workbook.xml", Padded(unpackedBytes)),
            .. Enumerable.Range(0, moreParts).Select(number => ($"xl/{number}", new byte[1])),
        ]);

    /// <summary>The shortest part, and spaces behind it.</summary>
    private static byte[] Padded(int bytes)
    {
        var part = new byte[Math.Max(4, bytes)];
        part.AsSpan().Fill((byte)' ');
        "<w/>"u8.CopyTo(part);
        return part;
    }

    /// <summary>The same package, in which the part says everywhere that it unpacks to 100 bytes.</summary>
    public static byte[] Lying(byte[] zip, int trueBytes)
    {
        var (truth, lie) = (BitConverter.GetBytes(trueBytes), BitConverter.GetBytes(100));
        var copy = zip.ToArray();
        for (var at = copy.AsSpan().IndexOf(truth); at >= 0; at = copy.AsSpan().IndexOf(truth))
        {
            lie.CopyTo(copy, at);
        }

        return copy;
    }

    /// <summary>The same package with 64-bit numbers.</summary>
    /// <param name="longNumbers">Which: 1 the lengths, 2 the packed lengths, 4 the places of the parts, 8 those of the list.</param>
    /// <param name="lie">What they say instead of the truth.</param>
    public static byte[] Zip64(byte[] zip, int longNumbers, long? lie = null)
    {
        var end = zip.AsSpan().LastIndexOf("PK\u0005\u0006"u8);
        var (count, listAt) = (BitConverter.ToUInt16(zip, end + 10), BitConverter.ToInt32(zip, end + 16));
        using var file = new MemoryStream();
        file.Write(zip, 0, listAt);
        for (var (number, at) = (0, listAt); number < count; number++)
        {
            var entry = zip.AsSpan(at, 46).ToArray();
            var (name, extra, comment) = (
                BitConverter.ToUInt16(entry, 28),
                BitConverter.ToUInt16(entry, 30),
                BitConverter.ToUInt16(entry, 32)
            );
            using var numbers = new MemoryStream();
            foreach (var (bit, place) in new[] { (1, 24), (2, 20), (4, 42) })
            {
                if ((longNumbers & bit) != 0)
                {
                    numbers.Write(BitConverter.GetBytes(lie ?? BitConverter.ToUInt32(entry, place)));
                    BitConverter.GetBytes(uint.MaxValue).CopyTo(entry, place);
                }
            }

            byte[] field = numbers.Length == 0 ? [] : [1, 0, (byte)numbers.Length, 0, .. numbers.ToArray()];
            BitConverter.GetBytes((ushort)(extra + field.Length)).CopyTo(entry, 30);
            file.Write(entry);
            file.Write(zip, at + 46, name + extra);
            file.Write(field);
            file.Write(zip, at + 46 + name + extra, comment);
            at += 46 + name + extra + comment;
        }

        var (listBytes, longEnd) = (file.Length - listAt, file.Length);
        var last = zip.AsSpan(end).ToArray();
        BitConverter.GetBytes((uint)listBytes).CopyTo(last, 12);
        if ((longNumbers & 8) != 0)
        {
            file.Write([.. "PK\u0006\u0006"u8, .. BitConverter.GetBytes(44L), 45, 0, 45, 0, .. new byte[8]]);
            file.Write(BitConverter.GetBytes((long)count));
            file.Write(BitConverter.GetBytes(lie ?? count));
            file.Write(BitConverter.GetBytes(listBytes));
            file.Write(BitConverter.GetBytes((long)listAt));
            file.Write([.. "PK\u0006\u0007"u8, .. new byte[4], .. BitConverter.GetBytes(longEnd), 1, 0, 0, 0]);
            last.AsSpan(8, 12).Fill(0xFF);
        }

        file.Write(last);
        return file.ToArray();
    }

    /// <summary>A compound file whose directory names one stream, with those first bytes in it.</summary>
    public static byte[] Compound(string stream, params byte[] beginning) => Compound((stream, beginning));

    /// <summary>The same with up to three streams.</summary>
    public static byte[] Compound(params (string Name, byte[] Beginning)[] streams)
    {
        const uint end = 0xFFFFFFFE;
        var file = new byte[512 * 12];
        void Put(int at, uint value) => BitConverter.GetBytes(value).CopyTo(file, at);
        new byte[] { 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1 }.CopyTo(file, 0);
        BitConverter.GetBytes((ushort)3).CopyTo(file, 26);
        BitConverter.GetBytes((ushort)9).CopyTo(file, 30);
        Put(44, 1);
        Put(48, 1);
        Put(56, 4096);
        Put(68, end);
        Put(512 + 4, end); // The allocation table is sector 0; the directory is sector 1, and the only one.
        Entry(file, 0, "Root Entry", 5, end, 0);
        for (var i = 0; i < streams.Length; i++)
        {
            Entry(file, i + 1, streams[i].Name, 2, 2 + (uint)i, 4096);
            streams[i].Beginning.CopyTo(file, 512 * (3 + i));
        }

        return file;
    }

    private static void Entry(byte[] file, int index, string name, byte type, uint start, uint size)
    {
        var at = (512 * 2) + (index * 128);
        Encoding.Unicode.GetBytes(name).CopyTo(file, at);
        BitConverter.GetBytes((ushort)((name.Length + 1) * 2)).CopyTo(file, at + 64);
        file[at + 66] = type;
        BitConverter.GetBytes(start).CopyTo(file, at + 116);
        BitConverter.GetBytes(size).CopyTo(file, at + 120);
    }

    private static byte[] MakePdf(string catalogue)
    {
        const string drawing = "BT /F1 36 Tf 40 150 Td (SAMPLE PAPER) Tj ET 10 10 380 280 re S";
        string[] objects =
        [
            $"<</Type/Catalog/Pages 2 0 R{catalogue}>>",
            "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 300]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
            $"<</Length {drawing.Length}>>stream\n{drawing}\nendstream",
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        ];
        var text = new StringBuilder("%PDF-1.4\n");
        var places = new List<int>();
        foreach (var (content, index) in objects.Select((content, index) => (content, index)))
        {
            places.Add(text.Length);
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{index + 1} 0 obj\n{content}\nendobj\n");
        }

        var table = text.Length;
        text.Append(System.Globalization.CultureInfo.InvariantCulture, $"xref\n0 {objects.Length + 1}\n0000000000 65535 f \n");
        places.ForEach(place => text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{place:D10} 00000 n \n"));
        text.Append(
            System.Globalization.CultureInfo.InvariantCulture,
            $"trailer<</Size {objects.Length + 1}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n"
        );
        return Encoding.ASCII.GetBytes(text.ToString());
    }
}
