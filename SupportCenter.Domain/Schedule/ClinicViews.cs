using System.ComponentModel.DataAnnotations;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Schedule;

/// <summary>Which clinics are wanted: all filters hold together; an empty one lets everything pass.</summary>
/// <param name="To">The last day.</param>
public sealed record ClinicFilter(DateOnly From, DateOnly To, Guid? VenueId = null, Ward? Ward = null, Guid? ScrivenerId = null);

/// <summary>A clinic as the calendar shows it.</summary>
/// <param name="Free">Open slots without reservation, whenever they are.</param>
/// <param name="Total">Open slots.</param>
/// <param name="IsMine">The asker has a desk there.</param>
public sealed record ClinicRow(
    Guid Id,
    DateOnly Date,
    TimeOnly StartsAt,
    TimeOnly EndsAt,
    Guid VenueId,
    string VenueName,
    Ward Ward,
    int Free,
    int Total,
    bool IsClosed,
    bool IsMine,
    IReadOnlyList<string> Scriveners
)
{
    /// <summary>The times in which clients are received.</summary>
    public IReadOnlyList<SlotTime> Sessions { get; init; } = [];

    /// <summary>From when to when, with the break.</summary>
    public string Hours => Timetable.Hours(StartsAt, EndsAt, Sessions);
}

/// <summary>One clinic with its desks. Who has booked is not in here: that is the reservations' to show.</summary>
public sealed record ClinicView(
    Guid Id,
    DateOnly Date,
    TimeOnly StartsAt,
    TimeOnly EndsAt,
    int SlotMinutes,
    Guid VenueId,
    string VenueName,
    Ward Ward,
    string Address,
    string? Access,
    bool IsClosed,
    string? ClosedReason,
    bool IsOver,
    IReadOnlyList<DeskView> Desks
)
{
    /// <inheritdoc cref="ClinicRow.Sessions" />
    public IReadOnlyList<SlotTime> Sessions { get; init; } = [];

    /// <inheritdoc cref="ClinicRow.Hours" />
    public string Hours => Timetable.Hours(StartsAt, EndsAt, Sessions);
}

/// <summary>One desk and its slots in time order.</summary>
public sealed record DeskView(Guid Id, int Number, Guid ScrivenerId, string ScrivenerName, IReadOnlyList<SlotView> Slots);

/// <summary>One slot; <paramref name="HeldBy"/> is the colleague who is booking it just now.</summary>
public sealed record SlotView(Guid Id, TimeOnly StartsAt, TimeOnly EndsAt, SlotState State, string? HeldBy, string? ClosedReason);

/// <summary>How a slot stands.</summary>
public enum SlotState
{
    [Display(Name = nameof(ScheduleTexts.SlotFree), ResourceType = typeof(ScheduleTexts))]
    Free,

    [Display(Name = nameof(ScheduleTexts.SlotHeld), ResourceType = typeof(ScheduleTexts))]
    Held,

    [Display(Name = nameof(ScheduleTexts.SlotBooked), ResourceType = typeof(ScheduleTexts))]
    Booked,

    [Display(Name = nameof(ScheduleTexts.SlotClosed), ResourceType = typeof(ScheduleTexts))]
    Closed,

    [Display(Name = nameof(ScheduleTexts.SlotPast), ResourceType = typeof(ScheduleTexts))]
    Past,
}
