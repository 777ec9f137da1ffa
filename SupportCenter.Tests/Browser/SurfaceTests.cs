using System.Net;
using SupportCenter.Domain.Access;

namespace SupportCenter.Tests.Browser;

/// <summary>What somebody who has not signed in gets from the running portal.</summary>
[Collection(BrowserTests.Name)]
public sealed class SurfaceTests(BrowserPortal browser)
{
    [BrowserTheory]
    [InlineData("/workspace")]
    [InlineData("/reservations")]
    [InlineData("/reservations/00000000000000000000000000")]
    [InlineData("/consultations/00000000000000000000000000.pdf")]
    [InlineData("/documents/00000000000000000000000000")]
    [InlineData("/administration/staff")]
    [InlineData("/data/portal.db")]
    [InlineData("/.git/config")]
    [InlineData("/appsettings.json")]
    [InlineData("/_blazor/negotiate?negotiateVersion=1")]
    [InlineData("/schedule.xlsx")]
    public async Task ASVS_8_2_1_what_is_not_public_leads_to_the_sign_in_page_or_nowhere(string address)
    {
        using var client = Client();
        var answer = await client.GetAsync(new Uri(browser.Portal.Address + address));

        Assert.True(answer.StatusCode is HttpStatusCode.Redirect or HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed or HttpStatusCode.Unauthorized, answer.StatusCode.ToString());
        Assert.Equal("noindex, nofollow", answer.Headers.GetValues("X-Robots-Tag").Single());
        Assert.True(answer.Headers.CacheControl!.NoStore);
    }

    [BrowserFact]
    public async Task ASVS_4_4_1_an_anonymous_negotiate_of_the_circuit_never_succeeds()
    {
        using var client = Client();
        var answer = await client.PostAsync(new Uri(browser.Portal.Address + "/_blazor/negotiate?negotiateVersion=1"), null);
        Assert.NotEqual(HttpStatusCode.OK, answer.StatusCode);
    }

    [BrowserFact]
    public async Task ASVS_3_4_3_3_4_4_3_4_5_3_4_6_3_5_8_every_answer_carries_the_headers_of_a_closed_house()
    {
        using var client = Client();
        foreach (var address in new[] { "/", "/about", "/privacy", "/schedule.json", "/schedule.csv", "/schedule.ics", "/robots.txt", "/sitemap.xml", "/signin", "/workspace", "/nowhere", "/app.css" })
        {
            var answer = await client.GetAsync(new Uri(browser.Portal.Address + address));
            var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
            Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe-eval", policy, StringComparison.Ordinal);
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
            Assert.Equal("same-origin", answer.Headers.GetValues("Cross-Origin-Resource-Policy").Single());
        }
    }

    [BrowserFact]
    public async Task ASVS_16_2_5_nothing_that_was_shown_or_typed_stands_in_the_log()
    {
        var page = await browser.SignInAsync(Role.BookingStaff);
        await BrowserPortal.GoAsync(page, "/reservations");
        await page.GetByText("ためし").First.WaitForAsync();
        Assert.DoesNotContain("ためし", browser.Portal.Log, StringComparison.Ordinal);
        Assert.DoesNotContain("075-000-0", browser.Portal.Log, StringComparison.Ordinal);
        Assert.DoesNotContain("075000", browser.Portal.Log, StringComparison.Ordinal);
    }

    private static HttpClient Client() => new(new HttpClientHandler { AllowAutoRedirect = false }, disposeHandler: true);
}
