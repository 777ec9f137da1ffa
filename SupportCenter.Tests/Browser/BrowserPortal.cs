using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Microsoft.Playwright;
using SupportCenter.Domain.Access;

namespace SupportCenter.Tests.Browser;

/// <summary>One portal with demo data and one Chromium for all browser tests of a run; each test has pages (sessions) of its own.</summary>
public sealed partial class BrowserPortal : IAsyncLifetime
{
    private static readonly string[] Arguments =
    [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ];

    /// <summary>More sessions than any one test has open; those of tests that are over are closed.</summary>
    internal const int UsuallyAtOnce = 6;

    private readonly Queue<IBrowserContext> open = [];
    private IPlaywright? playwright;
    private IBrowser? browser;

    public PortalProcess Portal { get; private set; } = null!;

    /// <summary>The desk at a ward office.</summary>
    public static ViewportSize Desk => new() { Width = 1366, Height = 768 };

    /// <summary>A telephone.</summary>
    public static ViewportSize Phone => new() { Width = 390, Height = 844 };

    public async Task InitializeAsync()
    {
        if (Chromium.WhyMissing is not null)
        {
            return;
        }

        Portal = await PortalProcess.StartAsync();
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium.Path, Args = Arguments });
    }

    public async Task DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
        if (Portal is not null)
        {
            await Portal.DisposeAsync();
        }
    }

    /// <summary>So many sessions stay open; the oldest is closed for the next one.</summary>
    internal int MostAtOnce { get; set; } = UsuallyAtOnce;

    /// <summary>A fresh session that has not signed in.</summary>
    public async Task<IPage> OpenAsync(ViewportSize? size = null, PortalProcess? portal = null, bool script = true)
    {
        var context = await browser!.NewContextAsync(
            new()
            {
                BaseURL = (portal ?? Portal).Address,
                ViewportSize = size ?? Desk,
                Locale = "ja-JP",
                AcceptDownloads = true,
                IgnoreHTTPSErrors = true,
                JavaScriptEnabled = script,
            }
        );
        await context.AddInitScriptAsync(DialogsAreAnnounced);
        open.Enqueue(context);
        if (open.Count > MostAtOnce)
        {
            await open.Dequeue().CloseAsync();
        }

        return await context.NewPageAsync();
    }

    /// <summary>A fresh session of the first demo person of a role, on the workspace. In the portal that the tests share, drafts that other
    /// tests left are gone: while one is offered, its form takes no keys.</summary>
    public async Task<IPage> SignInAsync(
        Role role,
        ViewportSize? size = null,
        PortalProcess? portal = null,
        string? name = null,
        bool keepDrafts = false
    )
    {
        var page = await OpenAsync(size, portal);
        await page.GotoAsync("/signin");
        await page.GetByRole(AriaRole.Button, new() { NameString = name ?? DemoNames[role] }).First.ClickAsync();
        await page.WaitForURLAsync("**/workspace");
        await page.Locator("main h1").WaitForAsync();
        if (portal is null && !keepDrafts)
        {
            // At the end: the page of an earlier test that OpenAsync closed keeps its draft as it goes.
            await DiscardDraftsAsync(Portal.Folder);
        }

        return page;
    }

    /// <summary>Opens a staff page and waits until its circuit has shown it and given it the focus: whatever a test focuses before would
    /// lose it.</summary>
    public static async Task GoAsync(IPage page, string address)
    {
        await page.GotoAsync(address);
        await page.Locator("main h1").WaitForAsync();
        try
        {
            await Assertions.Expect(page.Locator(":focus")).ToHaveCountAsync(1, new() { Timeout = 30_000 });
        }
        catch (PlaywrightException fault)
        {
            throw new InvalidOperationException($"{address} gave no focus. It shows: {await page.Locator("body").InnerTextAsync()}", fault);
        }
    }

    /// <summary>Opens, from a scrivener's start page, the record of the last client whose record is not handed in: other tests hand in
    /// theirs, and which client is the last depends on the time of the day.</summary>
    public static async Task OpenUnfinishedRecordAsync(IPage page)
    {
        var unfinished = page.Locator("[aria-labelledby=clients] tbody tr").Filter(new() { HasNotTextRegex = HandedIn() });
        await unfinished.Last.GetByRole(AriaRole.Button).PressAsync("Enter");
        await page.Locator("#Summary").WaitForAsync();
    }

    /// <summary>Waits until something is there; if it does not come, the fault tells what the page shows instead.</summary>
    public static async Task ExpectShownAsync(ILocator expected, float timeout = 20_000)
    {
        try
        {
            await expected.WaitForAsync(new() { Timeout = timeout });
        }
        catch (TimeoutException fault)
        {
            var page = expected.Page;
            throw new InvalidOperationException($"{page.Url} shows: {await page.Locator("body").InnerTextAsync()}", fault);
        }
    }

    /// <summary>Opens the menu of the person and takes the line with these words.</summary>
    public static async Task ChooseInPersonMenuAsync(IPage page, string words)
    {
        await page.Locator(".signed-in-person button").ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = words }).ClickAsync();
    }

    /// <summary>Fails with the rule, the element and the help text of everything that axe (WCAG 2.2 A and AA) finds on the page.</summary>
    /// <param name="page">The page.</param>
    /// <param name="part">The selector of the part to look at; without it the whole page.</param>
    public static async Task AssertAccessibleAsync(IPage page, string? part = null)
    {
        // The page's policy allows no inline script; the checker is evaluated from outside, as a person's tool would be.
        if (!await page.EvaluateAsync<bool>("'axe' in window"))
        {
            await page.EvaluateAsync(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "axe.min.js")));
        }

        var found = await page.EvaluateAsync<JsonElement>(
            """
            part => axe.run(part ?? document, { iframes: false, runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })
              .then(r => r.violations.map(v => v.id + ': ' + v.help + ' — ' + v.nodes.map(n => n.html).slice(0, 3).join(' | ')))
            """,
            part
        );
        Assert.True(
            found.GetArrayLength() == 0,
            $"{page.Url}\n{string.Join('\n', found.EnumerateArray().Select(entry => entry.GetString()))}"
        );
    }

    private static async Task DiscardDraftsAsync(string folder)
    {
        await using var connection = new SqliteConnection(
            $"Data Source={Path.Combine(folder, "portal.db")};Pooling=False;Default Timeout=30"
        );
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "DELETE FROM Drafts";
        await command.ExecuteNonQueryAsync();
    }

    // A dialog that a control opens without having said so fails the test: that is how OpenParts finds all of them.
    private const string DialogsAreAnnounced = """
        (() => {
          const open = HTMLDialogElement.prototype.showModal;
          let pressed = null;
          addEventListener("keydown", () => { pressed = null; }, true);
          addEventListener("click", (e) => { pressed = e.target; }, true);
          HTMLDialogElement.prototype.showModal = function () {
            if (pressed && !pressed.closest("[aria-haspopup=dialog]")) throw new Error(`No aria-haspopup: ${pressed.outerHTML}`);
            return open.call(this);
          };
        })();
        """;

    internal static readonly Dictionary<Role, string> DemoNames = new()
    {
        [Role.Scrivener] = "行政書士 見本一",
        [Role.BookingStaff] = "受付 例示",
        [Role.Supervisor] = "本市 雛形 京子",
        [Role.Administrator] = "運用 試 太郎",
        [Role.Auditor] = "監査 例 一",
    };

    [GeneratedRegex("提出済|確認済")]
    private static partial Regex HandedIn();
}

[CollectionDefinition(Name)]
public sealed class BrowserTests : ICollectionFixture<BrowserPortal>
{
    public const string Name = "Browser";
}
