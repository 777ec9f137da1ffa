using System.Globalization;
using System.IO.Compression;
using SupportCenter.Domain;
using SupportCenter.Domain.Import;

namespace SupportCenter.Tests.Import;

/// <summary>What Excel shows of a cell, and what it shows besides: in both kinds of file, written by a library that is not ours.</summary>
public sealed partial class SeenCellTests
{
    private static readonly string[] Labels = ["受付日", "予約日", "時間帯", "会場", "事業者名", "電話番号", "回数", "メモ"];

    public static TheoryData<bool> Files => [false, true];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_hidden_row_is_not_read_and_a_hidden_column_is_read_and_both_are_said(bool isXls)
    {
        var book = new OfficeWorkbook { HiddenRows = { 2 }, HiddenColumns = { 7 } }.Row([.. Labels]);
        Row(book, 0, memo: new OfficeCell("通訳が必要"));
        Row(book, 1, memo: new OfficeCell("古い予約"));
        Row(book, 2);

        var reading = Read(book, isXls);

        Assert.Equal(["みほん0", "みほん2"], reading.Rows.Select(row => row.Booking.BusinessName));
        Assert.Equal([(3, ImportTexts.LeftOut_Hidden)], reading.LeftOut.Select(row => (row.Row, row.Reason)));
        Assert.Equal("通訳が必要", reading.Rows[0].Booking.Memo);
        Assert.Contains(new ImportDoubt(ImportField.Memo, ImportTexts.Doubt_HiddenCell), reading.Rows[0].Booking.Doubts);
        Assert.Empty(reading.Rows[1].Booking.Doubts);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_struck_cell_and_a_struck_part_are_left_out_and_said(bool isXls)
    {
        var book = new OfficeWorkbook().Row([.. Labels]);
        Row(
            book,
            0,
            slot: new OfficeCell("10:00～10:50 13:00～13:50") { StruckCharacters = 12 },
            memo: new OfficeCell("済") { IsStruck = true }
        );
        Row(book, 1);

        var booking = Read(book, isXls).Rows[0].Booking;

        Assert.Equal((new TimeOnly(13, 0), new TimeOnly(13, 50), ""), (booking.Start.Value, booking.End.Value, booking.Memo));
        Assert.False(booking.IsCancelled);
        Assert.Contains(new ImportDoubt(ImportField.Slot, Filled(ImportTexts.Doubt_Struck, "10:00～10:50")), booking.Doubts);
        Assert.Contains(new ImportDoubt(ImportField.Memo, Filled(ImportTexts.Doubt_Struck, "済")), booking.Doubts);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_struck_row_is_a_cancelled_booking(bool isXls)
    {
        var book = new OfficeWorkbook().Row(["No.", .. Labels]);
        book.Row(
            1,
            new OfficeCell("R8.7.1") { IsStruck = true },
            new OfficeCell("R8.7.16") { IsStruck = true },
            new OfficeCell("10:00～10:50") { IsStruck = true },
            new OfficeCell("中京区役所") { IsStruck = true },
            new OfficeCell("みほん") { IsStruck = true },
            new OfficeCell("075-000-1500") { IsStruck = true },
            new OfficeCell("1回目") { IsStruck = true },
            null
        );

        var booking = Assert.Single(Read(book, isXls).Rows).Booking;

        Assert.Equal((true, "みほん"), (booking.IsCancelled, booking.BusinessName));
        Assert.Contains(new ImportDoubt(null, ImportTexts.Doubt_RowStruck), booking.Doubts);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_comment_is_kept_in_the_memo_and_said_wherever_it_is(bool isXls)
    {
        var book = new OfficeWorkbook().Row([.. Labels[..^1], new OfficeCell("メモ") { Note = "書き方は別紙" }]);
        Row(book, 0, day: new OfficeCell("R8.7.16") { Note = "本人に確認済み" }, memo: new OfficeCell("") { Note = "要通訳" });

        var reading = Read(book, isXls);

        var booking = Assert.Single(reading.Rows).Booking;
        Assert.Equal("コメント（予約日）：本人に確認済み\nコメント（メモ）：要通訳", booking.Memo);
        Assert.Contains(new ImportDoubt(ImportField.ClinicDate, ImportTexts.Doubt_Note), booking.Doubts);
        Assert.Contains(reading.Remarks, remark => remark.Sentence == "コメント（H1）：書き方は別紙");
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void An_error_value_is_said_of_every_field_and_read_as_none(bool isXls)
    {
        string[] labels = [.. Labels, "担当者名", "行政区", "業種", "従業員数", "相談したい内容", "融資の利用"];
        ImportField[] fields =
        [
            ImportField.ReceivedOn,
            ImportField.ClinicDate,
            ImportField.Slot,
            ImportField.Venue,
            ImportField.BusinessName,
            ImportField.Telephone,
            ImportField.VisitNumber,
            ImportField.Memo,
            ImportField.ContactName,
            ImportField.Ward,
            ImportField.Industry,
            ImportField.EmployeeCount,
            ImportField.WishedMeasure,
            ImportField.LoanUsed,
        ];
        object[] right =
        [
            "R8.7.1",
            "R8.7.16",
            "10:00～",
            "中京区役所",
            "みほん",
            "075-000-1500",
            "1回目",
            "",
            "見本",
            "北区",
            "小売業",
            "3",
            "補助金",
            "している",
        ];
        var book = new OfficeWorkbook().Row([.. labels]);
        for (var column = 0; column < labels.Length; column++)
        {
            var row = right.ToArray();
            row[column] = new OfficeCell(null) { Error = 42 };
            book.Row(row);
        }

        var rows = Read(book, isXls).Rows;

        Assert.Equal(labels.Length, rows.Count);
        for (var column = 0; column < labels.Length; column++)
        {
            var booking = rows.Single(row => row.Row == column + 2).Booking;
            Assert.Contains(new ImportDoubt(fields[column], Filled(ImportTexts.Doubt_Error, "#N/A")), booking.Doubts);
            Assert.DoesNotContain(
                "#N/A",
                booking.BusinessName + booking.ContactName + booking.Industry + booking.WishedMeasure + booking.Telephone.Value,
                StringComparison.Ordinal
            );
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_row_in_another_colour_is_read_and_said_and_stripes_are_not(bool isXls)
    {
        var grey = new OfficeWorkbook().Row([.. Labels]);
        var striped = new OfficeWorkbook().Row([.. Labels]);
        for (var index = 0; index < 6; index++)
        {
            Row(grey, index, isGrey: index == 3);
            Row(striped, index, isGrey: index % 2 == 1);
        }

        var colour = new ImportDoubt(null, ImportTexts.Doubt_RowColour);
        Assert.Equal([3], Read(grey, isXls).Rows.Index().Where(row => row.Item.Booking.Doubts.Contains(colour)).Select(row => row.Index));
        AssertEach.Of(Read(striped, isXls).Rows, row => Assert.DoesNotContain(colour, row.Booking.Doubts));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_column_without_a_known_heading_goes_into_the_memo(bool isXls)
    {
        var book = new OfficeWorkbook().Row([.. Labels, "希望言語", null]);
        book.Row("R8.7.1", "R8.7.16", "10:00～10:50", "中京区役所", "みほん", "075-000-1500", "1回目", "書類あり", "英語", "要確認");

        var booking = Assert.Single(Read(book, isXls).Rows).Booking;

        Assert.Equal("書類あり\n希望言語：英語\n見出しのないJ列：要確認", booking.Memo);
        Assert.Contains(new ImportDoubt(null, Filled(ImportTexts.Doubt_Of, "希望言語", ImportTexts.Doubt_KeptInMemo)), booking.Doubts);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void What_a_format_of_nothing_hides_is_said(bool isXls)
    {
        var book = new OfficeWorkbook().Row([.. Labels]);
        Row(book, 0, visit: new OfficeCell(2) { Format = ";;;" });

        var booking = Assert.Single(Read(book, isXls).Rows).Booking;

        Assert.Contains(new ImportDoubt(ImportField.VisitNumber, ImportTexts.Doubt_HiddenCell), booking.Doubts);
    }

    [Fact]
    public void A_text_in_a_shape_is_said()
    {
        var book = new OfficeWorkbook().Row([.. Labels]);
        Row(book, 0);
        using var file = new MemoryStream();
        file.Write(book.ToBytes(isXls: false));
        using (var package = new ZipArchive(file, ZipArchiveMode.Update, leaveOpen: true))
        {
            var drawing = package.Entries.Single(part => part.FullName.StartsWith("xl/drawings/drawing", StringComparison.Ordinal));
            using var writer = new StreamWriter(drawing.Open());
            writer.BaseStream.SetLength(0);
            writer.Write("<d xmlns:a=\"urn:a\"><a:txBody><a:p><a:r><a:t>受付は</a:t></a:r><a:r><a:t>終了</a:t></a:r></a:p></a:txBody></d>");
        }

        var bytes = file.ToArray();
        var reading = ImportReading.Read([new ImportFile("予約一覧", () => new MemoryStream(bytes))]);

        Assert.Contains(reading.Remarks, remark => remark.Sentence == Filled(ImportTexts.Doubt_Shape, "受付は終了"));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void On_a_record_nothing_is_taken_or_dropped_in_silence_either(bool isXls)
    {
        var book = new OfficeWorkbook { Sheet = "相談票", HiddenRows = { 4 } }
            .Row("企業名", "みほん商店", "TEL", "075-000-1500")
            .Row(
                "予約日",
                new OfficeCell("R8.7.16") { Note = "変更あり" },
                "時間帯",
                new OfficeCell("10:00～11:00 13:00～13:50") { StruckCharacters = 12 }
            )
            .Row("会場", "中京区役所", "従業員数", new OfficeCell(null) { Error = 42 })
            .Row("TEL", "090-0000-1500", "担当者名", "見本 太郎")
            .Row("業種", "小売業")
            .Row("行政書士名", "見本 花子", "相談時間", "13:00～13:50")
            .Row("相談者区分", "☑中小企業")
            .Row("相談内容区分", "☑制度の詳細")
            .Row("売上減少の状況", "☑変動なし")
            .Row("相談内容", "【相談の概要】補助金について");

        var record = Assert.Single(Read(book, isXls).Records);

        Assert.Equal((new TimeOnly(13, 0), new TimeOnly(13, 50)), (record.Booking.Start.Value, record.Booking.End.Value));
        Assert.Equal("0750001500", record.Booking.Telephone.Value);
        Assert.Equal(("TEL：090-0000-1500", "コメント（予約日）：変更あり"), (record.Booking.TelephoneNote, record.Remarks));
        Assert.Contains(new ImportDoubt(ImportField.Slot, Filled(ImportTexts.Doubt_Struck, "10:00～11:00")), record.Doubts);
        Assert.Contains(new ImportDoubt(ImportField.EmployeeCount, Filled(ImportTexts.Doubt_Error, "#N/A")), record.Doubts);
        Assert.Contains(new ImportDoubt(ImportField.Telephone, ImportTexts.Doubt_KeptInNote), record.Doubts);
        Assert.Contains(new ImportDoubt(ImportField.Industry, ImportTexts.Doubt_HiddenCell), record.Doubts);
    }

    private static string Filled(string pattern, params object[] values) => string.Format(CultureInfo.CurrentCulture, pattern, values);

    private static double Serial(DateOnly day, bool is1904) =>
        day.DayNumber - (is1904 ? new DateOnly(1904, 1, 1) : new DateOnly(1899, 12, 30)).DayNumber;

    private static void Row(
        OfficeWorkbook book,
        int index,
        OfficeCell? day = null,
        OfficeCell? slot = null,
        OfficeCell? visit = null,
        OfficeCell? memo = null,
        bool isGrey = false
    )
    {
        OfficeCell[] cells =
        [
            new("R8.7.1"),
            day ?? new("R8.7.16"),
            slot ?? new("10:00～10:50"),
            new("中京区役所"),
            new($"みほん{index}"),
            new($"075-000-15{index:00}"),
            visit ?? new("1回目"),
            memo ?? new(null),
        ];
        book.Row([.. cells.Select(cell => cell with { IsGrey = isGrey || cell.IsGrey })]);
    }

    private static ImportReading Read(OfficeWorkbook book, bool isXls)
    {
        var bytes = book.ToBytes(isXls);
        var reading = ImportReading.Read([new ImportFile("予約一覧", () => new MemoryStream(bytes))]);
        Assert.Empty(reading.Refused);
        return reading;
    }
}
