using Microsoft.Playwright;
using SupportCenter.Domain.Access;

namespace SupportCenter.Tests.Browser;

/// <summary>相談票の綴り in a real browser, by keyboard: ticked in the list, made, fetched, fetched on after a broken line.</summary>
[Collection(BrowserTests.Name)]
public sealed class BinderByKeyboardTests(BrowserPortal browser)
{
    [BrowserFact]
    public async Task Records_are_ticked_bound_and_fetched_by_keyboard()
    {
        var page = await browser.SignInAsync(Role.Supervisor);
        await BrowserPortal.GoAsync(page, "/consultations");
        var boxes = page.Locator("main tbody input.row-choice");
        for (var row = 0; row < 2; row++)
        {
            await boxes.Nth(row).FocusAsync();
            await page.Keyboard.PressAsync("Space");
        }

        await Assertions.Expect(page.Locator(".selection-bar")).ToContainTextAsync("2件を選択中");
        await BrowserPortal.AssertAccessibleAsync(page);
        await PressAsync(page.GetByRole(AriaRole.Button, new() { Name = "選んだ相談票を綴る" }));
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("相談票一覧で選んだ2件を綴ります");
        await page.Locator("#Reason").FocusAsync();
        await page.Keyboard.TypeAsync("担当を引き継ぐため（済んだら裁断）");
        await BrowserPortal.AssertAccessibleAsync(page);
        await page.Keyboard.PressAsync("Control+Enter");
        await PressAsync(page.Locator("main tbody tr").First.GetByRole(AriaRole.Button));
        await Assertions.Expect(page.Locator(".status-line")).ToContainTextAsync("PDFができました");

        var link = page.Locator("main tbody tr").First.GetByRole(AriaRole.Link);
        var fetched = await page.RunAndWaitForDownloadAsync(() => PressAsync(link));
        var whole = await File.ReadAllBytesAsync((await fetched.PathAsync())!);
        using (var pdf = new Printing.PrintedPdf(whole))
        {
            Assert.Contains("承認不要", pdf.Pages[0], StringComparison.Ordinal);
            Assert.True(pdf.Pages.Count >= 4, "a cover, the contents and two records");
        }

        await ExpectRestAsync(page, (await link.GetAttributeAsync("href"))!, whole);
        await page.SetViewportSizeAsync(BrowserPortal.Phone.Width, BrowserPortal.Phone.Height);
        await BrowserPortal.AssertAccessibleAsync(page);
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "the page scrolls sideways");
    }

    // What a browser asks for after a broken line: the rest, if it is still the same file.
    private static async Task ExpectRestAsync(IPage page, string address, byte[] whole)
    {
        var tag = (await page.APIRequest.GetAsync(address)).Headers["etag"];
        var rest = await page.APIRequest.GetAsync(
            address,
            new()
            {
                Headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["Range"] = "bytes=1000-", ["If-Range"] = tag },
            }
        );
        Assert.Equal(206, rest.Status);
        Assert.Equal(whole[1000..], await rest.BodyAsync());
    }

    private static async Task PressAsync(ILocator what)
    {
        await what.FocusAsync();
        await what.PressAsync("Enter");
    }
}
