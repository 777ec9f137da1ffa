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
    public async Task A_moved_value_is_not_made_right_by_a_file_that_says_it_is_of_the_version_before()
    {
        await using var scene = await KeyScene.SetAsync();
        Execute(scene, "PRAGMA user_version = 0");

        var refused = await Assert.ThrowsAsync<InvalidDataException>(scene.ReopenAsync);

        Assert.StartsWith(BackupTexts.MigrationFailed.Split('{')[0], refused.Message, StringComparison.Ordinal);
        Execute(scene, "PRAGMA user_version = 1");
        await scene.ReopenAsync();
        Assert.NotEmpty(await KeyScene.OpenAllAsync(scene.Site));
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
    private static async Task UnbindAsync(KeyScene scene)
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
