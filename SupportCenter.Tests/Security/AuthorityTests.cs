using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Portal.Security.IdentityProvider;

namespace SupportCenter.Tests.Security;

/// <summary>A portal whose provider is not Entra ID but named by its address, as AD FS is.</summary>
public sealed class AuthorityPortal : IAsyncLifetime
{
    public const string Person = "S-1-5-21-1004336348-1177238915-682003330-1001";

    public PortalUnderTest Portal { get; } = new();

    internal HostileProvider Provider { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Provider = await HostileProvider.StartAsync();
        await Portal.StartAsync(Provider.AuthoritySettings);
        var chosen = await Portal.FirstAsync(Role.BookingStaff);
        await Portal.ReadAsync(db =>
            db.Staff.Where(row => row.Id == chosen)
                .ExecuteUpdateAsync(set =>
                    set.SetProperty(row => row.DirectoryTenant, HostileProvider.Directory).SetProperty(row => row.DirectoryObject, Person)
                )
        );
    }

    public async Task DisposeAsync()
    {
        await Portal.DisposeAsync();
        await Provider.DisposeAsync();
    }
}

/// <summary>Sign-in with another provider than Entra ID: the same rules, by settings.</summary>
public sealed class AuthorityTests(AuthorityPortal scene) : IClassFixture<AuthorityPortal>
{
    [Fact]
    [Asvs("10.5.2", "6.8.4")]
    public async Task Another_provider_lets_in_whom_the_staff_list_names_by_its_directory_and_claim()
    {
        Assert.Equal("/workspace", await SignInAsync(_ => { }));
        var session = await scene.Portal.ReadAsync(db => db.Sessions.OrderByDescending(row => row.StartedAtUtc).FirstAsync());
        Assert.True(session.MultiFactor);
        Assert.Equal(StaffSession.HashOf("sid-1"), session.ProviderSession);
    }

    [Theory]
    [InlineData("iss", "https://elsewhere.invalid/adfs", SignInRefusal.TokenInvalid)]
    [InlineData("aud", "another", SignInRefusal.TokenInvalid)]
    [InlineData("azp", "another", SignInRefusal.TokenInvalid)]
    [InlineData("nonce", "another", SignInRefusal.TokenInvalid)]
    [InlineData("sub", "with a space", SignInRefusal.TokenInvalid)]
    [InlineData("sub", "s-1-5-21-1004336348-1177238915-682003330-1001", SignInRefusal.UnknownPerson)]
    [InlineData("group", "BookingStaff", SignInRefusal.RoleDiffers)]
    [InlineData("group", "Domain Users", SignInRefusal.RoleDiffers)]
    [Asvs("10.5.2", "10.5.3", "10.5.4", "9.2.3")]
    public async Task Another_provider_is_held_to_issuer_audience_person_and_group_exactly(
        string claim,
        string value,
        SignInRefusal refusal
    ) => Assert.StartsWith("/signin/refused?why=" + refusal, await SignInAsync(claims => claims[claim] = value), StringComparison.Ordinal);

    [Fact]
    [Asvs("9.1.1")]
    public async Task A_token_of_another_provider_without_a_signature_lets_nobody_in() =>
        Assert.StartsWith(
            "/signin/refused?why=" + nameof(SignInRefusal.TokenInvalid),
            await SignInAsync(_ => { }, HostileProvider.Unsigned),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("", "", "Set AzureAd:TenantId (Entra ID) or AzureAd:Authority (another OpenID Connect provider).")]
    [InlineData(HostileProvider.Tenant, "https://adfs.example.jp/adfs", "Set either AzureAd:TenantId (Entra ID) or AzureAd:Authority")]
    [InlineData("common", "", "AzureAd:TenantId has to be the id of one directory")]
    [InlineData("", "http://adfs.example.jp/adfs", "AzureAd:Authority has to be an https address.")]
    [InlineData("", "adfs.example.jp", "AzureAd:Authority has to be an https address.")]
    [InlineData(HostileProvider.Tenant, "", null)]
    [InlineData("", "https://adfs.example.jp/adfs", null)]
    public void The_settings_name_either_Entra_ID_or_another_provider(string tenant, string authority, string? problem) =>
        AssertProblem(problem, new() { TenantId = tenant, Authority = authority });

    [Fact]
    [Asvs("10.5.2")]
    public void Settings_of_the_other_provider_are_checked_and_have_safe_defaults()
    {
        IdentityProviderSettings Other(Action<IdentityProviderSettings> change)
        {
            var settings = new IdentityProviderSettings { Authority = "https://ADFS.example.jp/adfs/" };
            change(settings);
            return settings;
        }

        var plain = Other(_ => { });
        Assert.Equal(
            ("https://ADFS.example.jp/adfs", "adfs.example.jp", "sub"),
            (plain.ExpectedIssuer, plain.StaffDirectory, plain.EffectivePersonClaim)
        );
        AssertProblem("AzureAd:PersonClaim has to be", Other(it => it.PersonClaim = "upn"));
        AssertProblem("AzureAd:Issuer has to be", Other(it => it.Issuer = "http://adfs.example.jp/adfs"));
        AssertProblem("AzureAd:DirectoryName has to be", Other(it => it.DirectoryName = "Our directory"));
        AssertProblem("AzureAd:AdditionalScopes must not", Other(it => it.AdditionalScopes = ["offline_access"]));
        AssertProblem(
            "AzureAd:Issuer, AzureAd:DirectoryName and AzureAd:PersonClaim",
            new() { TenantId = HostileProvider.Tenant, PersonClaim = "sub" }
        );
    }

    [Theory]
    [InlineData(HostileProvider.Tenant, "AAAAAAAA-0000-0000-0000-000000000001", true)]
    [InlineData(HostileProvider.Tenant, "S-1-5-21-1", false)]
    [InlineData("adfs.example.jp", "S-1-5-21-1", true)]
    [InlineData("adfs.example.jp", "two words", false)]
    [InlineData("adfs.example.jp", "", false)]
    [InlineData("ADFS.example.jp", "S-1-5-21-1", false)]
    [InlineData("adfs", "S-1-5-21-1", false)]
    public void An_identifier_of_a_person_fits_its_directory(string directory, string person, bool fits) =>
        Assert.Equal(fits, DirectoryIdentifier.IsDirectory(directory) && DirectoryIdentifier.IsPerson(directory, person));

    private static void AssertProblem(string? begins, IdentityProviderSettings settings)
    {
        if (begins is null)
        {
            Assert.Null(settings.FindProblem());
            return;
        }

        Assert.StartsWith(begins, settings.FindProblem(), StringComparison.Ordinal);
    }

    private async Task<string> SignInAsync(Action<Dictionary<string, object?>> change, Func<string, string>? spoil = null)
    {
        var client = scene.Portal.Anyone();
        var question = await HostileProviderPortal.AskAsync(client);
        var token = scene.Provider.TokenOf(AuthorityPortal.Person, "", question["nonce"]!, claims =>
        {
            // As AD FS writes them: no tenant and no object id, groups, other names for the second factor.
            foreach (var ofEntra in new[] { "tid", "oid", "ver", "roles" })
            {
                claims.Remove(ofEntra);
            }

            (claims["sub"], claims["sid"]) = (AuthorityPortal.Person, "sid-1");
            claims["group"] = new[] { "Domain Users", "SC-Booking" };
            claims["amr"] = new[] { "http://schemas.microsoft.com/claims/multipleauthn" };
            change(claims);
        });
        scene.Provider.Token = () => spoil?.Invoke(token) ?? token;
        var answer = await client.GetAsync(
            new Uri($"/signin-oidc?code=one&state={Uri.EscapeDataString(question["state"]!)}", UriKind.Relative)
        );
        return answer.Headers.Location!.ToString();
    }
}
