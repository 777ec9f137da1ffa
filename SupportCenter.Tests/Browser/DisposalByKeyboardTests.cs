using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Demo;

namespace SupportCenter.Tests.Browser;

/// <summary>廃棄 in a real browser, by keyboard, over data of seven years ago.</summary>
[Collection(BrowserTests.Name)]
public sealed class DisposalByKeyboardTests(BrowserPortal browser)
{
    private const string Why = "文書管理規程による保存期間の満了のため";

    [BrowserFact]
    [Asvs("2.3.5", "14.2.7")]
    public async Task What_is_due_is_held_asked_for_released_by_another_and_disposed_of_with_a_certificate()
    {
        var folder = Directory.CreateTempSubdirectory("portal-disposal-");
        try
        {
            await FillAsync(folder.FullName);
            await using var portal = await PortalProcess.StartAsync(folder.FullName);
            var first = await browser.SignInAsync(Role.Supervisor, portal: portal);
            await PressAsync(first.Locator("main a[href='/disposals']"));
            await HoldFirstAsync(first);
            var address = await AskAsync(first);
            await ReleaseAsync(await browser.SignInAsync(Role.Supervisor, BrowserPortal.Phone, portal, "本市 仮名 市郎"), address);

            await PressAsync(first.GetByRole(AriaRole.Button, new() { Name = "廃棄を実行する" }));
            await Assertions.Expect(first.Locator("dialog[open]")).ToContainTextAsync("元に戻すことはできません");
            await BrowserPortal.AssertAccessibleAsync(first);
            await first.Keyboard.PressAsync("Control+Enter");
            await Assertions.Expect(first.Locator(".status-line")).ToContainTextAsync("廃棄が完了しました", new() { Timeout = 60_000 });
            await BrowserPortal.AssertAccessibleAsync(first);

            var certificate = await first.APIRequest.GetAsync(address + ".pdf");
            Assert.Equal("%PDF", System.Text.Encoding.ASCII.GetString((await certificate.BodyAsync())[..4]));
            await AssertAuditorsPageAsync(await browser.SignInAsync(Role.Auditor, BrowserPortal.Phone, portal));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task HoldFirstAsync(IPage page)
    {
        var hold = page.GetByRole(AriaRole.Button, new() { NameString = "の廃棄を保留する" }).First;
        await PressAsync(hold);
        await Assertions.Expect(page.Locator("#hold-Reason")).ToBeFocusedAsync();
        await BrowserPortal.AssertAccessibleAsync(page);
        await page.Keyboard.TypeAsync("係争中のため");
        await page.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(page.Locator(".status-line")).ToContainTextAsync("の廃棄を保留しました");
        await Assertions.Expect(page.Locator("tbody").First).ToContainTextAsync("係争中のため");
        await BrowserPortal.AssertAccessibleAsync(page);
    }

    private static async Task<string> AskAsync(IPage page)
    {
        await page.Locator("#Reason").FillAsync(Why);
        await page.Locator("#Reason").PressAsync("Control+Enter");
        await Assertions.Expect(page.Locator("main h1")).ToContainTextAsync("廃棄第1号");
        await BrowserPortal.AssertAccessibleAsync(page);
        return new Uri(page.Url).AbsolutePath;
    }

    private static async Task ReleaseAsync(IPage page, string address)
    {
        await BrowserPortal.GoAsync(page, "/administration/approvals");
        await PressAsync(page.Locator($"main a[href='{address}']"));
        await Assertions.Expect(page.Locator("main h1")).ToContainTextAsync("廃棄第1号");
        await Assertions.Expect(page.Locator("tbody tr").First).ToBeVisibleAsync();
        await BrowserPortal.AssertAccessibleAsync(page);
        Assert.True(
            await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"),
            "the disposal scrolls sideways on a telephone"
        );
        await BrowserPortal.GoAsync(page, "/administration/approvals");
        await PressAsync(page.GetByRole(AriaRole.Button, new() { NameString = "廃棄の依頼に回答する" }).First);
        await Assertions.Expect(page.Locator("dialog[open] input[name=answer]").First).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(page.Locator(".status-line")).ToContainTextAsync("承認しました");
    }

    private static async Task AssertAuditorsPageAsync(IPage page)
    {
        await BrowserPortal.GoAsync(page, "/disposals");
        await Assertions.Expect(page.Locator("tbody")).ToContainTextAsync("完了");
        await Assertions.Expect(page.Locator("form.save-form")).ToHaveCountAsync(0);
        await BrowserPortal.AssertAccessibleAsync(page);
        Assert.True(
            await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"),
            "the page scrolls sideways on a telephone"
        );
    }

    /// <summary>The demo data as it would have been made seven years ago, with people who may still sign in.</summary>
    private static async Task FillAsync(string folder)
    {
        var then = new SettableTime(TimeProvider.System.GetUtcNow().AddYears(-7));
        using var database = await PortalDatabase.OpenAsync(new StorageOptions { DataDirectory = folder });
        await database.FillCatalogueAsync(then);
        await database.FillWithDemoAsync(then);
        await using var db = database.CreateContext();
        await db.Staff.ExecuteUpdateAsync(set => set.SetProperty(row => row.EndsOn, (DateOnly?)null));
        await db
            .Records.Where(row => row.Status == Domain.Consultations.RecordStatus.Draft)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Status, Domain.Consultations.RecordStatus.Submitted));
        Microsoft.Data.Sqlite.SqliteConnection.ClearPool((Microsoft.Data.Sqlite.SqliteConnection)db.Database.GetDbConnection());
    }

    private static async Task PressAsync(ILocator what)
    {
        await what.FocusAsync();
        await what.PressAsync("Enter");
    }
}
