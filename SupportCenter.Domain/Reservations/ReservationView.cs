using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Schedule;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Reservations;

/// <summary>A reservation as its page shows it, in the order of the paper. The telephone number is masked.</summary>
public sealed record ReservationView : BookedDetailsView
{
    public required Guid Id { get; init; }

    public required Guid Version { get; init; }

    public required Guid BusinessId { get; init; }

    public required Guid ClinicId { get; init; }

    public required DateOnly ReceivedOn { get; init; }

    public string? ReceivedBy { get; init; }

    public required DateOnly Date { get; init; }

    public required TimeOnly StartsAt { get; init; }

    public required TimeOnly EndsAt { get; init; }

    public required Guid VenueId { get; init; }

    public required string VenueName { get; init; }

    public required string ScrivenerName { get; init; }

    /// <summary>075-***-**34; empty when no number is known.</summary>
    public string TelephoneMasked => Details.TelephoneText();

    /// <summary>確認事項 as they were put, with what was answered.</summary>
    public required IReadOnlyList<AnswerView> Answers { get; init; }

    public required ReservationStatus Status { get; init; }

    public required bool IsWalkIn { get; init; }

    /// <summary>Whether reception or the city has to say that it is the business that it was joined to; never said to scriveners.</summary>
    public required bool AwaitsLink { get; init; }

    /// <summary>Whether the viewer may open the business itself.</summary>
    public required bool IsBusinessOpen { get; init; }

    /// <summary>The 相談票, for those who may read records; null when there is none yet.</summary>
    public Guid? RecordId { get; init; }

    /// <summary>What was done to the reservation, oldest first.</summary>
    public required IReadOnlyList<ReservationStep> History { get; init; }
}

/// <summary>One question and its answer.</summary>
public sealed record AnswerView(string Question, Answer Answer);

/// <summary>One step in a reservation's life.</summary>
/// <param name="At">Date and time in Tokyo.</param>
/// <param name="By">Who did it; empty when the person is not known any more.</param>
/// <param name="Fields">The names of the details that a correction changed.</param>
/// <param name="FromDate">Where the reservation stood before (of interest when it was moved).</param>
public sealed record ReservationStep(
    ReservationAct Act,
    DateTime At,
    string By,
    string? Reason,
    IReadOnlyList<string> Fields,
    DateOnly FromDate,
    TimeOnly FromStartsAt,
    string FromVenueName
);

/// <summary>What the correction form starts from: the details with the number in clear (which is in the audit log), and the version that
/// they are of.</summary>
public sealed record ReservationCorrection(Guid Version, ReservationDetails Details, IReadOnlyList<QuestionView> Questions);

/// <summary>What became of a correction: saved, or another person was quicker and <see cref="Theirs"/> is what stands now.</summary>
public sealed record RevisionOutcome(ReservationCorrection? Theirs, ReservationStep? TheirStep)
{
    /// <summary>Whether it was saved.</summary>
    public bool IsSaved => Theirs is null;
}

/// <summary>What became of a move to another slot: done, or refused in a sentence with the slots that are free next.</summary>
public sealed record RescheduleOutcome(string? Refusal, IReadOnlyList<FreeSlot> NextFree)
{
    /// <summary>Whether the reservation is at its new time.</summary>
    public bool IsMoved => Refusal is null;
}
