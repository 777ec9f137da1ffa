using System.ComponentModel.DataAnnotations;
using SupportCenter.Domain.Settings;

namespace SupportCenter.Domain.Documents;

/// <summary>How much is taken in (section <c>Documents</c> of appsettings.json).</summary>
[SettingsSection("Documents")]
public sealed class DocumentOptions
{
    private const long MiB = 1024 * 1024;
    private const long TiB = MiB * MiB;

    /// <summary>Bytes that one document may have (ASVS 5.2.1).</summary>
    [Range(1, 1024 * MiB)]
    public long MaxBytes { get; set; } = 20 * MiB;

    /// <summary>Bytes that all documents of one business may have together, the withdrawn ones included (ASVS 5.2.4).</summary>
    [Range(1, TiB)]
    public long BusinessQuotaBytes { get; set; } = 500 * MiB;

    /// <summary>Bytes that an Office file may have when all its parts are unpacked (ASVS 5.2.3).</summary>
    [Range(1, TiB)]
    public long MaxUnpackedBytes { get; set; } = 200 * MiB;

    /// <summary>Parts that an Office file may be packed of (ASVS 5.2.3).</summary>
    [Range(1, 60000)]
    public int MaxParts { get; set; } = 2000;
}
