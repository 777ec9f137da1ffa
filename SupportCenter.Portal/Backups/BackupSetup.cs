using SupportCenter.Domain.Backups;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Retention;
using SupportCenter.Portal.Components;
using SupportCenter.Portal.Settings;

namespace SupportCenter.Portal.Backups;

/// <summary>What backups need from the container.</summary>
public static class BackupSetup
{
    /// <summary>Reads the section <c>Backup</c> (checked at start) and starts the clock.</summary>
    public static IServiceCollection AddBackups(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<BackupOptions>(configuration);
        services.AddHostedService<BackupHostedService>();
        return services;
    }
}

/// <summary>After the start and every few minutes: a backup if anything was changed, the removal of old ones, an alarm when there is no
/// recent one. Once a month a backup is restored as a trial.</summary>
internal sealed class BackupHostedService(
    PortalDatabase database,
    BackupOptions options,
    RetentionOptions retention,
    TimeProvider time,
    ILogger<BackupHostedService> logger
) : PeriodicBackgroundService(database, time, logger, TimeSpan.FromMinutes(options.EveryMinutes), options, retention)
{
    private static readonly TimeSpan AfterStart = TimeSpan.FromMinutes(1);
    private bool hasBegun;

    /// <inheritdoc />
    protected override async Task TurnAsync(IServiceProvider services, CancellationToken stopping)
    {
        if (!hasBegun)
        {
            // A start that fails at once should not copy the database each time.
            await Task.Delay(AfterStart, Time, stopping);
            hasBegun = true;
        }

        var backups = services.GetRequiredService<BackupService>();
        await TryAsync(_ => backups.KeepAsync(stopping), stopping);
        try
        {
            await backups.DrillIfDueAsync(stopping);
        }
        catch (BackupBusyException)
        {
            // At the next turn.
        }
    }
}
