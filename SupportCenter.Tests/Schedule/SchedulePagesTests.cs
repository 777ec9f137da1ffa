using System.Globalization;
using Microsoft.Playwright;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Schedule;
using SupportCenter.Domain.Text;
using SupportCenter.Tests.Browser;

namespace SupportCenter.Tests.Schedule;

[Collection(BrowserTests.Name)]
public sealed class SchedulePagesTests(BrowserPortal browser)
{
    [BrowserFact]
    public async Task A_series_is_laid_out_by_keyboard_and_its_dates_are_shown_before_they_are_made()
    {
        // A month without clinics of the demo data, which end after four weeks.
        var (month, days) = MondaysOf(Today.AddDays(28).AddMonths(1));
        var open = days.Where(JapaneseHolidays.IsWorkingDay).ToList();
        var page = await browser.SignInAsync(Role.BookingStaff);
        await BrowserPortal.GoAsync(page, "/clinics/new");
        await page.GetByLabel("1回だけ").FocusAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await page.GetByRole(AriaRole.Textbox, new() { NameString = "期間の最終日" }).WaitForAsync();
        await page.GetByRole(AriaRole.Textbox, new() { NameString = "開催日" }).FillAsync(Iso(month));
        await page.GetByRole(AriaRole.Textbox, new() { NameString = "期間の最終日" }).FillAsync(Iso(month.AddMonths(1).AddDays(-1)));
        await page.Locator("#Weekday").SelectOptionAsync(new SelectOptionValue { Label = "月曜日" });
        await page.GetByLabel("開始時刻").FillAsync("9時半");
        await page.GetByLabel("終了時刻").FillAsync("1230");
        await page.GetByLabel("会場1").SelectOptionAsync(new SelectOptionValue { Label = "中京区役所" });
        await page.GetByLabel("会場2").SelectOptionAsync(new SelectOptionValue { Label = "伏見区役所" });
        await page.GetByLabel("席1の行政書士").SelectOptionAsync(new SelectOptionValue { Label = "行政書士 見本一" });
        await page.Keyboard.PressAsync("Control+Enter");

        var rows = page.Locator(".plan-preview tbody tr");
        await rows.First.WaitForAsync();
        var texts = await rows.AllInnerTextsAsync();
        Assert.Equal(days.Count, texts.Count);
        AssertEach.Of(days.Zip(texts), row =>
        {
            Assert.Contains(JapaneseDate.Format(row.First), row.Second, StringComparison.Ordinal);
            Assert.Equal(!open.Contains(row.First), row.Second.Contains("のため行いません", StringComparison.Ordinal));
        });
        Assert.Contains(texts, row => row.Contains("中京区役所", StringComparison.Ordinal));
        Assert.Contains(texts, row => row.Contains("伏見区役所", StringComparison.Ordinal));
        await BrowserPortal.AssertAccessibleAsync(page);

        await page.GetByRole(AriaRole.Button, new() { NameString = $"この{open.Count}件を作る" }).PressAsync("Enter");
        await page.WaitForURLAsync($"**/clinics?month={Iso(month)[..7]}");
        await Assertions.Expect(page.Locator(".bar-title")).ToContainTextAsync($"：{open.Count}件");
    }

    [BrowserTheory]
    [InlineData(1366)]
    [InlineData(390)]
    public async Task A_plan_with_gaps_and_a_lunch_break_is_made_by_keyboard_and_its_hours_are_shown(int width)
    {
        var day = Enumerable
            .Range(45, 30)
            .Select(Today.AddDays)
            .First(one => one.DayOfWeek == (width == 390 ? DayOfWeek.Wednesday : DayOfWeek.Tuesday) && JapaneseHolidays.IsWorkingDay(one));
        var page = await browser.SignInAsync(Role.BookingStaff, width == 390 ? BrowserPortal.Phone : BrowserPortal.Desk);
        await BrowserPortal.GoAsync(page, "/clinics/new");
        await page.GetByRole(AriaRole.Textbox, new() { NameString = "開催日" }).FillAsync(Iso(day));
        await page.GetByLabel("開始時刻").FillAsync("9:30");
        await page.GetByLabel("終了時刻").FillAsync("16:00");
        await page.GetByLabel("1枠の長さ").FillAsync("50");
        await page.GetByLabel("枠と枠の間").FillAsync("10");
        await page.GetByLabel("休憩の始まり").FillAsync("13時");
        await page.GetByLabel("休憩の終わり").FillAsync("12時");
        await page.GetByLabel("会場1").SelectOptionAsync(new SelectOptionValue { Label = "右京区役所" });
        await page.GetByLabel("席1の行政書士").SelectOptionAsync(new SelectOptionValue { Label = "行政書士 例示二子" });
        await page.GetByLabel("休憩の終わり").PressAsync("Control+Enter");
        await Assertions.Expect(page.Locator("#BreakTo-error")).ToBeVisibleAsync();
        await page.GetByLabel("休憩の始まり").FillAsync("12時");
        await page.GetByLabel("休憩の終わり").FillAsync("13時");
        await page.GetByLabel("休憩の終わり").PressAsync("Control+Enter");

        await Assertions
            .Expect(page.Locator(".plan-preview"))
            .ToContainTextAsync("9:30～10:20、10:30～11:20、13:00～13:50、14:00～14:50、15:00～15:50");
        await BrowserPortal.AssertAccessibleAsync(page);
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "The page scrolls sideways.");
        await page.GetByRole(AriaRole.Button, new() { NameString = "この1件を作る" }).PressAsync("Enter");

        await Assertions.Expect(page.Locator(".slots li")).ToHaveCountAsync(5);
        await Assertions.Expect(page.Locator("dl.facts")).ToContainTextAsync("9:30～11:20、13:00～15:50");
        await BrowserPortal.AssertAccessibleAsync(page);
    }

    [BrowserFact]
    public async Task Cancelling_a_clinic_moves_its_clients_and_tells_what_became_of_them()
    {
        var page = await browser.SignInAsync(Role.Supervisor);
        // On the last days of a month no clinic of it is to come.
        await BrowserPortal.GoAsync(page, $"/clinics?month={Iso(Today.AddDays(14))[..7]}");
        // 3 of 6 booked, so that somebody is hit; demo data lies around today, whatever day it is.
        await page.Locator(".calendar .clinic-link", new() { HasTextString = "空き 3/6" })
            .Or(page.Locator(".calendar .clinic-link", new() { HasTextString = "空き 4/6" }))
            .Last.ClickAsync();
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

    public static TheoryData<string, bool> Pages =>
        new()
        {
            { "/", true },
            { "/", false },
            { "/clinics", true },
            { "/clinics", false },
            { "/clinics/new", false },
            { "/administration/venues", true },
            { "/administration/venues", false },
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
        Assert.True(
            await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"),
            "the page scrolls sideways"
        );
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

    private static DateOnly Today => CentreTime.Today(TimeProvider.System);

    private static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static (DateOnly First, IReadOnlyList<DateOnly> Days) MondaysOf(DateOnly date)
    {
        var first = new DateOnly(date.Year, date.Month, 1);
        var days = Enumerable.Range(0, first.AddMonths(1).DayNumber - first.DayNumber).Select(first.AddDays);
        return (first, [.. days.Where(day => day.DayOfWeek == DayOfWeek.Monday)]);
    }
}
