using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace SupportCenter.Portal.Components;

/// <summary>Stands before every log of the host: an exception that the framework hands over is written by its types and its stack, as
/// <see cref="FaultLog"/> does, whatever the log is. Its message may quote what somebody typed (ASVS 16.2.5). Repetitions of the same
/// fault are counted.</summary>
internal sealed class RedactingLoggerFactory(ILoggerFactory inner, TimeProvider time) : ILoggerFactory
{
    private readonly FaultBudget budget = new(time);

    public static void Use(IServiceCollection services) =>
        services.Replace(
            ServiceDescriptor.Singleton<ILoggerFactory>(provider => new RedactingLoggerFactory(
                new LoggerFactory(
                    provider.GetServices<ILoggerProvider>(),
                    provider.GetRequiredService<IOptionsMonitor<LoggerFilterOptions>>(),
                    provider.GetService<IOptions<LoggerFactoryOptions>>(),
                    provider.GetService<IExternalScopeProvider>()
                ),
                TimeProvider.System
            ))
        );

    public ILogger CreateLogger(string categoryName) => new RedactingLogger(inner.CreateLogger(categoryName), categoryName, budget);

    public void AddProvider(ILoggerProvider provider) => inner.AddProvider(provider);

    public void Dispose() => inner.Dispose();

    private sealed class RedactingLogger(ILogger inner, string category, FaultBudget budget) : ILogger
    {
        private readonly bool isFrameworks = category.StartsWith("Microsoft.", StringComparison.Ordinal);

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => inner.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        )
        {
            // The portal's own lines carry numbers that people read out: each is written.
            if (!inner.IsEnabled(logLevel) || (exception is null && !(isFrameworks && logLevel >= LogLevel.Warning)))
            {
                inner.Log(logLevel, eventId, state, exception, formatter);
                return;
            }

            var (detail, unsaid) = budget.Spend($"{category}/{eventId.Id}/{exception?.GetType().Name}");
            if (detail == FaultDetail.Nothing)
            {
                return;
            }

            var before = unsaid > 0 ? $" ({unsaid} more of these in the minute before)" : "";
            if (exception is null)
            {
                inner.Log(logLevel, eventId, state, null, (values, _) => formatter(values, null) + before);
                return;
            }

            var what = detail == FaultDetail.Stack ? FaultLog.Describe(exception) : FaultLog.KindOf(exception);
            // The state is the message's own values; the exception is not given on, so that no log can write it whole.
            inner.Log(logLevel, eventId, $"{Sentence(state, formatter)}{before}{Environment.NewLine}{what}", null, static (text, _) =>
                text
            );
        }

        private static string Sentence<TState>(TState state, Func<TState, Exception?, string> formatter)
        {
            try
            {
                return formatter(state, null);
            }
            catch (NullReferenceException)
            {
                return "A fault"; // It would have written the exception itself.
            }
        }
    }
}
