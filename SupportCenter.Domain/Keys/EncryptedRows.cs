using System.Buffers.Binary;
using System.Data.Common;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using SupportCenter.Domain.Data;

namespace SupportCenter.Domain.Keys;

/// <summary>Stored bytes of one row: its key, and the values of the encrypted columns (null where there is none).</summary>
internal sealed record EncryptedRow(IReadOnlyList<object> Key, IReadOnlyList<byte[]?> Values);

/// <summary>Reads and replaces encrypted values as bytes, past the model's converters. Statements hold names of the model only; values are
/// parameters.</summary>
internal sealed class EncryptedRows(PortalDbContext db)
{
    private const int MostRows = 100;
    private const int MostBytes = 1 << 20;

    /// <summary>The next rows in the order of the key that have a value under another key than the given one.</summary>
    /// <param name="after">The key of the last row that was looked at; null to begin.</param>
    public async Task<List<EncryptedRow>> FindAsync(
        EncryptedTable table,
        uint key,
        IReadOnlyList<object>? after,
        CancellationToken cancellation
    )
    {
        var order = string.Join(", ", table.KeyColumns.Select(Quoted));
        await using var command = await CommandAsync(
            $"SELECT {order}, {string.Join(", ", table.Columns.Select(column => Quoted(column.Name)))} FROM {Quoted(table.Name)} WHERE "
                + (after is null ? "" : $"({order}) > ({string.Join(", ", after.Select((_, at) => $"@after{at}"))}) AND ")
                + $"({string.Join(" OR ", table.Columns.Select(column => $"{Number(column)} <> @key"))}) ORDER BY {order} LIMIT {MostRows}",
            cancellation
        );
        Add(command, "@key", Bytes(key));
        for (var at = 0; at < after?.Count; at++)
        {
            Add(command, $"@after{at}", after[at]);
        }

        var (rows, bytes) = (new List<EncryptedRow>(), 0);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (bytes < MostBytes && await reader.ReadAsync(cancellation))
        {
            var values = table.Columns.Select((_, at) => BytesOf(reader.GetValue(table.KeyColumns.Count + at))).ToList();
            rows.Add(new EncryptedRow([.. table.KeyColumns.Select((_, at) => reader.GetValue(at))], values));
            bytes += values.Sum(value => value?.Length ?? 0);
        }

        return rows;
    }

    /// <summary>Puts new bytes in the place of the old ones, if those still are there; false when somebody changed or removed
    /// them.</summary>
    /// <param name="fresh">The new value of each column; null where the old one stays.</param>
    public async Task<bool> ReplaceAsync(
        EncryptedTable table,
        EncryptedRow row,
        IReadOnlyList<byte[]?> fresh,
        CancellationToken cancellation
    )
    {
        var changed = Enumerable.Range(0, table.Columns.Count).Where(at => fresh[at] is not null).ToList();
        var assignments = string.Join(", ", changed.Select(at => $"{Quoted(table.Columns[at].Name)} = @fresh{at}"));
        await using var command = await CommandAsync(
            $"UPDATE {Quoted(table.Name)} SET {assignments} WHERE "
                + string.Join(
                    " AND ",
                    table
                        .KeyColumns.Select((name, at) => $"{Quoted(name)} = @row{at}")
                        .Concat(changed.Select(at => $"{Quoted(table.Columns[at].Name)} = @old{at}"))
                ),
            cancellation
        );
        for (var at = 0; at < row.Key.Count; at++)
        {
            Add(command, $"@row{at}", row.Key[at]);
        }

        foreach (var at in changed)
        {
            Add(command, $"@fresh{at}", fresh[at]!);
            Add(command, $"@old{at}", row.Values[at]!);
        }

        return await command.ExecuteNonQueryAsync(cancellation) == 1;
    }

    /// <summary>Sets a text of many rows, each encrypted for its row: a statement of Entity Framework that sets one value for all
    /// cannot.</summary>
    /// <param name="property">The name of the property.</param>
    /// <param name="ids">The rows.</param>
    public async Task SetAsync<T>(string property, IReadOnlyCollection<Guid> ids, string text, CancellationToken cancellation)
    {
        var entity = db.Model.FindEntityType(typeof(T))!;
        var name = entity.FindProperty(property)!.GetColumnName();
        var table = EncryptedTable.In(db.Model).Single(one => one.Name == entity.GetTableName());
        var column = table.Columns.Single(one => one.Name == name);
        foreach (var id in ids)
        {
            await using var command = await CommandAsync(
                $"UPDATE {Quoted(table.Name)} SET {Quoted(column.Name)} = @value WHERE {Quoted(table.KeyColumns.Single())} = @id",
                cancellation
            );
            Add(command, "@value", db.Cipher.Encrypt(column.Purpose!, column.PlaceOf([id]), Encoding.UTF8.GetBytes(text)));
            Add(command, "@id", id);
            await command.ExecuteNonQueryAsync(cancellation);
        }
    }

    /// <summary>How many values are under a key, or under any other (<paramref name="others"/>).</summary>
    public async Task<long> CountAsync(EncryptedTable table, uint key, bool others, CancellationToken cancellation)
    {
        var comparison = others ? "<>" : "=";
        var terms = string.Join(" + ", table.Columns.Select(column => $"coalesce({Number(column)} {comparison} @key, 0)"));
        await using var command = await CommandAsync($"SELECT coalesce(sum({terms}), 0) FROM {Quoted(table.Name)}", cancellation);
        Add(command, "@key", Bytes(key));
        return (long)(await command.ExecuteScalarAsync(cancellation))!;
    }

    /// <summary>What is no bytes at all is no ciphertext either, and is found damaged as such.</summary>
    private static byte[]? BytesOf(object value) => value is DBNull ? null : value as byte[] ?? [];

    private async Task<DbCommand> CommandAsync(string text, CancellationToken cancellation)
    {
        // Stays open for as long as the context does.
        await db.Database.OpenConnectionAsync(cancellation);
        var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        command.CommandText = text;
        return command;
    }

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }

    private static string Quoted(string name) => $"\"{name}\"";

    private static string Number(EncryptedColumn column) => $"substr({Quoted(column.Name)}, 1, {PersonalCipher.NumberBytes})";

    private static byte[] Bytes(uint key)
    {
        var bytes = new byte[PersonalCipher.NumberBytes];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, key);
        return bytes;
    }
}
