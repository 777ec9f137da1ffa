using System.Globalization;
using System.Text;
using SupportCenter.Domain.PublicSite;
using SupportCenter.Domain.Text;

namespace SupportCenter.Portal.PublicSite;

/// <summary>The public schedule as a calendar to subscribe to (RFC 5545).</summary>
public static class ScheduleCalendar
{
    private const int LongestLine = 75;

    public static byte[] Render(PublicSchedule schedule, CentreOptions centre)
    {
        var text = new StringBuilder();
        foreach (var line in Lines(schedule, centre))
        {
            Fold(text, line);
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static IEnumerable<string> Lines(PublicSchedule schedule, CentreOptions centre) =>
        [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//SupportCenter//Schedule//JA",
            "METHOD:PUBLISH",
            $"X-WR-CALNAME:{Escape(PublicTexts.Title)}",
            "REFRESH-INTERVAL;VALUE=DURATION:PT15M",
            "BEGIN:VTIMEZONE",
            "TZID:Asia/Tokyo",
            "BEGIN:STANDARD",
            "DTSTART:19700101T000000",
            "TZOFFSETFROM:+0900",
            "TZOFFSETTO:+0900",
            "TZNAME:JST",
            "END:STANDARD",
            "END:VTIMEZONE",
            .. schedule.Clinics.SelectMany(clinic => Event(clinic, centre)),
            "END:VCALENDAR",
        ];

    private static string[] Event(PublicClinic clinic, CentreOptions centre)
    {
        string?[] lines =
        [
            clinic.Availability.Label(),
            clinic.Pauses is { } pauses ? Filled(PublicTexts.Sessions, pauses) : null,
            clinic.Access,
            clinic.OpeningHours is { Length: > 0 } hours ? Filled(PublicTexts.OpeningHours, hours) : null,
            Filled(PublicTexts.RingAt, centre.Telephone, centre.Hours),
        ];
        return
        [
            "BEGIN:VEVENT",
            $"UID:{clinic.CalendarId:D}",
            // The same file for the same content: it is of the moment of its last change, not of the moment at which it is asked for.
            $"DTSTAMP:{Utc(clinic.RevisedAtUtc)}",
            $"LAST-MODIFIED:{Utc(clinic.RevisedAtUtc)}",
            string.Create(CultureInfo.InvariantCulture, $"SEQUENCE:{clinic.Revision}"),
            $"DTSTART;TZID=Asia/Tokyo:{At(clinic.Date, clinic.StartsAt)}",
            $"DTEND;TZID=Asia/Tokyo:{At(clinic.Date, clinic.EndsAt)}",
            $"SUMMARY:{Escape(Summary(clinic))}",
            $"LOCATION:{Escape($"{clinic.VenueName} {clinic.Address}")}",
            $"DESCRIPTION:{Escape(string.Join('\n', lines.Where(part => !string.IsNullOrEmpty(part))))}",
            $"CATEGORIES:{Escape(clinic.Ward.Label())}",
            $"X-AVAILABILITY:{clinic.Availability}",
            string.Create(CultureInfo.InvariantCulture, $"X-FREE:{clinic.Free}"),
            $"STATUS:{(clinic.IsCancelled ? "CANCELLED" : "CONFIRMED")}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ];
    }

    // Many calendars show the status nowhere.
    private static string Summary(PublicClinic clinic) =>
        clinic.IsCancelled
            ? Filled(PublicTexts.CalendarCancelled, PublicTexts.Title, clinic.VenueName)
            : $"{PublicTexts.Title} {clinic.VenueName}";

    private static string Utc(DateTime moment) => moment.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    private static string At(DateOnly date, TimeOnly time) =>
        date.ToDateTime(time).ToString("yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture);

    private static string Escape(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace(";", "\\;", StringComparison.Ordinal)
            .Replace(",", "\\,", StringComparison.Ordinal)
            .Replace("\r", "", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal);

    /// <summary>No line is longer than 75 octets (§3.1), and none is broken within a character.</summary>
    private static void Fold(StringBuilder text, string line)
    {
        var octets = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > LongestLine)
            {
                text.Append("\r\n ");
                octets = 1;
            }

            text.Append(rune.ToString());
            octets += rune.Utf8SequenceLength;
        }

        text.Append("\r\n");
    }
}
