using Microsoft.Playwright;
using SupportCenter.Domain.Access;

namespace SupportCenter.Tests.Browser;

/// <summary>統計 in a real browser, by keyboard.</summary>
[Collection(BrowserTests.Name)]
public sealed class StatisticsByKeyboardTests(BrowserPortal browser)
{
    [BrowserFact]
    public async Task A_supervisor_goes_a_month_back_and_makes_its_report_and_its_workbook_by_keyboard()
    {
        var page = await browser.SignInAsync(Role.Supervisor);
        await PagesOfRole.GoAsync(page, "/reports");
        await page.Locator(".report-tiles").WaitForAsync();
        var month = await page.Locator("#period").InnerTextAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "前の期間" }).PressAsync("Enter");
        await Assertions.Expect(page.Locator("#period")).Not.ToHaveTextAsync(month);
        await page.GetByRole(AriaRole.Button, new() { Name = "次の期間" }).PressAsync("Enter");
        await Assertions.Expect(page.Locator("#period")).ToHaveTextAsync(month);

        var report = page.GetByRole(AriaRole.Link, new() { NameString = "月次報告（PDF）" });
        for (var pressed = 0; pressed < 60 && !await report.EvaluateAsync<bool>("link => link === document.activeElement"); pressed++)
        {
            // Back to the head of the page: every figure behind is a stop of its own.
            await page.Keyboard.PressAsync("Shift+Tab");
        }

        await Assertions.Expect(report).ToBeFocusedAsync();
        var opened = await page.Context.RunAndWaitForPageAsync(() => page.Keyboard.PressAsync("Enter"));
        var made = await page.APIRequest.GetAsync((await report.GetAttributeAsync("href"))!);
        Assert.Equal("%PDF", System.Text.Encoding.ASCII.GetString((await made.BodyAsync())[..4]));
        await opened.CloseAsync();

        var excel = page.GetByRole(AriaRole.Button, new() { NameString = "Excelに書き出す" });
        await excel.FocusAsync();
        var file = await page.RunAndWaitForDownloadAsync(() => page.Keyboard.PressAsync("Enter"));
        Assert.Matches(@"^statistics-\d{4}-\d{2}-01-\d{4}-\d{2}-\d{2}\.xlsx$", file.SuggestedFilename);
        await BrowserPortal.AssertAccessibleAsync(page);
    }

    [BrowserFact]
    public async Task A_figure_opens_as_many_rows_as_it_says_and_one_of_an_industry_without_its_name_in_the_address()
    {
        var page = await browser.SignInAsync(Role.Supervisor);
        await ShowAsync(page);
        var completed = page.Locator(".report-tiles a.rows-link").First;
        var count = (await completed.InnerTextAsync()).Replace("件", "", StringComparison.Ordinal);
        await completed.PressAsync("Enter");

        await page.WaitForURLAsync("**/reservations?*counted=Completed*");
        await Assertions.Expect(page.Locator(".filter-parts")).ToContainTextAsync("統計の数字：完了（延べ件数）");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync($"{count}件");
        await BrowserPortal.AssertAccessibleAsync(page);

        await ShowAsync(page);
        var table = page.Locator(".table-region[aria-labelledby=table-industries]");
        var industry = (await table.Locator("tbody th").First.InnerTextAsync()).Trim();
        await table.Locator("button.rows-link").First.PressAsync("Enter");

        await page.WaitForURLAsync("**/reservations?*table=Industries*");
        await Assertions.Expect(page.Locator(".filter-parts")).ToContainTextAsync(industry);
        Assert.DoesNotContain(industry, Uri.UnescapeDataString(page.Url), StringComparison.Ordinal);
    }

    /// <summary>The two months up to today, in which the demo data has consultations.</summary>
    private static async Task ShowAsync(IPage page)
    {
        await PagesOfRole.GoAsync(page, "/reports");
        await page.Locator(".report-tiles").WaitForAsync();
        await page.Locator("input[name=Kind][value=Range]").CheckAsync();
        var today = Domain.Data.CentreTime.Today(TimeProvider.System);
        await page.Locator("#From")
            .FillAsync(today.AddMonths(-2).ToString("yyyy/MM/dd", System.Globalization.CultureInfo.InvariantCulture));
        await page.Locator("#To").FillAsync(today.ToString("yyyy/MM/dd", System.Globalization.CultureInfo.InvariantCulture));
        await page.GetByRole(AriaRole.Button, new() { Name = "表示する" }).PressAsync("Enter");
        await Assertions.Expect(page.Locator("#period")).ToContainTextAsync("～");
    }
}
