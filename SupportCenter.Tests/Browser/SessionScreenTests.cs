using Microsoft.Playwright;
using SupportCenter.Domain.Access;

namespace SupportCenter.Tests.Browser;

/// <summary>What people see of the end of a session.</summary>
[Collection(BrowserTests.Name)]
public sealed class SessionScreenTests(BrowserPortal browser)
{
    [BrowserFact]
    [Asvs("7.3.1")]
    public async Task A_warning_comes_before_the_idle_end_any_key_keeps_the_session_and_without_one_the_draft_waits()
    {
        await using var quick = await PortalProcess.StartAsync(
            settings: new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["Sessions__Idle"] = "00:01:00",
                ["Sessions__Warning"] = "00:00:45",
            }
        );
        var page = await browser.SignInAsync(Role.BookingStaff, portal: quick);
        await BrowserPortal.GoAsync(page, "/reservations/new");
        await page.Locator("form[data-draft]:not([inert])").WaitForAsync();
        await page.Locator("#BusinessName").FillAsync("㈲休憩れいじ");
        await page.Locator("#ContactName").FocusAsync();
        await Assertions.Expect(page.Locator(".draft-note")).ToContainTextAsync("途中の内容を保存しました", new() { Timeout = 30_000 });
        await page.Locator("[data-session-warning]").WaitForAsync(new() { Timeout = 60_000 });
        await BrowserPortal.AssertAccessibleAsync(page);

        await page.Keyboard.PressAsync("Shift");
        await Assertions.Expect(page.Locator("[data-session-warning]")).ToHaveCountAsync(0, new() { Timeout = 15_000 });
        await Assertions.Expect(page.Locator("#BusinessName")).ToHaveValueAsync("㈲休憩れいじ");

        await page.GetByText("しばらく操作がなかったため").WaitForAsync(new() { Timeout = 120_000 });
        await page.GetByRole(AriaRole.Button, new() { Name = "受付 例示" }).ClickAsync();
        var offered = page.GetByRole(AriaRole.Button, new() { Name = "続きから入力する" });
        await BrowserPortal.ExpectShownAsync(offered);
        await offered.ClickAsync();
        await Assertions.Expect(page.Locator("#BusinessName")).ToHaveValueAsync("㈲休憩れいじ");
    }

    [BrowserFact]
    [Asvs("7.4.5")]
    public async Task An_administrator_ends_somebodys_sign_in_and_the_screen_says_so_at_once()
    {
        await using var own = await PortalProcess.StartAsync();
        var clerk = await browser.SignInAsync(Role.BookingStaff, portal: own);
        var administrator = await browser.SignInAsync(Role.Administrator, portal: own);
        await BrowserPortal.GoAsync(administrator, "/administration/sessions");
        await administrator.GetByRole(AriaRole.Button, new() { Name = "受付 例示さんのサインインを全部終わらせる" }).ClickAsync();
        await administrator.Locator("dialog[open] button[type=submit]").ClickAsync();

        await clerk.GetByText("管理者がサインインを終わらせました。").WaitForAsync(new() { Timeout = 20_000 });
        await Assertions.Expect(administrator.Locator("tbody tr")).ToHaveCountAsync(1);
    }
}
