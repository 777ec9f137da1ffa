using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using SupportCenter.Domain.Access;

namespace SupportCenter.Portal.Security.IdentityProvider;

/// <summary>Validates ID tokens as the framework does, but always demands a signature: the code flow of the framework does not, because
/// the token came from the provider itself (ASVS 9.1.1). Claims keep their names, which Microsoft.Identity.Web would change.</summary>
internal sealed class SignedTokenHandler : JsonWebTokenHandler
{
    public SignedTokenHandler() => MapInboundClaims = false;

    public override Task<TokenValidationResult> ValidateTokenAsync(string token, TokenValidationParameters validationParameters)
    {
        validationParameters.RequireSignedTokens = true;
        return base.ValidateTokenAsync(token, validationParameters);
    }
}

/// <summary>What the portal requires of an ID token beyond the framework's validation: one audience, one directory, a person, a fresh
/// sign-in where one was asked for.</summary>
internal static class IdTokenReader
{
    /// <summary>Set on a challenge whose answer has to come from a fresh sign-in (ASVS 7.5.3).</summary>
    public const string FreshSince = "fresh";

    public static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(2);

    /// <summary>What the provider vouches for.</summary>
    /// <exception cref="SignInRefusedException">The token is not for this portal, or the sign-in is not fresh.</exception>
    public static DirectorySignIn Read(ClaimsPrincipal token, AuthenticationProperties properties, IdentityProviderSettings settings)
    {
        Require(
            token.FindAll(JwtRegisteredClaimNames.Aud).Select(claim => claim.Value).ToList() is [var only] && only == settings.ClientId,
            "audience"
        );
        Require(token.FindFirst(JwtRegisteredClaimNames.Azp) is not { } party || party.Value == settings.ClientId, "authorised party");
        if (settings.IsEntra)
        {
            Require(token.FindFirstValue("tid") == settings.StaffDirectory, "tenant");
        }

        var authenticatedAt = AuthenticatedAt(token);
        if (
            properties.Items.TryGetValue(FreshSince, out var since)
            && !(authenticatedAt >= DateTimeOffset.FromUnixTimeSeconds(long.Parse(since!, CultureInfo.InvariantCulture)) - ClockSkew)
        )
        {
            throw new SignInRefusedException(SignInRefusal.NotFresh, "auth_time");
        }

        return new DirectorySignIn(
            settings.StaffDirectory,
            PersonOf(token, settings),
            settings.RolesOf(token.FindAll(settings.RoleClaim).Select(role => role.Value))
        )
        {
            AuthenticatedAtUtc = authenticatedAt?.UtcDateTime,
            MultiFactor = token.HasClaim(settings.MultiFactorClaim, settings.MultiFactorValue),
            ProviderSession = token.FindFirstValue(JwtRegisteredClaimNames.Sid),
        };
    }

    // One value, in the form that the staff list stores.
    private static string PersonOf(ClaimsPrincipal token, IdentityProviderSettings settings)
    {
        var named = token.FindAll(settings.EffectivePersonClaim).Select(claim => claim.Value).ToList();
        Require(named is [var only] && DirectoryIdentifier.IsPerson(settings.StaffDirectory, only), "person");
        return DirectoryIdentifier.Normalize(named[0]);
    }

    private static DateTimeOffset? AuthenticatedAt(ClaimsPrincipal token) =>
        long.TryParse(token.FindFirstValue(JwtRegisteredClaimNames.AuthTime), CultureInfo.InvariantCulture, out var seconds)
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;

    private static void Require(bool condition, string subject)
    {
        if (!condition)
        {
            throw new SignInRefusedException(SignInRefusal.TokenInvalid, subject);
        }
    }
}

/// <summary>Somebody was not let in. The message names what was checked, never its value.</summary>
public sealed class SignInRefusedException(SignInRefusal refusal, string subject) : Exception($"Sign-in refused: {refusal} ({subject}).")
{
    public SignInRefusal Refusal { get; } = refusal;

    /// <summary>What did not fit.</summary>
    public string Subject { get; } = subject;

    /// <summary>Whether the refusal is in the audit log already.</summary>
    public bool IsRecorded { get; init; }
}
