using System.Data;
using System.IO.Compression;
using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using FsCheck;
using FsCheck.Fluent;
using SupportCenter.Domain.Reports;
using SupportCenter.Domain.Text;
using SupportCenter.Portal.Reports;
using SupportCenter.Tests.Printing;

namespace SupportCenter.Tests.Reports;

/// <summary>Workbooks and CSV: what programs make of them.</summary>
public sealed class DataFileTests
{
    static DataFileTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    private static readonly (string Name, IReadOnlyList<string> Heads) Lost = (
        "書けない文字",
        ["シート", "行", "列", "文字", "文字コード"]
    );

    [Fact]
    public async Task The_library_that_defines_workbooks_finds_no_fault_in_one()
    {
        using var file = await WorkbookAsync([
            .. HostileTexts.All.Values.Select(text => new object?[] { text, 1, true, new DateOnly(2020, 7, 16), null }),
        ]);
        using var document = SpreadsheetDocument.Open(file, isEditable: false);

        Assert.Empty(
            new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Microsoft365)
                .Validate(document)
                .Select(fault => fault.Description)
        );
    }

    [Fact]
    public async Task A_sheet_is_printed_lying_as_wide_as_a_page_with_its_heads_on_each_and_filters_in_them()
    {
        using var file = await WorkbookAsync([
            ["株式会社例示製作所", 1, true, new DateOnly(2020, 7, 16), null],
        ]);
        var (workbook, sheet) = (Part(file, "xl/workbook.xml"), Part(file, "xl/worksheets/sheet1.xml"));

        Assert.Contains("_xlnm.Print_Titles\" localSheetId=\"0\">'予約'!$1:$1<", workbook, StringComparison.Ordinal);
        foreach (
            var set in (string[])
                [
                    "orientation=\"landscape\"",
                    "fitToWidth=\"1\" fitToHeight=\"0\"",
                    "<autoFilter ref=\"A1:E2\"/>",
                    "state=\"frozen\"",
                    "paperSize=\"9\"",
                ]
        )
        {
            Assert.Contains(set, sheet, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("mergeCell", sheet, StringComparison.Ordinal);
        // Nine wide characters are 18 digits wide.
        Assert.Contains("<col min=\"1\" max=\"1\" width=\"20\"", sheet, StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_is_typed_is_read_from_the_workbook_as_it_was_typed() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string?[]>(), texts =>
            {
                string[] typed =
                [
                    .. texts.Select(text => text ?? ""),
                    .. HostileTexts.All.Values,
                    "_x0041_",
                    "_x005F_x0041_",
                    "a\rb\r\nc\nd",
                    " \t ",
                ];
                using var file = WorkbookAsync([.. typed.Select(text => new object?[] { "・" + text, 1, true, null, null })])
                    .GetAwaiter()
                    .GetResult();
                var read = BulkExportTests.Read(file)[0].Rows.Cast<DataRow>().Select(row => (string)row[0]);
                Assert.Equal(typed.Select(text => DataCells.Text("・" + text)), read, StringComparer.Ordinal);
                return true;
            })
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Whatever_is_typed_is_read_from_the_CSV_as_it_was_typed() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string?[]>(), texts =>
            {
                string[] typed = [.. texts.Select(text => text ?? ""), .. HostileTexts.All.Values, "\"", "a,b", "a\r\nb"];
                var csv = CsvAsync([.. typed.Select(text => new object?[] { text, 12, false, null, null })], CsvEncoding.Utf8)
                    .GetAwaiter()
                    .GetResult()["予約"];
                var rows = RowsOf(Encoding.UTF8.GetString(csv)).Skip(1).ToList();
                return csv.AsSpan(0, 3).SequenceEqual(Encoding.UTF8.Preamble)
                    && typed.Select(DataCells.Text).SequenceEqual(rows.Select(row => row[0]), StringComparer.Ordinal)
                    && rows.TrueForAll(row => row[1] == "12" && row[2] == "0");
            })
            .QuickCheckThrowOnFailure();

    [Fact]
    public async Task What_CP932_lacks_is_marked_and_listed_with_its_place_and_nothing_else_is_changed()
    {
        var parts = await CsvAsync(
            [
                ["髙﨑①㈱ｶﾞ", 1, true, null, null],
                ["𠮷野と葛\U000E0100城 🍎", 2, true, null, "は\u309A"],
            ],
            CsvEncoding.Cp932
        );
        var rows = RowsOf(Encoding.GetEncoding(932).GetString(parts["予約"])).ToList();
        var lost = RowsOf(Encoding.UTF8.GetString(parts["書けない文字"]).TrimStart('\uFEFF')).ToList();

        Assert.Equal("髙﨑①㈱ｶﾞ", rows[1][0]);
        Assert.Equal("〓野と〓城 〓", rows[2][0]);
        Assert.Equal(["シート", "行", "列", "文字", "文字コード"], lost[0]);
        Assert.Equal(["予約", "3", "企業名", "𠮷", "U+20BB7"], lost[1]);
        Assert.Equal("U+845B U+E0100", lost[2][4]);
        Assert.Equal("備考", lost[^1][2]);
    }

    [Fact]
    public async Task A_CP932_file_that_lacks_nothing_says_so_with_an_empty_list()
    {
        var parts = await CsvAsync(
            [
                ["株式会社例示", 1, true, null, null],
            ],
            CsvEncoding.Cp932
        );
        Assert.Single(RowsOf(Encoding.UTF8.GetString(parts["書けない文字"])));
    }

    [Fact]
    public void Each_ward_of_the_city_has_a_code_of_its_own_and_what_is_outside_has_none()
    {
        var codes = Enum.GetValues<Ward>().Where(ward => ward != Ward.OutsideCity).Select(ward => ward.Code()).ToList();
        Assert.Equal(11, codes.Distinct().Count());
        AssertEach.Of(codes, code => Assert.InRange(int.Parse(code!, System.Globalization.CultureInfo.InvariantCulture), 26101, 26111));
        Assert.Equal(("26104", null), (Ward.Nakagyo.Code(), Ward.OutsideCity.Code()));
    }

    private static ExportSheet Sheet(IReadOnlyList<object?[]> rows) =>
        new("予約", ["企業名", "従業員数", "予約なし来所", "相談日", "備考"], _ => rows.ToAsyncEnumerable());

    private static async Task<MemoryStream> WorkbookAsync(IReadOnlyList<object?[]> rows)
    {
        var file = new MemoryStream();
        await DataWorkbook.WriteAsync(file, [Sheet(rows)], "頭", "足", CancellationToken.None);
        file.Position = 0;
        return file;
    }

    private static async Task<Dictionary<string, byte[]>> CsvAsync(IReadOnlyList<object?[]> rows, CsvEncoding encoding)
    {
        var file = new MemoryStream();
        await DataCsv.WriteAsync(file, [Sheet(rows)], encoding, Lost, CancellationToken.None);
        using var zip = new ZipArchive(file, ZipArchiveMode.Read);
        return zip.Entries.ToDictionary(
            entry => Path.GetFileNameWithoutExtension(entry.FullName),
            entry =>
            {
                using var part = new MemoryStream();
                using var opened = entry.Open();
                opened.CopyTo(part);
                return part.ToArray();
            }
        );
    }

    private static string Part(MemoryStream file, string name)
    {
        file.Position = 0;
        using var zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
        using var reader = new StreamReader(zip.GetEntry(name)!.Open());
        return reader.ReadToEnd();
    }

    // RFC 4180, read for itself.
    private static List<string[]> RowsOf(string csv)
    {
        List<string[]> rows = [];
        List<string> row = [];
        var cell = new StringBuilder();
        var text = csv.TrimStart('\uFEFF');
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '"')
            {
                for (at++; text[at] != '"' || (at + 1 < text.Length && text[at + 1] == '"'); at++)
                {
                    cell.Append(text[at]);
                    at += text[at] == '"' ? 1 : 0;
                }
            }
            else if (text[at] is ',' or '\n')
            {
                row.Add(cell.ToString());
                cell.Clear();
                if (text[at] == '\n')
                {
                    rows.Add([.. row]);
                    row.Clear();
                }
            }
            else if (text[at] != '\r')
            {
                cell.Append(text[at]);
            }
        }

        return rows;
    }
}
