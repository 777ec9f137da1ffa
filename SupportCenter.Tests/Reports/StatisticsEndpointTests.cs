using System.Data;
using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Reports;
using SupportCenter.Domain.Reservations;
using SupportCenter.Portal;
using SupportCenter.Tests.Security;

namespace SupportCenter.Tests.Reports;

/// <summary>The statistics as files, asked for by every role of the running portal.</summary>
public sealed class StatisticsEndpointTests(PortalUnderTest portal) : IClassFixture<PortalUnderTest>
{
    private static readonly DateTime Now = TimeProvider.System.GetUtcNow().UtcDateTime;
    private static readonly DateOnly Today = CentreTime.Today(TimeProvider.System);

    static StatisticsEndpointTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Theory]
    [InlineData(Role.Supervisor, true, true)]
    [InlineData(Role.Scrivener, true, true)]
    [InlineData(Role.BookingStaff, true, false)]
    [InlineData(Role.Administrator, false, false)]
    [InlineData(Role.Auditor, false, false)]
    public async Task Page_report_and_files_are_for_whom_the_table_says(Role role, bool seesBooking, bool seesConsultations)
    {
        var client = await portal.SignInAsync(role);
        HttpStatusCode Expected(bool may) => may ? HttpStatusCode.OK : HttpStatusCode.NotFound;

        // The auditor's page of statistics is the public edition.
        var seesPage = seesBooking || role == Role.Auditor;
        foreach (var page in new[] { "/reports", PortalUrls.PublicEditions })
        {
            Assert.Equal(Expected(seesPage), (await client.GetAsync(new Uri(page, UriKind.Relative))).StatusCode);
        }

        foreach (var format in new[] { "xlsx", "csv" })
        {
            var file = await ExportAsync(client, format);
            Assert.Equal(Expected(seesBooking), file.StatusCode);
            Assert.True(
                !seesBooking
                    || file.Content.Headers.ContentDisposition!.FileName!.Contains(
                        $"statistics-{Today:yyyy-MM}-01",
                        StringComparison.Ordinal
                    )
            );
        }

        var report = await client.GetAsync(new Uri($"/reports/monthly.pdf?month={Today:yyyy-MM}", UriKind.Relative));
        Assert.Equal(Expected(seesConsultations), report.StatusCode);
        if (seesConsultations)
        {
            Assert.Equal("application/pdf", report.Content.Headers.ContentType!.MediaType);
            Assert.Contains(
                $"monthly-report-{Today:yyyy-MM}.pdf",
                report.Content.Headers.ContentDisposition!.FileName,
                StringComparison.Ordinal
            );
        }
    }

    [Theory]
    [InlineData(Role.Supervisor, true, HttpStatusCode.OK)]
    [InlineData(Role.Scrivener, false, HttpStatusCode.NotFound)]
    [InlineData(Role.BookingStaff, false, HttpStatusCode.NotFound)]
    [InlineData(Role.Administrator, false, HttpStatusCode.NotFound)]
    [InlineData(Role.Auditor, false, HttpStatusCode.NotFound)]
    public async Task Editions_and_their_papers_are_for_supervisors(Role role, bool sees, HttpStatusCode expected)
    {
        var month = new DateOnly(2019, 5, 1);
        if (sees)
        {
            await portal.ReadAsync(async db =>
            {
                db.BeforeSave = _ => Task.CompletedTask;
                var edition = new ReportEdition(StatisticsPeriod.Month(month), 1, Now);
                edition.Write(new EditionDetails { First = "要約" }, (await db.Staff.FirstAsync()).Id, Now);
                db.Add(edition);
                return await db.SaveChangesAsync();
            });
        }

        var client = await portal.SignInAsync(role);
        foreach (
            var address in new[]
            {
                PortalUrls.ReportEditionsOf(StatisticsPeriod.Month(month)),
                PortalUrls.ReportOf(StatisticsPeriod.Month(month), 1),
            }
        )
        {
            Assert.Equal(expected, (await client.GetAsync(new Uri(address, UriKind.Relative))).StatusCode);
        }

        foreach (var none in new[] { "2", "0", "-1", "x", "1e3" })
        {
            var address = new Uri($"{PortalUrls.ReportOf(StatisticsPeriod.Month(month))}&edition={none}", UriKind.Relative);
            Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(address)).StatusCode);
        }
    }

    [Theory]
    [InlineData(Role.Supervisor, true)]
    [InlineData(Role.Scrivener, true)]
    [InlineData(Role.BookingStaff, true)]
    [InlineData(Role.Administrator, false)]
    [InlineData(Role.Auditor, true)]
    public async Task Public_editions_are_files_for_whom_the_table_says(Role role, bool sees)
    {
        var month = new DateOnly(2019, 2, 1);
        var (writer, other) = (await portal.FirstAsync(Role.Scrivener), await portal.FirstAsync(Role.Supervisor));
        var counted = (await (await portal.AsAsync<ReportEditionService>(Role.Supervisor)).ReadAsync(StatisticsPeriod.Month(month))).Now;
        await portal.ReadAsync(async db =>
        {
            if (db.ReportEditions.Any(row => row.FirstDay == month))
            {
                return 0;
            }

            db.BeforeSave = _ => Task.CompletedTask;
            var edition = new ReportEdition(StatisticsPeriod.Month(month), 1, Now);
            edition.Write(new EditionDetails { First = "要約" }, writer, Now);
            edition.Fix(counted, other, Now);
            db.Add(edition);
            return await db.SaveChangesAsync();
        });
        var client = await portal.SignInAsync(role);
        foreach (
            var (format, type) in new[] { ("pdf", "application/pdf"), ("xlsx", Portal.Reports.DataWorkbook.MediaType), ("csv", "text/csv") }
        )
        {
            var file = await client.GetAsync(
                new Uri(PortalUrls.PublicEditionFile(StatisticsPeriod.Month(month), format), UriKind.Relative)
            );
            Assert.Equal(sees ? HttpStatusCode.OK : HttpStatusCode.NotFound, file.StatusCode);
            Assert.True(!sees || file.Content.Headers.ContentType!.MediaType == type);
            var none = await client.GetAsync(
                new Uri(PortalUrls.PublicEditionFile(StatisticsPeriod.Month(month), format, 7), UriKind.Relative)
            );
            Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
        }
    }

    [Fact]
    public async Task The_contractors_file_holds_what_concerns_the_booking_and_nothing_of_the_consultations()
    {
        var csv = await TextAsync(await portal.SignInAsync(Role.BookingStaff));
        var city = await TextAsync(await portal.SignInAsync(Role.Supervisor));

        Assert.StartsWith("\uFEFF表,区分,区分2,指標,値\r\n", csv, StringComparison.Ordinal);
        Assert.Contains("主な数字,無断不来所率,％,この期間,", csv, StringComparison.Ordinal);
        Assert.Contains("会場,", csv, StringComparison.Ordinal);
        Assert.DoesNotContain("内訳,", csv, StringComparison.Ordinal);
        Assert.Contains("内訳,お困りごと,", city, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_workbook_holds_numbers_as_numbers_and_the_same_figures_as_the_rows()
    {
        var client = await portal.SignInAsync(Role.Supervisor);
        var file = new MemoryStream(await (await ExportAsync(client, "xlsx")).Content.ReadAsByteArrayAsync());
        var sheets = BulkExportTests.Read(file).ToDictionary(sheet => sheet.TableName);
        var (from, to) = (new DateOnly(Today.Year, Today.Month, 1), new DateOnly(Today.Year, Today.Month, 1).AddMonths(1).AddDays(-1));
        var completed = await portal.ReadAsync(db =>
            db.Reservations.CountAsync(row => row.Date >= from && row.Date <= to && row.Status == ReservationStatus.Completed)
        );

        Assert.Equal(["主な数字", "内訳", "会場", "曜日と時間帯", "月別", "この資料について"], sheets.Keys);
        Assert.Equal((double)completed, sheets["主な数字"].Rows[0]["この期間"]);
        Assert.Equal((double)completed, sheets["内訳"].Rows[0]["n（件）"]);
        Assert.Equal(
            (double)completed,
            sheets["内訳"].Rows.Cast<DataRow>().Where(row => (string)row["表"] == "行政区").Sum(row => (double)row["件数（件）"])
        );
    }

    [Fact]
    public async Task What_is_no_month_is_not_found_and_what_is_no_period_is_refused_with_a_sentence()
    {
        var client = await portal.SignInAsync(Role.Supervisor);
        foreach (var month in new[] { "2020-13", "1999-12", "7", "2020-07-16" })
        {
            var answer = await client.GetAsync(new Uri($"/reports/monthly.pdf?month={month}", UriKind.Relative));
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }

        var refused = await PortalUnderTest.SendFormAsync(
            client,
            "/reports/export",
            true,
            new("kind", "Range"),
            new("from", "2020-07-31"),
            new("to", "2020-07-01"),
            new("format", "csv")
        );
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Contains("期間は", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_is_in_the_log_before_its_first_byte_and_needs_the_forms_token()
    {
        var client = await portal.SignInAsync(Role.BookingStaff);
        var before = (await portal.AuditAsync()).Count(row => row.Act == AuditActs.StatisticsTakenOut);
        await ExportAsync(client, "csv");
        var bare = await PortalUnderTest.SendFormAsync(client, "/reports/export", false, Fields("csv"));

        Assert.Equal(before + 1, (await portal.AuditAsync()).Count(row => row.Act == AuditActs.StatisticsTakenOut));
        Assert.Equal(HttpStatusCode.BadRequest, bare.StatusCode);
    }

    private static KeyValuePair<string, string>[] Fields(string format) =>
        [new("kind", "Month"), new("from", $"{Today:yyyy-MM}-01"), new("to", $"{Today:yyyy-MM-dd}"), new("format", format)];

    private static Task<HttpResponseMessage> ExportAsync(HttpClient client, string format) =>
        PortalUnderTest.SendFormAsync(client, "/reports/export", true, Fields(format));

    private static async Task<string> TextAsync(HttpClient client) =>
        Encoding.UTF8.GetString(await (await ExportAsync(client, "csv")).Content.ReadAsByteArrayAsync());
}
