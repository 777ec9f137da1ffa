using System.Collections.Concurrent;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.SignalR;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Data;

namespace SupportCenter.Portal.Security;

/// <summary>The lines between this process and open screens, by session: so that they can be counted, and cut when the session is over (ASVS 7.4.1, 7.4.2).</summary>
internal sealed class ScreenLines
{
    private readonly ConcurrentDictionary<string, Line> lines = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Guid> circuits = new(StringComparer.Ordinal);

    /// <summary>The sessions that have a screen open.</summary>
    public IReadOnlyCollection<Guid> Sessions => [.. lines.Values.Select(line => line.Session).Distinct()];

    public int CountOf(Guid? person) => lines.Values.Count(line => line.Person == person);

    public void Open(HubCallerContext context, Guid session, Guid person) => lines[context.ConnectionId] = new Line(context, session, person);

    public void Closed(HubCallerContext context) => lines.TryRemove(context.ConnectionId, out _);

    /// <summary>Cuts every line of a session and forgets its circuits: nobody takes them up again.</summary>
    public void Cut(Guid session)
    {
        foreach (var line in lines.Values.Where(line => line.Session == session))
        {
            line.Context.Abort();
        }

        foreach (var circuit in circuits.Where(entry => entry.Value == session))
        {
            circuits.TryRemove(circuit);
        }
    }

    /// <summary>Notes whose circuit that is; the name that a browser takes it up again with is kept as a hash only.</summary>
    public void Began(string circuit, Guid session) => circuits[HashOf(circuit)] = session;

    /// <summary>Whether the session itself began that circuit.</summary>
    public bool IsOwn(string circuit, Guid session) => circuits.TryGetValue(HashOf(circuit), out var owner) && owner == session;

    private static string HashOf(string circuit) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(circuit)));

    private sealed record Line(HubCallerContext Context, Guid Session, Guid Person);
}

/// <summary>Stands before the framework's hub: a line belongs to a session, nobody has more of them than allowed, and a circuit is taken up again by
/// the session that began it and by no other, whoever knows its name.</summary>
internal sealed partial class ScreenDoor(ScreenLines lines, SessionSettings options, ILogger<ScreenDoor> logger) : IHubFilter
{
    public async Task OnConnectedAsync(HubLifetimeContext context, Func<HubLifetimeContext, Task> next)
    {
        var user = context.Context.User;
        if (PortalCaller.SessionOf(user) is not { } session || !NewId.TryParse(user?.FindFirstValue(ClaimTypes.NameIdentifier), out var person)
            || lines.CountOf(person) >= options.ScreensPerPerson)
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

    public async ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        var session = PortalCaller.SessionOf(invocationContext.Context.User) ?? default;
        switch (invocationContext.HubMethodName)
        {
            case "ConnectCircuit" or "ResumeCircuit" when !(invocationContext.HubMethodArguments is [string taken, ..] && lines.IsOwn(taken, session)):
                TurnedAway(logger, invocationContext.HubMethodName);
                return invocationContext.HubMethodName == "ConnectCircuit" ? false : null;
            case "StartCircuit" or "ResumeCircuit":
                var begun = await next(invocationContext);
                if (begun is string circuit)
                {
                    lines.Began(circuit, session);
                }

                return begun;
            default:
                return await next(invocationContext);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A line to a screen was turned away: {What}")]
    private static partial void TurnedAway(ILogger logger, string what);
}
