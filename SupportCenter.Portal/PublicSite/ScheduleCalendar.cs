using System.Globalization;
using System.Security.Cryptography;
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
            .. schedule
                .Clinics.GroupBy(Identity)
                .SelectMany(same => same.SelectMany((clinic, at) => Event(clinic, UidOf(same.Key, at), schedule, centre))),
            "END:VCALENDAR",
        ];

    private static string[] Event(PublicClinic clinic, string uid, PublicSchedule schedule, CentreOptions centre)
    {
        string?[] said =
        [
            clinic.Availability.Label(),
            clinic.Access,
            clinic.OpeningHours is { Length: > 0 } hours ? Filled(PublicTexts.OpeningHours, hours) : null,
            Filled(PublicTexts.RingAt, centre.Telephone, centre.Hours),
        ];
        return
        [
            "BEGIN:VEVENT",
            $"UID:{uid}",
            $"DTSTAMP:{schedule.From.ToString("yyyyMMdd", CultureInfo.InvariantCulture)}T000000Z",
            $"DTSTART;TZID=Asia/Tokyo:{At(clinic.Date, clinic.StartsAt)}",
            $"DTEND;TZID=Asia/Tokyo:{At(clinic.Date, clinic.EndsAt)}",
            $"SUMMARY:{Escape($"{PublicTexts.Title} {clinic.VenueName}")}",
            $"LOCATION:{Escape($"{clinic.VenueName} {clinic.Address}")}",
            $"DESCRIPTION:{Escape(string.Join('\n', said.Where(part => !string.IsNullOrEmpty(part))))}",
            $"CATEGORIES:{Escape(clinic.Ward.Label())}",
            $"X-AVAILABILITY:{clinic.Availability}",
            string.Create(CultureInfo.InvariantCulture, $"X-FREE:{clinic.Free}"),
            $"STATUS:{(clinic.IsCancelled ? "CANCELLED" : "CONFIRMED")}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ];
    }

    private static string Identity(PublicClinic clinic) =>
        $"{OpenData.Iso(clinic.Date)} {OpenData.Clock(clinic.StartsAt)} {clinic.Ward} {clinic.VenueName}";

    /// <summary>The same clinic has the same name tomorrow and on another server, without an id of the database: from its place and
    /// time.</summary>
    private static string UidOf(string identity, int at) =>
        new Guid(
            SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{identity} {at}"))).AsSpan(0, 16)
        ).ToString("D");

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
