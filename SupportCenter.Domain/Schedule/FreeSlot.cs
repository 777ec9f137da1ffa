using System.ComponentModel.DataAnnotations;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Schedule;

/// <summary>A slot that can be booked: in the future, open, and without an active reservation.</summary>
/// <param name="HeldBy">Who has picked it in another form and may still book it, a colleague or the asker on another screen; null when
/// nobody has.</param>
public sealed record FreeSlot(
    Guid SlotId,
    Guid ClinicId,
    DateOnly Date,
    TimeOnly StartsAt,
    TimeOnly EndsAt,
    Guid VenueId,
    string VenueName,
    Ward Ward,
    string ScrivenerName,
    string? HeldBy
);

/// <summary>What a caller wishes of a slot; what is left empty does not matter to them.</summary>
public sealed class SlotCriteria
{
    /// <summary>No search gives more slots than this: more than a caller can be read.</summary>
    public const int MostTaken = 50;

    [Display(Name = nameof(ScheduleTexts.VenueWard), ResourceType = typeof(ScheduleTexts))]
    public Ward? Ward { get; set; }

    [Display(Name = nameof(ScheduleTexts.VenueName), ResourceType = typeof(ScheduleTexts))]
    public Guid? VenueId { get; set; }

    [YearlessDate(YearRule.Coming), Display(Name = nameof(ScheduleTexts.WishFrom), ResourceType = typeof(ScheduleTexts))]
    public DateOnly? From { get; set; }

    /// <summary>The last day that suits.</summary>
    [YearlessDate(YearRule.Coming), Display(Name = nameof(ScheduleTexts.WishTo), ResourceType = typeof(ScheduleTexts))]
    public DateOnly? To { get; set; }

    [Display(Name = nameof(ScheduleTexts.WishWeekday), ResourceType = typeof(ScheduleTexts))]
    public DayOfWeek? Weekday { get; set; }

    [Display(Name = nameof(ScheduleTexts.WishHalf), ResourceType = typeof(ScheduleTexts))]
    public DayHalf? Half { get; set; }

    [Display(Name = nameof(ScheduleTexts.Scrivener), ResourceType = typeof(ScheduleTexts))]
    public Guid? ScrivenerId { get; set; }

    /// <summary>How many slots are wanted, up to <see cref="MostTaken"/>.</summary>
    public int Take { get; set; } = 20;
}
