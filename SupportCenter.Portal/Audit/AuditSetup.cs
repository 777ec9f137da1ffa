using System.ComponentModel.DataAnnotations;
using System.Data.Common;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Portal.Components;

namespace SupportCenter.Portal.Audit;

/// <summary>The settings of the section <c>Audit</c>.</summary>
internal static class AuditSetup
{
    /// <summary>Reads and checks the settings; relative places count from the content root.</summary>
    /// <exception cref="InvalidOperationException">A number is out of its range; the message names the setting.</exception>
    public static AuditOptions OptionsOf(WebApplicationBuilder builder)
    {
        var options = builder.Configuration.GetSection("Audit").Get<AuditOptions>() ?? new();
        var wrong = new List<ValidationResult>();
        if (!Validator.TryValidateObject(options.Alarms, new ValidationContext(options.Alarms), wrong, validateAllProperties: true))
        {
            throw new InvalidOperationException($"Audit:Alarms: {string.Join(' ', wrong.Select(result => result.ErrorMessage))}");
        }

        var root = builder.Environment.ContentRootPath;
        options.Checkpoints.Directory = Whole(options.Checkpoints.Directory, root);
        options.Checkpoints.KeyFile = Whole(options.Checkpoints.KeyFile, root);
        return options;
    }

    private static string? Whole(string? path, string root) => string.IsNullOrWhiteSpace(path) ? null : Path.GetFullPath(path, root);
}

/// <summary>Has a checkpoint of the audit log signed at start, every hour, after every export, and when the portal stops.</summary>
internal sealed partial class CheckpointClock(PortalDatabase database, TimeProvider time, ILogger<CheckpointClock> logger) : BackgroundService
{
    /// <summary>What is not covered by a checkpoint can be rewritten unnoticed: at most so much.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromHours(1);

    // Acts as the console does: nobody has signed in here.
    private readonly ServiceProvider services = OwnServices.Of(database, time);

    /// <inheritdoc />
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await SignAsync(cancellationToken);
    }

    /// <inheritdoc />
    public override void Dispose()
    {
        services.Dispose();
        base.Dispose();
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var due = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        using var exports = database.Changes.Watch(changes =>
        {
            if (changes.Any(change => change.IsExport))
            {
                due.Writer.TryWrite(true);
            }
        });
        using var hourly = time.CreateTimer(_ => due.Writer.TryWrite(true), null, TimeSpan.Zero, Every);
        await foreach (var _ in due.Reader.ReadAllAsync(stoppingToken))
        {
            await SignAsync(stoppingToken);
        }
    }

    private async Task SignAsync(CancellationToken cancellation)
    {
        try
        {
            await using var scope = services.CreateAsyncScope();
            if (await scope.ServiceProvider.GetRequiredService<CheckpointService>().SignAsync(cancellation) is { } why)
            {
                NotSigned(logger, why.GetType().Name);
            }
        }
        catch (Exception fault) when (fault is DbException or DbUpdateException or IOException)
        {
            // A full disk must not stop the portal: it is tried again at the next turn.
            FaultLog.Record(logger, fault);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A checkpoint of the audit log could not be written: {Why}")]
    private static partial void NotSigned(ILogger logger, string why);
}
