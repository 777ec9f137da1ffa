using Microsoft.Playwright;
using SupportCenter.Domain.Access;
using SupportCenter.Tests.Browser;

namespace SupportCenter.Tests.Schedule;

[Collection(BrowserTests.Name)]
public sealed class SchedulePagesTests(BrowserPortal browser)
{
    [BrowserFact]
    public async Task A_series_is_laid_out_by_keyboard_and_its_dates_are_shown_before_they_are_made()
    {
        var page = await browser.SignInAsync(Role.BookingStaff);
        await BrowserPortal.GoAsync(page, "/clinics/new");
        await page.GetByLabel("1回だけ").FocusAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await page.GetByLabel("期間の最終日").WaitForAsync();
        await page.GetByLabel("開催日").FillAsync("2027-01-01");
        await page.GetByLabel("期間の最終日").FillAsync("2027-01-31");
        await page.Locator("#Weekday").SelectOptionAsync(new SelectOptionValue { Label = "月曜日" });
        await page.GetByLabel("開始時刻").FillAsync("9時半");
        await page.GetByLabel("終了時刻").FillAsync("1230");
        await page.GetByLabel("会場1").SelectOptionAsync(new SelectOptionValue { Label = "中京区役所" });
        await page.GetByLabel("会場2").SelectOptionAsync(new SelectOptionValue { Label = "伏見区役所" });
        await page.GetByLabel("席1の行政書士").SelectOptionAsync(new SelectOptionValue { Label = "行政書士 見本一" });
        await page.Keyboard.PressAsync("Control+Enter");

        var rows = page.Locator(".plan-preview tbody tr");
        await rows.First.WaitForAsync();
        Assert.Equal(4, await rows.CountAsync());
        Assert.Contains("令和9年1月4日(月)", await rows.Nth(0).InnerTextAsync(), StringComparison.Ordinal);
        Assert.Contains("成人の日のため行いません", await rows.Nth(1).InnerTextAsync(), StringComparison.Ordinal);
        Assert.Contains("伏見区役所", await rows.Nth(2).InnerTextAsync(), StringComparison.Ordinal);
        await BrowserPortal.AssertAccessibleAsync(page);

        await page.GetByRole(AriaRole.Button, new() { NameString = "この3件を作る" }).PressAsync("Enter");
        await page.WaitForURLAsync("**/clinics?month=2027-01");
        await page.Locator(".month-bar p", new() { HasTextString = "令和9年1月：3件" }).WaitForAsync();
    }

    [BrowserFact]
    public async Task Cancelling_a_clinic_moves_its_clients_and_tells_what_became_of_them()
    {
        var page = await browser.SignInAsync(Role.Supervisor);
        await BrowserPortal.GoAsync(page, "/clinics");
        // 3 of 6 booked, so that somebody is hit; demo data lies around today, whatever day it is.
        await page.Locator(".calendar .clinic-link", new() { HasTextString = "空き 3/6" }).Or(page.Locator(".calendar .clinic-link", new() { HasTextString = "空き 4/6" })).Last.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { NameString = "巡回相談を中止する" }).PressAsync("Enter");
        await page.Locator("dialog[open] .closing-hits select").First.WaitForAsync();
        var hits = await page.Locator("dialog[open] .closing-hits li").CountAsync();
        await page.Locator("dialog[open] .closing-hits select").First.SelectOptionAsync("callback");
        await BrowserPortal.AssertAccessibleAsync(page);
        await page.Locator("#closing-Reason").FillAsync("台風接近のため");
        await page.Keyboard.PressAsync("Control+Enter");

        await page.Locator(".status-line", new() { HasTextString = $"{hits}件の予約を移しました" }).WaitForAsync();
        await page.Locator(".summary.warning", new() { HasTextString = "台風接近のため" }).First.WaitForAsync();
        Assert.Equal(0, await page.GetByRole(AriaRole.Button, new() { NameString = "巡回相談を中止する" }).CountAsync());
    }

    public static TheoryData<string, bool> Pages => new()
    {
        { "/", true }, { "/", false }, { "/clinics", true }, { "/clinics", false }, { "/clinics/new", false }, { "/administration/venues", true }, { "/administration/venues", false },
    };

    [BrowserTheory]
    [MemberData(nameof(Pages))]
    public async Task Every_page_of_the_schedule_is_accessible(string address, bool narrow)
    {
        var size = narrow ? BrowserPortal.Phone : BrowserPortal.Desk;
        var isPublic = address == "/";
        var page = isPublic ? await browser.OpenAsync(size) : await browser.SignInAsync(Role.BookingStaff, size);
        await (isPublic ? page.GotoAsync(address) : BrowserPortal.GoAsync(page, address));

        await BrowserPortal.AssertAccessibleAsync(page);
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), "the page scrolls sideways");
    }

    [BrowserFact]
    public async Task The_public_page_needs_no_circuit_and_no_script_and_names_nobody()
    {
        var page = await browser.OpenAsync();
        var response = await page.GotoAsync("/");
        var html = await response!.TextAsync();

        Assert.Equal(0, await page.Locator("script").CountAsync());
        Assert.Contains("075-000-0000", html, StringComparison.Ordinal);
        Assert.DoesNotContain("見本一", System.Net.WebUtility.HtmlDecode(html), StringComparison.Ordinal);
        await page.GetByRole(AriaRole.Heading, new() { NameString = "これから4週間の開催日" }).WaitForAsync();
    }
}
