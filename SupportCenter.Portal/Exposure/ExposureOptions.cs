using System.ComponentModel.DataAnnotations;
using SupportCenter.Domain.Settings;

namespace SupportCenter.Portal.Exposure;

/// <summary>How the portal checks what is public (section <c>Exposure</c> of appsettings.json).</summary>
[SettingsSection("Exposure")]
internal sealed class ExposureOptions
{
    /// <summary>When it checks by itself each day, in Tokyo's time; never without it.</summary>
    public TimeOnly? At { get; set; }

    /// <summary>How many questions are asked at once: few, so that people who work notice nothing.</summary>
    [Range(1, 64)]
    public int Concurrency { get; set; } = 2;

    /// <summary>With about so many ids each address is asked; of a larger database an even sample is taken, and the result says
    /// so.</summary>
    [Range(100, 10_000_000)]
    public int IdsPerEndpoint { get; set; } = 2_000;

    /// <summary>Where to ask, such as the address by which the portal is reached from outside; without any, where the portal
    /// listens.</summary>
    [WebAddress]
    public IReadOnlyList<Uri> Addresses { get; set; } = [];
}
