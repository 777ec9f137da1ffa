using System.Net;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;
using SupportCenter.Domain.Access;
using SupportCenter.Portal.Security.Entra;

namespace SupportCenter.Portal.Security;

/// <summary>Cookie, sessions, fallback policy and the identity of requests and circuits.</summary>
internal static class SignInSetup
{
    private static readonly string[] EntraNeeds = ["AzureAd:Instance", "AzureAd:TenantId", "AzureAd:ClientId", "AzureAd:ClientSecret", "AzureAd:CallbackPath"];

    public static void AddSignIn(this WebApplicationBuilder builder, string dataDirectory)
    {
        var development = builder.Environment.IsDevelopment();
        var services = builder.Services;
        services.AddDataProtection().SetApplicationName("SupportCenter")
            .PersistKeysToFileSystem(Directory.CreateDirectory(Path.Combine(dataDirectory, "keys", "cookies")));
        services.AddOptions<SessionSettings>().Bind(builder.Configuration.GetSection("Sessions")).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<SessionSettings>>().Value);
        var sessions = builder.Configuration.GetSection("Sessions").Get<SessionSettings>() ?? new();
        var authentication = services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme)
            .AddCookie(cookie => SessionCookie.Configure(cookie, development, sessions.Absolute));
        var providerPaths = new List<PathString>();
        if (EntraSetup.IsConfigured(builder.Configuration))
        {
            var entra = EntraSetup.SettingsOf(builder.Configuration);
            authentication.AddEntra(entra, development);
            providerPaths.AddRange([entra.CallbackPath, entra.RemoteSignOutPath]);
        }

        services.AddAntiforgery(forms =>
        {
            forms.Cookie.Name = CookieNames.Of("portal-form", development);
            CookieNames.Close(forms.Cookie, development);
            forms.Cookie.SameSite = SameSiteMode.Strict;
        });
        services.AddSignInLimits(sessions, providerPaths);
        AddDecisions(services);
        AddTransport(builder, development);
    }

    /// <summary>Puts <see cref="ScreenDoor"/> before the hub of the screens.</summary>
    public static void AddScreenDoor(this IServerSideBlazorBuilder screens) => screens.AddHubOptions(hub => hub.AddFilter<ScreenDoor>());

    /// <summary>Lines to screens are closed when the session reaches its absolute end. The framework gives no other hold of these options yet than the
    /// endpoints' metadata; a test sees that it is there.</summary>
    public static void CloseOnExpiration(EndpointBuilder endpoint)
    {
        foreach (var line in endpoint.Metadata.OfType<HttpConnectionDispatcherOptions>())
        {
            line.CloseOnAuthenticationExpiration = true;
        }
    }

    /// <summary>Tells the request's services who sent it.</summary>
    public static IApplicationBuilder UseCaller(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        context.RequestServices.GetRequiredService<PortalCaller>().Become(context.User, context.Connection.RemoteIpAddress?.ToString());
        return next(context);
    });

    /// <summary>Outside Development there is no second way in: without Entra ID settings the portal does not start (ASVS 6.3.4).</summary>
    /// <exception cref="InvalidOperationException">Settings are missing; the message names them.</exception>
    public static void EnsureWayIn(WebApplicationBuilder builder)
    {
        var missing = EntraNeeds.Where(name => string.IsNullOrWhiteSpace(builder.Configuration[name])).ToArray();
        if (!builder.Environment.IsDevelopment() && missing.Length > 0)
        {
            throw new InvalidOperationException($"Sign-in is not configured. Missing settings: {string.Join(", ", missing)}. "
                + "The development sign-in exists in the Development environment only.");
        }
    }

    private static void AddDecisions(IServiceCollection services)
    {
        // Locked by default: an endpoint without a policy of its own needs a signed-in person (ASVS 8.2.1).
        var authorization = services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        PageForAttribute.AddPolicies(authorization);
        services.AddScoped<IAuthorizationHandler, PageForAttribute.Handler>();
        services.AddCascadingAuthenticationState();
        services.AddScoped<PortalCaller>();
        services.AddScoped<ICaller>(provider => provider.GetRequiredService<PortalCaller>());
        services.AddScoped<CircuitHandler, CircuitIdentity>();
        services.AddSingleton<ScreenLines>();
        services.AddSingleton<ScreenDoor>();
        services.AddHostedService<SessionSweep>();
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
        var proxies = builder.Configuration.GetSection("Proxies").Get<string[]>() ?? [];
        builder.Services.Configure<ForwardedHeadersOptions>(forwarded =>
        {
            forwarded.ForwardedHeaders = proxies.Length == 0 ? ForwardedHeaders.None : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
            foreach (var proxy in proxies)
            {
                forwarded.KnownProxies.Add(IPAddress.Parse(proxy));
            }
        });
    }
}
