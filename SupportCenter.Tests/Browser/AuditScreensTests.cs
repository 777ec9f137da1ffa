using Microsoft.Playwright;
using SupportCenter.Domain.Access;

namespace SupportCenter.Tests.Browser;

/// <summary>The auditor's log, the ledger and the banner, as people use them: by keyboard, and while somebody else works.</summary>
[Collection(BrowserTests.Name)]
public sealed class AuditScreensTests(BrowserPortal browser)
{
    [BrowserTheory]
    [InlineData(1366)]
    [InlineData(390)]
    public async Task The_alarm_of_a_canary_appears_while_a_supervisor_looks_at_another_page(int width)
    {
        var size = width == 390 ? BrowserPortal.Phone : BrowserPortal.Desk;
        var name = $"朝霧見本堂{width}";
        var supervisor = await browser.SignInAsync(Role.Supervisor, size);
        var canary = await PlantByKeyboardAsync(supervisor, name, $"075-000-7{width % 1000:D3}");
        await AcknowledgeAllAsync(supervisor);
        await BrowserPortal.GoAsync(supervisor, "/reservations");
        await Assertions.Expect(supervisor.Locator(".alarm-banner a")).ToHaveCountAsync(0);

        var clerk = await browser.SignInAsync(Role.BookingStaff);
        await BrowserPortal.GoAsync(clerk, canary.Replace("/administration/ledger", "", StringComparison.Ordinal));
        await Assertions.Expect(clerk.Locator("main h1")).ToHaveTextAsync(name);

        // Nobody reloads anything; a sign-in at night is one alarm more.
        var banner = supervisor.Locator(".alarm-banner a");
        await Assertions.Expect(banner).ToContainTextAsync("未確認の警報");
        await BrowserPortal.AssertAccessibleAsync(supervisor);
        await banner.FocusAsync();
        await supervisor.Keyboard.PressAsync("Enter");
        await Assertions.Expect(supervisor.Locator("main h1")).ToHaveTextAsync("警報");
        await Assertions.Expect(supervisor.GetByText("見張りの事業者が開かれました").First).ToBeVisibleAsync();
        await AssertWholeAsync(supervisor);
        Assert.Equal(0, await clerk.Locator(".alarm-banner a").CountAsync());
    }

    [BrowserTheory]
    [InlineData(1366)]
    [InlineData(390)]
    public async Task The_auditor_searches_verifies_and_follows_the_ledger_by_keyboard(int width)
    {
        var size = width == 390 ? BrowserPortal.Phone : BrowserPortal.Desk;
        var clerk = await browser.SignInAsync(Role.BookingStaff);
        await BrowserPortal.GoAsync(clerk, "/reservations");
        await clerk.Locator("a.row-link").First.WaitForAsync();
        var auditor = await browser.SignInAsync(Role.Auditor, size);
        await BrowserPortal.GoAsync(auditor, "/administration/audit");

        await auditor.GetByRole(AriaRole.Button, new() { Name = "いま検証する" }).FocusAsync();
        await auditor.Keyboard.PressAsync("Enter");
        await Assertions.Expect(auditor.GetByText("破損なし")).ToBeVisibleAsync();

        await auditor.GetByLabel("何を").SelectOptionAsync(new SelectOptionValue { Label = "予約の一覧に表示した" });
        await auditor.GetByRole(AriaRole.Button, new() { Name = "探す" }).FocusAsync();
        await auditor.Keyboard.PressAsync("Enter");
        await Assertions.Expect(auditor.Locator(".data-list tbody")).Not.ToContainTextAsync("サインインした");
        await AssertWholeAsync(auditor);

        var person = auditor.Locator(".data-list tbody a", new() { HasText = "受付 例示" }).First;
        await person.FocusAsync();
        await auditor.Keyboard.PressAsync("Enter");
        await Assertions.Expect(auditor.Locator("main h1")).ToHaveTextAsync("受付 例示 が見たもの");
        await AssertWholeAsync(auditor);
        await auditor.Locator(".data-list tbody a").First.FocusAsync();
        await auditor.Keyboard.PressAsync("Enter");
        await Assertions.Expect(auditor.Locator("main h1")).ToContainTextAsync("＊＊＊ の閲覧履歴");
        await AssertWholeAsync(auditor);
    }

    /// <summary>With everything but the framework at the finest level: what was typed, searched for and shown stays out.</summary>
    [BrowserFact]
    [Asvs("16.2.5")]
    public async Task A_search_a_reveal_and_a_refused_form_leave_nothing_in_the_log_at_its_finest()
    {
        Environment.SetEnvironmentVariable("Logging__LogLevel__Default", "Trace");
        await using var portal = await StartQuietlyAsync();
        var page = await browser.SignInAsync(Role.Supervisor, portal: portal);
        await BrowserPortal.GoAsync(page, "/reservations");
        await page.Locator("a.row-link").First.WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { NameString = "電話番号を表示" }).First.ClickAsync();
        await Assertions.Expect(page.Locator("tbody .c-telephone").First).Not.ToContainTextAsync("*");
        await BrowserPortal.GoAsync(page, "/administration/canaries");
        await page.GetByRole(AriaRole.Button, new() { Name = "見張りの事業者を置く" }).First.ClickAsync();
        await page.GetByLabel("企業名").FillAsync("印付商店七四三");
        await page.GetByLabel("TEL").FillAsync("07500074310000");
        await page.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(page.GetByLabel("TEL")).ToHaveAttributeAsync("aria-invalid", "true");
        await page.GetByLabel("TEL").FillAsync("075-000-7431");
        await page.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(page.GetByText("置きました")).ToBeVisibleAsync();

        Assert.NotEmpty(portal.Log);
        AssertEach.Of(new[] { "七四三", "7431", "075-000", "075000", "ためし" }, marker =>
            Assert.DoesNotContain(marker, portal.Log, StringComparison.Ordinal)
        );
    }

    private static async Task<PortalProcess> StartQuietlyAsync()
    {
        try
        {
            return await PortalProcess.StartAsync();
        }
        finally
        {
            Environment.SetEnvironmentVariable("Logging__LogLevel__Default", null);
        }
    }

    private static async Task<string> PlantByKeyboardAsync(IPage page, string name, string telephone)
    {
        await BrowserPortal.GoAsync(page, "/administration/canaries");
        await page.GetByRole(AriaRole.Button, new() { Name = "見張りの事業者を置く" }).First.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByLabel("企業名")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(name);
        await page.GetByLabel("TEL").FillAsync(telephone);
        await page.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(page.GetByText("置きました")).ToBeVisibleAsync();
        await AssertWholeAsync(page);
        return (await page.GetByRole(AriaRole.Link, new() { Name = name }).GetAttributeAsync("href"))!;
    }

    private static async Task AcknowledgeAllAsync(IPage page)
    {
        await BrowserPortal.GoAsync(page, "/administration/alarms");
        await Assertions.Expect(page.Locator(".pager")).ToContainTextAsync("件");
        var open = page.Locator(".data-list tbody button");
        for (var left = await open.CountAsync(); left > 0; left--)
        {
            await open.First.ClickAsync();
            await page.GetByLabel("確認した内容").FillAsync("練習でした。");
            await page.Keyboard.PressAsync("Control+Enter");
            await Assertions.Expect(open).ToHaveCountAsync(left - 1);
        }
    }

    private static async Task AssertWholeAsync(IPage page)
    {
        await BrowserPortal.AssertAccessibleAsync(page);
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"{page.Url} scrolls sideways");
    }
}
