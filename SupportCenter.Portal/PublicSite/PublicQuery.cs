using System.Globalization;
using SupportCenter.Domain.PublicSite;
using SupportCenter.Domain.Text;

namespace SupportCenter.Portal.PublicSite;

/// <summary>What a visitor wants to see of the schedule, as its address says. Whatever else is in the address is dropped here: it
/// reaches neither the page nor the memory of answers.</summary>
/// <param name="IsOutside">A date was asked for that the schedule does not cover.</param>
public sealed record PublicQuery(
    string Language,
    bool IsMonth = false,
    Ward? Ward = null,
    string? Venue = null,
    DateOnly? Date = null,
    bool IsOutside = false
)
{
    public const string MonthView = "month";

    public static string LanguageOf(IQueryCollection query) => query["lang"] == "en" ? "en" : "ja";

    public static PublicQuery Read(IQueryCollection query, PublicSchedule schedule)
    {
        var date = DateOnly.TryParseExact(query["date"], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : (DateOnly?)null;
        var covered = date is null || (date >= schedule.From && date <= schedule.To);
        var venue = Asked(query, "venue") is { } name
            ? schedule.Clinics.FirstOrDefault(clinic => clinic.VenueName == name)?.VenueName
            : null;
        var ward = Asked(query, "ward") is { } place
            ? schedule.Clinics.FirstOrDefault(clinic => clinic.Ward.ToString() == place)?.Ward
            : null;
        return new PublicQuery(LanguageOf(query), query["view"] == MonthView, ward, venue, covered ? date : null, !covered);
    }

    /// <summary>The clinics that fit.</summary>
    public IReadOnlyList<PublicClinic> Of(PublicSchedule schedule) =>
        IsOutside
            ? []
            :
            [
                .. schedule.Clinics.Where(clinic =>
                    (Ward is null || clinic.Ward == Ward)
                    && (Venue is null || clinic.VenueName == Venue)
                    && (Date is null || clinic.Date == Date)
                ),
            ];

    /// <summary>The one address of this view at <paramref name="path"/>, in the order of the form.</summary>
    public string AddressAt(string path)
    {
        var parts = new (string Name, string? Value)[]
        {
            ("lang", Language == "en" ? "en" : null),
            ("view", IsMonth ? MonthView : null),
            ("ward", Ward?.ToString()),
            ("venue", Venue),
            ("date", Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        };
        return path
            + QueryString.Create(parts.Where(part => part.Value is not null).Select(part => KeyValuePair.Create(part.Name, part.Value)));
    }

    private static string? Asked(IQueryCollection query, string name) =>
        query.TryGetValue(name, out var values) && values.ToString() is { Length: > 0 } value ? value : null;
}
