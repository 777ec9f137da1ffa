using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace SupportCenter.Tests.Data;

/// <summary>What a use case asks of the database, and how the database reads it.</summary>
internal static class SentStatements
{
    /// <summary>The statements that are sent while <paramref name="act"/> runs, in their order.</summary>
    public static async Task<List<string>> DuringAsync(Func<Task> act)
    {
        using var recorder = new Recorder();
        await act();
        return recorder.Statements;
    }

    /// <summary>The steps of the plan.</summary>
    public static Task<List<(int Id, int Parent, string Text)>> PlanAsync(TestPortal portal, string sql) =>
        portal.ReadAsync(async db =>
        {
            await db.Database.OpenConnectionAsync();
            await using var command = (SqliteCommand)db.Database.GetDbConnection().CreateCommand();
            command.CommandText = "EXPLAIN QUERY PLAN " + sql;
            foreach (
                var name in Regex
                    .Matches(sql, "@[A-Za-z0-9_]+", RegexOptions.None, TimeSpan.FromSeconds(1))
                    .Select(match => match.Value)
                    .Distinct()
            )
            {
                command.Parameters.AddWithValue(name, 0);
            }

            var steps = new List<(int, int, string)>();
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                steps.Add((reader.GetInt32(0), reader.GetInt32(1), reader.GetString(3)));
            }

            return steps;
        });

    /// <summary>Hears the statements of the test's own flow; other tests run beside it.</summary>
    private sealed class Recorder : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
    {
        private static readonly AsyncLocal<Recorder?> Current = new();
        private readonly List<IDisposable> subscriptions = [];

        public Recorder()
        {
            Current.Value = this;
            subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
        }

        public List<string> Statements { get; } = [];

        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == DbLoggerCategory.Name)
            {
                subscriptions.Add(value.Subscribe(this));
            }
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (Current.Value == this && value.Key == RelationalEventId.CommandExecuting.Name && value.Value is CommandEventData data)
            {
                Statements.Add(data.Command.CommandText);
            }
        }

        public void OnCompleted() { }

        public void OnError(Exception error) { }

        public void Dispose()
        {
            Current.Value = null;
            subscriptions.ForEach(subscription => subscription.Dispose());
        }
    }
}
