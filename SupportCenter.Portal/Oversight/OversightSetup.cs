using SupportCenter.Domain.Oversight;
using SupportCenter.Portal.Settings;

namespace SupportCenter.Portal.Oversight;

/// <summary>What the oversight of contractors needs from the container.</summary>
public static class OversightSetup
{
    /// <summary>Reads its numbers from the section <c>Oversight</c> (checked at start).</summary>
    public static IServiceCollection AddOversight(this IServiceCollection services, IConfiguration configuration) =>
        services.AddSettings<OversightOptions>(configuration);
}
