using Microsoft.Playwright;
using SupportCenter.Domain.Access;

namespace SupportCenter.Tests.Browser;

/// <summary>Texts that are pasted from workbooks and letters, in a real browser with its clipboard.</summary>
[Collection(BrowserTests.Name)]
public sealed class PasteTests(BrowserPortal browser)
{
    [BrowserFact]
    public async Task A_field_of_one_line_shows_a_space_for_what_it_cannot_hold_and_undoing_takes_it_back()
    {
        var page = await browser.SignInAsync(Role.BookingStaff);
        await BrowserPortal.GoAsync(page, "/reservations/new");
        var name = page.Locator("#BusinessName");
        await name.FillAsync("株式会社");

        await PasteAsync(page, "#BusinessName", "例示\t製作所\r\n本店\u0007");

        await Assertions.Expect(name).ToHaveValueAsync("株式会社例示 製作所 本店 ");
        await page.Keyboard.PressAsync("Control+z");
        await Assertions.Expect(name).ToHaveValueAsync("株式会社");
        await PasteAsync(page, "#BusinessName", "例示商店\r\n"); // One cell of a workbook.
        await Assertions.Expect(name).ToHaveValueAsync("株式会社例示商店");
        await PasteAsync(page, "#Memo", "一行目\n二行目");
        await Assertions.Expect(page.Locator("#Memo")).ToHaveValueAsync("一行目\n二行目");
        await ForgetAsync(page);
    }

    [BrowserFact]
    public async Task A_date_that_is_pasted_from_a_cell_is_read_back_in_the_era()
    {
        var page = await browser.SignInAsync(Role.Auditor);
        await BrowserPortal.GoAsync(page, "/administration/audit");

        await PasteAsync(page, "#From", "令和8年12月10日(木)\r\n");
        await page.Keyboard.PressAsync("Tab");

        await Assertions.Expect(page.Locator("#From-reading")).ToHaveTextAsync("令和8年12月10日(木)");
    }

    [BrowserTheory]
    [InlineData(1366)]
    [InlineData(390)]
    public async Task Several_cells_are_offered_to_be_spread_over_the_fields(int width)
    {
        var page = await browser.SignInAsync(Role.BookingStaff, width == 390 ? BrowserPortal.Phone : BrowserPortal.Desk);
        await BrowserPortal.GoAsync(page, "/reservations/new");

        await PasteAsync(
            page,
            "#BusinessName",
            "株式会社例示製作所\t見本 花子\t075-000-7654 内線12\t中京区\t\"一行目\n二\"\"行目\"\"\"\t12名\r\n"
        );

        await Assertions.Expect(page.Locator(".pasted-cells li")).ToHaveCountAsync(6);
        await Assertions
            .Expect(page.Locator("#BusinessName"))
            .ToHaveValueAsync("株式会社例示製作所 見本 花子 075-000-7654 内線12 中京区 一行目 二\"行目\" 12名");
        await BrowserPortal.AssertAccessibleAsync(page);
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));
        await page.Locator("#pasted-4").SelectOptionAsync("Memo");
        await page.GetByRole(AriaRole.Button, new() { NameString = "項目に分けて入れる" }).ClickAsync();

        await Assertions.Expect(page.Locator("#Memo")).ToHaveValueAsync("一行目\n二\"行目\"");
        await Assertions.Expect(page.Locator("#BusinessName")).ToHaveValueAsync("株式会社例示製作所");
        await Assertions.Expect(page.Locator("#ContactName")).ToHaveValueAsync("見本 花子");
        await Assertions.Expect(page.Locator("#Telephone")).ToHaveValueAsync("075-000-7654");
        await Assertions.Expect(page.Locator("#TelephoneNote")).ToHaveValueAsync("内線12");
        await Assertions.Expect(page.Locator("#Ward")).ToHaveValueAsync("Nakagyo");
        await Assertions.Expect(page.Locator("#EmployeeCount")).ToHaveValueAsync("12名");
        await Assertions.Expect(page.Locator(".pasted-cells")).ToHaveCountAsync(0);
        await ForgetAsync(page);
    }

    /// <summary>The draft is nobody else's to find.</summary>
    private static async Task ForgetAsync(IPage page)
    {
        await BrowserPortal.GoAsync(page, "/reservations/new");
        await page.GetByRole(AriaRole.Button, new() { NameString = "破棄する" }).ClickAsync();
    }

    /// <summary>Pastes as the keyboard does: the event with its data, and the browser's own paste where nobody stops it.</summary>
    private static async Task PasteAsync(IPage page, string field, string text)
    {
        await page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await page.Locator(field).FocusAsync();
        await page.Keyboard.PressAsync("End");
        await page.EvaluateAsync("text => navigator.clipboard.writeText(text)", text);
        await page.Keyboard.PressAsync("Control+v");
    }
}
