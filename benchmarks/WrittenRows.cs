using Microsoft.Data.Sqlite;

namespace SupportCenter.Benchmarks;

/// <summary>The rows that bookings of new businesses have written, read back from the database, to be written again without the portal:
/// what the store alone can do.</summary>
internal static class WrittenRows
{
    // In the order in which foreign keys let them in. Each asks for the rows of one business; the catalogue has none.
    private static readonly (string Table, string Condition)[] Tables =
    [
        ("Businesses", """ "Id" = @business """),
        ("SearchGrams", """ "BusinessId" = @business """),
        ("Reservations", """ "BusinessId" = @business """),
        ("ReservationChanges", """ "ReservationId" IN (SELECT "Id" FROM "Reservations" WHERE "BusinessId" = @business) """),
        ("Audit", """ "Sequence" IN (SELECT "Sequence" FROM "AuditedBusinesses" WHERE "BusinessId" = @business) """),
        ("AuditedBusinesses", """ "BusinessId" = @business """),
    ];

    /// <summary>The rows of each of the last bookings, in the order of the bookings.</summary>
    public static IReadOnlyList<IReadOnlyList<WrittenRow>> ReadLast(string databaseFile, int count)
    {
        using var connection = Open(databaseFile);
        return
        [
            .. Query(connection, """SELECT "BusinessId" FROM "AuditedBusinesses" GROUP BY "BusinessId" ORDER BY min("Sequence")""", null)
                .TakeLast(count)
                .Select(business =>
                    Tables
                        .SelectMany(table =>
                            Query(connection, $"""SELECT * FROM "{table.Table}" WHERE {table.Condition}""", business[0])
                                .Select(values => new WrittenRow(table.Table, values))
                        )
                        .ToList()
                ),
        ];
    }

    /// <summary>Writes them into a database that has none of them: one transaction a booking, one prepared statement a table, the same
    /// pragmas.</summary>
    public static void CommitEach(string databaseFile, IReadOnlyList<IReadOnlyList<WrittenRow>> bookings)
    {
        using var connection = Open(databaseFile);
        var inserts = bookings[0].DistinctBy(row => row.Table).ToDictionary(row => row.Table, row => Insert(connection, row));
        foreach (var booking in bookings)
        {
            using var transaction = connection.BeginTransaction();
            foreach (var row in booking)
            {
                var insert = inserts[row.Table];
                insert.Transaction = transaction;
                for (var at = 0; at < row.Values.Length; at++)
                {
                    insert.Parameters[at].Value = row.Values[at];
                }

                insert.ExecuteNonQuery();
            }

            transaction.Commit();
        }

        foreach (var insert in inserts.Values)
        {
            insert.Dispose();
        }
    }

    private static SqliteCommand Insert(SqliteConnection connection, WrittenRow row)
    {
        var command = connection.CreateCommand();
        for (var at = 0; at < row.Values.Length; at++)
        {
            command.Parameters.AddWithValue($"@{at}", row.Values[at]);
        }

        var places = command.Parameters.Cast<SqliteParameter>().Select(parameter => parameter.ParameterName);
        command.CommandText = $"""INSERT INTO "{row.Table}" VALUES ({string.Join(", ", places)})""";
        return command;
    }

    private static SqliteConnection Open(string file)
    {
        var connection = new SqliteConnection($"Data Source={file};Foreign Keys=True;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;";
        command.ExecuteNonQuery();
        return connection;
    }

    private static List<object[]> Query(SqliteConnection connection, string sql, object? business)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("@business", business ?? DBNull.Value);
        using var reader = command.ExecuteReader();
        var rows = new List<object[]>();
        while (reader.Read())
        {
            var values = new object[reader.FieldCount];
            reader.GetValues(values);
            rows.Add(values);
        }

        return rows;
    }
}

/// <summary>One row of a table, its values in the order of the columns.</summary>
internal sealed record WrittenRow(string Table, object[] Values);
