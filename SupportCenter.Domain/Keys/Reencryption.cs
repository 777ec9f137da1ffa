using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;

namespace SupportCenter.Domain.Keys;

/// <summary>Goes through every table with encrypted columns and re-encrypts what is under another key than the active one. How far it has
/// come is what the numbers in front of the values say, so that it can be killed at any moment.</summary>
internal sealed class Reencryption(AuthorizedDbContextFactory authorized, PortalDatabase database)
{
    /// <summary>Between two turns at the gate: longer than other processes wait before they look for their turn again.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private const int MostPasses = 5;
    private const int MostRowsOfDamage = 20;
    private readonly HashSet<DecryptionFailure> damage = [];
    private long reencrypted;
    private long left;

    private KeyRing Keys => database.Cipher.Keys;

    /// <exception cref="DecryptionFailureException">Values cannot be opened; everything else was done.</exception>
    public async Task RunAsync(IProgress<ReencryptionProgress>? progress, CancellationToken cancellation)
    {
        for (var pass = 0; pass < MostPasses; pass++)
        {
            left = await CountAsync(cancellation);
            if (left == 0)
            {
                return;
            }

            foreach (var table in database.EncryptedTables)
            {
                await RunAsync(table, progress, cancellation);
            }

            if (damage.Count > 0)
            {
                await TellAsync(cancellation);
                throw new DecryptionFailureException([.. damage]);
            }
        }

        // Another key came in the middle of it each time, or somebody encrypts with a program that knows nothing of rotation.
        left = await CountAsync(cancellation);
        if (left > 0)
        {
            throw new InvalidOperationException("Values keep coming under old keys.");
        }
    }

    private async Task RunAsync(EncryptedTable table, IProgress<ReencryptionProgress>? progress, CancellationToken cancellation)
    {
        for (IReadOnlyList<object>? after = null; ; )
        {
            // They are looked for outside of the gate, which may take long where most is done already.
            List<EncryptedRow> rows;
            await using (var db = await authorized.OpenAsync(Permission.RotateKeys, cancellation))
            {
                rows = await new EncryptedRows(db).FindAsync(table, Keys.ActiveKey, after, cancellation);
            }

            if (rows.Count == 0)
            {
                return;
            }

            after = rows[^1].Key;
            await TurnAsync(table, rows, cancellation);
            progress?.Report(new ReencryptionProgress(reencrypted, left));
            await Task.Delay(Pause, cancellation);
        }
    }

    /// <summary>One batch within the write gate, as every encryption is, so that the key is the active one.</summary>
    private async Task TurnAsync(EncryptedTable table, IReadOnlyList<EncryptedRow> rows, CancellationToken cancellation)
    {
        await using var work = await authorized.BeginAsync(Permission.RotateKeys, AuditActs.KeysReencrypted, cancellation);
        var (stored, done) = (new EncryptedRows(work.Db), 0L);
        foreach (var row in rows)
        {
            var fresh = table.Columns.Select((column, at) => Reencrypted(table, column, row, at)).ToList();
            var count = fresh.Count(value => value is not null);
            // Who changed the row meanwhile has re-encrypted it already.
            if (count > 0 && await stored.ReplaceAsync(table, row, fresh, cancellation))
            {
                done += count;
            }
        }

        var active = (long)Keys.ActiveKey;
        await work
            .Db.EncryptionKeys.Where(key => key.Number == active)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(key => key.Reencrypted, key => key.Reencrypted + done)
                        .SetProperty(key => key.Left, key => key.Left > done ? key.Left - done : 0),
                cancellation
            );
        await work.CommitAsync(cancellation);
        (reencrypted, left) = (reencrypted + done, Math.Max(0, left - done));
    }

    private byte[]? Reencrypted(EncryptedTable table, EncryptedColumn column, EncryptedRow row, int at)
    {
        var value = row.Values[at];
        if (value is null || (value.Length >= PersonalCipher.NumberBytes && PersonalCipher.KeyOf(value) == Keys.ActiveKey))
        {
            return null;
        }

        try
        {
            return column.Reencrypt(database.Cipher, row.Key, value);
        }
        catch (CryptographicException)
        {
            damage.Add(new DecryptionFailure(table.Name, column.Name, string.Join('/', row.Key)));
            return null;
        }
    }

    /// <summary>Counts what is left and writes it down; nothing left is the end of the rotation, with its row in the log.</summary>
    private async Task<long> CountAsync(CancellationToken cancellation)
    {
        var (active, count) = (Keys.ActiveKey, 0L);
        await using (var db = await authorized.OpenAsync(Permission.RotateKeys, cancellation))
        {
            foreach (var table in database.EncryptedTables)
            {
                count += await new EncryptedRows(db).CountAsync(table, active, others: true, cancellation);
            }
        }

        await using var work = await authorized.BeginAsync(Permission.RotateKeys, AuditActs.KeysReencrypted, cancellation);
        var row = await work.Db.EncryptionKeys.FirstOrDefaultAsync(key => key.Number == active, cancellation);
        if (row is not null && active == Keys.ActiveKey && row.Count(count, authorized.UtcNow))
        {
            work.Note(nameof(EncryptionKey), null, null, KeyFileValidator.Field(active));
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
            work.Note(nameof(DecryptionFailure), Guid.TryParse(one.Row, out var id) ? id : null, null, $"{one.Table}.{one.Column}");
        }

        await work.CommitAsync(cancellation);
    }
}
