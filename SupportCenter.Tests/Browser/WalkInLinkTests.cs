using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Data;

namespace SupportCenter.Tests.Browser;

/// <summary>A scrivener receives a client whose business others have met; reception confirms it, by keyboard.</summary>
[Collection(BrowserTests.Name)]
public sealed class WalkInLinkTests(BrowserPortal browser)
{
    [BrowserFact]
    [Asvs("8.2.2")]
    public async Task Reception_finds_the_walk_in_on_its_start_page_and_confirms_it()
    {
        await using var portal = await PortalProcess.StartAsync();
        var (name, telephone) = await UnmetAsync(portal.Folder);
        var scrivener = await browser.SignInAsync(Role.Scrivener, portal: portal);
        var clinic = await scrivener.Locator("a[href^='/clinics/']").First.GetAttributeAsync("href");
        await BrowserPortal.GoAsync(scrivener, clinic + "/walk-in");
        await scrivener.Locator("input[name=place]").First.CheckAsync();
        await scrivener.Locator("#BusinessName").FillAsync(name);
        await scrivener.Locator("#Telephone").FillAsync(telephone);
        await scrivener.Keyboard.PressAsync("Control+Enter");
        var opened = scrivener.GetByRole(AriaRole.Link, new() { Name = "予約内容を開く" });
        var address = (await opened.GetAttributeAsync("href"))!;
        await BrowserPortal.GoAsync(scrivener, address);
        await Assertions.Expect(scrivener.Locator("main h1")).ToHaveTextAsync(name);
        await Assertions.Expect(scrivener.Locator("main a[href^='/businesses/']")).ToHaveCountAsync(0);

        var reception = await browser.SignInAsync(Role.BookingStaff, BrowserPortal.Phone, portal);
        await reception.GetByRole(AriaRole.Link, new() { NameString = "行政書士が受け付けた予約なしの来所" }).PressAsync("Enter");
        await reception.WaitForURLAsync("**" + address);
        await BrowserPortal.AssertAccessibleAsync(reception);
        var confirm = reception.GetByRole(AriaRole.Button, new() { Name = "同じ事業者であることを確認した" });
        await confirm.PressAsync("Enter");

        await Assertions.Expect(reception.Locator(".status-line")).ToContainTextAsync("来所を確認しました");
        await Assertions.Expect(confirm).ToHaveCountAsync(0);
        await BrowserPortal.GoAsync(scrivener, address);
        await Assertions.Expect(scrivener.Locator("main a[href^='/businesses/']")).ToHaveCountAsync(1);
    }

    /// <summary>A business of the demo data that the first scrivener has not met.</summary>
    private static async Task<(string Name, string Telephone)> UnmetAsync(string folder)
    {
        using var database = await PortalDatabase.OpenAsync(new StorageOptions { DataDirectory = folder });
        await using var db = database.CreateContext();
        var me = await db.Staff.Where(person => person.Name == "行政書士 見本一").Select(person => person.Id).SingleAsync();
        var mine = db.Desks.Where(desk => desk.ScrivenerId == me).Select(desk => desk.ClinicId);
        var unmet = await db
            .Businesses.AsNoTracking()
            .Where(row => !db.Reservations.Any(visit => visit.BusinessId == row.Id && mine.Contains(visit.ClinicId)))
            .OrderBy(row => row.Id)
            .FirstAsync();
        return (unmet.Name, unmet.Telephone!);
    }
}
