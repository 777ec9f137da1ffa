using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Reservations;

/// <summary>One line of the reservation list: the columns of 別紙1. The telephone number is masked.</summary>
public sealed record ReservationRow : BookedDetailsView
{
    public required Guid Id { get; init; }

    public required Guid BusinessId { get; init; }

    /// <summary>Whether the viewer may open the page of the business.</summary>
    public bool IsBusinessOpen { get; init; }

    public required DateOnly Date { get; init; }

    public required TimeOnly StartsAt { get; init; }

    public required TimeOnly EndsAt { get; init; }

    public required string VenueName { get; init; }

    /// <summary>075-***-**34; empty when no number is known.</summary>
    public string TelephoneMasked => Details.TelephoneText();

    /// <summary>補助金・給付金の申請: the answer to the first question of that day; null when it was not put.</summary>
    public Answer? GrantApplied { get; init; }

    /// <summary>融資の利用: the answer to the second question of that day; null when it was not put.</summary>
    public Answer? LoanUsed { get; init; }

    public required ReservationStatus Status { get; init; }

    public required bool IsWalkIn { get; init; }

    public required DateOnly ReceivedOn { get; init; }

    public string? ReceivedBy { get; init; }

    public required string ScrivenerName { get; init; }
}
