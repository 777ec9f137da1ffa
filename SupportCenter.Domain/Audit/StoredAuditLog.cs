using Microsoft.Data.Sqlite;
using SupportCenter.Domain.Backups;

namespace SupportCenter.Domain.Audit;

/// <summary>The log as it is in the database file, read row by row within one snapshot; nothing is written and no key is
/// needed.</summary>
internal sealed class StoredAuditLog : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly SqliteTransaction snapshot;

    private StoredAuditLog(SqliteConnection connection) =>
        (this.connection, snapshot) = (connection, connection.BeginTransaction(deferred: true));

    /// <summary>Whether the links from rows to businesses held one that no row has: somebody took rows away.</summary>
    public bool HasOrphans { get; private set; }

    /// <exception cref="FileNotFoundException">There is no such database.</exception>
    public static StoredAuditLog Open(string databaseFile)
    {
        if (!File.Exists(databaseFile))
        {
            throw new FileNotFoundException("There is no database.", databaseFile);
        }

        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder
            {
                DataSource = databaseFile,
                Mode = SqliteOpenMode.ReadOnly,
                Pooling = false,
                DefaultTimeout = 30,
            }.ConnectionString
        );
        connection.Open();
        return new StoredAuditLog(connection);
    }

    /// <summary>The rows in the order of their numbers, each with its businesses.</summary>
    public IEnumerable<StoredAuditRow> Rows()
    {
        using var rows = Query($"SELECT {StoredAuditRow.Columns} FROM \"Audit\" ORDER BY \"Sequence\"");
        using var links = Query("SELECT \"Sequence\", \"BusinessId\" FROM \"AuditedBusinesses\" ORDER BY \"Sequence\"");
        var more = links.Read();
        while (rows.Read())
        {
            var sequence = rows.GetInt64(0);
            var (businesses, wellWritten) = (new List<AuditedBusiness>(), true);
            for (; more && SequenceOf(links) <= sequence; more = links.Read())
            {
                if (SequenceOf(links) < sequence)
                {
                    HasOrphans = true;
                    continue;
                }

                var (business, sound) = StoredAuditRow.IdOf(links.GetValue(1));
                wellWritten &= sound && business is not null;
                businesses.Add(new AuditedBusiness { BusinessId = business ?? default, Sequence = sequence });
            }

            yield return StoredAuditRow.Read(rows, businesses, wellWritten);
        }

        HasOrphans |= more;
    }

    /// <summary>The row that follows a hash, wherever it stands now.</summary>
    public long? FindFollower(byte[] hash)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT \"Sequence\" FROM \"Audit\" WHERE \"PreviousHash\" = @hash LIMIT 1";
        command.Parameters.AddWithValue("@hash", hash);
        return command.ExecuteScalar() as long?;
    }

    public byte[]? PreviousHashOf(long sequence)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT \"PreviousHash\" FROM \"Audit\" WHERE \"Sequence\" = @sequence";
        command.Parameters.AddWithValue("@sequence", sequence);
        return command.ExecuteScalar() as byte[];
    }

    public long LastSequence()
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT max(\"Sequence\") FROM \"Audit\"";
        return command.ExecuteScalar() as long? ?? 0;
    }

    /// <summary>The rows that say that the database was restored.</summary>
    public IReadOnlyList<RestoredRow> RestoredRows()
    {
        var found = new List<RestoredRow>();
        using var rows = Query(
            $"SELECT \"Sequence\", \"PreviousHash\", \"Fields\" FROM \"Audit\" WHERE \"Act\" = '{AuditActs.DatabaseRestored}' "
                + "ORDER BY \"Sequence\""
        );
        while (rows.Read())
        {
            if (rows.GetValue(1) is byte[] hash && rows.GetValue(2) is string fields)
            {
                found.Add(new RestoredRow(rows.GetInt64(0), Convert.ToHexStringLower(hash), fields));
            }
        }

        return found;
    }

    /// <summary>The hashes of the lines of the checkpoints that the database remembers, by number; none in a database of an older
    /// version.</summary>
    public Dictionary<long, string> RememberedCheckpoints()
    {
        var remembered = new Dictionary<long, string>();
        using (var table = Query("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'Checkpoints'"))
        {
            if (!table.Read())
            {
                return remembered;
            }
        }

        using var rows = Query("SELECT \"Number\", \"LineHash\" FROM \"Checkpoints\"");
        while (rows.Read())
        {
            remembered[rows.GetInt64(0)] = rows.GetValue(1) as string ?? "";
        }

        return remembered;
    }

    public void Dispose()
    {
        snapshot.Dispose();
        connection.Dispose();
    }

    private static long SequenceOf(SqliteDataReader links) => links.GetValue(0) as long? ?? long.MinValue;

    private SqliteDataReader Query(string sql)
    {
        // A command that is disposed of takes its reader with it; the connection ends both.
        var command = connection.CreateCommand();
        command.Transaction = snapshot;
        // The text is one of the constants above.
        command.CommandText = sql;
        return command.ExecuteReader();
    }
}
