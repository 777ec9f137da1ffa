using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;

namespace SupportCenter.Tests.Security;

/// <summary>A provider that describes itself properly and answers with whatever token a test makes.</summary>
internal sealed class HostileProvider : IAsyncDisposable
{
    public const string Tenant = "11111111-2222-3333-4444-555555555555";
    public const string Directory = "adfs.example.invalid";
    public const string Client = "99999999-8888-7777-6666-555555555555";
    private readonly WebApplication app;
    private Key key = new();

    private HostileProvider(WebApplication app) => this.app = app;

    public string Origin => app.Urls.Single();

    public string Issuer => $"{Origin}/{Tenant}/v2.0";

    /// <summary>Makes the ID token that the token endpoint gives next; null: it answers with an error.</summary>
    public Func<string?>? Token { get; set; }

    /// <summary>Whether the line breaks when a token is asked for.</summary>
    public bool IsGone { get; set; }

    /// <summary>How often the keys were asked for.</summary>
    public int KeysRead { get; private set; }

    public string[] Settings =>
        [
            $"--AzureAd:Instance={Origin}/",
            $"--AzureAd:TenantId={Tenant}",
            $"--AzureAd:ClientId={Client}",
            "--AzureAd:ClientSecret=not-a-secret-of-anybody",
        ];

    /// <summary>The same provider as one that is not Entra ID: an address, groups, a name for its directory.</summary>
    public string[] AuthoritySettings =>
        [
            $"--AzureAd:Authority={Issuer}",
            $"--AzureAd:DirectoryName={Directory}",
            $"--AzureAd:ClientId={Client}",
            "--AzureAd:ClientSecret=not-a-secret-of-anybody",
            "--AzureAd:RoleClaim=group",
            "--AzureAd:AppRoles:BookingStaff=SC-Booking",
            "--AzureAd:MultiFactorValue=http://schemas.microsoft.com/claims/multipleauthn",
        ];

    public static async Task<HostileProvider> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var provider = new HostileProvider(app);
        app.MapGet($"/{Tenant}/v2.0/.well-known/openid-configuration", () => Results.Json(
                new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["issuer"] = provider.Issuer,
                    ["authorization_endpoint"] = provider.Issuer + "/authorize",
                    ["token_endpoint"] = provider.Issuer + "/token",
                    ["jwks_uri"] = provider.Issuer + "/keys",
                    ["end_session_endpoint"] = provider.Issuer + "/logout",
                }
            ));
        app.MapGet($"/{Tenant}/v2.0/keys", () =>
        {
            provider.KeysRead++;
            return Results.Text(provider.key.PublicJson, "application/json");
        });
        app.MapPost($"/{Tenant}/v2.0/token", (HttpContext context) =>
        {
            if (provider.IsGone)
            {
                context.Abort();
            }

            return provider.Token?.Invoke() is { } token
                ? Results.Json(
                    new
                    {
                        access_token = "opaque",
                        token_type = "Bearer",
                        expires_in = 3600,
                        id_token = token,
                    }
                )
                : Results.Json(new { error = "invalid_grant" }, statusCode: 400);
        });
        await app.StartAsync();
        return provider;
    }

    /// <summary>What Entra ID says of somebody, signed as it signs; <paramref name="change"/> spoils it.</summary>
    public string TokenOf(string person, string role, string nonce, Action<Dictionary<string, object?>>? change = null)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var claims = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["iss"] = Issuer,
            ["aud"] = Client,
            ["tid"] = Tenant,
            ["oid"] = person,
            ["sub"] = "pairwise",
            ["ver"] = "2.0",
            ["nonce"] = nonce,
            ["roles"] = new[] { role },
            ["iat"] = now,
            ["nbf"] = now,
            ["exp"] = now + 3600,
            ["auth_time"] = now,
            ["amr"] = new[] { "pwd", "mfa" },
            ["sid"] = "sid-" + person,
        };
        change?.Invoke(claims);
        return Signed(claims, key);
    }

    /// <summary>The same claims under a key that the provider does not know.</summary>
    public static string Resigned(string token) => Signed(ClaimsOf(token), new Key());

    /// <summary>The same claims under the provider's key id, but signed with another key.</summary>
    public string Forged(string token) => Signed(ClaimsOf(token), new Key { Id = key.Id });

    /// <summary>The same claims with no signature at all.</summary>
    public static string Unsigned(string token) => $"{Encode("""{"alg":"none","typ":"JWT"}""")}.{token.Split('.')[1]}.";

    /// <summary>Signed with the client's secret as if that were a key.</summary>
    public static string SignedWithSecret(string token)
    {
        var text = $"{Encode("""{"alg":"HS256","typ":"JWT"}""")}.{token.Split('.')[1]}";
        return $"{text}.{Base64UrlEncoder.Encode(HMACSHA256.HashData("not-a-secret-of-anybody"u8, Encoding.ASCII.GetBytes(text)))}";
    }

    /// <summary>Signed with the provider's public key as if that were a secret.</summary>
    public string SignedWithPublicKey(string token)
    {
        var text = $"{Encode(JsonSerializer.Serialize(new { alg = "HS256", typ = "JWT", kid = key.Id }))}.{token.Split('.')[1]}";
        var secret = Encoding.ASCII.GetBytes(key.Rsa.ExportSubjectPublicKeyInfoPem());
        return $"{text}.{Base64UrlEncoder.Encode(HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes(text)))}";
    }

    /// <summary>Signed with a key that the token itself brings along in its header.</summary>
    public static string SignedWithOwnKey(string token)
    {
        var own = new Key();
        using var keys = JsonDocument.Parse(own.PublicJson);
        return Signed(
            ClaimsOf(token),
            own,
            new
            {
                alg = "RS256",
                typ = "JWT",
                jwk = keys.RootElement.GetProperty("keys")[0].Clone(),
            }
        );
    }

    /// <summary>The same claims, signed by the provider, as an access token.</summary>
    public string AsAccessToken(string token) =>
        Signed(
            ClaimsOf(token),
            key,
            new
            {
                alg = "RS256",
                typ = "at+jwt",
                kid = key.Id,
            }
        );

    /// <summary>The claims changed after they were signed.</summary>
    public static string Altered(string token, string from, string to)
    {
        var parts = token.Split('.');
        return $"{parts[0]}.{Encode(Base64UrlEncoder.Decode(parts[1]).Replace(from, to, StringComparison.Ordinal))}.{parts[2]}";
    }

    /// <summary>Takes another key into use, as providers do from time to time.</summary>
    public void RollOver() => key = new Key();

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private static Dictionary<string, object?> ClaimsOf(string token) =>
        JsonSerializer.Deserialize<Dictionary<string, object?>>(Base64UrlEncoder.Decode(token.Split('.')[1]))!;

    private static string Signed(Dictionary<string, object?> claims, Key by, object? header = null)
    {
        header ??= new
        {
            alg = "RS256",
            typ = "JWT",
            kid = by.Id,
        };
        var text = $"{Encode(JsonSerializer.Serialize(header))}.{Encode(JsonSerializer.Serialize(claims))}";
        var signature = by.Rsa.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return $"{text}.{Base64UrlEncoder.Encode(signature)}";
    }

    private static string Encode(string json) => Base64UrlEncoder.Encode(json);

    private sealed class Key
    {
        public RSA Rsa { get; } = RSA.Create(2048);

        public string Id { get; init; } = RandomNumberGenerator.GetInt32(int.MaxValue).ToString(CultureInfo.InvariantCulture);

        public string PublicJson
        {
            get
            {
                var parts = Rsa.ExportParameters(false);
                return JsonSerializer.Serialize(
                    new
                    {
                        keys = new[]
                        {
                            new
                            {
                                kty = "RSA",
                                use = "sig",
                                alg = "RS256",
                                kid = Id,
                                n = Base64UrlEncoder.Encode(parts.Modulus!),
                                e = Base64UrlEncoder.Encode(parts.Exponent!),
                            },
                        },
                    }
                );
            }
        }
    }
}
