using System.Globalization;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Drafts;
using SupportCenter.Portal.Components;

namespace SupportCenter.Tests.Components;

/// <summary>Components on a real database: a receptionist's circuit, without a browser.</summary>
public abstract class ScreenTest : BunitContext, IAsyncLifetime
{
    protected ScreenTest() => CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("ja");

    protected TestPortal Portal { get; private set; } = null!;

    protected LogLines Log { get; } = new();

    protected DraftService Drafts => Portal.As<DraftService>(Role.BookingStaff);

    public async Task InitializeAsync()
    {
        Portal = await TestPortal.StartAsync();
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddSingleton<TimeProvider>(Portal.Time);
        Services.AddSingleton(Portal.As<DraftService>(Role.BookingStaff));
        Services.AddLogging(logging => logging.AddProvider(Log));
        Services.AddScreen();
    }

    async Task IAsyncLifetime.DisposeAsync()
    {
        await base.DisposeAsync();
        await Portal.DisposeAsync();
    }

    protected IRenderedComponent<SampleForm> Open(SampleDetails details, Func<Task>? save = null, string? draft = null) =>
        Render<SampleForm>(form =>
            form.Add(it => it.Details, details).Add(it => it.DraftKey, draft).Add(it => it.Save, save ?? (() => Task.CompletedTask))
        );

    /// <summary>Everything that was logged, as a file would hold it.</summary>
    protected sealed class LogLines : ILoggerProvider, ILogger
    {
        private readonly List<string> lines = [];

        public string Text
        {
            get
            {
                lock (lines)
                {
                    return string.Join('\n', lines);
                }
            }
        }

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        )
        {
            lock (lines)
            {
                lines.Add($"{formatter(state, exception)} {exception}");
            }
        }

        public void Dispose() { }
    }
}
