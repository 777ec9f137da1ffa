using SupportCenter.Domain.Access;

namespace SupportCenter.Portal.Security.Entra;

/// <summary>Entra ID (section <c>AzureAd</c> of appsettings.json, with the names of Microsoft.Identity.Web).</summary>
public sealed class EntraSettings
{
    public string Instance { get; set; } = "https://login.microsoftonline.com/";

    public string Domain { get; set; } = "";

    /// <summary>The city's directory; one directory only, never "common" or "organizations".</summary>
    public string TenantId { get; set; } = "";

    public string ClientId { get; set; } = "";

    public string ClientSecret { get; set; } = "";

    public string CallbackPath { get; set; } = "/signin-oidc";

    /// <summary>Where Entra ID sends people after it has signed them out.</summary>
    public string SignedOutCallbackPath { get; set; } = "/signout-callback-oidc";

    /// <summary>Where Entra ID tells that somebody has signed out elsewhere (front-channel logout URL).</summary>
    public string RemoteSignOutPath { get; set; } = "/signout-oidc";

    /// <summary>What the portal's roles are called as app roles at Entra ID; by default as in the code.</summary>
    public Dictionary<Role, string> AppRoles { get; set; } = [];

    /// <summary>The issuer that every token must name, exactly (ASVS 10.5.3).</summary>
    public string Issuer => $"{Instance.TrimEnd('/')}/{TenantId}/v2.0";

    public string MetadataAddress => Issuer + "/.well-known/openid-configuration";

    /// <summary>Scheme, host and port of the provider, for the page policy.</summary>
    public string Origin => new Uri(Instance).GetLeftPart(UriPartial.Authority);

    /// <summary>The portal's roles among the app roles of a token.</summary>
    public IReadOnlyList<Role> RolesOf(IEnumerable<string> appRoles) =>
        [.. appRoles.SelectMany(named => Enum.GetValues<Role>().Where(role => string.Equals(AppRoles.GetValueOrDefault(role, role.ToString()), named, StringComparison.Ordinal))).Distinct()];

    /// <summary>What is wrong with the settings; null when nothing is.</summary>
    public string? Problem() =>
        !Guid.TryParseExact(TenantId, "D", out _) ? "AzureAd:TenantId has to be the id of one directory (a GUID)."
        : !Uri.TryCreate(Instance, UriKind.Absolute, out var instance) || (instance.Scheme != Uri.UriSchemeHttps && !instance.IsLoopback) ? "AzureAd:Instance has to be an https address."
        : null;
}
