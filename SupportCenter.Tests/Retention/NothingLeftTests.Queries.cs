using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Businesses;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Incidents;
using SupportCenter.Domain.Retention;

namespace SupportCenter.Tests.Retention;

public sealed partial class NothingLeftTests
{
    /// <summary>The tables from which keys lead to a business, at however many steps, and those with a column that names a part of
    /// one.</summary>
    private Task<Dictionary<Type, string>> LeadingToBusinessesAsync() =>
        Portal.ReadAsync(db =>
        {
            var all = db.Model.GetEntityTypes().ToList();
            var found = all.Where(type =>
                    type.ClrType == typeof(Business) || type.GetProperties().Any(property => Leading.Contains(property.Name))
                )
                .ToHashSet();
            for (var before = 0; before < found.Count; )
            {
                before = found.Count;
                found.UnionWith(
                    all.Where(type =>
                        type.GetForeignKeys()
                            .Any(key => found.Contains(key.PrincipalEntityType) && key.PrincipalEntityType.ClrType != typeof(Approval))
                    )
                );
            }

            return Task.FromResult(found.ToDictionary(type => type.ClrType, type => type.GetTableName()!));
        });

    private Task<Dictionary<Type, long>> CountAsync(Dictionary<Type, string> tables) =>
        Portal.ReadAsync(async db =>
        {
            var counts = new Dictionary<Type, long>();
            foreach (var (type, table) in tables)
            {
                counts[type] = (long)(await ScalarAsync(db, $"SELECT COUNT(*) FROM \"{table}\""))!;
            }

            return counts;
        });

    /// <summary>The ids of the business, its reservations, records and papers.</summary>
    private Task<List<Guid>> IdsAsync() =>
        Portal.ReadAsync(async db =>
            (List<Guid>)
                [
                    scene.Business.Id,
                    .. await db.Reservations.Select(row => row.Id).ToListAsync(),
                    .. await db.Records.Select(row => row.Id).ToListAsync(),
                    .. await db.DocumentContents.Select(row => row.Id).ToListAsync(),
                    .. await db.Callbacks.Select(row => row.Id).ToListAsync(),
                ]
        );

    /// <summary>The tables in which one of the ids stands, in whatever column and spelling.</summary>
    private Task<List<string>> MentionsAsync(List<Guid> ids) =>
        Portal.ReadAsync(async db =>
        {
            var found = new List<string>();
            foreach (var type in db.Model.GetEntityTypes())
            {
                var columns = string.Join(
                    " || ' ' || ",
                    type.GetProperties().Select(property => $"IFNULL(LOWER(CAST(\"{property.GetColumnName()}\" AS TEXT)), '')")
                );
                foreach (var spelling in ids.SelectMany(id => new[] { id.ToString("D"), id.ToString("N"), id.ToShort() }))
                {
                    if (
                        (long)
                            (await ScalarAsync(db, $"SELECT COUNT(*) FROM \"{type.GetTableName()}\" WHERE {columns} LIKE '%{spelling}%'"))!
                        > 0
                    )
                    {
                        found.Add(type.GetTableName()!);
                        break;
                    }
                }
            }

            return found;
        });

    /// <summary>Every encrypted value and every hash of a business as it lies in the database, and of long ones a piece from the
    /// beginning.</summary>
    private Task<List<(string Column, byte[] Bytes)>> BytesOfAsync(Guid business) =>
        Portal.ReadAsync(async db =>
        {
            var found = new List<(string, byte[])>();
            foreach (var (table, where) in PartsOf(business.ToString("D").ToUpperInvariant()))
            {
                var type = db.Model.GetEntityTypes().Single(candidate => candidate.GetTableName() == table);
                var names = type.GetProperties()
                    .Concat(type.GetComplexProperties().SelectMany(group => group.ComplexType.GetProperties()))
                    .Where(property => property.GetColumnType() == "BLOB" || property.Name == nameof(SearchGram.Gram))
                    .Select(property => property.GetColumnName(StoreObjectIdentifier.Table(table))!);
                foreach (var column in names)
                {
                    found.AddRange(
                        (await ValuesAsync(db, $"SELECT \"{column}\" FROM \"{table}\" WHERE {where} AND \"{column}\" IS NOT NULL")).Select(
                            value => ($"{table}.{column}", value)
                        )
                    );
                }
            }

            return found;
        });

    private static IEnumerable<(string Table, string Where)> PartsOf(string business) =>
        [
            ("Businesses", $"Id = '{business}'"),
            ("Reservations", $"BusinessId = '{business}'"),
            ("Records", $"BusinessId = '{business}'"),
            ("SearchGrams", $"BusinessId = '{business}'"),
            ("Documents", $"BusinessId = '{business}'"),
            ("RetentionHolds", $"BusinessId = '{business}'"),
            ("RecordVersions", $"RecordId IN (SELECT Id FROM Records WHERE BusinessId = '{business}')"),
            ("DocumentChunks", $"DocumentId IN (SELECT Id FROM Documents WHERE BusinessId = '{business}')"),
        ];

    private static async Task<List<byte[]>> ValuesAsync(PortalDbContext db, string sql)
    {
        await using var command = await CommandAsync(db, sql);
        await using var reader = await command.ExecuteReaderAsync();
        var values = new List<byte[]>();
        while (await reader.ReadAsync())
        {
            var value = reader.GetValue(0) switch
            {
                byte[] bytes => bytes,
                // A whole number lies in its row with its high byte first.
                long number => BitConverter.GetBytes(System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(number)),
                _ => [],
            };
            if (value.Length >= sizeof(long))
            {
                // Longer ones may go on elsewhere in the file: their beginning does not.
                values.Add(value[..Math.Min(value.Length, 40)]);
            }
        }

        return values;
    }

    private static async Task<object?> ScalarAsync(PortalDbContext db, string sql)
    {
        await using var command = await CommandAsync(db, sql);
        return await command.ExecuteScalarAsync();
    }

    private static async Task<SqliteCommand> CommandAsync(PortalDbContext db, string sql)
    {
        await db.Database.OpenConnectionAsync();
        var command = (SqliteCommand)db.Database.GetDbConnection().CreateCommand();
#pragma warning disable CA2100 // Names of the model and ids of the test.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command;
    }
}
