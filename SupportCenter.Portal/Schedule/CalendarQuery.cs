using System.Globalization;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Schedule;
using SupportCenter.Domain.Text;

namespace SupportCenter.Portal.Schedule;

/// <summary>What the calendar shows, as its address says it: a month and ids, nothing of anybody (ASVS 14.2.1).</summary>
internal sealed record CalendarQuery(DateOnly Month, Guid? VenueId, Ward? Ward, Guid? ScrivenerId)
{
    /// <summary>Holidays are known from here to there.</summary>
    private const int FirstYear = 2000;
    private const int LastYear = 2099;

    public bool HasPrevious => Month > new DateOnly(FirstYear, 1, 1);

    public bool HasNext => Month < new DateOnly(LastYear, 12, 1);

    /// <summary>All days of the month.</summary>
    public ClinicFilter Filter => new(Month, Month.AddMonths(1).AddDays(-1), VenueId, Ward, ScrivenerId);

    /// <summary>Reads an address; what is not a month is the month of <paramref name="today"/>, what is not an id does not
    /// filter.</summary>
    public static CalendarQuery Read(string? month, string? venue, string? ward, string? scrivener, DateOnly today) =>
        new(
            DateOnly.TryParseExact(month, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first)
            && first.Year is >= FirstYear and <= LastYear
                ? first
                : new DateOnly(today.Year, today.Month, 1),
            NewId.TryParse(venue, out var place) ? place : null,
            int.TryParse(ward, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && Enum.IsDefined((Ward)number)
                ? (Ward)number
                : null,
            NewId.TryParse(scrivener, out var person) ? person : null
        );

    /// <summary>The address of this calendar.</summary>
    public string Address =>
        PortalUrls.Clinics
        + "?"
        + string.Join(
            '&',
            new[]
            {
                $"month={Month.ToString("yyyy-MM", CultureInfo.InvariantCulture)}",
                VenueId is { } venue ? $"venue={venue.ToShort()}" : null,
                Ward is { } ward ? $"ward={((int)ward).ToString(CultureInfo.InvariantCulture)}" : null,
                ScrivenerId is { } scrivener ? $"scrivener={scrivener.ToShort()}" : null,
            }.OfType<string>()
        );
}
