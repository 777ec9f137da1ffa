using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Net;
using SupportCenter.Domain.Settings;

namespace SupportCenter.Domain.Documents.Scanning;

/// <summary>Where uploads are scanned for malware (section <c>Scanning</c> of appsettings.json; ASVS 5.4.3).</summary>
[SettingsSection("Scanning")]
public sealed class ScanningOptions
{
    /// <summary>Where clamd listens: <c>host:port</c>, or the path of its socket. Empty: nothing is scanned.</summary>
    [ClamdAddress]
    public string Clamd { get; set; } = "";

    /// <summary>What becomes of an upload while the scanner cannot be reached.</summary>
    public WithoutScanner WhenUnreachable { get; set; }

    /// <summary>Seconds that connecting and scanning one document may take together.</summary>
    [Range(1, 600)]
    public int TimeoutSeconds { get; set; } = 60;

    /// <summary>Whether a scanner is set up.</summary>
    public bool IsOn => Clamd.Length > 0;

    /// <summary>Host and port of the setting; null when it is the path of a socket.</summary>
    internal (string Host, int Port)? Address =>
        !Clamd.StartsWith('/')
        && Clamd.LastIndexOf(':') is var colon and > 0
        && int.TryParse(Clamd.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
        && port is > 0 and <= IPEndPoint.MaxPort
            ? (Clamd[..colon], port)
            : null;
}

/// <summary>Where clamd can listen.</summary>
public sealed class ClamdAddressAttribute() : SettingRuleAttribute("host:port, the path of a socket, or empty")
{
    protected override bool Allows(object value, ValidationContext context) =>
        value is string text && (text.StartsWith('/') || new ScanningOptions { Clamd = text }.Address is not null);
}

/// <summary>What becomes of an upload while the scanner cannot be reached. To let it in unscanned is not on offer.</summary>
public enum WithoutScanner
{
    /// <summary>It is refused, as a sentence, and can be tried again later.</summary>
    Refuse = 0,

    /// <summary>It is taken in, and nobody can open it until it was scanned.</summary>
    Hold = 1,
}
