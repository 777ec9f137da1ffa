using System.Reflection;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using SupportCenter.Domain.Businesses;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Reservations;

namespace SupportCenter.Benchmarks;

/// <summary>The baseline: the same SQL sent through ADO.NET alone, every column read, and what is encrypted opened.</summary>
internal sealed class PlainAdo(string databaseFile, PersonalCipher cipher, IReadOnlyList<SentCommand> commands)
{
    // What the portal sets on every connection.
    private const string Pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;";

    private static readonly string[] Purposes =
    [
        .. PurposesOf(typeof(ReservationDetails), "Reservation.Details"),
        .. PurposesOf(typeof(Business), "Business"),
    ];

    private readonly Dictionary<(SentCommand Command, int Column), string> purposes = [];

    private readonly string connectionString = new SqliteConnectionStringBuilder
    {
        DataSource = databaseFile,
        ForeignKeys = true,
        DefaultTimeout = 30,
    }.ConnectionString;

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
                values += Take(sent, reader, at);
            }
        }

        return values;
    }

    /// <summary>Opens an encrypted value; which column it came from, under whatever name, is found out at the first row and
    /// remembered.</summary>
    private int Take(SentCommand sent, SqliteDataReader reader, int at)
    {
        if (reader.GetValue(at) is not byte[] encryptedText || encryptedText.Length <= PersonalCipher.Overhead)
        {
            return 1;
        }

        if (!purposes.TryGetValue((sent, at), out var purpose))
        {
            purposes[(sent, at)] = purpose = Purposes.First(candidate => Opens(candidate, encryptedText));
        }

        return RowBinding.Decrypt(cipher, purpose, encryptedText).Length;
    }

    private bool Opens(string purpose, byte[] encryptedText)
    {
        try
        {
            RowBinding.Decrypt(cipher, purpose, encryptedText);
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static IEnumerable<string> PurposesOf(Type type, string place) =>
        type.GetProperties()
            .Where(property => property.GetCustomAttribute<PersonalAttribute>() is not null)
            .Select(property => $"{place}.{property.Name}");
}
