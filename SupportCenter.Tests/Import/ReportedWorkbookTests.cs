using System.Globalization;
using ExcelDataReader;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Demo;
using SupportCenter.Domain.Import;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Text;

namespace SupportCenter.Tests.Import;

/// <summary>Workbooks as people have reported them, each with its right reading.</summary>
public sealed class ReportedWorkbookTests
{
    [Fact]
    public void A_row_that_a_filter_hides_is_not_read_and_its_number_is_said()
    {
        var reading = Read("予約一覧_非表示行.xlsx");

        Assert.Equal(["みほん一号店", "みほん三号店"], reading.Rows.Select(row => row.Booking.BusinessName));
        Assert.Equal((3, ImportTexts.LeftOut_Hidden), reading.LeftOut.Select(row => (row.Row, row.Reason)).Single());
    }

    [Fact]
    public void Days_counted_from_1904_are_read_in_every_format()
    {
        var reading = Read("予約一覧_1904年.xlsx");

        Assert.Equal(6, reading.Rows.Count);
        AssertEach.Of(reading.Rows, row =>
            Assert.Equal(
                (new DateOnly(2026, 7, 1), new DateOnly(2026, 7, 16)),
                (row.Booking.ReceivedOn.Value!.Value, row.Booking.ClinicDate.Value!.Value)
            )
        );
    }

    [Theory]
    [InlineData(1, "12:00", "13:00", "")]
    [InlineData(2, "12:00", "12:50", "")]
    [InlineData(3, "10:00", "10:45", "")]
    [InlineData(4, "10:00", "10:50", "")]
    [InlineData(6, "13:00", "13:50", "")]
    [InlineData(7, "13:00", "13:50", "時間帯：13:00〜13:50※遅れる")]
    [InlineData(8, "10:00", "10:50", "")]
    [InlineData(9, "13:00", "14:00", "")]
    [InlineData(11, "9:00", null, "時間帯：9:00/10:00")]
    [InlineData(12, null, null, "時間帯：AM")]
    [InlineData(13, "13:00", "13:50", "")]
    [InlineData(14, "12:00", "13:00", "")]
    [InlineData(15, "11:30", "12:20", "")]
    [InlineData(16, "13:30", null, "時間帯：13:30発")]
    [InlineData(17, "13:00", "13:50", "")]
    [InlineData(18, "13:00", "13:50", "時間帯：第2部(13:00～13:50)")]
    [InlineData(19, "10:00", "11:00", "時間帯：10:00～11:00の間")]
    [InlineData(20, "10:00", "10:50", "時間帯：2枠目 10:00～10:50")]
    public void A_time_is_read_as_it_is_meant_and_what_is_beside_it_is_kept(int no, string? start, string? end, string memo)
    {
        var booking = Read("予約一覧_時間帯.xlsx").Rows.Single(row => row.Booking.No.Value == no).Booking;

        Assert.Equal(start, booking.Start.Value is { } from ? JapaneseTime.Format(from) : null);
        if (end is not null)
        {
            Assert.Equal(end, booking.End.Value is { } to ? JapaneseTime.Format(to) : null);
        }

        Assert.Equal(memo, booking.Memo);
        Assert.Equal(
            memo.Length > 0,
            booking.Doubts.Any(doubt => doubt.Field == ImportField.Slot && doubt.Sentence != ImportTexts.Doubt_EndFilled)
        );
    }

    [Theory]
    [InlineData(1, "075-000-1301", "内線12")]
    [InlineData(2, "075-000-1302", "(妻の携帯075-000-1399)")]
    [InlineData(3, "075-000-1303", "075-000-1398")]
    [InlineData(4, "075-000-1304", "")]
    [InlineData(5, "075-000-1305", "")]
    [InlineData(7, "075-000-1307", "FAX075-000-1397")]
    [InlineData(8, "075-000-1308", "FAX 同じ")]
    [InlineData(9, "075-000-1309", "")]
    [InlineData(10, "075-000-1310", "")]
    [InlineData(11, "075-000-1311", "")]
    [InlineData(12, "075-000-1312", "又は1313")]
    [InlineData(13, "050-0000-1314", "")]
    [InlineData(14, "0120-000-131", "")]
    [InlineData(15, "+12065550100", "")]
    [InlineData(16, "", "")]
    [InlineData(17, "075-000-1316", "(18時以降)")]
    public void A_telephone_cell_keeps_what_follows_the_number(int no, string telephone, string note)
    {
        var booking = Read("予約一覧_電話.xlsx").Rows.Single(row => row.Booking.No.Value == no).Booking;

        Assert.Equal((telephone, note, ""), (Telephone.Format(booking.Telephone.Value), booking.TelephoneNote, booking.Memo));
        Assert.Equal(note.Length > 0, booking.Doubts.Contains(new ImportDoubt(ImportField.Telephone, ImportTexts.Doubt_KeptInNote)));
    }

    [Fact]
    public void Of_two_columns_of_the_same_meaning_nothing_is_lost()
    {
        var rows = Read("予約一覧_二列.xlsx").Rows;
        var (both, one) = (rows[0].Booking, rows[1].Booking);

        Assert.Equal("0750001401", both.Telephone.Value);
        Assert.Equal(("書類は後日\n車いすで来所", "携帯電話：090-0000-1401"), (both.Memo, both.TelephoneNote));
        Assert.Contains(new ImportDoubt(ImportField.Telephone, ImportTexts.Doubt_KeptInNote), both.Doubts);
        Assert.Equal(("09000001402", "通訳が必要"), (one.Telephone.Value, one.Memo));
        Assert.Empty(one.Doubts);
    }

    [Theory]
    [InlineData("予約一覧_厳密_文字のみ.xlsx")]
    [InlineData("予約一覧_保護_standard.xlsx")]
    [InlineData("売上_zip64.xlsx")]
    public void A_strict_a_sealed_and_a_zip64_workbook_are_read(string file)
    {
        var reading = Read(file);

        Assert.Empty(reading.Refused);
        AssertEach.Of(reading.Rows, row => Assert.Equal(new DateOnly(2026, 7, 16), row.Booking.ClinicDate.Value));
        Assert.NotEmpty(reading.Rows);
    }

    [Fact]
    public void What_Excel_encrypted_with_its_own_password_is_read_with_its_marks_as_another_library_opens_it()
    {
        var plain = new OfficeWorkbook { HiddenRows = { 1 } }
            .Row("予約日", "時間帯", "会場", "事業者名", "電話番号")
            .Row("R8.7.16", "10:00～10:50", "中京区役所", "みほん一", "075-000-1601")
            .Row("R8.7.16", "13:00～13:50", "中京区役所", "みほん二", "075-000-1602")
            .ToBytes(isXls: false);
        var file = EncryptedWorkbooks.Encrypt(plain, EncryptedWorkbooks.DefaultPassword);

        using (var other = ExcelReaderFactory.CreateReader(new MemoryStream(file)))
        {
            Assert.True(other.Read());
            Assert.Equal("予約日", other.GetString(0));
        }

        var reading = ImportReading.Read([new ImportFile("予約一覧.xlsx", () => new MemoryStream(file))]);
        Assert.Equal("みほん二", Assert.Single(reading.Rows).Booking.BusinessName);
        Assert.Equal(ImportTexts.LeftOut_Hidden, Assert.Single(reading.LeftOut).Reason);
    }

    [Fact]
    public async Task A_booking_that_a_newer_list_has_at_another_time_is_proposed_and_moved_once()
    {
        await using var portal = await StartAsync();
        var import = portal.As<ImportService>(Role.Supervisor);
        await import.AcceptAsync(Read("予約一覧_7月10日.xlsx"));
        var newer = Read("予約一覧_7月12日.xlsx");

        var preview = await import.PreviewAsync(newer);
        var undecided = await import.AcceptAsync(newer);

        var change = Assert.Single(preview.Changes);
        Assert.Equal((ImportChangeKind.Moved, "みほん変更店", new TimeOnly(10, 0)), (change.Kind, change.BusinessName, change.StartsAt));
        Assert.Equal(new ImportOutcome(0, 0, 1, 0, 1), preview.Counts);
        Assert.Equal(preview.Counts, undecided);
        Assert.Equal(["10:00", "13:00"], await StartsAsync(portal));

        var outcome = await import.AcceptAsync(
            newer,
            new Dictionary<Guid, ImportDecision> { [change.ReservationId] = ImportDecision.Apply }
        );

        Assert.Equal(new ImportOutcome(0, 0, 2, 0), outcome);
        Assert.Equal(["11:00", "13:00"], await StartsAsync(portal));
        Assert.Equal(
            "10時から変更",
            (await portal.ReadAsync(db => db.Reservations.ToListAsync())).Single(row => row.Id == change.ReservationId).Details.Memo
        );
        Assert.Empty((await import.PreviewAsync(newer)).Changes);

        // The older list once more: the booking is known by where it was.
        Assert.Equal(new ImportOutcome(0, 0, 2, 0), await import.AcceptAsync(Read("予約一覧_7月10日.xlsx")));
        Assert.Equal(["11:00", "13:00"], await StartsAsync(portal));
    }

    [Fact]
    public async Task A_person_may_say_that_it_is_another_booking()
    {
        await using var portal = await StartAsync();
        var import = portal.As<ImportService>(Role.Supervisor);
        await import.AcceptAsync(Read("予約一覧_7月10日.xlsx"));
        var newer = Read("予約一覧_7月12日.xlsx");
        var change = Assert.Single((await import.PreviewAsync(newer)).Changes);

        await import.AcceptAsync(newer, new Dictionary<Guid, ImportDecision> { [change.ReservationId] = ImportDecision.Another });

        Assert.Equal(["10:00", "11:00", "13:00"], await StartsAsync(portal));
    }

    [Fact]
    public void Of_both_lists_together_the_newer_one_says_when_the_booking_is()
    {
        var reading = Read("予約一覧_7月10日.xlsx", "予約一覧_7月12日.xlsx");

        Assert.Equal(2, reading.BookingCount);
        var moved = reading.Rows.Single(row => row.Booking.BusinessName == "みほん変更店");
        Assert.Equal(new TimeOnly(11, 0), moved.Booking.Start.Value);
        Assert.Contains(new ImportDoubt(null, ImportTexts.Doubt_Moved), moved.Booking.Doubts);
        Assert.Contains(reading.LeftOut, row => row.Reason == ImportTexts.LeftOut_Moved && row.File == "予約一覧_7月10日.xlsx");
    }

    [Theory]
    [InlineData("キャンセル")]
    [InlineData("7/8 先方都合によりキャンセル")]
    [InlineData("取消（電話連絡あり）")]
    [InlineData("")]
    public async Task A_booking_that_a_newer_list_has_as_cancelled_is_proposed_and_cancelled(string memo)
    {
        await using var portal = await StartAsync();
        var import = portal.As<ImportService>(Role.Supervisor);
        await import.AcceptAsync(List("一覧1.xlsx", false, "書類あり"));
        var newer = List("一覧2.xlsx", memo.Length == 0, memo);

        var change = Assert.Single((await import.PreviewAsync(newer)).Changes);
        await import.AcceptAsync(newer);
        Assert.Equal(ReservationStatus.Booked, await StatusAsync(portal));
        await import.AcceptAsync(newer, new Dictionary<Guid, ImportDecision> { [change.ReservationId] = ImportDecision.Apply });

        Assert.Equal(ImportChangeKind.Cancelled, change.Kind);
        Assert.Equal(ReservationStatus.Cancelled, await StatusAsync(portal));
        Assert.Equal(new ImportOutcome(0, 0, 1, 0), await import.AcceptAsync(newer));
    }

    [Fact]
    public async Task A_struck_row_and_a_new_one_of_the_same_visit_are_one_move()
    {
        await using var portal = await StartAsync();
        var import = portal.As<ImportService>(Role.Supervisor);
        await import.AcceptAsync(List("一覧1.xlsx", false, ""));
        var newer = List("一覧2.xlsx", true, "", "13:00～13:50");

        var change = Assert.Single((await import.PreviewAsync(newer)).Changes);
        await import.AcceptAsync(newer, new Dictionary<Guid, ImportDecision> { [change.ReservationId] = ImportDecision.Apply });

        Assert.Equal(ImportChangeKind.Moved, change.Kind);
        Assert.Equal(["13:00"], await StartsAsync(portal));
        Assert.Equal(ReservationStatus.Booked, await StatusAsync(portal));
        Assert.Empty((await import.PreviewAsync(newer)).Changes);
    }

    [Fact]
    public async Task A_booking_that_is_cancelled_in_the_first_list_is_never_a_live_one()
    {
        await using var portal = await StartAsync();
        var reading = List("一覧.xlsx", true, "");

        await portal.As<ImportService>(Role.Supervisor).AcceptAsync(reading);

        Assert.Contains(new ImportDoubt(null, ImportTexts.Doubt_RowStruck), reading.Rows.Single().Booking.Doubts);
        Assert.Equal(ReservationStatus.Cancelled, await StatusAsync(portal));
    }

    [Fact]
    public void Two_rows_of_one_visit_in_one_list_are_doubted()
    {
        var bytes = new OfficeWorkbook()
            .Row("予約日", "時間帯", "会場", "事業者名", "電話番号", "回数", "メモ")
            .Row("R8.12.15", "10:00～10:50", "中京区役所", "みほん", "075-000-1904", "1回目", "12/16に変更")
            .Row("R8.12.16", "10:00～10:50", "中京区役所", "みほん", "075-000-1904", "1回目", "")
            .Row("R8.12.20", "10:00～10:50", "中京区役所", "みほん", "075-000-1904", "2回目", "")
            .ToBytes(isXls: true);

        var rows = ImportReading.Read([new ImportFile("一覧.xls", () => new MemoryStream(bytes))]).Rows;

        var doubt = new ImportDoubt(null, ImportTexts.Doubt_SameVisitTwice);
        Assert.Equal([false, true, false], rows.Select(row => row.Booking.Doubts.Contains(doubt)));
    }

    [Theory]
    [InlineData("キャンセル待ち", false)]
    [InlineData("前回キャンセルのため再予約", true)]
    [InlineData("特になし", false)]
    public void Words_that_only_mention_a_cancellation_cancel_nothing(string memo, bool isDoubted)
    {
        var booking = List("一覧.xlsx", false, memo).Rows.Single().Booking;

        Assert.False(booking.IsCancelled);
        Assert.Equal(isDoubted, booking.Doubts.Contains(new ImportDoubt(null, ImportTexts.Doubt_NamesCancelling)));
    }

    [Fact]
    public async Task A_booking_that_was_taken_at_the_telephone_is_not_imported_a_second_time()
    {
        await using var portal = await StartAsync();
        var import = portal.As<ImportService>(Role.Supervisor);
        await import.AcceptAsync(List("一覧1.xlsx", false, ""));
        await portal.ReadAsync(async db =>
        {
            await db.Database.ExecuteSqlRawAsync("UPDATE Reservations SET ImportKey = NULL");
            return 0;
        });

        Assert.Equal(new ImportOutcome(0, 0, 1, 0), await import.AcceptAsync(List("一覧2.xlsx", false, "")));
    }

    private static ImportReading List(string file, bool isStruck, string memo, string? then = null)
    {
        OfficeCell Cell(object value) => new(value) { IsStruck = isStruck };
        var book = new OfficeWorkbook()
            .Row("受付日", "予約日", "時間帯", "会場", "事業者名", "電話番号", "回数", "メモ")
            .Row(
                Cell("R8.7.1"),
                Cell("R8.12.15"),
                Cell("10:00～10:50"),
                Cell("中京区役所"),
                Cell("みほん取消店"),
                Cell("075-000-1903"),
                Cell("1回目"),
                Cell(memo)
            );
        if (then is not null)
        {
            book.Row("R8.7.1", "R8.12.15", then, "中京区役所", "みほん取消店", "075-000-1903", "1回目", "");
        }

        var bytes = book.ToBytes(isXls: false);
        return ImportReading.Read([new ImportFile(file, () => new MemoryStream(bytes))]);
    }

    private static async Task<TestPortal> StartAsync()
    {
        var portal = await TestPortal.StartAsync();
        await portal.Database.FillCatalogueAsync(portal.Time);
        return portal;
    }

    private static Task<ReservationStatus> StatusAsync(TestPortal portal) =>
        portal.ReadAsync(db => db.Reservations.Select(row => row.Status).SingleAsync());

    private static async Task<List<string>> StartsAsync(TestPortal portal) =>
        (await portal.ReadAsync(db => db.Reservations.Where(row => row.Status == ReservationStatus.Booked).ToListAsync()))
            .Select(row => row.StartsAt)
            .Order()
            .Select(start => start.ToString("HH:mm", CultureInfo.InvariantCulture))
            .ToList();

    private static ImportReading Read(params string[] files) =>
        ImportReading.Read(
            files.Select(file => new ImportFile(file, () =>
                File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Import", "Workbooks", file))
            ))
        );
}
