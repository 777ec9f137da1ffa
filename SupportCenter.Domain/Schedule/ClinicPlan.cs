using System.ComponentModel.DataAnnotations;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Schedule;

/// <summary>What a person lays down of one clinic, or of a series of them.</summary>
public sealed class ClinicPlan : IValidatableObject
{
    /// <summary>No plan makes more clinics than this at once.</summary>
    public const int MostClinics = 120;

    [Display(Name = nameof(ScheduleTexts.PlanRhythm), ResourceType = typeof(ScheduleTexts))]
    public PlanRhythm Rhythm { get; set; }

    [LocalizedRequired, YearlessDate(YearRule.Coming), Display(Name = nameof(ScheduleTexts.PlanFrom), ResourceType = typeof(ScheduleTexts))]
    public DateOnly? From { get; set; }

    /// <summary>The last possible day of a series.</summary>
    [YearlessDate(YearRule.Coming), Display(Name = nameof(ScheduleTexts.PlanTo), ResourceType = typeof(ScheduleTexts))]
    public DateOnly? To { get; set; }

    [Display(Name = nameof(ScheduleTexts.WishWeekday), ResourceType = typeof(ScheduleTexts))]
    public Weekday? Weekday { get; set; }

    [
        LocalizedRange(1, 12),
        Display(
            Name = nameof(ScheduleTexts.PlanEveryWeeks),
            Description = nameof(ScheduleTexts.PlanEveryWeeksHint),
            ResourceType = typeof(ScheduleTexts)
        )
    ]
    public int EveryWeeks { get; set; } = 1;

    [Display(Name = nameof(ScheduleTexts.PlanMonthWeeks), ResourceType = typeof(ScheduleTexts))]
    public MonthWeeks MonthWeeks { get; set; }

    [Display(Name = nameof(ScheduleTexts.PlanOnClosedDay), ResourceType = typeof(ScheduleTexts))]
    public OnClosedDay OnClosedDay { get; set; }

    /// <summary>The venues in turn: the first date at the first one, and so on, beginning again after the last.</summary>
    public List<Guid> VenueIds { get; set; } = [];

    [LocalizedRequired, Display(Name = nameof(ScheduleTexts.PlanStartsAt), ResourceType = typeof(ScheduleTexts))]
    public TimeOnly? StartsAt { get; set; }

    [LocalizedRequired, Display(Name = nameof(ScheduleTexts.PlanEndsAt), ResourceType = typeof(ScheduleTexts))]
    public TimeOnly? EndsAt { get; set; }

    [LocalizedRange(5, 480), Display(Name = nameof(ScheduleTexts.PlanSlotMinutes), ResourceType = typeof(ScheduleTexts))]
    public int SlotMinutes { get; set; } = 60;

    [
        LocalizedRange(0, 120),
        Display(
            Name = nameof(ScheduleTexts.PlanGapMinutes),
            Description = nameof(ScheduleTexts.PlanGapMinutesHint),
            ResourceType = typeof(ScheduleTexts)
        )
    ]
    public int GapMinutes { get; set; }

    [Display(
        Name = nameof(ScheduleTexts.PlanBreakFrom),
        Description = nameof(ScheduleTexts.PlanBreakHint),
        ResourceType = typeof(ScheduleTexts)
    )]
    public TimeOnly? BreakFrom { get; set; }

    [Display(Name = nameof(ScheduleTexts.PlanBreakTo), ResourceType = typeof(ScheduleTexts))]
    public TimeOnly? BreakTo { get; set; }

    /// <summary>The hours of a day; null while something of them is missing.</summary>
    public Timetable? Times() =>
        (StartsAt, EndsAt) is ({ } from, { } to)
            ? new Timetable(from, to, SlotMinutes)
            {
                GapMinutes = GapMinutes,
                Break = (BreakFrom, BreakTo) is ({ } pauses, { } goesOn) ? new SlotTime(pauses, goesOn) : null,
            }
            : null;

    /// <summary>One desk for each, in this order.</summary>
    public List<Guid> ScrivenerIds { get; set; } = [];

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (EndsAt <= StartsAt)
        {
            yield return new ValidationResult(ScheduleTexts.EndsBeforeStart, [nameof(EndsAt)]);
        }
        else if (ProblemOfBreak() is var (unfit, place))
        {
            yield return new ValidationResult(unfit, [place]);
        }
        else if (Times()?.Slots().Any() == false)
        {
            yield return new ValidationResult(ScheduleTexts.NoSlotFits, [nameof(SlotMinutes)]);
        }

        if (VenueIds is not { Count: > 0 })
        {
            yield return new ValidationResult(ScheduleTexts.PlanVenuesNeeded, [nameof(VenueIds)]);
        }

        if (ScrivenerIds is not { Count: > 0 })
        {
            yield return new ValidationResult(ScheduleTexts.ScrivenersNeeded, [nameof(ScrivenerIds)]);
        }

        if (ProblemOfDates() is var (sentence, field))
        {
            yield return new ValidationResult(sentence, [field]);
        }
    }

    /// <summary>The dates that the plan names, those that are left out too.</summary>
    /// <exception cref="RuleException">What the rhythm needs is missing, or the period is wrong.</exception>
    public IReadOnlyList<Occurrence> Dates()
    {
        if (ProblemOfDates() is var (sentence, field))
        {
            throw new RuleException(sentence) { Field = field };
        }

        var from = From!.Value;
        if (Rhythm == PlanRhythm.Once)
        {
            // Who names one date means that date: a holiday is shown beside it, not taken away.
            return [new Occurrence(from, from, JapaneseHolidays.ClosedOn(from))];
        }

        var (to, weekday) = (To!.Value, (DayOfWeek)Weekday!.Value);
        return Rhythm == PlanRhythm.Weekly
            ? Recurrence.Weekly(from, to, weekday, EveryWeeks, OnClosedDay == OnClosedDay.Move).Dates()
            : Recurrence.Monthly(from, to, weekday, Nths, OnClosedDay == OnClosedDay.Move).Dates();
    }

    private int[] Nths => [.. Enumerable.Range(1, 5).Where(nth => MonthWeeks.HasFlag((MonthWeeks)(1 << (nth - 1))))];

    private (string Sentence, string Field)? ProblemOfBreak() =>
        (BreakFrom, BreakTo) switch
        {
            (null, null) => null,
            (null, _) => (ScheduleTexts.PlanBreakIncomplete, nameof(BreakFrom)),
            (_, null) => (ScheduleTexts.PlanBreakIncomplete, nameof(BreakTo)),
            _ when BreakTo <= BreakFrom => (ScheduleTexts.PlanBreakOrder, nameof(BreakTo)),
            _ when BreakFrom < StartsAt => (ScheduleTexts.PlanBreakOutside, nameof(BreakFrom)),
            _ when BreakTo > EndsAt => (ScheduleTexts.PlanBreakOutside, nameof(BreakTo)),
            _ => null,
        };

    /// <summary>What is wrong with the period or missing for the rhythm, and beside which field; null where the dates can be
    /// named.</summary>
    private (string Sentence, string Field)? ProblemOfDates() =>
        this switch
        {
            { From: null } => null, // Its annotation says that it is needed.
            // Holidays are known to 2099.
            { From.Year: < 2000 or > 2097 } => (ScheduleTexts.PlanPeriodWrong, nameof(From)),
            { Rhythm: PlanRhythm.Once } => null,
            { To: null } => (ScheduleTexts.PlanToNeeded, nameof(To)),
            _ when To < From || To > From.Value.AddYears(2) => (ScheduleTexts.PlanPeriodWrong, nameof(To)),
            { Weekday: null } => (ScheduleTexts.PlanWeekdayNeeded, nameof(Weekday)),
            { Rhythm: PlanRhythm.Monthly } when Nths.Length == 0 => (ScheduleTexts.PlanMonthWeeksNeeded, nameof(MonthWeeks)),
            _ => null,
        };
}

/// <summary>How the dates of a plan follow each other.</summary>
public enum PlanRhythm
{
    [Display(Name = nameof(ScheduleTexts.RhythmOnce), ResourceType = typeof(ScheduleTexts))]
    Once,

    [Display(Name = nameof(ScheduleTexts.RhythmWeekly), ResourceType = typeof(ScheduleTexts))]
    Weekly,

    [Display(Name = nameof(ScheduleTexts.RhythmMonthly), ResourceType = typeof(ScheduleTexts))]
    Monthly,
}

/// <summary>Which of a month's weekdays.</summary>
[Flags]
public enum MonthWeeks
{
    None = 0,

    [Display(Name = nameof(ScheduleTexts.FirstWeek), ResourceType = typeof(ScheduleTexts))]
    First = 1,

    [Display(Name = nameof(ScheduleTexts.SecondWeek), ResourceType = typeof(ScheduleTexts))]
    Second = 2,

    [Display(Name = nameof(ScheduleTexts.ThirdWeek), ResourceType = typeof(ScheduleTexts))]
    Third = 4,

    [Display(Name = nameof(ScheduleTexts.FourthWeek), ResourceType = typeof(ScheduleTexts))]
    Fourth = 8,

    [Display(Name = nameof(ScheduleTexts.FifthWeek), ResourceType = typeof(ScheduleTexts))]
    Fifth = 16,
}

/// <summary>What becomes of a date on which the centre is closed.</summary>
public enum OnClosedDay
{
    [Display(Name = nameof(ScheduleTexts.LeaveOut), ResourceType = typeof(ScheduleTexts))]
    LeaveOut,

    [Display(Name = nameof(ScheduleTexts.MoveOn), ResourceType = typeof(ScheduleTexts))]
    Move,
}

/// <summary>The weekdays with their words; numbered as <see cref="DayOfWeek"/>.</summary>
public enum Weekday
{
    [Display(Name = nameof(ScheduleTexts.Sunday), Order = 7, ResourceType = typeof(ScheduleTexts))]
    Sunday = DayOfWeek.Sunday,

    [Display(Name = nameof(ScheduleTexts.Monday), Order = 1, ResourceType = typeof(ScheduleTexts))]
    Monday = DayOfWeek.Monday,

    [Display(Name = nameof(ScheduleTexts.Tuesday), Order = 2, ResourceType = typeof(ScheduleTexts))]
    Tuesday = DayOfWeek.Tuesday,

    [Display(Name = nameof(ScheduleTexts.Wednesday), Order = 3, ResourceType = typeof(ScheduleTexts))]
    Wednesday = DayOfWeek.Wednesday,

    [Display(Name = nameof(ScheduleTexts.Thursday), Order = 4, ResourceType = typeof(ScheduleTexts))]
    Thursday = DayOfWeek.Thursday,

    [Display(Name = nameof(ScheduleTexts.Friday), Order = 5, ResourceType = typeof(ScheduleTexts))]
    Friday = DayOfWeek.Friday,

    [Display(Name = nameof(ScheduleTexts.Saturday), Order = 6, ResourceType = typeof(ScheduleTexts))]
    Saturday = DayOfWeek.Saturday,
}

/// <summary>One clinic to be made.</summary>
public sealed record ClinicDate(DateOnly Date, Guid VenueId);

/// <summary>One line of a plan before it is saved.</summary>
/// <param name="Regular">The date that the rule names.</param>
/// <param name="Date">The date on which it would be held; null when it is left out.</param>
/// <param name="ClosedFor">The holiday on the regular date.</param>
/// <param name="Collision">What stands against it, in one sentence; null when nothing does.</param>
public sealed record PlannedClinic(
    DateOnly Regular,
    DateOnly? Date,
    Holiday? ClosedFor,
    Guid? VenueId,
    string? VenueName,
    string? Collision
);
