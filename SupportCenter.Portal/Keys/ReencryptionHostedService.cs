using SupportCenter.Domain.Data;
using SupportCenter.Domain.Keys;

namespace SupportCenter.Portal.Keys;

/// <summary>Re-encrypts everything when a key was added, and continues with what a command or a portal that was stopped has
/// begun.</summary>
internal sealed partial class ReencryptionHostedService(
    PortalDatabase database,
    TimeProvider time,
    ILogger<ReencryptionHostedService> logger
) : PeriodicBackgroundService(database, time, logger, TimeSpan.FromSeconds(10))
{
    // Somebody has to look at values that cannot be opened; until then it is pointless to meet them again and again.
    private static readonly TimeSpan AfterDamage = TimeSpan.FromHours(1);
    private DateTimeOffset? damagedAt;
    private long? doneBefore;

    /// <inheritdoc />
    protected override async Task TurnAsync(IServiceProvider services, CancellationToken stopping)
    {
        if (Time.GetUtcNow() - damagedAt < AfterDamage)
        {
            return;
        }

        try
        {
            doneBefore = await LookAsync(services.GetRequiredService<KeyRotationService>(), stopping);
        }
        catch (DecryptionFailureException damage)
        {
            // Tables and ids only: whoever keeps the server has to know where to look.
            Damaged(Log, damage.Message);
            damagedAt = Time.GetUtcNow();
        }
        catch (KeyFileException wrong)
        {
            // Nothing can be stored until it is put right: whoever keeps the server has to know why.
            WrongFile(Log, wrong.Message);
        }
    }

    /// <summary>Re-encrypts what is left, unless somebody else is at it: then what was done grew since the last look.</summary>
    private async Task<long?> LookAsync(KeyRotationService keys, CancellationToken stopping)
    {
        var state = await keys.StateAsync(stopping);
        if (!state.IsUnderWay)
        {
            return null;
        }

        var done = state.ActiveKey?.Reencrypted ?? 0;
        if (doneBefore is null || done > doneBefore)
        {
            return done;
        }

        Begins(Log, state.Active);
        state = await keys.ReencryptAsync(null, stopping);
        Done(Log, state.Active);
        return null;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Stored data is encrypted anew with key {Number}")]
    private static partial void Begins(ILogger logger, long number);

    [LoggerMessage(Level = LogLevel.Information, Message = "All stored data is encrypted with key {Number}")]
    private static partial void Done(ILogger logger, long number);

    [LoggerMessage(Level = LogLevel.Critical, Message = "{Why}")]
    private static partial void WrongFile(ILogger logger, string why);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Damage}")]
    private static partial void Damaged(ILogger logger, string damage);
}
