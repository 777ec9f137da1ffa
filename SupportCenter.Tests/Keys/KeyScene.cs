using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Drafts;
using SupportCenter.Domain.Keys;
using SupportCenter.Tests.Drills;

namespace SupportCenter.Tests.Keys;

/// <summary>A data folder with its key file, in which something is in every encrypted column.</summary>
internal sealed class KeyScene : IAsyncDisposable
{
    // Made once a run: each scene begins with a copy of it.
    private static readonly Lazy<Task<DirectoryInfo>> First = new(MakeAsync);
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("portal-keys-");

    private KeyScene() { }

    public string Folder => folder.FullName;

    public string KeyFile => Path.Combine(Folder, "keys", "portal.keys.json");

    /// <summary>The portal as one process has it open.</summary>
    public DrillSite Site { get; private set; } = null!;

    public static async Task<KeyScene> SetAsync()
    {
        var (scene, first) = (new KeyScene(), await First.Value);
        foreach (var file in first.GetFiles("*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(scene.Folder, Path.GetRelativePath(first.FullName, file.FullName));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            file.CopyTo(copy);
        }

        scene.Site = await DrillSite.OpenAsync(scene.Folder);
        return scene;
    }

    /// <summary>The process ends and another begins.</summary>
    public async Task ReopenAsync()
    {
        await Site.DisposeAsync();
        Site = await DrillSite.OpenAsync(Folder);
    }

    /// <summary>Rotation as the console does it.</summary>
    public static KeyRotationService Keys(DrillSite site) => site.As<KeyRotationService>(CallerIdentity.Console);

    /// <summary>Many small values, so that a rotation takes a moment.</summary>
    public async Task AddDraftsAsync(int count)
    {
        var person = await Site.ReadAsync(db => db.Staff.Select(row => row.Id).FirstAsync());
        await Site.AddAsync([
            .. Enumerable
                .Range(0, count)
                .Select(at => new Draft(person, $"form-{at:00000}")
                {
                    Content = $"入力途中 {at}",
                    SavedAtUtc = TimeProvider.System.GetUtcNow().UtcDateTime,
                }),
        ]);
    }

    /// <summary>What every encrypted value says, by table, row and column, as bytes of the clear value; opened without the portal's own
    /// reading.</summary>
    public static async Task<Dictionary<string, string>> OpenAllAsync(DrillSite site)
    {
        var all = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var table in site.Database.EncryptedTables)
        {
            foreach (var row in await RowsAsync(site, table))
            {
                for (var at = 0; at < table.Columns.Count; at++)
                {
                    if (row.Values[at] is { } value)
                    {
                        // Re-encrypted it opens only where it stood; its clear length and hash are told by encrypting it for the same place
                        // once more.
                        all[$"{table.Name}/{string.Join('/', row.Key)}/{table.Columns[at].Name}"] = ClearOf(site, table, at, row, value);
                    }
                }
            }
        }

        return all;
    }

    /// <summary>How many values are under each key.</summary>
    public static async Task<Dictionary<uint, int>> CountAsync(DrillSite site)
    {
        var numbers = new Dictionary<uint, int>();
        foreach (var table in site.Database.EncryptedTables)
        {
            foreach (var value in (await RowsAsync(site, table)).SelectMany(row => row.Values).OfType<byte[]>())
            {
                numbers[PersonalCipher.KeyOf(value)] = numbers.GetValueOrDefault(PersonalCipher.KeyOf(value)) + 1;
            }
        }

        return numbers;
    }

    /// <summary>A statement past the portal, as somebody with the file would send it.</summary>
    public async Task TamperAsync(string statement, params SqliteParameter[] values)
    {
        using var turn = await Site.Database.Gate.EnterAsync(CancellationToken.None);
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(Folder, "portal.db")};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = statement;
        command.Parameters.AddRange(values);
        Assert.Equal(1, await command.ExecuteNonQueryAsync());
    }

    public async ValueTask DisposeAsync()
    {
        await Site.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private static async Task<DirectoryInfo> MakeAsync()
    {
        var folder = Directory.CreateTempSubdirectory("portal-keys-first-");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Delete(recursive: true);
        await DrillSite.PrepareAsync(folder.FullName);
        await using var site = await DrillSite.OpenAsync(folder.FullName);
        await new SensitiveDataWriter(site, field => $"印付「{field}」").DoAsync();
        return folder;
    }

    private static string ClearOf(DrillSite site, EncryptedTable table, int at, EncryptedRow row, byte[] value)
    {
        var place = PlaceOf(site, table, at, row, value);
        return Convert.ToHexString(SHA256.HashData(site.Database.Cipher.Decrypt(place.Purpose, place.Place, value)));
    }

    private static (string Purpose, string Place) PlaceOf(DrillSite site, EncryptedTable table, int at, EncryptedRow row, byte[] value)
    {
        using var db = site.Database.CreateContext();
        var entity = db.Model.GetEntityTypes().Single(type => type.GetTableName() == table.Name);
        if (table.Name != "DocumentChunks")
        {
            var purpose = PersonalMapping.EncryptedPropertiesOf(entity)[at].Purpose;
            return (purpose, RowBinding.PlaceOf(purpose, RowBinding.KeyText(row.Key)));
        }

        var document = Guid.Parse((string)row.Key[0]);
        foreach (var place in new[] { $"{document:N}/{row.Key[1]}/more", $"{document:N}/{row.Key[1]}/last" })
        {
            try
            {
                site.Database.Cipher.Decrypt("document", place, value);
                return ("document", place);
            }
            catch (AuthenticationTagMismatchException)
            {
                // The other one.
            }
        }

        throw new InvalidOperationException("A piece of a document does not open.");
    }

    /// <summary>The encrypted values of a table, as they are stored.</summary>
    public static async Task<List<EncryptedRow>> RowsAsync(DrillSite site, EncryptedTable table)
    {
        var rows = new List<EncryptedRow>();
        // No key has the number 0: everything is found.
        while (
            await site.ReadAsync(db =>
                new EncryptedRows(db).FindAsync(table, 0, rows.Count == 0 ? null : rows[^1].Key, CancellationToken.None)
            )
                is { Count: > 0 } more
        )
        {
            rows.AddRange(more);
        }

        return rows;
    }
}
