using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using SupportCenter.Domain.Reservations;
using SupportCenter.Portal.Components;

namespace SupportCenter.Portal.Reservations;

/// <summary>How times and states of reservations are written on the screen, in the language of the screen.</summary>
internal static class ReservationWords
{
    /// <summary>13:00～14:00</summary>
    public static string Times(TimeOnly from, TimeOnly to) => string.Create(CultureInfo.InvariantCulture, $"{from:H\\:mm}～{to:H\\:mm}");

    /// <summary>3回目</summary>
    public static string Visit(int number) => string.Format(CultureInfo.CurrentCulture, ReservationPageTexts.VisitTimes, number);

    /// <summary>12人; empty when it is unknown.</summary>
    public static string People(int? count) => count is { } people ? string.Format(CultureInfo.CurrentCulture, ReservationPageTexts.People, people) : "";

    /// <summary>The button that takes back a status pressed by mistake.</summary>
    public static string TakeBack(ReservationStatus status) => status == ReservationStatus.NoShow ? ReservationPageTexts.TakeBackNoShow : ReservationPageTexts.TakeBackArrival;

    /// <summary>What is asked before it is taken back.</summary>
    public static string TakeBackSentence(string? business) => string.Format(CultureInfo.CurrentCulture, ReservationPageTexts.TakeBackSentence, business);

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
