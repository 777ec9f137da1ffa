using SupportCenter.Domain.Access;

namespace SupportCenter.Portal.Security.IdentityProvider;

/// <summary>The identity provider (section <c>AzureAd</c> of appsettings.json, with the names of Microsoft.Identity.Web): Entra ID by
/// <see cref="Instance"/> and <see cref="TenantId"/>, or any other OpenID Connect provider by <see cref="Authority"/>.</summary>
public sealed class IdentityProviderSettings
{
    // Claims that can pass from one person to another, or that people can change, never identify anybody (ASVS 10.5.2).
    private static readonly string[] ReassignableClaims = ["email", "name", "preferred_username", "unique_name", "upn"];

    public string Instance { get; set; } = "https://login.microsoftonline.com/";

    public string Domain { get; set; } = "";

    /// <summary>The city's directory at Entra ID; one directory only, never "common" or "organizations".</summary>
    public string TenantId { get; set; } = "";

    /// <summary>The address of another provider, such as <c>https://adfs.city.example.jp/adfs</c>. Its metadata is read from
    /// <c>/.well-known/openid-configuration</c> below it.</summary>
    public string Authority { get; set; } = "";

    /// <summary>The issuer that the other provider names, where it is not <see cref="Authority"/>.</summary>
    public string? Issuer { get; set; }

    /// <summary>What the staff list calls the other provider's directory; by default the host of <see cref="Authority"/>.</summary>
    public string? DirectoryName { get; set; }

    /// <summary>The claim of the other provider that identifies a person for good; <c>sub</c> by default. At Entra ID it is
    /// <c>oid</c>.</summary>
    public string? PersonClaim { get; set; }

    /// <summary>The claim that holds the role, or the groups of which one stands for a role.</summary>
    public string RoleClaim { get; set; } = "roles";

    /// <summary>The claim that tells how the person was authenticated, and its value for more than one factor.</summary>
    public string MultiFactorClaim { get; set; } = "amr";

    public string MultiFactorValue { get; set; } = "mfa";

    /// <summary>Scopes to request beside <c>openid</c> and <c>profile</c>.</summary>
    public string[] AdditionalScopes { get; set; } = [];

    public string ClientId { get; set; } = "";

    public string ClientSecret { get; set; } = "";

    public string CallbackPath { get; set; } = "/signin-oidc";

    /// <summary>Where the provider sends people after it has signed them out.</summary>
    public string SignedOutCallbackPath { get; set; } = "/signout-callback-oidc";

    /// <summary>Where the provider tells that somebody has signed out elsewhere (front-channel logout URL).</summary>
    public string RemoteSignOutPath { get; set; } = "/signout-oidc";

    /// <summary>What the portal's roles are called at the provider; by default as in the code.</summary>
    public Dictionary<Role, string> AppRoles { get; set; } = [];

    /// <summary>Whether the provider is Entra ID.</summary>
    public bool IsEntra => string.IsNullOrWhiteSpace(Authority);

    /// <summary>The issuer that metadata and tokens must name, exactly (ASVS 10.5.3).</summary>
    public string ExpectedIssuer =>
        IsEntra ? $"{Instance.TrimEnd('/')}/{TenantId.ToLowerInvariant()}/v2.0"
        : string.IsNullOrWhiteSpace(Issuer) ? Authority.TrimEnd('/')
        : Issuer;

    /// <summary>The directory as the staff list names it: the tenant id, or the name of the other provider's directory.</summary>
    public string StaffDirectory =>
        IsEntra ? TenantId.ToLowerInvariant()
        : string.IsNullOrWhiteSpace(DirectoryName) ? new Uri(Authority).Host.ToLowerInvariant()
        : DirectoryName;

    /// <summary>The claim that identifies a person within the directory.</summary>
    public string EffectivePersonClaim =>
        IsEntra ? "oid"
        : string.IsNullOrWhiteSpace(PersonClaim) ? "sub"
        : PersonClaim;

    /// <summary>Scheme, host and port of the provider, for the page policy.</summary>
    public string Origin => ProviderAddress.GetLeftPart(UriPartial.Authority);

    internal Uri ProviderAddress => new(IsEntra ? Instance : Authority);

    /// <summary>The portal's roles among the roles or groups of a token.</summary>
    public IReadOnlyList<Role> RolesOf(IEnumerable<string> named) =>
        [
            .. named
                .SelectMany(name =>
                    Enum.GetValues<Role>()
                        .Where(role => string.Equals(AppRoles.GetValueOrDefault(role, role.ToString()), name, StringComparison.Ordinal))
                )
                .Distinct(),
        ];

    /// <summary>What is wrong with the settings; null when nothing is.</summary>
    public string? FindProblem() =>
        Array.Exists(AdditionalScopes, scope => scope is "offline_access")
            ? "AzureAd:AdditionalScopes must not contain offline_access: the portal keeps no tokens."
            : (IsEntra ? FindProblemOfEntra() : FindProblemOfAuthority());

    private static bool IsSecure(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri)
        // Plain http only to this very machine: nothing is between the two.
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback));

    private string? FindProblemOfEntra() =>
        string.IsNullOrWhiteSpace(TenantId) ? "Set AzureAd:TenantId (Entra ID) or AzureAd:Authority (another OpenID Connect provider)."
        : !Guid.TryParseExact(TenantId, "D", out _) ? "AzureAd:TenantId has to be the id of one directory (a GUID)."
        : !IsSecure(Instance) ? "AzureAd:Instance has to be an https address."
        : new[] { Issuer, DirectoryName, PersonClaim }.Any(set => !string.IsNullOrWhiteSpace(set))
            ? "AzureAd:Issuer, AzureAd:DirectoryName and AzureAd:PersonClaim can be set with AzureAd:Authority only."
        : null;

    private string? FindProblemOfAuthority() =>
        !string.IsNullOrWhiteSpace(TenantId)
            ? "Set either AzureAd:TenantId (Entra ID) or AzureAd:Authority (another OpenID Connect provider), not both."
        : !IsSecure(Authority) ? "AzureAd:Authority has to be an https address."
        : !IsSecure(ExpectedIssuer) ? "AzureAd:Issuer has to be an https address."
        : ReassignableClaims.Contains(EffectivePersonClaim, StringComparer.OrdinalIgnoreCase)
            ? "AzureAd:PersonClaim has to be a claim that never passes to another person; names and mail addresses do."
        : !DirectoryIdentifier.IsDirectory(StaffDirectory)
            ? "AzureAd:DirectoryName has to be a host name in small letters, such as adfs.city.example.jp."
        : null;
}
