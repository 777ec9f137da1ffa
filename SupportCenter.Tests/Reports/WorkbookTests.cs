using System.Diagnostics;
using System.Globalization;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Import;
using SupportCenter.Domain.Reports;
using SupportCenter.Portal;
using SupportCenter.Portal.Reports;
using SupportCenter.Tests.Security;

namespace SupportCenter.Tests.Reports;

/// <summary>Every workbook that the running portal makes: its endpoints are found by what they say of themselves, and one that does not
/// say so answers none (<see cref="WorkbookAnswer"/>).</summary>
public sealed class WorkbookTests(PortalUnderTest portal) : IClassFixture<PortalUnderTest>
{
    /// <summary>The workbooks of each endpoint. A new endpoint fails the tests until it has a line here.</summary>
    private static readonly Dictionary<string, Func<PortalUnderTest, HttpClient, Task<List<(string Name, byte[] File)>>>> Scenes = new(
        StringComparer.Ordinal
    )
    {
        [PortalUrls.ReportsExport] = StatisticsAsync,
        [PortalUrls.ExportDownload] = ExportsAsync,
        [PortalUrls.PublicEditions + ".xlsx"] = PublicEditionAsync,
    };

    [Fact]
    public async Task Every_workbook_has_no_fault_for_the_library_that_defines_workbooks()
    {
        var all = await WorkbooksAsync();

        AssertEach.Of(all, workbook =>
        {
            using var document = SpreadsheetDocument.Open(new MemoryStream(workbook.File), isEditable: false);
            Assert.Equal(
                "",
                string.Join(
                    '\n',
                    new OpenXmlValidator(FileFormatVersions.Microsoft365)
                        .Validate(document)
                        .Select(fault => $"{workbook.Name}: {fault.Path?.XPath} {fault.Description}")
                )
            );
        });
    }

    [Fact]
    public async Task Every_sheet_of_every_workbook_is_printed_lying_as_wide_as_a_page_with_its_heads_on_each()
    {
        var all = await WorkbooksAsync();

        AssertEach.Of(all, workbook =>
        {
            using var document = SpreadsheetDocument.Open(new MemoryStream(workbook.File), isEditable: false);
            var book = document.WorkbookPart!;
            var names = book.Workbook!.DefinedNames!.Elements<DefinedName>().ToList();
            AssertEach.Of(book.Workbook.Sheets!.Elements<Sheet>().Index(), sheet =>
            {
                var page = ((WorksheetPart)book.GetPartById(sheet.Item.Id!)).Worksheet!;
                var setup = page.GetFirstChild<PageSetup>()!;
                Assert.Equal(
                    (OrientationValues.Landscape, 9u, 1u, 0u, true),
                    (
                        setup.Orientation!.Value,
                        setup.PaperSize!.Value,
                        setup.FitToWidth!.Value,
                        setup.FitToHeight!.Value,
                        page.GetFirstChild<SheetProperties>()!.GetFirstChild<PageSetupProperties>()!.FitToPage!.Value
                    )
                );
                Assert.Contains(names, name =>
                    name.Name == "_xlnm.Print_Titles"
                    && name.LocalSheetId! == (uint)sheet.Index
                    && name.Text.EndsWith("!$1:$1", StringComparison.Ordinal)
                );
                Assert.True(page.Descendants<Row>().First().Elements<Cell>().Any());
                Assert.NotNull(page.GetFirstChild<HeaderFooter>());
            });
        });
    }

    [Fact]
    public async Task A_workbook_that_is_written_twice_from_the_same_rows_is_the_same_file()
    {
        var (one, again) = (await WorkbooksAsync(), await WorkbooksAsync());
        var edition = one.Single(workbook => workbook.Name.StartsWith(PortalUrls.PublicEditions, StringComparison.Ordinal));

        Assert.Equal(edition.File, again.Single(workbook => workbook.Name == edition.Name).File);
    }

    [LibreOfficeFact]
    public async Task LibreOffice_reads_from_every_cell_what_was_written_and_prints_every_workbook()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var folder = LibreOfficeFactAttribute.Folder!;
        var figures = new List<string>();
        foreach (var (at, workbook) in (await WorkbooksAsync()).Index())
        {
            var file = Path.Combine(folder, $"{at}.xlsx");
            await File.WriteAllBytesAsync(file, workbook.File);
            // Every sheet, in UTF-8, numbers as they are stored.
            var csv = await ConvertAsync(file, "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1", folder);
            var pdf = await ConvertAsync(file, "pdf", folder);
            var cells = 0;
            foreach (var sheet in BulkExportTests.Read(new MemoryStream(workbook.File)))
            {
                var read = CsvReading
                    .Rows(await File.ReadAllTextAsync(Path.Combine(folder, $"{at}-{sheet.TableName}.csv")))
                    .Skip(1)
                    .ToList();
                Assert.Equal(sheet.Rows.Count, read.Count);
                foreach (var (row, values) in read.Index())
                {
                    for (var column = 0; column < sheet.Columns.Count; column++)
                    {
                        Assert.Equal(WordsOf(sheet.Rows[row][column]), column < values.Count ? values[column] : "");
                        cells++;
                    }
                }
            }

            Assert.True(new FileInfo(Path.Combine(folder, $"{at}.pdf")).Length > 1000);
            figures.Add(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{workbook.Name}: {workbook.File.Length} bytes, {cells} cells, CSV {csv:0.0} s, PDF {pdf:0.0} s"
                )
            );
        }

        await File.WriteAllLinesAsync(Path.Combine(folder, "figures.txt"), figures);
    }

    private static string WordsOf(object value) =>
        value is double number
            ? number.ToString(CultureInfo.InvariantCulture)
            : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

    /// <summary>Converts a file; gives the seconds of waiting.</summary>
    private static async Task<double> ConvertAsync(string file, string to, string folder)
    {
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(
            new ProcessStartInfo(
                LibreOfficeFactAttribute.Program!,
                [$"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", to, "--outdir", folder, file]
            )
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        return clock.Elapsed.TotalSeconds;
    }

    private async Task<List<(string Name, byte[] File)>> WorkbooksAsync()
    {
        var endpoints = portal
            .Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<MakesWorkbookAttribute>() is not null)
            .Select(endpoint => endpoint.RoutePattern.RawText!)
            .ToList();
        Assert.Equal(Scenes.Keys.Order(StringComparer.Ordinal), endpoints.Order(StringComparer.Ordinal));
        var client = await portal.SignInAsync(Role.Supervisor);
        var all = new List<(string, byte[])>();
        foreach (var endpoint in endpoints)
        {
            all.AddRange(await Scenes[endpoint](portal, client));
        }

        return all;
    }

    private static async Task<List<(string Name, byte[] File)>> StatisticsAsync(PortalUnderTest portal, HttpClient client)
    {
        var day = await portal.ReadAsync(db => db.Reservations.Select(row => row.Date).MaxAsync());
        using var answer = await PortalUnderTest.SendFormAsync(
            client,
            PortalUrls.ReportsExport,
            true,
            new KeyValuePair<string, string>("kind", nameof(PeriodKind.FiscalYear)),
            new KeyValuePair<string, string>("from", Iso(day)),
            new KeyValuePair<string, string>("to", Iso(day)),
            new KeyValuePair<string, string>("format", "xlsx")
        );
        return [(PortalUrls.ReportsExport, await FileOfAsync(answer))];
    }

    private static async Task<List<(string Name, byte[] File)>> PublicEditionAsync(PortalUnderTest portal, HttpClient client)
    {
        var month = await FixedMonths.OfAsync(portal);
        var address = FormattableString.Invariant($"{PortalUrls.PublicEditions}.xlsx?month={month:yyyy-MM}");
        using var answer = await client.GetAsync(new Uri(address, UriKind.Relative));
        return [(address, await FileOfAsync(answer))];
    }

    private static async Task<List<(string Name, byte[] File)>> ExportsAsync(PortalUnderTest portal, HttpClient client)
    {
        var all = new List<(string, byte[])>();
        foreach (var contents in Enum.GetValues<ExportContents>().Where(contents => !contents.IsPaper()))
        {
            var order = await OrderAsync(portal, contents);
            using var answer = await PortalUnderTest.SendFormAsync(
                client,
                PortalUrls.ExportDownload,
                true,
                new KeyValuePair<string, string>("order", order.ToShort())
            );
            all.Add(($"{PortalUrls.ExportDownload} {contents}", await FileOfAsync(answer)));
        }

        return all;
    }

    /// <summary>An export of a few days, of fewer businesses than need a release.</summary>
    private static async Task<Guid> OrderAsync(PortalUnderTest portal, ExportContents contents)
    {
        var owner = await portal.FirstAsync(Role.Supervisor);
        using var turn = await portal.Database.Gate.EnterAsync(CancellationToken.None);
        return await portal.ReadAsync(async db =>
        {
            var last = await db.Records.Select(row => row.Date).MaxAsync();
            var order = new ExportOrder(contents, last.AddDays(-6), last, owner, TimeProvider.System.GetUtcNow().UtcDateTime);
            db.AccessContext = new AccessContext(CallerKind.Console, null, null, Permission.KeepRetention, AccessScope.All, "test");
            db.BeforeSave = _ => Task.CompletedTask;
            db.Add(order);
            await db.SaveChangesAsync();
            return order.Id;
        });
    }

    private static async Task<byte[]> FileOfAsync(HttpResponseMessage answer)
    {
        Assert.Equal(DataWorkbook.MediaType, answer.Content.Headers.ContentType?.MediaType);
        return await answer.Content.ReadAsByteArrayAsync();
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
