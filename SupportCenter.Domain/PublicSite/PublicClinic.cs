using System.ComponentModel.DataAnnotations;
using SupportCenter.Domain.Schedule;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.PublicSite;

/// <summary>How a clinic stands for somebody who would like to come.</summary>
public enum Availability
{
    /// <summary>○</summary>
    [Display(Name = nameof(PublicScheduleTexts.Open), ResourceType = typeof(PublicScheduleTexts))]
    Open = 0,

    /// <summary>△: <see cref="PublicClinic.FewPlaces"/> or fewer.</summary>
    [Display(Name = nameof(PublicScheduleTexts.Few), ResourceType = typeof(PublicScheduleTexts))]
    Few = 1,

    /// <summary>×</summary>
    [Display(Name = nameof(PublicScheduleTexts.Full), ResourceType = typeof(PublicScheduleTexts))]
    Full = 2,

    /// <summary>－: it was planned and is not held.</summary>
    [Display(Name = nameof(PublicScheduleTexts.Cancelled), ResourceType = typeof(PublicScheduleTexts))]
    Cancelled = 3,
}

/// <summary>A clinic as everybody may know it: place, time and how many can still come. Nothing of anybody who has booked, or of staff;
/// no id of the database.</summary>
/// <param name="Sessions">The times in which clients are received: one, or one before and one after a break. None when the clinic is
/// cancelled.</param>
/// <param name="Free">How many slots can still be booked; 0 when the clinic is cancelled.</param>
public sealed record PublicClinic(
    DateOnly Date,
    TimeOnly StartsAt,
    TimeOnly EndsAt,
    string VenueName,
    Ward Ward,
    string Address,
    string? Access,
    string? OpeningHours,
    IReadOnlyList<SlotTime> Sessions,
    int Free,
    bool IsCancelled
)
{
    /// <summary>Names the clinic in calendars, whatever changes of it. Made from its id by a hash that leads back to nothing.</summary>
    public required Guid CalendarId { get; init; }

    /// <summary>Grows with each change of what is said here.</summary>
    public required int Revision { get; init; }

    /// <summary>The last of these changes (UTC), never ahead of now.</summary>
    public required DateTime RevisedAtUtc { get; init; }

    /// <summary>The sessions where there are several, as 9:30～11:20, 13:00～16:00; null when start and end say all.</summary>
    public string? Pauses => Timetable.Pauses(Sessions);

    /// <summary>From when to when, with the break.</summary>
    public string Hours => Timetable.Hours(StartsAt, EndsAt, Sessions);

    /// <summary>Up to here a clinic has few places left.</summary>
    public const int FewPlaces = 2;

    public Availability Availability =>
        this switch
        {
            { IsCancelled: true } => Availability.Cancelled,
            { Free: 0 } => Availability.Full,
            { Free: <= FewPlaces } => Availability.Few,
            _ => Availability.Open,
        };
}

/// <summary>All that the public page and the open data say: the days that they cover (both included) and their clinics by date and
/// time.</summary>
public sealed record PublicSchedule(DateOnly From, DateOnly To, IReadOnlyList<PublicClinic> Clinics);
