using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SupportCenter.Domain.Access;

namespace SupportCenter.Tests.Browser;

/// <summary>The command palette in a real browser: Ctrl+K, type, Enter.</summary>
[Collection(BrowserTests.Name)]
public sealed class CommandPaletteTests(BrowserPortal browser)
{
    [BrowserFact]
    public async Task A_page_is_reached_with_the_keyboard_alone()
    {
        var page = await browser.SignInAsync(Role.Supervisor);

        await page.Keyboard.PressAsync("Control+k");
        await Assertions.Expect(Field(page)).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("監査記録");
        await Assertions.Expect(Selected(page)).ToContainTextAsync("監査記録");
        await page.Keyboard.PressAsync("Enter");

        await page.WaitForURLAsync("**/administration/audit");
        await Assertions.Expect(Dialog(page)).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator("main h1")).ToBeFocusedAsync();
    }

    [BrowserFact]
    public async Task The_arrows_move_the_selection_and_the_field_keeps_the_focus()
    {
        var page = await browser.SignInAsync(Role.BookingStaff);
        await page.Keyboard.PressAsync("Control+k");
        await Assertions.Expect(Selected(page)).ToHaveCountAsync(1);
        var first = await Selected(page).GetAttributeAsync("id");

        await page.Keyboard.PressAsync("ArrowDown");
        Assert.NotEqual(first, await Selected(page).GetAttributeAsync("id"));
        await Assertions.Expect(Field(page)).ToHaveAttributeAsync("aria-activedescendant", (await Selected(page).GetAttributeAsync("id"))!);
        await Assertions.Expect(Field(page)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("ArrowUp");
        Assert.Equal(first, await Selected(page).GetAttributeAsync("id"));
        await page.Keyboard.PressAsync("ArrowUp");
        Assert.Equal(
            await page.Locator("#palette [role=option]").Last.GetAttributeAsync("id"),
            await Selected(page).GetAttributeAsync("id")
        );
    }

    [BrowserFact]
    public async Task A_form_keeps_its_text_and_its_focus_and_offers_it_again_after_going_elsewhere()
    {
        var page = await browser.SignInAsync(Role.BookingStaff);
        await BrowserPortal.GoAsync(page, "/reservations/new");
        await page.Locator("#BusinessName").FillAsync("㈲途中れいじ");

        await page.Keyboard.PressAsync("Control+k");
        await Assertions.Expect(Field(page)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(Dialog(page)).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator("#BusinessName")).ToBeFocusedAsync();
        await Assertions.Expect(page.Locator("#BusinessName")).ToHaveValueAsync("㈲途中れいじ");

        await page.Keyboard.PressAsync("Control+k");
        await page.Keyboard.TypeAsync("折り返し");
        await Assertions.Expect(Selected(page)).ToContainTextAsync("折り返し待ち");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/reservations/callbacks");
        await page.Keyboard.PressAsync("Alt+2");
        await page.GetByRole(AriaRole.Button, new() { NameString = "続きから入力する" }).ClickAsync();
        await Assertions.Expect(page.Locator("#BusinessName")).ToHaveValueAsync("㈲途中れいじ");
    }

    [BrowserFact]
    public async Task While_an_input_method_composes_nothing_is_searched_and_its_Enter_chooses_nothing()
    {
        var page = await browser.SignInAsync(Role.Supervisor);
        await page.Keyboard.PressAsync("Control+k");
        await Assertions.Expect(Selected(page)).ToHaveCountAsync(1);
        await page.EvaluateAsync("document.addEventListener('change', () => { window.sent = (window.sent ?? 0) + 1; }, true)");
        var method = await InputMethod.OfAsync(page);

        await method.ComposeAsync("かんさきろく");
        await method.PressAsync("ArrowDown");
        await method.PressAsync("Enter");
        // Three times as long as the pause after which the field would otherwise be sent.
        await page.WaitForFunctionAsync("from => performance.now() - from > 600", await page.EvaluateAsync<double>("performance.now()"));
        Assert.Equal(0, await page.EvaluateAsync<int>("window.sent ?? 0"));
        Assert.EndsWith("/workspace", page.Url, StringComparison.Ordinal);
        await Assertions.Expect(Dialog(page)).ToBeVisibleAsync();

        await method.CommitAsync("監査記録");
        await Assertions.Expect(Selected(page)).ToContainTextAsync("監査記録");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/administration/audit");
    }

    [BrowserFact]
    public async Task Enter_never_takes_a_result_of_what_stood_there_before()
    {
        var page = await browser.SignInAsync(Role.Supervisor);
        await page.Keyboard.PressAsync("Control+k");
        await Assertions.Expect(Selected(page)).ToHaveCountAsync(1);

        await page.Keyboard.InsertTextAsync("予約一覧");
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(Selected(page)).ToContainTextAsync("予約一覧");
        Assert.EndsWith("/workspace", page.Url, StringComparison.Ordinal);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/reservations");
    }

    [BrowserTheory]
    [InlineData(Role.Supervisor, 1366)]
    [InlineData(Role.Supervisor, 390)]
    [InlineData(Role.Auditor, 1366)]
    public async Task The_open_palette_is_accessible_and_fits(Role role, int width)
    {
        var page = await browser.SignInAsync(role, width == 390 ? BrowserPortal.Phone : BrowserPortal.Desk);
        await page.Locator("[data-palette-open]").ClickAsync();
        await Assertions.Expect(Selected(page)).ToHaveCountAsync(1);
        await AssertFitsAsync(page);

        await page.Keyboard.TypeAsync(role == Role.Auditor ? "中京" : "ためし");
        await page.Locator("#palette [role=group] > p", new() { HasTextRegex = new Regex("^(事業者|巡回相談)$") }).First.WaitForAsync();
        await AssertFitsAsync(page);
        await page.Locator("#palette").GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(Dialog(page)).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator("[data-palette-open]")).ToBeFocusedAsync();
    }

    [BrowserFact]
    [Asvs("14.2.1", "14.3.3", "16.2.5")]
    public async Task What_is_typed_stays_in_no_address_no_storage_no_log_and_not_in_the_field()
    {
        var page = await browser.SignInAsync(Role.BookingStaff);
        var asked = new List<string>();
        page.Request += (_, request) => asked.Add(request.Url);
        await page.Keyboard.PressAsync("Control+k");
        await page.Keyboard.TypeAsync("ためし");
        await page.Locator("#palette [role=group] > p", new() { HasText = "事業者" }).WaitForAsync();
        await page.Keyboard.PressAsync("Escape");

        await Assertions.Expect(Field(page)).ToHaveValueAsync("");
        await Assertions.Expect(page.Locator("#palette [role=option]")).ToHaveCountAsync(0);
        Assert.Equal(0, await page.EvaluateAsync<int>("localStorage.length + sessionStorage.length"));
        Assert.EndsWith("/workspace", page.Url, StringComparison.Ordinal);
        Assert.DoesNotContain(asked, url => Uri.UnescapeDataString(url).Contains("ためし", StringComparison.Ordinal));
        Assert.DoesNotContain("ためし", browser.Portal.Log, StringComparison.Ordinal);
    }

    private static ILocator Dialog(IPage page) => page.Locator("#palette");

    private static ILocator Field(IPage page) => page.Locator("#palette-search");

    private static ILocator Selected(IPage page) => page.Locator("#palette [role=option][aria-selected=true]");

    private static async Task AssertFitsAsync(IPage page)
    {
        await BrowserPortal.AssertAccessibleAsync(page);
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"{page.Url} scrolls sideways");
    }
}
