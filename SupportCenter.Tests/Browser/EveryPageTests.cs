using Microsoft.Playwright;
using SupportCenter.Domain.Access;

namespace SupportCenter.Tests.Browser;

/// <summary>Every page, for somebody who may see it, on a desk's screen and on a telephone.</summary>
[Collection(BrowserTests.Name)]
public sealed class EveryPageTests(BrowserPortal browser)
{
    public static TheoryData<Role, int> RolesAndWidths
    {
        get
        {
            var data = new TheoryData<Role, int>();
            foreach (var role in Enum.GetValues<Role>())
            {
                data.Add(role, 1366);
                data.Add(role, 390);
            }

            return data;
        }
    }

    [BrowserTheory]
    [MemberData(nameof(RolesAndWidths))]
    public async Task Every_page_and_all_that_it_opens_is_accessible_and_does_not_scroll_sideways(Role role, int width)
    {
        var page = await browser.SignInAsync(role, width == 390 ? BrowserPortal.Phone : BrowserPortal.Desk);
        var known = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var address in PagesOfRole.WalkAsync(page, role))
        {
            await BrowserPortal.AssertAccessibleAsync(page);
            await HiddenTraps.AssertNoneAsync(page);
            await Assertions
                .Expect(page.Locator("input:is([type=date], [type=time], [type=month], [type=datetime-local])"))
                .ToHaveCountAsync(0);
            await Assertions.Expect(page.Locator("input[type=file]:not(.visually-hidden)")).ToHaveCountAsync(0);
            await AssertFitsAsync(page, "html");
            await OpenParts.OpenEachAsync(page, known, async part =>
            {
                await BrowserPortal.AssertAccessibleAsync(page, part);
                await HiddenTraps.AssertNoneAsync(page, part);
                await AssertFitsAsync(page, part);
            });
        }
    }

    [BrowserTheory]
    [InlineData("/")]
    [InlineData("/signin")]
    [InlineData("/signin/refused?why=RoleDiffers")]
    [InlineData("/not-found")]
    public async Task Pages_before_sign_in_are_accessible_and_load_no_script(string address)
    {
        var page = await browser.OpenAsync(BrowserPortal.Phone);
        var scripts = new List<string>();
        page.Request += (_, request) =>
        {
            if (request.ResourceType is "script" or "websocket")
            {
                scripts.Add(request.Url);
            }
        };
        await page.GotoAsync(address);
        await BrowserPortal.AssertAccessibleAsync(page);
        Assert.Empty(scripts);
    }

    [BrowserFact]
    [Asvs("14.2.3", "14.3.3")]
    public async Task No_page_asks_anything_of_a_third_party_and_nothing_stays_in_the_browsers_storage()
    {
        var page = await browser.SignInAsync(Role.Supervisor);
        var elsewhere = new List<string>();
        page.Request += (_, request) =>
        {
            if (
                !request.Url.StartsWith(browser.Portal.Address, StringComparison.Ordinal)
                && !request.Url.StartsWith("data:", StringComparison.Ordinal)
            )
            {
                elsewhere.Add(request.Url);
            }
        };
        await foreach (var address in PagesOfRole.WalkAsync(page, Role.Supervisor))
        {
            Assert.True(elsewhere.Count == 0, $"{address} asks {string.Join(", ", elsewhere)}");
        }

        Assert.Equal(0, await page.EvaluateAsync<int>("localStorage.length + sessionStorage.length"));
    }

    private static async Task AssertFitsAsync(IPage page, string part) =>
        Assert.True(
            await page.EvaluateAsync<bool>(
                "part => document.documentElement.scrollWidth <= innerWidth && "
                    + "(({ scrollWidth, clientWidth }) => scrollWidth <= clientWidth)(document.querySelector(part))",
                part
            ),
            $"{page.Url} scrolls sideways ({part})"
        );
}
