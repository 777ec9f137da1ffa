using SupportCenter.Domain.Access;
using SupportCenter.Domain.Data;

namespace SupportCenter.Domain.Oversight;

/// <summary>How near the end of an organisation's contract is.</summary>
public enum ContractWarning
{
    /// <summary>Nothing to say.</summary>
    None = 0,

    /// <summary>The first warning (60 days before).</summary>
    First = 1,

    /// <summary>The second warning (30 days before).</summary>
    Second = 2,

    /// <summary>The last warning (7 days before).</summary>
    Last = 3,

    /// <summary>There is none today: its people cannot sign in.</summary>
    Missing = 4,
}

/// <summary>Where an organisation stands today.</summary>
/// <param name="Organisation">The organisation.</param>
/// <param name="People">Members of staff who may work today, but for the contract.</param>
/// <param name="ValidTo">The last day, with approved contracts that follow without a gap; null where there is none today.</param>
/// <param name="DaysLeft">Days after today until then; null where there is none.</param>
/// <param name="Warning">How near it is.</param>
public sealed record OrganisationStanding(Organisation Organisation, int People, DateOnly? ValidTo, int? DaysLeft, ContractWarning Warning);

/// <summary>A contract as it is listed.</summary>
public sealed record ContractRow(
    Guid Id,
    Guid? ParentId,
    Organisation Organisation,
    string Party,
    DateOnly ValidFrom,
    DateOnly ValidTo,
    ContractState State,
    bool IsValidToday
);

/// <summary>The page of one contract.</summary>
public sealed record ContractView
{
    public required Guid Id { get; init; }

    public required ContractDetails Details { get; init; }

    public required ContractState State { get; init; }

    /// <summary>Whether people may sign in by it today.</summary>
    public required bool IsValidToday { get; init; }

    /// <summary>The contract above a subcontract.</summary>
    public ContractRow? Parent { get; init; }

    public required IReadOnlyList<ContractRow> Subcontracts { get; init; }

    public required string RecordedBy { get; init; }

    public required DateTime RecordedAtUtc { get; init; }

    public string? ApprovedBy { get; init; }

    public DateTime? ApprovedAtUtc { get; init; }

    public string? EndedBy { get; init; }

    public DateTime? EndedAtUtc { get; init; }

    public string? EndReason { get; init; }

    public Guid? ManagerId { get; init; }

    public string? Manager { get; init; }

    /// <summary>Who may be named 管理責任者.</summary>
    public required IReadOnlyList<NamedChoice> People { get; init; }

    /// <summary>Whether the caller is another person than whoever wrote it.</summary>
    public required bool MayApprove { get; init; }

    public required Guid Version { get; init; }
}
