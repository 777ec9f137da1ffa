using System.ComponentModel.DataAnnotations;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;

namespace SupportCenter.Domain.Schedule;

/// <summary>Whom a closing hits, and where they could go.</summary>
/// <param name="SlotId">The one slot that is to be closed; null for the whole clinic.</param>
/// <param name="Hits">The booked clients in time order.</param>
/// <param name="Offers">Free slots: those of the same venue first, then of the same ward, then the others; within each the nearest date
/// first.</param>
/// <param name="Obstacle">Why it cannot be closed at all, in one sentence; null when it can.</param>
public sealed record ClosingPlan(
    Guid ClinicId,
    Guid? SlotId,
    IReadOnlyList<ClosingHit> Hits,
    IReadOnlyList<FreeSlot> Offers,
    string? Obstacle
);

/// <summary>One booked client whom the closing hits.</summary>
/// <param name="BusinessName">Null for those who may not see reservations.</param>
/// <param name="ProposedSlotId">The nearest free slot that no other hit was given; null when there is none.</param>
public sealed record ClosingHit(
    Guid ReservationId,
    TimeOnly StartsAt,
    TimeOnly EndsAt,
    string ScrivenerName,
    string? BusinessName,
    Guid? ProposedSlotId
);

/// <summary>What is to be done: the closing, its reason, and one move for everybody who is hit.</summary>
public sealed class ClosingOrder
{
    public Guid ClinicId { get; set; }

    /// <summary>The one slot; null for the whole clinic.</summary>
    public Guid? SlotId { get; set; }

    /// <summary>Shown inside to everybody; names nobody.</summary>
    [
        LocalizedRequired,
        LocalizedMaxLength(200),
        Display(
            Name = nameof(ScheduleTexts.ClosingReason),
            Description = nameof(ScheduleTexts.ClosingReasonHint),
            ResourceType = typeof(ScheduleTexts)
        )
    ]
    public string Reason { get; set; } = "";

    public List<ClosingMove> Moves { get; set; } = [];
}

/// <summary>What becomes of one client.</summary>
public sealed class ClosingMove
{
    public Guid ReservationId { get; set; }

    public ClosingDecision Fate { get; set; }

    /// <summary>Where the client goes, for <see cref="ClosingDecision.Move"/>.</summary>
    public Guid? TargetSlotId { get; set; }
}

/// <summary>What can become of a client whose slot is closed.</summary>
public enum ClosingDecision
{
    /// <summary>Another slot.</summary>
    Move,

    /// <summary>Cancelled, for the reason of the closing.</summary>
    Cancel,

    /// <summary>Cancelled, and rung back when something falls free.</summary>
    CallBack,
}
