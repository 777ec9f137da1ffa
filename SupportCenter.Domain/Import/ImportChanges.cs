using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Businesses;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Reservations;

namespace SupportCenter.Domain.Import;

/// <summary>What a newer list says of a booking that is here already.</summary>
public enum ImportChangeKind
{
    /// <summary>It takes place at another time or place.</summary>
    Moved,

    /// <summary>It was cancelled.</summary>
    Cancelled,

    /// <summary>The list has bookings of that day and venue, and not this one.</summary>
    Missing,
}

/// <summary>What a person decides about a proposed change; nothing happens without a decision.</summary>
public enum ImportDecision
{
    /// <summary>The booking stays as it is here, and the row is not imported.</summary>
    Leave,

    /// <summary>It is the same booking: it is moved or cancelled here.</summary>
    Apply,

    /// <summary>It is another booking, which is imported beside the one that is here.</summary>
    Another,
}

/// <summary>A booking that is here already and that a newer list has otherwise: shown to a person, who decides.</summary>
/// <param name="Imported">What the list says; null when it does not have the booking.</param>
public sealed record ImportChange(
    ImportChangeKind Kind,
    Guid ReservationId,
    string BusinessName,
    DateOnly Date,
    TimeOnly StartsAt,
    TimeOnly EndsAt,
    string Venue,
    ImportedBooking? Imported
);

/// <summary>What becomes of one booking of a reading: it is new, or of a reservation that is here, unchanged or otherwise.</summary>
internal sealed record MatchedBooking(ImportedBooking Booking, Reservation? Known, ImportChangeKind? Change)
{
    public bool IsNew => Known is null;
}

/// <summary>
/// Tells which bookings of a business are here already. A booking is known by what it was imported from, by the place where it is now, or
/// by one where it was before it was moved here. One that is none of these is the same booking moved, when the list does not have the
/// old place any more (or has it as cancelled) and neither the number of the visit nor the day of receipt tell them apart.
/// </summary>
internal static class ImportMatching
{
    /// <summary>The reservations of a business, and those that its bookings were imported as, with where they were.</summary>
    public static async Task<List<Reservation>> LoadAsync(
        PortalDbContext db,
        Business? business,
        IReadOnlyList<Guid> imported,
        CancellationToken ct
    )
    {
        var id = business?.Id;
        return id is null && imported.Count == 0
            ? []
            : await db
                .Reservations.Where(row => row.BusinessId == id || imported.Contains(row.Id))
                .Include(row => row.Changes)
                .OrderBy(row => row.Date)
                .ThenBy(row => row.StartsAt)
                .ToListAsync(ct);
    }

    /// <summary>Matches the bookings of one business.</summary>
    /// <param name="bookings">Those that can be placed.</param>
    /// <param name="known">The reservations of the business.</param>
    /// <param name="importedAs">The reservation that a booking was imported as, if it was.</param>
    /// <param name="venues">The names of the venues.</param>
    public static List<MatchedBooking> Match(
        IReadOnlyList<ImportedBooking> bookings,
        IReadOnlyList<Reservation> known,
        Func<ImportedBooking, Guid> importedAs,
        IReadOnlyDictionary<Guid, string> venues
    )
    {
        var matched = bookings
            .Select(booking => new MatchedBooking(
                booking,
                known.FirstOrDefault(row => row.Id == importedAs(booking)) ?? known.FirstOrDefault(row => WasAt(row, booking.Booking)),
                null
            ))
            .Select(match =>
                match with
                {
                    Change =
                        IsCancellation(match) ? ImportChangeKind.Cancelled
                        : IsElsewhere(match, venues) ? ImportChangeKind.Moved
                        : null,
                }
            )
            .ToList();
        for (var index = 0; index < matched.Count; index++)
        {
            if (!matched[index].IsNew || matched[index].Booking is not { Booking.IsCancelled: false, Row: not null })
            {
                continue;
            }

            var reading = matched[index].Booking.Booking;
            var withdrawn = matched.FindIndex(other =>
                other.Change == ImportChangeKind.Cancelled && IsSame(other.Known!, reading, other.Booking.Booking)
            );
            var moved =
                withdrawn >= 0
                    ? matched[withdrawn].Known
                    : known.FirstOrDefault(row =>
                        row is { ImportKey: not null, Status: ReservationStatus.Booked }
                        && matched.TrueForAll(other => other.Known?.Id != row.Id)
                        && IsSame(row, reading, null)
                    );
            if (moved is null)
            {
                continue;
            }

            matched[index] = matched[index] with { Known = moved, Change = ImportChangeKind.Moved };
            if (withdrawn >= 0)
            {
                matched[withdrawn] = matched[withdrawn] with { Change = null };
            }
        }

        return matched;
    }

    private static bool IsCancellation(MatchedBooking match) =>
        match.Booking.Booking.IsCancelled && match.Known is { Status: ReservationStatus.Booked } row && IsAt(row, match.Booking.Booking);

    /// <summary>The same start, but another venue or end than here, and than where it was before it was moved here.</summary>
    private static bool IsElsewhere(MatchedBooking match, IReadOnlyDictionary<Guid, string> venues)
    {
        var reading = match.Booking.Booking;
        bool Differs(Guid venue, TimeOnly? end) =>
            venues.GetValueOrDefault(venue) != reading.Venue.Value
            || end is not null
                && reading.End.Value is { } written
                && written > reading.Start.Value
                && written != end
                && IsEndWritten(reading);
        return match is { Booking.Row: not null, Known: { Status: ReservationStatus.Booked, ImportKey: not null } row }
            && !reading.IsCancelled
            && IsAt(row, reading)
            && Differs(row.VenueId, row.EndsAt)
            && row.Changes.All(step => step.Act != ReservationAct.Rescheduled || !WasAt(step, reading) || Differs(step.FromVenueId, null));
    }

    private static bool IsEndWritten(BookingReading reading) =>
        reading.Doubts.All(doubt => doubt.Sentence != ImportTexts.Doubt_EndFilled && doubt.Sentence != ImportTexts.Doubt_NoEnd);

    private static bool WasAt(ReservationChange step, BookingReading reading) =>
        step.FromDate == reading.ClinicDate.Value && step.FromStartsAt == reading.Start.Value;

    private static bool IsAt(Reservation row, BookingReading reading) =>
        row.Date == reading.ClinicDate.Value && row.StartsAt == reading.Start.Value;

    private static bool WasAt(Reservation row, BookingReading reading) =>
        IsAt(row, reading) || row.Changes.Any(step => step.Act == ReservationAct.Rescheduled && WasAt(step, reading));

    private static bool IsSame(Reservation row, BookingReading reading, BookingReading? withdrawn)
    {
        var visit = reading.VisitNumber is { Typed.Length: > 0, Value: { } number } ? number : (int?)null;
        var before = withdrawn?.ReceivedOn.Value ?? row.ReceivedOn;
        return (visit is null || visit == row.Details.VisitNumber)
            && (visit is not null || reading.ReceivedOn.Value is null || reading.ReceivedOn.Value == before);
    }
}
