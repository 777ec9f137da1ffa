using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Words;
using SupportCenter.Portal.Components;

namespace SupportCenter.Portal.Reservations;

/// <summary>How dates, times and states of reservations are written on the screen, in the language of the screen.</summary>
internal static class ReservationWords
{
    private static bool IsJapanese => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "ja";

    /// <summary>令和2年7月16日(木)</summary>
    public static string Long(DateOnly date) => IsJapanese ? JapaneseDate.Format(date) : date.ToString("ddd, d MMMM yyyy", CultureInfo.CurrentCulture);

    /// <summary>R2.7.16(木), for lists.</summary>
    public static string Short(DateOnly date) =>
        IsJapanese ? $"{JapaneseDate.FormatShort(date)}({JapaneseDate.Weekday(date)})" : date.ToString("yyyy-MM-dd ddd", CultureInfo.CurrentCulture);

    /// <summary>13:00～14:00</summary>
    public static string Times(TimeOnly from, TimeOnly to) => string.Create(CultureInfo.InvariantCulture, $"{from:H\\:mm}～{to:H\\:mm}");

    /// <summary>R2.7.16(木) 13:05, of a moment in Tokyo.</summary>
    public static string Moment(DateTime at) => string.Create(CultureInfo.InvariantCulture, $"{Short(DateOnly.FromDateTime(at))} {at:H\\:mm}");

    /// <summary>3回目</summary>
    public static string Visit(int number) => string.Format(CultureInfo.CurrentCulture, ReservationPageTexts.VisitTimes, number);

    /// <summary>12人; empty when it is unknown.</summary>
    public static string People(int? count) => count is { } people ? string.Format(CultureInfo.CurrentCulture, ReservationPageTexts.People, people) : "";

    /// <summary>How a status is felt.</summary>
    public static BadgeTone Tone(ReservationStatus status) => status switch
    {
        ReservationStatus.Booked => BadgeTone.Waiting,
        ReservationStatus.Arrived => BadgeTone.Active,
        ReservationStatus.Completed => BadgeTone.Done,
        ReservationStatus.Cancelled => BadgeTone.Stopped,
        _ => BadgeTone.Alert,
    };

    /// <summary>The label under which a detail stands in the form.</summary>
    public static string FieldLabel(string property) => property == nameof(ReservationDetails.Answers)
        ? ReservationPageTexts.Confirmations
        : typeof(ReservationDetails).GetProperty(property)?.GetCustomAttribute<DisplayAttribute>()?.GetName() ?? property;
}
