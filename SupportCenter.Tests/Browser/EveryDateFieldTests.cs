using Microsoft.Playwright;
using SupportCenter.Domain.Access;

namespace SupportCenter.Tests.Browser;

/// <summary>Every date field of every page, found where it stands: the same spellings are read everywhere, and what is no day of ours is
/// refused in words beside the field.</summary>
[Collection(BrowserTests.Name)]
public sealed class EveryDateFieldTests(BrowserPortal browser)
{
    public static TheoryData<Role, int> Fields =>
        new()
        {
            { Role.Scrivener, 2 },
            { Role.BookingStaff, 6 },
            { Role.Supervisor, 12 },
            { Role.Administrator, 2 },
            { Role.Auditor, 2 },
        };

    [BrowserTheory]
    [MemberData(nameof(Fields))]
    public async Task A_date_in_written_numbers_is_read_back_and_a_slip_of_the_keys_is_refused(Role role, int fewest)
    {
        var page = await browser.SignInAsync(role);
        var tried = 0;
        await foreach (var address in PagesOfRole.WalkAsync(page, role))
        {
            var ids = await page.EvaluateAsync<string[]>(
                "() => [...document.querySelectorAll('main .date-box input:enabled')].filter((el) => el.checkVisibility() && "
                    + "!el.closest('[inert]')).map((el) => el.id)"
            );
            foreach (var id in ids)
            {
                tried++;
                var field = page.Locator($"[id='{id}']");
                var before = await field.InputValueAsync();
                await TypeAsync(field, "0206/12/10");
                await Assertions.Expect(page.Locator($"[id='{id}-error']")).ToContainTextAsync("1873年から2199年までの日付で");
                await Assertions.Expect(field).ToHaveAttributeAsync("aria-invalid", "true");
                await Assertions.Expect(field).ToHaveValueAsync("0206/12/10");

                await TypeAsync(field, "令和八年十二月二十一日（月）");
                await Assertions.Expect(page.Locator($"[id='{id}-error']")).ToHaveCountAsync(0);
                await Assertions.Expect(page.Locator("main")).ToContainTextAsync("令和8年12月21日(月)");
                await Assertions.Expect(page.Locator("#blazor-error-ui")).ToBeHiddenAsync();
                await TypeAsync(field, before);
            }
        }

        Assert.True(tried >= fewest, $"{role}: {tried} date fields");
    }

    private static async Task TypeAsync(ILocator field, string text)
    {
        await field.FillAsync(text);
        await field.PressAsync("Tab");
    }
}
