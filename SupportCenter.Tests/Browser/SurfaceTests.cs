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
    [Asvs("8.2.1")]
    public async Task What_is_not_public_leads_to_the_sign_in_page_or_nowhere(string address)
    {
        using var client = Client();
        var answer = await client.GetAsync(new Uri(browser.Portal.Address + address));

        Assert.True(
            answer.StatusCode
                is HttpStatusCode.Redirect
                    or HttpStatusCode.NotFound
                    or HttpStatusCode.MethodNotAllowed
                    or HttpStatusCode.Unauthorized,
            answer.StatusCode.ToString()
        );
        Assert.Equal("noindex, nofollow", answer.Headers.GetValues("X-Robots-Tag").Single());
        Assert.True(answer.Headers.CacheControl!.NoStore);
    }

    [BrowserFact]
    [Asvs("4.4.1")]
    public async Task An_anonymous_negotiate_of_the_circuit_never_succeeds()
    {
        using var client = Client();
        var answer = await client.PostAsync(new Uri(browser.Portal.Address + "/_blazor/negotiate?negotiateVersion=1"), null);
        Assert.NotEqual(HttpStatusCode.OK, answer.StatusCode);
    }

    [BrowserFact]
    [Asvs("3.4.3", "3.4.4", "3.4.5", "3.4.6", "3.5.8")]
    public async Task Every_answer_carries_the_headers_of_a_closed_house()
    {
        using var client = Client();
        foreach (
            var address in new[]
            {
                "/",
                "/about",
                "/privacy",
                "/schedule.json",
                "/schedule.csv",
                "/schedule.ics",
                "/robots.txt",
                "/sitemap.xml",
                "/signin",
                "/workspace",
                "/nowhere",
                "/app.css",
            }
        )
        {
            var answer = await client.GetAsync(new Uri(browser.Portal.Address + address));
            var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
            Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe-eval", policy, StringComparison.Ordinal);
            Assert.StartsWith("default-src 'none'; script-src 'self'; style-src-elem 'self'; ", policy, StringComparison.Ordinal);
            Assert.Equal(1, policy.Split("unsafe-inline").Length - 1); // style-src-attr only: no style element, no script.
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
            Assert.Equal("same-origin", answer.Headers.GetValues("Cross-Origin-Resource-Policy").Single());
        }
    }

    [BrowserFact]
    [Asvs("16.2.5")]
    public async Task Nothing_that_was_shown_or_typed_stands_in_the_log()
    {
        var page = await browser.SignInAsync(Role.BookingStaff);
        await BrowserPortal.GoAsync(page, "/reservations");
        await page.GetByText("ためし").First.WaitForAsync();
        Assert.NotEmpty(browser.Portal.Log);
        Assert.DoesNotContain("ためし", browser.Portal.Log, StringComparison.Ordinal);
        Assert.DoesNotContain("075-000-0", browser.Portal.Log, StringComparison.Ordinal);
        Assert.DoesNotContain("075000", browser.Portal.Log, StringComparison.Ordinal);
    }

    private static HttpClient Client() => new(new HttpClientHandler { AllowAutoRedirect = false }, disposeHandler: true);
}
