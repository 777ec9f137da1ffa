using Microsoft.Playwright;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Text;

namespace SupportCenter.Tests.Browser;

/// <summary>月次報告 in a real browser, by keyboard: written by one supervisor, fixed by another one on a telephone, corrected.</summary>
[Collection(BrowserTests.Name)]
public sealed class ReportByKeyboardTests(BrowserPortal browser)
{
    [BrowserFact]
    public async Task A_report_is_written_fixed_by_another_supervisor_and_corrected_by_keyboard()
    {
        var month = CentreTime.Today(TimeProvider.System).AddMonths(-1);
        var address = FormattableString.Invariant($"/reports/monthly/{month:yyyy-MM}");
        var first = await browser.SignInAsync(Role.Supervisor);
        await BrowserPortal.GoAsync(first, "/reports");
        await PressAsync(first.GetByRole(AriaRole.Button, new() { Name = "前の期間" }));
        await PressAsync(first.Locator($"main a[href='{address}']"));
        await first.Locator("#First").FocusAsync();
        await first.Keyboard.TypeAsync("相談は前月より多かった。");
        await first.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(first.Locator(".status-line")).ToContainTextAsync("文章を保存しました");
        await Assertions.Expect(first.Locator("main")).ToContainTextAsync("ほかの監督者に確定を依頼してください");
        await AssertFitsAsync(first);

        var second = await browser.SignInAsync(Role.Supervisor, BrowserPortal.Phone, name: "本市 仮名 市郎");
        await BrowserPortal.GoAsync(second, address);
        await Assertions.Expect(second.Locator("dl.facts").Last).ToContainTextAsync("相談は前月より多かった。");
        await PressAsync(second.GetByRole(AriaRole.Button, new() { Name = "確定する" }));
        await Assertions.Expect(second.Locator("dialog[open]")).ToContainTextAsync("第1版を確定します");
        await BrowserPortal.AssertAccessibleAsync(second);
        await second.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(second.Locator(".status-line")).ToContainTextAsync("確定しました");
        await AssertFitsAsync(second);

        var paper = await second.APIRequest.GetAsync((await second.Locator("tbody a").First.GetAttributeAsync("href"))!);
        using (var pdf = new Printing.PrintedPdf(await paper.BodyAsync()))
        {
            Assert.Contains("確定 第1版", pdf.Pages[0], StringComparison.Ordinal);
        }

        await AuditorReadsTheMonthAsync(month);
        await PressAsync(second.GetByRole(AriaRole.Button, new() { Name = "訂正版を作成" }));
        await Assertions.Expect(second.Locator("#Reason")).ToBeFocusedAsync();
        await second.Keyboard.TypeAsync("集計のあとに取消が分かったため");
        await AssertFitsAsync(second);
        await second.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(second.Locator("main")).ToContainTextAsync("第2版（訂正版）は確定していません");
        await AssertFitsAsync(second);
    }

    [BrowserFact]
    public async Task A_yearly_report_is_written_with_targets_and_voices_and_another_supervisor_downloads_it_by_keyboard()
    {
        var today = CentreTime.Today(TimeProvider.System);
        var year = JapaneseDate.FiscalYear(today) - 1;
        var (address, words) = (FormattableString.Invariant($"/reports/yearly/{year}"), JapaneseDate.FormatFiscalYear(year));
        var first = await browser.SignInAsync(Role.Supervisor);
        await BrowserPortal.GoAsync(first, "/reports");
        await PressAsync(first.Locator("input[name=Kind][value=FiscalYear]"), "Space");
        await PressAsync(first.GetByRole(AriaRole.Button, new() { Name = "表示する" }));
        await Assertions.Expect(first.Locator("#period")).ToContainTextAsync("年度");
        await PressAsync(first.GetByRole(AriaRole.Button, new() { Name = "前の期間" }));
        await PressAsync(first.Locator($"main a[href='{address}']"));
        await first.Locator("#First").FocusAsync();
        await first.Keyboard.TypeAsync("相談は前年度より多かった。");
        await first.Locator("#TargetCompleted").FocusAsync();
        await first.Keyboard.TypeAsync("1200");
        await first.Locator("#Voice1").FocusAsync();
        await first.Keyboard.TypeAsync("手続きの順番が分かって助かった。");
        await first.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(first.Locator(".status-line")).ToContainTextAsync("文章を保存しました");
        await AssertFitsAsync(first);

        var second = await browser.SignInAsync(Role.Supervisor, BrowserPortal.Phone, name: "本市 仮名 市郎");
        await BrowserPortal.GoAsync(second, "/workspace");
        await PressAsync(second.Locator($"main a[href='{address}']"));
        await Assertions.Expect(second.Locator("#attention")).ToBeVisibleAsync();
        await AssertFitsAsync(second);
        await PressAsync(second.GetByRole(AriaRole.Button, new() { Name = "確定する" }));
        await Assertions.Expect(second.Locator("dialog[open]")).ToContainTextAsync("声1件の掲載も承認します");
        await BrowserPortal.AssertAccessibleAsync(second);
        await second.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(second.Locator(".status-line")).ToContainTextAsync("確定しました");
        await AssertFitsAsync(second);

        var paper = await second.APIRequest.GetAsync(
            (await second.Locator("[aria-labelledby=editions] tbody a").First.GetAttributeAsync("href"))!
        );
        using var pdf = new Printing.PrintedPdf(await paper.BodyAsync());
        Assert.Contains("確定 第1版", pdf.Pages[0], StringComparison.Ordinal);
        Assert.Contains("目次", pdf.Pages[0], StringComparison.Ordinal);
        Assert.Contains("「手続きの順番が分かって助かった。」", pdf.Flowing, StringComparison.Ordinal);
        var auditor = await browser.SignInAsync(Role.Auditor, BrowserPortal.Phone);
        await BrowserPortal.GoAsync(auditor, "/reports/public");
        await auditor.Locator("#PublicPick").SelectOptionAsync(new SelectOptionValue { Label = $"{words} 第1版" });
        await Assertions.Expect(auditor.Locator("#public-edition")).ToContainTextAsync(words);
        await AssertFitsAsync(auditor);
    }

    /// <summary>What the auditor finds under 統計 is the public edition of that month, and its files.</summary>
    private async Task AuditorReadsTheMonthAsync(DateOnly month)
    {
        foreach (var size in new[] { BrowserPortal.Desk, BrowserPortal.Phone })
        {
            var auditor = await browser.SignInAsync(Role.Auditor, size);
            await BrowserPortal.GoAsync(auditor, "/reports");
            await Assertions.Expect(auditor.Locator("#public-edition")).ToContainTextAsync("第1版");
            await Assertions.Expect(auditor.Locator("main")).ToContainTextAsync("5事業者に満たない区分は");
            await Assertions.Expect(auditor.Locator(".report-tiles, .report-filters form")).ToHaveCountAsync(0);
            await AssertFitsAsync(auditor);
            foreach (var (format, starts) in new[] { ("pdf", "%PDF"), ("xlsx", "PK"), ("csv", "\u00ef\u00bb\u00bf") })
            {
                var link = auditor.Locator($"main a[href*='/reports/public.{format}']");
                await Assertions
                    .Expect(link)
                    .ToHaveAttributeAsync("href", new System.Text.RegularExpressions.Regex($"month={month:yyyy-MM}"));
                await link.FocusAsync();
                var file = await auditor.APIRequest.GetAsync((await link.GetAttributeAsync("href"))!);
                Assert.StartsWith(starts, System.Text.Encoding.Latin1.GetString(await file.BodyAsync()), StringComparison.Ordinal);
            }
        }
    }

    private static async Task AssertFitsAsync(IPage page)
    {
        await BrowserPortal.AssertAccessibleAsync(page);
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "the page scrolls sideways");
    }

    private static async Task PressAsync(ILocator what, string key = "Enter")
    {
        await what.FocusAsync();
        await what.PressAsync(key);
    }
}
