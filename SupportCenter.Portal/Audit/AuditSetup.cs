using System.Threading.Channels;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Portal.Settings;

namespace SupportCenter.Portal.Audit;

/// <summary>The settings of the section <c>Audit</c>.</summary>
internal static class AuditSetup
{
    /// <summary>Reads the settings; relative places count from the content root.</summary>
    public static AuditOptions OptionsOf(WebApplicationBuilder builder)
    {
        var options = PortalSettings.Read<AuditOptions>(builder.Configuration);
        var root = builder.Environment.ContentRootPath;
        options.Checkpoints.Directory = Whole(options.Checkpoints.Directory, root);
        options.Checkpoints.KeyFile = Whole(options.Checkpoints.KeyFile, root);
        return options;
    }

    private static string? Whole(string? path, string root) => string.IsNullOrWhiteSpace(path) ? null : Path.GetFullPath(path, root);
}

/// <summary>Has a checkpoint of the audit log signed at start, every hour, after every export, and when the portal stops.</summary>
internal sealed partial class CheckpointHostedService(PortalDatabase database, TimeProvider time, ILogger<CheckpointHostedService> logger)
    : ResilientBackgroundService(database, time, logger)
{
    /// <summary>What is not covered by a checkpoint can be rewritten unnoticed: at most so much.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromHours(1);

    /// <inheritdoc />
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TryAsync(services => SignAsync(services, cancellationToken), cancellationToken);
    }

    /// <inheritdoc />
    protected override async Task RunAsync(CancellationToken stopping)
    {
        var due = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        using var exports = Database.Changes.Watch(changes =>
        {
            if (changes.Any(change => change.IsExport))
            {
                due.Writer.TryWrite(true);
            }
        });
        await using var hourly = Time.CreateTimer(_ => due.Writer.TryWrite(true), null, TimeSpan.Zero, Every);
        await foreach (var _ in due.Reader.ReadAllAsync(stopping))
        {
            await TryAsync(services => SignAsync(services, stopping), stopping);
        }
    }

    private async Task SignAsync(IServiceProvider services, CancellationToken cancellation)
    {
        if (await services.GetRequiredService<CheckpointService>().SignAsync(cancellation) is { } why)
        {
            NotSigned(Log, why.GetType().Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A checkpoint of the audit log could not be written: {Why}")]
    private static partial void NotSigned(ILogger logger, string why);
}
