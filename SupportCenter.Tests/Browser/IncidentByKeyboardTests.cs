using Microsoft.Playwright;
using SupportCenter.Domain.Access;

namespace SupportCenter.Tests.Browser;

/// <summary>The day of the leak in the console, by keyboard alone: the reception takes the call, the city handles it, two people
/// call.</summary>
[Collection(BrowserTests.Name)]
public sealed class IncidentByKeyboardTests(BrowserPortal browser)
{
    [BrowserFact]
    public async Task From_the_call_to_the_calls_by_keyboard()
    {
        await using var own = await PortalProcess.StartAsync();
        var city = await ListFixedAsync(own);
        await city.GetByRole(AriaRole.Link, new() { Name = "事案に戻る" }).PressAsync("Enter");
        await city.Locator("main a[href$='/calls']").PressAsync("Enter");
        await city.Locator("[data-shortcut=n]").WaitForAsync();
        await CallTogetherAsync(city, own);
    }

    [BrowserFact]
    public async Task The_whole_day_of_2020_by_keyboard_from_the_call_to_the_council_paper()
    {
        await using var own = await PortalProcess.StartAsync();
        var city = await ListFixedAsync(own);
        await city.GetByRole(AriaRole.Link, new() { Name = "事案に戻る" }).PressAsync("Enter");
        await city.Locator("main a[href$='/calls']").PressAsync("Enter");
        await city.Locator("[data-shortcut=n]").WaitForAsync();
        await city.Keyboard.PressAsync("Alt+n");
        await city.Locator(".call-card").WaitForAsync();
        await city.Keyboard.PressAsync("Alt+t");
        await Assertions.Expect(city.Locator("[data-count=told]")).ToHaveTextAsync("1");
        await city.GetByRole(AriaRole.Link, new() { Name = "事案第1号" }).First.PressAsync("Enter");

        // What is done one after the other: the decision, the list, the offices, the calls.
        foreach (
            var (step, words) in new[]
            {
                ("Decide", "事案として対応するかを決める"),
                ("FixAffected", "一覧を確定する"),
                ("InformOffices", "部門へ報告する"),
                ("CallAffected", "連絡し、説明とお詫びをする"),
            }
        )
        {
            await Assertions.Expect(city.Locator(".incident-next")).ToContainTextAsync(words);
            await Assertions.Expect(city.Locator("dialog[open]")).ToHaveCountAsync(0);
            await city.Locator(".incident-next").GetByRole(AriaRole.Button).First.PressAsync("Enter");
            await city.Locator($"#step-{step}-DoneOn").WaitForAsync();
            await city.Keyboard.PressAsync("Control+Enter");
        }

        await Assertions.Expect(city.Locator(".incident-next")).ToContainTextAsync("臨時の会議");
        await city.GetByRole(AriaRole.Button, new() { Name = "内容を書く・直す" }).PressAsync("Enter");
        await city.Locator("#facts-Cause").FillAsync("再委託先が、認証のないフォルダーに書類を置いていた。");
        await city.Locator("#facts-Items").FillAsync("予約の一覧と相談の記録");
        await city.Locator("#facts-PersonsMost").FillAsync("89");
        await city.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(city.Locator("#facts-Cause")).ToHaveCountAsync(0);

        await PressAsync(city, "速報を作る");
        await Assertions.Expect(city.Locator("main")).ToContainTextAsync("様式1　速報");
        await PressAsync(city, "通知書を作る");
        await city.Locator("#letter-Contact").FillAsync("本市 産業部　受付 9時～17時");
        await city.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(city.Locator("main")).ToContainTextAsync("様式2　通知書");
        await PressAsync(city, "議会報告を作る");
        await Assertions.Expect(city.Locator("main")).ToContainTextAsync("様式3　議会報告");
        await BrowserPortal.AssertAccessibleAsync(city);
        await ApproveAsync(city, own);
    }

    /// <summary>A second supervisor lets the papers go out; then the letters are sent, and the papers and the evidence are there.</summary>
    private async Task ApproveAsync(IPage city, PortalProcess own)
    {
        var other = await browser.SignInAsync(Role.Supervisor, BrowserPortal.Phone, own, "本市 仮名 市郎");
        await other.GotoAsync(new Uri(city.Url).AbsolutePath);
        foreach (var paper in new[] { "様式1　速報", "様式2　通知書", "様式3　議会報告" })
        {
            await PressAsync(other, $"承認する：{paper}");
            await other.Locator("dialog[open]").GetByRole(AriaRole.Button, new() { Name = "承認する" }).PressAsync("Enter");
            await Assertions.Expect(other.GetByRole(AriaRole.Button, new() { Name = $"承認する：{paper}" })).ToHaveCountAsync(0);
        }

        await BrowserPortal.AssertAccessibleAsync(other);
        Assert.True(await other.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "It scrolls sideways.");
        await PressAsync(city, "発送済にする：様式2");
        await city.Locator("#sent-SentOn").WaitForAsync();
        await city.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(city.Locator(".time-line")).ToContainTextAsync("通知書 89件を発送した（様式2）。");
        foreach (var paper in new[] { "様式1　速報", "様式2　通知書", "様式3　議会報告" })
        {
            var address = await city.GetByRole(AriaRole.Link, new() { Name = paper }).GetAttributeAsync("href");
            var answer = await city.APIRequest.GetAsync(address!);
            Assert.Equal("application/pdf", answer.Headers["content-type"]);
        }

        var evidence = await city.APIRequest.GetAsync(
            (await city.GetByRole(AriaRole.Link, new() { Name = "証拠一式を書き出す" }).GetAttributeAsync("href"))!
        );
        Assert.StartsWith("{\"kind\":\"evidence\"", await evidence.TextAsync(), StringComparison.Ordinal);
    }

    private static Task PressAsync(IPage page, string button) =>
        page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).PressAsync("Enter");

    /// <summary>The call, what is done at once, and the list of whom it hit; the page is that of the list.</summary>
    private async Task<IPage> ListFixedAsync(PortalProcess own)
    {
        var city = await browser.SignInAsync(Role.Supervisor, portal: own);
        await ReportAsync(await browser.SignInAsync(Role.BookingStaff, portal: own));

        // The screen of the city says so at once, whatever page is shown.
        var banner = city.Locator(".alarm-banner a", new() { HasText = "事案第1号" });
        await banner.PressAsync("Enter");
        await Assertions.Expect(city.Locator(".incident-next")).ToContainTextAsync("漏えいを止める");
        await BrowserPortal.AssertAccessibleAsync(city);

        await city.Locator(".incident-next").GetByRole(AriaRole.Button).First.PressAsync("Enter");
        await city.Locator("#step-Contain-DoneOn").WaitForAsync();
        await city.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(city.Locator(".incident-next")).ToContainTextAsync("事案として対応するかを決める");

        await city.GetByRole(AriaRole.Button, new() { Name = "事案として対応する", Exact = true }).PressAsync("Enter");
        await city.Locator("dialog[open] textarea").FillAsync("実際に見えることを確認した");
        await city.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(city.Locator(".page-head .badge")).ToContainTextAsync("対応中");

        await city.Locator("main a[href$='/affected']").PressAsync("Enter");
        await city.GetByRole(AriaRole.Button, new() { Name = "探す", Exact = true }).PressAsync("Enter");
        await city.GetByRole(AriaRole.Button, new() { Name = "一覧を確定する" }).PressAsync("Enter");
        await city.Locator("dialog[open]").GetByRole(AriaRole.Button, new() { Name = "一覧を確定する" }).PressAsync("Enter");
        await Assertions
            .Expect(city.Locator("#counts").Locator("xpath=ancestor::*[contains(@class,'card')]").First)
            .ToContainTextAsync("89件");
        await BrowserPortal.AssertAccessibleAsync(city);
        return city;
    }

    private static async Task ReportAsync(IPage page)
    {
        await BrowserPortal.GoAsync(page, "/incidents/new");
        await page.Locator("#Title").FillAsync("相談記録が検索で見えるとの電話");
        await page.Locator("#What").FillAsync("検索すると、自分の相談記録が見えるとのこと。");
        await page.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("事案第1号として本市に伝わりました");
        await BrowserPortal.AssertAccessibleAsync(page);
    }

    /// <summary>Two callers, one of them on a telephone: each has another business, and the counts move on both screens.</summary>
    private async Task CallTogetherAsync(IPage one, PortalProcess own)
    {
        var other = await browser.SignInAsync(Role.Supervisor, BrowserPortal.Phone, own, "本市 仮名 市郎");
        await other.GotoAsync(new Uri(one.Url).AbsolutePath);
        await other.Locator("[data-shortcut=n]").WaitForAsync();
        await one.Keyboard.PressAsync("Alt+n");
        await other.Keyboard.PressAsync("Alt+n");
        await one.Locator(".call-card").WaitForAsync();
        await other.Locator(".call-card").WaitForAsync();
        Assert.NotEqual(await one.Locator(".call-card h2").InnerTextAsync(), await other.Locator(".call-card h2").InnerTextAsync());
        await BrowserPortal.AssertAccessibleAsync(other);
        Assert.True(await other.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "It scrolls sideways.");

        await other.Keyboard.PressAsync("Alt+t");

        await Assertions.Expect(one.Locator("[data-count=told]")).ToHaveTextAsync("1");
        await Assertions.Expect(other.Locator("[data-count=told]")).ToHaveTextAsync("1");
    }
}
