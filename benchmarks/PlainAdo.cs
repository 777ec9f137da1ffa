using Microsoft.Data.Sqlite;
using SupportCenter.Domain.Data;

namespace SupportCenter.Benchmarks;

/// <summary>The baseline: the same SQL sent through ADO.NET alone, every column read, and what is sealed opened.</summary>
internal sealed class PlainAdo(string databaseFile, PersonalCipher cipher, IReadOnlyList<SentCommand> commands)
{
    // What the portal sets on every connection.
    private const string Pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;";

    private readonly string connectionString = new SqliteConnectionStringBuilder { DataSource = databaseFile, ForeignKeys = true, DefaultTimeout = 30 }.ConnectionString;

    /// <summary>Sends everything over one connection from the pool. Gives how many values were read.</summary>
    public int Run()
    {
        using var connection = Open();
        if (commands.All(command => command.IsQuery))
        {
            return commands.Sum(command => Send(connection, command));
        }

        var next = NextSequence(connection);
        using var transaction = connection.BeginTransaction();
        var values = commands.Sum(command => Send(connection, command, transaction, next));
        transaction.Commit();
        return values;
    }

    /// <summary>A row of the audit log is written with the next number each time; everything else is sent as it was.</summary>
    private static long NextSequence(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = """SELECT max("Sequence") + 1 FROM "Audit";""";
        return (long)command.ExecuteScalar()!;
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(connectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
        return connection;
    }

    private int Send(SqliteConnection connection, SentCommand sent, SqliteTransaction? transaction = null, long sequence = 0)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sent.Text;
        foreach (var (name, value) in sent.Parameters)
        {
            command.Parameters.AddWithValue(name, value is long && !sent.IsQuery ? sequence : value);
        }

        var values = 0;
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            for (var at = 0; at < reader.FieldCount; at++)
            {
                values += Take(reader.GetValue(at), reader, at);
            }
        }

        return values;
    }

    /// <summary>Sealed columns of a reservation stand in its group of details; their purpose is table, group and column.</summary>
    private int Take(object value, SqliteDataReader reader, int at)
    {
        if (value is not byte[] sealedText)
        {
            return 1;
        }

        var column = reader.GetName(at);
        return column.StartsWith("Details_", StringComparison.Ordinal)
            ? cipher.Open("Reservation." + column.Replace('_', '.'), sealedText).Length
            : throw new InvalidOperationException($"It is not known how {column} was sealed.");
    }
}
