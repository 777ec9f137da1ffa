using System.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Data;
using SupportCenter.Portal.PublicSite;
using SupportCenter.Portal.Security;
using SupportCenter.Portal.Security.IdentityProvider;

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
            app.MapPost(DevelopmentSignIn, SignInAsync).AllowAnonymous().IsTryToSignIn();
        }

        if (IdentityProviderSetup.IsConfigured(settings))
        {
            var provider = IdentityProviderSetup.SettingsOf(settings);
            app.MapGet(PortalUrls.SignInWithEntra, SignInWithProviderAsync).AllowAnonymous().IsTryToSignIn();
            // The provider's answer is read by the authentication itself; the endpoint carries the limit, and leads on whoever comes by
            // another spelling.
            app.Map(provider.CallbackPath, () => Results.LocalRedirect(PortalUrls.SignIn)).AllowAnonymous().IsTryToSignIn();
            app.MapGet(provider.SignedOutCallbackPath, () => Results.LocalRedirect(PortalUrls.SignIn)).AllowAnonymous();
            app.MapGet(provider.RemoteSignOutPath, (string? iss, string? sid, HttpContext context, SessionService sessions) =>
                    SignedOutElsewhereAsync(provider, iss, sid, context, sessions)
                )
                .AllowAnonymous()
                .IsTryToSignIn();
        }
    }

    private static async Task<IResult> SignInAsync(
        [FromForm] string person,
        [FromForm] string? back,
        HttpContext context,
        SignInService signIn
    )
    {
        var result = await signIn.SignInChosenAsync(NewId.TryParse(person, out var id) ? id : Guid.Empty, context.RequestAborted);
        if (result.Key is not { } key)
        {
            return Results.LocalRedirect($"{PortalUrls.SignInRefused}?why={result.Refused}");
        }

        await context.SignInAsync(CookieAuthenticationDefaults.AuthenticationScheme, SessionCookie.Holding(key));
        return Results.LocalRedirect(Local(back) ?? PortalUrls.Workspace);
    }

    private static async Task<IResult> SignInWithProviderAsync(string? back, bool? again, HttpContext context)
    {
        var challenge = new OpenIdConnectChallengeProperties { RedirectUri = Local(back) ?? PortalUrls.Workspace };
        if (again == true)
        {
            var now = context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow().ToUnixTimeSeconds();
            challenge.Items[IdTokenReader.FreshSince] = now.ToString(System.Globalization.CultureInfo.InvariantCulture);
            (challenge.Prompt, challenge.MaxAge) = ("login", TimeSpan.Zero);
        }

        try
        {
            await context.ChallengeAsync(IdentityProviderSetup.SchemeName, challenge);
            return Results.Empty;
        }
        catch (Exception fault) when (fault is InvalidOperationException or SignInRefusedException)
        {
            return Results.LocalRedirect(SignInEvents.AddressOfRefusal(context, fault, out _));
        }
    }

    private static async Task<IResult> SignOutAsync([FromForm] string? back, HttpContext context, SessionService sessions)
    {
        await sessions.SignOutAsync(context.RequestAborted);
        await context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        // Nothing that was shown stays behind on a desk that others use (ASVS 14.3.1).
        context.Response.Headers["Clear-Site-Data"] = "\"cache\", \"storage\"";
        var provider = IdentityProviderSetup.IsConfigured(context.RequestServices.GetRequiredService<IConfiguration>())
            ? await IdentityProviderSetup.SignOutAddressAsync(context)
            : null;
        return provider is null ? Results.LocalRedirect(Local(back) ?? PortalUrls.SignIn) : Results.Redirect(provider);
    }

    /// <summary>Front-channel logout: the provider loads this address in a hidden frame, where no cookie of ours is sent; it names its own
    /// session instead.</summary>
    private static async Task<IResult> SignedOutElsewhereAsync(
        IdentityProviderSettings provider,
        string? iss,
        string? sid,
        HttpContext context,
        SessionService sessions
    )
    {
        context.Response.Headers.ContentSecurityPolicy = $"default-src 'none'; frame-ancestors {provider.Origin}";
        if (iss != provider.ExpectedIssuer || string.IsNullOrEmpty(sid))
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
            new CookieOptions
            {
                HttpOnly = true,
                SameSite = SameSiteMode.Lax,
                Secure = !development || context.Request.IsHttps,
                Path = "/",
                MaxAge = TimeSpan.FromDays(365),
                IsEssential = true,
            }
        );
        return Results.LocalRedirect(Local(back) ?? PortalUrls.PublicSchedule);
    }

    /// <summary>The address to go back to, if it is one of this portal's own (ASVS 3.7.2), in the characters that a header may
    /// hold.</summary>
    internal static string? Local(string? back)
    {
        if (back is not (['/', not ('/' or '\\'), ..] or "/") || back.Any(char.IsControl) || back.Contains('\\', StringComparison.Ordinal))
        {
            return null;
        }

        var address = new StringBuilder(back.Length);
        foreach (var rune in back.EnumerateRunes())
        {
            address.Append(rune.Value is > ' ' and < 0x7f ? rune.ToString() : Uri.EscapeDataString(rune.ToString()));
        }

        return address.ToString();
    }
}
