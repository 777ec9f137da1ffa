using Microsoft.Playwright;

namespace SupportCenter.Tests.Browser;

/// <summary>The public pages in a browser: for everybody, on any screen, without a script.</summary>
[Collection(BrowserTests.Name)]
public sealed class PublicSiteTests(BrowserPortal browser)
{
    [BrowserTheory]
    [InlineData(1366)]
    [InlineData(390)]
    public async Task Both_views_and_the_words_pass_the_accessibility_checker_in_both_languages_and_load_no_script(int width)
    {
        var page = await browser.OpenAsync(width == 390 ? BrowserPortal.Phone : BrowserPortal.Desk);
        var scripts = new List<string>();
        page.Request += (_, request) =>
        {
            if (request.ResourceType is "script" or "websocket")
            {
                scripts.Add(request.Url);
            }
        };
        foreach (
            var address in new[]
            {
                "/",
                "/?view=month",
                "/about",
                "/privacy",
                "/?lang=en",
                "/?lang=en&view=month",
                "/about?lang=en",
                "/privacy?lang=en",
            }
        )
        {
            await page.GotoAsync(address);
            await BrowserPortal.AssertAccessibleAsync(page);
            Assert.True(
                await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"),
                $"{address} scrolls sideways at {width}"
            );
        }

        Assert.Empty(scripts);
        Assert.Empty(await page.Context.CookiesAsync());
    }

    [BrowserFact]
    public async Task A_visitor_without_script_narrows_the_dates_by_keyboard_and_goes_from_the_month_to_a_day()
    {
        var page = await browser.OpenAsync(script: false);
        await page.GotoAsync("/");
        await page.GetByRole(AriaRole.Link, new() { Name = "月ごとの表" }).PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Table).First).ToBeVisibleAsync();
        Assert.Equal(7, await page.GetByRole(AriaRole.Table).First.GetByRole(AriaRole.Columnheader).CountAsync());

        await page.GetByLabel("会場名").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        var venue = await page.Locator("#venue option:checked").TextContentAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "絞り込む" }).PressAsync("Enter");
        await page.WaitForURLAsync("**/?*venue=*");
        AssertEach.Of(await page.Locator(".public-day strong").AllTextContentsAsync(), name => Assert.Equal(venue, name));

        await page.Locator(".month-table a").First.PressAsync("Enter");
        Assert.Matches("#day-\\d{4}-\\d{2}-\\d{2}$", page.Url);
        await Assertions.Expect(page.Locator(".public-day:target")).ToBeVisibleAsync();
    }
}
