using System.Data;
using System.IO.Compression;
using ExcelDataReader;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Consultations;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Reports;
using SupportCenter.Domain.Reservations;
using SupportCenter.Portal.Reports;
using SupportCenter.Tests.Consultations;

namespace SupportCenter.Tests.Reports;

public sealed class BulkExportTests : IAsyncLifetime
{
    private const string Why = "令和2年度上期の実績報告を作成するため（作成後に消去）";
    private ConsultationScene scene = null!;
    private StaffMember second = null!;

    private TestPortal Portal => scene.Portal;

    private BulkExportService Exports => Portal.As<BulkExportService>(Role.Supervisor);

    public async Task InitializeAsync()
    {
        System.Text.Encoding.RegisterProvider(System.Text.CodePagesEncodingProvider.Instance);
        scene = await ConsultationScene.SetAsync();
        second = Make.Staff(Role.Supervisor, "本市 承認 & 太郎");
        await Portal.AddAsync(second);
    }

    public Task DisposeAsync() => scene.DisposeAsync().AsTask();

    [Fact]
    [Asvs("2.3.5")]
    public async Task One_supervisor_alone_takes_nothing_out_and_two_take_it_out_once()
    {
        var order = await Exports.AskAsync(Asked(ExportContents.Reservations));
        await RefusedAsync(ApprovalTexts.Needed, () => Exports.OpenAsync(order));
        var approval = (await Portal.ReadAsync(db => db.Approvals.SingleAsync())).Id;
        await RefusedAsync(ApprovalTexts.NotYourOwn, () => Portal.As<ApprovalService>(Role.Supervisor).ReleaseAsync(approval, null));

        await Portal.As<ApprovalService>(second).ReleaseAsync(approval, null);

        Assert.Null(await Portal.As<BulkExportService>(second).OpenAsync(order));
        Assert.Null(await Exports.OpenAsync(order, isTakenOut: true));
        Assert.NotNull(await Exports.OpenAsync(order));
        Assert.Equal(ApprovalState.Used, (await Portal.ReadAsync(db => db.Approvals.SingleAsync())).State);
    }

    [Fact]
    [Asvs("2.3.5")]
    public async Task For_an_hour_the_same_person_fetches_the_same_again_and_each_time_is_in_the_log()
    {
        var order = await ReleasedAsync(ExportContents.Reservations);
        var first = await WriteAsync((await Exports.OpenAsync(order))!);
        var late = Make.Business(Make.Details("株式会社後から", "075-000-9999"));
        await Portal.AddAsync(late);
        await scene.BookAsync(2, of: late, said: Make.Details("株式会社後から", "075-000-9999"));
        Portal.Time.Advance(TimeSpan.FromMinutes(59));

        Assert.True(Assert.Single((await Exports.ListAsync(new PageRequest(0, 10))).Rows).MayFetch);
        Assert.Null(await Portal.As<BulkExportService>(second).OpenAsync(order));
        var again = await WriteAsync((await Exports.OpenAsync(order))!);

        Assert.Equal(Read(first)[0].Rows.Count, Read(again)[0].Rows.Count);
        Assert.Equal(scene.Business.Id, Assert.Single(Assert.Single(await scene.ActsAsync(AuditActs.ExportFetched)).Businesses).BusinessId);
        Portal.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.False(Assert.Single((await Exports.ListAsync(new PageRequest(0, 10))).Rows).MayFetch);
        await RefusedAsync(ExportTexts.FetchOver, () => Exports.OpenAsync(order));
    }

    [Fact]
    public async Task A_released_export_is_over_a_day_after_it_was_asked_for()
    {
        var order = await ReleasedAsync(ExportContents.Records);
        Portal.Time.Advance(TimeSpan.FromHours(24));

        await RefusedAsync(ApprovalTexts.Expired, () => Exports.OpenAsync(order));
    }

    [Fact]
    [Asvs("16.3.1")]
    public async Task Every_business_in_it_is_named_in_the_log_before_the_first_byte_and_no_other_can_come_out()
    {
        var other = Make.Business(Make.Details("株式会社例示工業", "075-000-5678"));
        await Portal.AddAsync(other);
        await scene.BookAsync(1, of: other, said: Make.Details("株式会社例示工業", "075-000-5678"));
        var opened = (await Exports.OpenAsync(await ReleasedAsync(ExportContents.Reservations)))!;
        var late = Make.Business(Make.Details("株式会社後から", "075-000-9999"));
        await Portal.AddAsync(late);
        await scene.BookAsync(2, of: late, said: Make.Details("株式会社後から", "075-000-9999"));

        var row = Assert.Single(await scene.ActsAsync(AuditActs.ExportMade), entry => entry.SubjectKind == "BulkExport");
        Assert.Equal(new[] { scene.Business.Id, other.Id }.Order(), row.Businesses.Select(business => business.BusinessId).Order());
        var sheet = (await ReadAsync(opened))[0];
        Assert.Equal(["株式会社例示工業", "株式会社例示製作所"], Column(sheet, "企業名").Order(StringComparer.Ordinal));
    }

    [Fact]
    [Asvs("16.3.2")]
    public async Task A_record_of_a_business_that_the_log_does_not_name_does_not_come_out_either()
    {
        var record = await scene.StartAsync();
        await scene.Mine.SubmitAsync(record.Id, ConsultationScene.Complete(), record.Version);
        var opened = (await Exports.OpenAsync(await ReleasedAsync(ExportContents.Records)))!;
        var late = Make.Business(Make.Details("株式会社後から", "075-000-9999"));
        await Portal.AddAsync(late);
        await scene.RecordOfStrangerAsync(late);

        var sheets = await ReadAsync(opened);

        Assert.Equal(["株式会社例示製作所"], Column(sheets[0], "企業名"));
    }

    [Fact]
    public async Task Reservations_come_out_one_fact_a_cell_with_ISO_dates_and_numbers_as_numbers()
    {
        await scene.BookAsync(1, said: Make.Details());
        var sheets = await ReadAsync((await Exports.OpenAsync(await ReleasedAsync(ExportContents.Reservations)))!);

        var rows = sheets[0];
        Assert.Equal("予約", rows.TableName);
        Assert.Equal(2, rows.Rows.Count);
        var first = rows.Rows[0];
        Assert.Equal(
            ("2020-07-16", "13:00", "14:00", "中京区役所"),
            ((string)first["相談日"], (string)first["開始"], (string)first["終了"], (string)first["会場"])
        );
        Assert.Equal((12d, 0d), ((double)first["従業員数"], (double)first["予約なし来所"]));
        Assert.Equal(rows.Rows[0][rows.Columns.Count - 1], rows.Rows[1][rows.Columns.Count - 1]);
        Assert.Equal("持ち出し番号", rows.Columns[rows.Columns.Count - 1].ColumnName);
        Assert.Equal(rows.Columns.Count, rows.Columns.Cast<DataColumn>().Select(column => column.ColumnName).Distinct().Count());
    }

    [Fact]
    public async Task Records_come_out_with_one_column_a_check_box_and_the_measures_explained_on_a_sheet_of_their_own()
    {
        var record = await scene.StartAsync();
        await scene.Mine.SubmitAsync(record.Id, ConsultationScene.Complete(), record.Version);

        var sheets = await ReadAsync((await Exports.OpenAsync(await ReleasedAsync(ExportContents.Records)))!);

        var row = Assert.Single(sheets[0].Rows.Cast<DataRow>());
        var boxes = sheets[0]
            .Columns.Cast<DataColumn>()
            .Where(column => column.ColumnName.StartsWith("相談内容区分：", StringComparison.Ordinal) && row[column] is double)
            .ToList();
        Assert.Equal(5, boxes.Count);
        Assert.Equal(2, boxes.Count(column => (double)row[column] == 1));
        Assert.Equal((38d, "新聞に載っていた制度の概要が知りたい。"), ((double)row["相談時間（分）"], (string)row["【相談の概要】"]));
        var guidance = Assert.Single(sheets[1].Rows.Cast<DataRow>());
        Assert.Equal(
            (record.Id.ToShort(), 1d, "雇用調整助成金"),
            ((string)guidance["相談票番号"], (double)guidance["番号"], (string)guidance["制度名"])
        );
    }

    [Theory]
    [InlineData("=HYPERLINK(\"http://x\")")]
    [InlineData("+81")]
    [InlineData("-1+1")]
    [InlineData("@SUM(A1)")]
    [InlineData("\tx")]
    [InlineData("\rx")]
    [InlineData("＝１＋１")]
    [InlineData("＋１")]
    [InlineData("－１")]
    [InlineData("＠x")]
    [Asvs("1.2.10")]
    public void A_text_that_begins_like_a_formula_is_kept_as_a_text(string typed) =>
        Assert.StartsWith("'", DataCells.Text(typed), StringComparison.Ordinal);

    [Theory]
    [InlineData("例示 = 見本", "例示 = 見本")]
    [InlineData("𠮷野", "𠮷野")]
    [InlineData("a\u0001b", "a\uFFFDb")]
    public void What_a_workbook_cannot_hold_is_marked_and_nothing_else_is_changed(string typed, string kept) =>
        Assert.Equal(kept, DataCells.Text(typed));

    [Fact]
    public void Half_a_character_is_marked_as_well() => Assert.Equal("a\uFFFDb", DataCells.Text("a\uD842b"));

    [Fact]
    [Asvs("1.2.10")]
    public async Task Formulas_that_somebody_dictated_come_out_as_texts_in_the_file_itself()
    {
        await scene.BookAsync(1, said: Make.Details("=1+1 株式会社"));

        var sheet = (await ReadAsync((await Exports.OpenAsync(await ReleasedAsync(ExportContents.Reservations)))!))[0];

        Assert.Contains("'=1+1 株式会社", Column(sheet, "企業名"));
    }

    [Fact]
    public async Task Every_page_says_who_asked_who_released_it_when_and_under_which_reference()
    {
        var order = await ReleasedAsync(ExportContents.Records);
        using var file = await WriteAsync((await Exports.OpenAsync(order))!);

        using var zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
        var sheets = zip.Entries.Where(entry => entry.FullName.StartsWith("xl/worksheets/", StringComparison.Ordinal)).ToList();
        Assert.Equal(3, sheets.Count);
        foreach (var sheet in sheets)
        {
            using var reader = new StreamReader(sheet.Open());
            var xml = await reader.ReadToEndAsync();
            Assert.Contains("依頼 本市 監督", xml, StringComparison.Ordinal);
            Assert.Contains("承認 本市 承認 &amp;&amp; 太郎", xml, StringComparison.Ordinal);
            Assert.Contains(order.ToShort(), xml, StringComparison.Ordinal);
        }

        file.Position = 0;
        var facts = Read(file)[^1].Rows.Cast<DataRow>().ToDictionary(row => (string)row[0], row => (string)row[1]);
        Assert.Equal(
            ("本市 監督", "本市 承認 & 太郎", "2020-07-16T10:00:00+09:00"),
            (facts["依頼者"], facts["承認者"], facts["書き出し日時"])
        );
    }

    [Fact]
    [Asvs("8.3.2")]
    public async Task Whoever_is_disabled_while_it_is_written_gets_no_further()
    {
        var opened = (await Exports.OpenAsync(await ReleasedAsync(ExportContents.Reservations)))!;
        await Portal.ReadAsync(db =>
            db.Staff.Where(row => row.Id == Portal.Staff[Role.Supervisor].Id)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.DisabledAtUtc, DateTime.UnixEpoch))
        );

        await Assert.ThrowsAsync<AccessRefusedException>(() => WriteAsync(opened));
    }

    [Fact]
    [Asvs("2.4.1")]
    public async Task Nobody_asks_for_more_than_a_few_exports_a_day()
    {
        for (var n = 0; n < BulkExportService.MostADay; n++)
        {
            await Exports.AskAsync(Asked(ExportContents.Records));
        }

        await Assert.ThrowsAsync<RuleException>(() => Exports.AskAsync(Asked(ExportContents.Records)));
        Portal.Time.Advance(TimeSpan.FromHours(25));
        await Exports.AskAsync(Asked(ExportContents.Records));
    }

    [Fact]
    public async Task A_period_of_more_than_three_years_or_a_reason_that_says_nothing_is_refused_beside_its_field()
    {
        var wide = Asked(ExportContents.Records);
        wide.To = wide.From!.Value.AddYears(3);
        Assert.Equal("To", (await Assert.ThrowsAsync<RuleException>(() => Exports.AskAsync(wide))).Field);
        var silent = Asked(ExportContents.Records);
        silent.Reason = "報告";
        Assert.Equal("Reason", (await Assert.ThrowsAsync<RuleException>(() => Exports.AskAsync(silent))).Field);
    }

    private ExportDetails Asked(ExportContents contents) =>
        new()
        {
            Contents = contents,
            From = Portal.Today.AddDays(-20),
            To = Portal.Today.AddDays(20),
            Reason = Why,
        };

    private async Task<Guid> ReleasedAsync(ExportContents contents)
    {
        var order = await Exports.AskAsync(Asked(contents));
        var approval = await Portal.ReadAsync(db => db.Approvals.SingleAsync(row => row.SubjectId == order));
        await Portal.As<ApprovalService>(second).ReleaseAsync(approval.Id, null);
        return order;
    }

    private static async Task<MemoryStream> WriteAsync(OpenedExport opened)
    {
        var file = new MemoryStream();
        await ExportEndpoints.WriteAsync(file, opened, CancellationToken.None);
        file.Position = 0;
        return file;
    }

    private static async Task<List<DataTable>> ReadAsync(OpenedExport opened)
    {
        using var file = await WriteAsync(opened);
        return Read(file);
    }

    internal static List<DataTable> Read(Stream file)
    {
        using var reader = ExcelReaderFactory.CreateOpenXmlReader(file);
        var sheets = new List<DataTable>();
        do
        {
            var table = new DataTable(reader.Name);
            reader.Read();
            for (var at = 0; at < reader.FieldCount; at++)
            {
                table.Columns.Add(reader.GetString(at), typeof(object));
            }

            while (reader.Read())
            {
                table.Rows.Add([.. Enumerable.Range(0, table.Columns.Count).Select(at => reader.GetValue(at))]);
            }

            sheets.Add(table);
        } while (reader.NextResult());
        return sheets;
    }

    private static IEnumerable<string> Column(DataTable sheet, string name) => sheet.Rows.Cast<DataRow>().Select(row => (string)row[name]);

    private static async Task RefusedAsync(string sentence, Func<Task> attempt) =>
        Assert.Equal(sentence, (await Assert.ThrowsAsync<RuleException>(attempt)).Message);
}
