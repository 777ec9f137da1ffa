using SupportCenter.Domain.Schedule;

namespace SupportCenter.Domain.Incidents;

/// <summary>The days by which the steps of an incident are due. They are computed and never stored: when the day of knowing or a criterion
/// is corrected, they move.</summary>
public static class IncidentDeadlines
{
    /// <summary>The last day of a period of so many days. The day of knowing is day 1; Saturdays, Sundays and holidays count; a last day
    /// on a Saturday, a Sunday, a national holiday or 29 December to 3 January moves to the next working day.</summary>
    /// <param name="known">The civil day on which any office of the city knew.</param>
    /// <param name="days">Days, 1 or more.</param>
    public static DateOnly LastDay(DateOnly known, int days)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(days, 1);
        return WorkingDayFrom(known.AddDays(days - 1));
    }

    /// <summary>The day by which a step is due; null where no rule gives one.</summary>
    /// <param name="kind">The step.</param>
    /// <param name="known">The civil day on which any office of the city knew.</param>
    /// <param name="isWrongful">Whether a wrongful purpose is suspected: 確報 has longer then.</param>
    /// <param name="rules">The numbers.</param>
    /// <remarks>The steps of the first two days are what the city did in July 2020; the two reports are the law's.</remarks>
    public static DateOnly? DueOn(IncidentStepKind kind, DateOnly known, bool isWrongful, IncidentOptions rules) =>
        kind switch
        {
            IncidentStepKind.Contain
            or IncidentStepKind.Decide
            or IncidentStepKind.FixAffected
            or IncidentStepKind.InformOffices
            or IncidentStepKind.CallAffected => known,
            IncidentStepKind.MeetHeads => WorkingDayFrom(known.AddDays(1)),
            IncidentStepKind.Preliminary => LastDay(known, rules.PreliminaryDays),
            IncidentStepKind.Final or IncidentStepKind.Prevent => LastDay(known, isWrongful ? rules.FinalDaysWrongful : rules.FinalDays),
            _ => null,
        };

    /// <summary>The day by which a step of an incident is due; null where no rule gives one, or nothing has to be reported.</summary>
    /// <param name="details">What is known of the incident: when it became known, and its criteria.</param>
    /// <param name="kind">The step.</param>
    /// <param name="own">The day of a step that was put in by hand.</param>
    /// <param name="rules">The numbers.</param>
    public static DateOnly? DueOn(IncidentDetails details, IncidentStepKind kind, DateOnly? own, IncidentOptions rules) =>
        kind == IncidentStepKind.Other ? own
        : kind is IncidentStepKind.Preliminary or IncidentStepKind.Final && details.Duty(rules.ManyPersons) == ReportingDuty.None ? null
        : details.KnownOn is { } known ? DueOn(kind, known, details.Wrongful == CriterionAnswer.Met, rules)
        : null;

    private static DateOnly WorkingDayFrom(DateOnly day)
    {
        while (!JapaneseHolidays.IsWorkingDay(day))
        {
            day = day.AddDays(1);
        }

        return day;
    }
}
