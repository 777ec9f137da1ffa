using Microsoft.Playwright;
using SupportCenter.Domain.Access;

namespace SupportCenter.Tests.Browser;

/// <summary>Date fields, their calendar, and file buttons in a real browser.</summary>
[Collection(BrowserTests.Name)]
public sealed class DateAndFileTests(BrowserPortal browser)
{
    [BrowserFact]
    public async Task A_date_is_typed_with_an_input_method_and_read_back()
    {
        var page = await browser.SignInAsync(Role.BookingStaff);
        await BrowserPortal.GoAsync(page, "/clinics/new");
        await page.Locator("#From").FocusAsync();
        var method = await InputMethod.OfAsync(page);

        await method.ComposeAsync("１２がつ");
        await method.PressAsync("Enter");
        await method.CommitAsync("令和８年１２月１０日");
        await page.Keyboard.PressAsync("Tab");

        await Assertions.Expect(page.Locator("#From-reading")).ToHaveTextAsync("令和8年12月10日(木)");
        await Assertions.Expect(page.Locator("#From")).ToHaveValueAsync("令和８年１２月１０日");
        await Assertions.Expect(page.Locator("button[data-calendar-open]").First).ToBeFocusedAsync();
        await page.Locator("#From").FillAsync("そのうち");
        await page.Keyboard.PressAsync("Enter"); // On to the next field, past the calendar's button.
        await Assertions.Expect(page.Locator("#From-error")).ToContainTextAsync("日付で入力してください");
        await Assertions.Expect(page.Locator("#From")).ToHaveValueAsync("そのうち");
        await Assertions.Expect(page.Locator("button[data-calendar-open]:focus")).ToHaveCountAsync(0);

        await BrowserPortal.GoAsync(page, "/clinics/new"); // The draft is nobody else's to find.
        await page.GetByRole(AriaRole.Button, new() { NameString = "破棄する" }).ClickAsync();
    }

    [BrowserTheory]
    [InlineData(1366)]
    [InlineData(390)]
    public async Task A_day_is_picked_from_the_calendar_with_the_keyboard(int width)
    {
        // A filter: no draft of it is kept, and none is offered in another test.
        var page = await browser.SignInAsync(Role.Auditor, width == 390 ? BrowserPortal.Phone : BrowserPortal.Desk);
        await BrowserPortal.GoAsync(page, "/administration/audit");
        await page.Locator("#From").FillAsync("2026/12/10");

        await page.Locator("#From").PressAsync("Alt+ArrowDown");
        var day = page.Locator("[role=grid] button:focus");
        await Assertions.Expect(day).ToHaveAttributeAsync("aria-label", "令和8年12月10日(木)");
        await BrowserPortal.AssertAccessibleAsync(page);
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));
        await page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(day).ToHaveAttributeAsync("aria-label", "令和8年12月17日(木)");
        await page.Keyboard.PressAsync("PageDown");
        await Assertions.Expect(day).ToHaveAttributeAsync("aria-label", "令和9年1月17日(日)");
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.Locator("#From")).ToHaveValueAsync("2027/01/17");
        await Assertions.Expect(page.Locator("#From")).ToBeFocusedAsync();
        await Assertions.Expect(page.Locator("#From-reading")).ToHaveTextAsync("令和9年1月17日(日)");

        await page.Locator("#From").PressAsync("Alt+ArrowDown");
        await day.WaitForAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator("[role=grid]")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator("#From")).ToBeFocusedAsync();
        await Assertions.Expect(page.Locator("#From")).ToHaveValueAsync("2027/01/17");
    }

    [BrowserFact]
    public async Task A_file_is_chosen_with_a_button_in_the_pages_language_by_keyboard_and_by_drop()
    {
        var page = await browser.SignInAsync(Role.Supervisor);
        page.FileChooser += (_, _) => { }; // From now on the browser hands them over: not only once the key was pressed.
        await BrowserPortal.GoAsync(page, "/import");
        await Assertions.Expect(page.GetByText("ファイルを選ぶ", new() { Exact = true })).ToBeVisibleAsync();

        await page.Locator("main h1").FocusAsync();
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.Locator("#workbooks")).ToBeFocusedAsync();
        Assert.Equal(
            "solid",
            await page.EvaluateAsync<string>("getComputedStyle(document.querySelector('.file-choice label')).outlineStyle")
        );
        var chooser = await page.RunAndWaitForFileChooserAsync(() => page.Keyboard.PressAsync("Space"));
        Assert.True(chooser.IsMultiple);

        await page.EvaluateAsync(
            """
            () => {
              const files = new DataTransfer();
              files.items.add(new File(["nothing"], "空.xlsx"));
              document.querySelector(".drop-zone").dispatchEvent(
                new DragEvent("drop", { dataTransfer: files, bubbles: true, cancelable: true }));
            }
            """
        );
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("空.xlsx");
    }
}
