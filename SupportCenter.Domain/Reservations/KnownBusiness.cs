using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Reservations;

/// <summary>A business that the centre knows, as it is offered while a caller's name or number is typed; the telephone number
/// masked.</summary>
/// <param name="Visits">The days of its reservations so far, newest first; cancelled and missed ones do not count.</param>
/// <param name="NextVisitNumber">〇回目 of the booking that is being made.</param>
/// <param name="Ahead">Its next reservation that lies ahead, if any.</param>
public sealed record KnownBusiness(
    Guid Id,
    string Name,
    string? ContactName,
    string? MaskedTelephone,
    Ward? Ward,
    string? Industry,
    int? EmployeeCount,
    IReadOnlyList<DateOnly> Visits,
    int NextVisitNumber,
    ReservationAhead? Ahead
);

/// <summary>A reservation that lies ahead.</summary>
public sealed record ReservationAhead(Guid Id, DateOnly Date, TimeOnly StartsAt, string VenueName);

/// <summary>A reservation that was cancelled, as it can be booked again.</summary>
public sealed record CancelledBooking(KnownBusiness Business, Guid VenueId, ReservationDetails Details);

/// <summary>A business that may be the caller's own, and what points to it.</summary>
public sealed record LikelyDuplicate(KnownBusiness Business, DuplicateSigns Signs);

/// <summary>What two businesses have in common.</summary>
[Flags]
public enum DuplicateSigns
{
    None = 0,
    SameTelephone = 1,
    SameName = 2,

    /// <summary>The names differ by a letter or two, or one holds the other.</summary>
    NearName = 4,

    /// <summary>The business has a reservation that lies ahead.</summary>
    AlreadyBooked = 8,
}
