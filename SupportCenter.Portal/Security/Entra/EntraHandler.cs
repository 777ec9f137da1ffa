using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using SupportCenter.Domain.Access;

namespace SupportCenter.Portal.Security.Entra;

/// <summary>The options of the sign-in with Entra ID: those of OAuth, and where the provider describes itself.</summary>
public sealed class EntraOptions : OAuthOptions
{
    public EntraSettings Entra { get; set; } = new();

    internal EntraProvider Provider { get; set; } = default!;
}

/// <summary>OpenID Connect on the framework's OAuth handler: that does the code, PKCE and state; this adds the provider's own addresses, nonce, a
/// fresh sign-in where one is asked for, and the ID token (docs/decisions/0006-sign-in.md).</summary>
internal sealed class EntraHandler(IOptionsMonitor<EntraOptions> options, ILoggerFactory loggers, UrlEncoder encoder)
    : OAuthHandler<EntraOptions>(options, loggers, encoder)
{
    public const string SchemeName = "Entra";

    /// <summary>Set on a challenge whose answer has to come from a fresh sign-in (ASVS 7.5.3).</summary>
    public const string Fresh = "fresh";

    private const string Nonce = "nonce";

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        await ReadProviderAsync();
        await base.HandleChallengeAsync(properties);
    }

    protected override string BuildChallengeUrl(AuthenticationProperties properties, string redirectUri)
    {
        properties.Items[Nonce] = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));
        var asked = new Dictionary<string, string?>(StringComparer.Ordinal) { [Nonce] = properties.Items[Nonce], ["response_mode"] = "query" };
        if (properties.Items.ContainsKey(Fresh))
        {
            properties.Items[Fresh] = TimeProvider.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
            (asked["prompt"], asked["max_age"]) = ("login", "0");
        }

        return QueryHelpers.AddQueryString(base.BuildChallengeUrl(properties, redirectUri), asked);
    }

    protected override async Task<OAuthTokenResponse> ExchangeCodeAsync(OAuthCodeExchangeContext context)
    {
        try
        {
            await ReadProviderAsync();
            return await base.ExchangeCodeAsync(context);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or TaskCanceledException or InvalidOperationException)
        {
            return OAuthTokenResponse.Failed(fault);
        }
    }

    protected override async Task<AuthenticationTicket> CreateTicketAsync(ClaimsIdentity identity, AuthenticationProperties properties, OAuthTokenResponse tokens)
    {
        var token = tokens.Response?.RootElement.TryGetProperty("id_token", out var sent) == true ? sent.GetString() : null;
        DateTimeOffset? since = properties.Items.TryGetValue(Fresh, out var asked) ? DateTimeOffset.FromUnixTimeSeconds(long.Parse(asked!, CultureInfo.InvariantCulture)) : null;
        // The session that the browser had until now ends with the beginning of the new one.
        await EntraSetup.KnowCallerAsync(Context);
        var door = Context.RequestServices.GetRequiredService<SignInService>();
        var result = await JudgeAsync(door, new IdTokens(Options.Entra, Options.Provider, TimeProvider), token, properties.Items[Nonce], since);
        return result.Key is { } key
            // Nothing of the token or of the question goes on into the cookie (ASVS 10.1.1).
            ? new AuthenticationTicket(SessionCookie.Holding(key), new AuthenticationProperties { RedirectUri = properties.RedirectUri }, CookieAuthenticationDefaults.AuthenticationScheme)
            : throw new SignInRefusedException(result.Refused!.Value, "staff list") { IsRecorded = true };
    }

    private async Task<SignInResult> JudgeAsync(SignInService door, IdTokens tokens, string? token, string? nonce, DateTimeOffset? since)
    {
        try
        {
            return await door.SignInAsync(await tokens.ReadAsync(token, nonce, since, Context.RequestAborted), Context.RequestAborted);
        }
        catch (SignInRefusedException refused)
        {
            await door.RefuseAsync(refused.Refusal, Context.RequestAborted);
            throw new SignInRefusedException(refused.Refusal, refused.What) { IsRecorded = true };
        }
    }

    private async Task ReadProviderAsync()
    {
        var known = await Options.Provider.GetAsync(Context.RequestAborted);
        (Options.AuthorizationEndpoint, Options.TokenEndpoint) = (known.AuthorizationEndpoint, known.TokenEndpoint);
    }
}
