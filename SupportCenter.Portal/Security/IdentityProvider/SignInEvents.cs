using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using SupportCenter.Domain.Access;
using SupportCenter.Portal.Components;

namespace SupportCenter.Portal.Security.IdentityProvider;

/// <summary>What the portal adds to the framework's sign-in, whichever provider it is: the issuer is compared, the token becomes a session
/// of the portal, and a failure is explained as a sentence.</summary>
internal sealed partial class SignInEvents(IdentityProviderSettings settings)
{
    /// <summary>Registers the events; what the library has registered itself goes on after them.</summary>
    public void Attach(OpenIdConnectEvents events)
    {
        var onRedirect = events.OnRedirectToIdentityProvider;
        events.OnRedirectToIdentityProvider = async redirect =>
        {
            await EnsureIssuerAsync(redirect);
            await onRedirect(redirect);
        };
        events.OnMessageReceived = EnsureCodeAnswer;
        events.OnTokenValidated = StartSessionAsync;
        events.OnRemoteFailure = ExplainFailureAsync;
    }

    /// <summary>Gives the address of the page that says why, with a reference number for what is not the person's doing.</summary>
    public static string AddressOfRefusal(HttpContext context, Exception fault, out SignInRefusal refusal)
    {
        refusal = RefusalOf(fault);
        var reference = refusal is SignInRefusal.TokenInvalid or SignInRefusal.ProviderUnreachable
            ? FaultLog.Record(LoggerOf(context), fault)
            : null;
        return $"{PortalUrls.SignInRefused}?why={refusal}" + (reference is null ? "" : $"&reference={reference}");
    }

    internal static ILogger LoggerOf(HttpContext context) =>
        context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(nameof(SignInEvents));

    // Metadata of another issuer would lead people, and the client's secret, somewhere else (mix-up).
    private async Task EnsureIssuerAsync(RedirectContext redirect)
    {
        var metadata = await redirect.Options.ConfigurationManager!.GetConfigurationAsync(redirect.HttpContext.RequestAborted);
        if (metadata.Issuer != settings.ExpectedIssuer)
        {
            LogOtherIssuer(LoggerOf(redirect.HttpContext), settings.ExpectedIssuer);
            throw new SignInRefusedException(SignInRefusal.ProviderUnreachable, "issuer of the metadata");
        }
    }

    // An answer is a code or an error in the address: nothing that was posted, no token, and of no other issuer (RFC 9207).
    private Task EnsureCodeAnswer(MessageReceivedContext answer)
    {
        var message = answer.ProtocolMessage;
        if (!HttpMethods.IsGet(answer.Request.Method) || message.IdToken is not null || message.AccessToken is not null)
        {
            answer.Fail(new SignInRefusedException(SignInRefusal.TokenInvalid, "form of the answer"));
        }
        else if (message.Iss is { } issuer && issuer != settings.ExpectedIssuer)
        {
            answer.Fail(new SignInRefusedException(SignInRefusal.TokenInvalid, "issuer of the answer"));
        }

        return Task.CompletedTask;
    }

    private async Task StartSessionAsync(TokenValidatedContext answer)
    {
        var http = answer.HttpContext;
        // The session that the browser had until now ends with the beginning of the new one.
        await IdentifyCallerAsync(http);
        var signIn = http.RequestServices.GetRequiredService<SignInService>();
        SignInResult result;
        try
        {
            result = await signIn.SignInAsync(IdTokenReader.Read(answer.Principal!, answer.Properties!, settings), http.RequestAborted);
        }
        catch (SignInRefusedException refused)
        {
            await signIn.RefuseAsync(refused.Refusal, http.RequestAborted);
            throw new SignInRefusedException(refused.Refusal, refused.Subject) { IsRecorded = true };
        }

        answer.Principal = result.Key is { } key
            ? SessionCookie.Holding(key)
            : throw new SignInRefusedException(result.Refused!.Value, "staff list") { IsRecorded = true };
        // Nothing of the token or of the request goes on into the cookie (ASVS 10.1.1).
        answer.Properties = new() { RedirectUri = answer.Properties!.RedirectUri };
    }

    private static async Task ExplainFailureAsync(RemoteFailureContext failure)
    {
        var address = AddressOfRefusal(failure.HttpContext, failure.Failure!, out var refusal);
        // A refusal by the portal is in the audit log already. An answer that this portal did not ask for is not a sign-in.
        if (failure.Properties is not null && failure.Failure is not SignInRefusedException { IsRecorded: true })
        {
            await IdentifyCallerAsync(failure.HttpContext);
            await failure
                .HttpContext.RequestServices.GetRequiredService<SignInService>()
                .RefuseAsync(refusal, failure.HttpContext.RequestAborted);
        }

        failure.Response.Redirect(address);
        failure.HandleResponse();
    }

    // The callback is answered before the middleware that identifies the caller.
    private static async Task IdentifyCallerAsync(HttpContext context)
    {
        var known = await context.AuthenticateAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        context
            .RequestServices.GetRequiredService<PortalCaller>()
            .Become(known.Principal ?? new(), context.Connection.RemoteIpAddress?.ToString());
    }

    private static SignInRefusal RefusalOf(Exception fault) =>
        fault switch
        {
            SignInRefusedException refused => refused.Refusal,
            // What the provider itself answered, as opposed to an answer that does not fit the request.
            OpenIdConnectProtocolException when fault.Data.Contains("error") => SignInRefusal.ProviderRefused,
            OpenIdConnectProtocolException or SecurityTokenException => SignInRefusal.TokenInvalid,
            HttpRequestException or TaskCanceledException or IOException or InvalidOperationException => SignInRefusal.ProviderUnreachable,
            _ when fault.InnerException is { } inner => RefusalOf(inner),
            AuthenticationFailureException => SignInRefusal.ProviderRefused,
            _ => SignInRefusal.TokenInvalid,
        };

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "The provider's metadata names another issuer than {Issuer}, which the settings expect (AzureAd:Issuer)."
    )]
    private static partial void LogOtherIssuer(ILogger logger, string issuer);
}
