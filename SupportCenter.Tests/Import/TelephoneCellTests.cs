using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Demo;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Import;

namespace SupportCenter.Tests.Import;

/// <summary>Everything that a paper says about ringing: the number, what belongs to it, and why there is none.</summary>
public sealed class TelephoneCellTests
{
    [Theory]
    [InlineData("075-000-1500", "075-000-1500", "")]
    [InlineData("０７５（０００）１５００", "075-000-1500", "")]
    [InlineData("075-000-1500 内線12", "075-000-1500", "内線12")]
    [InlineData("075-000-1500（内１２）", "075-000-1500", "（内１２）")]
    [InlineData("075-000-1500 ext.12", "075-000-1500", "ext.12")]
    [InlineData("075-000-1500#12", "075-000-1500", "#12")]
    [InlineData("075-000-1500\n090-0000-1500", "075-000-1500", "090-0000-1500")]
    [InlineData("075-000-1500 / 090-0000-1500", "075-000-1500", "090-0000-1500")]
    [InlineData("075-000-1500・1501", "075-000-1500", "1501")]
    [InlineData("075-000-1500～1502", "075-000-1500", "～1502")]
    [InlineData("075-000-1500 又は 090-0000-1500", "075-000-1500", "又は 090-0000-1500")]
    [InlineData("075-000-1500（10時～16時）", "075-000-1500", "（10時～16時）")]
    [InlineData("自宅 075-000-1500", "075-000-1500", "自宅 075-000-1500")]
    [InlineData("TEL：075-000-1500", "075-000-1500", "")]
    [InlineData("携帯 090-0000-1500", "090-0000-1500", "")]
    [InlineData("代表者携帯 090-0000-1500", "090-0000-1500", "代表者携帯 090-0000-1500")]
    [InlineData("+81 75-000-1500", "075-000-1500", "")]
    [InlineData("①075-000-1500②090-0000-1500", "075-000-1500", "①075-000-1500②090-0000-1500")]
    [InlineData("①075-000-1500", "075-000-1500", "①075-000-1500")]
    [InlineData("折り返し不要", "", "折り返し不要")]
    public void What_stands_beside_a_number_is_its_note(string typed, string telephone, string note)
    {
        var booking = Booking(["電話番号"], [typed]);

        Assert.Equal((telephone, note, ""), (Domain.Text.Telephone.Format(booking.Telephone.Value), booking.TelephoneNote, booking.Memo));
        Assert.Equal(note.Length > 0, booking.Doubts.Contains(new ImportDoubt(ImportField.Telephone, ImportTexts.Doubt_KeptInNote)));
    }

    [Theory]
    [InlineData("電話番号|内線", "075-000-1500|12", "内線：12")]
    [InlineData("電話番号|内線番号", "075-000-1500|内線12", "内線12")]
    [InlineData("電話番号|携帯電話", "075-000-1500|090-0000-1500", "携帯電話：090-0000-1500")]
    [InlineData("電話番号|連絡先2", "075-000-1500|妻 090-0000-1500", "連絡先2：妻 090-0000-1500")]
    [InlineData("電話番号|電話番号②", "075-000-1500|075-000-1501", "電話番号②：075-000-1501")]
    [InlineData("電話番号|緊急連絡先|内線", "075-000-1500|090-0000-1500|3", "緊急連絡先：090-0000-1500 内線：3")]
    [InlineData("電話番号|携帯電話", "075-000-1500 内線3|090-0000-1500", "内線3 携帯電話：090-0000-1500")]
    [InlineData("電話番号|携帯電話", "075-000-1500|075(000)1500", "")]
    [InlineData("電話番号|携帯電話", "|090-0000-1500", "")]
    public void Further_columns_of_numbers_are_notes_under_their_headings(string headings, string cells, string note)
    {
        var booking = Booking(headings.Split('|'), cells.Split('|'));

        Assert.Equal((note, ""), (booking.TelephoneNote, booking.Memo));
    }

    [Theory]
    [InlineData("非通知", "", TelephoneReason.Withheld)]
    [InlineData("（番号非通知）", "", TelephoneReason.Withheld)]
    [InlineData("なし", "", TelephoneReason.None)]
    [InlineData("+1 206 555 0100", "+12065550100", TelephoneReason.Foreign)]
    [InlineData("075-000-1500", "0750001500", null)]
    [InlineData("不明な文字", "", null)]
    public async Task Why_there_is_no_Japanese_number_is_taken_over(string typed, string kept, TelephoneReason? reason)
    {
        await using var portal = await TestPortal.StartAsync();
        await portal.Database.FillCatalogueAsync(portal.Time);

        await portal.As<ImportService>(Role.Supervisor).AcceptAsync(Read(["電話番号"], [typed]));

        var details = (await portal.ReadAsync(db => db.Reservations.SingleAsync())).Details;
        Assert.Equal((kept, reason), (details.Telephone, details.TelephoneReason));
        Assert.Equal(typed == "不明な文字" ? typed : null, details.TelephoneNote);
    }

    [Fact]
    public void The_note_of_the_record_is_put_to_that_of_the_list()
    {
        var record = new OfficeWorkbook { Sheet = "相談票" }
            .Row("企業名", "みほん", "TEL", "075-000-1500 内線7")
            .Row("予約日", "R8.7.16", "時間帯", "10:00～10:50頃")
            .Row("会場", "中京区役所", "事業者名ふりがな", "みほんどう")
            .Row("行政書士名", "見本 花子", "相談時間", "10:00～10:50")
            .Row("相談者区分", "☑中小企業")
            .Row("相談内容区分", "☑制度の詳細")
            .Row("相談内容", "【相談の概要】補助金について")
            .ToBytes(isXls: false);
        var list = Bytes(["電話番号", "携帯電話"], ["075-000-1500", "090-0000-1500"]);

        var reading = ImportReading.Read([
            new ImportFile("一覧.xlsx", () => new MemoryStream(list)),
            new ImportFile("相談票.xlsx", () => new MemoryStream(record)),
        ]);

        var booking = Assert.Single(Assert.Single(reading.Businesses).Bookings).Booking;
        Assert.Equal(
            ("携帯電話：090-0000-1500 内線7", "みほんどう", "時間帯：10:00～10:50頃"),
            (booking.TelephoneNote, booking.BusinessNameReading, booking.Memo)
        );
    }

    private static BookingReading Booking(string[] headings, string[] cells) => Assert.Single(Read(headings, cells).Rows).Booking;

    private static ImportReading Read(string[] headings, string[] cells)
    {
        var bytes = Bytes(headings, cells);
        return ImportReading.Read([new ImportFile("一覧.xlsx", () => new MemoryStream(bytes))]);
    }

    private static byte[] Bytes(string[] headings, string[] cells) =>
        new OfficeWorkbook()
            .Row(["受付日", "予約日", "時間帯", "会場", "事業者名", .. headings])
            .Row(["R8.7.1", "R8.7.16", "10:00～10:50", "中京区役所", "みほん", .. cells])
            .ToBytes(isXls: false);
}
