using System.Globalization;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Reservations;

/// <summary>復唱: what is read to the caller at the end. Japanese whatever language the screen speaks, since the caller is spoken to in
/// Japanese.</summary>
public static class ReadBack
{
    private const int LongestSpokenPlace = 30;
    private static readonly CultureInfo Japanese = CultureInfo.GetCultureInfo("ja");

    /// <summary>「株式会社例示製作所の見本様、… 7月16日木曜日、13時から、中京区役所 1階 会議室で…」, then what to bring and whom to ring.</summary>
    public static string Sentence(BookedReservation booked)
    {
        var place = string.Join(' ', (booked.VenueAccess ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var spoken = place.Length is > 0 and <= LongestSpokenPlace ? $"{booked.VenueName} {place}" : booked.VenueName;
        var sentence = Text(
            nameof(BookingTexts.ReadBackAppointment),
            Caller(booked),
            booked.Date.Month,
            booked.Date.Day,
            JapaneseDate.Weekday(booked.Date),
            Clock(booked.StartsAt),
            spoken,
            Titled(booked.ScrivenerName)
        );
        var way = place.Length > LongestSpokenPlace ? Text(nameof(BookingTexts.ReadBackWay), place) : "";
        return sentence + way + Text(nameof(BookingTexts.ReadBackBring)) + Text(nameof(BookingTexts.ReadBackChange));
    }

    /// <summary>Staff lists often hold the title within the name; it is said once.</summary>
    private static string Titled(string scrivener) =>
        scrivener.StartsWith(Text(nameof(BookingTexts.ReadBackTitle)), StringComparison.Ordinal)
            ? scrivener
            : Text(nameof(BookingTexts.ReadBackScrivener), scrivener);

    private static string Caller(BookedReservation booked) =>
        booked.ContactName is { Length: > 0 } contact
            ? Text(nameof(BookingTexts.ReadBackContact), booked.BusinessName, contact)
            : Text(nameof(BookingTexts.ReadBackBusiness), booked.BusinessName);

    private static string Clock(TimeOnly at) =>
        Text(at.Minute == 0 ? nameof(BookingTexts.ReadBackHour) : nameof(BookingTexts.ReadBackHourMinute), at.Hour, at.Minute);

    private static string Text(string key, params object[] values) =>
        string.Format(Japanese, BookingTexts.ResourceManager.GetString(key, Japanese)!, values);
}
