using System.Globalization;
using SupportCenter.Domain;
using SupportCenter.Domain.Import;
using SupportCenter.Domain.Text;

namespace SupportCenter.Tests.Import;

public class ListReadingTests
{
    [Fact]
    public void A_value_merged_over_several_rows_and_a_ditto_mark_count_for_each_row()
    {
        var sheet = List(
            ["受付日", "予約日", "時間帯", "会場", "事業者名", "電話番号"],
            [new DateOnly(2020, 6, 15), new DateOnly(2020, 6, 20), "9:30～10:20", "北区役所", "みほん一", "075-000-0001"],
            ["", "〃", "10:30～11:20", "〃", "みほん二", "075-000-0002"],
            ["", new DateOnly(2020, 6, 21), "10:30～11:20", "同上", "みほん三", "075-000-0003"]
        );
        sheet.Merges.Add((1, 0, 3, 0));

        var rows = Read(sheet).Rows;

        AssertEach.Of(rows, row => Assert.Equal(new DateOnly(2020, 6, 15), row.Booking.ReceivedOn.Value));
        Assert.Equal([20, 20, 21], rows.Select(row => row.Booking.ClinicDate.Value!.Value.Day));
        AssertEach.Of(rows, row => Assert.Equal("北区役所", row.Booking.Venue.Value));
    }

    [Fact]
    public void A_heading_of_two_rows_is_read_from_both()
    {
        var sheet = new TestSheet("予約一覧");
        foreach (
            var (column, (above, below)) in new[]
            {
                ("No.", ""),
                ("予約", "予約日"),
                ("", "時間帯"),
                ("", "会場"),
                ("事業者名", ""),
                ("電話番号", ""),
                ("業種", ""),
                ("従業員数", ""),
            }.Index()
        )
        {
            sheet[0, column] = above.Length > 0 ? above : " ";
            sheet[1, column] = below.Length > 0 ? below : " ";
        }

        foreach (
            var (column, value) in new object[] { 1, "R2.6.20", "9:30～", "南区役所", "みほん", "075-000-0001", "小売業", "3名" }.Index()
        )
        {
            sheet[2, column] = value;
        }

        var booking = Assert.Single(Read(sheet).Rows).Booking;
        Assert.Equal(
            (new DateOnly(2020, 6, 20), "南区役所", "みほん", 3),
            (booking.ClinicDate.Value, booking.Venue.Value, booking.BusinessName, booking.EmployeeCount.Value)
        );
    }

    [Fact]
    public void A_formula_without_a_saved_result_is_said_and_one_with_a_result_is_read()
    {
        var booking = Read(
            List(
                ["受付日", "予約日", "時間帯", "会場", "事業者名", "電話番号", "回数", "メモ"],
                ["R2.6.15", "R2.6.20", "9:30～10:20", "北区役所", "みほん", "075-000-0001", 1, new TestFormula("A1&B1")],
                [
                    "R2.6.15",
                    "R2.6.21",
                    "9:30～10:20",
                    "北区役所",
                    new TestFormula("\"みほん\"&\"二\"", "みほん二"),
                    "075-000-0002",
                    1,
                    "=SUM(A1)",
                ]
            )
        )
            .Rows.Select(row => row.Booking)
            .ToList();

        Assert.Equal("", booking[0].Memo);
        Assert.Contains(new ImportDoubt(ImportField.Memo, ImportTexts.Doubt_Formula), booking[0].Doubts);
        Assert.Equal(("みほん二", "=SUM(A1)"), (booking[1].BusinessName, booking[1].Memo));
        Assert.Empty(booking[1].Doubts);
    }

    [Fact]
    public void Missing_columns_are_named_once()
    {
        var reading = Read(List(["予約日", "会場", "事業者名", "電話番号"], ["R2.6.20", "北区役所", "みほん", "075-000-0001"]));

        Assert.Single(reading.Rows);
        var remark = Assert.Single(reading.Remarks).Sentence;
        AssertEach.Of(["受付日", "時間帯", "担当者名", "業種"], column => Assert.Contains(column, remark, StringComparison.Ordinal));
        Assert.DoesNotContain("企業名", remark, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_typed_wrongly_is_doubted_field_by_field()
    {
        var booking = Assert
            .Single(
                Read(
                    List(
                        ["受付日", "予約日", "時間帯", "会場", "事業者名", "電話番号", "行政区", "従業員数", "融資の利用"],
                        ["令和2年6月22日", "令和2年6月20日(月)", "13:00～12:00", "中京", "みほん", "000-1234", "本町", "5～6名", "たぶん"]
                    )
                ).Rows
            )
            .Booking;

        Assert.Equal(
            [
                (ImportField.ClinicDate, ImportTexts.Doubt_Weekday),
                (ImportField.Slot, ImportTexts.Doubt_EndBeforeStart),
                (ImportField.Venue, ImportTexts.Doubt_VenueGuessed),
                (ImportField.Telephone, ImportTexts.Doubt_Telephone),
                (ImportField.Ward, ImportTexts.Doubt_Ward),
                (ImportField.EmployeeCount, ImportTexts.Doubt_MoreText),
                (ImportField.LoanUsed, ImportTexts.Doubt_Answer),
                (ImportField.ReceivedOn, ImportTexts.Doubt_ReceivedAfterClinic),
            ],
            booking.Doubts.Where(doubt => doubt.Field != ImportField.VisitNumber).Select(doubt => (doubt.Field!.Value, doubt.Sentence))
        );
        Assert.Equal(("令和2年6月20日(月)", "中京", "本町"), (booking.ClinicDate.Typed, booking.Venue.Typed, booking.Ward.Typed));
        Assert.Equal("中京区役所", booking.Venue.Value);
    }

    [Fact]
    public void A_year_comes_from_the_title_when_no_date_has_one()
    {
        var sheet = List(
            ["受付日", "予約日", "時間帯", "会場", "事業者名", "電話番号"],
            ["12月28日", "1月6日", "9:30～10:20", "北区役所", "みほん", "075-000-0001"],
            top: 2
        );
        sheet[0, 0] = "令和3年度　予約一覧";

        var booking = Assert.Single(Read(sheet).Rows).Booking;

        Assert.Equal((new DateOnly(2021, 12, 28), new DateOnly(2022, 1, 6)), (booking.ReceivedOn.Value, booking.ClinicDate.Value));
        Assert.Contains(new ImportDoubt(ImportField.ClinicDate, ImportTexts.Doubt_YearFromContext), booking.Doubts);
    }

    [Fact]
    public void Without_any_year_the_day_of_the_import_helps_and_without_that_the_date_stays_open()
    {
        var bytes = Bytes(
            List(
                ["受付日", "予約日", "時間帯", "会場", "事業者名", "電話番号"],
                ["6月15日", "6月20日", "9:30～10:20", "北区役所", "みほん", "075-000-0001"]
            )
        );

        Assert.Equal(
            new DateOnly(2020, 6, 20),
            ImportReading
                .Read([new ImportFile("a.xlsx", () => new MemoryStream(bytes))], new DateOnly(2020, 8, 1))
                .Rows[0]
                .Booking.ClinicDate.Value
        );
        var open = ImportReading.Read([new ImportFile("a.xlsx", () => new MemoryStream(bytes))]).Rows[0].Booking;
        Assert.Null(open.ClinicDate.Value);
        Assert.Contains(new ImportDoubt(ImportField.ClinicDate, ImportTexts.Doubt_Unreadable), open.Doubts);
    }

    [Fact]
    public void The_same_business_is_known_by_its_number_else_by_its_name()
    {
        var reading = Read(
            List(
                ["予約日", "時間帯", "会場", "事業者名", "担当者名", "電話番号", "行政区"],
                ["R2.6.20", "9:30～", "北区役所", "㈱髙﨑商店", "見本", "075-000-0001", "北区"],
                ["R2.6.21", "9:30～", "北区役所", "高崎商店 株式会社", "例示", "０７５（０００）０００１", "北"],
                ["R2.6.22", "9:30～", "北区役所", "(株)高崎商店", "見本", "", "北区"],
                ["R2.6.23", "9:30～", "北区役所", "高崎商店", "別人", "075-000-0009", "南区"],
                ["R2.6.24", "9:30～", "北区役所", "髙崎商店", "見本", "090-0000-0007", "北区"]
            )
        );

        Assert.Equal(2, reading.Businesses.Count);
        Assert.Equal([20, 21, 22, 24], reading.Businesses[0].Bookings.Select(booking => booking.Booking.ClinicDate.Value!.Value.Day));
        Assert.Equal([1, 2, 3, 4], reading.Businesses[0].Bookings.Select(booking => booking.Booking.VisitNumber.Value!.Value));
        Assert.Contains(new ImportDoubt(ImportField.BusinessName, ImportTexts.Doubt_SameNameOtherNumber), reading.Rows[3].Booking.Doubts);
        Assert.Contains(new ImportDoubt(ImportField.BusinessName, ImportTexts.Doubt_OtherNumber), reading.Rows[4].Booking.Doubts);
    }

    [Fact]
    public void An_older_copy_of_the_list_adds_nothing()
    {
        object[][] rows =
        [
            ["R2.6.20", "9:30～", "北区役所", "みほん", "075-000-0001"],
            ["R2.6.21", "9:30～", "北区役所", "例示", "075-000-0002"],
        ];
        var list = Bytes(List(["予約日", "時間帯", "会場", "事業者名", "電話番号"], rows));
        var older = Bytes(
            List(
                ["会場", "予約日", "時間帯", "事業者名", "電話番号"],
                [.. rows.Take(1).Select(row => new[] { row[2], row[0], row[1], row[3], row[4] })]
            )
        );

        var reading = ImportReading.Read([
            new ImportFile("一覧.xlsx", () => new MemoryStream(list)),
            new ImportFile("一覧_旧.xlsx", () => new MemoryStream(older)),
        ]);

        Assert.Equal(2, reading.BookingCount);
        Assert.Equal(ImportTexts.LeftOut_Duplicate, Assert.Single(reading.LeftOut).Reason);
    }

    [Fact]
    public void A_hidden_sheet_is_not_read_and_that_is_said()
    {
        var workbook = new TestWorkbook();
        workbook.Add(List(["予約日", "会場", "事業者名", "電話番号"], ["R2.6.20", "北区役所", "みほん", "075-000-0001"]));
        var hidden = new TestSheet("旧") { Hidden = true };
        foreach (
            var (place, value) in List(["予約日", "会場", "事業者名", "電話番号"], ["R2.6.21", "北区役所", "例示", "075-000-0002"]).Cells
        )
        {
            hidden[place.Row, place.Column] = value;
        }

        workbook.Add(hidden);
        var bytes = workbook.ToBytes();
        var reading = ImportReading.Read([new ImportFile("a.xlsx", () => new MemoryStream(bytes))]);
        Assert.Equal("みほん", Assert.Single(reading.Rows).Booking.BusinessName);
        Assert.Contains(
            new RefusedFile("a.xlsx", string.Format(CultureInfo.CurrentCulture, ImportTexts.Remark_HiddenSheet, "旧")),
            reading.Remarks
        );
    }

    [Fact]
    public void A_workbook_of_which_only_hidden_sheets_could_be_read_is_refused_in_words()
    {
        var hidden = new TestSheet("一覧") { Hidden = true };
        foreach (
            var (place, value) in List(["予約日", "会場", "事業者名", "電話番号"], ["R2.6.21", "北区役所", "例示", "075-000-0002"]).Cells
        )
        {
            hidden[place.Row, place.Column] = value;
        }

        var workbook = new TestWorkbook();
        workbook.Add("表紙");
        workbook.Add(hidden);
        var bytes = workbook.ToBytes();

        var reading = ImportReading.Read([new ImportFile("a.xlsx", () => new MemoryStream(bytes))]);

        Assert.Empty(reading.Rows);
        Assert.Equal(ImportTexts.Refused_OnlyHidden, Assert.Single(reading.Refused).Sentence);
    }

    [Theory]
    [InlineData("中京区役所 会議室", "中京区役所")]
    [InlineData("中京区役所会議室", "中京区役所")]
    [InlineData("京都市中京区役所（3階）", "中京区役所")]
    [InlineData("伏見区役所深草支所", "深草支所")]
    [InlineData("深草", "深草支所")]
    [InlineData("洛西支所　2階第1会議室", "洛西支所")]
    [InlineData("みほん会館 大ホール", "みほん会館")]
    [InlineData("みほん センター ビル", "みほん センター ビル")]
    public void A_venue_is_read_without_its_room(string typed, string venue)
    {
        var booking = Assert
            .Single(Read(List(["予約日", "会場", "事業者名", "電話番号"], ["R2.6.20", typed, "みほん", "075-000-0001"])).Rows)
            .Booking;
        Assert.Equal((typed, venue), (booking.Venue.Typed, booking.Venue.Value));
    }

    [Fact]
    public void What_was_typed_is_kept_beside_what_was_read()
    {
        var booking = Assert
            .Single(
                Read(
                    List(
                        ["受付日", "予約日", "時間帯", "会場", "事業者名", "電話番号", "行政区", "従業員数"],
                        [
                            "２０２０年６月１５日",
                            "6月20日(土)",
                            "午後1時半",
                            "北区役所",
                            "㈱髙﨑",
                            "０７５－０００－０００１",
                            "京都市南区",
                            "31名（うちパート15名）",
                        ]
                    )
                ).Rows
            )
            .Booking;

        Assert.Equal(
            ("２０２０年６月１５日", "6月20日(土)", "午後1時半"),
            (booking.ReceivedOn.Typed, booking.ClinicDate.Typed, booking.Start.Typed)
        );
        Assert.Equal(new ReadValue<string>("０７５－０００－０００１", "0750000001"), booking.Telephone);
        Assert.Equal(new ReadValue<Ward?>("京都市南区", Ward.Minami), booking.Ward);
        Assert.Equal(new ReadValue<int?>("31名（うちパート15名）", 31), booking.EmployeeCount);
        Assert.Equal("㈱髙﨑", booking.BusinessName);
    }

    private static ImportReading Read(TestSheet sheet)
    {
        var bytes = Bytes(sheet);
        return ImportReading.Read([new ImportFile("予約一覧.xlsx", () => new MemoryStream(bytes))]);
    }

    private static byte[] Bytes(TestSheet sheet)
    {
        var workbook = new TestWorkbook();
        workbook.Add(sheet);
        return workbook.ToBytes();
    }

    private static TestSheet List(string[] labels, params IEnumerable<object[]> rows) => List(labels, rows, 0);

    private static TestSheet List(string[] labels, object[] row, int top) => List(labels, [row], top);

    private static TestSheet List(string[] labels, IEnumerable<object[]> rows, int top)
    {
        var sheet = new TestSheet("予約一覧");
        foreach (var (row, values) in rows.Prepend(labels).Index())
        {
            foreach (var (column, value) in values.Index().Where(cell => cell.Item is not ""))
            {
                sheet[top + row, column] = value;
            }
        }

        return sheet;
    }
}
