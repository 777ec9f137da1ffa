using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;
using SupportCenter.Domain.Data;
using SupportCenter.Portal.Security;

namespace SupportCenter.Tests.Security;

/// <summary>What the portal remembers of the connections of screens.</summary>
public sealed class CircuitConnectionRegistryTests
{
    private readonly SettableTime time = new(DateTimeOffset.UnixEpoch);
    private readonly CircuitConnectionRegistry registry;
    private readonly CircuitOptions options = new();

    public CircuitConnectionRegistryTests() => registry = new CircuitConnectionRegistry(Options.Create(options), time);

    [Fact]
    public void Of_ten_thousand_closed_tabs_nothing_is_left_when_they_cannot_be_taken_up_again()
    {
        for (var n = 0; n < 10_000; n++)
        {
            var line = Open(NewId.Create(), $"circuit {n}");
            registry.Closed(line);
            time.Advance(TimeSpan.FromSeconds(5));
        }

        var kept = options.DisconnectedCircuitRetentionPeriod + options.PersistedCircuitInMemoryRetentionPeriod + TimeSpan.FromMinutes(2);
        Assert.InRange(registry.CircuitCount, 1, (int)(kept / TimeSpan.FromSeconds(5)));
        time.Advance(kept);
        registry.Closed(Open(NewId.Create(), "last"));
        Assert.Equal(1, registry.CircuitCount);
        Assert.Empty(registry.Sessions);
    }

    [Fact]
    public void A_circuit_that_is_open_or_was_taken_up_again_is_remembered_however_long()
    {
        var (mine, other) = (NewId.Create(), NewId.Create());
        Open(mine, "open");
        var first = Open(mine, "again");
        var second = new Line();
        registry.Open(second, mine, NewId.Create());
        registry.Began("again", mine, second.ConnectionId);
        registry.Closed(first);
        time.Advance(TimeSpan.FromDays(1));
        registry.Closed(Open(other, "other"));

        Assert.True(registry.IsOwn("open", mine));
        Assert.True(registry.IsOwn("again", mine));
        Assert.False(registry.IsOwn("again", other));
    }

    [Fact]
    public void A_circuit_that_begins_after_its_connection_was_gone_is_forgotten_as_well()
    {
        var line = new Line();
        registry.Open(line, NewId.Create(), NewId.Create());
        registry.Closed(line);
        registry.Began("late", NewId.Create(), line.ConnectionId);
        Assert.Equal(1, registry.CircuitCount);

        time.Advance(TimeSpan.FromDays(1));
        registry.Closed(new Line());

        Assert.Equal(0, registry.CircuitCount);
    }

    private Line Open(Guid session, string circuit)
    {
        var line = new Line();
        registry.Open(line, session, NewId.Create());
        registry.Began(circuit, session, line.ConnectionId);
        return line;
    }

    private sealed class Line : HubCallerContext
    {
        public override string ConnectionId { get; } = NewId.Create().ToString();

        public override string? UserIdentifier => null;

        public override System.Security.Claims.ClaimsPrincipal? User => null;

        public override IDictionary<object, object?> Items { get; } = new Dictionary<object, object?>();

        public override IFeatureCollection Features { get; } = new FeatureCollection();

        public override CancellationToken ConnectionAborted => CancellationToken.None;

        public override void Abort() { }
    }
}
