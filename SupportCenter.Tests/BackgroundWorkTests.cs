using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Portal;

namespace SupportCenter.Tests;

/// <summary>No background work ends the portal, and none fails unheard.</summary>
public sealed class BackgroundWorkTests
{
    [Fact]
    [Asvs("16.5.3")]
    public void Every_background_work_of_the_portal_is_one_that_no_fault_ends()
    {
        var all = typeof(PortalHost)
            .Assembly.GetTypes()
            .Where(type => type is { IsAbstract: false } && typeof(IHostedService).IsAssignableFrom(type))
            .ToList();

        Assert.NotEmpty(all);
        AssertEach.Of(all, type => Assert.True(type.IsSubclassOf(typeof(ResilientBackgroundService)), type.Name));
    }

    [Theory]
    [InlineData(typeof(InvalidOperationException))]
    [InlineData(typeof(System.Security.Cryptography.CryptographicException))]
    [InlineData(typeof(OutOfMemoryException))]
    [InlineData(typeof(OperationCanceledException))]
    [Asvs("16.5.3")]
    public async Task A_fault_of_any_kind_is_reported_once_and_the_next_turn_comes(Type kind)
    {
        await using var portal = await TestPortal.StartAsync();
        var log = new Lines();
        using var work = new Failing(portal, log, () => (Exception)Activator.CreateInstance(kind)!);

        await work.StartAsync(CancellationToken.None);
        await work.ExecuteTask!.WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(3, work.Turns);
        Assert.Equal(3, log.Messages.Count(line => line.Contains("Fault ", StringComparison.Ordinal)));
        var row = Assert.Single(await portal.AuditAsync(), entry => entry.Act == AuditActs.BackgroundFailed);
        Assert.Equal(nameof(Failing), row.SubjectKind);
        Assert.Contains(log.Messages, line => line.Contains($"Fault {row.Fields} ", StringComparison.Ordinal));
        var alarms = await portal.As<AlarmService>(Role.Supervisor).ListAsync(new PageRequest(0, 20));
        Assert.Equal(AlarmKind.BackgroundWorkFailed, Assert.Single(alarms.Rows).Kind);
    }

    [Fact]
    [Asvs("16.5.3")]
    public async Task A_work_that_fails_as_a_whole_rests_and_does_not_end_the_host()
    {
        await using var portal = await TestPortal.StartAsync();
        using var work = new Broken(portal);

        await work.StartAsync(CancellationToken.None);
        await Eventually.TrueAsync("The fault is in the audit log.", async () =>
            (await portal.AuditAsync()).Exists(row => row.Act == AuditActs.BackgroundFailed)
        );

        Assert.False(work.ExecuteTask!.IsCompleted);
        await work.StopAsync(CancellationToken.None);
        Assert.False(work.ExecuteTask.IsFaulted);
    }

    private sealed class Failing(TestPortal portal, ILogger log, Func<Exception> fault)
        : ResilientBackgroundService(portal.Database, portal.Time, log)
    {
        public int Turns { get; private set; }

        protected override async Task RunAsync(CancellationToken stopping)
        {
            for (; Turns < 3; Turns++)
            {
                await TryAsync(_ => Task.FromException(fault()), stopping);
            }
        }
    }

    private sealed class Broken(TestPortal portal) : ResilientBackgroundService(portal.Database, portal.Time, NullLogger.Instance)
    {
        protected override Task RunAsync(CancellationToken stopping) => throw new InvalidOperationException();
    }

    private sealed class Lines : ILogger
    {
        public List<string> Messages { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => Messages.Add(formatter(state, exception));
    }
}
