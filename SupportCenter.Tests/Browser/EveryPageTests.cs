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
    public async Task Every_page_passes_the_accessibility_checker_and_does_not_scroll_sideways(Role role, int width)
    {
        var page = await browser.SignInAsync(role, width == 390 ? BrowserPortal.Phone : BrowserPortal.Desk);
        foreach (var address in await PagesOfRole.FindAsync(page, role))
        {
            await PagesOfRole.GoAsync(page, address);
            await BrowserPortal.AssertAccessibleAsync(page);
            Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"{address} scrolls sideways at {width}");
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
    public async Task ASVS_14_2_3_no_page_asks_anything_of_a_third_party_and_14_3_3_nothing_stays_in_the_browsers_storage()
    {
        var page = await browser.SignInAsync(Role.Supervisor);
        var elsewhere = new List<string>();
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(browser.Portal.Address, StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal))
            {
                elsewhere.Add(request.Url);
            }
        };
        foreach (var address in await PagesOfRole.FindAsync(page, Role.Supervisor))
        {
            await PagesOfRole.GoAsync(page, address);
        }

        Assert.Empty(elsewhere);
        Assert.Equal(0, await page.EvaluateAsync<int>("localStorage.length + sessionStorage.length"));
    }
}
