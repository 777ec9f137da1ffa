using Microsoft.Playwright;
using SupportCenter.Domain.Access;

namespace SupportCenter.Tests.Browser;

/// <summary>電話予約 in a real browser, with the keyboard alone.</summary>
[Collection(BrowserTests.Name)]
public sealed class BookingByKeyboardTests(BrowserPortal browser)
{
    private const int KeysAllowed = 15;

    /// <summary>Counts the keys of a booking besides the values themselves; Alt+2 are two of them.</summary>
    private sealed class Keys(IPage page)
    {
        public int Pressed { get; private set; }

        public async Task PressAsync(string keys)
        {
            Pressed += keys.Split('+').Length;
            await page.Keyboard.PressAsync(keys);
        }
    }

    [BrowserFact]
    public async Task A_known_caller_is_booked_with_at_most_fifteen_keys_besides_the_values()
    {
        var page = await browser.SignInAsync(Role.BookingStaff);
        await BrowserPortal.GoAsync(page, "/reservations/callbacks");
        var keys = new Keys(page);

        await keys.PressAsync("Alt+2");
        await Assertions.Expect(page.GetByLabel("企業名またはTELで検索")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("075-000-0011");
        await page.Locator("[role=option]").First.WaitForAsync();
        await keys.PressAsync("ArrowDown");
        await keys.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#Telephone")).ToHaveValueAsync("075-000-0011");
        await Assertions.Expect(page.Locator("input[name=slot]:focus")).ToHaveCountAsync(1);
        await keys.PressAsync("Space");
        await page.GetByText("まで確保しています").WaitForAsync();
        await keys.PressAsync("Alt+q");
        await keys.PressAsync("ArrowDown");
        await keys.PressAsync("Tab");
        await keys.PressAsync("ArrowDown");
        await keys.PressAsync("Control+Enter");

        await Assertions.Expect(page.Locator(".read-back")).ToContainTextAsync("ご予約を復唱いたします");
        Assert.True(keys.Pressed <= KeysAllowed, $"{keys.Pressed} keys");
        await BrowserPortal.AssertAccessibleAsync(page);
        await keys.PressAsync("Enter");
        await Assertions.Expect(page.GetByLabel("企業名またはTELで検索")).ToBeFocusedAsync();
    }

    [BrowserFact]
    public async Task Enter_and_arrows_that_belong_to_the_input_method_pick_nothing_and_send_nothing()
    {
        var page = await browser.SignInAsync(Role.BookingStaff);
        await BrowserPortal.GoAsync(page, "/reservations/new");
        await page.GetByLabel("企業名またはTELで検索").FillAsync("例示");
        await page.Locator("[role=option]").First.WaitForAsync();

        await page.Locator("#business-search")
            .EvaluateAsync(
                """
                field => {
                  for (const key of ["ArrowDown", "Enter"])
                    field.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, isComposing: true }));
                }
                """
            );

        await Assertions.Expect(page.Locator("[role=option][aria-selected=true]")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator("#BusinessName")).ToHaveValueAsync("");
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator("[role=option]")).ToHaveCountAsync(0);
    }

    [BrowserFact]
    public async Task Tab_goes_past_the_open_list_of_known_businesses_to_the_next_field()
    {
        var page = await browser.SignInAsync(Role.BookingStaff);
        await BrowserPortal.GoAsync(page, "/reservations/new");
        await page.GetByLabel("企業名またはTELで検索").FillAsync("例示");
        await page.Locator("[role=option]").First.WaitForAsync();

        await page.Keyboard.PressAsync("Tab");

        await Assertions.Expect(page.Locator("[role=option]")).ToHaveCountAsync(0);
        await Assertions.Expect(page.GetByLabel("行政区").First).ToBeFocusedAsync();
    }

    [BrowserTheory]
    [InlineData("架空の新しい店", "#BusinessName", "企業名")]
    [InlineData("075-000-9871", "#Telephone", "TEL")]
    public async Task What_was_searched_for_in_vain_begins_the_form_of_a_new_business(string searched, string field, string label)
    {
        var page = await browser.SignInAsync(Role.BookingStaff);
        await BrowserPortal.GoAsync(page, "/reservations/new");
        await page.Keyboard.TypeAsync(searched);
        await page.Keyboard.PressAsync("Enter"); // Before the search has answered.

        await Assertions.Expect(page.Locator(field)).ToHaveValueAsync(searched);
        await Assertions.Expect(page.Locator("#business-search")).ToHaveValueAsync("");
        await Assertions.Expect(page.Locator(".status-line")).ToContainTextAsync($"「{label}」に入れました");

        await page.Locator("#business-search").FillAsync("別の架空の店"); // A field that says something stays.
        await page.GetByText("該当する事業者はありません").WaitForAsync();
        await page.Keyboard.PressAsync("Tab");
        if (field == "#BusinessName")
        {
            await Assertions.Expect(page.Locator(field)).ToHaveValueAsync(searched);
        }

        await BrowserPortal.GoAsync(page, "/reservations/new"); // The draft is nobody else's to find.
        await page.GetByRole(AriaRole.Button, new() { NameString = "破棄する" }).ClickAsync();
    }

    [BrowserTheory]
    [InlineData(1366)]
    [InlineData(390)]
    public async Task A_waiting_caller_and_the_words_to_read_back_are_accessible_and_fit_their_screens(int width)
    {
        var page = await browser.SignInAsync(Role.BookingStaff, width == 390 ? BrowserPortal.Phone : BrowserPortal.Desk);
        await BrowserPortal.GoAsync(page, "/reservations/callbacks");
        await page.Keyboard.PressAsync("Alt+n");
        await page.GetByRole(AriaRole.Dialog).GetByLabel("企業名").FillAsync($"待ち合わせ商店{width}");
        await page.GetByRole(AriaRole.Dialog)
            .GetByLabel("TEL")
            .FillAsync(width == 390 ? "０７５－０００－８７６５" : "０７５－０００－８７６６");
        await AssertFitsAsync(page);
        await page.Keyboard.PressAsync("Control+Enter");
        var waiting = page.Locator(".callbacks > li", new() { HasText = $"待ち合わせ商店{width}" });
        await waiting.WaitForAsync();
        await AssertFitsAsync(page);

        await waiting.GetByRole(AriaRole.Link).ClickAsync();
        await Assertions.Expect(page.Locator("#BusinessName")).ToHaveValueAsync($"待ち合わせ商店{width}");
        var slot = page.Locator("input[name=slot]:not(:disabled)").Last;
        await slot.FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await page.GetByText("まで確保しています").WaitForAsync();
        await AssertFitsAsync(page);
        await page.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(page.Locator(".read-back")).ToContainTextAsync("ご予約を復唱いたします");
        await AssertFitsAsync(page);
    }

    private static async Task AssertFitsAsync(IPage page)
    {
        await BrowserPortal.AssertAccessibleAsync(page);
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"{page.Url} scrolls sideways");
    }
}
