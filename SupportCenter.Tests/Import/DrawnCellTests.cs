using System.Globalization;
using System.IO.Compression;
using System.Xml.Linq;
using NPOI.HSSF.UserModel;
using NPOI.OpenXmlFormats.Dml;
using NPOI.SS.UserModel;
using NPOI.XSSF.UserModel;
using SupportCenter.Domain;
using SupportCenter.Domain.Import;

namespace SupportCenter.Tests.Import;

/// <summary>What a reader sees over the cells and no cell holds: lines, circles, pictures, boxes, diagonals; and rows and columns that are
/// too low or too narrow to be seen.</summary>
public sealed class DrawnCellTests
{
    private static readonly string[] Labels = ["受付日", "予約日", "時間帯", "会場", "事業者名", "電話番号", "回数", "メモ"];

    public static TheoryData<bool> Files => [false, true];

    public static TheoryData<bool, string> Drawings
    {
        get
        {
            var data = new TheoryData<bool, string>();
            foreach (var kind in new[] { "line", "oval", "picture" })
            {
                data.Add(false, kind);
                data.Add(true, kind);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Drawings))]
    public void What_is_drawn_over_a_row_is_said_of_that_row_and_of_no_other(bool isXls, string kind)
    {
        var file = Workbook(isXls, sheet => Draw(sheet, kind, 2, 3, 0, 7));

        var rows = Read(file).Rows;

        Assert.Equal(4, rows.Count);
        Assert.Equal([3, 4], rows.Where(row => Has(row, ImportTexts.Doubt_DrawnOverRow)).Select(row => row.Row));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void What_ends_where_the_next_row_begins_does_not_lie_over_it(bool isXls)
    {
        var file = Workbook(isXls, sheet => Draw(sheet, "line", 1, 2, 0, 7, isToEdge: true));

        Assert.Equal([2], Read(file).Rows.Where(row => Has(row, ImportTexts.Doubt_DrawnOverRow)).Select(row => row.Row));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void The_text_of_a_box_is_said_of_the_row_that_it_lies_over(bool isXls)
    {
        var file = Workbook(isXls, sheet => Draw(sheet, "キャンセル", 2, 2, 0, 7));

        var reading = Read(file);

        Assert.Contains(reading.Remarks, remark => remark.Sentence == Filled(ImportTexts.Doubt_Shape, "キャンセル"));
        Assert.Equal([3], reading.Rows.Where(row => Has(row, Filled(ImportTexts.Doubt_ShapeOverRow, "キャンセル"))).Select(row => row.Row));
        AssertEach.Of(reading.Rows, row => Assert.False(Has(row, ImportTexts.Doubt_DrawnOverRow)));
    }

    [Theory]
    [MemberData(nameof(Drawings))]
    public void What_is_drawn_over_a_record_is_said_with_its_place(bool isXls, string kind)
    {
        var file = Workbook(isXls, sheet => Draw(sheet, kind, 3, 3, 1, 2), Record());

        var record = Assert.Single(Read(file).Records);

        Assert.Contains(new ImportDoubt(null, Filled(ImportTexts.Doubt_DrawnOverCells, "B4～C4")), record.Doubts);
    }

    [Theory]
    [InlineData("Checkbox", "<x:Checked>1</x:Checked>", "☑確認済み")]
    [InlineData("Checkbox", "", "☐確認済み")]
    [InlineData("Radio", "<x:Checked>1</x:Checked>", "☑確認済み")]
    [InlineData("Label", "", "確認済み")]
    [InlineData("Note", "", null)]
    public void A_box_of_a_form_is_said_with_its_tick_and_its_place(string kind, string tick, string? text)
    {
        // As Excel writes it: a line break that no XML reader takes.
        var vml =
            "<xml xmlns:v=\"urn:schemas-microsoft-com:vml\"><v:shape id=\"s1\"><v:textbox><div><font>確認<br>済み</font></div></v:textbox>"
            + $"<x:ClientData ObjectType=\"{kind}\"><x:Anchor>\r\n 3, 0, 1, 0, 4, 0, 2, 0</x:Anchor>{tick}</x:ClientData></v:shape></xml>";

        var shapes = PackageShapes.Controls(vml).ToList();

        Assert.Equal(text is null ? [] : [new SheetShape(text, 1, 2, 3, 4)], shapes);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_diagonal_through_a_cell_is_said_and_one_through_a_blank_cell_is_not(bool isXls)
    {
        var file = Workbook(isXls, sheet =>
        {
            var style = sheet.Workbook.CreateCellStyle();
            (style.BorderDiagonal, style.BorderDiagonalLineStyle) = (BorderDiagonal.Forward, BorderStyle.Thin);
            style.BorderDiagonalColor = IndexedColors.Black.Index;
            sheet.GetRow(1).GetCell(4).CellStyle = style;
            sheet.GetRow(1).CreateCell(8).CellStyle = style;
        });

        var rows = Read(file).Rows;

        Assert.Contains(new ImportDoubt(ImportField.BusinessName, ImportTexts.Doubt_Crossed), rows[0].Booking.Doubts);
        Assert.Single(rows[0].Booking.Doubts);
        AssertEach.Of(rows.Skip(1), row => Assert.Empty(row.Booking.Doubts));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_row_that_is_too_low_and_a_column_that_is_too_narrow_are_not_seen(bool isXls)
    {
        var file = Workbook(isXls, sheet =>
        {
            sheet.GetRow(2).HeightInPoints = 1.5f;
            sheet.SetColumnWidth(7, 100);
        });

        var reading = Read(file);

        Assert.Equal([(3, ImportTexts.LeftOut_Hidden)], reading.LeftOut.Select(row => (row.Row, row.Reason)));
        AssertEach.Of(reading.Rows, row =>
            Assert.Contains(new ImportDoubt(ImportField.Memo, ImportTexts.Doubt_HiddenCell), row.Booking.Doubts)
        );
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Columns_without_a_width_where_all_are_without_one_are_not_seen(bool isXls)
    {
        var file = Workbook(isXls, sheet =>
        {
            sheet.DefaultColumnWidth = 0;
            for (var column = 0; column < 7; column++)
            {
                sheet.SetColumnWidth(column, 20 * 256);
            }
        });

        if (!isXls)
        {
            file = Edited(file, "xl/worksheets/sheet1.xml", sheet =>
                sheet.Descendants().First(one => one.Name.LocalName == "sheetFormatPr").SetAttributeValue("defaultColWidth", 0)
            );
        }

        AssertEach.Of(Read(file).Rows, row =>
            Assert.Equal([new ImportDoubt(ImportField.Memo, ImportTexts.Doubt_HiddenCell)], row.Booking.Doubts)
        );
    }

    private static bool Has(ReservationListRow row, string sentence) => row.Booking.Doubts.Contains(new ImportDoubt(null, sentence));

    private static string[][] List() =>
        [
            Labels,
            .. Enumerable
                .Range(1, 4)
                .Select(index =>
                    (string[])
                        [
                            "R8.7.1",
                            $"R8.7.{15 + index}",
                            "10:00～10:50",
                            "中京区役所",
                            $"みほん{index}",
                            $"075-000-150{index}",
                            "1回目",
                            "要通訳",
                        ]
                ),
        ];

    private static string[][] Record() =>
        [
            ["企業名", "みほん商店", "担当者名", "見本 太郎"],
            ["TEL", "075-000-1500", "従業員数", "3"],
            ["予約日", "R8.7.16", "時間帯", "10:00～10:50"],
            ["融資の利用", "している", "していない", ""],
            ["会場", "中京区役所", "業種", "小売業"],
            ["行政書士名", "見本 花子", "相談時間", "10:00～10:50"],
            ["相談者区分", "☑中小企業", "□その他", ""],
            ["相談内容区分", "☑制度の詳細", "", ""],
            ["相談内容", "【相談の概要】補助金について", "", ""],
        ];

    private static void Draw(ISheet sheet, string kind, int row, int lastRow, int column, int lastColumn, bool isToEdge = false)
    {
        var (helper, drawing) = (sheet.Workbook.GetCreationHelper(), sheet.CreateDrawingPatriarch());
        var anchor = helper.CreateClientAnchor();
        (anchor.Row1, anchor.Row2, anchor.Col1, anchor.Col2) = (row, lastRow, column, lastColumn);
        (anchor.Dx1, anchor.Dy1) = (10, 10);
        (anchor.Dx2, anchor.Dy2) = (200, isToEdge ? 0 : 200);
        switch (kind, drawing)
        {
            case ("picture", _):
                drawing.CreatePicture(anchor, sheet.Workbook.AddPicture(Pixel, PictureType.PNG));
                break;
            case ("line", XSSFDrawing package):
                package.CreateConnector((XSSFClientAnchor)anchor).ShapeType = ST_ShapeType.line;
                break;
            case ("oval", XSSFDrawing package):
                package.CreateSimpleShape((XSSFClientAnchor)anchor).ShapeType = (int)ShapeTypes.Ellipse;
                break;
            case ("line" or "oval", HSSFPatriarch binary):
                binary.CreateSimpleShape((HSSFClientAnchor)anchor).ShapeType =
                    kind == "line" ? HSSFSimpleShape.OBJECT_TYPE_LINE : HSSFSimpleShape.OBJECT_TYPE_OVAL;
                break;
            case (_, XSSFDrawing package):
                package.CreateTextbox((XSSFClientAnchor)anchor).SetText(new XSSFRichTextString(kind));
                break;
            case (_, HSSFPatriarch binary):
                binary.CreateTextbox(anchor).String = new HSSFRichTextString(kind);
                break;
        }
    }

    private static readonly byte[] Pixel = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
    );

    private static byte[] Workbook(bool isXls, Action<ISheet> change, string[][]? texts = null)
    {
        IWorkbook book = isXls ? new HSSFWorkbook() : new XSSFWorkbook();
        var sheet = book.CreateSheet("予約一覧");
        foreach (var (index, line) in (texts ?? List()).Index())
        {
            var row = sheet.CreateRow(index);
            foreach (var (column, text) in line.Index().Where(cell => cell.Item.Length > 0))
            {
                row.CreateCell(column).SetCellValue(text);
            }
        }

        change(sheet);
        using var stream = new MemoryStream();
        book.Write(stream);
        return isXls ? stream.ToArray() : Edited(stream.ToArray(), "xl/styles.xml", AddDiagonals);
    }

    /// <summary>The library writes how a diagonal looks, and forgets to say which of the two it is.</summary>
    private static void AddDiagonals(XDocument styles)
    {
        foreach (var line in styles.Descendants().Where(line => line.Name.LocalName == "diagonal" && line.HasAttributes))
        {
            line.Parent!.SetAttributeValue("diagonalDown", 1);
        }
    }

    /// <summary>The package with one of its parts changed.</summary>
    private static byte[] Edited(byte[] file, string part, Action<XDocument> edit)
    {
        using var stream = new MemoryStream();
        stream.Write(file);
        using (var package = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            XDocument document;
            using (var content = package.GetEntry(part)!.Open())
            {
                document = XDocument.Load(content);
            }

            edit(document);
            using var writing = package.GetEntry(part)!.Open();
            writing.SetLength(0);
            document.Save(writing);
        }

        return stream.ToArray();
    }

    private static string Filled(string pattern, params object[] values) => string.Format(CultureInfo.CurrentCulture, pattern, values);

    private static ImportReading Read(byte[] file)
    {
        var reading = ImportReading.Read([new ImportFile("予約一覧", () => new MemoryStream(file))]);
        Assert.Empty(reading.Refused);
        return reading;
    }
}
