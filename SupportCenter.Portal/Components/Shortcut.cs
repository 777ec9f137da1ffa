using System.ComponentModel.DataAnnotations;
using SupportCenter.Domain.Access;

namespace SupportCenter.Portal.Components;

/// <summary>Where a key works.</summary>
public enum ShortcutPlace
{
    [Display(Name = nameof(SearchTexts.PlaceEverywhere), ResourceType = typeof(SearchTexts))]
    Everywhere,

    [Display(Name = nameof(SearchTexts.PlaceForm), ResourceType = typeof(SearchTexts))]
    Form,

    [Display(Name = nameof(SearchTexts.PlaceCalendar), ResourceType = typeof(SearchTexts))]
    Calendar,

    [Display(Name = nameof(SearchTexts.PlaceList), ResourceType = typeof(SearchTexts))]
    List,

    [Display(Name = nameof(SearchTexts.PlaceReservationList), ResourceType = typeof(SearchTexts))]
    ReservationList,

    [Display(Name = nameof(SearchTexts.PlaceBooking), ResourceType = typeof(SearchTexts))]
    Booking,

    [Display(Name = nameof(SearchTexts.PlaceCallbacks), ResourceType = typeof(SearchTexts))]
    Callbacks,

    [Display(Name = nameof(SearchTexts.PlaceDay), ResourceType = typeof(SearchTexts))]
    Day,

    [Display(Name = nameof(SearchTexts.PlaceReservation), ResourceType = typeof(SearchTexts))]
    Reservation,

    [Display(Name = nameof(SearchTexts.PlaceRecord), ResourceType = typeof(SearchTexts))]
    Record,

    [Display(Name = nameof(SearchTexts.PlaceBoard), ResourceType = typeof(SearchTexts))]
    Board,

    [Display(Name = nameof(SearchTexts.PlaceAdministration), ResourceType = typeof(SearchTexts))]
    Administration,
}

/// <summary>One key, or alternatives with the same effect.</summary>
/// <param name="Keys">The keys as people read them: Alt+N, "↑ ↓".</param>
/// <param name="Text">What they do, in the language of the screen.</param>
/// <param name="Permission">Whoever has it has a use for the key.</param>
public sealed record Shortcut(string Keys, Func<string> Text, ShortcutPlace Place, Permission Permission)
{
    private const string Alt = "Alt+";

    /// <summary>The value of <c>data-shortcut</c>, by which portal.js finds what Alt and a character lead to.</summary>
    public string? Letter =>
        Keys.StartsWith(Alt, StringComparison.Ordinal) && Keys.Length == Alt.Length + 1 ? Keys[^1..].ToLowerInvariant() : null;
}
