using System.Globalization;
using System.IO.Compression;
using System.Text;
using NPOI.HSSF.UserModel;
using NPOI.SS.UserModel;
using NPOI.SS.Util;
using NPOI.XSSF.UserModel;
using SupportCenter.Domain;
using SupportCenter.Domain.Import;

namespace SupportCenter.Tests.Import;

/// <summary>What a workbook holds and nobody sees, or what is seen and not read.</summary>
public sealed class UnseenCellTests
{
    private static readonly string[] Labels = ["受付日", "予約日", "時間帯", "会場", "事業者名", "電話番号", "回数", "メモ"];
    private static readonly string[] Row = ["R8.7.1", "R8.7.16", "10:00～10:50", "中京区役所", "みほん", "075-000-1500", "1回目", "通訳"];

    public static TheoryData<bool> Files => [false, true];

    public static TheoryData<bool, short, short?, bool> Colours =>
        new()
        {
            { false, IndexedColors.White.Index, null, true },
            { true, IndexedColors.White.Index, null, true },
            { false, IndexedColors.White.Index, IndexedColors.White.Index, true },
            { true, IndexedColors.White.Index, IndexedColors.White.Index, true },
            { false, IndexedColors.Red.Index, IndexedColors.Red.Index, true },
            { true, IndexedColors.Red.Index, IndexedColors.Red.Index, true },
            { false, IndexedColors.White.Index, IndexedColors.Black.Index, false },
            { true, IndexedColors.White.Index, IndexedColors.Black.Index, false },
            { false, IndexedColors.Red.Index, null, false },
            { true, IndexedColors.Red.Index, null, false },
            { false, IndexedColors.Black.Index, IndexedColors.Yellow.Index, false },
            { true, IndexedColors.Black.Index, IndexedColors.Yellow.Index, false },
        };

    [Theory]
    [MemberData(nameof(Colours))]
    public void A_text_in_the_colour_of_its_background_is_said(bool isXls, short text, short? fill, bool isUnseen)
    {
        var file = Workbook(isXls, sheet =>
        {
            var style = sheet.Workbook.CreateCellStyle();
            var font = sheet.Workbook.CreateFont();
            font.Color = text;
            style.SetFont(font);
            if (fill is { } colour)
            {
                (style.FillForegroundColor, style.FillPattern) = (colour, FillPattern.SolidForeground);
            }

            sheet.GetRow(1).GetCell(7).CellStyle = style;
        });

        var booking = Assert.Single(Read(file).Rows).Booking;

        Assert.Equal("通訳", booking.Memo);
        Assert.Equal(isUnseen, booking.Doubts.Contains(new ImportDoubt(ImportField.Memo, ImportTexts.Doubt_HiddenCell)));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_rule_that_writes_white_on_white_is_said(bool isXls)
    {
        var file = Workbook(isXls, sheet => AddRule(sheet, rule => rule.CreateFontFormatting().FontColorIndex = IndexedColors.White.Index));

        Assert.Contains(Read(file).Remarks, remark => remark.Sentence == Filled(ImportTexts.Doubt_HidingRules, "A2:H30"));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_rule_that_only_colours_is_not_said(bool isXls)
    {
        var file = Workbook(isXls, sheet => AddRule(sheet, rule =>
            {
                rule.CreateFontFormatting().FontColorIndex = IndexedColors.White.Index;
                var pattern = rule.CreatePatternFormatting();
                (pattern.FillBackgroundColor, pattern.FillPattern) = (IndexedColors.Red.Index, FillPattern.SolidForeground);
            }));

        Assert.DoesNotContain(Read(file).Remarks, remark => remark.Sentence.Contains("条件付き書式", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("<font><strike/></font>")]
    [InlineData("<font><strike val=\"1\"/></font>")]
    [InlineData("<numFmt numFmtId=\"180\" formatCode=\";;;\"/>")]
    [InlineData("<font><color theme=\"0\"/></font>")]
    [InlineData("<font><color rgb=\"FFFF0000\"/></font><fill><patternFill><bgColor rgb=\"FFFF0000\"/></patternFill></fill>")]
    public void A_rule_that_strikes_or_hides_is_said_in_the_old_and_in_the_new_writing(string look)
    {
        var plain = Workbook(isXls: false, _ => { });
        const string rule = "<cfRule type=\"expression\" dxfId=\"0\" priority=\"1\"><formula>$H2=\"取消\"</formula></cfRule>";
        var old = Edited(
            Edited(plain, "xl/styles.xml", "<tableStyles|</styleSheet>", $"<dxfs count=\"1\"><dxf>{look}</dxf></dxfs>"),
            "xl/worksheets/sheet1.xml",
            "<pageMargins",
            $"<conditionalFormatting sqref=\"A2:H30\">{rule}</conditionalFormatting>"
        );
        var newer = Edited(
            plain,
            "xl/worksheets/sheet1.xml",
            "</worksheet>",
            $"""
            <extLst><ext xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
            xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main" uri="u"><x14:conditionalFormattings><x14:conditionalFormatting>
            <x14:cfRule type="expression" priority="1" id="i"><xm:f>1</xm:f><x14:dxf>{look}</x14:dxf></x14:cfRule>
            <xm:sqref>A2:H30</xm:sqref></x14:conditionalFormatting></x14:conditionalFormattings></ext></extLst>
            """
        );

        AssertEach.Of([old, newer], file =>
            Assert.Contains(Read(file).Remarks, remark => remark.Sentence == Filled(ImportTexts.Doubt_HidingRules, "A2:H30"))
        );
    }

    [Fact]
    public void A_struck_rule_of_an_xls_is_said()
    {
        // The library has no word for striking through in a rule: the bits are set by hand.
        var file = Workbook(isXls: true, sheet => AddRule(sheet, rule => rule.CreateFontFormatting().FontColorIndex = 17));
        var at = file.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xB1, 0x01]) + 4 + 12;
        file[at + 68] |= 0x80;
        file[at + 88] &= 0x7F;

        Assert.Contains(Read(file).Remarks, remark => remark.Sentence == Filled(ImportTexts.Doubt_HidingRules, "A2:H30"));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Of_a_struck_cell_the_pieces_in_another_font_hold(bool isXls)
    {
        var file = Workbook(isXls, sheet =>
        {
            var (book, cell) = (sheet.Workbook, sheet.GetRow(1).GetCell(2));
            var (struck, plain) = (book.CreateFont(), book.CreateFont());
            struck.IsStrikeout = true;
            var style = book.CreateCellStyle();
            style.SetFont(struck);
            cell.CellStyle = style;
            var rich = book.GetCreationHelper().CreateRichTextString("10:00～10:50 13:00～13:50");
            rich.ApplyFont(12, 23, plain);
            cell.SetCellValue(rich);
        });

        var booking = Assert.Single(Read(file).Rows).Booking;

        Assert.Equal((new TimeOnly(13, 0), new TimeOnly(13, 50)), (booking.Start.Value, booking.End.Value));
        Assert.Contains(new ImportDoubt(ImportField.Slot, Filled(ImportTexts.Doubt_Struck, "10:00～10:50")), booking.Doubts);
    }

    [Fact]
    public void A_formula_whose_result_is_nothing_is_a_blank_cell()
    {
        var file = Edited(
            Workbook(isXls: false, sheet => sheet.GetRow(1).RemoveCell(sheet.GetRow(1).GetCell(7))),
            "xl/worksheets/sheet1.xml",
            "</row></sheetData>|</row>\n  </sheetData>",
            "<c r=\"H2\" t=\"str\"><f>IF(A9=\"\",\"\",A9)</f><v></v></c>"
        );

        var booking = Assert.Single(Read(file).Rows).Booking;

        Assert.Equal("", booking.Memo);
        Assert.DoesNotContain(booking.Doubts, doubt => doubt.Sentence == ImportTexts.Doubt_Formula);
    }

    [Fact]
    public void Cells_too_far_to_the_right_are_said()
    {
        var file = Workbook(isXls: false, sheet => sheet.GetRow(1).CreateCell(299).SetCellValue("右の果て"));

        var reading = Read(file);

        Assert.Single(reading.Rows);
        Assert.Contains(reading.Remarks, remark => remark.Sentence == Filled(ImportTexts.Doubt_FurtherColumns, "IV", 1));
    }

    [Theory]
    [InlineData("7/20分から会場が変わります", true)]
    [InlineData("※ 色付きの行は要確認", true)]
    [InlineData("予約一覧", false)]
    [InlineData("令和8年度 巡回相談 予約一覧表", false)]
    [InlineData("最終更新：令和8年7月10日", false)]
    [InlineData("令和8年7月10日現在", false)]
    [InlineData("2026年7月", false)]
    public void What_stands_above_the_heading_is_said_unless_it_is_a_title(string text, bool isSaid)
    {
        var book = new OfficeWorkbook().Row(text).Row().Row([.. Labels]).Row([.. Row]);

        var remarks = Read(book.ToBytes(isXls: false)).Remarks;

        Assert.Equal(isSaid, remarks.Any(remark => remark.Sentence == Filled(ImportTexts.Doubt_AboveHeading, 1, text)));
        Assert.Equal(isSaid ? 1 : 0, remarks.Count(remark => remark.Sentence.Contains("見出しより上", StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Cells_of_a_record_that_no_label_asks_for_are_kept_and_said(bool isXls)
    {
        var book = new OfficeWorkbook { Sheet = "相談票" }
            .Row("企業名", "みほん商店", "様", "担当者名", "見本 太郎", "（代理）")
            .Row("TEL", "075-000-1500", "内線12", "従業員数", "3", "名")
            .Row(null, "至急の連絡は携帯へ")
            .Row("予約日", "7", "月", "16", "日", "時間帯", "10:00", "～", "10:50")
            .Row("会場", "中京区役所", "業種", "小売業")
            .Row("行政書士名", "見本 花子", "相談時間", "10:00～10:50")
            .Row("相談者区分", "☑中小企業", "□その他")
            .Row("相談内容区分", "☑制度の詳細")
            .Row(null, "☑申請書の記載方法等")
            .Row("相談内容", "【相談の概要】補助金について")
            .Row(null, "続きの行");

        var record = Assert.Single(Read(book.ToBytes(isXls)).Records);

        Assert.Equal("担当者名：（代理）\nB3：至急の連絡は携帯へ", record.Remarks);
        Assert.Equal(
            ("見本 太郎", "内線12", 3),
            (record.Booking.ContactName, record.Booking.TelephoneNote, record.Booking.EmployeeCount.Value)
        );
        Assert.Contains(new ImportDoubt(null, Filled(ImportTexts.Doubt_Of, "B3", ImportTexts.Doubt_KeptInMemo)), record.Doubts);
        Assert.Contains(new ImportDoubt(ImportField.ContactName, ImportTexts.Doubt_KeptInMemo), record.Doubts);
        Assert.Contains("続きの行", record.Summary, StringComparison.Ordinal);
    }

    private static void AddRule(ISheet sheet, Action<IConditionalFormattingRule> look)
    {
        var rule = sheet.SheetConditionalFormatting.CreateConditionalFormattingRule("$H2=\"取消\"");
        look(rule);
        sheet.SheetConditionalFormatting.AddConditionalFormatting([CellRangeAddress.ValueOf("A2:H30")], rule);
    }

    private static byte[] Workbook(bool isXls, Action<ISheet> change)
    {
        IWorkbook book = isXls ? new HSSFWorkbook() : new XSSFWorkbook();
        var sheet = book.CreateSheet("予約一覧");
        foreach (var (index, texts) in new[] { Labels, Row }.Index())
        {
            var row = sheet.CreateRow(index);
            foreach (var (column, text) in texts.Index())
            {
                row.CreateCell(column).SetCellValue(text);
            }
        }

        change(sheet);
        using var stream = new MemoryStream();
        book.Write(stream);
        return stream.ToArray();
    }

    /// <summary>The package with a text put before the first of the places that one of its parts has.</summary>
    private static byte[] Edited(byte[] file, string part, string before, string text)
    {
        using var stream = new MemoryStream();
        stream.Write(file);
        using (var package = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            var entry = package.GetEntry(part)!;
            string content;
            using (var reader = new StreamReader(entry.Open()))
            {
                content = reader.ReadToEnd();
            }

            var at = before.Split('|').Select(place => content.IndexOf(place, StringComparison.Ordinal)).First(place => place >= 0);
            entry.Delete();
            using var writer = new StreamWriter(package.CreateEntry(part).Open(), new UTF8Encoding(false));
            writer.Write(content.Insert(at, text));
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
