using Microsoft.Playwright;
using SupportCenter.Domain.Access;

namespace SupportCenter.Tests.Browser;

/// <summary>A translator puts font elements in the place of texts, as Chrome's does; the page goes on all the same.</summary>
[Collection(BrowserTests.Name)]
public sealed class TranslationTests(BrowserPortal browser)
{
    [BrowserFact]
    public async Task A_live_page_is_not_to_be_translated_and_a_page_for_everybody_may_be()
    {
        var page = await browser.SignInAsync(Role.BookingStaff);

        Assert.Equal("no", await page.Locator("html").GetAttributeAsync("translate"));
        await Assertions.Expect(page.Locator("meta[name=google][content=notranslate]")).ToHaveCountAsync(1);
        await page.GotoAsync("/");
        Assert.Null(await page.Locator("html").GetAttributeAsync("translate"));
    }

    [BrowserFact]
    public async Task A_page_that_was_translated_shows_the_new_state_and_says_that_it_is_not_to_be_translated()
    {
        var page = await browser.SignInAsync(Role.BookingStaff);
        await PagesOfRole.GoAsync(page, "/reservations");
        await page.Locator("tbody[data-grid] a.row-link").First.WaitForAsync();

        Assert.True(await page.EvaluateAsync<int>(Translate) > 50);

        await Assertions.Expect(page.Locator("#page-translated p.was-undone")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#page-translated")).ToContainTextAsync("元の文字に戻しました");
        await Assertions.Expect(page.Locator("font")).ToHaveCountAsync(0);
        await BrowserPortal.AssertAccessibleAsync(page);
        await page.Locator("[data-dismiss]").PressAsync("Enter");
        await Assertions.Expect(page.Locator("#page-translated")).ToBeHiddenAsync();

        // Texts that change, rows that go and others that come: another view, and back.
        await page.GetByRole(AriaRole.Button, new() { Name = "過去", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("[aria-pressed=true]")).ToHaveTextAsync("過去");
        await page.EvaluateAsync<int>(Translate);
        var range = await page.Locator(".pager [role=status]").TextContentAsync() ?? "";
        await page.Locator("[data-page=next]").ClickAsync();
        await Assertions.Expect(page.Locator(".pager [role=status]")).Not.ToHaveTextAsync(range);
        await page.EvaluateAsync<int>(Translate);
        await page.Locator("tbody[data-grid] a.row-link").First.ClickAsync();
        await Assertions.Expect(page.Locator("main h1")).Not.ToHaveTextAsync("予約一覧");
        await Assertions.Expect(page.Locator("#blazor-error-ui")).ToBeHiddenAsync();
    }

    [BrowserFact]
    public async Task A_page_that_is_translated_again_and_again_says_that_it_may_not_show_the_newest_state()
    {
        var page = await browser.SignInAsync(Role.BookingStaff);
        for (var time = 0; time < 7; time++)
        {
            await page.EvaluateAsync<int>(Translate);
        }

        await Assertions.Expect(page.Locator("#page-translated .goes-on")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#page-translated p.was-undone")).ToBeHiddenAsync();
    }

    /// <summary>What Chrome's translator does to each text.</summary>
    private const string Translate = """
        () => {
          const texts = [];
          const walker = document.createTreeWalker(document.querySelector(".mud-layout") ?? document.body, NodeFilter.SHOW_TEXT);
          while (walker.nextNode()) {
            const text = walker.currentNode;
            if (text.data.trim() && !text.parentNode.closest("font, script, style")) texts.push(text);
          }
          for (const text of texts) {
            const [outer, inner] = [document.createElement("font"), document.createElement("font")];
            inner.textContent = `translated ${text.data}`;
            outer.append(inner);
            text.parentNode.insertBefore(outer, text);
            text.remove();
          }
          return texts.length;
        }
        """;
}
