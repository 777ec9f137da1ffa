using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;

namespace SupportCenter.Tests.Browser;

/// <summary>Signing in as in production: a real browser, a certified provider, https.</summary>
[Collection(BrowserTests.Name)]
public sealed class SignInTests(BrowserPortal browser, EntraPortal entra) : IClassFixture<EntraPortal>
{
    [ProviderTheory]
    [InlineData(Role.Scrivener)]
    [InlineData(Role.BookingStaff)]
    [InlineData(Role.Supervisor)]
    [InlineData(Role.Administrator)]
    [InlineData(Role.Auditor)]
    [Asvs("6.8.2", "7.4.1", "3.3.1", "3.3.3", "3.3.4")]
    public async Task Everybody_signs_in_with_Entra_ID_in_the_role_that_both_sides_name_and_is_signed_out_on_both(Role role)
    {
        var page = await entra.SignInAsync(browser, EntraPortal.NameOf(role), "/administration");
        Assert.Equal(entra.Portal.Address + "/administration", page.Url);
        await Assertions.Expect(page.Locator(".signed-in-person")).ToContainTextAsync(EntraPortal.NameOf(role));
        await AssertCookiesAsync(page);
        Assert.True(
            await entra.ReadAsync(db => db.Sessions.OrderByDescending(row => row.StartedAtUtc).Select(row => row.MultiFactor).FirstAsync())
        );

        await BrowserPortal.ChooseInPersonMenuAsync(page, "サインアウト");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await page.WaitForURLAsync("**/signin");
        await page.GotoAsync("/workspace");
        await Assertions.Expect(page).ToHaveURLAsync(entra.Portal.Address + "/signin?back=%2Fworkspace");
    }

    [ProviderFact]
    [Asvs("10.5.2")]
    public async Task Somebody_whom_the_staff_list_does_not_know_is_told_whom_to_ask()
    {
        var page = await entra.SignInAsync(browser, "試験 未登録");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("担当者として登録されていません");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("サポートセンター事務局（電話 075-000-0000");
        await BrowserPortal.AssertAccessibleAsync(page);
        Assert.Contains(await entra.ReadAsync(db => db.Audit.ToListAsync()), row =>
            row.Act == AuditActs.SignInRefused && row.Fields == nameof(SignInRefusal.UnknownPerson)
        );
    }

    [ProviderFact]
    [Asvs("7.4.2")]
    public async Task A_person_who_is_disabled_in_mid_edit_loses_the_screen_within_a_minute_and_nothing_that_was_typed()
    {
        var page = await entra.SignInAsync(browser, EntraPortal.NameOf(Role.BookingStaff), "/reservations/new");
        await page.Locator("#BusinessName").FillAsync("㈲途中れいじ");
        await page.Locator("#Memo").FillAsync("電話の途中");
        await page.Locator("#ContactName").FocusAsync();
        await Assertions.Expect(page.Locator(".draft-note")).ToBeVisibleAsync(new() { Timeout = 20_000 });

        // By another process, so that not even an announcement helps.
        await EndAsync(new DateOnly(2021, 3, 31));
        await page.GetByRole(AriaRole.Heading, new() { Name = "業務ポータルへのサインイン" }).WaitForAsync(new() { Timeout = 60_000 });
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("この方の利用は止められています。");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("入力途中の内容は残っています。");
        await page.GetByRole(AriaRole.Link, new() { Name = "Entra ID でサインインする" }).ClickAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("利用が止められています", new() { Timeout = 20_000 });

        await EndAsync(null);
        var again = await entra.SignInAsync(browser, EntraPortal.NameOf(Role.BookingStaff), "/reservations/new");
        await again.GetByRole(AriaRole.Button, new() { Name = "続きから入力する" }).ClickAsync(new() { Timeout = 20_000 });
        await Assertions.Expect(again.Locator("#BusinessName")).ToHaveValueAsync("㈲途中れいじ");
        await Assertions.Expect(again.Locator("#Memo")).ToHaveValueAsync("電話の途中");
    }

    [ProviderFact]
    [Asvs("7.4.1")]
    public async Task A_sign_out_at_the_provider_closes_the_open_screen()
    {
        var page = await entra.SignInAsync(browser, EntraPortal.NameOf(Role.Auditor));
        using var client = Client();
        await client.GetAsync(
            new Uri(
                $"{entra.Portal.Address}/signout-oidc?iss={Uri.EscapeDataString(entra.Issuer)}&sid="
                    + $"{Uri.EscapeDataString(entra.ProviderSessions[^1])}"
            )
        );
        await page.GetByText("組織のアカウントからサインアウトしたため").WaitForAsync(new() { Timeout = 20_000 });
    }

    [ProviderFact]
    [Asvs("7.5.3")]
    public async Task A_fresh_sign_in_comes_back_to_the_page_it_was_asked_for_on()
    {
        var page = await entra.SignInAsync(browser, EntraPortal.NameOf(Role.Administrator));
        var before = await entra.ReadAsync(db => db.Sessions.OrderByDescending(row => row.StartedAtUtc).FirstAsync());
        await page.GotoAsync(Portal.PortalUrls.SignInFor("/administration/staff", again: true));
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("もう一度サインインしてください");
        await page.GetByRole(AriaRole.Link, new() { Name = "Entra ID でサインインする" }).ClickAsync();
        // The provider asks although its own session still holds.
        await page.GetByRole(AriaRole.Button, new() { Name = EntraPortal.NameOf(Role.Administrator), Exact = true }).ClickAsync();
        await page.WaitForURLAsync("**/administration/staff");

        var after = await entra.ReadAsync(db => db.Sessions.OrderByDescending(row => row.StartedAtUtc).FirstAsync());
        Assert.NotEqual(before.Id, after.Id);
        Assert.True(after.AuthenticatedAtUtc >= before.AuthenticatedAtUtc);
        Assert.Equal(SessionEnd.SignedInAnew, (await entra.ReadAsync(db => db.Sessions.SingleAsync(row => row.Id == before.Id))).EndedFor);
    }

    [ProviderFact]
    [Asvs("6.3.4")]
    public async Task The_development_sign_in_does_not_exist_in_production()
    {
        using var client = Client();
        var page = await client.GetStringAsync(new Uri(entra.Portal.Address + "/signin"));
        Assert.DoesNotContain("/signin/development", page, StringComparison.Ordinal);
        var token = Security.PortalUnderTest.FormToken().Match(page).Groups["token"].Value;
        using var form = new FormUrlEncodedContent([new("person", "00000000000000000000000000"), new("__RequestVerificationToken", token)]);
        Assert.Equal(
            HttpStatusCode.Unauthorized,
            (await client.PostAsync(new Uri(entra.Portal.Address + "/signin/development"), form)).StatusCode
        );
        Assert.Equal(HttpStatusCode.Redirect, (await client.GetAsync(new Uri(entra.Portal.Address + "/signin/development"))).StatusCode);
        Assert.DoesNotContain(await entra.ReadAsync(db => db.Audit.ToListAsync()), row =>
            row.Permission == nameof(Permission.ViewSignInChoices)
        );
    }

    [ProviderFact]
    [Asvs("3.4.1")]
    public async Task Every_answer_over_https_tells_browsers_to_stay_with_https()
    {
        using var client = Client();
        foreach (var address in new[] { "/", "/signin", "/app.css", "/nowhere" })
        {
            var answer = await client.GetAsync(new Uri(entra.Portal.Address + address));
            Assert.Equal("max-age=31536000; includeSubDomains", answer.Headers.GetValues("Strict-Transport-Security").Single());
        }
    }

    [ProviderFact]
    [Asvs("3.3.1", "3.3.3", "3.3.4")]
    public async Task The_cookies_of_a_sign_in_that_is_under_way_belong_to_this_host_alone()
    {
        using var client = Client();
        var answer = await client.GetAsync(new Uri(entra.Portal.Address + "/signin/entra"));

        var cookies = answer.Headers.GetValues("Set-Cookie").ToList();
        Assert.Contains(cookies, cookie => cookie.StartsWith("__Host-portal-signin.", StringComparison.Ordinal));
        Assert.Contains(cookies, cookie => cookie.StartsWith("__Host-portal-nonce.", StringComparison.Ordinal));
        AssertEach.Of(cookies, cookie =>
            Assert.Matches(
                "^__Host-(?=.*; path=/(;|$))(?=.*; secure)(?=.*; samesite=(lax|strict))(?=.*; httponly)",
                cookie.ToLowerInvariant().Replace("__host-", "__Host-", StringComparison.Ordinal)
            )
        );
    }

    private static async Task AssertCookiesAsync(IPage page)
    {
        // ASVS 3.3.1, 3.3.3, 3.3.4: this very host, https only, out of reach of scripts.
        var cookies = (await page.Context.CookiesAsync())
            .Where(cookie => new Uri(page.Url).Port > 0 && cookie.Name.Contains("portal", StringComparison.Ordinal))
            .ToList();
        Assert.Contains(cookies, cookie => cookie.Name == "__Host-portal");
        AssertEach.Of(cookies, cookie =>
            Assert.True(
                cookie.Name.StartsWith("__Host-", StringComparison.Ordinal)
                    && cookie.Secure
                    && cookie.HttpOnly
                    && cookie.Path == "/"
                    && cookie.SameSite is SameSiteAttribute.Lax or SameSiteAttribute.Strict,
                cookie.Name
            )
        );
        Assert.Equal("", await page.EvaluateAsync<string>("document.cookie"));
    }

    private Task<int> EndAsync(DateOnly? day) =>
        entra.ReadAsync(db =>
            db.Staff.Where(row => row.Role == Role.BookingStaff).ExecuteUpdateAsync(set => set.SetProperty(row => row.EndsOn, day))
        );

    private static HttpClient Client()
    {
#pragma warning disable MA0039 // The certificate is the test's own, made a minute ago.
        var handler = new HttpClientHandler
        {
            AllowAutoRedirect = false,
            ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator,
        };
#pragma warning restore MA0039
        return new HttpClient(handler, disposeHandler: true);
    }
}
