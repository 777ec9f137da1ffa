using Microsoft.Playwright;
using SupportCenter.Domain.Access;

namespace SupportCenter.Tests.Browser;

/// <summary>A caller cancels, and rings again: by keyboard, at both widths.</summary>
[Collection(BrowserTests.Name)]
public sealed class CancelledBookingTests(BrowserPortal browser)
{
    [BrowserTheory]
    [InlineData(1366)]
    [InlineData(390)]
    public async Task A_cancelled_booking_is_taken_back_then_cancelled_and_booked_again_with_its_data(int width)
    {
        var page = await browser.SignInAsync(Role.BookingStaff, width == 390 ? BrowserPortal.Phone : BrowserPortal.Desk);
        await BrowserPortal.GoAsync(page, "/reservations");
        await page.Locator("tbody[data-grid] tr").Filter(new() { HasText = "予約" }).Last.Locator("a.row-link").PressAsync("Enter");
        await page.GetByRole(AriaRole.Button, new() { Name = "予約を取り消す" }).WaitForAsync();
        var name = await page.Locator("main h1").InnerTextAsync();
        await CancelAsync(page);

        // The paper for the caller says so too.
        var slip = page.GetByRole(AriaRole.Link, new() { Name = "取消票を開く" });
        var answer = await page.APIRequest.GetAsync(new Uri(new Uri(page.Url), await slip.GetAttributeAsync("href")).ToString());
        Assert.Equal((200, "application/pdf"), (answer.Status, answer.Headers["content-type"]));
        await BrowserPortal.AssertAccessibleAsync(page);

        await page.GetByRole(AriaRole.Button, new() { Name = "取消を取り消す" }).PressAsync("Enter");
        await BrowserPortal.AssertAccessibleAsync(page);
        await page.Locator("dialog[open]").GetByRole(AriaRole.Button, new() { Name = "取消を取り消す" }).PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "予約を取り消す" })).ToBeVisibleAsync();

        await CancelAsync(page);
        await page.GetByRole(AriaRole.Link, new() { Name = "もう一度予約する" }).PressAsync("Enter");
        await page.WaitForURLAsync("**/reservations/new?again=*");
        await Assertions.Expect(page.Locator("#BusinessName")).ToHaveValueAsync(name);
        await Assertions.Expect(page.Locator("#Telephone")).Not.ToHaveValueAsync("");
        await BrowserPortal.AssertAccessibleAsync(page);
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "The page scrolls sideways.");
        await page.Locator("input[name=slot]:enabled").First.FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await Assertions.Expect(page.Locator(".slot-status")).ToContainTextAsync("まで確保しています");
        await page.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(page.Locator(".read-back")).ToBeVisibleAsync();
    }

    private static async Task CancelAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "予約を取り消す" }).PressAsync("Enter");
        await page.Locator("dialog[open] textarea").FillAsync("先方の都合");
        await page.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "もう一度予約する" })).ToBeVisibleAsync();
    }
}
