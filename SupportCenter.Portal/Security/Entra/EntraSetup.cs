using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols;
using SupportCenter.Domain.Access;
using SupportCenter.Portal.Components;

namespace SupportCenter.Portal.Security.Entra;

/// <summary>Registers the sign-in with Entra ID, and says what happens when it fails.</summary>
internal static class EntraSetup
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    public static bool IsConfigured(IConfiguration configuration) => !string.IsNullOrWhiteSpace(configuration["AzureAd:ClientId"]);

    public static EntraSettings SettingsOf(IConfiguration configuration) => configuration.GetSection("AzureAd").Get<EntraSettings>() ?? new();

    /// <exception cref="InvalidOperationException">A setting does not do.</exception>
    public static void AddEntra(this AuthenticationBuilder authentication, EntraSettings settings, bool development)
    {
        if (settings.Problem() is { } problem)
        {
            throw new InvalidOperationException(problem);
        }

        authentication.AddOAuth<EntraOptions, EntraHandler>(EntraHandler.SchemeName, options =>
        {
            options.Entra = settings;
            (options.ClientId, options.ClientSecret, options.CallbackPath) = (settings.ClientId, settings.ClientSecret, settings.CallbackPath);
            // Only until the provider's description was read, which every use begins with.
            (options.AuthorizationEndpoint, options.TokenEndpoint) = (settings.Issuer, settings.Issuer);
            options.UsePkce = true;
            options.SaveTokens = false;
            options.Scope.Add("openid");
            options.Scope.Add("profile");
            options.BackchannelTimeout = Patience;
            options.SignInScheme = CookieAuthenticationDefaults.AuthenticationScheme;
            options.CorrelationCookie.Name = CookieNames.Of("portal-signin.", development);
            CookieNames.Close(options.CorrelationCookie, development);
            // The answer comes as a page that the browser goes to: Lax cookies are sent with it.
            options.CorrelationCookie.SameSite = SameSiteMode.Lax;
            options.Events.OnRemoteFailure = FailedAsync;
        });
        authentication.Services.AddOptions<EntraOptions>(EntraHandler.SchemeName).PostConfigure<TimeProvider>((options, time) => options.Provider ??= ProviderOf(settings, time));
    }

    /// <summary>Where to send somebody who signs out here, so that they are signed out there as well; null when the provider does not say.</summary>
    public static async Task<string?> SignOutAddressAsync(HttpContext context)
    {
        var options = context.RequestServices.GetRequiredService<IOptionsMonitor<EntraOptions>>().Get(EntraHandler.SchemeName);
        try
        {
            var known = await options.Provider.GetAsync(context.RequestAborted);
            var back = $"{context.Request.Scheme}://{context.Request.Host}{options.Entra.SignedOutCallbackPath}";
            return known.EndSessionEndpoint is { Length: > 0 } end
                ? $"{end}?client_id={Uri.EscapeDataString(options.ClientId)}&post_logout_redirect_uri={Uri.EscapeDataString(back)}"
                : null;
        }
        catch (InvalidOperationException fault)
        {
            FaultLog.Record(LoggerOf(context), fault);
            return null;
        }
    }

    /// <summary>Tells the request's services who sent it, before the pipeline gets to do so.</summary>
    public static async Task KnowCallerAsync(HttpContext context)
    {
        var known = await context.AuthenticateAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        context.RequestServices.GetRequiredService<PortalCaller>().Become(known.Principal ?? new(), context.Connection.RemoteIpAddress?.ToString());
    }

    /// <summary>Leads to the page that says why, with a reference number for what is not the person's doing.</summary>
    public static string Failed(HttpContext context, Exception fault, out SignInRefusal refusal)
    {
        refusal = RefusalOf(fault);
        var reference = refusal is SignInRefusal.TokenInvalid or SignInRefusal.ProviderUnreachable ? FaultLog.Record(LoggerOf(context), fault) : null;
        return $"{PortalUrls.SignInRefused}?why={refusal}" + (reference is null ? "" : $"&reference={reference}");
    }

    private static async Task FailedAsync(RemoteFailureContext failed)
    {
        var address = Failed(failed.HttpContext, failed.Failure!, out var refusal);
        // What was looked into is in the log already. An answer to a question that this portal did not put is no sign-in, only a try.
        if (failed.Properties is not null && failed.Failure is not SignInRefusedException { IsRecorded: true })
        {
            await KnowCallerAsync(failed.HttpContext);
            await failed.HttpContext.RequestServices.GetRequiredService<SignInService>().RefuseAsync(refusal, failed.HttpContext.RequestAborted);
        }

        failed.Response.Redirect(address);
        failed.HandleResponse();
    }

    private static SignInRefusal RefusalOf(Exception fault) => fault switch
    {
        SignInRefusedException refused => refused.Refusal,
        HttpRequestException or TaskCanceledException or IOException or InvalidOperationException => SignInRefusal.ProviderUnreachable,
        _ when fault.InnerException is { } inner and not SignInRefusedException => RefusalOf(inner),
        AuthenticationFailureException => SignInRefusal.ProviderRefused,
        _ => SignInRefusal.TokenInvalid,
    };

    private static ILogger LoggerOf(HttpContext context) => context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(nameof(EntraSetup));

    private static EntraProvider ProviderOf(EntraSettings settings, TimeProvider time)
    {
        var http = new HttpClient { Timeout = Patience };
        // Plain http only to this very machine, which nobody listens to on the way.
        return new EntraProvider(settings, new HttpDocumentRetriever(http) { RequireHttps = !new Uri(settings.Instance).IsLoopback }, time);
    }
}
