using SupportCenter.Domain.Data;
using SupportCenter.Domain.Schedule;

namespace SupportCenter.Domain.Reservations;

/// <summary>Everything that the booking form sends: the slot, what the caller said, who the caller is, and a key that makes sending twice
/// harmless.</summary>
public sealed class BookingInput
{
    public Guid? SlotId { get; set; }

    /// <summary>For a client without booking: the desk that gets an extra slot when no slot was picked.</summary>
    public Guid? DeskId { get; set; }

    public ReservationDetails Details { get; set; } = new();

    /// <summary>The known business that was picked; null when none was.</summary>
    public Guid? BusinessId { get; set; }

    /// <summary>What the person answered when telephone and name pointed to different businesses.</summary>
    public SameBusiness SameBusiness { get; set; }

    /// <summary>The person set 〇回目 by hand: it is not counted again when the form is saved.</summary>
    public bool VisitNumberCorrected { get; set; }

    /// <summary>The call-back request that this booking settles.</summary>
    public Guid? CallbackId { get; set; }

    /// <summary>Made once for each form: the same key twice is the same reservation.</summary>
    public Guid CommandKey { get; set; }
}

/// <summary>The answer to 「この事業者ですか？」.</summary>
public enum SameBusiness
{
    /// <summary>Nobody asked: telephone and name decide, and where they contradict each other the form asks.</summary>
    NotAsked = 0,

    /// <summary>It is the business that was picked, though name and telephone are others now.</summary>
    Yes = 1,

    /// <summary>It is another business, though something is the same.</summary>
    No = 2,
}

/// <summary>What became of a booking: the reservation, or the businesses between which a person has to decide first.</summary>
public sealed record BookingOutcome(BookedReservation? Booked, IReadOnlyList<LikelyDuplicate> Doubts);

/// <summary>A reservation as it is read back to the caller.</summary>
public sealed record BookedReservation(
    Guid Id,
    Guid BusinessId,
    DateOnly Date,
    TimeOnly StartsAt,
    TimeOnly EndsAt,
    string VenueName,
    string? VenueAccess,
    string ScrivenerName,
    string BusinessName,
    string? ContactName,
    int VisitNumber
);

/// <summary>What the booking form offers on this day: the questions to ask, the names of industries, and whom and where one may wish
/// for.</summary>
public sealed record BookingChoices(
    IReadOnlyList<QuestionView> Questions,
    IReadOnlyList<string> Industries,
    IReadOnlyList<NamedChoice> Venues,
    IReadOnlyList<NamedChoice> Scriveners
);

/// <summary>確認事項: a question that is asked today.</summary>
public sealed record QuestionView(Guid Id, string Text);

/// <summary>Where and when a client without booking can be received at a clinic.</summary>
public sealed record WalkInPlace(
    Guid ClinicId,
    DateOnly Date,
    string VenueName,
    IReadOnlyList<WalkInSlot> FreeSlots,
    IReadOnlyList<WalkInDesk> Desks
);

/// <summary>A slot of the clinic that nobody has booked and whose time is not over.</summary>
public sealed record WalkInSlot(Guid SlotId, TimeOnly StartsAt, TimeOnly EndsAt, int DeskNumber, string ScrivenerName);

/// <summary>A desk that can get an extra slot.</summary>
/// <param name="Extra">When that would be, and how it lies to the slots of the desk.</param>
public sealed record WalkInDesk(Guid DeskId, int Number, string ScrivenerName, ExtraTime Extra);
