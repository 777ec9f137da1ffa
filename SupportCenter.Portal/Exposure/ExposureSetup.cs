using Microsoft.Extensions.Options;
using SupportCenter.Domain.Data;

namespace SupportCenter.Portal.Exposure;

/// <summary>The check of what is public within the portal: the runner, and the run of each day.</summary>
internal static class ExposureSetup
{
    public static void AddExposure(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<ExposureOptions>().Bind(builder.Configuration.GetSection("Exposure")).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<ExposureRunner>();
        builder.Services.AddHostedService<ExposureClock>();
    }
}

/// <summary>Has what is public checked once a day, at the time of the settings; what was missed while the portal was off waits for the next day.</summary>
internal sealed class ExposureClock(ExposureRunner runner, IOptions<ExposureOptions> options, TimeProvider time) : BackgroundService
{
    /// <summary>How long it is until that time of day in Tokyo.</summary>
    public static TimeSpan Until(TimeOnly at, DateTime nowUtc)
    {
        var now = CentreTime.ToCivil(nowUtc);
        var next = now.Date + at.ToTimeSpan();
        return (next > now ? next : next.AddDays(1)) - now;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (options.Value.At is { } at)
        {
            await Task.Delay(Until(at, time.GetUtcNow().UtcDateTime), time, stoppingToken);
            runner.TryBegin(stoppingToken);
        }
    }
}
