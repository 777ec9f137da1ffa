using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace SupportCenter.Portal.Security.Entra;

/// <summary>What the provider says of itself: its addresses and keys. Read at first use, once a day, and at once when a token is signed with a key that
/// is not among them.</summary>
internal sealed class EntraProvider(EntraSettings settings, IDocumentRetriever documents, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Lasting = TimeSpan.FromDays(1);

    // An unknown key must not let anybody make this portal ask without end.
    private static readonly TimeSpan AnewAtMostEvery = TimeSpan.FromSeconds(30);
    private readonly SemaphoreSlim turn = new(1, 1);
    private OpenIdConnectConfiguration? known;
    private DateTimeOffset readAt;
    private DateTimeOffset anewAt;

    /// <exception cref="InvalidOperationException">The provider cannot be reached, or describes another issuer.</exception>
    public Task<OpenIdConnectConfiguration> GetAsync(CancellationToken ct) => GetAsync(() => known is null || time.GetUtcNow() - readAt > Lasting, ct);

    /// <summary>The same after asking again, for a key that is not known yet.</summary>
    /// <exception cref="InvalidOperationException">The provider cannot be reached, or describes another issuer.</exception>
    public Task<OpenIdConnectConfiguration> GetAnewAsync(CancellationToken ct) => GetAsync(
        () =>
        {
            var (last, now) = (anewAt, time.GetUtcNow());
            anewAt = now - last > AnewAtMostEvery ? now : last;
            return anewAt == now;
        },
        ct);

    public void Dispose() => turn.Dispose();

    private async Task<OpenIdConnectConfiguration> GetAsync(Func<bool> isWanted, CancellationToken ct)
    {
        await turn.WaitAsync(ct);
        try
        {
            if (isWanted())
            {
                known = await ReadAsync(ct);
                readAt = time.GetUtcNow();
            }
        }
        catch (Exception fault) when (fault is InvalidOperationException or IOException or HttpRequestException && known is not null)
        {
            // What was known yesterday still serves; what was forged since is not signed with its keys.
        }
        finally
        {
            turn.Release();
        }

        return known ?? throw new InvalidOperationException("The provider has not described itself yet.");
    }

    private async Task<OpenIdConnectConfiguration> ReadAsync(CancellationToken ct)
    {
        var read = await OpenIdConnectConfigurationRetriever.GetAsync(settings.MetadataAddress, documents, ct);
        return read.Issuer == settings.Issuer ? read : throw new InvalidOperationException("The provider's description is another issuer's.");
    }
}
