using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SupportCenter.Domain.Access;

namespace SupportCenter.Tests.Browser;

/// <summary>Staff, approvals, emergency access and the access review in a real browser, by keyboard.</summary>
[Collection(BrowserTests.Name)]
public sealed partial class AuthorityByKeyboardTests(BrowserPortal browser)
{
    [BrowserFact]
    [Asvs("2.3.5")]
    public async Task A_contract_is_changed_and_a_role_is_given_with_the_release_of_a_second_person()
    {
        var administrator = await browser.SignInAsync(Role.Administrator);
        await OpenPersonAsync(administrator, "監査 例 二");
        await administrator.GetByLabel("契約・委嘱の根拠").FillAsync("人事発令（令和8年12月）");
        await administrator.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(administrator.Locator(".status-line")).ToContainTextAsync("保存しました");
        await BrowserPortal.AssertAccessibleAsync(administrator);
        await PressAsync(administrator.GetByRole(AriaRole.Button, new() { Name = "承認を依頼する" }));
        await Assertions.Expect(administrator.Locator("dialog[open] #confirm-Reason")).ToBeFocusedAsync();
        await administrator.Keyboard.TypeAsync("人事異動により本市の担当になるため");
        await administrator.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(administrator.GetByText("承認を依頼しています")).ToBeVisibleAsync();

        var city = await browser.SignInAsync(Role.Supervisor, BrowserPortal.Phone);
        await PressAsync(city.GetByRole(AriaRole.Link, new() { NameString = "承認を待つ依頼" }));
        await ReleaseAsync(city, "本市の役割の付与の依頼に回答する");

        await Assertions.Expect(administrator.GetByText("承認されました")).ToBeVisibleAsync();
        await administrator.Locator("#role-Role-Auditor").FocusAsync();
        await administrator.Keyboard.PressAsync("ArrowUp");
        await administrator.Keyboard.PressAsync("ArrowUp");
        await Assertions.Expect(administrator.Locator("#role-Role-Supervisor")).ToBeCheckedAsync();
        await administrator.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(administrator.Locator(".status-line")).ToContainTextAsync("所属と役割を変更しました");
    }

    [BrowserFact]
    public async Task An_emergency_access_is_seen_live_and_stopped_by_the_supervisor()
    {
        var city = await browser.SignInAsync(Role.Supervisor);
        await BrowserPortal.GoAsync(city, "/consultations");
        var record = await city.Locator("tbody a.row-link").First.GetAttributeAsync("href");
        var administrator = await browser.SignInAsync(Role.Administrator, BrowserPortal.Phone);
        await BrowserPortal.GoAsync(administrator, "/administration/emergency/mine");
        await administrator.GetByLabel("相談票の番号またはアドレス").FillAsync(record!);
        await administrator.GetByLabel("理由").FillAsync("帳票が表示されないとの連絡を受けたため");
        await administrator.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(administrator.Locator(".status-line")).ToContainTextAsync("承認を依頼しました");

        await BrowserPortal.GoAsync(city, "/administration/approvals");
        await ReleaseAsync(city, "緊急閲覧の依頼に回答する");
        await BrowserPortal.GoAsync(city, "/administration/emergency");
        await PressAsync(administrator.GetByRole(AriaRole.Button, new() { NameString = "に依頼した閲覧を始める" }));
        await Assertions.Expect(administrator.Locator(".watermark span").First).ToHaveAttributeAsync("data-mark", Marked());
        await BrowserPortal.AssertAccessibleAsync(administrator);
        await Assertions.Expect(city.Locator(".card")).ToContainTextAsync(["運用 試 太郎"]);
        await BrowserPortal.AssertAccessibleAsync(city);

        await PressAsync(city.GetByRole(AriaRole.Button, new() { NameString = "さんの閲覧を止める" }));

        await Assertions.Expect(administrator.Locator("main")).ToContainTextAsync("緊急閲覧は終わりました");
        await Assertions.Expect(administrator.Locator(".watermark")).ToHaveCountAsync(0);
    }

    [BrowserFact]
    public async Task People_are_confirmed_one_by_one_and_the_count_follows()
    {
        var city = await browser.SignInAsync(Role.Supervisor);
        await BrowserPortal.GoAsync(city, "/administration/access-review");

        await PressAsync(city.GetByRole(AriaRole.Button, new() { Name = "受付 見本 さんの継続を確認する" }));

        await Assertions.Expect(city.Locator(".status-line")).ToContainTextAsync("受付 見本 さんの継続を確認しました");
        await Assertions.Expect(city.Locator(".facts")).ToContainTextAsync("継続 1人");
        await BrowserPortal.AssertAccessibleAsync(city);
    }

    [BrowserFact]
    [Asvs("2.3.5")]
    public async Task A_released_export_is_downloaded_as_a_workbook_and_again_within_the_hour()
    {
        var second = await browser.SignInAsync(Role.Supervisor, name: "本市 仮名 市郎");
        await BrowserPortal.GoAsync(second, "/exports");
        var first = await browser.SignInAsync(Role.Supervisor);
        await BrowserPortal.GoAsync(first, "/administration/approvals");
        await ReleaseAsync(first, "一括書き出しの依頼に回答する");

        var workbook = second.GetByRole(AriaRole.Button, new() { NameString = "ダウンロードする" }).And(second.Locator("[value=xlsx]"));
        await workbook.WaitForAsync();
        var download = await second.RunAndWaitForDownloadAsync(() => PressAsync(workbook));

        Assert.Matches("^export-[0-9a-z]{26}\\.xlsx$", download.SuggestedFilename);
        Assert.Equal("PK"u8.ToArray(), (await File.ReadAllBytesAsync((await download.PathAsync())!))[..2]);
        await Assertions.Expect(second.Locator("tbody")).ToContainTextAsync("取り出し済み（期限まで再取得できます）");
        var again = await second.RunAndWaitForDownloadAsync(() => PressAsync(workbook)); // The line may have broken off.
        Assert.Equal(await File.ReadAllBytesAsync((await download.PathAsync())!), await File.ReadAllBytesAsync((await again.PathAsync())!));
    }

    private static async Task OpenPersonAsync(IPage page, string name)
    {
        await BrowserPortal.GoAsync(page, "/administration/staff");
        await PressAsync(page.GetByRole(AriaRole.Link, new() { Name = name }));
        await Assertions.Expect(page.Locator("main h1")).ToHaveTextAsync(name);
    }

    /// <summary>Answers a request from its row, with the keyboard.</summary>
    private static async Task ReleaseAsync(IPage page, string answer)
    {
        await PressAsync(page.GetByRole(AriaRole.Button, new() { NameString = answer }).First);
        await Assertions.Expect(page.Locator("dialog[open] input[name=answer]").First).ToBeFocusedAsync();
        await BrowserPortal.AssertAccessibleAsync(page);
        await page.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(page.Locator(".status-line")).ToContainTextAsync("承認しました");
    }

    private static async Task PressAsync(ILocator what)
    {
        await what.FocusAsync();
        await what.PressAsync("Enter");
    }

    [GeneratedRegex("^運用 試 太郎 ", RegexOptions.None, 1000)]
    private static partial Regex Marked();
}
