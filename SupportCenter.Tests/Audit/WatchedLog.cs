using Microsoft.Data.Sqlite;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Businesses;
using SupportCenter.Domain.Data;

namespace SupportCenter.Tests.Audit;

/// <summary>A real log with checkpoints, and somebody who has the database file and all the time in the world.</summary>
internal sealed class WatchedLog(TestPortal portal, Business business) : IAsyncDisposable
{
    public TestPortal Portal => portal;

    public Business Business => business;

    public string CheckpointDirectory => portal.Database.Places.CheckpointDirectory;

    /// <summary>Twelve acts, of which every second one saw a business, with a checkpoint after the fourth, the eighth and the
    /// last.</summary>
    public static async Task<WatchedLog> WriteAsync()
    {
        var portal = await TestPortal.StartAsync();
        var business = Make.Business(Make.Details());
        await portal.AddAsync(business);
        var log = new WatchedLog(portal, business);
        for (var round = 0; round < 3; round++)
        {
            await log.ActAsync(4);
            await log.SignAsync();
        }

        return log;
    }

    public async Task ActAsync(int acts)
    {
        for (var act = 0; act < acts; act++)
        {
            portal.Time.Advance(TimeSpan.FromMinutes(1));
            if (act % 2 == 0)
            {
                await portal.SignInAsync(portal.Staff[Role.BookingStaff]);
            }
            else
            {
                await portal.As<BusinessService>(Role.Supervisor).FindAsync(business.Id);
            }
        }
    }

    public async Task SignAsync()
    {
        portal.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(await portal.As<CheckpointService>(CallerIdentity.Console).SignAsync());
    }

    public AuditVerdict Verify() => AuditVerifier.Verify(portal.Database.Places);

    /// <summary>The one damage that is found.</summary>
    public AuditDamage Damage() => Assert.Single(Verify().Damage);

    /// <summary>What somebody with the file can do: the triggers are dropped first, foreign keys are not looked at.</summary>
    public int Attack(string sql, params (string Name, object Value)[] values)
    {
        using var connection = Open(portal.DatabaseFile);
        Execute(connection, "PRAGMA foreign_keys=OFF");
        foreach (var trigger in new[] { "Audit_NoUPDATE", "Audit_NoDELETE", "AuditedBusinesses_NoUPDATE", "AuditedBusinesses_NoDELETE" })
        {
            Execute(connection, $"DROP TRIGGER IF EXISTS \"{trigger}\"");
        }

        return Execute(connection, sql, values);
    }

    /// <summary>Gives every row from the given one on the hash that it would have had.</summary>
    public void RebuildFrom(long sequence)
    {
        var rows = Rows();
        var previous = sequence == 1 ? AuditTrail.Genesis : rows.Single(row => row.Sequence == sequence - 1).Hash;
        foreach (var row in rows.Where(row => row.Sequence >= sequence))
        {
            var rebuilt = With(row, row.Sequence, previous);
            Attack(
                "UPDATE \"Audit\" SET \"PreviousHash\" = @previous, \"Hash\" = @hash WHERE \"Sequence\" = @sequence",
                ("@previous", previous),
                ("@hash", AuditTrail.HashOf(rebuilt)),
                ("@sequence", row.Sequence)
            );
            previous = AuditTrail.HashOf(rebuilt);
        }
    }

    public AuditEntry Row(long sequence) => Rows().Single(row => row.Sequence == sequence);

    public object Value(long row, string column)
    {
        using var connection = Open(portal.DatabaseFile);
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT \"{column}\" FROM \"Audit\" WHERE \"Sequence\" = @row";
        command.Parameters.AddWithValue("@row", row);
        return command.ExecuteScalar()!;
    }

    public string Backup()
    {
        var copy = portal.DatabaseFile + ".copy";
        using var from = Open(portal.DatabaseFile);
        using var to = Open(copy);
        from.BackupDatabase(to);
        return copy;
    }

    public void Restore(string copy)
    {
        using var from = Open(copy);
        using var to = Open(portal.DatabaseFile);
        from.BackupDatabase(to);
    }

    public static AuditEntry With(AuditEntry row, long sequence, byte[] previous) =>
        new()
        {
            Sequence = sequence,
            AtUtc = row.AtUtc,
            Act = row.Act,
            ActorKind = row.ActorKind,
            ActorId = row.ActorId,
            ActorRole = row.ActorRole,
            Permission = row.Permission,
            Origin = row.Origin,
            SubjectKind = row.SubjectKind,
            SubjectId = row.SubjectId,
            Fields = row.Fields,
            Businesses = row.Businesses,
            PreviousHash = previous,
            Hash = [],
        };

    public ValueTask DisposeAsync() => portal.DisposeAsync();

    private List<AuditEntry> Rows()
    {
        using var stored = StoredAuditLog.Open(portal.DatabaseFile);
        return [.. stored.Rows().Select(row => row.Entry)];
    }

    private static SqliteConnection Open(string file)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ConnectionString);
        connection.Open();
        return connection;
    }

    private static int Execute(SqliteConnection connection, string sql, params (string Name, object Value)[] values)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values)
        {
            command.Parameters.AddWithValue(name, value);
        }

        return command.ExecuteNonQuery();
    }
}
