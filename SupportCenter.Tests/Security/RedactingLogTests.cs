using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SupportCenter.Portal.Components;
using SupportCenter.Tests.Browser;

namespace SupportCenter.Tests.Security;

/// <summary>The log holds no exception whole, whoever writes it, and cannot be filled by whoever asks.</summary>
public sealed class RedactingLogTests(PortalUnderTest portal) : IClassFixture<PortalUnderTest>
{
    private const string Typed = "印付商店七四三";

    public static TheoryData<string> Categories =>
        [
            "Microsoft.AspNetCore.Diagnostics.ExceptionHandlerMiddleware",
            "Microsoft.AspNetCore.Components.Server.Circuits.CircuitHost",
            "Microsoft.AspNetCore.SignalR.HubConnectionHandler",
            "Microsoft.AspNetCore.Server.Kestrel",
            "Microsoft.AspNetCore.Antiforgery.DefaultAntiforgery",
            "Microsoft.EntityFrameworkCore.Query",
            "SupportCenter.Anything",
        ];

    [Theory]
    [MemberData(nameof(Categories))]
    [Asvs("16.2.5")]
    public void An_exception_is_written_by_its_types_and_stack_and_never_by_what_it_quotes(string category)
    {
        var lines = new Lines();
        using var factory = new RedactingLoggerFactory(
            LoggerFactory.Create(log => log.AddProvider(lines)),
            new SettableTime(DateTimeOffset.UnixEpoch)
        );

        factory.CreateLogger(category).LogError(Fault(), "It failed for {Reason}", "a reason");

        var line = Assert.Single(lines.Written);
        Assert.DoesNotContain(Typed, line, StringComparison.Ordinal);
        Assert.StartsWith("It failed for a reason", line, StringComparison.Ordinal);
        Assert.Contains(typeof(InvalidOperationException).FullName!, line, StringComparison.Ordinal);
        Assert.Contains(typeof(FormatException).FullName!, line, StringComparison.Ordinal);
        Assert.Contains(nameof(Fault), line, StringComparison.Ordinal);
    }

    [Fact]
    [Asvs("16.2.5")]
    public void Every_log_of_the_running_portal_is_written_that_way()
    {
        Assert.IsType<RedactingLoggerFactory>(portal.Services.GetRequiredService<ILoggerFactory>());
        Assert.Single(portal.Services.GetServices<ILoggerFactory>());
    }

    [Fact]
    [Asvs("16.2.5", "2.4.1")]
    public void The_same_fault_again_and_again_is_counted_and_another_is_still_seen()
    {
        var (lines, time) = (new Lines(), new SettableTime(DateTimeOffset.UnixEpoch));
        using var factory = new RedactingLoggerFactory(LoggerFactory.Create(log => log.AddProvider(lines)), time);
        var logger = factory.CreateLogger("a");
        for (var i = 0; i < 10_000; i++)
        {
            logger.LogError(Fault(), "again");
        }

        Assert.True(lines.Written.Sum(line => line.Split('\n').Length) < 300, $"{lines.Written.Sum(line => line.Split('\n').Length)}");
        factory.CreateLogger("b").LogError(Fault(), "another");
        Assert.Contains(lines.Written, line => line.StartsWith("another", StringComparison.Ordinal));
        time.Advance(TimeSpan.FromMinutes(2));
        logger.LogError(Fault(), "again");
        Assert.Contains("9960 more", lines.Written[^1], StringComparison.Ordinal);
    }

    [Fact]
    [Asvs("16.2.5", "2.4.1")]
    public async Task Whoever_has_not_signed_in_cannot_fill_the_log()
    {
        await using var process = await PortalProcess.StartAsync();
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }, disposeHandler: true)
        {
            BaseAddress = new Uri(process.Address),
        };
        var before = Count(process.Log);
        for (var i = 0; i < 68; i++)
        {
            // Without a token, with a broken one, as no form at all, to addresses of every sort.
            foreach (var path in new[] { "/signin/development", "/signout", "/_blazor/negotiate", "/drafts/unsent", "/nowhere" })
            {
                using var form = new FormUrlEncodedContent([new("__RequestVerificationToken", "broken"), new("person", Typed)]);
                await client.PostAsync(new Uri(path, UriKind.Relative), form);
                using var other = new StringContent("{", System.Text.Encoding.UTF8, "application/json");
                await client.PostAsync(new Uri(path, UriKind.Relative), other);
            }

            using var request = new HttpRequestMessage(HttpMethod.Get, "/workspace");
            request.Headers.Add("Cookie", "portal=broken; portal-form=broken");
            await client.SendAsync(request);
        }

        Assert.InRange(Count(process.Log) - before, 0, 600);
        Assert.DoesNotContain(Typed, process.Log, StringComparison.Ordinal);
    }

    private static int Count(string log) => log.Count(letter => letter == '\n');

    private static Exception Fault()
    {
        try
        {
            try
            {
                throw new FormatException($"'{Typed}' is no number");
            }
            catch (FormatException inner)
            {
                throw new InvalidOperationException($"Could not read {Typed}", inner);
            }
        }
        catch (InvalidOperationException fault)
        {
            return fault;
        }
    }

    private sealed class Lines : ILoggerProvider, ILogger
    {
        public List<string> Written { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        // As a provider does that writes everything it is given.
        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => Written.Add(formatter(state, exception) + exception);

        public void Dispose() { }
    }
}
