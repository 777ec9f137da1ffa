using Microsoft.AspNetCore.Mvc;
using SupportCenter.Domain.Access;
using SupportCenter.Portal.Security;

namespace SupportCenter.Portal.Search;

/// <summary>The key "?" is a single character, which dictation can hit by chance: whoever is troubled by it turns it off (WCAG 2.1.4). A
/// cookie
/// of the browser remembers that, as it remembers the language.</summary>
internal static class HelpKey
{
    private const string Off = "off";

    public static void MapHelpKey(this IEndpointRouteBuilder app) =>
        app.MapPost(PortalUrls.HelpKey, Switch).RequireAuthorization(new AuthorizePermissionAttribute(Permission.UsePortal));

    /// <summary>Whether the key is turned off in the browser that asks.</summary>
    public static bool IsOff(HttpContext context) => context.Request.Cookies[NameOf(context)] == Off;

    private static IResult Switch([FromForm] bool use, HttpContext context)
    {
        var cookie = new CookieOptions
        {
            Path = "/",
            MaxAge = TimeSpan.FromDays(365),
            IsEssential = true,
        };
        cookie.HttpOnly = true;
        cookie.SameSite = SameSiteMode.Lax;
        cookie.Secure = !IsDevelopment(context) || context.Request.IsHttps;
        if (use)
        {
            context.Response.Cookies.Delete(NameOf(context), cookie);
        }
        else
        {
            context.Response.Cookies.Append(NameOf(context), Off, cookie);
        }

        return Results.LocalRedirect(PortalUrls.Shortcuts);
    }

    private static string NameOf(HttpContext context) => CookieNames.Of("portal-help-key", IsDevelopment(context));

    private static bool IsDevelopment(HttpContext context) =>
        context.RequestServices.GetRequiredService<IHostEnvironment>().IsDevelopment();
}
