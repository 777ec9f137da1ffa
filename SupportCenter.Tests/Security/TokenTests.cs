using System.Net;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;

namespace SupportCenter.Tests.Security;

/// <summary>One portal and one provider that lies, for all tests of tokens.</summary>
public sealed class HostileProviderPortal : IAsyncLifetime
{
    public const string Person = "aaaaaaaa-0000-0000-0000-000000000001";

    public PortalUnderTest Portal { get; } = new();

    internal HostileProvider Provider { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Provider = await HostileProvider.StartAsync();
        await Portal.StartAsync(Provider.Settings);
        await Portal.ReadAsync(async db =>
        {
            var chosen = await db
                .Staff.Where(row => row.Role == Role.BookingStaff)
                .OrderBy(row => row.Name)
                .Select(row => row.Id)
                .FirstAsync();
            return await db
                .Staff.Where(row => row.Id == chosen)
                .ExecuteUpdateAsync(set =>
                    set.SetProperty(row => row.DirectoryTenant, HostileProvider.Tenant).SetProperty(row => row.DirectoryObject, Person)
                );
        });
    }

    public async Task DisposeAsync()
    {
        await Portal.DisposeAsync();
        await Provider.DisposeAsync();
    }

    internal static async Task<Dictionary<string, string?>> AskAsync(HttpClient client, bool again = false)
    {
        var answer = await client.GetAsync(new Uri("/signin/entra" + (again ? "?again=true" : ""), UriKind.Relative));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return QueryHelpers
            .ParseQuery(answer.Headers.Location!.Query)
            .ToDictionary(part => part.Key, part => (string?)part.Value.ToString(), StringComparer.Ordinal);
    }

    internal async Task<(HttpResponseMessage Answer, HttpClient Client)> SignInAsync(Func<string, string?> token, bool again = false)
    {
        var client = Portal.Anyone();
        var question = await AskAsync(client, again);
        Provider.Token = () => token(question["nonce"]!);
        return (
            await client.GetAsync(new Uri($"/signin-oidc?code=one&state={Uri.EscapeDataString(question["state"]!)}", UriKind.Relative)),
            client
        );
    }
}

/// <summary>The real portal against a provider that lies: whatever is not exactly the answer to what was asked lets nobody in.</summary>
public sealed class TokenTests(HostileProviderPortal scene) : IClassFixture<HostileProviderPortal>
{
    private const string Person = HostileProviderPortal.Person;
    private readonly PortalUnderTest portal = scene.Portal;
    private readonly HostileProvider provider = scene.Provider;

    public static TheoryData<string> Lies =>
        [
            "no token",
            "expired",
            "not yet valid",
            "without an expiry",
            "for another client",
            "for several clients",
            "of another tenant's issuer",
            "of another tenant",
            "without a tenant",
            "for another question",
            "without a nonce",
            "unsigned",
            "signed by a stranger",
            "signed with another key of the same name",
            "signed with the client's secret",
            "authorised for another client",
            "signed with the public key as a secret",
            "signed with a key that it brings along",
            "an access token",
            "altered",
            "without a person",
            "no token at all but words",
        ];

    [Fact]
    [Asvs("10.5.1", "10.1.1")]
    public async Task The_right_answer_lets_the_person_in_with_a_session_of_the_provider_and_no_token_reaches_the_browser()
    {
        var token = "";
        var (answer, client) = await scene.SignInAsync(nonce => token = provider.TokenOf(Person, "BookingStaff", nonce));

        Assert.Equal("/workspace", answer.Headers.Location!.ToString());
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(new Uri("/workspace", UriKind.Relative))).StatusCode);
        // Neither the token nor a part of it (a cookie of the portal is a reference, encrypted, and far shorter).
        var sent = answer.Headers + await client.GetStringAsync(new Uri("/workspace", UriKind.Relative)) + portal.CookiesOf(client);
        Assert.Equal(3, token.Split('.').Length);
        AssertEach.Of(token.Split('.'), part => Assert.DoesNotContain(part, sent, StringComparison.Ordinal));
        var session = await portal.ReadAsync(db => db.Sessions.OrderByDescending(row => row.StartedAtUtc).FirstAsync());
        Assert.True(session.MultiFactor);
        Assert.NotNull(session.AuthenticatedAtUtc);
        Assert.Equal(StaffSession.HashOf("sid-" + Person), session.ProviderSession);
    }

    [Theory]
    [MemberData(nameof(Lies))]
    [Asvs("6.8.2", "9.1.1", "9.1.2", "9.2.1", "9.2.2", "9.2.3", "10.5.3", "10.5.4")]
    public async Task A_token_that_is_not_exactly_right_lets_nobody_in_says_so_and_is_in_the_log(string lie)
    {
        var (answer, client) = await scene.SignInAsync(nonce => Spoiled(lie, nonce));

        await AssertRefusedAsync(answer, client, SignInRefusal.TokenInvalid);
    }

    [Theory]
    [InlineData("aaaaaaaa-0000-0000-0000-00000000ffff", "BookingStaff", SignInRefusal.UnknownPerson)]
    [InlineData(Person, "Supervisor", SignInRefusal.RoleDiffers)]
    [InlineData(Person, "", SignInRefusal.RoleDiffers)]
    [Asvs("10.5.2", "8.3.1")]
    public async Task Staff_list_and_provider_have_to_agree_on_person_and_role(string person, string role, SignInRefusal refusal)
    {
        var (answer, client) = await scene.SignInAsync(nonce => provider.TokenOf(person, role, nonce));
        await AssertRefusedAsync(answer, client, refusal);
    }

    [Fact]
    [Asvs("8.3.1")]
    public async Task Whoever_has_two_roles_at_the_provider_has_none_here()
    {
        var (answer, client) = await scene.SignInAsync(nonce =>
            provider.TokenOf(Person, "", nonce, claims => claims["roles"] = new[] { "BookingStaff", "Supervisor" })
        );
        await AssertRefusedAsync(answer, client, SignInRefusal.RoleDiffers);
    }

    [Fact]
    [Asvs("7.4.2")]
    public async Task A_person_whose_work_has_ended_is_told_whom_to_ask()
    {
        await EndAsync(new DateOnly(2021, 3, 31));
        var (answer, client) = await scene.SignInAsync(nonce => provider.TokenOf(Person, "BookingStaff", nonce));
        await AssertRefusedAsync(answer, client, SignInRefusal.NotActive);
        await EndAsync(null);
    }

    [Fact]
    [Asvs("10.2.1")]
    public async Task An_answer_is_taken_once_and_only_by_the_browser_that_asked()
    {
        var asked = portal.Anyone();
        var question = await HostileProviderPortal.AskAsync(asked);
        provider.Token = () => provider.TokenOf(Person, "BookingStaff", question["nonce"]!);
        var back = new Uri($"/signin-oidc?code=one&state={Uri.EscapeDataString(question["state"]!)}", UriKind.Relative);

        var stolen = portal.Anyone();
        await AssertRefusedAsync(await stolen.GetAsync(back), stolen, null);
        Assert.Equal("/workspace", (await asked.GetAsync(back)).Headers.Location!.ToString());
        var again = await asked.GetAsync(back);
        Assert.StartsWith("/signin/refused", again.Headers.Location!.ToString(), StringComparison.Ordinal);
        var alone = portal.Anyone();
        await AssertRefusedAsync(await alone.GetAsync(new Uri("/signin-oidc?code=one&state=made-up", UriKind.Relative)), alone, null);
    }

    [Fact]
    [Asvs("10.2.1", "10.5.1")]
    public async Task The_question_carries_pkce_state_and_nonce_new_each_time_and_asks_for_nothing_but_the_person()
    {
        var (one, two) = (await HostileProviderPortal.AskAsync(portal.Anyone()), await HostileProviderPortal.AskAsync(portal.Anyone()));

        Assert.Equal(("S256", "code", "openid profile"), (one["code_challenge_method"]!, one["response_type"]!, one["scope"]!));
        // The answer comes in the address, which is the default of the code flow and may be left out.
        Assert.Equal("query", one.GetValueOrDefault("response_mode", "query"));
        foreach (var once in new[] { "code_challenge", "state", "nonce" })
        {
            Assert.True(one[once]!.Length >= 43);
            Assert.NotEqual(one[once], two[once]);
        }

        Assert.False(one.ContainsKey("prompt"));
    }

    [Fact]
    [Asvs("7.5.3")]
    public async Task A_fresh_sign_in_is_asked_for_as_such_and_an_old_one_is_no_answer()
    {
        var client = portal.Anyone();
        var question = await HostileProviderPortal.AskAsync(client, again: true);
        Assert.Equal(("login", "0"), (question["prompt"]!, question["max_age"]!));

        foreach (var age in new long?[] { 3600, null })
        {
            var (answer, browser) = await scene.SignInAsync(
                nonce =>
                    provider.TokenOf(Person, "BookingStaff", nonce, claims =>
                        claims["auth_time"] = age is { } seconds ? TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() - seconds : null
                    ),
                again: true
            );
            await AssertRefusedAsync(answer, browser, SignInRefusal.NotFresh);
        }

        var (fresh, _) = await scene.SignInAsync(nonce => provider.TokenOf(Person, "BookingStaff", nonce), again: true);
        Assert.Equal("/workspace", fresh.Headers.Location!.ToString());
    }

    [Fact]
    [Asvs("16.5.1")]
    public async Task A_provider_that_says_no_or_is_gone_is_said_in_words_with_a_reference_number()
    {
        var (refused, client) = await scene.SignInAsync(_ => null);
        await AssertRefusedAsync(refused, client, SignInRefusal.ProviderRefused);

        var question = await HostileProviderPortal.AskAsync(client);
        provider.IsGone = true;
        var answer = await client.GetAsync(
            new Uri($"/signin-oidc?code=one&state={Uri.EscapeDataString(question["state"]!)}", UriKind.Relative)
        );
        await AssertRefusedAsync(answer, client, SignInRefusal.ProviderUnreachable);
        provider.IsGone = false;
        Assert.Matches("reference=[0-9A-F]{4}-[0-9A-F]{4}$", answer.Headers.Location!.ToString());
    }

    [Fact]
    [Asvs("7.4.1")]
    public async Task Signing_out_at_the_provider_ends_the_session_here_and_only_its_own_issuer_is_heard()
    {
        var (_, client) = await scene.SignInAsync(nonce => provider.TokenOf(Person, "BookingStaff", nonce));
        var elsewhere = portal.Anyone();
        foreach (
            var wrong in new[]
            {
                "?sid=sid-" + Person,
                "?iss=https%3A%2F%2Felsewhere.invalid&sid=sid-" + Person,
                $"?iss={Uri.EscapeDataString(provider.Issuer)}",
            }
        )
        {
            Assert.Equal(
                HttpStatusCode.BadRequest,
                (await elsewhere.GetAsync(new Uri("/signout-oidc" + wrong, UriKind.Relative))).StatusCode
            );
        }

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(new Uri("/workspace", UriKind.Relative))).StatusCode);
        var answer = await elsewhere.GetAsync(
            new Uri($"/signout-oidc?iss={Uri.EscapeDataString(provider.Issuer)}&sid=sid-{Person}", UriKind.Relative)
        );

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains(
            $"frame-ancestors {provider.Origin}",
            answer.Headers.GetValues("Content-Security-Policy").Single(),
            StringComparison.Ordinal
        );
        Assert.Equal(HttpStatusCode.Redirect, (await client.GetAsync(new Uri("/workspace", UriKind.Relative))).StatusCode);
        Assert.Contains(
            "組織のアカウントからサインアウト",
            WebUtility.HtmlDecode(await client.GetStringAsync(new Uri("/signin", UriKind.Relative))),
            StringComparison.Ordinal
        );
    }

    private Task<int> EndAsync(DateOnly? day) =>
        portal.ReadAsync(db =>
            db.Staff.Where(row => row.DirectoryObject == Person).ExecuteUpdateAsync(set => set.SetProperty(row => row.EndsOn, day))
        );

    private string? Spoiled(string lie, string nonce)
    {
        string With(Action<Dictionary<string, object?>>? change = null) => provider.TokenOf(Person, "BookingStaff", nonce, change);
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        return lie switch
        {
            "expired" => With(claims => claims["exp"] = now - 180),
            "not yet valid" => With(claims => claims["nbf"] = now + 180),
            "without an expiry" => With(claims => claims.Remove("exp")),
            "for another client" => With(claims => claims["aud"] = "another"),
            "for several clients" => With(claims => claims["aud"] = new[] { HostileProvider.Client, "another" }),
            "of another tenant's issuer" => With(claims => claims["iss"] = $"{provider.Origin}/22222222-2222-3333-4444-555555555555/v2.0"),
            "of another tenant" => With(claims => claims["tid"] = "22222222-2222-3333-4444-555555555555"),
            "without a tenant" => With(claims => claims.Remove("tid")),
            "for another question" => With(claims => claims["nonce"] = "another"),
            "without a nonce" => With(claims => claims.Remove("nonce")),
            "unsigned" => HostileProvider.Unsigned(With()),
            "signed by a stranger" => HostileProvider.Resigned(With()),
            "signed with another key of the same name" => provider.Forged(With()),
            "signed with the client's secret" => HostileProvider.SignedWithSecret(With()),
            "authorised for another client" => With(claims => claims["azp"] = "another"),
            "signed with the public key as a secret" => provider.SignedWithPublicKey(With()),
            "signed with a key that it brings along" => HostileProvider.SignedWithOwnKey(With()),
            "an access token" => provider.AsAccessToken(With()),
            "altered" => HostileProvider.Altered(With(), "BookingStaff", "Supervisor"),
            "without a person" => With(claims => claims.Remove("oid")),
            "no token at all but words" => "words",
            _ => "",
        };
    }

    private async Task AssertRefusedAsync(HttpResponseMessage answer, HttpClient client, SignInRefusal? refusal)
    {
        Assert.DoesNotContain(answer.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies : [], cookie =>
            cookie.StartsWith("portal=", StringComparison.Ordinal)
        );
        var page = answer.Headers.Location?.ToString() ?? "";
        Assert.StartsWith("/signin/refused?why=" + refusal, page, StringComparison.Ordinal);
        Assert.Contains("075-000-", await client.GetStringAsync(new Uri(page, UriKind.Relative)), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await client.GetAsync(new Uri("/workspace", UriKind.Relative))).StatusCode);
        if (refusal is { } why)
        {
            // Refusals in a row raise an alarm, which is a row of its own.
            var row = (await portal.AuditAsync()).Last(row => row.Act != AuditActs.AlarmRaised);
            Assert.Equal((AuditActs.SignInRefused, why.ToString()), (row.Act, row.Fields));
        }
    }
}
