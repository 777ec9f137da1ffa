using System.Globalization;
using SupportCenter.Domain.Text;
using SupportCenter.Domain.Workspace;

namespace SupportCenter.Portal.Workspace;

/// <summary>Figures of the start page as a sentence.</summary>
internal static class WorkspaceFormatter
{
    /// <summary>「先週より3件多い」: what was compared with, and by how much it differs.</summary>
    public static string Format(Trend trend, string comparedWith) =>
        trend.Difference switch
        {
            > 0 => Filled(WorkspaceTexts.More, comparedWith, trend.Difference, trend.Before),
            < 0 => Filled(WorkspaceTexts.Less, comparedWith, -trend.Difference, trend.Before),
            _ => Filled(WorkspaceTexts.AsMany, comparedWith),
        };

    /// <summary>One day of the week's chart, read aloud.</summary>
    public static string Title(DateFigures day) =>
        Filled(
            WorkspaceTexts.DayTitle,
            ScreenDate.Brief(day.Date),
            day.Counts.Appointments,
            day.Counts.Came,
            day.Counts.Booked,
            day.Counts.NoShow,
            day.Free
        );

    /// <summary>How long somebody has waited: in minutes, hours or days, whatever is whole.</summary>
    public static string Elapsed(TimeSpan time) =>
        time.TotalDays >= 1 ? Filled(WorkspaceTexts.Days, (int)time.TotalDays)
        : time.TotalHours >= 1 ? Filled(WorkspaceTexts.Hours, (int)time.TotalHours)
        : Filled(WorkspaceTexts.Minutes, Math.Max(0, (int)time.TotalMinutes));
}
