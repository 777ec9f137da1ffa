using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;

namespace SupportCenter.Domain.Keys;

/// <summary>Goes through every table with sealed columns and seals anew what is under another key than the active one. How far it has come is what the
/// numbers in front of the values say, so that it can be killed at any moment.</summary>
internal sealed class Resealing(AuthorizedDb authorized, PortalDatabase database)
{
    /// <summary>Between two turns at the gate: longer than other processes wait before they look for their turn again.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private const int MostPasses = 5;
    private const int MostRowsOfDamage = 20;
    private readonly HashSet<SealDamage> damage = [];
    private long resealed;
    private long left;

    private KeyRing Keys => database.Cipher.Keys;

    /// <exception cref="SealDamageException">Values cannot be opened; everything else was done.</exception>
    public async Task RunAsync(IProgress<ResealProgress>? progress, CancellationToken cancellation)
    {
        for (var pass = 0; pass < MostPasses; pass++)
        {
            left = await CountAsync(cancellation);
            if (left == 0)
            {
                return;
            }

            foreach (var table in database.SealedTables)
            {
                await RunAsync(table, progress, cancellation);
            }

            if (damage.Count > 0)
            {
                await TellAsync(cancellation);
                throw new SealDamageException([.. damage]);
            }
        }

        // Another key came in the middle of it each time, or somebody seals with a program that knows nothing of rotation.
        left = await CountAsync(cancellation);
        if (left > 0)
        {
            throw new InvalidOperationException("Values keep coming under old keys.");
        }
    }

    private async Task RunAsync(SealedTable table, IProgress<ResealProgress>? progress, CancellationToken cancellation)
    {
        for (IReadOnlyList<object>? after = null; ;)
        {
            // They are looked for outside of the gate, which may take long where most is done already.
            List<SealedRow> rows;
            await using (var db = await authorized.OpenAsync(Permission.RotateKeys, cancellation))
            {
                rows = await new SealedRows(db).FindAsync(table, Keys.ActiveKey, after, cancellation);
            }

            if (rows.Count == 0)
            {
                return;
            }

            after = rows[^1].Key;
            await TurnAsync(table, rows, cancellation);
            progress?.Report(new ResealProgress(resealed, left));
            await Task.Delay(Pause, cancellation);
        }
    }

    /// <summary>One turn at the gate: sealing is done within it, as all sealing is, so that the key is the active one.</summary>
    private async Task TurnAsync(SealedTable table, IReadOnlyList<SealedRow> rows, CancellationToken cancellation)
    {
        await using var work = await authorized.BeginAsync(Permission.RotateKeys, AuditActs.KeysResealed, cancellation);
        var (stored, done) = (new SealedRows(work.Db), 0L);
        foreach (var row in rows)
        {
            var fresh = table.Columns.Select((column, at) => Resealed(table, column, row, at)).ToList();
            var count = fresh.Count(value => value is not null);
            // Who changed the row meanwhile has sealed it anew already.
            if (count > 0 && await stored.ReplaceAsync(table, row, fresh, cancellation))
            {
                done += count;
            }
        }

        var active = (long)Keys.ActiveKey;
        await work.Db.SealingKeys.Where(key => key.Number == active).ExecuteUpdateAsync(
            set => set.SetProperty(key => key.Resealed, key => key.Resealed + done).SetProperty(key => key.Left, key => key.Left > done ? key.Left - done : 0), cancellation);
        await work.CommitAsync(cancellation);
        (resealed, left) = (resealed + done, Math.Max(0, left - done));
    }

    private byte[]? Resealed(SealedTable table, SealedColumn column, SealedRow row, int at)
    {
        var value = row.Values[at];
        if (value is null || (value.Length >= PersonalCipher.NumberBytes && PersonalCipher.KeyOf(value) == Keys.ActiveKey))
        {
            return null;
        }

        try
        {
            return column.Reseal(database.Cipher, row.Key, value);
        }
        catch (CryptographicException)
        {
            damage.Add(new SealDamage(table.Name, column.Name, string.Join('/', row.Key)));
            return null;
        }
    }

    /// <summary>Counts what is left and writes it down; nothing left is the end of the rotation, with its row in the log.</summary>
    private async Task<long> CountAsync(CancellationToken cancellation)
    {
        var (active, count) = (Keys.ActiveKey, 0L);
        await using (var db = await authorized.OpenAsync(Permission.RotateKeys, cancellation))
        {
            foreach (var table in database.SealedTables)
            {
                count += await new SealedRows(db).CountAsync(table, active, others: true, cancellation);
            }
        }

        await using var work = await authorized.BeginAsync(Permission.RotateKeys, AuditActs.KeysResealed, cancellation);
        var row = await work.Db.SealingKeys.FirstOrDefaultAsync(key => key.Number == active, cancellation);
        if (row is not null && active == Keys.ActiveKey && row.Count(count, authorized.UtcNow))
        {
            work.Note(nameof(SealingKey), null, null, KeyRegister.Field(active));
        }

        await work.CommitAsync(cancellation);
        return active == Keys.ActiveKey ? count : Math.Max(1, count);
    }

    /// <summary>One row in the log for each value that cannot be opened, and with it an alarm.</summary>
    private async Task TellAsync(CancellationToken cancellation)
    {
        await using var work = await authorized.BeginAsync(Permission.RotateKeys, AuditActs.KeysDamageFound, cancellation);
        foreach (var one in damage.Take(MostRowsOfDamage))
        {
            work.Note(nameof(SealDamage), Guid.TryParse(one.Row, out var id) ? id : null, null, $"{one.Table}.{one.Column}");
        }

        await work.CommitAsync(cancellation);
    }
}
