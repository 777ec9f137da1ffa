using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;

namespace SupportCenter.Domain.Keys;

/// <summary>Holds the key file against what the database knows of its keys, so that a wrong one is noticed at start and not at the first
/// name that cannot be read (or, worse, after new data was encrypted with it).</summary>
internal static class KeyFileValidator
{
    private const string Purpose = "key.proof";
    private const string Constant = "SupportCenter";
    private const string Foreign =
        "The key file belongs to another installation: stored data cannot be read with it. Restore the right one.";

    /// <summary>Enters keys that the database does not know yet.</summary>
    /// <exception cref="InvalidDataException">A key is missing from the file, or is another installation's.</exception>
    public static async Task EnsureAsync(PortalDatabase database, TimeProvider time, CancellationToken cancellation)
    {
        await using (var db = database.CreateContext())
        {
            var known = await db.EncryptionKeys.AsNoTracking().ToListAsync(cancellation);
            // A rotation writes the file before the database: whatever is there is in the file by now.
            database.Cipher.Keys.Refresh();
            if (known.Count > 0 && Misfit(known, database.Cipher) is null && !Unknown(known, database.Cipher.Keys).Any())
            {
                return;
            }
        }

        await EnterAsync(database, time, cancellation);
    }

    /// <summary>Only looks whether the key file fits: nothing is entered.</summary>
    /// <exception cref="InvalidDataException">A key is missing from the file, or is another installation's.</exception>
    public static async Task EnsureFitsAsync(PortalDatabase database, CancellationToken cancellation)
    {
        await using var db = database.CreateContext();
        if (Misfit(await db.EncryptionKeys.AsNoTracking().ToListAsync(cancellation), database.Cipher) is { } why)
        {
            throw new InvalidDataException(why);
        }
    }

    /// <summary>Looks whether the key file is the one of a database before anything in it is encrypted anew: by the proofs of its keys, or,
    /// where a version had none, by the first value of each table.</summary>
    /// <param name="db">The database.</param>
    /// <param name="tables">Where its encrypted values stand.</param>
    /// <param name="ensureOpens">Opens every value of a row.</param>
    /// <exception cref="InvalidDataException">It is not.</exception>
    public static async Task EnsureProvenAsync(
        PortalDbContext db,
        IReadOnlyList<EncryptedTable> tables,
        Action<EncryptedTable, EncryptedRow> ensureOpens,
        CancellationToken cancellation
    )
    {
        var known = await db.EncryptionKeys.AsNoTracking().ToListAsync(cancellation);
        if (known.Count == 0)
        {
            await EnsureOpensAsync(db, tables, ensureOpens, cancellation);
        }
        else if (Misfit(known, db.Cipher) is { } why)
        {
            throw new InvalidDataException(why);
        }
    }

    /// <summary>The row of a key that is in the ring.</summary>
    public static EncryptionKey RowOf(uint number, PersonalCipher cipher, DateTime sinceUtc) =>
        new(number, cipher.EncryptWith(number, Purpose, Constant), cipher.Keys.Hash(Purpose, Constant), sinceUtc);

    private static IEnumerable<uint> Unknown(IReadOnlyList<EncryptionKey> known, KeyRing keys) =>
        keys.Numbers.Except(known.Select(row => (uint)row.Number));

    /// <summary>The same in a turn at the gate, so that a rotation in another process is over.</summary>
    private static async Task EnterAsync(PortalDatabase database, TimeProvider time, CancellationToken cancellation)
    {
        var db = database.CreateContext();
        db.AccessContext = new AccessContext(
            CallerKind.Console,
            null,
            null,
            Permission.RotateKeys,
            AccessScope.All,
            CallerIdentity.Console.Origin
        );
        await using var work = await UnitOfWork.BeginAsync(db, database, AuditActs.KeysRotated, time, cancellation);
        var known = await db.EncryptionKeys.AsNoTracking().ToListAsync(cancellation);
        if (known.Count == 0)
        {
            await EnsureOpensAsync(db, database.EncryptedTables, (table, row) => table.EnsureOpens(db.Cipher, row), cancellation);
        }
        else if (Misfit(known, database.Cipher) is { } why)
        {
            throw new InvalidDataException(why);
        }

        foreach (var number in Unknown(known, database.Cipher.Keys).Order())
        {
            var row = RowOf(number, database.Cipher, time.GetUtcNow().UtcDateTime);
            db.EncryptionKeys.Add(known.Count == 0 && database.Cipher.Keys.Numbers.Count == 1 ? row.WithNothingBefore() : row);
            if (known.Count > 0)
            {
                work.Note(nameof(EncryptionKey), null, null, Field(number));
            }
        }

        await work.CommitAsync(cancellation);
    }

    /// <summary>What an audit row says of a key.</summary>
    public static string Field(long number) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"key={number}");

    /// <summary>Why the file cannot be the one of this database; null when it fits.</summary>
    private static string? Misfit(IReadOnlyList<EncryptionKey> known, PersonalCipher cipher)
    {
        if (known.FirstOrDefault(row => row.RetiredAtUtc is null && !cipher.Keys.Numbers.Contains((uint)row.Number)) is { } missing)
        {
            return $"The key file lacks key number {missing.Number}, with which stored data is encrypted: it is of another "
                + "time or installation. Restore the right one.";
        }

        if (known.Any(row => row.RetiredAtUtc is not null && row.Number == cipher.Keys.ActiveKey))
        {
            return $"The active key of the key file, number {cipher.Keys.ActiveKey}, was retired: the file is older than the "
                + "database. Restore the right one.";
        }

        return known.Where(row => row.RetiredAtUtc is null).All(row => IsProvenBy(row, cipher)) ? null : Foreign;
    }

    private static bool IsProvenBy(EncryptionKey row, PersonalCipher cipher)
    {
        try
        {
            return cipher.Decrypt(Purpose, row.Proof) == Constant
                && cipher.Keys.Hash(Purpose, Constant).AsSpan().SequenceEqual(row.IndexProof);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    /// <summary>A database of a version that knew nothing of its keys: the first value of each table has to open.</summary>
    private static async Task EnsureOpensAsync(
        PortalDbContext db,
        IReadOnlyList<EncryptedTable> tables,
        Action<EncryptedTable, EncryptedRow> ensureOpens,
        CancellationToken cancellation
    )
    {
        foreach (var table in tables)
        {
            // No key has the number 0: the first row, whatever it is encrypted with.
            foreach (var row in (await new EncryptedRows(db).FindAsync(table, 0, null, cancellation)).Take(1))
            {
                try
                {
                    ensureOpens(table, row);
                }
                catch (CryptographicException fault)
                {
                    throw new InvalidDataException(Foreign, fault);
                }
            }
        }
    }
}
