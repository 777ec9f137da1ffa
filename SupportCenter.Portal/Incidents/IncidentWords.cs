using SupportCenter.Domain.Incidents;
using SupportCenter.Domain.Text;
using SupportCenter.Portal.Components;

namespace SupportCenter.Portal.Incidents;

/// <summary>Deadlines and states of incidents in words and tones.</summary>
internal static class IncidentWords
{
    /// <summary>By when, and how many days are left.</summary>
    /// <param name="dueOn">The last day; null where no rule gives one.</param>
    /// <param name="today">Today's civil date.</param>
    public static string Due(DateOnly? dueOn, DateOnly today)
    {
        if (dueOn is not { } last)
        {
            return IncidentPageTexts.NoDue;
        }

        var left = last.DayNumber - today.DayNumber;
        return Filled(
            left > 0 ? IncidentPageTexts.DueIn
                : left == 0 ? IncidentPageTexts.DueToday
                : IncidentPageTexts.DueOver,
            ScreenDate.Long(last),
            Math.Abs(left)
        );
    }

    public static BadgeTone Of(IncidentState state) =>
        state switch
        {
            IncidentState.Suspected => BadgeTone.Alert,
            IncidentState.Handling => BadgeTone.Active,
            IncidentState.Reported => BadgeTone.Waiting,
            IncidentState.Closed => BadgeTone.Done,
            _ => BadgeTone.Stopped,
        };

    public static BadgeTone Of(IncidentStepRow step) =>
        step.State switch
        {
            IncidentStepState.Done => BadgeTone.Done,
            IncidentStepState.NotNeeded => BadgeTone.Stopped,
            _ => step.IsLate ? BadgeTone.Alert
            : step.IsNear ? BadgeTone.Active
            : BadgeTone.Waiting,
        };

    /// <summary>The words on the button that leads to a state.</summary>
    public static string To(IncidentState state) =>
        state switch
        {
            IncidentState.Handling => IncidentPageTexts.ToHandling,
            IncidentState.Reported => IncidentPageTexts.ToReported,
            IncidentState.Closed => IncidentPageTexts.ToClosed,
            _ => IncidentPageTexts.ToNotApplicable,
        };
}
