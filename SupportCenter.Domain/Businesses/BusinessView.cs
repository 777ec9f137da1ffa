using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Businesses;

/// <summary>A business as its page shows it. The telephone number is masked.</summary>
public sealed record BusinessView
{
    public required Guid Id { get; init; }

    public required string Name { get; init; }

    /// <summary>How the name is read.</summary>
    public string? NameReading { get; init; }

    public string? ContactName { get; init; }

    /// <summary>075-***-**34; empty when no number is known.</summary>
    public required string TelephoneMasked { get; init; }

    public Ward? Ward { get; init; }

    public string? Industry { get; init; }

    public int? EmployeeCount { get; init; }

    /// <summary>The day of the first contact, in Tokyo.</summary>
    public required DateOnly FirstSeenOn { get; init; }

    /// <summary>All reservations of the business, newest first.</summary>
    public required IReadOnlyList<VisitView> Visits { get; init; }

    /// <summary>The versions of everything above: another stamp means that something was changed.</summary>
    public required string Stamp { get; init; }
}

/// <summary>One visit of a business.</summary>
public sealed record VisitView
{
    public required Guid ReservationId { get; init; }

    /// <summary>Whether the person may open the reservation's page (a 行政書士: own clinics only; the history is shown nevertheless).</summary>
    public required bool CanOpen { get; init; }

    public required DateOnly Date { get; init; }

    public required TimeOnly StartsAt { get; init; }

    public required TimeOnly EndsAt { get; init; }

    public required string VenueName { get; init; }

    public required string ScrivenerName { get; init; }

    public required int VisitNumber { get; init; }

    public required ReservationStatus Status { get; init; }

    public string? WishedMeasure { get; init; }

    /// <summary>The 相談票 of the visit, for those who may read records; null when there is none.</summary>
    public Guid? RecordId { get; init; }
}

/// <summary>What the correction form of a business starts from, and the version that it is of.</summary>
public sealed record BusinessCorrection(Guid Version, BusinessDetails Details);

/// <summary>What became of a correction: saved, or another person was quicker and <see cref="Theirs"/> is what stands now.</summary>
public sealed record BusinessOutcome(BusinessCorrection? Theirs)
{
    /// <summary>Whether it was saved.</summary>
    public bool IsSaved => Theirs is null;
}
