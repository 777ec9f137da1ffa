using Microsoft.Playwright;
using SupportCenter.Domain.Access;

namespace SupportCenter.Tests.Browser;

/// <summary>いま公開されているもの: the page of supervisors and auditors.</summary>
[Collection(BrowserTests.Name)]
public sealed class ExposureScreenTests(BrowserPortal browser)
{
    [BrowserFact]
    public async Task Supervisors_and_auditors_see_what_is_public_and_why_and_have_it_checked_by_keyboard()
    {
        var auditor = await browser.SignInAsync(Role.Auditor, BrowserPortal.Phone);
        await BrowserPortal.GoAsync(auditor, "/administration/exposure");
        var page = await browser.SignInAsync(Role.Supervisor);
        await BrowserPortal.GoAsync(page, "/administration");
        await page.GetByRole(AriaRole.Link, new() { Name = "いま公開されているもの" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        // A page takes the focus to its heading once it has come: what was focused before would lose it, and the key would go nowhere.
        await Assertions
            .Expect(page.GetByRole(AriaRole.Heading, new() { Name = "いま公開されているもの", Level = 1 }))
            .ToBeFocusedAsync(new() { Timeout = 60_000 });
        var button = page.GetByRole(AriaRole.Button, new() { Name = "いま点検する" });
        await button.FocusAsync();
        await page.Keyboard.PressAsync("Enter");

        // Whoever has the page open sees the result come.
        foreach (var screen in new[] { page, auditor })
        {
            await screen.Locator(".facts .badge").WaitForAsync(new() { Timeout = 300_000 });
            await Assertions.Expect(screen.Locator(".facts .badge")).ToContainTextAsync("一覧どおり");
            await Assertions.Expect(screen.GetByRole(AriaRole.Row, new() { Name = "/schedule.csv" })).ToContainTextAsync("オープンデータ");
            await BrowserPortal.AssertAccessibleAsync(screen);
            Assert.True(
                await screen.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"),
                "The page scrolls sideways."
            );
        }

        await Assertions.Expect(button).ToBeVisibleAsync();
    }
}
