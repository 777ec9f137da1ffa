using System.Text.Json;
using Microsoft.Playwright;
using SupportCenter.Domain.Access;

namespace SupportCenter.Tests.Browser;

/// <summary>One portal with demo data and one Chromium for all browser tests of a run; each test has pages (sessions) of its own.</summary>
public sealed class BrowserPortal : IAsyncLifetime
{
    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    /// <summary>More sessions than any one test has open; those of tests that are over are closed.</summary>
    private const int MostAtOnce = 6;

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

    /// <summary>A fresh session that has not signed in.</summary>
    public async Task<IPage> OpenAsync(ViewportSize? size = null, PortalProcess? portal = null, bool script = true)
    {
        var context = await browser!.NewContextAsync(new() { BaseURL = (portal ?? Portal).Address, ViewportSize = size ?? Desk, Locale = "ja-JP", AcceptDownloads = true, IgnoreHTTPSErrors = true, JavaScriptEnabled = script });
        open.Enqueue(context);
        if (open.Count > MostAtOnce)
        {
            await open.Dequeue().CloseAsync();
        }

        return await context.NewPageAsync();
    }

    /// <summary>A fresh session of the first demo person of a role, on the workspace.</summary>
    public async Task<IPage> SignInAsync(Role role, ViewportSize? size = null, PortalProcess? portal = null, string? name = null)
    {
        var page = await OpenAsync(size, portal);
        await page.GotoAsync("/signin");
        await page.GetByRole(AriaRole.Button, new() { NameString = name ?? DemoNames[role] }).First.ClickAsync();
        await page.WaitForURLAsync("**/workspace");
        await page.Locator("main h1").WaitForAsync();
        return page;
    }

    /// <summary>Opens a staff page and waits until its circuit has shown it and given it the focus: whatever a test focuses before would lose it.</summary>
    public static async Task GoAsync(IPage page, string address)
    {
        await page.GotoAsync(address);
        await page.Locator("main h1").WaitForAsync();
        await Assertions.Expect(page.Locator(":focus")).ToHaveCountAsync(1, new() { Timeout = 30_000 });
    }

    /// <summary>Fails with the rule, the element and the help text of everything that axe (WCAG 2.2 A and AA) finds on the page.</summary>
    public static async Task AssertAccessibleAsync(IPage page)
    {
        // The page's policy allows no inline script; the checker is evaluated from outside, as a person's tool would be.
        await page.EvaluateAsync(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "axe.min.js")));
        var found = await page.EvaluateAsync<JsonElement>(
            "axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }).then(r => r.violations.map(v => v.id + ': ' + v.help + ' — ' + v.nodes.map(n => n.html).slice(0, 3).join(' | ')))");
        Assert.True(found.GetArrayLength() == 0, $"{page.Url}\n{string.Join('\n', found.EnumerateArray().Select(entry => entry.GetString()))}");
    }

    private static readonly Dictionary<Role, string> DemoNames = new()
    {
        [Role.Scrivener] = "行政書士 見本一",
        [Role.BookingStaff] = "受付 例示",
        [Role.Supervisor] = "本市 雛形 京子",
        [Role.Administrator] = "運用 試 太郎",
        [Role.Auditor] = "監査 例 一",
    };
}

[CollectionDefinition(Name)]
public sealed class BrowserTests : ICollectionFixture<BrowserPortal>
{
    public const string Name = "Browser";
}
