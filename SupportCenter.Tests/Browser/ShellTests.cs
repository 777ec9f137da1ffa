using Microsoft.Playwright;
using SupportCenter.Domain.Access;

namespace SupportCenter.Tests.Browser;

/// <summary>The frame of the staff pages by keyboard: what MudBlazor leaves open and axe does not see.</summary>
[Collection(BrowserTests.Name)]
public sealed class ShellTests(BrowserPortal browser)
{
    [BrowserFact]
    public async Task A_closed_drawer_is_no_stop_of_the_keyboard()
    {
        var page = await browser.SignInAsync(Role.Supervisor);
        await page.Locator("#menu-button").ClickAsync();
        await Assertions.Expect(page.Locator("#menu")).ToHaveAttributeAsync("inert", "");
        await page.Locator("#menu-button").FocusAsync();
        for (var stop = 0; stop < 8; stop++)
        {
            await page.Keyboard.PressAsync("Tab");
            Assert.False(await page.EvaluateAsync<bool>("document.getElementById('menu').contains(document.activeElement)"));
        }

        await BrowserPortal.AssertAccessibleAsync(page);
        await page.Locator("#menu-button").ClickAsync();
        await page.GetByRole(AriaRole.Navigation, new() { Name = "業務メニュー" })
            .GetByRole(AriaRole.Link, new() { Name = "予約一覧" })
            .ClickAsync();
        await page.WaitForURLAsync("**/reservations");
        await Assertions.Expect(page.Locator("#menu")).Not.ToHaveAttributeAsync("inert", "");
    }

    [BrowserFact]
    public async Task On_a_narrow_screen_the_open_drawer_keeps_the_focus_and_escape_gives_it_back()
    {
        var page = await browser.SignInAsync(Role.Supervisor, BrowserPortal.Phone);
        await Assertions.Expect(page.Locator("#menu")).ToHaveAttributeAsync("inert", "");
        await page.Locator("#menu-button").ClickAsync();
        await Assertions.Expect(page.Locator("#menu a").First).ToBeFocusedAsync();
        await BrowserPortal.AssertAccessibleAsync(page);
        for (var stop = 0; stop < 24; stop++)
        {
            await page.Keyboard.PressAsync("Tab");
            Assert.True(
                await page.EvaluateAsync<bool>(
                    "[document.body, document.documentElement].includes(document.activeElement) || "
                        + "!!document.activeElement.closest('#menu, #menu-button, .skip-link')"
                ),
                await page.EvaluateAsync<string>("document.activeElement.outerHTML.slice(0, 200)")
            );
        }

        await page.Locator("#menu a").First.FocusAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator("#menu-button")).ToBeFocusedAsync();
        await Assertions.Expect(page.Locator("#menu")).ToHaveAttributeAsync("inert", "");

        await page.Locator("#menu-button").ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "予約一覧" }).First.ClickAsync();
        await page.WaitForURLAsync("**/reservations");
        await Assertions.Expect(page.Locator("#menu")).ToHaveAttributeAsync("inert", "");
        await Assertions.Expect(page.Locator(".mud-main-content")).Not.ToHaveAttributeAsync("inert", "");
    }

    [BrowserTheory]
    [InlineData(1366)]
    [InlineData(390)]
    public async Task The_menu_of_the_person_works_by_keyboard_and_gives_the_focus_back(int width)
    {
        var page = await browser.SignInAsync(Role.BookingStaff, width == 390 ? BrowserPortal.Phone : BrowserPortal.Desk);
        var button = page.Locator(".signed-in-person button");
        await Assertions.Expect(button).ToContainTextAsync("受付 例示");
        await button.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "English" }).WaitForAsync();
        await BrowserPortal.AssertAccessibleAsync(page);
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.GetByRole(AriaRole.Menuitem, new() { Name = "English" })).ToHaveCountAsync(0);
        await Assertions.Expect(button).ToBeFocusedAsync();

        await button.ClickAsync(); // The mouse leaves the focus on the button.
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "English" }).WaitForAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.GetByRole(AriaRole.Menuitem, new() { Name = "English" })).ToHaveCountAsync(0);
        await Assertions.Expect(button).ToBeFocusedAsync();

        await BrowserPortal.ChooseInPersonMenuAsync(page, "サインアウト");
        await page.WaitForURLAsync("**/signin");
    }

    [BrowserTheory]
    [InlineData("#menu-button")]
    [InlineData("#menu a")]
    [InlineData(".signed-in-person button")]
    [InlineData("main .mud-input-root")]
    [InlineData("main a.row-link")]
    public async Task The_focus_has_a_ring_of_four_pixels(string control)
    {
        var page = await browser.SignInAsync(Role.BookingStaff);
        await BrowserPortal.GoAsync(page, "/reservations");
        await page.Locator(control).First.WaitForAsync();
        await page.Keyboard.PressAsync("Tab"); // From here on the browser shows the focus of the keyboard.
        await page.Locator(control).First.FocusAsync();
        Assert.Equal(
            "4px solid",
            await page.EvaluateAsync<string>(
                "(({ outlineWidth: w, outlineStyle: s }) => `${w} ${s}`)(getComputedStyle(document.activeElement))"
            )
        );
    }

    [BrowserTheory]
    [InlineData("show")]
    [InlineData("retrying")]
    [InlineData("paused")]
    [InlineData("failed")]
    [InlineData("resume-failed")]
    [InlineData("rejected")]
    public async Task Every_state_of_a_lost_connection_says_one_thing(string state)
    {
        var page = await browser.SignInAsync(Role.BookingStaff);
        await page.RouteAsync("**/workspace", route => route.AbortAsync()); // The page must not be loaded again while it is looked at.
        await page.EvaluateAsync($"document.getElementById('components-reconnect-modal').className = 'components-reconnect-{state}'");
        await page.Locator("#components-reconnect-modal").WaitForAsync();
        await Assertions.Expect(page.Locator("#components-reconnect-modal p:visible")).ToHaveCountAsync(2);
    }

    [BrowserFact]
    public async Task A_page_below_another_says_where_it_stands()
    {
        var page = await browser.SignInAsync(Role.Supervisor);
        await BrowserPortal.GoAsync(page, "/administration/audit");
        var trail = page.GetByRole(AriaRole.Navigation, new() { Name = "現在の場所" });
        await trail.GetByRole(AriaRole.Link, new() { Name = "管理" }).ClickAsync();
        await page.WaitForURLAsync("**/administration");
        await Assertions.Expect(trail).ToHaveCountAsync(0);
    }
}
