using System.Net;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.SignalR;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Settings;
using SupportCenter.Portal.Security.IdentityProvider;
using SupportCenter.Portal.Settings;

namespace SupportCenter.Portal.Security;

/// <summary>Cookie, sessions, fallback policy and the identity of requests and circuits.</summary>
internal static class SignInSetup
{
    private static readonly string[] RequiredSettings = ["AzureAd:ClientId", "AzureAd:ClientSecret", "AzureAd:CallbackPath"];

    public static void AddSignIn(this WebApplicationBuilder builder, string dataDirectory)
    {
        var development = builder.Environment.IsDevelopment();
        var services = builder.Services;
        services.AddCookieKeys(dataDirectory);
        services.AddSettings<SessionSettings>(builder.Configuration);
        var sessions = PortalSettings.Read<SessionSettings>(builder.Configuration);
        var authentication = services
            .AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme)
            .AddCookie(cookie => SessionCookie.Configure(cookie, development, sessions.Absolute));
        if (IdentityProviderSetup.IsConfigured(builder.Configuration))
        {
            authentication.AddIdentityProvider(IdentityProviderSetup.SettingsOf(builder.Configuration), development);
        }

        services.AddAntiforgery(forms =>
        {
            forms.Cookie.Name = CookieNames.Of("portal-form", development);
            CookieNames.Restrict(forms.Cookie, development);
            forms.Cookie.SameSite = SameSiteMode.Strict;
        });
        services.AddSignInLimits(sessions);
        AddDecisions(services);
        AddTransport(builder, development);
    }

    /// <summary>Puts <see cref="CircuitHubFilter"/> before the hub of the screens.</summary>
    public static void AddCircuitHubFilter(this IServerSideBlazorBuilder screens) =>
        screens.AddHubOptions(hub =>
        {
            hub.AddFilter<CircuitHubFilter>();
            hub.MaximumReceiveMessageSize = Components.ScreenLimits.MostMessageBytes;
        });

    /// <summary>Connections of screens close at the absolute end of the session. The framework gives no other way to these options
    /// yet than the endpoints' metadata; a test sees that it is there.</summary>
    public static void CloseOnExpiration(EndpointBuilder endpoint)
    {
        foreach (var line in endpoint.Metadata.OfType<HttpConnectionDispatcherOptions>())
        {
            line.CloseOnAuthenticationExpiration = true;
        }
    }

    /// <summary>Tells the request's services who sent it.</summary>
    public static IApplicationBuilder UseCaller(this IApplicationBuilder app) =>
        app.Use(
            (context, next) =>
            {
                context
                    .RequestServices.GetRequiredService<PortalCaller>()
                    .Become(context.User, context.Connection.RemoteIpAddress?.ToString());
                return next(context);
            }
        );

    /// <summary>Outside Development there is no second way in: without a provider the portal does not start (ASVS 6.3.4).</summary>
    /// <exception cref="InvalidOperationException">Settings are missing; the message names them.</exception>
    /// <exception cref="InvalidSettingException">A setting of the provider is wrong, or does not go with another.</exception>
    public static void EnsureWayIn(WebApplicationBuilder builder)
    {
        bool IsMissing(string name) => string.IsNullOrWhiteSpace(builder.Configuration[name]);
        var missing = RequiredSettings.Where(IsMissing).ToList();
        if (IsMissing("AzureAd:TenantId") && IsMissing("AzureAd:Authority"))
        {
            missing.Insert(0, "AzureAd:TenantId (Entra ID) or AzureAd:Authority (another OpenID Connect provider)");
        }

        if (!builder.Environment.IsDevelopment() && missing.Count > 0)
        {
            throw new InvalidOperationException(
                $"Sign-in is not configured. Missing settings: {string.Join(", ", missing)}. "
                    + "The development sign-in exists in the Development environment only."
            );
        }

        if (
            IdentityProviderSetup.IsConfigured(builder.Configuration)
            && IdentityProviderSetup.SettingsOf(builder.Configuration).FindProblem() is { } problem
        )
        {
            throw new InvalidSettingException(problem);
        }
    }

    private static void AddDecisions(IServiceCollection services)
    {
        // Locked by default: an endpoint without a policy of its own needs a signed-in person (ASVS 8.2.1).
        var authorization = services
            .AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        AuthorizePermissionAttribute.AddPolicies(authorization);
        services.AddScoped<IAuthorizationHandler, AuthorizePermissionAttribute.Handler>();
        services.AddCascadingAuthenticationState();
        services.AddScoped<PortalCaller>();
        services.AddScoped<ICaller>(provider => provider.GetRequiredService<PortalCaller>());
        services.AddScoped<CircuitHandler, CircuitIdentity>();
        services.AddSingleton<CircuitConnectionRegistry>();
        services.AddSingleton<CircuitHubFilter>();
        services.AddHostedService<ExpiredSessionHostedService>();
    }

    private static void AddTransport(WebApplicationBuilder builder, bool development)
    {
        builder.Services.AddHsts(hsts =>
        {
            hsts.MaxAge = TimeSpan.FromDays(365);
            hsts.IncludeSubDomains = true;
            hsts.ExcludedHosts.Clear();
        });
        // Scheme and address are believed only where a named proxy tells them (ASVS 4.1.3); without a name nobody is believed.
        var proxies = PortalSettings.Read<ProxyOptions>(builder.Configuration).Proxies;
        builder.Services.Configure<ForwardedHeadersOptions>(forwarded =>
        {
            forwarded.ForwardedHeaders =
                proxies.Count == 0 ? ForwardedHeaders.None : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
            foreach (var proxy in proxies)
            {
                forwarded.KnownProxies.Add(IPAddress.Parse(proxy));
            }
        });
    }
}
