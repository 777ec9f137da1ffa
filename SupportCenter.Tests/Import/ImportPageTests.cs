using Bunit;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Portal.Import;
using SupportCenter.Tests.Components;

namespace SupportCenter.Tests.Import;

/// <summary>取り込み on the screen: choose, look, accept.</summary>
public sealed class ImportPageTests : PageTest
{
    private static readonly string Samples = Path.Combine(AppContext.BaseDirectory, "Samples");

    [Fact]
    public async Task Rows_are_shown_as_read_a_broken_file_gets_its_sentence_and_accepting_says_the_result()
    {
        var page = await OpenAsync();

        await ChooseAsync(page, [.. Records(3), new ChosenFile("壊れた表.xlsx", "PK\u0003\u0004壊れています"u8.ToArray())]);

        page.WaitForAssertion(() => Assert.Equal(3, page.FindAll("tbody tr").Count), Patience);
        Assert.Contains("壊れた表.xlsx：", page.Find("[aria-labelledby=refused]").TextContent, StringComparison.Ordinal);
        Assert.Contains("001_株式会社例題製作所祇園.xls", page.Find("tbody").TextContent, StringComparison.Ordinal);
        Assert.Contains("新しい予約 3件、新しい相談票 3件", page.Markup, StringComparison.Ordinal);
        Assert.Equal(0, await Portal.ReadAsync(db => db.Reservations.CountAsync()));

        await PressAsync(page, "取り込む");

        page.WaitForAssertion(
            () =>
                Assert.Contains(
                    "予約 3件、相談票 3件を取り込みました",
                    page.Find(".summary.success").TextContent,
                    StringComparison.Ordinal
                ),
            Patience
        );
        Assert.Empty(page.FindAll("tbody tr"));
        Assert.Equal((3, 3), await Portal.ReadAsync(async db => (await db.Reservations.CountAsync(), await db.Records.CountAsync())));
    }

    [Fact]
    public async Task What_is_here_already_is_not_offered_again()
    {
        var page = await OpenAsync();
        await ChooseAsync(page, Records(2));
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll("tbody tr")), Patience);
        await PressAsync(page, "取り込む");
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll(".summary.success")), Patience);

        await ChooseAsync(page, Records(2));

        page.WaitForAssertion(() => Assert.Contains("新しく取り込むものはありません", page.Markup, StringComparison.Ordinal), Patience);
        Assert.Empty(page.FindAll(".summary.success"));
        Assert.DoesNotContain(page.FindAll("button"), button => button.TextContent.Trim() == "取り込む");
    }

    [Fact]
    public async Task What_is_doubtful_is_marked_in_words_named_by_its_field_and_can_be_shown_alone()
    {
        var page = await OpenAsync();
        var list = new TestWorkbook();
        var sheet = list.Add("予約一覧");
        string[][] rows =
        [
            ["予約日", "時間帯", "会場", "事業者名", "電話番号", "予約回数"],
            ["R2.7.16", "13:00～14:00", "中京区役所", "確かな商店", "075-000-0001", "1回目"],
            ["R2.7.17(月)", "13:00～14:00", "中京区役所", "曜日違い", "075-000-0002", "1回目"],
        ];
        for (var row = 0; row < rows.Length; row++)
        {
            for (var column = 0; column < rows[row].Length; column++)
            {
                sheet[row, column] = rows[row][column];
            }
        }

        await ChooseAsync(page, [new ChosenFile("一覧.xlsx", list.ToBytes())]);
        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll("tbody tr").Count), Patience);
        Assert.Contains("次の列がありません", page.Find("[aria-labelledby=remarks]").TextContent, StringComparison.Ordinal);
        await page.InvokeAsync(() => page.Find(".only-doubtful input").ChangeAsync(true));

        page.WaitForAssertion(() => Assert.Single(page.FindAll("tbody tr")), Patience);
        var doubtful = page.Find("tbody tr").TextContent;
        Assert.Contains("曜日違い", doubtful, StringComparison.Ordinal);
        Assert.Contains("一覧.xlsx 3行目", doubtful, StringComparison.Ordinal);
        Assert.Contains("要確認", doubtful, StringComparison.Ordinal);
        Assert.Contains("予約日：曜日が", doubtful, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_of_a_booking_that_is_here_is_shown_and_made_only_when_somebody_decides()
    {
        var page = await OpenAsync();
        await ChooseAsync(page, [Reported("予約一覧_7月10日.xlsx")]);
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll("tbody tr")), Patience);
        await PressAsync(page, "取り込む");
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll(".summary.success")), Patience);

        await ChooseAsync(page, [Reported("予約一覧_7月12日.xlsx")]);
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll("[aria-labelledby=changes] fieldset")), Patience);

        var change = page.Find("[aria-labelledby=changes] fieldset").TextContent;
        Assert.Contains("みほん変更店", change, StringComparison.Ordinal);
        Assert.Contains("10:00～10:50 中京区役所 から", change, StringComparison.Ordinal);
        Assert.Contains("11:00～11:50 中京区役所 へ", change, StringComparison.Ordinal);
        Assert.Contains("新しく取り込むものはありません", page.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain(page.FindAll("button"), button => button.TextContent.Trim() == "取り込む");

        await page.InvokeAsync(() => page.FindAll("[aria-labelledby=changes] input")[1].ChangeAsync(true));
        await PressAsync(page, "取り込む");
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll(".summary.success")), Patience);

        Assert.Equal(
            1,
            await Portal.ReadAsync(db => db.Reservations.CountAsync(row => row.StartsAt == new TimeOnly(11, 0) && row.ImportKey != null))
        );
        Assert.Equal(
            0,
            await Portal.ReadAsync(db => db.Reservations.CountAsync(row => row.StartsAt == new TimeOnly(10, 0) && row.ImportKey != null))
        );
    }

    [Fact]
    public async Task When_no_file_can_be_read_there_is_nothing_to_accept()
    {
        var page = await OpenAsync();

        await ChooseAsync(page, [new ChosenFile("メモ.xlsx", "ただの文章"u8.ToArray()), new ChosenFile("空.xls", [])]);

        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll("[aria-labelledby=refused] li").Count), Patience);
        Assert.Contains("ファイルが空です", page.Find("[aria-labelledby=refused]").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("table"));
        await PressAsync(page, "取り込まずに消す");
        Assert.Empty(page.FindAll("[aria-labelledby=refused]"));
    }

    [Fact]
    public async Task Too_many_files_are_refused_before_one_is_received()
    {
        var page = await OpenAsync();

        await ChooseAsync(page, [.. Enumerable.Range(0, 1001).Select(number => new ChosenFile($"{number}.xlsx", []))]);

        Assert.Contains("1,000件", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_may_not_import_sees_no_such_page()
    {
        var page = Open<ImportPage>(Role.BookingStaff);

        Assert.Contains("見つかりません", page.Find("h1").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("input"));
    }

    private static ChosenFile Reported(string file) =>
        new(file, File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Import", "Workbooks", file)));

    private static IBrowserFile[] Records(int count) =>
        [
            .. Directory
                .EnumerateFiles(Path.Combine(Samples, "相談票"))
                .Order(StringComparer.Ordinal)
                .Take(count)
                .Select(file => new ChosenFile(Path.GetFileName(file), File.ReadAllBytes(file))),
        ];

    private static Task ChooseAsync(IRenderedComponent<ImportPage> page, IBrowserFile[] files) =>
        page.InvokeAsync(() => page.FindComponent<InputFile>().Instance.OnChange.InvokeAsync(new InputFileChangeEventArgs(files)));

    private async Task<IRenderedComponent<ImportPage>> OpenAsync()
    {
        await Portal.FillAsync();
        return Open<ImportPage>(Role.Supervisor);
    }
}
