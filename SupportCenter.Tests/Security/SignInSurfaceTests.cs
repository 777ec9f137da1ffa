using System.Net;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Data;

namespace SupportCenter.Tests.Security;

/// <summary>Forms, cookies and headers around the sign-in.</summary>
public sealed class SignInSurfaceTests(PortalUnderTest portal) : IClassFixture<PortalUnderTest>
{
    [Theory]
    [InlineData("//elsewhere.invalid")]
    [InlineData("https://elsewhere.invalid/")]
    [InlineData("/\\elsewhere.invalid")]
    [InlineData("/a\\elsewhere.invalid")]
    [InlineData("\t/workspace")]
    [InlineData("javascript:alert(1)")]
    [InlineData("")]
    [Asvs("3.7.2")]
    public async Task After_the_sign_in_one_goes_on_within_the_portal_only(string back)
    {
        var client = portal.Anyone();
        var answer = await PortalUnderTest.SendFormAsync(
            client,
            "/signin/development",
            true,
            new("person", (await portal.FirstAsync(Role.Auditor)).ToShort()),
            new("back", back)
        );
        Assert.Equal("/workspace", answer.Headers.Location!.ToString());
    }

    [Fact]
    [Asvs("3.5.1")]
    public async Task A_form_that_no_page_of_the_portal_sent_does_nothing()
    {
        var client = await portal.SignInAsync(Role.Auditor);
        Assert.Equal(HttpStatusCode.BadRequest, (await PortalUnderTest.SendFormAsync(client, "/signout", withToken: false)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(new Uri("/workspace", UriKind.Relative))).StatusCode);

        var stranger = portal.Anyone();
        Assert.Equal(
            HttpStatusCode.BadRequest,
            (
                await PortalUnderTest.SendFormAsync(
                    stranger,
                    "/signin/development",
                    false,
                    new KeyValuePair<string, string>("person", (await portal.FirstAsync(Role.Auditor)).ToShort())
                )
            ).StatusCode
        );
    }

    [Fact]
    [Asvs("14.3.1", "7.4.1")]
    public async Task Signing_out_clears_the_browser_and_a_copied_cookie_opens_nothing_any_more()
    {
        var client = await portal.SignInAsync(Role.Auditor);
        var copy = portal.CookiesOf(client);

        var answer = await PortalUnderTest.SendFormAsync(client, "/signout", withToken: true);

        Assert.Equal("\"cache\", \"storage\"", answer.Headers.GetValues("Clear-Site-Data").Single());
        using var again = new HttpRequestMessage(HttpMethod.Get, "/workspace");
        again.Headers.Add("Cookie", copy);
        using var bare = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false }, disposeHandler: true)
        {
            BaseAddress = new Uri(portal.Address),
        };
        Assert.StartsWith("/signin?back=", (await bare.SendAsync(again)).Headers.Location!.PathAndQuery, StringComparison.Ordinal);
    }

    [Fact]
    [Asvs("7.2.4")]
    public async Task A_new_sign_in_gives_a_new_cookie_and_the_old_one_is_worth_nothing()
    {
        var client = await portal.SignInAsync(Role.Auditor);
        var before = portal.CookiesOf(client);
        await PortalUnderTest.SendFormAsync(
            client,
            "/signin/development",
            true,
            new KeyValuePair<string, string>("person", (await portal.FirstAsync(Role.Supervisor)).ToShort())
        );

        Assert.NotEqual(before, portal.CookiesOf(client));
        using var old = new HttpRequestMessage(HttpMethod.Get, "/workspace");
        old.Headers.Add("Cookie", before);
        using var bare = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false }, disposeHandler: true)
        {
            BaseAddress = new Uri(portal.Address),
        };
        Assert.Equal(HttpStatusCode.Redirect, (await bare.SendAsync(old)).StatusCode);
    }

    [Theory]
    [InlineData(null, "127.0.0.1")]
    [InlineData("--Proxies:0=10.9.8.7", "127.0.0.1")]
    [InlineData("--Proxies:0=127.0.0.1", "192.0.2.7")]
    [Asvs("4.1.3")]
    public async Task Only_a_named_proxy_is_believed_about_where_somebody_comes_from(string? setting, string recorded)
    {
        var behind = new PortalUnderTest();
        await behind.StartAsync(setting is null ? [] : [setting]);
        var client = behind.Anyone();
        client.DefaultRequestHeaders.Add("X-Forwarded-For", "192.0.2.7");
        await PortalUnderTest.SendFormAsync(
            client,
            "/signin/development",
            true,
            new KeyValuePair<string, string>("person", (await behind.FirstAsync(Role.Auditor)).ToShort())
        );

        Assert.Equal(recorded, await behind.ReadAsync(db => db.Sessions.Select(row => row.Origin).SingleAsync()));
        await behind.DisposeAsync();
    }

    [Theory]
    [InlineData(null, "http")]
    [InlineData("--Proxies:0=10.9.8.7", "http")]
    [InlineData("--Proxies:0=127.0.0.1", "https")]
    [Asvs("4.1.3")]
    public async Task Only_a_named_proxy_is_believed_about_the_line_being_https(string? setting, string believed)
    {
        var behind = new PortalUnderTest();
        await behind.StartAsync(setting is null ? [] : [setting]);
        var client = behind.Anyone();
        client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");

        // The public site's map names itself as it was asked for.
        Assert.Contains(
            $"<loc>{believed}://127.0.0.1",
            await client.GetStringAsync(new Uri("/sitemap.xml", UriKind.Relative)),
            StringComparison.Ordinal
        );
        await behind.DisposeAsync();
    }

    [Fact]
    [Asvs("2.4.1")]
    public async Task Tries_to_sign_in_are_limited_and_the_answer_says_so_in_words()
    {
        var limited = new PortalUnderTest();
        await limited.StartAsync("--Sessions:SignInsPerMinute=3");
        var client = limited.Anyone();
        var answers = new List<HttpResponseMessage>();
        for (var i = 0; i < 4; i++)
        {
            answers.Add(await PortalUnderTest.SendFormAsync(client, "/signin/development", withToken: false));
        }

        AssertEach.Of(answers.Take(3), answer => Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode));
        Assert.Equal(HttpStatusCode.TooManyRequests, answers[3].StatusCode);
        Assert.Contains("サインインの回数が多すぎます", await answers[3].Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("60", answers[3].Headers.GetValues("Retry-After").Single());
        await limited.DisposeAsync();
    }
}
