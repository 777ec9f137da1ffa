using System.Security.Cryptography;
using SupportCenter.Domain.Audit;

namespace SupportCenter.Tests.Audit;

/// <summary>Every way in which somebody with the file can spoil the log is tried on a real database, and named.</summary>
public sealed class AuditVerifierTests
{
    private static readonly string[] Columns =
    [
        "Sequence",
        "AtUtc",
        "Act",
        "ActorKind",
        "ActorId",
        "ActorRole",
        "Permission",
        "Origin",
        "SubjectKind",
        "SubjectId",
        "Fields",
        "PreviousHash",
        "Hash",
    ];

    [Fact]
    [Asvs("16.4.2")]
    public async Task A_log_that_nobody_touched_is_sound()
    {
        await using var log = await WatchedLog.WriteAsync();

        var verdict = log.Verify();

        Assert.Empty(verdict.Damage);
        Assert.Equal((12, 3, 12), (verdict.Rows, verdict.Checkpoints, verdict.LastCheckpointedSequence));
    }

    [Theory]
    [InlineData("UPDATE \"Audit\" SET \"ActorRole\" = 'Auditor' WHERE \"Sequence\" = 6", 6)]
    [InlineData("UPDATE \"Audit\" SET \"ActorRole\" = NULL WHERE \"Sequence\" = 6", 6)]
    [InlineData("UPDATE \"Audit\" SET \"Origin\" = NULL WHERE \"Sequence\" = 6", 6)]
    [InlineData("UPDATE \"Audit\" SET \"AtUtc\" = \"AtUtc\" || '.0' WHERE \"Sequence\" = 6", 6)]
    [InlineData("UPDATE \"Audit\" SET \"ActorId\" = lower(\"ActorId\") WHERE \"Sequence\" = 6", 6)]
    [InlineData("UPDATE \"Audit\" SET \"Act\" = CAST(\"Act\" AS BLOB) WHERE \"Sequence\" = 6", 6)]
    [InlineData("DELETE FROM \"AuditedBusinesses\" WHERE \"Sequence\" = 8", 8)]
    [InlineData("UPDATE \"AuditedBusinesses\" SET \"BusinessId\" = '00000000-0000-0000-0000-000000000001' WHERE \"Sequence\" = 8", 8)]
    [InlineData("INSERT INTO \"AuditedBusinesses\" VALUES ('00000000-0000-0000-0000-000000000001', 7)", 7)]
    [Asvs("16.4.2")]
    public async Task An_edited_row_is_found(string attack, long row)
    {
        await using var log = await WatchedLog.WriteAsync();
        Assert.Equal(1, log.Attack(attack));
        Assert.Equal(new AuditDamage(DamageKind.Edited, row), log.Damage());
    }

    [Fact]
    [Asvs("16.4.2")]
    public async Task An_edited_row_with_a_fresh_hash_of_its_own_is_found_by_the_next()
    {
        await using var log = await WatchedLog.WriteAsync();
        log.Attack("UPDATE \"Audit\" SET \"Fields\" = 'x' WHERE \"Sequence\" = 6");
        log.Attack("UPDATE \"Audit\" SET \"Hash\" = @hash WHERE \"Sequence\" = 6", ("@hash", AuditTrail.HashOf(log.Row(6))));

        Assert.Equal(new AuditDamage(DamageKind.Edited, 6), log.Damage());
    }

    [Theory]
    [InlineData("DELETE FROM \"Audit\" WHERE \"Sequence\" = 6", 6)]
    [InlineData("DELETE FROM \"Audit\" WHERE \"Sequence\" BETWEEN 1 AND 3", 1)]
    [InlineData("DELETE FROM \"Audit\" WHERE \"Sequence\" BETWEEN 5 AND 9", 5)]
    [Asvs("16.4.2")]
    public async Task A_deleted_row_is_found(string attack, long first)
    {
        await using var log = await WatchedLog.WriteAsync();
        log.Attack(attack);
        Assert.Equal(new AuditDamage(DamageKind.Deleted, first), log.Damage());
    }

    [Fact]
    [Asvs("16.4.2")]
    public async Task A_deleted_row_is_found_when_those_after_it_were_moved_up()
    {
        await using var log = await WatchedLog.WriteAsync();
        log.Attack("DELETE FROM \"Audit\" WHERE \"Sequence\" = 6; DELETE FROM \"AuditedBusinesses\" WHERE \"Sequence\" = 6");
        Renumber(log, from: 7, to: 12, by: -1);
        Assert.Equal(new AuditDamage(DamageKind.Deleted, 6), log.Damage());
    }

    [Theory]
    [InlineData(6, 9)]
    [InlineData(6, 7)]
    [InlineData(1, 12)]
    [Asvs("16.4.2")]
    public async Task Reordered_rows_are_found(long one, long other)
    {
        await using var log = await WatchedLog.WriteAsync();
        foreach (var table in new[] { "Audit", "AuditedBusinesses" })
        {
            log.Attack($"UPDATE \"{table}\" SET \"Sequence\" = 1000 WHERE \"Sequence\" = {one}");
            log.Attack($"UPDATE \"{table}\" SET \"Sequence\" = {one} WHERE \"Sequence\" = {other}");
            log.Attack($"UPDATE \"{table}\" SET \"Sequence\" = {other} WHERE \"Sequence\" = 1000");
        }

        Assert.Equal(new AuditDamage(DamageKind.Reordered, one), log.Damage());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Asvs("16.4.2")]
    public async Task An_inserted_row_is_found_well_hashed_or_not(bool wellHashed)
    {
        await using var log = await WatchedLog.WriteAsync();
        Renumber(log, from: 6, to: 12, by: 1);
        log.Attack(
            "INSERT INTO \"Audit\" SELECT 6, \"AtUtc\", \"Act\", \"ActorKind\", \"ActorId\", \"ActorRole\", \"Permission\", "
                + "\"Origin\", \"SubjectKind\", \"SubjectId\", \"Fields\", \"Hash\", zeroblob(32) FROM \"Audit\" WHERE \"Sequence\" = 5"
        );
        if (wellHashed)
        {
            log.Attack("UPDATE \"Audit\" SET \"Hash\" = @hash WHERE \"Sequence\" = 6", ("@hash", AuditTrail.HashOf(log.Row(6))));
        }

        Assert.Equal(new AuditDamage(DamageKind.Inserted, 6), log.Damage());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Asvs("16.4.2")]
    public async Task A_tail_that_was_cut_off_is_found_with_or_without_its_links(bool withLinks)
    {
        await using var log = await WatchedLog.WriteAsync();
        log.Attack("DELETE FROM \"Audit\" WHERE \"Sequence\" > 9");
        if (withLinks)
        {
            log.Attack("DELETE FROM \"AuditedBusinesses\" WHERE \"Sequence\" > 9");
        }

        var damage = log.Damage();
        Assert.Equal((DamageKind.TailCutOff, 10), (damage.Kind, damage.Sequence));
    }

    [Fact]
    [Asvs("16.4.2")]
    public async Task A_chain_that_was_rebuilt_from_an_edited_row_on_is_found_by_the_checkpoints()
    {
        await using var log = await WatchedLog.WriteAsync();
        log.Attack("UPDATE \"Audit\" SET \"ActorId\" = NULL WHERE \"Sequence\" = 6");
        log.RebuildFrom(6);

        var damage = log.Damage();
        Assert.Equal((DamageKind.ChainRebuilt, 8), (damage.Kind, damage.Sequence));
        // Without checkpoints nobody could tell.
        Assert.True(
            AuditVerifier
                .Verify(log.Portal.DatabaseFile, log.CheckpointDirectory + "-none", "none")
                .Damage.All(found => found.Kind == DamageKind.CheckpointMissing)
        );
    }

    [Fact]
    [Asvs("16.4.2")]
    public async Task A_database_that_was_rolled_back_is_found_before_it_goes_on()
    {
        await using var log = await WatchedLog.WriteAsync();
        var copy = log.Backup();
        await log.ActAsync(4);
        await log.SignAsync();
        log.Restore(copy);

        var damage = log.Damage();
        Assert.Equal((DamageKind.DatabaseRolledBack, 13), (damage.Kind, damage.Sequence));
    }

    [Fact]
    [Asvs("16.4.2")]
    public async Task A_database_that_was_rolled_back_and_went_on_is_found_and_raises_an_alarm_at_the_next_checkpoint()
    {
        await using var log = await WatchedLog.WriteAsync();
        var copy = log.Backup();
        await log.ActAsync(4);
        await log.SignAsync();
        log.Restore(copy);
        await log.ActAsync(6);

        var damage = log.Damage();
        Assert.Equal((DamageKind.DatabaseRolledBack, 16), (damage.Kind, damage.Sequence));

        await log.SignAsync();
        var alarm = Assert.Single((await log.Portal.As<AlarmService>(Domain.Access.Role.Auditor).ListAsync(new(0, 20))).Rows);
        Assert.Equal(AlarmKind.LogDamaged, alarm.Kind);
    }

    [Fact]
    [Asvs("16.4.2")]
    public async Task A_forged_checkpoint_is_found()
    {
        await using var log = await WatchedLog.WriteAsync();
        var file = Directory.GetFiles(log.CheckpointDirectory).Order(StringComparer.Ordinal).ElementAt(1);
        var line = await File.ReadAllTextAsync(file);
        File.Delete(file);
        await File.WriteAllTextAsync(file, line.Replace("\"sequence\":8", "\"sequence\":7", StringComparison.Ordinal));
        Assert.Equal(new AuditDamage(DamageKind.CheckpointForged, null, Path.GetFileName(file)), log.Damage());
    }

    [Fact]
    [Asvs("16.4.2")]
    public async Task A_checkpoint_signed_with_another_key_is_forged()
    {
        await using var log = await WatchedLog.WriteAsync();
        var elsewhere = Path.Combine(Path.GetDirectoryName(log.Portal.DatabaseFile)!, "elsewhere", "key.pem");
        using (CheckpointKey.Open(elsewhere))
        {
            // Its public half is all that is wanted.
        }

        var verdict = AuditVerifier.Verify(
            log.Portal.DatabaseFile,
            log.CheckpointDirectory,
            Path.Combine(Path.GetDirectoryName(elsewhere)!, CheckpointKey.PublicFileName)
        );
        Assert.Equal(Enumerable.Repeat(DamageKind.CheckpointForged, 3), verdict.Damage.Select(damage => damage.Kind));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [Asvs("16.4.2")]
    public async Task A_missing_checkpoint_is_found_the_last_one_too(int which)
    {
        await using var log = await WatchedLog.WriteAsync();
        File.Delete(Directory.GetFiles(log.CheckpointDirectory).Order(StringComparer.Ordinal).ElementAt(which));
        Assert.Equal(new AuditDamage(DamageKind.CheckpointMissing, null, $"{which + 1:D9}"), log.Damage());
    }

    /// <summary>300 random changes of a random column of a random row: none goes unnoticed.</summary>
    [Fact]
    [Asvs("16.4.2")]
    public async Task Every_random_change_of_any_column_of_any_row_is_found()
    {
        await using var log = await WatchedLog.WriteAsync();
        var random = new Random(20200716);
        for (var round = 0; round < 300; round++)
        {
            var (row, column) = (random.Next(1, 13), Columns[random.Next(Columns.Length)]);
            var (before, after) = (log.Value(row, column), NewValue(random, column));
            if (Set(log, row, column, after))
            {
                Assert.False(log.Verify().IsSound, $"Round {round}: {column} of row {row}");
                Assert.True(Set(log, column == "Sequence" ? (long)after : row, column, before));
            }
        }
    }

    [Fact]
    public async Task The_keys_are_the_owners_alone_and_the_public_half_verifies_after_a_change_of_keys()
    {
        await using var log = await WatchedLog.WriteAsync();
        var key = log.Portal.Database.Places.KeyFile;
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(key));
        }

        File.Move(key, key + ".old");
        await log.ActAsync(1);
        await log.SignAsync();

        Assert.Equal((4, true), (log.Verify().Checkpoints, log.Verify().IsSound));
    }

    private static object NewValue(Random random, string column) =>
        column switch
        {
            "Sequence" => (long)random.Next(13, 1000),
            "PreviousHash" or "Hash" => RandomNumberGenerator.GetBytes(32),
            _ => random.Next(4) switch
            {
                0 => DBNull.Value,
                1 => "",
                2 => "x\r\n" + random.Next(),
                _ => random.Next(2) == 0 ? Domain.Data.NewId.Create().ToString("D").ToUpperInvariant() : "2020-07-16 01:02:03",
            },
        };

    private static bool Set(WatchedLog log, long row, string column, object value)
    {
        try
        {
            return log.Attack(
                    $"UPDATE \"Audit\" SET \"{column}\" = @value WHERE \"Sequence\" = @row AND \"{column}\" IS NOT @value",
                    ("@value", value),
                    ("@row", row)
                ) == 1;
        }
        catch (Microsoft.Data.Sqlite.SqliteException)
        {
            return false; // NOT NULL: the table itself refuses.
        }
    }

    private static void Renumber(WatchedLog log, int from, int to, int by)
    {
        foreach (var sequence in by > 0 ? Enumerable.Range(from, to - from + 1).Reverse() : Enumerable.Range(from, to - from + 1))
        {
            log.Attack(
                $"UPDATE \"Audit\" SET \"Sequence\" = {sequence + by} WHERE \"Sequence\" = {sequence}; UPDATE "
                    + $"\"AuditedBusinesses\" SET \"Sequence\" = {sequence + by} WHERE \"Sequence\" = {sequence}"
            );
        }
    }
}
