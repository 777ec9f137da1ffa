using System.Globalization;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Reports;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Text;

namespace SupportCenter.Portal.Reservations;

/// <summary>What the list is narrowed down to, as a part of its address: ids, days and states of the schedule. What was searched for and
/// the industry (free text) are never there (ASVS 14.2.1).</summary>
internal static class ReservationQuery
{
    public const string DayView = "day";
    private const string AllTimes = "all";
    private const string WithoutIndustry = "none";
    private const int LastHour = 23;

    /// <summary>The address of the list with a filter, without what is personal in it.</summary>
    public static string List(ReservationFilter filter) =>
        Join([
            ("period", PeriodText(filter)),
            ("mine", filter.IsMine ? "true" : null),
            ("from", Text(filter.From)),
            ("to", Text(filter.To)),
            ("venue", filter.VenueId?.ToShort()),
            ("ward", filter.Ward?.ToString()),
            ("status", filter.Status?.ToString()),
            ("scrivener", filter.ScrivenerId?.ToShort()),
            ("receivedFrom", Text(filter.ReceivedFrom)),
            ("receivedTo", Text(filter.ReceivedTo)),
            ("counted", filter.Counted?.Kind.ToString()),
            ("table", filter.Counted?.Table?.ToString()),
            ("key", filter.Counted?.Key),
            ("question", filter.Counted?.QuestionId?.ToShort()),
            ("industry", filter.Counted?.IsWithoutIndustry == true ? WithoutIndustry : null),
            ("weekday", filter.Counted?.Weekday?.ToString()),
            ("hour", filter.Counted?.Hour?.ToString(CultureInfo.InvariantCulture)),
        ]);

    /// <summary>What an address says of a figure of the statistics; null where it says nothing. What it says wrongly counts
    /// nothing.</summary>
    public static CountedRows? CountedOf(
        string? counted,
        string? table,
        string? key,
        string? question,
        string? industry,
        string? weekday,
        string? hour
    ) =>
        counted is null
            ? null
            : new CountedRows(ChoiceOf<CountedKind>(counted) ?? default)
            {
                Table = table is null ? null : ChoiceOf<StatisticsTableKind>(table) ?? default(StatisticsTableKind),
                Key = key,
                QuestionId = IdOf(question),
                IsWithoutIndustry = industry == WithoutIndustry,
                Weekday = ChoiceOf<DayOfWeek>(weekday),
                Hour = int.TryParse(hour, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at <= LastHour ? at : null,
            };

    /// <summary>The period that an address asks for: what is to come where it says nothing, everything where it names dates.</summary>
    public static ReservationPeriod? PeriodOf(string? text, string? from, string? to) =>
        text is null && from is null && to is null ? ReservationPeriod.Coming : ChoiceOf<ReservationPeriod>(text);

    /// <summary>The address of a day, at one venue or at all.</summary>
    public static string Day(DateOnly? date, Guid? venue) => Join([("view", DayView), ("date", Text(date)), ("venue", venue?.ToShort())]);

    public static DateOnly? DateOf(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
        && JapaneseDate.IsInRange(date)
            ? date
            : null;

    public static Guid? IdOf(string? text) => NewId.TryParse(text, out var id) ? id : null;

    public static T? ChoiceOf<T>(string? text)
        where T : struct, Enum => Enum.TryParse<T>(text, out var choice) && Enum.IsDefined(choice) ? choice : null;

    private static string? PeriodText(ReservationFilter filter) =>
        filter.Period switch
        {
            ReservationPeriod.Coming => filter.From is null && filter.To is null ? null : nameof(ReservationPeriod.Coming),
            null => filter.From is null && filter.To is null ? AllTimes : null,
            var period => period.ToString(),
        };

    private static string? Text(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Join((string Name, string? Value)[] parts)
    {
        var query = string.Join('&', parts.Where(part => part.Value is not null).Select(part => $"{part.Name}={part.Value}"));
        return query.Length == 0 ? PortalUrls.Reservations : $"{PortalUrls.Reservations}?{query}";
    }
}
