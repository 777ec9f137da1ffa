using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace SupportCenter.Benchmarks;

/// <summary>Notes the SQL that Entity Framework sends while it is listened to, with its parameters.</summary>
internal sealed class SentCommands : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    private readonly List<IDisposable> subscriptions = [];
    private readonly List<SentCommand> sent = [];

    /// <summary>What was sent while <paramref name="act"/> ran, in its order.</summary>
    public static async Task<IReadOnlyList<SentCommand>> DuringAsync(Func<Task> act)
    {
        var listener = new SentCommands();
        using (DiagnosticListener.AllListeners.Subscribe(listener))
        {
            await act();
        }

        listener.subscriptions.ForEach(subscription => subscription.Dispose());
        return listener.sent;
    }

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == DbLoggerCategory.Name)
        {
            subscriptions.Add(value.Subscribe(this));
        }
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Key == RelationalEventId.CommandExecuting.Name && value.Value is CommandEventData { Command: SqliteCommand command })
        {
            sent.Add(
                new SentCommand(
                    command.CommandText,
                    [.. command.Parameters.Cast<SqliteParameter>().Select(parameter => (parameter.ParameterName, parameter.Value))]
                )
            );
        }
    }

    public void OnCompleted()
    {
        // Listening ends with its subscription.
    }

    public void OnError(Exception error) => throw error;
}

/// <summary>One statement as it was sent.</summary>
internal sealed class SentCommand(string text, IReadOnlyList<(string Name, object? Value)> parameters)
{
    public string Text => text;

    public IReadOnlyList<(string Name, object? Value)> Parameters => parameters;

    public bool IsQuery => Text.TrimStart().StartsWith("SELECT", StringComparison.OrdinalIgnoreCase);
}
