using System.Globalization;
using System.Reflection;
using System.Resources;
using System.Text;
using SupportCenter.Domain;
using SupportCenter.Domain.Import;

namespace SupportCenter.Tests.Import;

public class RefusalTests
{
    [Fact]
    public void An_empty_file_is_refused() => Refused([], ImportTexts.Refused_Empty);

    [Fact]
    public void A_text_named_as_a_workbook_is_refused() =>
        Refused(Encoding.UTF8.GetBytes("No.,受付日,事業者名\n1,2020/6/15,みほん"), ImportTexts.Refused_NoWorkbook);

    [Fact]
    public void A_web_page_saved_as_xls_is_refused() =>
        Refused("<html><table><tr><td>予約一覧</td></tr></table></html>"u8.ToArray(), ImportTexts.Refused_NoWorkbook);

    [Fact]
    public void A_document_of_another_program_is_refused() => Refused(HostileWorkbooks.WordDocument(), ImportTexts.Refused_NoWorkbook);

    [Fact]
    public void A_workbook_with_a_password_is_refused() =>
        Refused(EncryptedWorkbooks.Encrypt(ListOf(1), "another"), ImportTexts.Refused_Password);

    [Fact]
    public void A_file_over_the_limit_is_refused() => Refused(new byte[WorkbookReading.MostFileBytes + 1], ImportTexts.Refused_TooLarge);

    [Fact]
    public void A_zip_bomb_is_refused_whether_it_tells_its_size_or_lies()
    {
        Refused(HostileWorkbooks.Bomb(400), ImportTexts.Refused_TooLarge);
        Refused(HostileWorkbooks.LyingBomb(400, 1000), ImportTexts.Refused_TooLarge);
        Refused(HostileWorkbooks.LyingBomb(20, 1000), ImportTexts.Refused_Broken);
        Refused(HostileWorkbooks.LyingBomb(20, 4_000_000_000), ImportTexts.Refused_TooLarge);
        Refused(HostileWorkbooks.ManyEntries(3000), ImportTexts.Refused_TooLarge);
    }

    [Fact]
    public void A_bomb_takes_no_more_memory_than_the_file_and_a_buffer()
    {
        var bomb = HostileWorkbooks.LyingBomb(400, 1000);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Refused(bomb, ImportTexts.Refused_TooLarge);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 30_000_000);
    }

    [Fact]
    [Asvs("1.5.1")]
    public void A_workbook_that_names_outside_files_is_refused() =>
        Refused(HostileWorkbooks.WithEntity(ListOf(1)), ImportTexts.Refused_Broken);

    [Fact]
    public void A_workbook_cut_anywhere_is_refused_or_read_but_never_fails_otherwise()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "Samples", "相談票");
        byte[][] workbooks =
        [
            ListOf(3),
            File.ReadAllBytes(Directory.GetFiles(folder, "*.xls").First(path => path.EndsWith(".xls", StringComparison.Ordinal))),
        ];
        var chance = new Random(7);
        foreach (var workbook in workbooks)
        {
            for (var index = 0; index < 150; index++)
            {
                var broken = chance.Next(2) == 0 ? workbook[..chance.Next(1, workbook.Length)] : workbook.ToArray();
                for (var flip = 0; flip < chance.Next(1, 20); flip++)
                {
                    broken[chance.Next(Math.Min(8, broken.Length - 1), broken.Length)] = (byte)chance.Next(256);
                }

                var reading = ImportReading.Read([new ImportFile("x.xlsx", () => new MemoryStream(broken))]);
                Assert.DoesNotContain("", reading.Refused.Select(refused => refused.Sentence));
            }
        }
    }

    [Fact]
    public void A_workbook_that_is_neither_list_nor_record_is_refused()
    {
        var workbook = new TestWorkbook();
        workbook.Add("収支")[0, 0] = "売上";
        Refused(workbook.ToBytes(), ImportTexts.Refused_NeitherListNorRecord);
    }

    [Fact]
    public void A_workbook_without_any_cell_is_refused()
    {
        var workbook = new TestWorkbook();
        workbook.Add("Sheet1");
        Refused(workbook.ToBytes(), ImportTexts.Refused_NeitherListNorRecord);
    }

    [Fact]
    public void An_empty_form_is_refused()
    {
        var workbook = new TestWorkbook();
        var sheet = workbook.Add("様式");
        foreach (
            var (row, label) in new[]
            {
                "企業名",
                "TEL",
                "行政書士名",
                "相談者区分",
                "相談内容区分",
                "お困りごと",
                "売上減少の状況",
                "相談内容",
                "■備考・その他",
            }.Index()
        )
        {
            sheet[row, 0] = label;
        }

        sheet[3, 1] = "□中小企業";
        Refused(workbook.ToBytes(), ImportTexts.Refused_BlankForm);
    }

    [Fact]
    public void A_hundred_thousand_blank_rows_are_passed_over_quickly()
    {
        var workbook = ListOf(5, 100_000);
        var before = WorkStopwatch.Seconds();
        var reading = ImportReading.Read([new ImportFile("予約一覧.xlsx", () => new MemoryStream(workbook))]);
        Assert.Equal(5, reading.Rows.Count);
        Assert.Empty(reading.Refused);
        Assert.InRange(WorkStopwatch.Seconds() - before, 0, 10); // 1,700,000 styled cells.
    }

    [Fact]
    public void A_stray_cell_in_the_last_corner_is_refused_and_not_walked_to()
    {
        var workbook = new TestWorkbook();
        var sheet = workbook.Add("予約一覧");
        sheet[0, 0] = "No.";
        sheet[1_048_575, 16_383] = "x";
        Refused(workbook.ToBytes(), ImportTexts.Refused_TooLarge);
    }

    [Fact]
    public void A_refused_file_does_not_keep_the_others_from_being_read()
    {
        var list = ListOf(4);
        var reading = ImportReading.Read([
            new ImportFile("a.xlsx", () => new MemoryStream([])),
            new ImportFile("b.xlsx", () => new MemoryStream(list)),
            new ImportFile("c.xls", () => new MemoryStream("x"u8.ToArray())),
        ]);
        Assert.Equal(["a.xlsx", "c.xls"], reading.Refused.Select(file => file.File));
        Assert.Equal(4, reading.Rows.Count);
    }

    [Fact]
    public void Every_text_of_the_import_stands_in_both_languages_and_every_field_has_a_label()
    {
        var texts = new ResourceManager("SupportCenter.Domain.ImportTexts", typeof(ImportTexts).Assembly);
        var keys = typeof(ImportTexts)
            .GetProperties(BindingFlags.Public | BindingFlags.Static)
            .Where(text => text.PropertyType == typeof(string))
            .Select(text => text.Name)
            .ToList();
        AssertEach.Of(keys, key => Assert.False(string.IsNullOrEmpty(texts.GetString(key, CultureInfo.GetCultureInfo("en")))));
        AssertEach.Of(keys.Where(key => !key.EndsWith("_No", StringComparison.Ordinal)), key =>
            Assert.NotEqual(texts.GetString(key, CultureInfo.GetCultureInfo("ja")), texts.GetString(key, CultureInfo.GetCultureInfo("en")))
        );
        AssertEach.Of(Enum.GetValues<ImportField>(), field => Assert.Contains("Field_" + field, keys));
    }

    private static void Refused(byte[] file, string sentence)
    {
        using var stream = new MemoryStream(file);
        Assert.Equal(
            sentence,
            Assert
                .Throws<RuleException>(() =>
                {
                    var sheets = WorkbookReading.Open(stream);
                    if (ImportReading.Read([new ImportFile("x.xlsx", () => new MemoryStream(file))]).Refused is [var refused])
                    {
                        throw new RuleException(refused.Sentence); // What only the whole reading can know.
                    }

                    Assert.Empty(sheets);
                })
                .Message
        );
    }

    private static byte[] ListOf(int count, int blankRows = 0)
    {
        var workbook = new TestWorkbook();
        var sheet = workbook.Add(new TestSheet("予約一覧") { BlankRows = blankRows });
        foreach (var (column, label) in new[] { "No.", "受付日", "予約日", "時間帯", "会場", "事業者名", "電話番号" }.Index())
        {
            sheet[0, column] = label;
        }

        for (var row = 1; row <= count; row++)
        {
            sheet[row, 0] = row;
            sheet[row, 1] = new DateOnly(2020, 6, 15);
            sheet[row, 2] = new DateOnly(2020, 6, 15 + row);
            sheet[row, 3] = "9:30～10:20";
            sheet[row, 4] = "北区役所";
            sheet[row, 5] = $"みほん{row}";
            sheet[row, 6] = $"075-000-000{row}";
        }

        return workbook.ToBytes();
    }
}
