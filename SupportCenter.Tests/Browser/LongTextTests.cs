using Microsoft.Playwright;
using SupportCenter.Domain.Access;

namespace SupportCenter.Tests.Browser;

/// <summary>Long texts in a real browser: they arrive, or the page says that they do not, and nothing that was typed is lost.</summary>
[Collection(BrowserTests.Name)]
public sealed class LongTextTests(BrowserPortal browser)
{
    private static readonly string FourBytes = string.Concat(Enumerable.Repeat("𠮷", 10_000));

    [BrowserFact]
    [Asvs("2.2.2")]
    public async Task Ten_thousand_characters_of_four_bytes_in_every_long_field_are_kept_and_offered_again()
    {
        await using var own = await PortalProcess.StartAsync();
        var page = await browser.SignInAsync(Role.Scrivener, portal: own);
        var drops = await CountDropsAsync(page);
        var address = await BeginAsync(page);
        var areas = page.Locator("form.save-form textarea");
        var count = await areas.CountAsync();
        Assert.True(count >= 3);
        for (var i = 0; i < count; i++)
        {
            await areas.Nth(i).FillAsync(FourBytes);
        }

        await page.Locator("form.save-form input").First.FocusAsync();
        await Assertions.Expect(page.Locator(".draft-note")).ToContainTextAsync("途中の内容を保存しました", new() { Timeout = 20_000 });
        await page.WaitForTimeoutAsync(4_000); // A draft of all of it, after the next tick of the form.
        await BrowserPortal.GoAsync(page, address);
        await page.GetByRole(AriaRole.Button, new() { NameString = "続きから入力する" }).ClickAsync();

        for (var i = 0; i < count; i++)
        {
            await Assertions.Expect(areas.Nth(i)).ToHaveValueAsync(FourBytes);
        }

        Assert.Equal(0, await drops());
    }

    [BrowserFact]
    [Asvs("2.2.2")]
    public async Task A_text_that_the_line_cannot_carry_stays_in_its_field_breaks_nothing_and_the_page_says_so()
    {
        await using var own = await PortalProcess.StartAsync();
        var page = await browser.SignInAsync(Role.Scrivener, portal: own);
        var drops = await CountDropsAsync(page);
        await BeginAsync(page);
        var area = page.Locator("form.save-form textarea").First;
        var typed = new string('長', 250_000);
        await area.FillAsync(typed);
        await page.Locator("form.save-form input").First.FocusAsync();

        await Assertions.Expect(page.Locator("#text-not-sent strong")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(page.Locator("#text-not-sent strong")).ToBeVisibleAsync();
        await Assertions.Expect(area).ToHaveValueAsync(typed);
        await Assertions.Expect(area).ToBeFocusedAsync();
        Assert.Equal(0, await drops());
        await area.FillAsync("短くした。");
        await Assertions.Expect(page.Locator("#text-not-sent strong")).ToBeHiddenAsync();
    }

    [BrowserFact]
    [Asvs("2.2.2")]
    public async Task A_resend_that_breaks_the_line_is_not_tried_again_and_the_text_goes_into_the_draft()
    {
        await using var own = await PortalProcess.StartAsync();
        var page = await browser.SignInAsync(Role.Scrivener, portal: own);
        var opened = 0;
        // A line that breaks over every long message, whatever the limits say.
        await page.RouteWebSocketAsync("**/_blazor**", socket =>
        {
            Interlocked.Increment(ref opened);
            var server = socket.ConnectToServer();
            socket.OnMessage(frame =>
            {
                if ((frame.Binary?.Length ?? frame.Text?.Length) > 20_000)
                {
                    _ = server.CloseAsync();
                    _ = socket.CloseAsync(new() { Code = 1011 });
                }
                else if (frame.Binary is { } bytes)
                {
                    server.Send(bytes);
                }
                else
                {
                    server.Send(frame.Text!);
                }
            });
        });
        await BrowserPortal.GoAsync(page, "/workspace"); // Over a line that is watched.
        var address = await BeginAsync(page);
        var area = page.Locator("form.save-form textarea").First;
        await area.FillAsync(FourBytes);
        await page.Locator("form.save-form input").First.FocusAsync();

        await Assertions.Expect(page.Locator("#text-not-sent strong")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        var before = opened;
        await page.WaitForTimeoutAsync(10_000);
        Assert.InRange(opened - before, 0, 1);
        await Assertions.Expect(area).ToHaveValueAsync(FourBytes);
        await page.UnrouteAllAsync();
        var next = await page.Context.NewPageAsync();
        await page.CloseAsync(); // While it is open its draft is its own.
        await BrowserPortal.GoAsync(next, address);
        var offered = next.GetByRole(AriaRole.Button, new() { NameString = "続きから入力する" });
        await BrowserPortal.ExpectShownAsync(offered, 30_000);
        await offered.First.ClickAsync();
        await Assertions.Expect(next.Locator("form.save-form textarea").First).ToHaveValueAsync(FourBytes);
    }

    /// <summary>Counts how often the page lost its line.</summary>
    private static async Task<Func<Task<int>>> CountDropsAsync(IPage page)
    {
        await page.AddInitScriptAsync(
            """
            addEventListener('DOMContentLoaded', () => {
              window.drops = 0;
              const notice = document.getElementById('components-reconnect-modal');
              const look = new MutationObserver(() => { if (notice.className.includes('-show')) window.drops++; });
              if (notice) look.observe(notice, { attributes: true });
            });
            """
        );
        return () => page.EvaluateAsync<int>("window.drops ?? 0");
    }

    /// <summary>Opens a record that is being written.</summary>
    private static async Task<string> BeginAsync(IPage page)
    {
        var button = page.Locator("[aria-labelledby=clients] tbody tr").First.GetByRole(AriaRole.Button);
        await button.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("#Summary").WaitForAsync();
        return new Uri(page.Url).PathAndQuery;
    }
}
