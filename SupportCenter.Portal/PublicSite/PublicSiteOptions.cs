using System.ComponentModel.DataAnnotations;
using System.Net;
using SupportCenter.Domain.Settings;

namespace SupportCenter.Portal.PublicSite;

/// <summary>Where the public site answers (section <c>PublicSite</c> of appsettings.json).</summary>
[SettingsSection("PublicSite")]
internal sealed class PublicSiteOptions
{
    /// <summary>Hosts of the public site; none: everywhere but on the hosts of the workspace.</summary>
    [HostNames]
    public IReadOnlyList<string> Hosts { get; set; } = [];

    /// <summary>The public site's own address for robots.txt and the site map; without it, the one that the request names.</summary>
    [WebAddress]
    public Uri? Address { get; set; }
}

/// <summary>Where everything but the public site answers (section <c>Workspace</c> of appsettings.json).</summary>
[SettingsSection("Workspace")]
internal sealed class WorkspaceOptions
{
    /// <summary>Hosts of the workspace; none: everywhere but on the hosts of the public site.</summary>
    [HostNames]
    public IReadOnlyList<string> Hosts { get; set; } = [];
}

/// <summary>Names of hosts, with or without a port, or <c>*:port</c>.</summary>
internal sealed class HostNamesAttribute() : SettingRuleAttribute("a host name, a host name with its port, or *:port")
{
    protected override bool Allows(object value, ValidationContext context) => ((IEnumerable<string>)value).All(IsHost);

    private static bool IsHost(string entry)
    {
        var host = new HostString(entry);
        var hasPort = host.Host.Length < entry.Length;
        return (!hasPort || host.Port is > 0 and <= IPEndPoint.MaxPort)
            && (host.Host == "*" ? hasPort : Uri.CheckHostName(host.Host) != UriHostNameType.Unknown);
    }
}
