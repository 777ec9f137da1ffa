using System.Globalization;
using Microsoft.AspNetCore.StaticAssets;
using SupportCenter.Portal.Security;
using SupportCenter.Portal.Settings;

namespace SupportCenter.Portal.PublicSite;

/// <summary>Marks an address that is of use on both sides and says nothing of either.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class OnBothHostsAttribute : Attribute;

/// <summary>Keeps the public site and the workspace to their own hosts, so that the inside need not be reachable from where the public
/// page is.</summary>
/// <remarks>An entry is a host name, a host name with its port, or <c>*:port</c>. The first two are what the request says of itself, and
/// as good as the proxy or the network in front; the last is the port on which the connection came in, which no request can
/// claim.</remarks>
internal sealed class PublicHosts(IReadOnlyList<string> publicHosts, IReadOnlyList<string> workspaceHosts)
{
    public static PublicHosts Of(IConfiguration settings) =>
        new(PortalSettings.Read<PublicSiteOptions>(settings).Hosts, PortalSettings.Read<WorkspaceOptions>(settings).Hosts);

    /// <summary>Whether the two are kept apart. With one list only, the other side is everywhere else.</summary>
    public bool AreApart => publicHosts.Count + workspaceHosts.Count > 0;

    public bool Allows(HttpContext context)
    {
        if (
            !AreApart
            || context.GetEndpoint() is not { } endpoint
            || endpoint.Metadata.GetMetadata<OnBothHostsAttribute>() is not null
            || endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is not null
        )
        {
            return true;
        }

        var (mine, others) = endpoint.Metadata.GetMetadata<PublicSiteAttribute>() is null
            ? (workspaceHosts, publicHosts)
            : (publicHosts, workspaceHosts);
        return mine.Count > 0 ? Named(mine, context) : !Named(others, context);
    }

    private static bool Named(IReadOnlyList<string> hosts, HttpContext context)
    {
        var host = context.Request.Host;
        var port = "*:" + context.Connection.LocalPort.ToString(CultureInfo.InvariantCulture);
        return hosts.Any(entry =>
            entry == port
            || entry.Equals(host.Host, StringComparison.OrdinalIgnoreCase)
            || entry.Equals(host.Value, StringComparison.OrdinalIgnoreCase)
        );
    }
}
