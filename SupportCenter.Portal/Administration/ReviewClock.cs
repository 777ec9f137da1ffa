using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Administration;
using SupportCenter.Domain.Data;
using SupportCenter.Portal.Components;

namespace SupportCenter.Portal.Administration;

/// <summary>Opens the access review (棚卸し) of each quarter by itself: looks at start and every hour whether there is one.</summary>
internal sealed class ReviewClock(PortalDatabase database, TimeProvider time, ILogger<ReviewClock> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Acts as the console does: nobody has signed in here.
        await using var services = new ServiceCollection().AddSupportCenter(database).AddSingleton(time)
            .AddSingleton<ICaller>(new FixedCaller(CallerIdentity.Console)).BuildServiceProvider();
        using var timer = new PeriodicTimer(Every, time);
        do
        {
            await OpenAsync(services, stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task OpenAsync(ServiceProvider services, CancellationToken stopping)
    {
        try
        {
            await using var scope = services.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<AccessReviewService>().OpenAsync(stopping);
        }
        catch (Exception fault) when (fault is DbException or DbUpdateException or IOException)
        {
            // A full disk must not stop the portal: it is tried again at the next turn.
            FaultLog.Record(logger, fault);
        }
    }
}
