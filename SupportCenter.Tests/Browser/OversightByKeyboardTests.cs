using System.Globalization;
using Microsoft.Playwright;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Data;

namespace SupportCenter.Tests.Browser;

/// <summary>The yearly inspection of a contractor by keyboard alone: one finding, corrected by the contractor and verified by the
/// city.</summary>
[Collection(BrowserTests.Name)]
public sealed class OversightByKeyboardTests(BrowserPortal browser)
{
    private const string Correction = "管理簿を今週から記入する";

    [BrowserFact]
    public async Task A_yearly_inspection_with_one_finding_that_is_corrected()
    {
        await using var own = await PortalProcess.StartAsync();
        var city = await browser.SignInAsync(Role.Supervisor, portal: own);
        await InspectAsync(city);
        await FindAsync(city);

        var desk = await browser.SignInAsync(Role.BookingStaff, BrowserPortal.Phone, own, "受付 例示");
        await AnswerAsync(desk);

        await city.GetByRole(AriaRole.Button, new() { Name = "是正を確認する：1", Exact = true }).PressAsync("Enter");
        await Assertions.Expect(city.Locator(".oversight-correction .badge").First).ToHaveTextAsync("確認済");
        await BrowserPortal.AssertAccessibleAsync(city);
        await BrowserPortal.GoAsync(city, "/oversight/inspections");
        await Assertions.Expect(city.Locator("main")).ToContainTextAsync("検査第2号");
        await BrowserPortal.AssertAccessibleAsync(city);
    }

    private static async Task InspectAsync(IPage page)
    {
        await BrowserPortal.GoAsync(page, "/oversight");
        await BrowserPortal.AssertAccessibleAsync(page);
        await page.Locator("main a[href='/oversight/inspections']").PressAsync("Enter");
        await page.Locator("main a[href='/oversight/inspections/new']").PressAsync("Enter");
        await page.Locator("#contract").WaitForAsync();
        await page.Locator("#contract").SelectOptionAsync(new SelectOptionValue { Label = "株式会社例示コールセンター（委託先）" });
        await page.Locator("#Place").FillAsync("受付室");
        await page.Locator("#Inspectors").FillAsync("監督 例示一");
        await page.Locator("#Met").FillAsync("受付室長 例示三");
        await page.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(page.Locator("#Inspectors-error")).ToContainTextAsync("2人目");
        await page.Locator("#Inspectors").FillAsync("監督 例示一、監督 例示二");
        await page.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(page.Locator("main h1")).ToContainTextAsync("検査第2号");
        await BrowserPortal.AssertAccessibleAsync(page);
    }

    private static async Task FindAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "判定する：1", Exact = true }).PressAsync("Enter");
        var dialog = page.Locator("dialog[open]");
        await dialog.GetByRole(AriaRole.Radio, new() { Name = "不適", Exact = true }).PressAsync("Space");
        await dialog.GetByRole(AriaRole.Radio, new() { Name = "軽微", Exact = true }).PressAsync("Space");
        await dialog.Locator("textarea").FillAsync("媒体の管理簿に、先月の記入がない。");
        await BrowserPortal.AssertAccessibleAsync(page);
        await page.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(dialog).ToHaveCountAsync(0); // What is behind an open dialog takes no keys.
        await page.GetByRole(AriaRole.Button, new() { Name = "是正を求める：1", Exact = true }).PressAsync("Enter");
        await page.Locator("#order-1-Wanted").FillAsync(Correction);
        var due = CentreTime.Today(TimeProvider.System).AddDays(14);
        await page.Locator("#order-1-DueOn").FillAsync(due.ToString("yyyy/MM/dd", CultureInfo.InvariantCulture));
        await page.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(page.Locator(".oversight-correction").First).ToContainTextAsync(Correction);
    }

    private static async Task AnswerAsync(IPage page)
    {
        await page.Locator("main a[href='/oversight/answers']").PressAsync("Enter");
        await Assertions.Expect(page.Locator("main h1")).ToContainTextAsync("検査への回答");
        await BrowserPortal.AssertAccessibleAsync(page);
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "It scrolls sideways.");
        var asked = page.Locator("main li", new() { HasText = Correction }).First;
        await asked.GetByRole(AriaRole.Button).First.PressAsync("Enter");
        await asked.Locator("textarea").FillAsync("今週から記入しています。");
        await page.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(asked.Locator(".badge").First).ToHaveTextAsync("回答済・確認待ち");
        await BrowserPortal.AssertAccessibleAsync(page);
    }
}
