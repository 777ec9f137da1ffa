using System.Collections.Concurrent;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Data;

namespace SupportCenter.Portal.Security;

/// <summary>The connections of open circuits to this process, by session: so that they can be counted, and cut when the session is over
/// (ASVS 7.4.1, 7.4.2).</summary>
internal sealed class CircuitConnectionRegistry(IOptions<CircuitOptions> circuitOptions, TimeProvider time)
{
    private static readonly TimeSpan CleanEvery = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, Connection> lines = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Begun> circuits = new(StringComparer.Ordinal);
    private long cleanedAt = time.GetUtcNow().UtcTicks;

    /// <summary>How many circuits can still be taken up again, or are open.</summary>
    internal int CircuitCount => circuits.Count;

    // For so long the framework keeps a circuit whose connection is gone: first the circuit itself, then the state of it.
    private TimeSpan KeptFor =>
        circuitOptions.Value.DisconnectedCircuitRetentionPeriod + circuitOptions.Value.PersistedCircuitInMemoryRetentionPeriod;

    /// <summary>The sessions that have a screen open.</summary>
    public IReadOnlyCollection<Guid> Sessions => [.. lines.Values.Select(line => line.Session).Distinct()];

    public int CountOf(Guid? person) => lines.Values.Count(line => line.Person == person);

    public void Open(HubCallerContext context, Guid session, Guid person) =>
        lines[context.ConnectionId] = new Connection(context, session, person);

    /// <summary>The connection is gone: its circuit is remembered for as long as it can be taken up again, and no longer.</summary>
    public void Closed(HubCallerContext context)
    {
        if (
            lines.TryRemove(context.ConnectionId, out var line)
            && line.Circuit is { } circuit
            && circuits.TryGetValue(circuit, out var begun)
            && begun.Connection == context.ConnectionId
        )
        {
            circuits.TryUpdate(circuit, begun with { ClosedAt = time.GetUtcNow() }, begun);
        }

        Clean();
    }

    /// <summary>Aborts every connection of a session and forgets its circuits: nobody takes them up again.</summary>
    public void Cut(Guid session)
    {
        foreach (var line in lines.Values.Where(line => line.Session == session))
        {
            line.Context.Abort();
        }

        foreach (var circuit in circuits.Where(entry => entry.Value.Session == session))
        {
            circuits.TryRemove(circuit);
        }
    }

    /// <summary>Notes whose circuit that is, and on which connection it is now; the name that a browser takes it up again with is kept as
    /// a hash only.</summary>
    public void Began(string circuit, Guid session, string connection)
    {
        var hash = HashOf(circuit);
        circuits[hash] = new Begun(session, connection, null);
        if (lines.TryGetValue(connection, out var line))
        {
            line.Circuit = hash;
        }

        // The connection may have gone while its circuit began.
        if (!lines.ContainsKey(connection))
        {
            circuits[hash] = new Begun(session, connection, time.GetUtcNow());
        }
    }

    /// <summary>Whether the session itself began that circuit.</summary>
    public bool IsOwn(string circuit, Guid session) => circuits.TryGetValue(HashOf(circuit), out var begun) && begun.Session == session;

    private void Clean()
    {
        var last = Interlocked.Read(ref cleanedAt);
        var now = time.GetUtcNow();
        if (now.UtcTicks - last < CleanEvery.Ticks || Interlocked.CompareExchange(ref cleanedAt, now.UtcTicks, last) != last)
        {
            return;
        }

        foreach (var entry in circuits)
        {
            if (entry.Value.ClosedAt is { } closed && now - closed > KeptFor)
            {
                circuits.TryRemove(entry);
            }
        }
    }

    private static string HashOf(string circuit) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(circuit)));

    private sealed record Connection(HubCallerContext Context, Guid Session, Guid Person)
    {
        public string? Circuit { get; set; }
    }

    private sealed record Begun(Guid Session, string Connection, DateTimeOffset? ClosedAt);
}

/// <summary>Runs before the framework's hub: a connection belongs to a session, nobody has more of them than allowed, and a circuit is
/// taken up again by the session that began it and by no other, whoever knows its name.</summary>
internal sealed partial class CircuitHubFilter(CircuitConnectionRegistry lines, SessionSettings options, ILogger<CircuitHubFilter> logger)
    : IHubFilter
{
    public async Task OnConnectedAsync(HubLifetimeContext context, Func<HubLifetimeContext, Task> next)
    {
        var user = context.Context.User;
        if (
            PortalCaller.SessionOf(user) is not { } session
            || !NewId.TryParse(user?.FindFirstValue(ClaimTypes.NameIdentifier), out var person)
            || lines.CountOf(person) >= options.ScreensPerPerson
        )
        {
            TurnedAway(logger, "connect");
            context.Context.Abort();
            return;
        }

        lines.Open(context.Context, session, person);
        await next(context);
    }

    public Task OnDisconnectedAsync(HubLifetimeContext context, Exception? exception, Func<HubLifetimeContext, Exception?, Task> next)
    {
        lines.Closed(context.Context);
        return next(context, exception);
    }

    public async ValueTask<object?> InvokeMethodAsync(
        HubInvocationContext invocationContext,
        Func<HubInvocationContext, ValueTask<object?>> next
    )
    {
        var session = PortalCaller.SessionOf(invocationContext.Context.User) ?? default;
        switch (invocationContext.HubMethodName)
        {
            case "ConnectCircuit"
            or "ResumeCircuit" when !(invocationContext.HubMethodArguments is [string taken, ..] && lines.IsOwn(taken, session)):
                TurnedAway(logger, invocationContext.HubMethodName);
                return invocationContext.HubMethodName == "ConnectCircuit" ? false : null;
            case "StartCircuit" or "ResumeCircuit":
                var begun = await next(invocationContext);
                if (begun is string circuit)
                {
                    lines.Began(circuit, session, invocationContext.Context.ConnectionId);
                }

                return begun;
            case "ConnectCircuit":
                var connected = await next(invocationContext);
                if (connected is true && invocationContext.HubMethodArguments is [string again, ..])
                {
                    lines.Began(again, session, invocationContext.Context.ConnectionId);
                }

                return connected;
            default:
                return await next(invocationContext);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A connection of a screen was refused: {What}")]
    private static partial void TurnedAway(ILogger logger, string what);
}
