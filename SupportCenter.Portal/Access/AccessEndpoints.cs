using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Data;
using SupportCenter.Portal.Security;

namespace SupportCenter.Portal.Access;

/// <summary>Signing in (in Development), signing out, and the choice of language.</summary>
internal static class AccessEndpoints
{
    public const string DevelopmentSignIn = "/signin/development";

    public static void MapAccess(this WebApplication app)
    {
        app.MapPost(PortalUrls.SignOut, SignOutAsync);
        app.MapGet(PortalUrls.Language, SwitchLanguage).AllowAnonymous();
        app.MapGet(PortalUrls.Health, () => Results.Text("ok")).AllowAnonymous();
        if (app.Environment.IsDevelopment())
        {
            app.MapPost(DevelopmentSignIn, SignInAsync).AllowAnonymous();
        }
    }

    private static async Task<IResult> SignInAsync([FromForm] string person, [FromForm] string? back, HttpContext context, PortalCaller caller, SignInService signIn)
    {
        if (!NewId.TryParse(person, out var id))
        {
            return Results.LocalRedirect(PortalUrls.SignIn);
        }

        var origin = context.Connection.RemoteIpAddress?.ToString();
        caller.Become(PortalCaller.PrincipalOf(new StaffView(id, "", default, default), CookieAuthenticationDefaults.AuthenticationScheme), origin);
        try
        {
            var principal = PortalCaller.PrincipalOf(await signIn.SignInAsync(context.RequestAborted), CookieAuthenticationDefaults.AuthenticationScheme);
            ((ClaimsIdentity)principal.Identity!).AddClaim(new Claim(PortalCaller.OriginClaim, origin ?? ""));
            await context.SignInAsync(principal);
        }
        catch (AccessRefusedException)
        {
            return Results.LocalRedirect(PortalUrls.SignIn);
        }

        return Results.LocalRedirect(Local(back) ?? PortalUrls.Workspace);
    }

    private static async Task<IResult> SignOutAsync(HttpContext context, SignInService signIn)
    {
        try
        {
            await signIn.SignOutAsync(context.RequestAborted);
        }
        catch (AccessRefusedException)
        {
            // Whoever may no longer act here still gets rid of the cookie; the refusal is in the log.
        }

        await context.SignOutAsync();
        context.Response.Headers["Clear-Site-Data"] = "\"cache\", \"storage\"";
        return Results.LocalRedirect(PortalUrls.SignIn);
    }

    private static IResult SwitchLanguage(string? to, string? back, HttpContext context)
    {
        context.Response.Cookies.Append(
            CookieRequestCultureProvider.DefaultCookieName,
            CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(to == "en" ? "en" : "ja")),
            new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps, MaxAge = TimeSpan.FromDays(365), IsEssential = true });
        return Results.LocalRedirect(Local(back) ?? PortalUrls.PublicSchedule);
    }

    /// <summary>The address to go back to, if it is one of this portal's own (ASVS 3.7.2).</summary>
    private static string? Local(string? back) =>
        back is ['/', not ('/' or '\\'), ..] or "/" && !back.Any(char.IsControl) ? back : null;
}
