using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using SupportCenter.Domain;
using SupportCenter.Domain.Backups;
using SupportCenter.Domain.Data;
using SupportCenter.Tests.Drills;

namespace SupportCenter.Tests.Backups;

/// <summary>A new version of the program meets the database of the one before.</summary>
public sealed class MigrationTests : IAsyncLifetime
{
    /// <summary>The last migration of the version before the list of reservations could be arranged.</summary>
    private const string Earlier = "20261122090000_ExposureChecks";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("portal-upgrade-");

    private string File => Path.Combine(folder.FullName, "portal.db");

    private string Backups => Path.Combine(folder.FullName, "backups");

    /// <summary>A database of the earlier version with work in it, written by SQL as that version wrote it.</summary>
    public async Task InitializeAsync()
    {
        var storage = new StorageOptions { DataDirectory = folder.FullName };
        PrivateFolder.Ensure(Path.Combine(folder.FullName, "keys"), "portal.keys.json");
        (KeyFile.Fresh() with { RowsBound = false }).Write(storage.KeyFilePath);
        using var database = new PortalDatabase(storage, new PersonalCipher(KeyRing.Open(storage.KeyFilePath, mayCreate: false)));
        await using var db = database.CreateContext();
        await db.GetService<IMigrator>().MigrateAsync(Earlier);
        await db.Database.ExecuteSqlRawAsync(
            "INSERT INTO \"Staff\" (\"Id\", \"Name\", \"Organisation\", \"Role\", \"StartsOn\", \"Version\") "
                + "VALUES ('01234567-89AB-4DEF-8123-456789ABCDEF', '本市 監督', {0}, {1}, '2020-04-01', "
                + "'11234567-89AB-4DEF-8123-456789ABCDEF')",
            (int)Domain.Access.Organisation.City,
            (int)Domain.Access.Role.Supervisor
        );
        await db.Database.ExecuteSqlRawAsync(
            "INSERT INTO \"SealingKeys\" (\"Number\", \"Proof\", \"IndexProof\", \"SinceUtc\", \"Resealed\", \"Left\") "
                + "VALUES (1, {0}, {1}, '2026-11-22 00:00:00', 7, 0)",
            database.Cipher.EncryptWith(1, "key.proof", "SupportCenter"),
            database.Cipher.Keys.Hash("key.proof", "SupportCenter")
        );
        SqliteConnection.ClearPool((SqliteConnection)db.Database.GetDbConnection());
    }

    public Task DisposeAsync()
    {
        folder.Delete(recursive: true);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task The_database_of_the_version_before_is_copied_and_brought_up_to_date_with_every_value()
    {
        await using var site = await DrillSite.OpenAsync(folder.FullName);

        Assert.Empty(await site.ReadAsync(db => db.Database.GetPendingMigrationsAsync()));
        Assert.Equal("本市 監督", await site.ReadAsync(db => db.Staff.Select(row => row.Name).SingleAsync()));
        Assert.Equal(7, await site.ReadAsync(db => db.EncryptionKeys.Select(row => row.Reencrypted).SingleAsync()));
        Assert.Equal("ok", await site.IntegrityAsync());
        var copy = Assert.Single(site.Database.BackupFolder.List());
        Assert.Equal((BackupKind.BeforeMigration, Earlier), (copy.Manifest.Kind, copy.Manifest.Facts.Migration));
    }

    [Fact]
    public async Task A_migration_that_fails_half_way_leaves_the_database_as_it_was()
    {
        // The first of the pending migrations goes through; the second meets a table that it wants to make.
        Execute("CREATE TABLE \"ListPreferences\" (\"Taken\" TEXT)");
        var before = Facts();

        var refused = await Assert.ThrowsAsync<InvalidDataException>(() =>
            PortalDatabase.OpenAsync(new StorageOptions { DataDirectory = folder.FullName })
        );

        Assert.StartsWith(BackupTexts.MigrationFailed.Split('{')[0], refused.Message, StringComparison.Ordinal);
        Assert.True(Facts().Agrees(before), "The database is not as it was.");
        Assert.Equal(Earlier, Facts().Migration);

        // A service that is started again and again does not fill the disk.
        await Assert.ThrowsAsync<InvalidDataException>(() =>
            PortalDatabase.OpenAsync(new StorageOptions { DataDirectory = folder.FullName })
        );
        Assert.Single(Directory.GetFiles(Backups, "*.db"));

        // With the obstacle out of the way the next start goes through.
        Execute("DROP TABLE \"ListPreferences\"");
        await using var site = await DrillSite.OpenAsync(folder.FullName);
        Assert.Empty(await site.ReadAsync(db => db.Database.GetPendingMigrationsAsync()));
    }

    [Fact]
    public async Task A_start_that_was_killed_while_it_migrated_locks_nobody_out()
    {
        Execute("CREATE TABLE IF NOT EXISTS \"__EFMigrationsLock\" (\"Id\" INTEGER NOT NULL PRIMARY KEY, \"Timestamp\" TEXT NOT NULL)");
        Execute("INSERT OR REPLACE INTO \"__EFMigrationsLock\" VALUES (1, '2026-11-22 00:00:00')");

        await using var site = await DrillSite.OpenAsync(folder.FullName);

        Assert.Empty(await site.ReadAsync(db => db.Database.GetPendingMigrationsAsync()));
    }

    private DatabaseFacts Facts()
    {
        using var connection = DatabaseCopy.Open(File, SqliteOpenMode.ReadOnly);
        return DatabaseCopy.FactsOf(connection);
    }

    private void Execute(string sql)
    {
        using var connection = DatabaseCopy.Open(File, SqliteOpenMode.ReadWrite);
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
