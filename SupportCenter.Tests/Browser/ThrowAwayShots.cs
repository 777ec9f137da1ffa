using Microsoft.Playwright;
using SupportCenter.Domain.Access;
namespace SupportCenter.Tests.Browser;
[Collection(BrowserTests.Name)]
public sealed class ThrowAwayShots(BrowserPortal browser)
{
    [BrowserFact]
    public async Task Shots()
    {
        Directory.CreateDirectory("/tmp/shots-reports");
        foreach (var (role, size, name) in new[] { (Role.Supervisor, BrowserPortal.Desk, "wide"), (Role.Supervisor, BrowserPortal.Phone, "narrow"), (Role.BookingStaff, BrowserPortal.Desk, "booking") })
        {
            var page = await browser.SignInAsync(role, size);
            await PagesOfRole.GoAsync(page, "/reports");
            await page.Locator(".report-tiles").WaitForAsync();
            await page.ScreenshotAsync(new() { Path = $"/tmp/shots-reports/{name}.png", FullPage = true });
            for (var at = 0; at < 5 && name != "narrow"; at++) { await page.EvaluateAsync($"scrollTo(0,{at * 700})"); await page.ScreenshotAsync(new() { Path = $"/tmp/shots-reports/{name}-{at}.png" }); }
            await File.WriteAllTextAsync($"/tmp/shots-reports/{name}.txt", (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ToString() + "\n" + string.Join("\n", await page.EvaluateAsync<string[]>("[...document.querySelectorAll('.table-region')].filter(e=>e.scrollWidth>e.clientWidth).map(e=>e.getAttribute('aria-labelledby')+' '+e.scrollWidth+' '+e.clientWidth)")));
            try { await BrowserPortal.AssertAccessibleAsync(page); } catch (Exception e) { await File.WriteAllTextAsync($"/tmp/shots-reports/{name}-axe.txt", e.Message); }
            if (role == Role.Supervisor && name == "wide")
            {
                var pdf = await page.APIRequest.GetAsync((await page.Locator("a[href*='monthly.pdf']").GetAttributeAsync("href"))!);
                await File.WriteAllBytesAsync("/tmp/shots-reports/demo.pdf", await pdf.BodyAsync());
            }
        }
    }
}
