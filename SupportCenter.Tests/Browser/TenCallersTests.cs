using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Incidents;
using SupportCenter.Tests.Drills;

namespace SupportCenter.Tests.Browser;

/// <summary>Ten people call five hundred businesses, each on a screen of their own.</summary>
[Collection(BrowserTests.Name)]
public sealed class TenCallersTests(BrowserPortal browser)
{
    private const int Businesses = 500;
    private const int Callers = 10;
    private const string Prefix = "株式会社電話例示";

    [BrowserFact]
    public async Task Ten_screens_reach_five_hundred_businesses_and_nobody_is_called_twice()
    {
        var folder = Directory.CreateTempSubdirectory("portal-callers-");
        try
        {
            browser.MostAtOnce = Callers;
            var incident = await PrepareAsync(folder.FullName);
            await using (var own = await PortalProcess.StartAsync(folder.FullName))
            {
                var screens = new List<IPage>();
                for (var at = 1; at <= Callers; at++)
                {
                    var page = await browser.SignInAsync(Role.Supervisor, portal: own, name: NameOf(at));
                    await BrowserPortal.GoAsync(page, $"/incidents/{incident.ToShort()}/calls");
                    screens.Add(page);
                }

                var called = await Task.WhenAll(screens.Select(CallAsync));

                Assert.Equal(Businesses, called.Sum(names => names.Count));
                Assert.Equal(Businesses, called.SelectMany(names => names).Distinct().Count());
                AssertEach.Of(called, names => Assert.NotEmpty(names));
                foreach (var page in screens)
                {
                    await Assertions.Expect(page.Locator("[data-count=told]")).ToHaveTextAsync($"{Businesses}", new() { Timeout = 60_000 });
                }
            }

            await using var site = await DrillSite.OpenAsync(folder.FullName);
            Assert.Equal(Businesses, await site.ReadAsync(db => db.ContactAttempts.Select(row => row.BusinessId).Distinct().CountAsync()));
            Assert.Equal(Businesses, await site.ReadAsync(db => db.ContactAttempts.CountAsync()));
        }
        finally
        {
            browser.MostAtOnce = BrowserPortal.UsuallyAtOnce;
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Calls until nobody is left; gives the names of those that were called.</summary>
    private static async Task<IReadOnlyList<string>> CallAsync(IPage page)
    {
        var called = new List<string>();
        await page.Keyboard.PressAsync("Alt+n");
        var card = page.Locator(".call-card h2");
        var over = page.Locator("main [role=status]", new() { HasText = "電話する事業者は" });
        await card.Or(over).First.WaitForAsync(new() { Timeout = 60_000 });
        while (await card.CountAsync() > 0)
        {
            var name = await card.InnerTextAsync();
            called.Add(name);
            await page.Keyboard.PressAsync("Alt+t");
            await page.WaitForFunctionAsync(
                "before => document.querySelector('.call-card h2')?.innerText !== before",
                name,
                new() { Timeout = 60_000 }
            );
        }

        return called;
    }

    private static string NameOf(int at) => FormattableString.Invariant($"本市 電話 {at:00}");

    private static async Task<Guid> PrepareAsync(string folder)
    {
        await DrillSite.PrepareAsync(folder, clinics: 1);
        await using var site = await DrillSite.OpenAsync(folder);
        await site.AddAsync([
            .. Enumerable.Range(1, Callers).Select(at => Make.Staff(Role.Supervisor, NameOf(at))),
            .. Enumerable
                .Range(0, Businesses)
                .Select(at =>
                    Make.Business(
                        Make.Details(FormattableString.Invariant($"{Prefix}{at:000}"), FormattableString.Invariant($"075-000-{at:0000}"))
                    )
                ),
        ]);
        var now = CentreTime.Now(TimeProvider.System).AddMinutes(-5);
        var incidents = await site.AsAsync<IncidentService>(Role.Supervisor);
        var details = new IncidentDetails
        {
            Title = "相談記録が検索で見える",
            KnownOn = DateOnly.FromDateTime(now),
            KnownAt = new TimeOnly(now.Hour, now.Minute),
            How = HowKnown.Call,
            What = "検索すると相談記録が見える。",
        };
        var id = (await incidents.OpenAsync(details, IncidentSourceKind.Call, null, isDrill: false)).Id;
        // Names are encrypted: they are compared here.
        var ids = (await site.ReadAsync(db => db.Businesses.AsNoTracking().ToListAsync()))
            .FindAll(row => row.Name.StartsWith(Prefix, StringComparison.Ordinal))
            .ConvertAll(row => row.Id);
        await (await site.AsAsync<AffectedService>(Role.Supervisor)).FixNamesAsync(id, ids, ExposedData.List);
        return id;
    }
}
