using SupportCenter.Domain;
using SupportCenter.Domain.Import;

namespace SupportCenter.Tests.Import;

/// <summary>An .xls that is encrypted with a password.</summary>
public sealed class EncryptedBinaryTests
{
    private static byte[] Plain { get; } =
        new OfficeWorkbook { HiddenRows = { 2 } }
            .Row("予約日", "時間帯", "会場", "事業者名", "電話番号", "メモ")
            .Row("R8.7.16", "10:00～10:50", "中京区役所", "みほん一", "075-000-1601", string.Concat(Enumerable.Repeat("長いメモ。", 400)))
            .Row("R8.7.16", "13:00～13:50", "中京区役所", "みほん二", "075-000-1602")
            .Row("R8.7.16", "14:00～14:50", "中京区役所", "みほん三", "075-000-1603")
            .ToBytes(isXls: true);

    [Fact]
    public void What_Excel_encrypted_with_its_own_password_is_read_and_what_cannot_be_seen_is_said()
    {
        var reading = Read(EncryptedBinaryWorkbooks.Encrypt(Plain, EncryptedWorkbooks.DefaultPassword));

        Assert.Empty(reading.Refused);
        Assert.Equal(["みほん一", "みほん三"], reading.Rows.Select(row => row.Booking.BusinessName));
        Assert.Equal(ImportTexts.LeftOut_Hidden, Assert.Single(reading.LeftOut).Reason);
        Assert.Contains(new RefusedFile("予約一覧.xls", ImportTexts.Remark_NoMarks), reading.Remarks);
    }

    [Fact]
    public void Another_password_is_said()
    {
        var refused = Assert.Single(Read(EncryptedBinaryWorkbooks.Encrypt(Plain, "another")).Refused);

        Assert.Equal(ImportTexts.Refused_Password, refused.Sentence);
    }

    private static ImportReading Read(byte[] file) => ImportReading.Read([new ImportFile("予約一覧.xls", () => new MemoryStream(file))]);
}
