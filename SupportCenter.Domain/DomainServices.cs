using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Backups;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Documents;
using SupportCenter.Domain.Documents.Scanning;
using SupportCenter.Domain.Incidents;
using SupportCenter.Domain.Oversight;
using SupportCenter.Domain.Retention;

namespace SupportCenter.Domain;

/// <summary>Registers the domain: every public class called …Service, once a request or circuit.</summary>
public static class DomainServices
{
    /// <summary>Adds the database and all use cases; an <see cref="ICaller"/> has to be registered by whoever knows who is
    /// asking.</summary>
    public static IServiceCollection AddSupportCenter(this IServiceCollection services, PortalDatabase database) =>
        AddUseCases(services.AddSingleton(database));

    /// <summary>The same for a database that is still being opened while the rest of the host is put together.</summary>
    public static IServiceCollection AddSupportCenter(this IServiceCollection services, Func<IServiceProvider, PortalDatabase> database) =>
        AddUseCases(services.AddSingleton(database));

    /// <summary>All classes of use cases.</summary>
    public static IReadOnlyList<Type> UseCases { get; } =
    [
        .. typeof(DomainServices)
            .Assembly.GetExportedTypes()
            .Where(type => type is { IsClass: true, IsAbstract: false } && type.Name.EndsWith("Service", StringComparison.Ordinal)),
    ];

    private static IServiceCollection AddUseCases(IServiceCollection services)
    {
        services.AddSingleton(provider => provider.GetRequiredService<PortalDatabase>().Changes);
        services.AddSingleton(TimeProvider.System);
        services.TryAddSingleton<DocumentOptions>();
        services.TryAddSingleton<ScanningOptions>();
        services.TryAddSingleton<ContentScanner>();
        services.TryAddSingleton<SessionSettings>();
        services.TryAddSingleton<RetentionOptions>();
        services.TryAddSingleton<BackupOptions>();
        services.TryAddSingleton<IncidentOptions>();
        services.TryAddSingleton<OversightOptions>();
        services.AddScoped(provider => new AuthorizedDbContextFactory(
            provider.GetRequiredService<PortalDatabase>(),
            provider.GetRequiredService<ICaller>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<SessionSettings>()
        ));
        foreach (var service in UseCases)
        {
            services.AddScoped(service);
        }

        return services;
    }
}
