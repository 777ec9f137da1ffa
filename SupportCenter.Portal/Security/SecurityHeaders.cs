using Microsoft.AspNetCore.StaticAssets;
using SupportCenter.Portal.PublicSite;
using SupportCenter.Portal.Security.IdentityProvider;

namespace SupportCenter.Portal.Security;

/// <summary>Marks an endpoint that everyone may see and keep: nothing else is cached or indexed. Why it is public stands in
/// <see cref="Exposure.PublicAllowList"/>.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public class PublicAttribute : Attribute;

/// <summary>Marks a public asset that browsers may keep for a month.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
internal sealed class LongCachedAttribute : Attribute;

/// <summary>What every answer says to browsers and search engines, whatever made it (ASVS 3.4.3, 3.4.4, 3.4.5, 3.4.6, 3.5.8,
/// 14.3.2).</summary>
internal static class SecurityHeaders
{
    private const string PagePolicy =
        "default-src 'none'; script-src 'self'; style-src-elem 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data:; "
        + "font-src 'self'; connect-src 'self'; "
        + "frame-src 'self'; form-action 'self'{0}; base-uri 'self'; frame-ancestors 'none'";

    public static IApplicationBuilder UseSecurityHeaders(this WebApplication app)
    {
        // Signing out is a form whose answer leads on to the provider; browsers hold that against form-action too.
        var provider = IdentityProviderSetup.IsConfigured(app.Configuration)
            ? " " + IdentityProviderSetup.SettingsOf(app.Configuration).Origin
            : "";
        var policy = string.Format(System.Globalization.CultureInfo.InvariantCulture, PagePolicy, provider);
        return app.Use(
            (context, next) =>
            {
                context.Response.OnStarting(() =>
                {
                    Write(context, policy);
                    return Task.CompletedTask;
                });
                return next(context);
            }
        );
    }

    /// <summary>Lets browsers keep typefaces: a page uses some twenty-five slices of one, and their content changes with the package
    /// only.</summary>
    public static void KeepTypefaces(EndpointBuilder endpoint)
    {
        var types = endpoint
            .Metadata.OfType<StaticAssetDescriptor>()
            .SelectMany(asset => asset.ResponseHeaders)
            .Where(header => header.Name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase));
        if (types.Any(type => type.Value.StartsWith("font/", StringComparison.Ordinal)))
        {
            endpoint.Metadata.Add(new LongCachedAttribute());
        }
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
        else if (context.GetEndpoint()?.Metadata.GetMetadata<LongCachedAttribute>() is not null)
        {
            headers.CacheControl = "public, max-age=2592000";
        }
    }
}
