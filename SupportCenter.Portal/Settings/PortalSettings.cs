using System.Reflection;
using Microsoft.Extensions.Options;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Backups;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Documents;
using SupportCenter.Domain.Documents.Scanning;
using SupportCenter.Domain.Incidents;
using SupportCenter.Domain.Oversight;
using SupportCenter.Domain.Retention;
using SupportCenter.Domain.Settings;
using SupportCenter.Portal.Exposure;
using SupportCenter.Portal.PublicSite;
using SupportCenter.Portal.Security;
using SupportCenter.Portal.Security.IdentityProvider;

namespace SupportCenter.Portal.Settings;

/// <summary>The portal's settings: one way to read them, and one check of all of them before anything starts.</summary>
internal static class PortalSettings
{
    /// <summary>Every class that is read from the configuration; <see cref="SettingsSectionAttribute"/> names its section.</summary>
    public static IReadOnlyList<Type> Sections { get; } =
    [
        typeof(StorageOptions),
        typeof(DocumentOptions),
        typeof(ScanningOptions),
        typeof(CentreOptions),
        typeof(SessionSettings),
        typeof(RetentionOptions),
        typeof(IncidentOptions),
        typeof(OversightOptions),
        typeof(BackupOptions),
        typeof(AuditOptions),
        typeof(ExposureOptions),
        typeof(PublicSiteOptions),
        typeof(WorkspaceOptions),
        typeof(ProxyOptions),
    ];

    /// <exception cref="InvalidSettingException">A setting is out of its range or of the wrong type.</exception>
    public static void EnsureValid(IConfiguration configuration, string contentRoot)
    {
        var check = new SettingsCheck(contentRoot);
        var problems = Sections.SelectMany(type => check.Problems(type, SectionOf(type, configuration))).ToList();
        if (
            IdentityProviderSetup.IsConfigured(configuration)
            && IdentityProviderSetup.SettingsOf(configuration).FindProblem() is { } problem
        )
        {
            problems.Add(problem);
        }

        if (problems.Count > 0)
        {
            throw new InvalidSettingException(string.Join(Environment.NewLine, problems));
        }
    }

    /// <summary>The settings of one class. What was checked before does not fail here.</summary>
    public static T Read<T>(IConfiguration configuration)
        where T : class, new() => SectionOf(typeof(T), configuration).Get<T>() ?? new();

    /// <summary>Gives the settings to whoever asks for them, as they are or as options.</summary>
    public static IServiceCollection AddSettings<T>(this IServiceCollection services, IConfiguration configuration)
        where T : class, new()
    {
        var settings = Read<T>(configuration);
        return services.AddSingleton(settings).AddSingleton<IOptions<T>>(Options.Create(settings));
    }

    private static IConfiguration SectionOf(Type type, IConfiguration configuration) =>
        type.GetCustomAttribute<SettingsSectionAttribute>()!.Name is { Length: > 0 } name ? configuration.GetSection(name) : configuration;
}
