using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using SupportCenter.Domain.PublicSite;
using SupportCenter.Domain.Text;

namespace SupportCenter.Portal.PublicSite;

/// <summary>The public schedule for programs. The same content as the page, in the words of the language that is asked for.</summary>
public static class OpenData
{
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        WriteIndented = true,
    };

    /// <summary>UTF-8; dates and times as ISO 8601 has them, in the civil time that <c>timeZone</c> names.</summary>
    public static byte[] Json(PublicSchedule schedule, CentreOptions centre) =>
        JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                timeZone = "Asia/Tokyo",
                centre.Telephone,
                hours = centre.Hours,
                schedule.From,
                schedule.To,
                clinics = schedule.Clinics.Select(clinic => new
                {
                    clinic.Date,
                    startsAt = Clock(clinic.StartsAt),
                    endsAt = Clock(clinic.EndsAt),
                    venue = clinic.VenueName,
                    ward = clinic.Ward.Label(),
                    wardCode = clinic.Ward.ToString(),
                    clinic.Address,
                    clinic.Access,
                    clinic.OpeningHours,
                    sessions = clinic.Sessions.Select(one => new { startsAt = Clock(one.From), endsAt = Clock(one.To) }),
                    clinic.Free,
                    availability = clinic.Availability.Label(),
                    availabilityCode = clinic.Availability.ToString(),
                }),
            },
            Readable
        );

    /// <summary>RFC 4180 in UTF-8 with a byte order mark, which Excel asks for; one fact a cell.</summary>
    public static byte[] Csv(PublicSchedule schedule)
    {
        var lines = schedule
            .Clinics.Select(clinic =>
                new[]
                {
                    Iso(clinic.Date),
                    Clock(clinic.StartsAt),
                    Clock(clinic.EndsAt),
                    clinic.VenueName,
                    clinic.Ward.Label(),
                    clinic.Ward.ToString(),
                    clinic.Address,
                    clinic.Access ?? "",
                    clinic.OpeningHours ?? "",
                    clinic.Free.ToString(CultureInfo.InvariantCulture),
                    clinic.Availability.Label(),
                    clinic.Availability.ToString(),
                    string.Join(' ', clinic.Sessions.Select(one => $"{Clock(one.From)}-{Clock(one.To)}")),
                }
            )
            .Prepend(PublicTexts.CsvHeads.Split(','));
        return
        [
            .. System.Text.Encoding.UTF8.Preamble,
            .. System.Text.Encoding.UTF8.GetBytes(string.Concat(lines.Select(cells => string.Join(',', cells.Select(Cell)) + "\r\n"))),
        ];
    }

    /// <summary>2020-07-16</summary>
    internal static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>09:30</summary>
    internal static string Clock(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>A text that a spreadsheet would take for a formula gets an apostrophe before it (ASVS 1.2.10).</summary>
    private static string Cell(string text)
    {
        var safe = text is ['=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '＝' or '＋' or '－' or '＠', ..] ? "'" + text : text;
        return safe.AsSpan().IndexOfAny("\",\r\n") < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
