using Microsoft.Playwright;
using SupportCenter.Domain.Access;

namespace SupportCenter.Tests.Browser;

/// <summary>The start pages in a real browser.</summary>
[Collection(BrowserTests.Name)]
public sealed class StartPagesTests(BrowserPortal browser)
{
    [BrowserFact]
    public async Task The_contractor_presses_the_first_free_slot_and_the_booking_form_has_it()
    {
        var page = await browser.SignInAsync(Role.BookingStaff);
        await PagesOfRole.GoAsync(page, "/workspace");
        var first = page.Locator(".venue-slots a").First;
        var slot = (await first.GetAttributeAsync("href"))!.Split("slot=")[1];

        for (var pressed = 0; pressed < 40 && !await first.EvaluateAsync<bool>("link => link === document.activeElement"); pressed++)
        {
            await page.Keyboard.PressAsync("Tab");
        }

        await Assertions.Expect(first).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");

        await page.WaitForURLAsync("**/reservations/new?slot=*");
        await Assertions.Expect(page.Locator($"input[name=slot][value='{slot}']")).ToBeCheckedAsync();
        await page.GetByText("まで確保しています").WaitForAsync();
    }

    [BrowserFact]
    public async Task The_scrivener_opens_the_next_clients_record_by_keyboard()
    {
        var page = await browser.SignInAsync(Role.Scrivener);
        await PagesOfRole.GoAsync(page, "/workspace");
        var next = page.Locator(".next-client");
        if (await next.Locator("button").CountAsync() == 0)
        {
            // Late in the day nobody is left: the page says so.
            await Assertions.Expect(next).ToContainTextAsync("このあとの相談はありません");
            return;
        }

        var business = await next.Locator(".next-name").InnerTextAsync();
        await next.Locator("button").PressAsync("Enter");
        await page.WaitForURLAsync("**/consultations/*");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync(business);
    }

    [BrowserFact]
    public async Task The_supervisor_sees_day_week_and_what_waits_without_scrolling()
    {
        var page = await browser.SignInAsync(Role.Supervisor, new() { Width = 1366, Height = 768 });
        await PagesOfRole.GoAsync(page, "/workspace");
        foreach (
            var part in new[] { ".start-tiles .tile >> nth=3", ".start-day tbody tr >> nth=0", ".week-chart", ".waits-list li >> nth=6" }
        )
        {
            var box = (await page.Locator(part).BoundingBoxAsync())!;
            Assert.True(box.Y >= 0 && box.Y + box.Height <= 768, $"{part} ends at {box.Y + box.Height}");
        }
    }

    [BrowserFact]
    public async Task On_a_telephone_the_supervisors_figures_come_first_in_one_column()
    {
        var page = await browser.SignInAsync(Role.Supervisor, BrowserPortal.Phone);
        await PagesOfRole.GoAsync(page, "/workspace");
        var tops = new List<float>();
        foreach (var part in new[] { ".start-tiles", ".start-day", ".start-week", ".start-waits" })
        {
            tops.Add((await page.Locator(part).BoundingBoxAsync())!.Y);
        }

        Assert.Equal(tops.Order(), tops);
        await BrowserPortal.AssertAccessibleAsync(page);
    }
}
