using SupportCenter.Domain.Access;

namespace SupportCenter.Domain.Administration;

/// <summary>A review as its page shows it.</summary>
public sealed record ReviewView
{
    public required Guid Id { get; init; }

    public required int FiscalYear { get; init; }

    public required int Quarter { get; init; }

    public required DateTime OpenedAtUtc { get; init; }

    public required DateOnly DueOn { get; init; }

    public required bool IsOverdue { get; init; }

    /// <summary>Whether it is the review of the running quarter, so that none has to be opened.</summary>
    public required bool IsOfThisQuarter { get; init; }

    public required int Waiting { get; init; }

    public required int Confirmed { get; init; }

    public required int NotNeeded { get; init; }

    public DateTime? SignedAtUtc { get; init; }

    public string? SignedBy { get; init; }

    /// <summary>SHA-256 of what was decided, in hexadecimal digits, as in the signature row.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>Whether what is stored still is what was signed.</summary>
    public required bool IsAsSigned { get; init; }

    /// <summary>Whether the city has one active supervisor only, whom the auditor confirms.</summary>
    public required bool IsSoleSupervisor { get; init; }
}

/// <summary>One person in a review: as they are now, or as they were when it was decided.</summary>
public sealed record ReviewRow
{
    public required Guid LineId { get; init; }

    public required Guid PersonVersion { get; init; }

    public required Guid StaffId { get; init; }

    public required string Name { get; init; }

    public required Organisation Organisation { get; init; }

    public required Role Role { get; init; }

    public DateOnly? EndsOn { get; init; }

    public string? ContractBasis { get; init; }

    public DateTime? LastSignedInAtUtc { get; init; }

    public required StaffState State { get; init; }

    /// <summary>Waits, but has no last day: the one who keeps access possible.</summary>
    public required bool NeverLapses { get; init; }

    public required ReviewDecision Decision { get; init; }

    public string? DecidedBy { get; init; }

    public DateTime? DecidedAtUtc { get; init; }

    /// <summary>Whether the viewer may decide it.</summary>
    public bool MayDecide { get; init; }
}
