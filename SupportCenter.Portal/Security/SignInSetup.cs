using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.DataProtection;
using SupportCenter.Domain.Access;

namespace SupportCenter.Portal.Security;

/// <summary>Cookie, fallback policy and the identity of requests and circuits.</summary>
internal static class SignInSetup
{
    private static readonly string[] EntraSettings = ["AzureAd:Instance", "AzureAd:TenantId", "AzureAd:ClientId", "AzureAd:ClientSecret", "AzureAd:CallbackPath"];

    public static void AddSignIn(this WebApplicationBuilder builder, string dataDirectory)
    {
        var development = builder.Environment.IsDevelopment();
        builder.Services.AddDataProtection().SetApplicationName("SupportCenter")
            .PersistKeysToFileSystem(Directory.CreateDirectory(Path.Combine(dataDirectory, "keys", "cookies")));
        builder.Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(cookie =>
        {
            // Browsers take a __Host- cookie over https only; the development address has none.
            cookie.Cookie.Name = development ? "portal" : "__Host-portal";
            cookie.Cookie.SecurePolicy = development ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.Cookie.HttpOnly = true;
            cookie.LoginPath = PortalUrls.SignIn;
            cookie.AccessDeniedPath = "/not-found";
            cookie.ReturnUrlParameter = "back";
            cookie.ExpireTimeSpan = TimeSpan.FromHours(10);
            cookie.SlidingExpiration = false;
        });
        // Locked by default: an endpoint without a policy of its own needs a signed-in person (ASVS 8.2.1).
        builder.Services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        builder.Services.AddCascadingAuthenticationState();
        builder.Services.AddScoped<PortalCaller>();
        builder.Services.AddScoped<ICaller>(services => services.GetRequiredService<PortalCaller>());
        builder.Services.AddScoped<CircuitHandler, CircuitIdentity>();
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
        var missing = EntraSettings.Where(name => string.IsNullOrWhiteSpace(builder.Configuration[name])).ToArray();
        if (!builder.Environment.IsDevelopment() && missing.Length > 0)
        {
            throw new InvalidOperationException($"Sign-in is not configured. Missing settings: {string.Join(", ", missing)}. "
                + "The development sign-in exists in the Development environment only.");
        }
    }
}
