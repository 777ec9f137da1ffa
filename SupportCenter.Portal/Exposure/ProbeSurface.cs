using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.StaticAssets;

namespace SupportCenter.Portal.Exposure;

/// <summary>What the running portal answers: its routes, and the files that it serves, as its own list of endpoints has them.</summary>
internal sealed class ProbeSurface
{
    private readonly HashSet<string> assets;

    private ProbeSurface(IReadOnlyList<string> patterns, HashSet<string> assets) => (Patterns, this.assets) = (patterns, assets);

    /// <summary>Every route that is no file, as it was mapped.</summary>
    public IReadOnlyList<string> Patterns { get; }

    /// <summary>The addresses of the files.</summary>
    public IEnumerable<string> Assets => assets;

    public static ProbeSurface Of(EndpointDataSource source)
    {
        var routes = source.Endpoints.OfType<RouteEndpoint>().ToLookup(IsAsset);
        return new ProbeSurface(
            [.. routes[false].Select(PatternOf).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal)],
            routes[true].Select(PatternOf).ToHashSet(StringComparer.OrdinalIgnoreCase)
        );
    }

    /// <summary>The entry of the allow-list by which an address may answer; null when it may not.</summary>
    /// <param name="address">As it was sent: odd spellings are brought to the one that a server would read.</param>
    public PublicEntry? MayAnswer(string address)
    {
        var path = ReadByServers(address);
        return PublicAllowList.Endpoints.FirstOrDefault(entry => entry.Pattern.Equals(path, StringComparison.OrdinalIgnoreCase))
            ?? (assets.Contains(path) ? PublicAllowList.ForAsset(path) : null);
    }

    public static bool IsAsset(Endpoint endpoint) => endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is not null;

    public static bool IsAnonymous(Endpoint endpoint) => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;

    public static string PatternOf(RouteEndpoint endpoint) => "/" + endpoint.RoutePattern.RawText!.Trim('/');

    /// <summary>The path without its query, with what is percent-encoded decoded once and dots resolved.</summary>
    private static string ReadByServers(string address)
    {
        var parts = new List<string>();
        foreach (var part in Uri.UnescapeDataString(address.Split('?', '#')[0]).Split('/'))
        {
            if (part == ".." && parts.Count > 0)
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else if (part is not ("" or "." or ".."))
            {
                parts.Add(part);
            }
        }

        return "/" + string.Join('/', parts);
    }
}
