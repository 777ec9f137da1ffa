using SupportCenter.Domain.Schedule;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Reservations;

/// <summary>One day of the centre: its clinics in the order of the list of venues.</summary>
public sealed record DayView(DateOnly Date, IReadOnlyList<DayClinic> Clinics);

/// <summary>One clinic of the day with all its slots in the order of time, booked or free.</summary>
public sealed record DayClinic(
    Guid Id,
    Guid VenueId,
    string VenueName,
    DateOnly Date,
    TimeOnly StartsAt,
    TimeOnly EndsAt,
    bool IsClosed,
    string? ClosedReason,
    IReadOnlyList<DaySlot> Slots
)
{
    /// <inheritdoc cref="ClinicRow.Sessions" />
    public IReadOnlyList<SlotTime> Sessions =>
        Timetable.Sessions(
            Slots.Where(slot => slot is { IsClosed: false, IsExtra: false }).Select(slot => new SlotTime(slot.StartsAt, slot.EndsAt))
        );

    /// <inheritdoc cref="ClinicRow.Hours" />
    public string Hours => Timetable.Hours(StartsAt, EndsAt, Sessions);

    /// <summary>How many slots hold a reservation.</summary>
    public int Booked => Slots.Count(slot => slot.Reservation is { Status.IsActive: true });

    /// <summary>How many slots can still be booked.</summary>
    public int Free => Slots.Count(slot => slot is { IsClosed: false, IsExtra: false, Reservation: null or { Status.IsActive: false } });
}

/// <summary>One slot of a day.</summary>
/// <param name="Reservation">The reservation that has the slot, else the no-show that had it; null when it was never booked or was
/// cancelled.</param>
public sealed record DaySlot(
    Guid Id,
    TimeOnly StartsAt,
    TimeOnly EndsAt,
    int DeskNumber,
    string ScrivenerName,
    bool IsClosed,
    string? ClosedReason,
    DayReservation? Reservation
)
{
    /// <inheritdoc cref="Slot.IsExtra" />
    public bool IsExtra { get; init; }
}

/// <summary>A reservation on the day's list. The telephone number is masked.</summary>
public sealed record DayReservation
{
    public required Guid Id { get; init; }

    public required Guid BusinessId { get; init; }

    public required string BusinessName { get; init; }

    public string? ContactName { get; init; }

    public required string TelephoneMasked { get; init; }

    public Ward? Ward { get; init; }

    public string? Industry { get; init; }

    public string? WishedMeasure { get; init; }

    public required int VisitNumber { get; init; }

    public string? Memo { get; init; }

    public required ReservationStatus Status { get; init; }

    public required bool IsWalkIn { get; init; }

    /// <summary>The 相談票, for those who may read records; null when there is none yet.</summary>
    public Guid? RecordId { get; init; }
}
