using Microsoft.Playwright;
using SupportCenter.Domain.Access;

namespace SupportCenter.Tests.Browser;

/// <summary>Two tabs of one person: each has its own draft and its own hold, and what a tab says of them is so.</summary>
[Collection(BrowserTests.Name)]
public sealed class TwoScreensTests(BrowserPortal browser)
{
    [BrowserTheory]
    [InlineData(1366)]
    [InlineData(390)]
    public async Task Each_tab_has_its_own_draft_and_its_own_hold(int width)
    {
        var one = await browser.SignInAsync(Role.BookingStaff, width == 390 ? BrowserPortal.Phone : BrowserPortal.Desk);
        await TypeAsync(one, $"㈲一つ目れいじ{width}");
        var other = await one.Context.NewPageAsync();
        await TypeAsync(other, $"㈲二つ目れいじ{width}");

        // A time that one tab keeps is the other's neither to pick nor to give back.
        var slot = await PickAsync(one);
        await Assertions.Expect(other.Locator($"input[name=slot][value='{slot}']")).ToBeDisabledAsync();
        await Assertions.Expect(other.Locator("label.slot").Filter(new() { HasText = "ご自身の別の画面" })).ToHaveCountAsync(1);
        var second = await PickAsync(other);
        Assert.NotEqual(slot, second);
        await Assertions.Expect(one.Locator(".slot-status")).ToContainTextAsync("まで確保しています");
        await BrowserPortal.AssertAccessibleAsync(other);

        // Loaded again, a tab is offered what was typed there, and not what the other has.
        await one.ReloadAsync();
        await Assertions.Expect(one.Locator(".draft-list li")).ToHaveCountAsync(1);
        await Assertions.Expect(one.Locator(".draft-list")).ToContainTextAsync("㈲一つ目れいじ");
        await BrowserPortal.AssertAccessibleAsync(one);
        await Assertions.Expect(one.GetByRole(AriaRole.Button, new() { Name = "続きから入力する" })).ToBeFocusedAsync();
        await one.Keyboard.PressAsync("Enter");
        await Assertions.Expect(one.Locator("#BusinessName")).ToHaveValueAsync($"㈲一つ目れいじ{width}");
        await Assertions.Expect(one.Locator(".slot-status")).ToContainTextAsync("まで確保しています");
        await Assertions.Expect(other.Locator("#BusinessName")).ToHaveValueAsync($"㈲二つ目れいじ{width}");
        await Assertions.Expect(other.Locator(".draft-note")).ToBeVisibleAsync();

        // What one tab saves leaves the other's draft and hold alone.
        await one.Locator("#Telephone").FillAsync($"075-000-7{(width == 390 ? "390" : "366")}");
        await one.Keyboard.PressAsync("Control+Enter");
        await one.Locator(".read-back").WaitForAsync();
        await Assertions.Expect(other.Locator(".slot-status")).ToContainTextAsync("まで確保しています");
        await other.ReloadAsync();
        await Assertions.Expect(other.Locator(".draft-list")).ToContainTextAsync("㈲二つ目れいじ");
    }

    [BrowserFact]
    public async Task Of_two_tabs_that_offer_the_same_drafts_one_takes_a_draft_and_the_other_says_so_at_once()
    {
        // Of its own: drafts that other tests leave late would be offered, too.
        await using var own = await PortalProcess.StartAsync();
        var page = await browser.SignInAsync(Role.BookingStaff, portal: own);
        foreach (var name in new[] { "㈲朝れいじ", "㈲昼れいじ" })
        {
            var tab = await page.Context.NewPageAsync();
            await BrowserPortal.GoAsync(tab, "/reservations/new");
            var later = tab.GetByRole(AriaRole.Button, new() { Name = "残しておき、新しく入力する" });
            if (name == "㈲昼れいじ")
            {
                await later.PressAsync("Enter");
            }

            await TypeHereAsync(tab, name);
            await tab.GotoAsync("/workspace");
            await tab.Locator("main h1").WaitForAsync();
            await tab.CloseAsync();
        }

        var (one, other) = (await page.Context.NewPageAsync(), await page.Context.NewPageAsync());
        foreach (var tab in new[] { one, other })
        {
            await tab.GotoAsync("/reservations/new");
            await Assertions.Expect(tab.Locator(".draft-list li")).ToHaveCountAsync(2);
        }

        await one.Locator(".draft-list li").Filter(new() { HasText = "㈲朝れいじ" }).GetByRole(AriaRole.Button).First.PressAsync("Enter");

        await Assertions.Expect(one.Locator("#BusinessName")).ToHaveValueAsync("㈲朝れいじ");
        await Assertions.Expect(other.Locator(".draft-list li")).ToHaveCountAsync(1);
        await Assertions.Expect(other.Locator(".draft-list")).ToContainTextAsync("㈲昼れいじ");
        await other.Locator(".draft-list").GetByRole(AriaRole.Button).Nth(1).PressAsync("Enter");
        await Assertions.Expect(other.Locator(".draft-list")).ToHaveCountAsync(0);
        await Assertions.Expect(other.Locator("form[data-save-form]")).Not.ToHaveAttributeAsync("inert", "");
        await Assertions.Expect(one.Locator("#BusinessName")).ToHaveValueAsync("㈲朝れいじ");
    }

    private static async Task TypeAsync(IPage page, string name)
    {
        await BrowserPortal.GoAsync(page, "/reservations/new");
        await TypeHereAsync(page, name);
    }

    private static async Task TypeHereAsync(IPage page, string name)
    {
        // An inert form takes no focus, and what is filled in then goes nowhere.
        await page.Locator("form[data-draft]:not([inert])").WaitForAsync();
        await page.Locator("#BusinessName").FillAsync(name);
        await page.Locator("#ContactName").FocusAsync();
        await BrowserPortal.ExpectShownAsync(page.Locator(".draft-note"));
    }

    private static async Task<string> PickAsync(IPage page)
    {
        var free = page.Locator("input[name=slot]:enabled").First;
        await free.FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await Assertions.Expect(page.Locator(".slot-status")).ToContainTextAsync("まで確保しています");
        return await page.Locator("input[name=slot]:checked").GetAttributeAsync("value") ?? "";
    }
}
