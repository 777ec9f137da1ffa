using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SupportCenter.Domain.Access;

namespace SupportCenter.Tests.Browser;

/// <summary>Runs only where SUPPORTCENTER_PICTURES names the folder for the pictures (see build/pictures.sh).</summary>
public sealed class PicturesTheoryAttribute : TheoryAttribute
{
    public PicturesTheoryAttribute() =>
        Skip = PicturesTests.Folder is null ? "Makes the pictures of the documentation: build/pictures.sh" : Chromium.WhyMissing;
}

/// <summary>A portal in which it is always office hours: no alarm of the demo people's sign-ins stands above every page.</summary>
public sealed class PicturesPortal : IAsyncLifetime
{
    public PortalProcess? Portal { get; private set; }

    public async Task InitializeAsync()
    {
        if (PicturesTests.Folder is not null && Chromium.WhyMissing is null)
        {
            Portal = await PortalProcess.StartAsync(
                settings: new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["Audit__Alarms__WorkingDaysOnly"] = "false",
                    ["Audit__Alarms__OfficeOpensAt"] = "00:00",
                    ["Audit__Alarms__OfficeClosesAt"] = "23:59:59",
                }
            );
        }
    }

    public async Task DisposeAsync()
    {
        if (Portal is not null)
        {
            await Portal.DisposeAsync();
        }
    }
}

/// <summary>Takes the pictures of docs/pictures from the demo data: the main screens of each role, on a desk's screen and on a
/// telephone.</summary>
[Collection(BrowserTests.Name)]
public sealed class PicturesTests(BrowserPortal browser, PicturesPortal own) : IClassFixture<PicturesPortal>
{
    internal static string? Folder { get; } = Environment.GetEnvironmentVariable("SUPPORTCENTER_PICTURES");

    /// <summary>A screen: the name of its picture, an address to begin at, and the controls that lead on from there.</summary>
    private sealed record Screen(string Name, string Address, params string[] Controls);

    private const string FirstRow = "main tbody a.row-link";

    private static readonly Dictionary<Role, Screen[]> Screens = new()
    {
        [Role.Supervisor] =
        [
            new("start", "/workspace"),
            new("palette", "/workspace", "[data-palette-open]"),
            new("reservations", "/reservations"),
            new("reservation", "/reservations", FirstRow),
            new("business", "/reservations", FirstRow, "main a[href^='/businesses/']"),
            new("records", "/consultations"),
            new("record", "/consultations", FirstRow),
            new("administration", "/administration"),
            new("approvals", "/administration/approvals"),
            new("access-review", "/administration/access-review"),
            new("measures", "/administration/measures"),
            new("statistics", "/reports"),
            new("import", "/import"),
            new("disposals", "/disposals"),
            new("incidents", "/incidents"),
            new("incident", "/incidents", FirstRow),
            new("incident-affected", "/incidents", FirstRow, "main a[href$='/affected']"),
            new("incident-calls", "/incidents", FirstRow, "main a[href$='/calls']"),
        ],
        [Role.Scrivener] =
        [
            new("start", "/workspace"),
            new("day", "/reservations?view=day"),
            new("record", "/workspace", "[aria-labelledby=clients] tbody tr >> nth=-1 >> button"),
        ],
        [Role.BookingStaff] =
        [
            new("start", "/workspace"),
            new("booking", "/reservations/new"),
            new("callbacks", "/reservations/callbacks"),
            new("clinics", "/clinics"),
        ],
        [Role.Administrator] =
        [
            new("start", "/workspace"),
            new("staff", "/administration/staff"),
            new("staff-member", "/administration/staff", "main tbody tr:nth-child(5) a.row-link"),
            new("sessions", "/administration/sessions"),
        ],
        [Role.Auditor] =
        [
            new("start", "/workspace"),
            new("audit", "/administration/audit"),
            new("ledger", "/administration/ledger"),
            new("permissions", "/administration/permissions"),
            new("exposure", "/administration/exposure"),
        ],
    };

    public static TheoryData<Role> Roles => [.. Enum.GetValues<Role>()];

    [PicturesTheory]
    [MemberData(nameof(Roles))]
    public async Task The_main_screens_of_a_role_have_their_pictures(Role role)
    {
        foreach (var (size, width) in Sizes)
        {
            var page = await browser.SignInAsync(role, size, own.Portal);
            foreach (var screen in Screens[role])
            {
                await PagesOfRole.GoAsync(page, screen.Address);
                foreach (var control in screen.Controls)
                {
                    await FollowAsync(page, control);
                }

                await TakeAsync(page, $"{role}-{screen.Name}-{width}");
            }
        }
    }

    [PicturesTheory]
    [InlineData("schedule", "/")]
    [InlineData("about", "/about")]
    [InlineData("sign-in", "/signin")]
    public async Task Pages_before_sign_in_have_their_pictures(string name, string address)
    {
        foreach (var (size, width) in Sizes)
        {
            var page = await browser.OpenAsync(size, own.Portal);
            await page.GotoAsync(address);
            await TakeAsync(page, $"public-{name}-{width}");
        }
    }

    private static (ViewportSize Size, string Width)[] Sizes => [(BrowserPortal.Desk, "wide"), (BrowserPortal.Phone, "narrow")];

    private static async Task FollowAsync(IPage page, string control)
    {
        var first = page.Locator(control).First;
        if (await first.GetAttributeAsync("href") is { } address)
        {
            await PagesOfRole.GoAsync(page, address);
            return;
        }

        var opensPart = await first.GetAttributeAsync("aria-haspopup") is not null;
        await first.PressAsync("Enter");
        if (opensPart)
        {
            await page.Locator("dialog[open] [role=option]").First.WaitForAsync();
            return;
        }

        await Assertions.Expect(page).Not.ToHaveURLAsync(new Regex("/workspace$"));
        await Assertions.Expect(page.Locator("main h1:focus")).ToHaveCountAsync(1, new() { Timeout = 30_000 });
        await Assertions.Expect(page.Locator(".loading, [aria-busy=true]")).ToHaveCountAsync(0);
    }

    // WebP of the browser itself: a third of a PNG, and no further program.
    private static async Task TakeAsync(IPage page, string name)
    {
        await page.EvaluateAsync("() => document.fonts.ready.then(() => scrollTo(0, 0))");
        var session = await page.Context.NewCDPSessionAsync(page);
        var picture = await session.SendAsync(
            "Page.captureScreenshot",
            new Dictionary<string, object> { ["format"] = "webp", ["quality"] = 80 }
        );
        var bytes = picture!.Value.GetProperty("data").GetBytesFromBase64();
        await File.WriteAllBytesAsync(Path.Combine(Folder!, $"{name}.webp".ToLowerInvariant()), bytes);
        await session.DetachAsync();
    }
}
