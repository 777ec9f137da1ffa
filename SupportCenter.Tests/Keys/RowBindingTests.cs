using System.Reflection;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain;
using SupportCenter.Domain.Backups;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Keys;
using SupportCenter.Tests.Drills;

namespace SupportCenter.Tests.Keys;

/// <summary>An encrypted value opens in its own row only. Walks every encrypted column of the model.</summary>
public sealed class RowBindingTests
{
    [Fact]
    [Asvs("11.3.3")]
    public async Task A_value_that_was_moved_from_another_row_is_shown_to_nobody_whatever_its_column()
    {
        await using var scene = await KeyScene.SetAsync();
        var cipher = scene.Site.Database.Cipher;
        var tried = 0;
        foreach (var table in scene.Site.Database.EncryptedTables)
        {
            var read = await scene.Site.ReadAsync(db => Task.FromResult(ReaderOf(db, table.Name)));
            foreach (var column in table.Columns.Where(column => column.Purpose is not null))
            {
                var at = table.Columns.ToList().IndexOf(column);
                var row = (await KeyScene.RowsAsync(scene.Site, table)).Find(row => row.Values[at] is not null)!;
                var own = row.Values[at]!;
                await scene.Site.ReadAsync(read);

                // The same words as another row holds them.
                object[] otherKey = [NewId.Create(), .. row.Key.Skip(1)];
                var moved = cipher.Encrypt(
                    column.Purpose!,
                    column.PlaceOf(otherKey),
                    cipher.Decrypt(column.Purpose!, column.PlaceOf(row.Key), own)
                );
                await SetAsync(scene, table, column, own, moved);
                await Assert.ThrowsAnyAsync<CryptographicException>(() => scene.Site.ReadAsync(read));
                await SetAsync(scene, table, column, moved, own);
                tried++;
            }
        }

        Assert.True(tried > 20, $"Only {tried} columns were tried.");
    }

    [Fact]
    [Asvs("11.3.3")]
    public async Task A_database_of_the_version_before_is_bound_at_the_next_start_and_says_the_same()
    {
        await using var scene = await KeyScene.SetAsync();
        var before = await KeyScene.OpenAllAsync(scene.Site);
        await UnbindAsync(scene);

        await scene.ReopenAsync();

        Assert.Equal(before, await KeyScene.OpenAllAsync(scene.Site));
        Assert.Equal(BackupKind.BeforeMigration, Assert.Single(scene.Site.Database.BackupFolder.List()).Manifest.Kind);
        await scene.ReopenAsync();
        Assert.Single(scene.Site.Database.BackupFolder.List());
    }

    [Fact]
    [Asvs("11.3.3")]
    public async Task A_file_of_the_version_before_is_taken_once_only_and_after_that_restored_as_a_backup_is()
    {
        await using var scene = await KeyScene.SetAsync();
        var before = await KeyScene.OpenAllAsync(scene.Site);
        await UnbindAsync(scene, marked: true);

        var refused = await Assert.ThrowsAsync<InvalidDataException>(scene.ReopenAsync);

        Assert.Contains("earlier version than its key file", refused.Message, StringComparison.Ordinal);
        // As a restore does with what it has unpacked.
        var storage = new StorageOptions { DataDirectory = scene.Folder };
        using (var unpacked = new PortalDatabase(storage, new PersonalCipher(storage.OpenKeys())))
        {
            await unpacked.MigrateAsync(CancellationToken.None);
        }

        await scene.ReopenAsync();
        Assert.Equal(before, await KeyScene.OpenAllAsync(scene.Site));
    }

    [Fact]
    [Asvs("11.3.3")]
    public async Task A_key_that_is_stored_as_bytes_makes_no_second_row_of_the_same_values()
    {
        await using var scene = await KeyScene.SetAsync();
        var table = scene.Site.Database.EncryptedTables.Single(table => table.Name == "Businesses");
        var read = await scene.Site.ReadAsync(db => Task.FromResult(ReaderOf(db, table.Name)));
        await scene.Site.ReadAsync(read);

        Execute(scene, "PRAGMA foreign_keys = OFF; UPDATE Businesses SET Id = CAST(Id AS BLOB)");

        await Assert.ThrowsAnyAsync<CryptographicException>(() => scene.Site.ReadAsync(read));
    }

    [Fact]
    [Asvs("11.3.3")]
    public async Task A_value_that_was_damaged_before_keeps_nobody_from_the_new_version_and_is_counted()
    {
        await using var scene = await KeyScene.SetAsync();
        await UnbindAsync(scene);
        Execute(scene, "UPDATE Drafts SET Content = substr(Content, 1, length(Content) - 1) || x'00'");

        await scene.ReopenAsync();

        Assert.True(scene.Site.Database.UnreadableValues > 0);
        Assert.NotEmpty(await scene.Site.ReadAsync(db => db.Businesses.AsNoTracking().ToListAsync()));
    }

    [Fact]
    [Asvs("11.3.3")]
    public async Task With_the_key_file_of_another_installation_nothing_is_bound()
    {
        await using var scene = await KeyScene.SetAsync();
        await UnbindAsync(scene);
        var own = await File.ReadAllBytesAsync(scene.KeyFile);
        (KeyFile.Fresh() with { RowsBound = false }).Write(scene.KeyFile);

        await Assert.ThrowsAsync<InvalidDataException>(scene.ReopenAsync);

        await File.WriteAllBytesAsync(scene.KeyFile, own);
        await scene.ReopenAsync();
        Assert.Equal(0, scene.Site.Database.UnreadableValues);
        Assert.NotEmpty(await KeyScene.OpenAllAsync(scene.Site));
    }

    [Fact]
    public async Task A_value_that_was_read_without_the_key_of_its_row_is_a_fault_and_no_damage()
    {
        await using var scene = await KeyScene.SetAsync();
        var table = scene.Site.Database.EncryptedTables.Single(table => table.Name == "Businesses");
        var value = (await KeyScene.RowsAsync(scene.Site, table))[0].Values.First(value => value is not null)!;

        var fault = Assert.Throws<InvalidOperationException>(() =>
            RowBinding.Decrypt(scene.Site.Database.Cipher, table.Columns[0].Purpose!, value)
        );

        Assert.Equal("An encrypted column was read without the key of its row.", fault.Message);
    }

    /// <summary>Reads every row of a table as the portal does.</summary>
    private static Func<PortalDbContext, Task<int>> ReaderOf(PortalDbContext db, string table)
    {
        var entity = db.Model.GetEntityTypes().Single(type => type.GetTableName() == table);
        var read = typeof(RowBindingTests).GetMethod(nameof(ReadAsync), BindingFlags.NonPublic | BindingFlags.Static)!;
        return read.MakeGenericMethod(entity.ClrType).CreateDelegate<Func<PortalDbContext, Task<int>>>();
    }

    private static async Task<int> ReadAsync<T>(PortalDbContext db)
        where T : class => (await db.Set<T>().AsNoTracking().ToListAsync()).Count;

    private static Task SetAsync(KeyScene scene, EncryptedTable table, EncryptedColumn column, byte[] from, byte[] to) =>
        scene.TamperAsync(
            $"UPDATE \"{table.Name}\" SET \"{column.Name}\" = @to WHERE \"{column.Name}\" = @from",
            new SqliteParameter("@from", from),
            new SqliteParameter("@to", to)
        );

    /// <summary>Writes every value as the version before did: for its column, in whatever row.</summary>
    private static async Task UnbindAsync(KeyScene scene, bool marked = false)
    {
        var cipher = scene.Site.Database.Cipher;
        foreach (var table in scene.Site.Database.EncryptedTables)
        {
            foreach (var row in await KeyScene.RowsAsync(scene.Site, table))
            {
                foreach (var (column, value) in table.Columns.Zip(row.Values).Where(pair => pair.First.Purpose is not null))
                {
                    if (value is not null)
                    {
                        var plain = cipher.Decrypt(column.Purpose!, column.PlaceOf(row.Key), value);
                        await SetAsync(scene, table, column, value, cipher.Encrypt(column.Purpose!, column.Purpose!, plain));
                    }
                }
            }
        }

        Execute(scene, "PRAGMA user_version = 0");
        (KeyFile.Read(scene.KeyFile) with { RowsBound = marked }).Write(scene.KeyFile);
    }

    private static void Execute(KeyScene scene, string statement)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(scene.Folder, "portal.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = statement;
        command.ExecuteNonQuery();
    }
}
