using Microsoft.Playwright;
using SupportCenter.Domain.Access;
using SupportCenter.Portal.Components;

namespace SupportCenter.Tests.Browser;

/// <summary>Every key of the registry is tried on a page where it works; no page has a key that is not in the registry.</summary>
[Collection(BrowserTests.Name)]
public sealed class ShortcutTests(BrowserPortal browser)
{
    public static TheoryData<string> Names => [.. ShortcutActions.All.Keys];

    [Fact]
    public void Every_key_of_the_registry_is_tried()
    {
        var registered = typeof(Shortcuts).GetProperties().Where(property => property.PropertyType == typeof(Shortcut));
        Assert.Equal(registered.Select(property => property.Name).Order(), ShortcutActions.All.Keys.Order());
    }

    [Fact]
    public void No_two_keys_of_one_place_and_role_are_the_same()
    {
        foreach (var role in Enum.GetValues<Role>())
        {
            var letters = Shortcuts.All.Where(one => one.Letter is not null && Permissions.Allows(role, one.Permission)).ToList();
            var everywhere = letters.Where(one => one.Place == ShortcutPlace.Everywhere).Select(one => one.Letter).ToHashSet();
            Assert.DoesNotContain(letters, one => one.Place != ShortcutPlace.Everywhere && everywhere.Contains(one.Letter));
            Assert.DoesNotContain(
                letters.Where(one => one.Place != ShortcutPlace.Administration).GroupBy(one => (one.Place, one.Letter)),
                group => group.Count() > 1
            );
        }
    }

    [BrowserTheory]
    [MemberData(nameof(Names))]
    public async Task A_key_of_the_registry_works(string name)
    {
        var (role, address, act) = ShortcutActions.All[name];
        var page = await browser.SignInAsync(role);
        await ShortcutActions.OpenAsync(page, address);
        var known = Shortcuts.All.Select(shortcut => shortcut.Letter).OfType<string>().ToHashSet();
        var bound = await page.EvaluateAsync<string[]>("[...document.querySelectorAll('[data-shortcut]')].map(el => el.dataset.shortcut)");
        Assert.Empty(bound.Except(known));

        await act(page);
    }

    [BrowserFact]
    public async Task The_lines_of_the_menu_open_by_their_numbers_and_the_page_lists_what_the_role_can_use()
    {
        var page = await browser.SignInAsync(Role.Supervisor);
        foreach (var link in Portal.Components.Layout.NavLinks.All.Where(link => link.Shortcut is not null))
        {
            await page.Keyboard.PressAsync($"Alt+{link.Shortcut}");
            await page.WaitForURLAsync($"**/{link.Href}");
            await page.Locator("main h1").First.WaitForAsync();
        }

        await page.Locator("main h1").FocusAsync();
        await BrowserPortal.GoAsync(page, "/shortcuts");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Ctrl+K");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("確認済みにする");
        await Assertions.Expect(page.Locator("main")).Not.ToContainTextAsync("案内した制度を追加する");
    }

    [BrowserFact]
    public async Task The_question_mark_can_be_turned_off_and_on_again()
    {
        var page = await browser.SignInAsync(Role.Auditor);
        await BrowserPortal.GoAsync(page, "/shortcuts");
        await page.GetByRole(AriaRole.Button, new() { NameString = "「?」キーを使わない" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { NameString = "「?」キーを使う" }).WaitForAsync();
        await BrowserPortal.GoAsync(page, "/workspace");

        await page.Keyboard.PressAsync("?");
        await page.Keyboard.PressAsync("Alt+4");
        await page.WaitForURLAsync("**/clinics");

        await BrowserPortal.GoAsync(page, "/shortcuts");
        await page.GetByRole(AriaRole.Button, new() { NameString = "「?」キーを使う" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { NameString = "「?」キーを使わない" }).WaitForAsync();
        await BrowserPortal.GoAsync(page, "/workspace");
        await ShortcutActions.GoesAsync(page, "?", "/shortcuts");
    }

    [BrowserFact]
    public async Task A_question_mark_that_is_typed_is_a_question_mark()
    {
        var page = await browser.SignInAsync(Role.BookingStaff);
        await ShortcutActions.OpenAsync(page, "/reservations/new");
        await page.Locator("#Memo").FocusAsync();

        await page.Keyboard.TypeAsync("駐車場は?");

        await Assertions.Expect(page.Locator("#Memo")).ToHaveValueAsync("駐車場は?");
        Assert.EndsWith("/reservations/new", page.Url, StringComparison.Ordinal);
    }
}
