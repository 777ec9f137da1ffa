using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Keys;
using SupportCenter.Portal.Components;

namespace SupportCenter.Portal.Keys;

/// <summary>Seals everything anew when a key was added, and goes on with what a command or a portal that was stopped has begun.</summary>
internal sealed partial class KeyClock(PortalDatabase database, TimeProvider time, ILogger<KeyClock> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    // Somebody has to look at values that cannot be opened; until then it is pointless to meet them again and again.
    private static readonly TimeSpan AfterDamage = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Acts as the console does: nobody has signed in here.
        await using var services = new ServiceCollection().AddSupportCenter(database).AddSingleton(time)
            .AddSingleton<ICaller>(new FixedCaller(CallerIdentity.Console)).BuildServiceProvider();
        long? seen = null;
        while (!stoppingToken.IsCancellationRequested)
        {
            var wait = Every;
            try
            {
                await using var scope = services.CreateAsyncScope();
                seen = await LookAsync(scope.ServiceProvider.GetRequiredService<KeyRotationService>(), seen, stoppingToken);
            }
            catch (SealDamageException damage)
            {
                // Tables and ids only: whoever keeps the server has to know where to look.
                Damaged(logger, damage.Message);
                wait = AfterDamage;
            }
            catch (KeyFileException wrong)
            {
                // Nothing can be stored until it is put right: whoever keeps the server has to know why.
                WrongFile(logger, wrong.Message);
            }
            catch (Exception fault) when (fault is DbException or DbUpdateException or IOException or RuleException)
            {
                // A full disk must not stop the portal: it is tried again at the next turn.
                FaultLog.Record(logger, fault);
            }

            await Task.Delay(wait, time, stoppingToken);
        }
    }

    /// <summary>Seals anew what is left, unless somebody else is at it: then what was done grew since the last look.</summary>
    private async Task<long?> LookAsync(KeyRotationService keys, long? seen, CancellationToken stopping)
    {
        var state = await keys.StateAsync(stopping);
        if (!state.IsUnderWay)
        {
            return null;
        }

        var done = state.ActiveKey?.Resealed ?? 0;
        if (seen is null || done > seen)
        {
            return done;
        }

        Begins(logger, state.Active);
        state = await keys.ResealAsync(null, stopping);
        Done(logger, state.Active);
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
