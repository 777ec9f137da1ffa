using System.ComponentModel.DataAnnotations;
using System.Net;
using SupportCenter.Domain.Settings;

namespace SupportCenter.Portal.Security;

/// <summary>The reverse proxies in front of the portal (a list at the top of appsettings.json).</summary>
[SettingsSection("")]
internal sealed class ProxyOptions
{
    /// <summary>Addresses of proxies whose X-Forwarded-For and X-Forwarded-Proto are believed.</summary>
    [IpAddresses]
    public IReadOnlyList<string> Proxies { get; set; } = [];
}

/// <summary>Addresses of the internet protocol.</summary>
internal sealed class IpAddressesAttribute() : SettingRuleAttribute("an IP address")
{
    protected override bool Allows(object value, ValidationContext context) =>
        ((IEnumerable<string>)value).All(address => IPAddress.TryParse(address, out _));
}
