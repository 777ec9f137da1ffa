using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Businesses;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Reservations;

namespace SupportCenter.Domain.Import;

/// <summary>Finds the business and the reservations that are here already of what was read.</summary>
internal sealed class ImportedBefore
{
    private readonly PortalDbContext db;
    private readonly BlindIndex index;
    private readonly Dictionary<string, Guid> before;
    private readonly Dictionary<Guid, string> venues;

    // The keys of all numbers that the papers have.
    private readonly HashSet<string> numbers;

    private ImportedBefore(
        PortalDbContext db,
        BlindIndex index,
        Dictionary<string, Guid> before,
        Dictionary<Guid, string> venues,
        ImportReading reading
    )
    {
        (this.db, this.index, this.before, this.venues) = (db, index, before, venues);
        numbers =
        [
            .. reading.Businesses.Select(business => index.TelephoneKey(business.Telephone)).OfType<byte[]>().Select(Convert.ToHexString),
        ];
    }

    public static async Task<ImportedBefore> LoadAsync(PortalDbContext db, BlindIndex index, ImportReading reading, CancellationToken ct)
    {
        var rows = await db
            .Reservations.AsNoTracking()
            .Where(row => row.ImportKey != null)
            .Select(row => new { row.Id, row.ImportKey })
            .ToListAsync(ct);
        return new ImportedBefore(
            db,
            index,
            rows.ToDictionary(row => Convert.ToHexString(row.ImportKey!), row => row.Id),
            await db.Venues.Select(venue => new { venue.Id, venue.Details.Name }).ToDictionaryAsync(row => row.Id, row => row.Name, ct),
            reading
        );
    }

    public static bool CanBePlaced(BookingReading booking) =>
        booking is { ClinicDate.Value: not null, Start.Value: not null } && booking.Venue.Value.Length > 0;

    /// <summary>The business, and what becomes of each of its bookings that can be placed.</summary>
    public async Task<(Business? Business, List<MatchedBooking> Bookings)> MatchAsync(ImportedBusiness imported, CancellationToken ct)
    {
        // A row that is not cancelled goes before one of the same time that is.
        var placed = imported
            .Bookings.Where(booking => CanBePlaced(booking.Booking))
            .OrderBy(booking => (booking.Booking.ClinicDate.Value, booking.Booking.Start.Value, booking.Booking.IsCancelled))
            .ToList();
        var keys = placed.ToDictionary<ImportedBooking, ImportedBooking, string>(
            booking => booking,
            booking => Convert.ToHexString(KeyOf(imported, booking.Booking)),
            ReferenceEqualityComparer.Instance
        );
        var ids = keys.Values.Where(before.ContainsKey).Select(key => before[key]).ToList();
        var business = await KnownAsync(imported, ct);
        var known = await ImportMatching.LoadAsync(db, business, ids, ct);

        // Its number and name may have been corrected here since: then what was imported says whose it is.
        business ??= known.Count > 0 ? await db.Businesses.FindAsync([known[0].BusinessId], ct) : null;
        return (business, ImportMatching.Match(placed, known, booking => before.GetValueOrDefault(keys[booking]), venues));
    }

    /// <summary>The bookings that were imported earlier, are of a day and a venue of the lists, and stand in them no more.</summary>
    /// <param name="reading">What was read; papers without a list say nothing of other bookings.</param>
    /// <param name="found">The reservations that its bookings are.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<List<Reservation>> MissingAsync(ImportReading reading, IReadOnlySet<Guid> found, CancellationToken ct)
    {
        var listed = reading
            .Rows.Where(row => CanBePlaced(row.Booking))
            .Select(row => (row.Booking.ClinicDate.Value!.Value, row.Booking.Venue.Value))
            .ToHashSet();
        var dates = listed.Select(place => place.Item1).Distinct().ToList();
        var rows = await db
            .Reservations.Where(row => row.ImportKey != null && row.Status == ReservationStatus.Booked && dates.Contains(row.Date))
            .OrderBy(row => row.Date)
            .ThenBy(row => row.StartsAt)
            .ToListAsync(ct);
        return rows.FindAll(row => !found.Contains(row.Id) && listed.Contains((row.Date, venues.GetValueOrDefault(row.VenueId, ""))));
    }

    /// <summary>The business that is here already: by its number, else by its folded name, unless another number contradicts.</summary>
    private async Task<Business?> KnownAsync(ImportedBusiness imported, CancellationToken ct)
    {
        var finder = new BusinessFinder(db, index);
        if (await finder.ByTelephoneAsync(imported.Telephone, ct) is { } same)
        {
            return same;
        }

        var namesakes = await finder.ByNameAsync(imported.Name, ct);
        if (index.TelephoneKey(imported.Telephone) is not null)
        {
            return namesakes.Find(row => IsContact(row, imported.Bookings[0].Booking))
                ?? await SameBookingAsync(imported, namesakes.FindAll(row => !IsInPapers(row.TelephoneKey)), ct);
        }

        return namesakes.FirstOrDefault();
    }

    private bool IsInPapers(byte[]? key) => key is not null && numbers.Contains(Convert.ToHexString(key));

    /// <summary>The namesake of which a booking was imported that was received on the same day for the same visit, where the papers have
    /// its number no more: the number was corrected.</summary>
    private async Task<Business?> SameBookingAsync(ImportedBusiness imported, List<Business> namesakes, CancellationToken ct)
    {
        var ids = namesakes.ConvertAll(row => row.Id);
        var rows =
            ids.Count == 0
                ? []
                : await db
                    .Reservations.Where(row =>
                        ids.Contains(row.BusinessId) && row.ImportKey != null && row.Status == ReservationStatus.Booked
                    )
                    .ToListAsync(ct);
        var same = rows.Find(row =>
            imported.Bookings.Any(booking =>
                booking.Booking.ReceivedOn.Value == row.ReceivedOn
                && booking.Booking.VisitNumber is { Typed.Length: > 0 } visit
                && visit.Value == row.Details.VisitNumber
            )
        );
        return same is null ? null : namesakes.Find(row => row.Id == same.BusinessId);
    }

    // As within one reading: another number under one name is the same business when the same person in the same ward gave it.
    private static bool IsContact(Business business, BookingReading booking) =>
        booking.Ward.Value is { } ward
        && ward == business.Ward
        && Text.TextFolding.Fold(booking.ContactName) is { Length: > 0 } contact
        && contact == Text.TextFolding.Fold(business.ContactName ?? "");

    public byte[] KeyOf(ImportedBusiness business, BookingReading booking) =>
        index.ImportKey(business.Telephone, business.Name, booking.ClinicDate.Value, booking.Start.Value);
}
