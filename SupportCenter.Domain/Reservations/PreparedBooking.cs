using SupportCenter.Domain.Businesses;
using SupportCenter.Domain.Schedule;

namespace SupportCenter.Domain.Reservations;

/// <summary>A booking that was read and decided, and is not written yet.</summary>
/// <param name="State">What the slot allowed; null for a slot that is added with the booking.</param>
/// <param name="Slot">The slot.</param>
/// <param name="Clinic">Its clinic with the venue, and the desks with their scriveners.</param>
/// <param name="Details">What the caller said, checked, with an answer to each question of the day.</param>
/// <param name="Candidates">Who had the number or the name, or was picked.</param>
/// <param name="Business">Whose booking it is; null for a new business.</param>
/// <param name="ByName">Who receives it.</param>
/// <param name="Grams">The hashes by which the business will be found.</param>
internal sealed record PreparedBooking(
    BookableSlot? State,
    Slot Slot,
    Clinic Clinic,
    ReservationDetails Details,
    IReadOnlyList<Candidate> Candidates,
    Business? Business,
    string ByName,
    IReadOnlySet<long> Grams
)
{
    /// <summary>The business was here before, and the person has not met it.</summary>
    public bool IsUnmet { get; init; }

    /// <summary>The businesses between which a person has to decide first; null when nothing is in doubt.</summary>
    public BookingOutcome? Doubts { get; init; }

    /// <summary>What is read back to the caller.</summary>
    public BookedReservation ViewOf(Reservation reservation) =>
        new(
            reservation.Id,
            reservation.BusinessId,
            reservation.Date,
            reservation.StartsAt,
            reservation.EndsAt,
            Clinic.Venue!.Details.Name,
            Clinic.Venue.Details.Access,
            Clinic.Desks.Single(desk => desk.Id == Slot.DeskId).Scrivener!.Name,
            Details.BusinessName,
            Details.ContactName,
            Details.VisitNumber
        );
}
