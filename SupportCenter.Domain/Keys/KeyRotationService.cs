using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;

namespace SupportCenter.Domain.Keys;

/// <summary>Key rotation (ASVS 11.2.2): a new key, everything re-encrypted with it while people work, the old keys thrown away.</summary>
public sealed class KeyRotationService(AuthorizedDbContextFactory authorized, PortalDatabase database, TimeProvider time)
{
    private KeyRing Keys => database.Cipher.Keys;

    /// <summary>The keys by their numbers, and how far data was re-encrypted.</summary>
    [RequiresPermission(Permission.ViewKeys)]
    public async Task<KeyState> StateAsync(CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.ViewKeys, ct);
        Keys.Refresh();
        return await StateAsync(db, ct);
    }

    /// <summary>Adds a key to the key file, with which everything is encrypted from now on in every process, and gives its
    /// number.</summary>
    /// <exception cref="InvalidOperationException">The keys are in no file.</exception>
    [RequiresPermission(Permission.RotateKeys)]
    public async Task<long> AddKeyAsync(CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.RotateKeys, AuditActs.KeysRotated, ct);
        var last = await work.Db.EncryptionKeys.MaxAsync(row => (long?)row.Number, ct) ?? 0;
        var number = (uint)Math.Max(last, Keys.Numbers.Max()) + 1;
        // The file first: a row without its key would be taken for a file that was lost. A key without its row is entered at the next look.
        Keys.Add(number);
        work.Db.EncryptionKeys.Add(KeyFileValidator.RowOf(number, database.Cipher, authorized.UtcNow));
        work.Note(nameof(EncryptionKey), null, null, KeyFileValidator.Field(number));
        await work.CommitAsync(ct);
        return number;
    }

    /// <summary>Re-encrypts everything with the active key, in holds of the write gate so short that nobody waits, until nothing is left
    /// under another. It may be interrupted at any moment and begun again, also by another process at the same time.</summary>
    /// <exception cref="DecryptionFailureException">Some values cannot be opened; they were left as they are, and everything else was
    /// done.</exception>
    [RequiresPermission(Permission.RotateKeys)]
    public async Task<KeyState> ReencryptAsync(IProgress<ReencryptionProgress>? progress = null, CancellationToken ct = default)
    {
        await using (await authorized.OpenAsync(Permission.RotateKeys, ct))
        {
            // Refused before anything is looked for.
        }

        await KeyFileValidator.EnsureAsync(database, time, ct);
        await new Reencryption(authorized, database).RunAsync(progress, ct);
        return await StateAsync(ct);
    }

    /// <summary>Takes out of the key file every key that nothing is encrypted with any more, so that it is worthless to whoever has got
    /// hold of it. Gives their numbers; keys that are still needed stay.</summary>
    /// <exception cref="InvalidOperationException">The keys are in no file.</exception>
    [RequiresPermission(Permission.RotateKeys)]
    public async Task<IReadOnlyList<long>> RetireAsync(CancellationToken ct = default)
    {
        // Nothing is encrypted with these any more (KeyRing): what is counted from here on can only become less, and people need not wait
        // for the counting.
        Keys.Refresh();
        var old = Keys.Numbers.Where(number => number != Keys.ActiveKey).ToList();
        var unused = await UnusedAsync(old, ct);
        await using var work = await authorized.BeginAsync(Permission.RotateKeys, AuditActs.KeysRetired, ct);
        if (unused.Count == 0)
        {
            return [];
        }

        var numbers = unused.Select(number => (long)number).ToList();
        await work
            .Db.EncryptionKeys.Where(row => numbers.Contains(row.Number))
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.RetiredAtUtc, authorized.UtcNow), ct);
        work.Note(nameof(EncryptionKey), null, null, [.. numbers.Select(KeyFileValidator.Field)]);
        await work.CommitAsync(ct);
        // The file last, in the same turn: a key that the database still counted on would be missed at the next start.
        Keys.Retire(unused);
        return numbers;
    }

    /// <summary>Those of the keys under which no table holds anything, counted in one snapshot.</summary>
    private async Task<List<uint>> UnusedAsync(IReadOnlyList<uint> numbers, CancellationToken ct)
    {
        await using var db = await authorized.OpenAsync(Permission.RotateKeys, ct);
        // Deferred: it only reads, and takes nobody's write lock.
        await using var snapshot = ((SqliteConnection)db.Database.GetDbConnection()).BeginTransaction(deferred: true);
        await db.Database.UseTransactionAsync(snapshot, ct);
        var unused = new List<uint>();
        foreach (var number in numbers)
        {
            var count = 0L;
            foreach (var table in database.EncryptedTables)
            {
                count += await new EncryptedRows(db).CountAsync(table, number, others: false, ct);
            }

            if (count == 0)
            {
                unused.Add(number);
            }
        }

        return unused;
    }

    private async Task<KeyState> StateAsync(PortalDbContext db, CancellationToken ct) =>
        new(
            Keys.ActiveKey,
            await db
                .EncryptionKeys.AsNoTracking()
                .OrderByDescending(row => row.Number)
                .Select(row => new KeyView(row.Number, row.SinceUtc, row.Reencrypted, row.Left, row.FinishedAtUtc, row.RetiredAtUtc))
                .ToListAsync(ct)
        );
}
