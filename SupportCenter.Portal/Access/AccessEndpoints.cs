using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Data;
using SupportCenter.Portal.PublicSite;
using SupportCenter.Portal.Security;
using SupportCenter.Portal.Security.Entra;

namespace SupportCenter.Portal.Access;

/// <summary>Signing in and out, and the choice of language.</summary>
internal static class AccessEndpoints
{
    public const string DevelopmentSignIn = "/signin/development";

    public static void MapAccess(this IEndpointRouteBuilder app, IHostEnvironment environment, IConfiguration settings)
    {
        app.MapPost(PortalUrls.SignOut, SignOutAsync).AllowAnonymous();
        app.MapGet(PortalUrls.Language, SwitchLanguage).AllowAnonymous();
        app.MapGet(PortalUrls.Health, () => Results.Text("ok")).AllowAnonymous().WithMetadata(new OnBothHostsAttribute());
        if (environment.IsDevelopment())
        {
            app.MapPost(DevelopmentSignIn, SignInAsync).AllowAnonymous();
        }

        if (EntraSetup.IsConfigured(settings))
        {
            var entra = EntraSetup.SettingsOf(settings);
            app.MapGet(PortalUrls.SignInWithEntra, SignInWithEntraAsync).AllowAnonymous();
            app.MapGet(entra.SignedOutCallbackPath, () => Results.LocalRedirect(PortalUrls.SignIn)).AllowAnonymous();
            app.MapGet(entra.RemoteSignOutPath, (string? iss, string? sid, HttpContext context, SessionService sessions) => SignedOutElsewhereAsync(entra, iss, sid, context, sessions)).AllowAnonymous();
        }
    }

    private static async Task<IResult> SignInAsync([FromForm] string person, [FromForm] string? back, HttpContext context, SignInService signIn)
    {
        var result = await signIn.SignInChosenAsync(NewId.TryParse(person, out var id) ? id : Guid.Empty, context.RequestAborted);
        if (result.Key is not { } key)
        {
            return Results.LocalRedirect($"{PortalUrls.SignInRefused}?why={result.Refused}");
        }

        await context.SignInAsync(CookieAuthenticationDefaults.AuthenticationScheme, SessionCookie.Holding(key));
        return Results.LocalRedirect(Local(back) ?? PortalUrls.Workspace);
    }

    private static async Task<IResult> SignInWithEntraAsync(string? back, bool? again, HttpContext context)
    {
        var question = new AuthenticationProperties { RedirectUri = Local(back) ?? PortalUrls.Workspace };
        if (again == true)
        {
            question.Items[EntraHandler.Fresh] = "";
        }

        try
        {
            await context.ChallengeAsync(EntraHandler.SchemeName, question);
            return Results.Empty;
        }
        catch (InvalidOperationException fault)
        {
            return Results.LocalRedirect(EntraSetup.Failed(context, fault, out _));
        }
    }

    private static async Task<IResult> SignOutAsync([FromForm] string? back, HttpContext context, SessionService sessions)
    {
        await sessions.SignOutAsync(context.RequestAborted);
        await context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        // Nothing that was shown stays behind on a desk that others use (ASVS 14.3.1).
        context.Response.Headers["Clear-Site-Data"] = "\"cache\", \"storage\"";
        var provider = EntraSetup.IsConfigured(context.RequestServices.GetRequiredService<IConfiguration>()) ? await EntraSetup.SignOutAddressAsync(context) : null;
        return provider is null ? Results.LocalRedirect(Local(back) ?? PortalUrls.SignIn) : Results.Redirect(provider);
    }

    /// <summary>Front-channel logout: Entra ID loads this address in a hidden frame, where no cookie of ours is sent; it names its own session instead.</summary>
    private static async Task<IResult> SignedOutElsewhereAsync(EntraSettings entra, string? iss, string? sid, HttpContext context, SessionService sessions)
    {
        context.Response.Headers.ContentSecurityPolicy = $"default-src 'none'; frame-ancestors {entra.Origin}";
        if (iss != entra.Issuer || string.IsNullOrEmpty(sid))
        {
            return Results.BadRequest();
        }

        await sessions.EndAtProviderAsync(sid, context.RequestAborted);
        return Results.Text("");
    }

    private static IResult SwitchLanguage(string? to, string? back, HttpContext context)
    {
        var development = context.RequestServices.GetRequiredService<IHostEnvironment>().IsDevelopment();
        context.Response.Cookies.Append(
            CookieNames.Of("portal-language", development),
            CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(to == "en" ? "en" : "ja")),
            new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = !development || context.Request.IsHttps, Path = "/", MaxAge = TimeSpan.FromDays(365), IsEssential = true });
        return Results.LocalRedirect(Local(back) ?? PortalUrls.PublicSchedule);
    }

    /// <summary>The address to go back to, if it is one of this portal's own (ASVS 3.7.2).</summary>
    internal static string? Local(string? back) =>
        back is ['/', not ('/' or '\\'), ..] or "/" && !back.Any(char.IsControl) && !back.Contains('\\', StringComparison.Ordinal) ? back : null;
}
