using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Data;

/// <summary>SQLite's user_version of the file: what was done to its values beside the migrations of its tables.</summary>
internal static class DatabaseVersion
{
    /// <summary>Values are bound to their rows (<see cref="RowBinding"/>).</summary>
    public const long Bound = 1;

    /// <summary>The search's index is of texts as <see cref="TextFolding"/> folds them now, with all hashes that a business has
    /// now.</summary>
    public const long Current = Bound + TextFolding.Version + BlindIndex.Version;

    public static async Task<long> ReadAsync(PortalDbContext db, CancellationToken cancellation) =>
        Convert.ToInt64(await ExecuteAsync(db, "PRAGMA user_version", cancellation), CultureInfo.InvariantCulture);

    /// <summary>Writes it in the transaction that is open.</summary>
    public static Task WriteAsync(PortalDbContext db, long version, CancellationToken cancellation) =>
        ExecuteAsync(db, string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {version}"), cancellation);

    private static async Task<object?> ExecuteAsync(PortalDbContext db, string text, CancellationToken cancellation)
    {
        await db.Database.OpenConnectionAsync(cancellation);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        command.CommandText = text;
        return await command.ExecuteScalarAsync(cancellation);
    }
}
