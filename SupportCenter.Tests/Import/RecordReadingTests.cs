using SupportCenter.Domain;
using SupportCenter.Domain.Import;

namespace SupportCenter.Tests.Import;

public class RecordReadingTests
{
    [Theory]
    [InlineData("□中小企業　☑小規模事業者　□個人事業者　□その他")]
    [InlineData("中小企業□ 小規模事業者☑ 個人事業者□ その他□")]
    [InlineData("○中小企業 ●小規模事業者 ○個人事業者 ○その他")]
    [InlineData("□中小企業 ○小規模事業者 □個人事業者 □その他")]
    [InlineData("×中小企業 ○小規模事業者 ×個人事業者 ×その他")]
    [InlineData("[ ] 中小企業 [x] 小規模事業者 [ ] 個人事業者 [ ] その他")]
    [InlineData("( )中小企業 (○)小規模事業者 ( )個人事業者 ( )その他")]
    [InlineData("□ 中小企業\n☒ 小規模事業者\n□ 個人事業者\n□ その他")]
    [InlineData("□中小企業 レ小規模事業者 □個人事業者 □その他")]
    [InlineData("□中小企業 ■小規模事業者 □個人事業者 □その他")]
    [InlineData("☐中小企業 ✔\uFE0F小規模事業者 ☐個人事業者 ☐その他")]
    [InlineData("小規模事業者")]
    [InlineData("小規模企業者")]
    public void A_tick_is_a_tick_however_it_is_made(string boxes)
    {
        var record = Read(sheet => sheet[3, 1] = boxes);
        Assert.Equal("小規模事業者", record.ClientCategory);
        Assert.DoesNotContain(record.Doubts, doubt => doubt.Field == ImportField.ClientCategory);
    }

    [Fact]
    public void A_ring_around_one_option_of_unmarked_ones_is_a_tick()
    {
        var record = Read(sheet =>
        {
            foreach (var (column, option) in new[] { "中小企業", "〇小規模事業者", "個人事業者", "その他" }.Index())
            {
                sheet[3, column + 1] = option;
            }
        });
        Assert.Equal("小規模事業者", record.ClientCategory);
    }

    [Fact]
    public void Linked_check_boxes_say_true_and_false_beside_their_text()
    {
        var record = Read(sheet =>
        {
            foreach (
                var (column, cell) in new object[] { false, "中小企業", true, "小規模事業者", false, "個人事業者", false, "その他" }.Index()
            )
            {
                sheet[3, column + 1] = cell;
            }
        });
        Assert.Equal("小規模事業者", record.ClientCategory);
    }

    [Fact]
    public void No_tick_and_two_ticks_are_doubted_where_one_is_asked_for()
    {
        Assert.Contains(
            new ImportDoubt(ImportField.ClientCategory, ImportTexts.Doubt_NoTick),
            Read(sheet => sheet[3, 1] = "□中小企業 □小規模事業者 □個人事業者 □その他").Doubts
        );
        var two = Read(sheet => sheet[3, 1] = "☑中小企業 ☑小規模事業者 □個人事業者 □その他");
        Assert.Equal("中小企業", two.ClientCategory);
        Assert.Contains(new ImportDoubt(ImportField.ClientCategory, ImportTexts.Doubt_SeveralTicks), two.Doubts);
    }

    [Fact]
    public void Texts_in_brackets_are_kept_with_their_option_and_the_last_empty_box_is_a_measure_of_its_own()
    {
        var record = Read(sheet =>
        {
            sheet[4, 1] = "☑その他（ 事業承継 ）";
            sheet[5, 0] = "活用したい支援策";
            sheet[5, 1] = "☑京都市の支援策（緊急応援）";
            sheet[5, 2] = "☑支援補助金（事業再出発支援・緊急応援）";
            sheet[5, 3] = "□( )";
            sheet[5, 4] = "☑（雇用調整助成金）";
            sheet[6, 1] = "☑その他(";
            sheet[6, 2] = "人手不足";
            sheet[6, 3] = ")";
        });
        Assert.Equal(
            ("事業承継", true, "人手不足", true),
            (record.OtherTopic, record.OtherTopicTicked, record.OtherTrouble, record.OtherTroubleTicked)
        );
        Assert.Equal(
            [
                new TickedOption("京都市の支援策", "緊急応援"),
                new TickedOption("支援補助金(事業再出発支援・緊急応援)", ""),
                new TickedOption("雇用調整助成金", ""),
            ],
            record.Measures
        );
        Assert.Empty(record.Topics);
    }

    [Fact]
    public void An_option_that_the_paper_does_not_know_is_kept_and_doubted()
    {
        var record = Read(sheet =>
        {
            sheet[6, 1] = "☑売上の減少";
            sheet[6, 2] = "☑後継者がいない";
        });
        Assert.Equal(["売上の減少", "後継者がいない"], record.Troubles);
        Assert.Contains(new ImportDoubt(ImportField.Troubles, ImportTexts.Doubt_UnknownOption), record.Doubts);
    }

    [Fact]
    public void Text_without_headings_is_all_summary_and_said_so()
    {
        var record = Read(sheet => sheet[9, 0] = "家賃の支払いが厳しい。\n相談時間が足りなかった。");
        Assert.Equal("家賃の支払いが厳しい。\n相談時間が足りなかった。", record.Summary);
        Assert.Contains(new ImportDoubt(ImportField.Consultation, ImportTexts.Doubt_NoHeadings), record.Doubts);
    }

    [Fact]
    public void Guidance_is_split_into_measure_explanation_and_referral_and_lines_without_bullet_go_on()
    {
        var record = Read(sheet =>
            sheet[9, 0] =
                "【相談の概要】新聞に載っていた制度。\n【案内した制度】\n・雇用調整助成金：概要のみお伝えし、中小企業雇用継続緊急支援センターをご案内しました。\n・コロナ支援補助金：対象経費を説明し、\n　2区分の違いを説明しまし"
                + "た。\n②家賃支援給付金\n【所感】\n・また来られるかもしれません。"
        );
        Assert.Equal("新聞に載っていた制度。", record.Summary);
        Assert.Equal(
            [
                new GuidanceRow(
                    "雇用調整助成金",
                    "概要のみお伝えし、中小企業雇用継続緊急支援センターをご案内しました。",
                    "中小企業雇用継続緊急支援センター"
                ),
                new GuidanceRow("コロナ支援補助金", "対象経費を説明し、\n2区分の違いを説明しました。", ""),
                new GuidanceRow("家賃支援給付金", "", ""),
            ],
            record.Guidance
        );
        Assert.Equal("・また来られるかもしれません。", record.Impression);
    }

    [Fact]
    public void A_record_of_no_list_is_a_booking_of_its_own_and_a_copy_of_a_record_is_none()
    {
        var one = Bytes(_ => { });
        var reading = ImportReading.Read([
            new ImportFile("a.xlsx", () => new MemoryStream(one)),
            new ImportFile("b.xlsx", () => new MemoryStream(one)),
        ]);

        var booking = Assert.Single(Assert.Single(reading.Businesses).Bookings);
        Assert.Equal(
            (1, 0, "a.xlsx", "b.xlsx"),
            (reading.BookingCount, reading.WithoutRecord, booking.Record!.File, Assert.Single(booking.OtherRecords).File)
        );
        Assert.Contains(new ImportDoubt(null, ImportTexts.Doubt_NotInList), booking.Booking.Doubts);
        Assert.Contains(new ImportDoubt(null, ImportTexts.Doubt_SecondRecord), booking.OtherRecords[0].Booking.Doubts);
    }

    [Fact]
    public void A_list_and_a_record_lend_each_other_the_year_and_say_where_they_differ()
    {
        var list = new TestWorkbook();
        var sheet = list.Add("予約一覧");
        foreach (
            var (column, (label, value)) in new (string, object)[]
            {
                ("受付日", "6月15日"),
                ("予約日", "6月20日"),
                ("時間帯", "9:30～"),
                ("会場", "南区役所"),
                ("事業者名", "みほん"),
                ("電話番号", "075-000-0001"),
            }.Index()
        )
        {
            sheet[0, column] = label;
            sheet[1, column] = value;
        }

        var (listBytes, record) = (list.ToBytes(), Bytes(_ => { }));
        var reading = ImportReading.Read([
            new ImportFile("予約一覧.xlsx", () => new MemoryStream(listBytes)),
            new ImportFile("a.xlsx", () => new MemoryStream(record)),
        ]);

        var booking = Assert.Single(Assert.Single(reading.Businesses).Bookings);
        Assert.Equal(
            (new DateOnly(2020, 6, 20), new TimeOnly(10, 20), true),
            (booking.Booking.ClinicDate.Value, booking.Booking.End.Value, booking.Record is not null)
        );
        Assert.Contains(new ImportDoubt(ImportField.Venue, ImportTexts.Doubt_ListAndRecordDiffer), booking.Booking.Doubts);
        Assert.DoesNotContain(new ImportDoubt(ImportField.ClinicDate, ImportTexts.Doubt_YearFromContext), booking.Booking.Doubts);
    }

    [Fact]
    public void Several_records_in_one_workbook_are_each_read()
    {
        var workbook = new TestWorkbook();
        Fill(workbook.Add("その1"));
        var second = workbook.Add("その2");
        Fill(second);
        second[1, 1] = "例示";
        second[1, 3] = "075-000-0002";
        var bytes = workbook.ToBytes();
        Assert.Equal(
            ["みほん", "例示"],
            ImportReading
                .Read([new ImportFile("a.xlsx", () => new MemoryStream(bytes))])
                .Records.Select(record => record.Booking.BusinessName)
        );
    }

    private static ConsultationSheetReading Read(Action<TestSheet> change)
    {
        var bytes = Bytes(change);
        return Assert.Single(ImportReading.Read([new ImportFile("a.xlsx", () => new MemoryStream(bytes))]).Records);
    }

    private static byte[] Bytes(Action<TestSheet> change)
    {
        var workbook = new TestWorkbook();
        var sheet = workbook.Add("相談票");
        Fill(sheet);
        change(sheet);
        return workbook.ToBytes();
    }

    /// <summary>A small form: row 3 the category, 4 the topics, 6 the troubles, 9 the text.</summary>
    private static void Fill(TestSheet sheet)
    {
        foreach (
            var (place, value) in new Dictionary<(int, int), object>
            {
                [(0, 0)] = "予約日",
                [(0, 1)] = "R2.6.20",
                [(0, 2)] = "時間帯",
                [(0, 3)] = "9:30～10:20",
                [(0, 4)] = "会場名",
                [(0, 5)] = "北区役所",
                [(1, 0)] = "企業名",
                [(1, 1)] = "みほん",
                [(1, 2)] = "TEL",
                [(1, 3)] = "075-000-0001",
                [(2, 0)] = "行政書士名",
                [(2, 1)] = "行政書士 見本",
                [(2, 2)] = "相談時間",
                [(2, 3)] = "9:30～10:00 (30分)",
                [(3, 0)] = "相談者区分",
                [(4, 0)] = "相談内容区分",
                [(6, 0)] = "お困りごと",
                [(7, 0)] = "売上減少の状況",
                [(7, 1)] = "☑変動なし",
                [(8, 0)] = "相談内容",
                [(10, 0)] = "■備考・その他",
            }
        )
        {
            sheet[place.Item1, place.Item2] = value;
        }
    }
}
