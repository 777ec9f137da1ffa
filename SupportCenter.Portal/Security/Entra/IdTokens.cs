using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using SupportCenter.Domain.Access;

namespace SupportCenter.Portal.Security.Entra;

/// <summary>Reads ID tokens: who signed them, for whom, when, and as the answer to which question. Whatever does not fit exactly is refused
/// (ASVS 6.8.2, 9.1.1, 9.1.2, 9.2.1, 9.2.3, 10.5.1–10.5.4).</summary>
internal sealed class IdTokens(EntraSettings settings, EntraProvider provider, TimeProvider time)
{
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(2);
    private readonly JsonWebTokenHandler reader = new() { MapInboundClaims = false };

    /// <summary>What the token vouches for.</summary>
    /// <param name="token">As it came from the provider's token endpoint.</param>
    /// <param name="nonce">What was sent with the question; the answer must repeat it.</param>
    /// <param name="freshSince">Since when the person must have shown who they are; null where any sign-in will do.</param>
    /// <param name="ct">Stops waiting for the provider's keys.</param>
    /// <exception cref="SignInRefusedException">The token is not valid, or not fresh.</exception>
    public async Task<DirectorySignIn> ReadAsync(string? token, string? nonce, DateTimeOffset? freshSince, CancellationToken ct)
    {
        var read = await ValidateAsync(token, ct);
        Demand(SameText(Text(read, "nonce"), nonce), "nonce");
        Demand(string.Equals(Text(read, "tid"), settings.TenantId, StringComparison.OrdinalIgnoreCase), "tenant");
        Demand(read.Audiences.Count() == 1 || Text(read, "azp") == settings.ClientId, "authorised party");
        Demand(Guid.TryParseExact(Text(read, "oid"), "D", out var person), "person");
        var shown = read.TryGetPayloadValue<long>("auth_time", out var seconds) ? DateTimeOffset.FromUnixTimeSeconds(seconds) : (DateTimeOffset?)null;
        if (freshSince is { } since && !(shown >= since - Skew))
        {
            throw new SignInRefusedException(SignInRefusal.NotFresh, "auth_time");
        }

        return new DirectorySignIn(settings.TenantId.ToLowerInvariant(), person.ToString("D"), settings.RolesOf(All(read, "roles")))
        {
            AuthenticatedAtUtc = shown?.UtcDateTime,
            MultiFactor = All(read, "amr").Contains("mfa", StringComparer.Ordinal),
            ProviderSession = Text(read, "sid"),
        };
    }

    private async Task<JsonWebToken> ValidateAsync(string? token, CancellationToken ct)
    {
        var found = await reader.ValidateTokenAsync(token, Rules(await provider.GetAsync(ct)));
        if (found.Exception is SecurityTokenSignatureKeyNotFoundException)
        {
            // The provider may have changed its keys since they were read: they are read once more.
            found = await reader.ValidateTokenAsync(token, Rules(await provider.GetAnewAsync(ct)));
        }

        return found is { IsValid: true, SecurityToken: JsonWebToken read }
            ? read
            : throw new SignInRefusedException(SignInRefusal.TokenInvalid, found.Exception?.GetType().Name ?? "token");
    }

    private TokenValidationParameters Rules(OpenIdConnectConfiguration known) => new()
    {
        ValidIssuer = settings.Issuer,
        ValidAudience = settings.ClientId,
        IssuerSigningKeys = known.SigningKeys,
        RequireSignedTokens = true,
        RequireExpirationTime = true,
        RequireAudience = true,
        // No secret of ours is a key, and "none" is no algorithm (ASVS 9.1.2).
        ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
        LifetimeValidator = (from, until, _, _) => IsNow(from, until),
    };

    private bool IsNow(DateTime? from, DateTime? until)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return until is { } end && now < end + Skew && (from is not { } start || now >= start - Skew);
    }

    private static string? Text(JsonWebToken token, string claim) => token.TryGetPayloadValue<string>(claim, out var text) ? text : null;

    private static IEnumerable<string> All(JsonWebToken token, string claim) => token.Claims.Where(found => found.Type == claim).Select(found => found.Value);

    private static bool SameText(string? one, string? other) =>
        one is { Length: > 0 } && other is { Length: > 0 } && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(one), Encoding.UTF8.GetBytes(other));

    private static void Demand(bool holds, string what)
    {
        if (!holds)
        {
            throw new SignInRefusedException(SignInRefusal.TokenInvalid, what);
        }
    }
}

/// <summary>Somebody was not let in. The message names what was looked at, never what stood there.</summary>
public sealed class SignInRefusedException(SignInRefusal refusal, string what) : Exception($"Sign-in refused: {refusal} ({what}).")
{
    public SignInRefusal Refusal { get; } = refusal;

    /// <summary>What did not fit.</summary>
    public string What { get; } = what;

    /// <summary>Whether the refusal is in the audit log already.</summary>
    public bool IsRecorded { get; init; }
}
