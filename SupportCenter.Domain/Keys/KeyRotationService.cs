using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;

namespace SupportCenter.Domain.Keys;

/// <summary>Key rotation (ASVS 11.2.2): a new key, everything sealed anew with it while people work, the old keys thrown away.</summary>
public sealed class KeyRotationService(AuthorizedDb authorized, PortalDatabase database, TimeProvider time)
{
    private KeyRing Keys => database.Cipher.Keys;

    /// <summary>The keys by their numbers, and how far data was sealed anew.</summary>
    [Needs(Permission.ViewKeys)]
    public async Task<KeyState> StateAsync(CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.ViewKeys, ct);
        Keys.Refresh();
        return await StateAsync(db, ct);
    }

    /// <summary>Adds a key to the key file, with which everything is sealed from now on in every process, and gives its number.</summary>
    /// <exception cref="InvalidOperationException">The keys are in no file.</exception>
    [Needs(Permission.RotateKeys)]
    public async Task<long> AddKeyAsync(CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.RotateKeys, AuditActs.KeysRotated, ct);
        var last = await work.Db.SealingKeys.MaxAsync(row => (long?)row.Number, ct) ?? 0;
        var number = (uint)Math.Max(last, Keys.Numbers.Max()) + 1;
        // The file first: a row without its key would be taken for a file that was lost. A key without its row is entered at the next look.
        Keys.Add(number);
        work.Db.SealingKeys.Add(KeyRegister.RowOf(number, database.Cipher, authorized.UtcNow));
        work.Note(nameof(SealingKey), null, null, KeyRegister.Field(number));
        await work.CommitAsync(ct);
        return number;
    }

    /// <summary>Seals everything anew with the active key, in turns at the write gate so short that nobody waits, until nothing is left under another.
    /// It may be broken off at any moment and begun again, also by another process at the same time.</summary>
    /// <exception cref="SealDamageException">Some values cannot be opened; they were left as they are, and everything else was done.</exception>
    [Needs(Permission.RotateKeys)]
    public async Task<KeyState> ResealAsync(IProgress<ResealProgress>? progress = null, CancellationToken ct = default)
    {
        await using (await authorized.OpenAsync(Permission.RotateKeys, ct))
        {
            // Refused before anything is looked for.
        }

        await KeyRegister.EnsureAsync(database, time, ct);
        await new Resealing(authorized, database).RunAsync(progress, ct);
        return await StateAsync(ct);
    }

    /// <summary>Takes out of the key file every key that nothing is sealed with any more, so that it is worthless to whoever has got hold of it.
    /// Gives their numbers; keys that are still needed stay.</summary>
    /// <exception cref="InvalidOperationException">The keys are in no file.</exception>
    [Needs(Permission.RotateKeys)]
    public async Task<IReadOnlyList<long>> RetireAsync(CancellationToken ct = default)
    {
        // Nothing is sealed with these any more (KeyRing): what is counted from here on can only become less, and people need not wait for the counting.
        Keys.Refresh();
        var old = Keys.Numbers.Where(number => number != Keys.ActiveKey).ToList();
        var unused = await UnusedAsync(old, ct);
        await using var work = await authorized.BeginAsync(Permission.RotateKeys, AuditActs.KeysRetired, ct);
        if (unused.Count == 0)
        {
            return [];
        }

        var numbers = unused.Select(number => (long)number).ToList();
        await work.Db.SealingKeys.Where(row => numbers.Contains(row.Number)).ExecuteUpdateAsync(set => set.SetProperty(row => row.RetiredAtUtc, authorized.UtcNow), ct);
        work.Note(nameof(SealingKey), null, null, [.. numbers.Select(KeyRegister.Field)]);
        await work.CommitAsync(ct);
        // The file last, in the same turn: a key that the database still counted on would be missed at the next start.
        Keys.Retire(unused);
        return numbers;
    }

    /// <summary>Those of the keys under which no table holds anything, counted in one snapshot.</summary>
    private async Task<List<uint>> UnusedAsync(IReadOnlyList<uint> numbers, CancellationToken ct)
    {
        await using var db = await authorized.OpenAsync(Permission.RotateKeys, ct);
        // Deferred: it only reads, and takes nobody's turn to write.
        await using var snapshot = ((SqliteConnection)db.Database.GetDbConnection()).BeginTransaction(deferred: true);
        await db.Database.UseTransactionAsync(snapshot, ct);
        var unused = new List<uint>();
        foreach (var number in numbers)
        {
            var count = 0L;
            foreach (var table in database.SealedTables)
            {
                count += await new SealedRows(db).CountAsync(table, number, others: false, ct);
            }

            if (count == 0)
            {
                unused.Add(number);
            }
        }

        return unused;
    }

    private async Task<KeyState> StateAsync(PortalDbContext db, CancellationToken ct) => new(
        Keys.ActiveKey,
        await db.SealingKeys.AsNoTracking().OrderByDescending(row => row.Number)
            .Select(row => new KeyView(row.Number, row.SinceUtc, row.Resealed, row.Left, row.FinishedAtUtc, row.RetiredAtUtc)).ToListAsync(ct));
}
