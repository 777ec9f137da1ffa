using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.Identity.Web;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using SupportCenter.Portal.Components;

namespace SupportCenter.Portal.Security.IdentityProvider;

/// <summary>Registers the sign-in: Entra ID through Microsoft.Identity.Web, any other provider through the framework's OpenID Connect
/// handler, both with the same options and events (docs/decisions/0006-sign-in.md).</summary>
internal static class IdentityProviderSetup
{
    public const string SchemeName = "IdentityProvider";

    private static readonly TimeSpan BackchannelTimeout = TimeSpan.FromSeconds(15);

    // Keys that are not known yet are asked for twice a minute at most.
    private static readonly TimeSpan KeyRefreshInterval = TimeSpan.FromSeconds(30);

    public static bool IsConfigured(IConfiguration configuration) => !string.IsNullOrWhiteSpace(configuration["AzureAd:ClientId"]);

    public static IdentityProviderSettings SettingsOf(IConfiguration configuration) =>
        configuration.GetSection("AzureAd").Get<IdentityProviderSettings>() ?? new();

    /// <summary>Adds the sign-in; the settings have been checked (<see cref="IdentityProviderSettings.FindProblem"/>).</summary>
    public static void AddIdentityProvider(this AuthenticationBuilder authentication, IdentityProviderSettings settings, bool development)
    {
        // A new key is fetched within the sign-in that needs it; by default that sign-in fails and the next one succeeds.
        AppContext.SetSwitch("Switch.Microsoft.IdentityModel.UpdateConfigAsBlocking", true);
        if (settings.IsEntra)
        {
            AddEntra(authentication, settings);
        }
        else
        {
            authentication.AddOpenIdConnect(SchemeName, options =>
                (options.Authority, options.ClientId, options.ClientSecret, options.CallbackPath) = (
                    settings.Authority,
                    settings.ClientId,
                    settings.ClientSecret,
                    settings.CallbackPath
                )
            );
        }

        authentication
            .Services.AddOptions<OpenIdConnectOptions>(SchemeName)
            .Configure<TimeProvider>((options, time) => ConfigureOptions(options, settings, development, time));
    }

    /// <summary>Where to send somebody who signs out here, so that they are signed out there as well; null when the provider does not
    /// say.</summary>
    public static async Task<string?> SignOutAddressAsync(HttpContext context)
    {
        var options = context.RequestServices.GetRequiredService<IOptionsMonitor<OpenIdConnectOptions>>().Get(SchemeName);
        var settings = SettingsOf(context.RequestServices.GetRequiredService<IConfiguration>());
        try
        {
            var metadata = await options.ConfigurationManager!.GetConfigurationAsync(context.RequestAborted);
            return metadata.Issuer == settings.ExpectedIssuer && metadata.EndSessionEndpoint is { Length: > 0 } end
                ? QueryHelpers.AddQueryString(
                    end,
                    new Dictionary<string, string?>(StringComparer.Ordinal)
                    {
                        ["client_id"] = options.ClientId,
                        ["post_logout_redirect_uri"] = $"{context.Request.Scheme}://{context.Request.Host}{settings.SignedOutCallbackPath}",
                    }
                )
                : null;
        }
        catch (InvalidOperationException fault)
        {
            FaultLog.Record(SignInEvents.LoggerOf(context), fault);
            return null;
        }
    }

    private static void AddEntra(AuthenticationBuilder authentication, IdentityProviderSettings settings) =>
        authentication.AddMicrosoftIdentityWebApp(
            identity =>
            {
                (identity.Instance, identity.TenantId, identity.ClientId, identity.ClientSecret) = (
                    settings.Instance,
                    settings.TenantId,
                    settings.ClientId,
                    settings.ClientSecret
                );
                identity.CallbackPath = settings.CallbackPath;
            },
            openIdConnectScheme: SchemeName,
            cookieScheme: null
        );

    private static void ConfigureOptions(
        OpenIdConnectOptions options,
        IdentityProviderSettings settings,
        bool development,
        TimeProvider time
    )
    {
        // The authorization code flow with PKCE, answered in the address, which Lax cookies are sent with. Microsoft.Identity.Web would
        // begin with the implicit flow.
        options.ResponseType = OpenIdConnectResponseType.Code;
        options.ResponseMode = OpenIdConnectResponseMode.Query;
        options.UsePkce = true;
        options.PushedAuthorizationBehavior = PushedAuthorizationBehavior.Disable;
        options.DisableTelemetry = true;
        options.SaveTokens = false;
        options.GetClaimsFromUserInfoEndpoint = false;
        options.MapInboundClaims = false;
        options.RequireHttpsMetadata = settings.ProviderAddress.Scheme == Uri.UriSchemeHttps;
        options.BackchannelTimeout = BackchannelTimeout;
        options.RefreshInterval = KeyRefreshInterval;
        options.SignInScheme = CookieAuthenticationDefaults.AuthenticationScheme;
        // Front-channel logout is an endpoint of the portal: it comes without our cookie and names the provider's session.
        (options.RemoteSignOutPath, options.SignedOutCallbackPath) = (default, default);
        foreach (var scope in settings.AdditionalScopes)
        {
            options.Scope.Add(scope);
        }

        ConfigureCookies(options, development);
        ConfigureTokenValidation(options, settings, time);
        new SignInEvents(settings).Attach(options.Events);
    }

    private static void ConfigureCookies(OpenIdConnectOptions options, bool development)
    {
        foreach (var (cookie, name) in new[] { (options.CorrelationCookie, "portal-signin."), (options.NonceCookie, "portal-nonce.") })
        {
            cookie.Name = CookieNames.Of(name, development);
            CookieNames.Restrict(cookie, development);
            cookie.SameSite = SameSiteMode.Lax;
        }
    }

    private static void ConfigureTokenValidation(OpenIdConnectOptions options, IdentityProviderSettings settings, TimeProvider time)
    {
        options.TokenHandler = new SignedTokenHandler();
        var parameters = options.TokenValidationParameters;
        parameters.ValidIssuer = settings.ExpectedIssuer;
        parameters.IssuerValidator = (issuer, _, _) =>
            issuer == settings.ExpectedIssuer ? issuer : throw new SecurityTokenInvalidIssuerException("issuer");
        parameters.ValidAlgorithms = [SecurityAlgorithms.RsaSha256];
        // ID tokens name no type or JWT; access tokens and logout tokens of the same provider name their own (ASVS 9.2.2).
        parameters.TypeValidator = (type, _, _) =>
            type is null or "" or "JWT" ? "JWT" : throw new SecurityTokenInvalidTypeException("type");
        parameters.LifetimeValidator = (from, until, _, _) => IsValidAt(time.GetUtcNow().UtcDateTime, from, until);
    }

    private static bool IsValidAt(DateTime now, DateTime? from, DateTime? until) =>
        until is { } end && now < end + IdTokenReader.ClockSkew && (from is not { } start || now >= start - IdTokenReader.ClockSkew);
}
