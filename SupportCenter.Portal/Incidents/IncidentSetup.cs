using SupportCenter.Domain.Incidents;
using SupportCenter.Portal.Settings;

namespace SupportCenter.Portal.Incidents;

/// <summary>What incidents need from the container.</summary>
public static class IncidentSetup
{
    /// <summary>Reads the numbers of the rules from the section <c>Incidents</c> (checked at start).</summary>
    public static IServiceCollection AddIncidents(this IServiceCollection services, IConfiguration configuration) =>
        services.AddSettings<IncidentOptions>(configuration);
}
