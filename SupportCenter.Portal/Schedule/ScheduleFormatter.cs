using System.Globalization;
using SupportCenter.Domain;
using SupportCenter.Domain.Schedule;
using SupportCenter.Domain.Text;

namespace SupportCenter.Portal.Schedule;

/// <summary>How the schedule's pages say counts and slots.</summary>
internal static class ScheduleFormatter
{
    /// <summary>What the calendar says of a clinic behind its place: 中止, 終了, 満席, or how many are free.</summary>
    public static string Standing(ClinicRow clinic, DateOnly today) =>
        true switch
        {
            _ when clinic.IsClosed => SchedulePageTexts.Cancelled,
            _ when clinic.Date < today => SchedulePageTexts.Over,
            _ when clinic.Free == 0 => SchedulePageTexts.Full,
            _ => Filled(SchedulePageTexts.FreeOf, clinic.Free, clinic.Total),
        };

    /// <summary>令和2年7月31日(金) 13:00～14:00 中京区役所（行政書士 見本一）</summary>
    public static string Slot(FreeSlot slot) =>
        Filled(
            SchedulePageTexts.SlotLine,
            ScreenDate.Long(slot.Date),
            JapaneseTime.Format(slot.StartsAt, slot.EndsAt),
            slot.VenueName,
            slot.ScrivenerName
        );
}
