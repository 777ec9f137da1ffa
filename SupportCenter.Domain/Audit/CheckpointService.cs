using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Backups;
using SupportCenter.Domain.Data;

namespace SupportCenter.Domain.Audit;

/// <summary>Signs what the audit log ends with: every hour, at every export and when the portal stops.</summary>
public sealed class CheckpointService(AuthorizedDbContextFactory authorized, PortalDatabase database)
{
    /// <summary>Writes a checkpoint of the log as it stands. When that is impossible, the log gets a row of it, which raises an
    /// alarm.</summary>
    /// <returns>Null when it was written, else why not (of the file system or the key: nothing personal), for the server's log.</returns>
    [RequiresPermission(Permission.SignCheckpoints)]
    public async Task<Exception?> SignAsync(CancellationToken ct = default)
    {
        var work = await authorized.BeginAsync(Permission.SignCheckpoints, AuditActs.CheckpointFailed, ct);
        try
        {
            await WriteAsync(work, ct);
            return null;
        }
        catch (Exception fault)
            when (fault
                    is IOException
                        or UnauthorizedAccessException
                        or InvalidDataException
                        or System.Security.Cryptography.CryptographicException
            )
        {
            work.Note(nameof(Checkpoint), null);
            await work.CommitAsync(ct);
            return fault;
        }
        finally
        {
            await work.DisposeAsync();
        }
    }

    private async Task WriteAsync(UnitOfWork work, CancellationToken ct)
    {
        using var key = CheckpointKey.Open(database.Places.KeyFile);
        var folder = new CheckpointFolder(database.Places.CheckpointDirectory);
        var (number, previous) = await BeforeAsync(work.Db, folder, ct);
        if (!await ContinuesAsync(work.Db, folder, database.Places, ct))
        {
            work.NoteAs(AuditActs.AuditDamageFound, nameof(Checkpoint), null);
            await work.Db.SaveChangesAsync(ct);
        }

        var (sequence, hash) = await AuditTrail.LastAsync(work.Db, ct);
        var checkpoint = new Checkpoint(
            number + 1,
            previous,
            sequence,
            Convert.ToHexStringLower(hash),
            await work.Db.Audit.LongCountAsync(ct),
            authorized.UtcNow,
            key.Id
        );
        var line = checkpoint.Signed(key);
        folder.Write(checkpoint.FileName, line);
        work.Db.Add(
            new WrittenCheckpoint
            {
                Number = checkpoint.Number,
                Sequence = sequence,
                AtUtc = checkpoint.AtUtc,
                LineHash = Checkpoint.HashOf(line),
            }
        );
        await work.CommitAsync(ct);
    }

    /// <summary>Whether the row that the last checkpoint names still stands as it was: a look at one row, hourly; the whole chain is for
    /// the verifier.</summary>
    private static async Task<bool> ContinuesAsync(PortalDbContext db, CheckpointFolder folder, AuditPlaces places, CancellationToken ct)
    {
        if (
            folder.Files() is not { Count: > 0 } files
            || Checkpoint.Claimed(CheckpointFolder.LineOf(files[^1])) is not { Sequence: > 0 } last
        )
        {
            return true;
        }

        var restored = await db.Audit.AsNoTracking().Where(row => row.Act == AuditActs.DatabaseRestored).ToListAsync(ct);
        if (
            RestoreRecord
                .InLog(places.CheckpointDirectory, places.PublicKeyFile, restored.ConvertAll(RestoredRow.Of))
                .Records.Any(record => record.Explains(last.Number))
        )
        {
            return true;
        }

        var hash = await db.Audit.Where(row => row.Sequence == last.Sequence).Select(row => row.Hash).FirstOrDefaultAsync(ct);
        return hash is not null && Convert.ToHexStringLower(hash) == last.Hash;
    }

    /// <summary>The last checkpoint that the folder or the database knows; a database that was rolled back must not take a number
    /// twice.</summary>
    private static async Task<(long Number, string Hash)> BeforeAsync(PortalDbContext db, CheckpointFolder folder, CancellationToken ct)
    {
        var known = await db
            .Checkpoints.OrderByDescending(row => row.Number)
            .Select(row => new { row.Number, row.LineHash })
            .FirstOrDefaultAsync(ct);
        var file = folder.Files() is { Count: > 0 } files ? files[^1] : null;
        return file is not null && CheckpointFolder.NumberOf(file) > (known?.Number ?? 0)
            ? (CheckpointFolder.NumberOf(file), Checkpoint.HashOf(CheckpointFolder.LineOf(file)))
            : (known?.Number ?? 0, known?.LineHash ?? Checkpoint.Beginning);
    }
}
