using System.Globalization;
using SupportCenter.Domain;
using SupportCenter.Domain.Import;
using SupportCenter.Domain.Text;

namespace SupportCenter.Tests.Import;

/// <summary>What Excel shows of a number or a text is what is read, whatever the cell holds behind it.</summary>
public sealed class ShownNumberTests
{
    private static readonly string[] Labels = ["受付日", "予約日", "時間帯", "会場", "事業者名", "電話番号", "回数", "メモ"];

    public static TheoryData<bool> Files => [false, true];

    [Theory]
    [InlineData(5, "0\"名\"", "5名")]
    [InlineData(12.1, "0.00", "12.10")]
    [InlineData(12.345, "0.0#", "12.35")]
    [InlineData(12.3, "0.0#", "12.3")]
    [InlineData(1500000, "#,##0\"円\"", "1,500,000円")]
    [InlineData(1500000, "#,##0,\"千円\"", "1,500千円")]
    [InlineData(-5, "0;\"△\"0", "△5")]
    [InlineData(-5, "0\"名\"", "-5名")]
    [InlineData(0, "0;-0;\"なし\"", "なし")]
    [InlineData(1, "\"済\"", "済")]
    [InlineData(0.5, "0%", "50%")]
    [InlineData(7, "000", "007")]
    [InlineData(9000001234, "000\\-0000\\-0000", "090-0000-1234")]
    [InlineData(750001234, "[<=9999999999]000\\-000\\-0000;0", "075-000-1234")]
    [InlineData(1234, "\"075-000-\"0000", "075-000-1234")]
    [InlineData(20261210, "0000\"/\"00\"/\"00", "2026/12/10")]
    [InlineData(3, "[赤]\"第\"0\"回\"", "第3回")]
    [InlineData(3, "[$-411]0_ ", "3 ")]
    [InlineData(3000, "[$¥-411]#,##0", "¥3,000")]
    [InlineData(2, "General\"回\"", "2回")]
    [InlineData(2, "G/標準\"回\"", "2回")]
    [InlineData(2, "General", "2")]
    [InlineData(0.25, "# ?/?", null)]
    [InlineData(1200, "0.00E+00", null)]
    [InlineData(46366, "yyyy/m/d", null)]
    [InlineData(2, "", null)]
    public void A_number_is_written_as_its_format_writes_it(double number, string format, string? shown) =>
        Assert.Equal(shown, NumberText.Of(number, format));

    [Theory]
    [InlineData("みほん", "@", "みほん")]
    [InlineData("みほん", "@\"様\"", "みほん様")]
    [InlineData("みほん", "\"㈱\"@", "㈱みほん")]
    [InlineData("みほん", "0;-0;0;@", "みほん")]
    [InlineData("みほん", "0;-0;0", "みほん")]
    [InlineData("みほん", "General", "みほん")]
    [InlineData("みほん", "yyyy/m/d", "みほん")]
    [InlineData("みほん", ";;;", "")]
    [InlineData("みほん", "0;-0;0;", "")]
    public void A_text_is_written_as_its_format_writes_it(string text, string format, string shown) =>
        Assert.Equal(shown, NumberText.OfText(text, format));

    [Theory]
    [MemberData(nameof(Files))]
    public void A_row_of_formatted_numbers_is_read_as_it_is_seen(bool isXls)
    {
        var book = new OfficeWorkbook().Row([.. Labels]);
        book.Row(
            new OfficeCell(20261201) { Format = "0000\"/\"00\"/\"00" },
            new OfficeCell(12.1) { Format = "0.00" },
            new OfficeCell(9.3) { Format = "0.00" },
            "中京区役所",
            new OfficeCell(3) { Format = "\"みほん\"0\"号店\"" },
            new OfficeCell(1234) { Format = "\"075-000-\"0000" },
            new OfficeCell(2) { Format = "\"第\"0\"回\"" },
            new OfficeCell(1500000) { Format = "#,##0\"円\"" }
        );

        var booking = Assert.Single(Read(book, isXls).Rows).Booking;

        Assert.Equal(
            (new DateOnly(2026, 12, 1), new DateOnly(2026, 12, 10), new TimeOnly(9, 30)),
            (booking.ReceivedOn.Value, booking.ClinicDate.Value, booking.Start.Value)
        );
        Assert.Equal(
            ("みほん3号店", "0750001234", 2, "1,500,000円"),
            (booking.BusinessName, booking.Telephone.Value, booking.VisitNumber.Value, booking.Memo)
        );
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_text_that_its_format_hides_is_said(bool isXls)
    {
        var book = new OfficeWorkbook().Row([.. Labels]);
        Row(book, memo: new OfficeCell("要通訳") { Format = ";;;" });

        var booking = Assert.Single(Read(book, isXls).Rows).Booking;

        Assert.Equal("要通訳", booking.Memo);
        Assert.Contains(new ImportDoubt(ImportField.Memo, ImportTexts.Doubt_HiddenCell), booking.Doubts);
    }

    // What stands as a value of Excel's own is judged as what is typed: 1:00 may be the afternoon, and a day is no time.
    [Theory]
    [InlineData(false, 1.0 / 24, "h:mm", "1:00", TimeDoubts.UnusualHour)]
    [InlineData(true, 1.0 / 24, "h:mm", "1:00", TimeDoubts.UnusualHour)]
    [InlineData(false, 23.0 / 24, "h:mm", "23:00", TimeDoubts.UnusualHour)]
    [InlineData(false, 0.0, "h:mm", "0:00", TimeDoubts.UnusualHour)]
    [InlineData(false, 46306.0, "m/d", null, TimeDoubts.Unreadable)]
    [InlineData(true, 46306.0, "m\"月\"d\"日\"", null, TimeDoubts.Unreadable)]
    [InlineData(false, 46366 + 10.5 / 24, "yyyy/m/d h:mm", "10:30", TimeDoubts.None)]
    [InlineData(false, 9.3, null, "9:30", TimeDoubts.MoreText)]
    [InlineData(true, 9.3, null, "9:30", TimeDoubts.MoreText)]
    [InlineData(false, 0.4375, "0.00", "10:30", TimeDoubts.None)]
    public void A_time_that_Excel_holds_is_judged_as_one_that_is_typed(
        bool isXls,
        double value,
        string? format,
        string? start,
        TimeDoubts doubts
    )
    {
        var book = new OfficeWorkbook().Row([.. Labels]);
        Row(book, slot: new OfficeCell(value) { Format = format });
        var said = new ImportDoubtList();
        said.Add(ImportField.Slot, doubts);

        var booking = Assert.Single(Read(book, isXls).Rows).Booking;

        Assert.Equal(start, booking.Start.Value?.ToString("H:mm", CultureInfo.InvariantCulture));
        Assert.Subset(booking.Doubts.ToHashSet(), said.All.ToHashSet());
        Assert.Equal(
            said.All.Count,
            booking.Doubts.Count(doubt => doubt.Field == ImportField.Slot && doubt.Sentence != ImportTexts.Doubt_NoEnd)
        );
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_number_of_abroad_that_Excel_took_for_a_quantity_is_a_telephone_number(bool isXls)
    {
        var book = new OfficeWorkbook().Row([.. Labels]);
        Row(book, telephone: new OfficeCell(81750001234d));
        Row(book, telephone: new OfficeCell(819000001234d));

        Assert.Equal(["0750001234", "09000001234"], Read(book, isXls).Rows.Select(row => row.Booking.Telephone.Value));
    }

    [Theory]
    [InlineData("〃")]
    [InlineData("仝")]
    [InlineData("↓")]
    [InlineData("//")]
    [InlineData("’’")]
    [InlineData("''")]
    [InlineData("ゞ")]
    [InlineData("（同上）")]
    [InlineData("同")]
    [InlineData("上に同じ")]
    [InlineData("＂")]
    public void A_sign_of_repetition_is_what_stands_above(string sign)
    {
        var book = new OfficeWorkbook().Row([.. Labels]);
        Row(book);
        book.Row(sign, sign, "11:00～11:50", sign, "みほん次", "075-000-1599", "1回目", null);

        var booking = Read(book, isXls: false).Rows[1].Booking;

        Assert.Equal(
            (new DateOnly(2026, 7, 1), new DateOnly(2026, 7, 16), "中京区役所"),
            (booking.ReceivedOn.Value, booking.ClinicDate.Value, booking.Venue.Value)
        );
    }

    // A column of its own says it as well as a word in the remarks.
    [Theory]
    [InlineData("取消", "○", true)]
    [InlineData("取消", "", false)]
    [InlineData("キャンセル", "有", true)]
    [InlineData("キャンセル", "レ", true)]
    [InlineData("キャンセル", "無", false)]
    [InlineData("キャンセル有無", "なし", false)]
    [InlineData("キャンセル日", "7/8", true)]
    [InlineData("キャンセル日", "-", false)]
    [InlineData("取消理由", "体調不良", true)]
    [InlineData("中止", "済", true)]
    [InlineData("辞退", "いいえ", false)]
    [InlineData("キャンセル待ち", "○", false)]
    [InlineData("キャンセル料", "なし", false)]
    [InlineData("状態", "CXL", true)]
    [InlineData("状況", "Cancelled", true)]
    [InlineData("状況", "取下げ", true)]
    [InlineData("状況", "見合わせ", true)]
    [InlineData("状況", "予約済", false)]
    public void A_column_of_cancelling_says_that_a_booking_was_cancelled(string heading, string cell, bool isCancelled)
    {
        foreach (var isXls in new[] { false, true })
        {
            var book = new OfficeWorkbook().Row([.. Labels, heading]);
            book.Row("R8.7.1", "R8.7.16", "10:00～10:50", "中京区役所", "みほん", "075-000-1500", "1回目", null, cell);

            var booking = Assert.Single(Read(book, isXls).Rows).Booking;

            Assert.Equal(isCancelled, booking.IsCancelled);
            Assert.Equal(isCancelled, booking.Doubts.Contains(new ImportDoubt(null, ImportTexts.Doubt_SaysCancelled)));
        }
    }

    [Fact]
    public void A_cross_in_a_column_of_cancelling_is_asked_about()
    {
        var book = new OfficeWorkbook().Row([.. Labels, "取消"]);
        book.Row("R8.7.1", "R8.7.16", "10:00～10:50", "中京区役所", "みほん", "075-000-1500", "1回目", null, "×");

        var booking = Assert.Single(Read(book, isXls: false).Rows).Booking;

        Assert.False(booking.IsCancelled);
        Assert.Contains(new ImportDoubt(null, ImportTexts.Doubt_NamesCancelling), booking.Doubts);
    }

    private static void Row(OfficeWorkbook book, OfficeCell? slot = null, OfficeCell? telephone = null, OfficeCell? memo = null) =>
        book.Row(
            "R8.7.1",
            "R8.7.16",
            slot ?? new OfficeCell("10:00～10:50"),
            "中京区役所",
            "みほん",
            telephone ?? new OfficeCell("075-000-1500"),
            "1回目",
            memo
        );

    private static ImportReading Read(OfficeWorkbook book, bool isXls)
    {
        var bytes = book.ToBytes(isXls);
        var reading = ImportReading.Read([new ImportFile("予約一覧", () => new MemoryStream(bytes))]);
        Assert.Empty(reading.Refused);
        return reading;
    }
}
