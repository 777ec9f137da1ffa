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
            await page.Keyboard.PressAsync("Tab");
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
}
