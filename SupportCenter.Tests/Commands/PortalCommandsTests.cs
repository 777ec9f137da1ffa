using System.Text.Json.Nodes;
using SupportCenter.Portal.Commands;
using SupportCenter.Tests.Import;

namespace SupportCenter.Tests.Commands;

/// <summary>What the first word at the console means.</summary>
public sealed class PortalCommandsTests
{
    [Theory]
    [InlineData("--urls")]
    [InlineData("--Storage:DataDirectory=/data")]
    [InlineData("/urls")]
    [InlineData("Storage:DataDirectory=/data")]
    public void Settings_start_the_portal(string word) => Assert.False(PortalCommands.IsCommand([word, "value"]));

    [Fact]
    public void Nothing_at_all_starts_the_portal() => Assert.False(PortalCommands.IsCommand([]));

    [Theory]
    [InlineData("help")]
    [InlineData("--help")]
    [InlineData("-h")]
    public async Task Help_ends_well_and_starts_nothing(string word)
    {
        Assert.True(PortalCommands.IsCommand([word]));
        Assert.Equal(0, await PortalCommands.RunAsync([word]));
    }

    [Theory]
    [InlineData("bakcup")]
    [InlineData("Import")]
    public async Task A_word_that_is_no_command_is_refused_and_starts_nothing(string word)
    {
        Assert.True(PortalCommands.IsCommand([word]));
        Assert.Equal(2, await PortalCommands.RunAsync([word, "file.db"]));
    }

    [Theory]
    [InlineData("予約一覧.xlsx", 1)]
    [InlineData("予約一覧.XLSM", 1)]
    [InlineData("予約一覧.csv", 1)]
    [InlineData("予約一覧.txt", 0)]
    [InlineData("~$予約一覧.xlsx", 0)]
    public async Task A_dry_run_of_the_import_reads_every_workbook_of_the_folder(string name, int rows)
    {
        var folder = Directory.CreateTempSubdirectory("portal-import-");
        try
        {
            var book = new OfficeWorkbook()
                .Row("予約日", "時間帯", "会場", "事業者名", "電話番号")
                .Row("R8.7.16", "10:00～10:50", "中京区役所", "みほん", "075-000-1601");
            await File.WriteAllBytesAsync(Path.Combine(folder.FullName, name), book.ToBytes(isXls: false));
            var report = Path.Combine(folder.FullName, "report.json");

            Assert.Equal(0, await PortalCommands.RunAsync(["import", folder.FullName, "--dry-run", "--report", report]));

            Assert.Equal(rows, JsonNode.Parse(await File.ReadAllTextAsync(report))!["list"]!.AsArray().Count);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
