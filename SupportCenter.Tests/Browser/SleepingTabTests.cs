using Microsoft.Data.Sqlite;
using Microsoft.Playwright;
using SupportCenter.Domain.Access;

namespace SupportCenter.Tests.Browser;

/// <summary>A tab that is put to sleep: when it wakes, what it says is so, or it says that it may not be.</summary>
[Collection(BrowserTests.Name)]
public sealed class SleepingTabTests(BrowserPortal browser)
{
    private const string Asleep = "#page-asleep strong"; // Its box alone has no size, and passes for hidden.

    [BrowserFact]
    public async Task A_tab_that_slept_while_its_time_was_lost_says_so_when_it_wakes()
    {
        await using var own = await PortalProcess.StartAsync();
        var page = await browser.SignInAsync(Role.BookingStaff, portal: own);
        await BrowserPortal.GoAsync(page, "/reservations/new");
        await page.Locator("#BusinessName").FillAsync("㈲眠りれいじ");
        var free = page.Locator("input[name=slot]:enabled").First;
        await free.FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await Assertions.Expect(page.Locator(".slot-status")).ToContainTextAsync("まで確保しています");
        var slot = await page.Locator("input[name=slot]:checked").GetAttributeAsync("value");

        await SleepAsync(page, async () =>
        {
            await EndHoldsAsync(own.Folder);
            var other = await browser.SignInAsync(Role.Supervisor, portal: own);
            await BrowserPortal.GoAsync(other, "/reservations/new");
            await other.Locator($"input[name=slot][value='{slot}']").FocusAsync();
            await other.Keyboard.PressAsync("Space");
            await Assertions.Expect(other.Locator(".slot-status")).ToContainTextAsync("まで確保しています");
        });

        await Assertions.Expect(page.Locator(".slot-status")).Not.ToContainTextAsync("まで確保しています");
        await Assertions.Expect(page.Locator(Asleep)).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator("#BusinessName")).ToHaveValueAsync("㈲眠りれいじ");
    }

    [BrowserFact]
    public async Task A_tab_that_wakes_on_a_dead_line_says_that_it_may_show_an_earlier_state_until_the_line_is_back()
    {
        var page = await browser.OpenAsync();
        var isDead = false;
        await page.RouteWebSocketAsync("**/_blazor**", route =>
        {
            var server = route.ConnectToServer();
            var ofThisLine = false;
            route.OnMessage(frame => Pass(frame, server));
            server.OnMessage(frame => Pass(frame, route));

            void Pass(IWebSocketFrame frame, IWebSocketRoute to)
            {
                ofThisLine |= isDead;
                if (ofThisLine)
                {
                    return; // As on a line that fell while the machine slept: nothing comes, and nothing says so.
                }

                if (frame.Binary is { } bytes)
                {
                    to.Send(bytes);
                }
                else
                {
                    to.Send(frame.Text!);
                }
            }
        });
        await page.GotoAsync("/signin");
        await page.GetByRole(AriaRole.Button, new() { NameString = BrowserPortal.DemoNames[Role.BookingStaff] }).First.ClickAsync();
        await page.WaitForURLAsync("**/workspace");
        await BrowserPortal.GoAsync(page, "/reservations");
        await page.Locator("tbody[data-grid] a.row-link").First.WaitForAsync();

        isDead = true;
        await SleepAsync(page);

        await Assertions.Expect(page.Locator(Asleep)).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(Asleep)).ToContainTextAsync("表示が古いかもしれません");
        await BrowserPortal.AssertAccessibleAsync(page);
        isDead = false;
        // The framework gives the line up, takes another one, and the page is as the server knows it.
        await Assertions.Expect(page.Locator(Asleep)).ToBeHiddenAsync(new() { Timeout = 60_000 });
        await page.GetByRole(AriaRole.Button, new() { Name = "過去", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("[aria-pressed=true]")).ToHaveTextAsync("過去");
    }

    /// <summary>As if five minutes had gone by.</summary>
    private static async Task EndHoldsAsync(string folder)
    {
        await using var connection = new SqliteConnection(
            $"Data Source={Path.Combine(folder, "portal.db")};Pooling=False;Default Timeout=30"
        );
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "UPDATE SlotHolds SET UntilUtc = '2020-01-01 00:00:00'";
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Stops all that the page does, its clock apart, for longer than the page takes for a moment: a browser without a window
    /// freezes no tab that is in front.</summary>
    private static async Task SleepAsync(IPage page, Func<Task>? meanwhile = null)
    {
        var line = await page.Context.NewCDPSessionAsync(page);
        await line.SendAsync("Debugger.enable");
        await line.SendAsync("Debugger.pause");
        await Task.WhenAll(Task.Delay(TimeSpan.FromSeconds(12)), meanwhile?.Invoke() ?? Task.CompletedTask);
        await line.SendAsync("Debugger.resume");
        await line.SendAsync("Debugger.disable");
    }
}
