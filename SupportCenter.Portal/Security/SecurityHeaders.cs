using SupportCenter.Portal.PublicSite;
using SupportCenter.Portal.Security.Entra;

namespace SupportCenter.Portal.Security;

/// <summary>Marks an endpoint that everyone may see and keep: nothing else is cached or indexed. Why it is public stands in <see cref="Exposure.PublicAllowList"/>.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public class PublicAttribute : Attribute;

/// <summary>What every answer says to browsers and search engines, whatever made it (ASVS 3.4.3, 3.4.4, 3.4.5, 3.4.6, 3.5.8, 14.3.2).</summary>
internal static class SecurityHeaders
{
    private const string PagePolicy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        + "frame-src 'self'; form-action 'self'{0}; base-uri 'self'; frame-ancestors 'none'";

    public static IApplicationBuilder UseSecurityHeaders(this WebApplication app)
    {
        // Signing out is a form whose answer leads on to Entra ID; browsers hold that against form-action too.
        var provider = EntraSetup.IsConfigured(app.Configuration) ? " " + EntraSetup.SettingsOf(app.Configuration).Origin : "";
        var policy = string.Format(System.Globalization.CultureInfo.InvariantCulture, PagePolicy, provider);
        return app.Use((context, next) =>
        {
            context.Response.OnStarting(() =>
            {
                Write(context, policy);
                return Task.CompletedTask;
            });
            return next(context);
        });
    }

    private static void Write(HttpContext context, string policy)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=()";
        headers.TryAdd("Content-Security-Policy", policy);
        var open = context.GetEndpoint()?.Metadata.GetMetadata<PublicAttribute>();
        if (open is null || context.Response.StatusCode >= 400)
        {
            headers["X-Robots-Tag"] = "noindex, nofollow";
            headers.CacheControl = "no-store";
        }
        else if (open is PublicSiteAttribute site)
        {
            site.Open(headers);
        }
        else if (context.Request.Path.StartsWithSegments("/fonts/files", StringComparison.Ordinal))
        {
            // A page uses some twenty-five slices of the typeface; their content changes with the package only.
            headers.CacheControl = "public, max-age=2592000";
        }
    }
}
