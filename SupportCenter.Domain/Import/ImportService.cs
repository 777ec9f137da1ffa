using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Businesses;
using SupportCenter.Domain.Consultations;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Reservations;

namespace SupportCenter.Domain.Import;

/// <summary>Takes what was read from the old site's workbooks into the portal: all of it or nothing, and each booking and record
/// once.</summary>
public sealed class ImportService(AuthorizedDbContextFactory authorized, PortalDatabase database)
{
    /// <summary>How much of a reading is new here.</summary>
    [RequiresPermission(Permission.ImportWorkbooks)]
    public async Task<ImportOutcome> PreviewAsync(ImportReading reading, CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.ImportWorkbooks, ct);
        var bookings = reading
            .Businesses.SelectMany(business => business.Bookings.Select(booking => (Key: KeyOf(business, booking.Booking), booking)))
            .ToList();
        var keys = bookings.Select(entry => entry.Key).ToList();
        var known = (await db.Reservations.Where(row => row.ImportKey != null).Select(row => row.ImportKey!).ToListAsync(ct))
            .Select(Convert.ToHexString)
            .ToHashSet();
        var recorded = (await db.Records.Where(row => row.ImportKey != null).Select(row => row.ImportKey!).ToListAsync(ct))
            .Select(Convert.ToHexString)
            .ToHashSet();
        return new ImportOutcome(
            bookings.Count(entry => !known.Contains(Convert.ToHexString(entry.Key)) && CanBePlaced(entry.booking.Booking)),
            bookings.Count(entry =>
                entry.booking.Record is not null && !recorded.Contains(Convert.ToHexString(entry.Key)) && CanBePlaced(entry.booking.Booking)
            ),
            keys.Count(key => known.Contains(Convert.ToHexString(key))),
            bookings.Count(entry => !CanBePlaced(entry.booking.Booking))
        );
    }

    /// <summary>Writes what is new, in one transaction. What was taken over before is left as people have kept it since.</summary>
    [RequiresPermission(Permission.ImportWorkbooks)]
    public async Task<ImportOutcome> AcceptAsync(ImportReading reading, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.ImportWorkbooks, AuditActs.WorkbooksImported, ct);
        var dates = reading
            .Businesses.SelectMany(business => business.Bookings)
            .Select(booking => booking.Booking.ClinicDate.Value)
            .OfType<DateOnly>()
            .Distinct()
            .ToList();
        var places = await ImportPlaces.LoadAsync(work.Db, dates, authorized.Today, ct);
        var details = await ImportDetails.LoadAsync(work.Db, ct);
        var known = await work
            .Db.Reservations.AsNoTracking()
            .Where(row => row.ImportKey != null)
            .Select(row => new { row.Id, row.ImportKey })
            .ToListAsync(ct);
        var before = new ImportedRows(
            known.ToDictionary(row => Convert.ToHexString(row.ImportKey!), row => row.Id),
            [.. await work.Db.Records.Where(row => row.Reservation!.ImportKey != null).Select(row => row.ReservationId).ToListAsync(ct)]
        );
        var outcome = new ImportOutcome(0, 0, 0, 0);
        foreach (var business in reading.Businesses)
        {
            outcome += await TakeOverAsync(work.Db, business, places, details, before, ct);
        }

        work.Note(nameof(ImportReading), null);
        await work.CommitAsync(ct);
        return outcome;
    }

    private static bool CanBePlaced(BookingReading booking) =>
        booking is { ClinicDate.Value: not null, Start.Value: not null } && booking.Venue.Value.Length > 0;

    private async Task<ImportOutcome> TakeOverAsync(
        PortalDbContext db,
        ImportedBusiness imported,
        ImportPlaces places,
        ImportDetails details,
        ImportedRows before,
        CancellationToken ct
    )
    {
        var outcome = new ImportOutcome(0, 0, 0, 0);
        var business = await KnownAsync(db, imported, ct);
        var said = new List<ReservationDetails>();
        foreach (var booking in imported.Bookings)
        {
            if (!CanBePlaced(booking.Booking))
            {
                outcome += new ImportOutcome(0, 0, 0, 1);
                continue;
            }

            var key = KeyOf(imported, booking.Booking);
            var isKnown = before.Reservations.TryGetValue(Convert.ToHexString(key), out var id);
            Reservation? reservation = null;
            if (!isKnown)
            {
                said.Add(details.Of(booking.Booking));
                business = CreateOrUpdate(db, business, said[^1]);
                reservation = Book(db, business, booking, said[^1], places, key);
                id = before.Reservations[Convert.ToHexString(key)] = reservation.Id;
            }

            var isNewRecord = booking.Record is not null && before.Recorded.Add(id);
            if (isNewRecord)
            {
                reservation ??= await db.Reservations.FindAsync([id], ct)
                    ?? throw new InvalidOperationException("A reservation vanished during the import.");
                var record = new ConsultationRecord(reservation, reservation.ScrivenerId, authorized.UtcNow);
                record.TakeOver(details.Of(booking.Record!), key, authorized.UtcNow);
                db.Records.Add(record);
            }

            outcome += new ImportOutcome(isKnown ? 0 : 1, isNewRecord ? 1 : 0, isKnown ? 1 : 0, 0);
        }

        if (business is not null && said.Count > 0)
        {
            database.Index.IndexBusiness(
                db,
                business,
                said.SelectMany(one => new[] { one.BusinessName, one.ContactName }).Distinct(),
                said.Select(one => one.Telephone).Distinct()
            );
        }

        return outcome;
    }

    private Business CreateOrUpdate(PortalDbContext db, Business? business, ReservationDetails said)
    {
        if (business is null)
        {
            return db.Businesses.Add(new Business(said, authorized.UtcNow)).Entity;
        }

        business.UpdateFrom(said);
        return business;
    }

    private static Reservation Book(
        PortalDbContext db,
        Business business,
        ImportedBooking booking,
        ReservationDetails said,
        ImportPlaces places,
        byte[] key
    )
    {
        var (clinic, slot) = places.Place(booking.Booking, booking.Record?.Scrivener);
        var status = booking.Record is null ? ReservationStatus.Booked : ReservationStatus.Completed;
        var receivedOn = booking.Booking.ReceivedOn.Value ?? booking.Booking.ClinicDate.Value!.Value;
        return db
            .Reservations.Add(Reservation.Import(business, slot, clinic, said, receivedOn, booking.Booking.ReceivedBy, status, key))
            .Entity;
    }

    /// <summary>The business that is here already: by its number, else by its folded name when neither side contradicts with a
    /// number.</summary>
    private async Task<Business?> KnownAsync(PortalDbContext db, ImportedBusiness imported, CancellationToken ct)
    {
        var telephone = database.Index.TelephoneKey(imported.Telephone);
        if (telephone is not null)
        {
            return await db.Businesses.FirstOrDefaultAsync(row => row.TelephoneKey == telephone, ct);
        }

        var name = database.Index.NameKey(imported.Name);
        return await db.Businesses.FirstOrDefaultAsync(row => row.NameKey == name, ct);
    }

    private byte[] KeyOf(ImportedBusiness business, BookingReading booking) =>
        database.Index.ImportKey(business.Telephone, business.Name, booking.ClinicDate.Value, booking.Start.Value);
}

/// <summary>What is here already, of earlier imports and of this one so far: reservations by the hash of what they came from, and which
/// have a record.</summary>
internal sealed record ImportedRows(Dictionary<string, Guid> Reservations, HashSet<Guid> Recorded);

/// <summary>What became of an import: bookings and records that were new, bookings that were here already, and bookings without a date,
/// time or venue.</summary>
public sealed record ImportOutcome(int NewReservations, int NewRecords, int KnownReservations, int Unplaced)
{
    public static ImportOutcome operator +(ImportOutcome left, ImportOutcome right) =>
        new(
            left.NewReservations + right.NewReservations,
            left.NewRecords + right.NewRecords,
            left.KnownReservations + right.KnownReservations,
            left.Unplaced + right.Unplaced
        );

    /// <summary>The sum of two outcomes.</summary>
    public static ImportOutcome Add(ImportOutcome left, ImportOutcome right) => left + right;
}
