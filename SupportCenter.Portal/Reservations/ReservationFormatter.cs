using System.Globalization;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Reservations;
using SupportCenter.Portal.Components;

namespace SupportCenter.Portal.Reservations;

/// <summary>How times and states of reservations are written on the screen, in the language of the screen.</summary>
internal static class ReservationFormatter
{
    /// <summary>13:00～14:00</summary>
    public static string Times(TimeOnly from, TimeOnly to) => string.Create(CultureInfo.InvariantCulture, $"{from:H\\:mm}～{to:H\\:mm}");

    /// <summary>3回目</summary>
    public static string Visit(int number) => Filled(ReservationPageTexts.VisitTimes, number);

    /// <summary>12人; empty when it is unknown.</summary>
    public static string People(int? count) => count is { } people ? Filled(ReservationPageTexts.People, people) : "";

    /// <summary>The button that takes back a status pressed by mistake.</summary>
    public static string TakeBack(ReservationStatus status) =>
        status == ReservationStatus.NoShow ? ReservationPageTexts.TakeBackNoShow : ReservationPageTexts.TakeBackArrival;

    /// <summary>What is asked before it is taken back.</summary>
    public static string TakeBackSentence(string? business) => Filled(ReservationPageTexts.TakeBackSentence, business);

    /// <summary>The link to the paper for the caller: the appointment, or that it was cancelled.</summary>
    public static string Slip(ReservationStatus status) =>
        status == ReservationStatus.Cancelled ? ReservationPageTexts.CancelledSlip : ReservationPageTexts.Slip;

    /// <summary>How a status is felt.</summary>
    public static BadgeTone Tone(ReservationStatus status) =>
        status switch
        {
            ReservationStatus.Booked => BadgeTone.Waiting,
            ReservationStatus.Arrived => BadgeTone.Active,
            ReservationStatus.Completed => BadgeTone.Done,
            ReservationStatus.Cancelled => BadgeTone.Stopped,
            _ => BadgeTone.Alert,
        };

    /// <summary>The class of a status' mark in the list.</summary>
    public static string ToneClass(ReservationStatus status) =>
        Tone(status) switch
        {
            BadgeTone.Waiting => "waiting",
            BadgeTone.Active => "active",
            BadgeTone.Done => "done",
            BadgeTone.Stopped => "stopped",
            _ => "alert",
        };

    /// <summary>The label under which a detail is in the form; of one that the form has no more, its name.</summary>
    public static string FieldLabel(string property) =>
        FormFields.Of<ReservationDetails>().FirstOrDefault(field => field.Name == property)?.Label ?? property;
}
