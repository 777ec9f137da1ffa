using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Keys;

namespace SupportCenter.Domain.Backups;

/// <summary>What a restore drill found.</summary>
/// <param name="Values">Encrypted tables of which a value was opened.</param>
/// <param name="Rows">Rows that were counted.</param>
/// <param name="Failure">Why it failed; null when all was well.</param>
internal sealed record DrillResult(DateTime AtUtc, Guid Backup, double Seconds, int Values, int Canaries, long Rows, string? Failure)
{
    /// <summary>The fault behind a failure that nobody foresaw.</summary>
    [JsonIgnore]
    public Exception? Fault { get; init; }

    private static readonly JsonSerializerOptions Spelling = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public string ToJson() => JsonSerializer.Serialize(this, Spelling);

    public static DrillResult? Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<DrillResult>(json, Spelling);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>Restores the newest backup into a temporary folder and looks at it as somebody would who has nothing else: whole, the log
/// against its checkpoints, a value of every encrypted table, the canary, every count. Then removes it.</summary>
internal sealed class BackupDrill(PortalDatabase database)
{
    public const string FolderPattern = "drill-*";

    private BackupFolder Folder => database.BackupFolder;

    /// <summary>Tries the newest backup out; the caller holds the folder's lock. Null when there is no backup.</summary>
    public async Task<DrillResult?> RunAsync(TimeProvider time, CancellationToken cancellation)
    {
        var began = time.GetTimestamp();
        if (Folder.List().FirstOrDefault(backup => !backup.IsOfTimeToCome(time.GetUtcNow().UtcDateTime)) is not { } newest)
        {
            return null;
        }

        var (values, canaries, rows, failure, unforeseen) = (0, 0, 0L, (string?)null, (Exception?)null);
        try
        {
            await using var staged = await StagedRestore.PrepareAsync(
                newest,
                Path.Combine(Folder.FullPath, $"drill-{NewId.Create().ToShort()[..8]}"),
                database.Cipher,
                database.Audit,
                database.Places,
                isTrusted: true,
                cancellation
            );
            await using var db = staged.Database.CreateContext();
            values = await OpenOneOfEachAsync(staged.Database, db, cancellation);
            canaries = await FindCanariesAsync(db, cancellation);
            rows = newest.Manifest.Facts.Tables.Values.Sum();
        }
        catch (Exception fault) when (fault is InvalidDataException or RuleException)
        {
            failure = fault.Message; // A sentence of ours.
        }
        catch (CryptographicException)
        {
            failure = BackupTexts.DoesNotOpen;
        }
        catch (Exception fault) when (StorageFault.IsFull(fault))
        {
            failure = BackupTexts.NoRoom;
        }
        catch (Exception fault) when (!cancellation.IsCancellationRequested)
        {
            // Not tried again in ten minutes, and again: it is known, until the next day.
            (failure, unforeseen) = (BackupTexts.DrillBroke, fault);
        }

        return new DrillResult(
            time.GetUtcNow().UtcDateTime,
            newest.Manifest.Id,
            time.GetElapsedTime(began).TotalSeconds,
            values,
            canaries,
            rows,
            failure
        )
        {
            Fault = unforeseen,
        };
    }

    /// <summary>Opens a row of every table that holds anything encrypted; gives how many tables had one.</summary>
    private static async Task<int> OpenOneOfEachAsync(PortalDatabase staged, PortalDbContext db, CancellationToken cancellation)
    {
        var opened = 0;
        foreach (var table in staged.EncryptedTables)
        {
            // No key has the number 0: the first row, whatever it is encrypted with.
            foreach (var row in (await new EncryptedRows(db).FindAsync(table, 0, null, cancellation)).Take(1))
            {
                table.EnsureOpens(db.Cipher, row);
                opened++;
            }
        }

        return opened;
    }

    /// <summary>The canaries with a token, each with its business, which has to open.</summary>
    private static async Task<int> FindCanariesAsync(PortalDbContext db, CancellationToken cancellation)
    {
        var canaries = await db.Canaries.AsNoTracking().ToListAsync(cancellation);
        foreach (var canary in canaries)
        {
            var name = await db
                .Businesses.Where(row => row.Id == canary.BusinessId)
                .Select(row => row.Name)
                .FirstOrDefaultAsync(cancellation);
            if (name is not { Length: > 0 } || (canary.Token is { } token && !name.Contains(token, StringComparison.Ordinal)))
            {
                throw new InvalidDataException(BackupTexts.NoCanary);
            }
        }

        return canaries.Count;
    }
}
