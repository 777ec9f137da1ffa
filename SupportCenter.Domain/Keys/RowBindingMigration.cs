using System.Globalization;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using SupportCenter.Domain.Data;

namespace SupportCenter.Domain.Keys;

/// <summary>Binds the values of a database that was written before values were bound to their row (<see cref="RowBinding"/>): all of them,
/// in one transaction. The file's own version number says that it was done, so that nothing unbound is taken after.</summary>
internal sealed class RowBindingMigration(PortalDbContext db, IReadOnlyList<EncryptedTable> tables)
{
    /// <summary>SQLite's user_version of a database whose values are bound to their rows.</summary>
    private const long Bound = 1;

    /// <summary>No key has this number: every value is under another.</summary>
    private const uint NoKey = 0;

    /// <summary>Whether the values are bound.</summary>
    public static async Task<bool> IsDoneAsync(PortalDbContext db, CancellationToken cancellation) =>
        Convert.ToInt64(await ExecuteAsync(db, "PRAGMA user_version", cancellation), CultureInfo.InvariantCulture) >= Bound;

    /// <summary>Does nothing where it was done before. The caller has the gate.</summary>
    /// <exception cref="CryptographicException">A value does not open: it was changed, or is bound already. Nothing is
    /// changed.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        if (await IsDoneAsync(db, cancellation))
        {
            return;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var rows = new EncryptedRows(db);
        foreach (var table in tables.Where(table => table.Columns.Any(column => column.Purpose is not null)))
        {
            for (IReadOnlyList<object>? after = null; ; )
            {
                var found = await rows.FindAsync(table, NoKey, after, cancellation);
                if (found.Count == 0)
                {
                    break;
                }

                foreach (var row in found)
                {
                    var values = table.Columns.Select((column, at) => row.Values[at] is { } value ? Bind(column, row, value) : null);
                    await rows.ReplaceAsync(table, row, [.. values], cancellation);
                }

                after = found[^1].Key;
            }
        }

        await ExecuteAsync(db, $"PRAGMA user_version = {Bound}", cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private byte[]? Bind(EncryptedColumn column, EncryptedRow row, byte[] value) =>
        column.Purpose is { } purpose
            ? db.Cipher.Encrypt(purpose, column.PlaceOf(row.Key), db.Cipher.Decrypt(purpose, purpose, value))
            : null;

    private static async Task<object?> ExecuteAsync(PortalDbContext db, string text, CancellationToken cancellation)
    {
        await db.Database.OpenConnectionAsync(cancellation);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        command.CommandText = text;
        return await command.ExecuteScalarAsync(cancellation);
    }
}
