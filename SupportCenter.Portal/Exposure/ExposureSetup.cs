using Microsoft.Extensions.Options;
using SupportCenter.Domain.Data;
using SupportCenter.Portal.Settings;

namespace SupportCenter.Portal.Exposure;

/// <summary>The check of what is public within the portal: the runner, and the run of each day.</summary>
internal static class ExposureSetup
{
    public static void AddExposure(this WebApplicationBuilder builder)
    {
        builder.Services.AddSettings<ExposureOptions>(builder.Configuration);
        builder.Services.AddSingleton<ExposureRunner>();
        builder.Services.AddHostedService<ExposureCheckHostedService>();
    }
}

/// <summary>Has what is public checked once a day, at the time of the settings; what was missed while the portal was off waits for the
/// next day.</summary>
internal sealed class ExposureCheckHostedService(
    ExposureRunner runner,
    IOptions<ExposureOptions> options,
    PortalDatabase database,
    TimeProvider time,
    ILogger<ExposureCheckHostedService> logger
) : ResilientBackgroundService(database, time, logger)
{
    /// <summary>How long it is until that time of day in Tokyo.</summary>
    public static TimeSpan Until(TimeOnly at, DateTime nowUtc)
    {
        var now = CentreTime.ToCivil(nowUtc);
        var next = now.Date + at.ToTimeSpan();
        return (next > now ? next : next.AddDays(1)) - now;
    }

    /// <inheritdoc />
    protected override async Task RunAsync(CancellationToken stopping)
    {
        while (options.Value.At is { } at)
        {
            await Task.Delay(Until(at, Time.GetUtcNow().UtcDateTime), Time, stopping);
            await TryAsync(_ => runner.TryRunAsync(stopping), stopping);
        }
    }
}
