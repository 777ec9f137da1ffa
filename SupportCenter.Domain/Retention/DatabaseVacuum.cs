using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Data;

namespace SupportCenter.Domain.Retention;

/// <summary>Leaves no byte of what was deleted in the database's files (ASVS 14.2.7): deleting overwrites with zeros already
/// (<c>secure_delete</c>); this rewrites the file without its free pages and empties the write-ahead log, which still holds pages as they
/// were.</summary>
internal static class DatabaseVacuum
{
    /// <summary>Who reads over a long time (an export) keeps the log from being emptied; so often it is tried again.</summary>
    private const int Tries = 30;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Holds the write lock while it runs: whoever saves waits, and open screens say why. False when somebody's reading did
    /// not end.</summary>
    /// <exception cref="RuleException">There is no room for the second copy of the file that this needs.</exception>
    public static async Task<bool> RunAsync(PortalDatabase database, PortalDbContext db, CancellationToken cancellation)
    {
        using var turn = await database.Gate.EnterAsync(cancellation);
        using var running = database.BeginVacuum();
        try
        {
            // What the log holds goes into the file first; rewriting then leaves no page of the old file in use.
            await db.Database.ExecuteSqlAsync($"VACUUM", cancellation);
        }
        catch (SqliteException fault) when (StorageFault.IsFull(fault))
        {
            throw new RuleException(DomainTexts.StorageFull);
        }

        for (var n = 0; n < Tries; n++)
        {
            var busy = await db.Database.SqlQuery<int>($"PRAGMA wal_checkpoint(TRUNCATE)").ToListAsync(cancellation);
            if (busy is [0])
            {
                return (await db.Database.SqlQuery<int>($"PRAGMA freelist_count").ToListAsync(cancellation)) is [0];
            }

            await Task.Delay(Pause, cancellation);
        }

        return false;
    }
}
