using System.Globalization;
using System.Reflection;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using NPOI.HSSF.UserModel;
using NPOI.Util;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Demo;
using SupportCenter.Domain.Import;
using SupportCenter.Domain.Reservations;
using SupportCenter.Tests.Reservations;

namespace SupportCenter.Tests.Import;

using CellValues = DocumentFormat.OpenXml.Spreadsheet.CellValues;
using PhoneticRun = DocumentFormat.OpenXml.Spreadsheet.PhoneticRun;
using Text = DocumentFormat.OpenXml.Spreadsheet.Text;

/// <summary>How the name of a business is read: a column of its own, or what Excel keeps of what was typed.</summary>
public sealed class NameReadingTests
{
    private static readonly string[] Labels = ["受付日", "予約日", "時間帯", "会場", "企業名", "電話番号"];
    private static readonly string[] Row = ["R8.7.1", "R8.7.16", "10:00～10:50", "中京区役所", "髙﨑商店", "075-000-1500"];

    /// <summary>The text, the kana over its parts, and the reading.</summary>
    public static TheoryData<string, string, string> Phonetics =>
        new()
        {
            { "髙﨑商店", "0-2タカサキ 2-4ショウテン", "タカサキショウテン" },
            { "髙﨑商店", "0-4ﾀｶｻｷｼﾖｳﾃﾝ", "タカサキシヨウテン" },
            { "みほん屋", "3-4ヤ", "みほんヤ" },
            { "㈱見本堂", "1-4ミホンドウ", "ミホンドウ" },
            { "株式会社見本堂", "0-4カブシキガイシャ 4-7ミホンドウ", "ミホンドウ" },
            { "見本 堂", "0-2ミホン 3-4ドウ", "ミホン ドウ" },
            { "髙﨑商店", "2-4ショウテン", "" }, // Half a reading is none.
            { "みほん", "0-3ミホン", "" }, // It says no more than the name.
            { "髙﨑商店", "0-9タカサキ", "" },
            { "髙﨑商店", "2-1タカサキ", "" },
        };

    /// <summary>Headings, and of whom ふりがな is.</summary>
    public static TheoryData<string, string> Headings =>
        new()
        {
            { "フリガナ 企業名 ふりがな 担当者名", "business - contact -" },
            { "企業名 フリガナ 担当者名 フリガナ", "- business - contact" },
            { "企業名 担当者名 フリガナ", "- - contact" },
            { "担当者名 フリガナ 企業名", "- contact -" },
            { "企業名 会社名フリガナ", "- business" },
            { "企業名カナ 企業名", "business -" },
            { "企業名 担当者名 事業者名ふりがな", "- - business" },
            { "企業名 担当者名フリガナ 担当者名", "- contact -" },
            { "企業名 よみがな", "- business" },
            { "企業名 ﾌﾘｶﾞﾅ", "- business" },
            { "企業名 ふり\nがな", "- business" },
            { "企業名 読み仮名", "- business" },
        };

    [Theory]
    [MemberData(nameof(Phonetics))]
    public void The_kana_that_Excel_keeps_are_the_reading(string name, string kana, string reading)
    {
        foreach (var file in new[] { Package(name, kana, isShared: true), Package(name, kana, isShared: false), Binary(name, kana) })
        {
            var booking = Assert.Single(Read(file).Rows).Booking;

            Assert.Equal((name, reading), (booking.BusinessName, booking.BusinessNameReading));
            var said = new ImportDoubt(ImportField.BusinessNameReading, Filled(ImportTexts.Doubt_ReadingKept, reading));
            Assert.Equal(reading.Length > 0, booking.Doubts.Contains(said));
        }
    }

    [Theory]
    [MemberData(nameof(Headings))]
    public void A_column_of_kana_belongs_to_the_name_beside_it(string headings, string whose)
    {
        var (names, owners) = (headings.Split(' '), whose.Split(' '));
        var book = new OfficeWorkbook()
            .Row(["受付日", "予約日", "時間帯", "会場", "電話番号", .. names])
            .Row(["R8.7.1", "R8.7.16", "10:00～10:50", "中京区役所", "075-000-1500", .. names.Zip(owners, (name, owner) => owner
                    == "business"
                        ? "みほんのよみ"
                    : owner == "contact" ? "たんとうのよみ"
                    : name == "担当者名" ? "見本 太郎"
                    : "見本堂")]);

        var booking = Assert.Single(Read(book.ToBytes(isXls: false)).Rows).Booking;

        Assert.Equal("見本堂", booking.BusinessName);
        Assert.Equal(owners.Contains("business") ? "みほんのよみ" : "", booking.BusinessNameReading);
        Assert.Equal(owners.Contains("contact"), booking.Memo.EndsWith("：たんとうのよみ", StringComparison.Ordinal));
        Assert.Equal(names.Contains("担当者名") ? "見本 太郎" : "", booking.ContactName);
    }

    [Fact]
    public void A_column_of_its_own_goes_before_what_Excel_keeps()
    {
        var file = Package("髙﨑商店", "0-4ミホン", isShared: true, "たかさきしょうてん");

        Assert.Equal("たかさきしょうてん", Assert.Single(Read(file).Rows).Booking.BusinessNameReading);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void On_a_record_ふりがな_belongs_to_the_name_beside_it_too(bool isXls)
    {
        var book = new OfficeWorkbook { Sheet = "相談票" }
            .Row("フリガナ", "ミホンドウ", "TEL", "075-000-1500")
            .Row("企業名", "見本堂", "内線", "12")
            .Row("フリガナ", "ミホン タロウ")
            .Row("担当者名", "見本 太郎")
            .Row("予約日", "R8.7.16", "時間帯", "13:00～13:50")
            .Row("会場", "中京区役所")
            .Row("行政書士名", "見本 花子", "相談時間", "13:00～13:50")
            .Row("相談者区分", "☑中小企業")
            .Row("相談内容区分", "☑制度の詳細")
            .Row("売上減少の状況", "☑変動なし")
            .Row("相談内容", "【相談の概要】補助金について");

        var record = Assert.Single(Read(book.ToBytes(isXls)).Records);

        Assert.Equal(
            ("ミホンドウ", "見本 太郎", "0750001500", "内線：12", "担当者名ふりがな：ミホン タロウ"),
            (
                record.Booking.BusinessNameReading,
                record.Booking.ContactName,
                record.Booking.Telephone.Value,
                record.Booking.TelephoneNote,
                record.Remarks
            )
        );
    }

    [Theory]
    [InlineData("たかさき")]
    [InlineData("ﾀｶｻｷ")]
    [InlineData("タカサキ　ショウテン")]
    [InlineData("たかさきしようてん")]
    [InlineData("高崎商店")]
    public async Task A_business_is_found_by_the_reading_that_was_imported(string typed)
    {
        await using var portal = await TestPortal.StartAsync();
        await portal.Database.FillCatalogueAsync(portal.Time);
        var import = portal.As<ImportService>(Role.Supervisor);

        await import.AcceptAsync(Read(Package("髙﨑商店", "0-2タカサキ 2-4ショウテン", isShared: true)));

        var found = await portal
            .As<ReservationListService>(Role.Supervisor)
            .ListAsync(new ReservationFilter { Search = typed }, ListScene.Page());
        Assert.Equal("髙﨑商店", Assert.Single(found.Rows).BusinessName);
    }

    private static string Filled(string pattern, params object[] values) => string.Format(CultureInfo.CurrentCulture, pattern, values);

    private static ImportReading Read(byte[] file)
    {
        var reading = ImportReading.Read([new ImportFile("予約一覧", () => new MemoryStream(file))]);
        Assert.Empty(reading.Refused);
        return reading;
    }

    private static IEnumerable<(int From, int To, string Kana)> Runs(string kana) =>
        kana.Split(' ')
            .Select(run =>
                (int.Parse(run[..1], CultureInfo.InvariantCulture), int.Parse(run[2..3], CultureInfo.InvariantCulture), run[3..])
            );

    private static byte[] Package(string name, string kana, bool isShared, string? column = null)
    {
        OpenXmlElement[] written =
        [
            new Text(name) { Space = SpaceProcessingModeValues.Preserve },
            .. Runs(kana)
                .Select(run => new PhoneticRun(new Text(run.Kana)) { BaseTextStartIndex = (uint)run.From, EndingBaseIndex = (uint)run.To }),
        ];
        using var stream = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook))
        {
            var workbook = document.AddWorkbookPart();
            var sheet = workbook.AddNewPart<WorksheetPart>();
            Cell Plain(string text) => new() { DataType = CellValues.InlineString, InlineString = new InlineString(new Text(text)) };
            var cell = isShared
                ? new Cell { DataType = CellValues.SharedString, CellValue = new CellValue(0) }
                : new Cell { DataType = CellValues.InlineString, InlineString = new InlineString(written) };
            if (isShared)
            {
                workbook.AddNewPart<SharedStringTablePart>().SharedStringTable = new SharedStringTable(new SharedStringItem(written));
            }

            sheet.Worksheet = new Worksheet(
                new SheetData(
                    new DocumentFormat.OpenXml.Spreadsheet.Row(Labels.Concat(column is null ? [] : ["企業名ふりがな"]).Select(Plain)),
                    new DocumentFormat.OpenXml.Spreadsheet.Row([
                        .. Row[..4].Select(Plain),
                        cell,
                        Plain(Row[5]),
                        .. column is null ? [] : new[] { Plain(column) },
                    ])
                )
            );
            workbook.Workbook = new Workbook(
                new Sheets(
                    new Sheet
                    {
                        Name = "予約一覧",
                        SheetId = 1,
                        Id = workbook.GetIdOfPart(sheet),
                    }
                )
            );
        }

        return stream.ToArray();
    }

    private static byte[] Binary(string name, string kana)
    {
        var runs = Runs(kana).ToList();
        var all = string.Concat(runs.Select(run => run.Kana));
        using var block = new MemoryStream();
        using (var writer = new BinaryWriter(block))
        {
            int[] head = [1, 10 + 2 * all.Length + 6 * runs.Count, 0, 0x37, runs.Count, all.Length, all.Length];
            Array.ForEach(head, value => writer.Write((ushort)value));
            writer.Write(Encoding.Unicode.GetBytes(all));
            var at = 0;
            foreach (var (from, to, text) in runs)
            {
                Array.ForEach([at, from, to - from], value => writer.Write((ushort)value));
                at += text.Length;
            }
        }

        var bytes = block.ToArray();
        var rich = new HSSFRichTextString(name);
        const BindingFlags any = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance;
        var unicode = rich.UnicodeString;
        var kind = unicode.GetType().GetNestedType("ExtRst", BindingFlags.Public | BindingFlags.NonPublic)!;
        object[] content = [new LittleEndianByteArrayInputStream(bytes), bytes.Length];
        var property = unicode.GetType().GetProperty("ExtendedRst", any)!;
        property.SetValue(unicode, Activator.CreateInstance(kind, any, null, content, CultureInfo.InvariantCulture));
        var book = new HSSFWorkbook();
        var sheet = book.CreateSheet("予約一覧");
        foreach (var (index, texts) in new[] { Labels, Row }.Index())
        {
            var row = sheet.CreateRow(index);
            foreach (var (column, text) in texts.Index())
            {
                if (text == Row[4])
                {
                    row.CreateCell(column).SetCellValue(rich);
                }
                else
                {
                    row.CreateCell(column).SetCellValue(text);
                }
            }
        }

        using var written = new MemoryStream();
        book.Write(written);
        return written.ToArray();
    }
}
