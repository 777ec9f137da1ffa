using System.ComponentModel.DataAnnotations;
using SupportCenter.Domain.Access;

namespace SupportCenter.Domain.Administration;

/// <summary>Whether somebody may act today, and if not, why.</summary>
public enum StaffState
{
    [Display(Name = nameof(StaffTexts.StateActive), ResourceType = typeof(StaffTexts))]
    Active = 0,

    [Display(Name = nameof(StaffTexts.StateNotYet), ResourceType = typeof(StaffTexts))]
    NotYet = 1,

    [Display(Name = nameof(StaffTexts.StateEnded), ResourceType = typeof(StaffTexts))]
    Ended = 2,

    [Display(Name = nameof(StaffTexts.StateDisabled), ResourceType = typeof(StaffTexts))]
    Disabled = 3,

    [Display(Name = nameof(StaffTexts.StateLapsed), ResourceType = typeof(StaffTexts))]
    Lapsed = 4,
}

/// <summary>A line of the staff list.</summary>
public sealed record StaffRow(
    Guid Id,
    string Name,
    Organisation Organisation,
    Role Role,
    DateOnly StartsOn,
    DateOnly? EndsOn,
    string? ContractBasis,
    DateOnly? ConfirmBy,
    StaffState State
);

/// <summary>What the list is narrowed by.</summary>
public sealed record StaffFilter
{
    /// <summary>Part of a name.</summary>
    public string? Search { get; init; }

    public Organisation? Organisation { get; init; }

    public Role? Role { get; init; }

    /// <summary>Those who have left, too.</summary>
    public bool WithGone { get; init; }
}

/// <summary>A member of staff as the page of the person shows them.</summary>
public sealed record StaffSheet
{
    public required Guid Id { get; init; }

    public required Guid Version { get; init; }

    public required StaffDetails Details { get; init; }

    public required Organisation Organisation { get; init; }

    public required Role Role { get; init; }

    public required StaffState State { get; init; }

    public DateTime? DisabledAtUtc { get; init; }

    public string? DisabledReason { get; init; }

    /// <summary>Until when somebody has to confirm the person in the access review; null when no review waits.</summary>
    public DateOnly? ConfirmBy { get; init; }

    public DateTime? LastSignedInAtUtc { get; init; }

    /// <summary>Whether it is the viewer's own entry, which they cannot change.</summary>
    public required bool IsMyself { get; init; }

    /// <summary>The viewer's own request that still counts: for the role of supervisor, or to renew the person.</summary>
    public StaffApproval? Request { get; init; }

    internal static StaffState StateOf(StaffMember person, DateOnly today) =>
        true switch
        {
            _ when person.IsDisabled => StaffState.Disabled,
            _ when person.EndsOn < today => StaffState.Ended,
            _ when person.HasLapsedOn(today) => StaffState.Lapsed,
            _ when person.StartsOn > today => StaffState.NotYet,
            _ => StaffState.Active,
        };
}

/// <summary>A request of the viewer's about a member of staff.</summary>
public sealed record StaffApproval(Guid Id, ApprovalKind Kind, ApprovalState State, DateTime ExpiresAtUtc);
