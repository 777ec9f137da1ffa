using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Data;

namespace SupportCenter.Domain.Keys;

/// <summary>Binds the values of a database that was written before values were bound to their row (<see cref="RowBinding"/>): all of them,
/// in one transaction. The file's own version number says that it was done.</summary>
internal sealed class RowBindingMigration(PortalDbContext db, IReadOnlyList<EncryptedTable> tables)
{
    /// <summary>No key has this number: every value is under another.</summary>
    private const uint NoKey = 0;

    private readonly EncryptedRows rows = new(db);
    private int unreadable;

    /// <summary>Whether the values are bound.</summary>
    public static async Task<bool> IsDoneAsync(PortalDbContext db, CancellationToken cancellation) =>
        await DatabaseVersion.ReadAsync(db, cancellation) >= DatabaseVersion.Bound;

    /// <summary>Does nothing where it was done before. The caller has the gate.</summary>
    /// <returns>How many values could not be opened: they were damaged before, are left as they are, and open nowhere.</returns>
    /// <exception cref="InvalidDataException">The key file is not the one of this database, or values were changed meanwhile. Nothing was
    /// changed.</exception>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        if (await IsDoneAsync(db, cancellation))
        {
            return 0;
        }

        // With a wrong key file nothing would open, and all would pass for damaged.
        await KeyFileValidator.EnsureProvenAsync(db, tables, (table, row) => EnsureOpens(table, row), cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
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
                    await BindAsync(table, row, cancellation);
                }

                after = found[^1].Key;
            }
        }

        await DatabaseVersion.WriteAsync(db, DatabaseVersion.Bound, cancellation);
        await transaction.CommitAsync(cancellation);
        return unreadable;
    }

    private async Task BindAsync(EncryptedTable table, EncryptedRow row, CancellationToken cancellation)
    {
        var values = table.Columns.Select((column, at) => row.Values[at] is { } value ? Bind(column, row, value) : null).ToList();
        if (values.TrueForAll(value => value is null))
        {
            return;
        }

        if (!await rows.ReplaceAsync(table, row, values, cancellation))
        {
            throw new InvalidDataException($"A row of {table.Name} could not be written.");
        }
    }

    private byte[]? Bind(EncryptedColumn column, EncryptedRow row, byte[] value)
    {
        try
        {
            return column.Purpose is { } purpose
                ? db.Cipher.Encrypt(purpose, column.PlaceOf(row.Key), db.Cipher.Decrypt(purpose, purpose, value))
                : null;
        }
        catch (CryptographicException)
        {
            unreadable++;
            return null;
        }
    }

    private void EnsureOpens(EncryptedTable table, EncryptedRow row)
    {
        foreach (var (column, value) in table.Columns.Zip(row.Values))
        {
            if (column.Purpose is { } purpose && value is not null)
            {
                _ = db.Cipher.Decrypt(purpose, purpose, value);
            }
        }
    }
}
