using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SQLitePCL;

namespace SupportCenter.Domain.Data;

/// <summary>What holds on every connection: write-ahead log, a flush for every commit, foreign keys, and no bytes left of what was
/// deleted.</summary>
internal sealed class ConnectionPragmas : DbConnectionInterceptor
{
    private const string Text = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;";

    /// <summary>The connections for which it holds already: the pool keeps them open, and opening one again changes nothing.</summary>
    private readonly ConditionalWeakTable<sqlite3, object> set = [];

    public static ConnectionPragmas Instance { get; } = new();

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Ensure(connection);

    /// <summary>Sets it on a connection that was just opened.</summary>
    public void Ensure(DbConnection connection)
    {
        if (connection is SqliteConnection { Handle: { } handle } && !set.TryGetValue(handle, out _))
        {
            using var command = connection.CreateCommand();
            command.CommandText = Text;
            command.ExecuteNonQuery();
            set.AddOrUpdate(handle, this);
        }
    }

    // SQLite answers at once: there is nothing to wait for.
    public override Task ConnectionOpenedAsync(
        DbConnection connection,
        ConnectionEndEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        ConnectionOpened(connection, eventData);
        return Task.CompletedTask;
    }
}
