using System.Globalization;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Exposure;
using SupportCenter.Portal.PublicSite;
using SupportCenter.Portal.Settings;

namespace SupportCenter.Portal.Exposure;

/// <summary>One run of the check: plants what is missing of the canary, asks, and keeps what was found. Never two at once.</summary>
internal sealed partial class ExposureRunner(
    PortalDatabase database,
    EndpointDataSource endpoints,
    IServer server,
    IConfiguration settings,
    IOptions<ExposureOptions> options,
    TimeProvider time,
    ILogger<ExposureRunner> logger
) : IDisposable
{
    private readonly SemaphoreSlim one = new(1, 1);

    // Acts as the console does: the probe's permission is nobody's who signs in.
    private readonly ServiceProvider services = SystemServices.Of(database, time);

    /// <summary>Whether a run is under way in this process.</summary>
    public bool IsRunning => one.CurrentCount == 0;

    /// <summary>Begins a run unless one is under way; its end is heard as the change of an ExposureCheck.</summary>
    public bool TryBegin(CancellationToken stopping)
    {
        if (!one.Wait(0, CancellationToken.None))
        {
            return false;
        }

        _ = Task.Run(() => KeptAsync(stopping), CancellationToken.None);
        return true;
    }

    /// <summary>Runs the check and keeps what it found, unless a run is under way.</summary>
    public async Task TryRunAsync(CancellationToken cancellation)
    {
        if (!await one.WaitAsync(0, cancellation))
        {
            return;
        }

        try
        {
            await CheckAsync(null, cancellation);
        }
        finally
        {
            one.Release();
        }
    }

    /// <summary>Asks the given address (null: the portal's own, or those of the settings), keeps the result and gives it.</summary>
    public async Task<ExposureReport> RunAsync(Uri? at, CancellationToken cancellation)
    {
        await one.WaitAsync(cancellation);
        try
        {
            return await CheckAsync(at, cancellation);
        }
        finally
        {
            one.Release();
        }
    }

    /// <summary>What the last run found, held against the one before.</summary>
    public async Task<ExposureState?> LastAsync(CancellationToken cancellation)
    {
        await using var scope = services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ExposureService>().LastAsync(cancellation);
    }

    public void Dispose()
    {
        services.Dispose();
        one.Dispose();
    }

    /// <summary>The run that nobody waits for: whatever goes wrong is in the log.</summary>
    private async Task KeptAsync(CancellationToken stopping)
    {
        try
        {
            await CheckAsync(null, stopping);
        }
        catch (OperationCanceledException)
        {
            // The portal stops.
        }
#pragma warning disable CA1031 // Nobody waits for the run: a fault must neither end the process nor be lost.
        catch (Exception fault)
        {
            Components.FaultLog.Record(logger, fault);
        }
#pragma warning restore CA1031
        finally
        {
            one.Release();
        }
    }

    private async Task<ExposureReport> CheckAsync(Uri? at, CancellationToken cancellation)
    {
        var started = time.GetUtcNow().UtcDateTime;
        await using var scope = services.CreateAsyncScope();
        var (canary, exposure) = (
            scope.ServiceProvider.GetRequiredService<ProbeCanaryService>(),
            scope.ServiceProvider.GetRequiredService<ExposureService>()
        );
        await canary.PlantAsync(cancellation);
        var watched = await canary.WatchedAsync(cancellation);
        var ids = await exposure.IdsAsync(options.Value.IdsPerEndpoint, cancellation);
        var surface = ProbeSurface.Of(endpoints);
        var addresses = at is null ? options.Value.Addresses : [at];
        var probe = new ExposureProbe(surface, new AnswerReader(watched.Texts), options.Value, [.. Names()]);
        var outcome = await probe.RunAsync(
            addresses.Count > 0 ? addresses.Select(address => new ProbeTarget(address)) : Own(),
            new ProbeQuestions(surface, ids.Ids, watched.OwnIds),
            cancellation
        );
        var report = new ExposureReport(
            addresses.Count > 0 ? string.Join(' ', addresses) : null,
            started,
            outcome.Requests,
            outcome.Unanswered,
            ids.Known,
            ids.Ids.Count,
            outcome.Found
        );
        await exposure.RecordAsync(report, cancellation);
        Checked(logger, report.Verdict, report.Requests, (int)(time.GetUtcNow().UtcDateTime - started).TotalSeconds);
        return report;
    }

    /// <summary>Every address on which this process listens, under its own name and under each name by which it may be asked.</summary>
    private IEnumerable<ProbeTarget> Own()
    {
        var names = Names().Select(name => (string?)name).Prepend(null).ToList();
        return (server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [])
            .Select(address => new Uri(
                address
                    .Replace("//+", "//127.0.0.1", StringComparison.Ordinal)
                    .Replace("//*", "//127.0.0.1", StringComparison.Ordinal)
                    .Replace("//0.0.0.0", "//127.0.0.1", StringComparison.Ordinal)
                    .Replace("//[::]", "//127.0.0.1", StringComparison.Ordinal)
            ))
            .SelectMany(address => names.Select(name => new ProbeTarget(address, name)));
    }

    private IEnumerable<string> Names()
    {
        var site = PortalSettings.Read<PublicSiteOptions>(settings);
        return site
            .Hosts.Concat(PortalSettings.Read<WorkspaceOptions>(settings).Hosts)
            .Where(host => !host.StartsWith("*:", StringComparison.Ordinal))
            .Concat(site.Address is { } home ? [home.Host] : [])
            .Distinct(StringComparer.OrdinalIgnoreCase);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "What is public was checked: {Verdict}, {Requests} requests, {Seconds} s")]
    private static partial void Checked(ILogger logger, ExposureVerdict verdict, int requests, int seconds);
}
