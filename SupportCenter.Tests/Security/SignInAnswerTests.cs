using System.Net;
using SupportCenter.Domain.Access;

namespace SupportCenter.Tests.Security;

/// <summary>What comes back to the callback address, and a provider that cannot be used.</summary>
public sealed class SignInAnswerTests(HostileProviderPortal scene) : IClassFixture<HostileProviderPortal>
{
    [Theory]
    [InlineData("posted")]
    [InlineData("with a token")]
    [InlineData("of another issuer")]
    [Asvs("10.2.1", "10.2.2")]
    public async Task An_answer_in_another_form_or_of_another_issuer_lets_nobody_in(string kind)
    {
        var client = scene.Portal.Anyone();
        var question = await HostileProviderPortal.AskAsync(client);
        var token = scene.Provider.TokenOf(HostileProviderPortal.Person, "BookingStaff", question["nonce"]!);
        scene.Provider.Token = () => token;
        var back = $"/signin-oidc?code=one&state={Uri.EscapeDataString(question["state"]!)}";

        var answer = kind switch
        {
            "posted" => await client.PostAsync(
                new Uri("/signin-oidc", UriKind.Relative),
                new FormUrlEncodedContent([new("code", "one"), new("state", question["state"]!)])
            ),
            "with a token" => await client.GetAsync(new Uri(back + "&id_token=" + token, UriKind.Relative)),
            _ => await client.GetAsync(new Uri(back + "&iss=https%3A%2F%2Felsewhere.invalid", UriKind.Relative)),
        };

        Assert.StartsWith("/signin/refused?why=", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await client.GetAsync(new Uri("/workspace", UriKind.Relative))).StatusCode);
        // The same answer in its right form lets the same browser in: the refusal was for the form alone.
        var right = await client.GetAsync(new Uri(back + "&iss=" + Uri.EscapeDataString(scene.Provider.Issuer), UriKind.Relative));
        Assert.Equal("/workspace", right.Headers.Location!.ToString());
    }

    [Theory]
    [InlineData("access_denied")]
    [InlineData("server_error")]
    [Asvs("16.5.1")]
    public async Task What_the_provider_says_of_a_failed_sign_in_is_not_repeated(string error)
    {
        var client = scene.Portal.Anyone();
        var question = await HostileProviderPortal.AskAsync(client);

        var answer = await client.GetAsync(
            new Uri(
                $"/signin-oidc?error={error}&error_description=%3Cscript%3Esecret&state={Uri.EscapeDataString(question["state"]!)}",
                UriKind.Relative
            )
        );

        Assert.Equal("/signin/refused?why=" + nameof(SignInRefusal.ProviderRefused), answer.Headers.Location!.ToString());
        Assert.DoesNotContain("secret", await client.GetStringAsync(answer.Headers.Location), StringComparison.Ordinal);
    }

    [Fact]
    [Asvs("16.5.1")]
    public async Task A_provider_that_is_away_from_the_start_is_said_in_words_and_signing_out_still_works()
    {
        await using var portal = new StartedPortal();
        // Nothing listens on that port.
        await portal.StartAsync(
            "--AzureAd:Instance=http://127.0.0.1:1/",
            $"--AzureAd:TenantId={HostileProvider.Tenant}",
            $"--AzureAd:ClientId={HostileProvider.Client}"
        );
        var client = await portal.Portal.SignInAsync(Role.Auditor);

        var answer = await client.GetAsync(new Uri("/signin/entra", UriKind.Relative));
        Assert.Matches(
            "^/signin/refused[?]why=ProviderUnreachable&reference=[0-9A-F]{4}-[0-9A-F]{4}$",
            answer.Headers.Location!.ToString()
        );
        var signedOut = await PortalUnderTest.SendFormAsync(client, "/signout", withToken: true);
        Assert.Equal("/signin", signedOut.Headers.Location!.ToString());
        Assert.Equal(HttpStatusCode.Redirect, (await client.GetAsync(new Uri("/workspace", UriKind.Relative))).StatusCode);
    }

    [Fact]
    [Asvs("10.2.2", "10.5.3")]
    public async Task Nobody_is_sent_to_a_provider_whose_metadata_names_another_issuer()
    {
        await using var portal = new StartedPortal();
        await portal.StartAsync([.. scene.Provider.AuthoritySettings, "--AzureAd:Issuer=https://elsewhere.invalid/adfs"]);

        var answer = await portal.Portal.Anyone().GetAsync(new Uri("/signin/entra", UriKind.Relative));

        Assert.StartsWith(
            "/signin/refused?why=" + nameof(SignInRefusal.ProviderUnreachable),
            answer.Headers.Location!.ToString(),
            StringComparison.Ordinal
        );
    }

    private sealed class StartedPortal : IAsyncDisposable
    {
        public PortalUnderTest Portal { get; } = new();

        public Task StartAsync(params string[] settings) => Portal.StartAsync(settings);

        public async ValueTask DisposeAsync() => await Portal.DisposeAsync();
    }
}
