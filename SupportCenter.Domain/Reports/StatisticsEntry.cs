using SupportCenter.Domain.Consultations;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Reports;

/// <summary>What the statistics read of one reservation: columns in clear only.</summary>
internal sealed record StatisticsEntry
{
    public required DateOnly Date { get; init; }

    public required TimeOnly StartsAt { get; init; }

    public required ReservationStatus Status { get; init; }

    public required bool IsWalkIn { get; init; }

    /// <summary>Taken over from an old list: nobody noted who stayed away, and its slot was made for it.</summary>
    public required bool IsImported { get; init; }

    public required int VisitNumber { get; init; }

    /// <summary>Days from the call to the appointment; negative where the day of receipt is later.</summary>
    public required int Days { get; init; }

    public required Guid BusinessId { get; init; }

    /// <summary>A number for the business, from 0, by which distinct ones are counted; of this process alone (<see
    /// cref="BusinessNumbers"/>).</summary>
    public required int BusinessNumber { get; init; }

    public required Guid SlotId { get; init; }

    public required Guid VenueId { get; init; }

    public required Guid ScrivenerId { get; init; }

    public required Ward? Ward { get; init; }

    /// <summary>As it was noted; empty where it was not.</summary>
    public required string Industry { get; init; }

    public required int? EmployeeCount { get; init; }

    public required IReadOnlyList<QuestionAnswer> Answers { get; init; }

    /// <summary>The record, where it was handed in and the caller may see what consultations were about.</summary>
    public StatisticsRecord? Record { get; init; }

    public bool IsKept => Status != ReservationStatus.Cancelled;

    public bool IsBooked => IsKept && !IsWalkIn;

    public bool IsCompleted => Status == ReservationStatus.Completed;

    public bool HasCome => Status is ReservationStatus.Arrived or ReservationStatus.Completed;
}

/// <summary>What the statistics read of a record that was handed in.</summary>
internal sealed record StatisticsRecord(
    bool IsConfirmed,
    int? Minutes,
    ClientCategory? Category,
    Topics Topics,
    Troubles Troubles,
    SalesDecline? SalesDecline,
    IReadOnlyList<Guid> MeasureIds,
    IReadOnlyList<Guid> GuidedMeasureIds,
    IReadOnlyList<Guid> ReferralIds
);
