using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SupportCenter.Domain.Access;

namespace SupportCenter.Tests.Browser;

/// <summary>相談票 in a real browser, with the keyboard: from the day's list to the city's confirmation.</summary>
[Collection(BrowserTests.Name)]
public sealed class ConsultationByKeyboardTests(BrowserPortal browser)
{
    [BrowserFact]
    public async Task A_record_is_written_handed_in_and_confirmed_without_a_mouse()
    {
        var page = await browser.SignInAsync(Role.Scrivener);
        await BeginAsync(page, 0);

        await page.Keyboard.PressAsync("Alt+s");
        await Assertions.Expect(page.GetByLabel("相談開始")).Not.ToHaveValueAsync("");
        await page.Keyboard.PressAsync("Alt+e");
        await Assertions.Expect(page.Locator(".time-row > output")).ToHaveTextAsync(new Regex(@"^\(\d+分\)$"));
        await page.Keyboard.PressAsync("Tab"); // From 終了 to 相談者区分.
        await page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(page.GetByLabel("中小企業", new() { Exact = true })).ToBeCheckedAsync();
        await page.Keyboard.PressAsync("Tab"); // To 相談内容区分.
        await page.Keyboard.PressAsync("Space");
        await Assertions.Expect(page.GetByLabel("利用できる支援策を教えてほしい")).ToBeCheckedAsync();
        await page.Keyboard.PressAsync("Alt+g");
        await Assertions.Expect(page.GetByLabel("制度名")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("雇用調整助成金");
        await page.Keyboard.PressAsync("Enter"); // On to the next field, never a save.
        await Assertions.Expect(page.GetByLabel("案内先")).ToBeFocusedAsync();
        await page.GetByLabel("【相談の概要】").FocusAsync();
        await page.Keyboard.TypeAsync("新聞に載っていた制度の概要が知りたい。");
        await BrowserPortal.AssertAccessibleAsync(page);
        await page.Keyboard.PressAsync("Alt+t");
        await Assertions.Expect(page.Locator(".page-head .badge")).ToContainTextAsync("提出済");

        var city = await browser.SignInAsync(Role.Supervisor);
        await BrowserPortal.GoAsync(city, new Uri(page.Url).PathAndQuery);
        await Assertions.Expect(city.Locator("main")).ToContainTextAsync("新聞に載っていた制度の概要が知りたい。");
        await BrowserPortal.AssertAccessibleAsync(city);
        await city.Keyboard.PressAsync("Alt+k");
        await Assertions.Expect(city.Locator(".page-head .badge")).ToContainTextAsync("確認済");
        await Assertions.Expect(page.Locator(".saved-elsewhere")).ToContainTextAsync("別の画面で保存されました");
    }

    [BrowserFact]
    public async Task What_was_typed_before_the_tab_was_closed_is_offered_again_and_cannot_overwrite_what_was_saved_since()
    {
        var first = await browser.SignInAsync(Role.Scrivener);
        await BeginAsync(first, 1);
        var address = new Uri(first.Url).PathAndQuery;
        await first.GetByLabel("■備考・その他").FillAsync("閉じる前に書いた備考");
        await Assertions.Expect(first.Locator(".draft-note")).ToContainTextAsync("途中の内容を保存しました");
        var second = await first.Context.NewPageAsync();
        await first.CloseAsync();

        await BrowserPortal.GoAsync(second, address);
        await Assertions.Expect(second.GetByRole(AriaRole.Button, new() { NameString = "続きから入力する" })).ToBeFocusedAsync();
        await second.Keyboard.PressAsync("Enter");
        await Assertions.Expect(second.GetByLabel("■備考・その他")).ToHaveValueAsync("閉じる前に書いた備考");
        var third = await browser.SignInAsync(Role.Scrivener, BrowserPortal.Phone, keepDrafts: true);
        await BrowserPortal.GoAsync(third, address);
        await BrowserPortal.AssertAccessibleAsync(third);
        await third.GetByLabel("■備考・その他").FillAsync("電話から書いた備考");
        await third.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(third.Locator(".draft-note").First).ToContainTextAsync("保存しました");

        await second.GetByLabel("■備考・その他").FocusAsync();
        await second.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(second.Locator(".conflict")).ToContainTextAsync("電話から書いた備考");
        await Assertions.Expect(second.Locator(".conflict")).ToContainTextAsync("閉じる前に書いた備考");
        await BrowserPortal.AssertAccessibleAsync(second);
    }

    /// <summary>Opens the record of the n-th of today's clients from the start page.</summary>
    private static async Task BeginAsync(IPage page, int client)
    {
        var button = page.Locator("[aria-labelledby=clients] tbody tr").Nth(client).GetByRole(AriaRole.Button);
        await button.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("#Summary").WaitForAsync();
    }
}
