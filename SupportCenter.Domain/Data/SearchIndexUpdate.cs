using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Businesses;
using SupportCenter.Domain.Keys;
using SupportCenter.Domain.Reservations;

namespace SupportCenter.Domain.Data;

/// <summary>Makes the index of the search anew where an earlier version folded texts otherwise: a business is found by its names as they
/// fold now, and an imported row is known again. All of it in one transaction; the file's own version number says that it was done.
/// Nothing is taken out of the index: what it holds too much leads to a text that does not prove it.</summary>
internal sealed class SearchIndexUpdate(PortalDbContext db, BlindIndex index, IReadOnlyList<EncryptedTable> tables)
{
    private const int InOneTurn = 200;

    /// <summary>Whether the index is of this version.</summary>
    public static async Task<bool> IsDoneAsync(PortalDbContext db, CancellationToken cancellation) =>
        await DatabaseVersion.ReadAsync(db, cancellation) >= DatabaseVersion.Current;

    /// <summary>Does nothing where it was done before. The caller has the gate, and values are bound to their rows.</summary>
    /// <exception cref="InvalidDataException">The key file is not the one of this database. Nothing was changed.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        if (await IsDoneAsync(db, cancellation))
        {
            return;
        }

        await KeyFileValidator.EnsureProvenAsync(db, tables, (table, row) => table.EnsureOpens(db.Cipher, row), cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var businesses = await db.Businesses.Select(row => row.Id).ToListAsync(cancellation);
        foreach (var some in businesses.Chunk(InOneTurn))
        {
            await IndexAsync(some, cancellation);
        }

        await DatabaseVersion.WriteAsync(db, DatabaseVersion.Current, cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private async Task IndexAsync(Guid[] businesses, CancellationToken cancellation)
    {
        List<Business> found;
        ILookup<Guid, BookedRow> booked;
        try
        {
            found = await db.Businesses.AsNoTracking().Where(row => businesses.Contains(row.Id)).ToListAsync(cancellation);
            booked = (await BookedRowsAsync(businesses, cancellation)).ToLookup(row => row.Business);
        }
        catch (CryptographicException) when (businesses.Length > 1)
        {
            foreach (var business in businesses)
            {
                await IndexAsync([business], cancellation);
            }

            return;
        }
        catch (CryptographicException)
        {
            return; // It was damaged before, and opens nowhere: it keeps the index that it has.
        }

        foreach (var business in found)
        {
            var details = booked[business.Id].Select(row => row.Details).Append(business.LatestDetails()).ToList();
            var names = details.SelectMany(row => row.SearchableNames());
            db.AddToIndex(business.Id, [.. index.Grams(names.Distinct(), []), .. index.WholeNames(details)]);
            var key = index.NameKey(business.Name);
            if (business.NameKey is { } before && !before.AsSpan().SequenceEqual(key))
            {
                await db
                    .Businesses.Where(row => row.Id == business.Id)
                    .ExecuteUpdateAsync(set => set.SetProperty(row => row.NameKey, key), cancellation);
                await ImportKeysAsync(business, booked[business.Id], cancellation);
            }
        }

        await db.WriteIndexAsync(cancellation);
    }

    /// <summary>A row that was imported without a telephone number is known again by the name, which folds to something else now.</summary>
    private async Task ImportKeysAsync(Business business, IEnumerable<BookedRow> imported, CancellationToken cancellation)
    {
        foreach (var row in imported.Where(row => row.ImportKey is not null && string.IsNullOrEmpty(business.Telephone)))
        {
            var (before, key) = (row.ImportKey, index.ImportKey("", row.Details.BusinessName, row.Date, row.StartsAt));
            if (!await db.Reservations.AnyAsync(other => other.ImportKey == key, cancellation))
            {
                await db
                    .Records.Where(record => record.ImportKey == before)
                    .ExecuteUpdateAsync(set => set.SetProperty(record => record.ImportKey, key), cancellation);
                await db
                    .Reservations.Where(reservation => reservation.Id == row.Id)
                    .ExecuteUpdateAsync(set => set.SetProperty(reservation => reservation.ImportKey, key), cancellation);
            }
        }
    }

    private Task<List<BookedRow>> BookedRowsAsync(Guid[] businesses, CancellationToken cancellation) =>
        db
            .Reservations.AsNoTracking()
            .Where(row => businesses.Contains(row.BusinessId))
            .Select(row => new BookedRow(row.Id, row.BusinessId, row.Details, row.Date, row.StartsAt, row.ImportKey))
            .ToListAsync(cancellation);

    /// <summary>What a reservation says of a business.</summary>
    private sealed record BookedRow(
        Guid Id,
        Guid Business,
        ReservationDetails Details,
        DateOnly Date,
        TimeOnly StartsAt,
        byte[]? ImportKey
    );
}
