using Microsoft.Playwright;
using SupportCenter.Domain.Access;

namespace SupportCenter.Tests.Browser;

/// <summary>お知らせ and 申し送り in a real browser, by keyboard: a notice is posted, read and confirmed; what is passed on at one venue is
/// first on the page of who sits at the next.</summary>
[Collection(BrowserTests.Name)]
public sealed class BoardByKeyboardTests(BrowserPortal browser)
{
    [BrowserFact]
    public async Task A_notice_is_posted_with_one_field_and_read_and_confirmed_on_a_telephone()
    {
        const string Text = "来週から受付票の色が変わります。";
        var city = await browser.SignInAsync(Role.Supervisor);
        await BrowserPortal.GoAsync(city, "/notices");
        await city.Locator("#post-Text").FocusAsync();
        await city.Keyboard.TypeAsync(Text);
        await city.Locator("#post-NeedsConfirmation").PressAsync("Space");
        await city.Keyboard.PressAsync("Control+Enter");
        var posted = city.Locator(".notice", new() { HasText = Text });
        await BrowserPortal.ExpectShownAsync(posted);
        await Assertions.Expect(posted.Locator("summary")).ToContainTextAsync("既読 0／");
        await AssertFitsAsync(city);

        var reader = await browser.SignInAsync(Role.Scrivener, BrowserPortal.Phone, name: "行政書士 例示二子");
        var line = reader.Locator(".notices-due a", new() { HasText = Text });
        await BrowserPortal.ExpectShownAsync(line);
        await line.PressAsync("Enter");
        await BrowserPortal.ExpectShownAsync(reader.Locator(".notice", new() { HasText = Text }));
        await AssertFitsAsync(reader);
        await reader.Keyboard.PressAsync("Alt+k");
        await Assertions.Expect(reader.Locator(".status-line")).ToContainTextAsync("確認しました");

        // The writer's screen hears of it by itself.
        await Assertions.Expect(posted.Locator("summary")).ToContainTextAsync("確認 1／");
        await posted.Locator("summary").PressAsync("Enter");
        await Assertions.Expect(posted.Locator(".reader-list li", new() { HasText = "行政書士 例示二子" })).ToContainTextAsync("確認済");
        await AssertFitsAsync(city);
    }

    [BrowserFact]
    public async Task A_name_of_a_business_is_refused_beside_the_field_and_what_was_typed_stays()
    {
        var desk = await browser.SignInAsync(Role.BookingStaff);
        await BrowserPortal.GoAsync(desk, "/reservations");
        var name = (await desk.Locator("tbody a.row-link").First.InnerTextAsync()).Trim();
        await BrowserPortal.GoAsync(desk, "/notices");
        await desk.Locator("#post-Text").FocusAsync();
        await desk.Keyboard.InsertTextAsync($"{name}の件です。");
        await desk.Keyboard.PressAsync("Control+Enter");

        await Assertions.Expect(desk.Locator("#post-Text-error")).ToContainTextAsync("1行目に、登録されている事業者の名前が含まれています");
        await Assertions.Expect(desk.Locator("#post-Text-error")).Not.ToContainTextAsync(name);
        await Assertions.Expect(desk.Locator("#post-Text")).ToHaveValueAsync($"{name}の件です。");
        await AssertFitsAsync(desk);
    }

    [BrowserFact]
    public async Task What_is_passed_on_at_one_venue_is_first_for_the_scrivener_of_the_next_day_and_done_with_one_key()
    {
        const string Text = "控えの写しを次の会場でお渡しする約束です。";
        var from = await browser.SignInAsync(Role.Scrivener);
        await BrowserPortal.GoAsync(from, "/notices/handovers");
        await from.Keyboard.PressAsync("Alt+n");
        await Assertions.Expect(from.Locator("#handover-Text")).ToBeFocusedAsync();
        // The next clinic at which the third scrivener sits; its desks stand behind the venue's name.
        var option = from.Locator("#handover-clinic option", new() { HasText = "行政書士 仮名三郎" }).First;
        await option.WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await from.Locator("#handover-clinic").SelectOptionAsync((await option.GetAttributeAsync("value"))!);
        await from.Locator("#handover-Text").FocusAsync();
        await from.Keyboard.TypeAsync(Text);
        await BrowserPortal.AssertAccessibleAsync(from);
        await from.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(from.Locator(".status-line")).ToContainTextAsync("申し送りました");
        await AssertFitsAsync(from);

        var next = await browser.SignInAsync(Role.Scrivener, BrowserPortal.Phone, name: "行政書士 仮名三郎");
        var row = next.Locator(".start-handovers li", new() { HasText = Text });
        await BrowserPortal.ExpectShownAsync(row);
        await Assertions.Expect(row).ToContainTextAsync("行政書士 見本一");
        Assert.True(
            await next.EvaluateAsync<bool>(
                "() => !!(document.querySelector('.start-handovers').compareDocumentPosition(document.querySelector('#clients')) & 4)"
            ),
            "the clients come before what was handed over"
        );
        await AssertFitsAsync(next);
        await row.GetByRole(AriaRole.Button).PressAsync("Enter");
        await Assertions.Expect(next.Locator(".status-line")).ToContainTextAsync("完了にしました");
        await Assertions.Expect(row).ToHaveCountAsync(0);
        await Assertions.Expect(from.Locator(".handovers li", new() { HasText = Text })).ToHaveCountAsync(0);
    }

    [BrowserFact]
    public async Task A_paper_with_a_name_is_refused_in_words_and_one_without_is_on_the_shelf()
    {
        var desk = await browser.SignInAsync(Role.BookingStaff);
        await BrowserPortal.GoAsync(desk, "/reservations");
        var name = (await desk.Locator("tbody a.row-link").First.InnerTextAsync()).Trim();
        await BrowserPortal.GoAsync(desk, "/notices/papers");
        await desk.GetByRole(AriaRole.Button, new() { Name = "様式・資料を置く" }).PressAsync("Enter");
        await desk.Locator("#paper-Title").FocusAsync();
        await desk.Keyboard.TypeAsync("電話の応対の見本");
        await ChooseAsync(desk, $"{name} 様\n");
        await desk.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(desk.Locator("#paper-errors")).ToContainTextAsync("登録されている事業者の名前が含まれている");
        await BrowserPortal.AssertAccessibleAsync(desk);

        await ChooseAsync(desk, "お電話ありがとうございます。\n");
        await desk.Locator("#paper-Title").FocusAsync();
        await desk.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(desk.Locator(".status-line")).ToContainTextAsync("様式・資料を置きました");
        await Assertions.Expect(desk.Locator(".papers")).ToContainTextAsync("電話の応対の見本");
        await AssertFitsAsync(desk);
    }

    private static Task ChooseAsync(IPage page, string text) =>
        page.Locator("#paper-file")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "見本.txt",
                    MimeType = "text/plain",
                    Buffer = System.Text.Encoding.UTF8.GetBytes(text),
                }
            );

    private static async Task AssertFitsAsync(IPage page)
    {
        await BrowserPortal.AssertAccessibleAsync(page);
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "the page scrolls sideways");
    }
}
