using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using SupportCenter.Domain.Data;

namespace SupportCenter.Domain.Backups;

/// <summary>Copies of database files, past Entity Framework and without any key: it does not matter of which version a file is.</summary>
internal static class DatabaseCopy
{
    private const int CopyBuffer = 1 << 20;
    private static readonly byte[] Magic = [.. "SQLite format 3\0"u8];

    /// <summary>Opens a file that exists.</summary>
    public static SqliteConnection Open(string file, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder
            {
                DataSource = file,
                Mode = mode,
                Pooling = false,
                DefaultTimeout = 30,
            }.ConnectionString
        );
        connection.Open();
        return connection;
    }

    /// <summary>Begins to read: what the connection sees does not change any more until the transaction ends, and nobody waits for it
    /// (write-ahead log).</summary>
    public static SqliteTransaction BeginSnapshot(SqliteConnection connection)
    {
        var snapshot = connection.BeginTransaction(deferred: true);
        // A deferred transaction begins with its first reading.
        _ = Scalar(connection, "SELECT count(*) FROM sqlite_master");
        return snapshot;
    }

    /// <summary>Writes what a connection sees into a new file of the owner's alone: one file, without a write-ahead log beside
    /// it.</summary>
    public static void Write(SqliteConnection source, string file)
    {
        using (new FileStream(file, PrivateFolder.OptionsFor(FileMode.CreateNew, FileShare.None)))
        {
            // SQLite gives what it makes beside a file the rights of the file.
        }

        using (var copy = Open(file, SqliteOpenMode.ReadWrite))
        {
            // Nobody else knows the file, and it is flushed as a whole at the end.
            Execute(copy, "PRAGMA journal_mode=OFF");
            Execute(copy, "PRAGMA synchronous=OFF");
            source.BackupDatabase(copy);
            // The source's header asks for a write-ahead log.
            Execute(copy, "PRAGMA journal_mode=DELETE");
        }

        Flush(file);
    }

    /// <summary>Puts the content of one file into another that may be open elsewhere: one transaction, all or nothing. Whoever reads goes
    /// on with the old until it is done.</summary>
    public static void Overwrite(string source, string target)
    {
        using var from = Open(source, SqliteOpenMode.ReadOnly);
        using var to = Open(target, SqliteOpenMode.ReadWrite);
        Execute(to, "PRAGMA journal_mode=WAL");
        Execute(to, "PRAGMA synchronous=FULL");
        from.BackupDatabase(to);
        // No page of the old content stays in the log; a long reading elsewhere puts this off to the next vacuum.
        _ = Scalar(to, "PRAGMA wal_checkpoint(TRUNCATE)");
    }

    /// <summary>Copies a file into a folder of the owner's alone, and gives the SHA-256 of what was read.</summary>
    public static async Task<string> CopyAsync(string source, string target, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var from = new FileStream(source, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.Asynchronous);
        await using var to = new FileStream(target, PrivateFolder.OptionsFor(FileMode.CreateNew, FileShare.None));
        var buffer = new byte[CopyBuffer];
        for (int read; (read = await from.ReadAsync(buffer, cancellation)) > 0; )
        {
            hash.AppendData(buffer, 0, read);
            await to.WriteAsync(buffer.AsMemory(0, read), cancellation);
        }

        to.Flush(flushToDisk: true);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>SHA-256 of a file in hexadecimal digits.</summary>
    public static async Task<string> HashAsync(string file, CancellationToken cancellation)
    {
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, CopyBuffer, FileOptions.Asynchronous);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellation));
    }

    /// <summary>Whether the file begins as a database does.</summary>
    public static bool IsDatabase(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var begin = new byte[Magic.Length];
        return stream.ReadAtLeast(begin, begin.Length, throwOnEndOfStream: false) == begin.Length && begin.AsSpan().SequenceEqual(Magic);
    }

    /// <summary>Puts a copy into the mode in which the portal works.</summary>
    public static void UseWriteAheadLog(SqliteConnection connection) => Execute(connection, "PRAGMA journal_mode=WAL");

    /// <summary>What <c>PRAGMA integrity_check</c> finds; null when all is sound.</summary>
    public static string? DamageOf(SqliteConnection connection)
    {
        try
        {
            return Scalar(connection, "PRAGMA integrity_check(1)") is "ok" ? null : "integrity_check";
        }
        catch (SqliteException fault)
        {
            return fault.SqliteErrorCode.ToString(CultureInfo.InvariantCulture);
        }
    }

    /// <summary>Reads what a database says of itself.</summary>
    public static DatabaseFacts FactsOf(SqliteConnection connection)
    {
        var tables = Column(
            connection,
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> '__EFMigrationsLock'"
        );
        // Names of tables come from the file: quoted as SQLite quotes them, they cannot be anything else.
        var counts = tables.ToDictionary(
            name => name,
            name => (long)Scalar(connection, $"SELECT count(*) FROM \"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")!,
            StringComparer.Ordinal
        );
        object? Ask(string table, string sql) => counts.ContainsKey(table) ? Scalar(connection, sql) : null;
        return new DatabaseFacts(
            Ask("__EFMigrationsHistory", "SELECT max(\"MigrationId\") FROM \"__EFMigrationsHistory\"") as string,
            Ask("Audit", "SELECT max(\"Sequence\") FROM \"Audit\"") as long? ?? 0,
            Ask("Audit", "SELECT lower(hex(\"Hash\")) FROM \"Audit\" ORDER BY \"Sequence\" DESC LIMIT 1") as string ?? "",
            Ask("Checkpoints", "SELECT max(\"Number\") FROM \"Checkpoints\"") as long? ?? 0,
            counts
        );
    }

    /// <summary>A number that changes with every commit of any other connection, in whichever process.</summary>
    public static long VersionOf(SqliteConnection connection) => (long)Scalar(connection, "PRAGMA data_version")!;

    private static void Flush(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite);
        stream.Flush(flushToDisk: true);
    }

    private static object? Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar() is { } value and not DBNull ? value : null;
    }

    private static void Execute(SqliteConnection connection, string sql) => _ = Scalar(connection, sql);

    private static List<string> Column(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var values = new List<string>();
        while (reader.Read())
        {
            values.Add(reader.GetString(0));
        }

        return values;
    }
}
