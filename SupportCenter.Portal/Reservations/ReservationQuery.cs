using System.Globalization;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Reservations;

namespace SupportCenter.Portal.Reservations;

/// <summary>What the list is narrowed down to, as a part of its address: ids, days and states of the schedule. What was searched for and the
/// industry (free text) never stand there (ASVS 14.2.1).</summary>
internal static class ReservationQuery
{
    public const string DayView = "day";

    /// <summary>The address of the list with a filter, without what is personal in it.</summary>
    public static string List(ReservationFilter filter) => Join(
    [
        ("from", Text(filter.From)),
        ("to", Text(filter.To)),
        ("venue", filter.VenueId?.ToShort()),
        ("ward", filter.Ward?.ToString()),
        ("status", filter.Status?.ToString()),
        ("scrivener", filter.ScrivenerId?.ToShort()),
    ]);

    /// <summary>The address of a day, at one venue or at all.</summary>
    public static string Day(DateOnly? date, Guid? venue) => Join([("view", DayView), ("date", Text(date)), ("venue", venue?.ToShort())]);

    public static DateOnly? DateOf(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    public static Guid? IdOf(string? text) => NewId.TryParse(text, out var id) ? id : null;

    public static T? ChoiceOf<T>(string? text)
        where T : struct, Enum => Enum.TryParse<T>(text, out var choice) && Enum.IsDefined(choice) ? choice : null;

    private static string? Text(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Join((string Name, string? Value)[] parts)
    {
        var query = string.Join('&', parts.Where(part => part.Value is not null).Select(part => $"{part.Name}={part.Value}"));
        return query.Length == 0 ? PortalUrls.Reservations : $"{PortalUrls.Reservations}?{query}";
    }
}
