using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using SupportCenter.Domain.Access;

namespace SupportCenter.Portal.Security;

/// <summary>The cookie holds a session's key and nothing else: who that is, and whether it still holds, is read from the database at
/// every request.</summary>
internal static class SessionCookie
{
    private const string KeyClaim = "key";

    /// <summary>Why the session of this request's cookie is over, for the sign-in page to say.</summary>
    public sealed record Over(SessionEnd Why);

    /// <summary>What is put into the cookie.</summary>
    public static ClaimsPrincipal Holding(string key) =>
        new(new ClaimsIdentity([new Claim(KeyClaim, key)], CookieAuthenticationDefaults.AuthenticationScheme));

    public static void Configure(CookieAuthenticationOptions cookie, bool development, TimeSpan absolute)
    {
        cookie.Cookie.Name = CookieNames.Of("portal", development);
        CookieNames.Restrict(cookie.Cookie, development);
        // Lax, so that a link in a mail leads to the page and not to the sign-in.
        cookie.Cookie.SameSite = SameSiteMode.Lax;
        cookie.LoginPath = PortalUrls.SignIn;
        cookie.ReturnUrlParameter = "back";
        // The session decides; the cookie outlives it a little, so that the sign-in page can say why it is over.
        cookie.ExpireTimeSpan = absolute + TimeSpan.FromHours(1);
        cookie.SlidingExpiration = false;
        cookie.Events.OnValidatePrincipal = ResumeAsync;
        cookie.Events.OnRedirectToLogin = ToSignIn;
        // What is refused looks like what is missing.
        cookie.Events.OnRedirectToAccessDenied = refused =>
        {
            refused.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        };
    }

    private static async Task ResumeAsync(CookieValidatePrincipalContext cookie)
    {
        var http = cookie.HttpContext;
        var key = cookie.Principal?.FindFirstValue(KeyClaim);
        var session = key is null
            ? null
            : await http.RequestServices.GetRequiredService<SessionService>().ResumeAsync(key, SessionUse.IsUse(http), http.RequestAborted);
        if (session is not { Ended: null })
        {
            http.Features.Set(new Over(session?.Ended ?? SessionEnd.Unknown));
            cookie.RejectPrincipal();
            return;
        }

        cookie.ReplacePrincipal(PortalCaller.PrincipalOf(session, cookie.Scheme.Name));
        // The line to an open screen is closed at this moment at the latest (CloseOnAuthenticationExpiration).
        cookie.Properties.ExpiresUtc = new DateTimeOffset(session.AbsoluteEndUtc, TimeSpan.Zero);
    }

    // A page leads to the sign-in; a script or a form that was sent would take the sign-in page for its answer.
    private static Task ToSignIn(RedirectContext<CookieAuthenticationOptions> challenge)
    {
        var forScripts = challenge.HttpContext.GetEndpoint()?.Metadata.GetMetadata<SameOriginOnlyAttribute>() is not null;
        if (HttpMethods.IsGet(challenge.Request.Method) && !forScripts)
        {
            challenge.Response.Redirect(challenge.RedirectUri);
        }
        else
        {
            challenge.Response.StatusCode = StatusCodes.Status401Unauthorized;
        }

        return Task.CompletedTask;
    }
}

/// <summary>The names of the portal's cookies, and what every one of them has in common.</summary>
internal static class CookieNames
{
    /// <summary>Browsers keep a __Host- cookie to this very host and to https (ASVS 3.3.1, 3.3.3); the development address has no
    /// https.</summary>
    public static string Of(string name, bool development) => development ? name : "__Host-" + name;

    public static void Restrict(CookieBuilder cookie, bool development)
    {
        cookie.SecurePolicy = development ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
        cookie.HttpOnly = true;
        cookie.Path = "/";
        cookie.IsEssential = true;
    }
}
