using SupportCenter.Domain.Access;
using SupportCenter.Portal.Components.Layout;

namespace SupportCenter.Portal.Components;

/// <summary>All keys of the portal. Components take their keys from here, and the page of shortcuts lists what is here, so that neither
/// can differ from the other.</summary>
public static class Shortcuts
{
    public static Shortcut Palette { get; } = On("Ctrl+K", () => SearchTexts.DoPalette);
    public static Shortcut Help { get; } = On("?", () => SearchTexts.DoHelp);

    public static Shortcut NextField { get; } = On("Enter", () => SearchTexts.DoNextField, ShortcutPlace.Form);
    public static Shortcut Save { get; } = On("Ctrl+Enter", () => SearchTexts.DoSave, ShortcutPlace.Form);
    public static Shortcut OpenCalendar { get; } = On("Alt+↓", () => SearchTexts.DoCalendar, ShortcutPlace.Form);
    public static Shortcut Suggestions { get; } = On("↑ ↓", () => SearchTexts.DoSuggestions, ShortcutPlace.Form);
    public static Shortcut PickSuggestion { get; } = On("Enter", () => SearchTexts.DoPickSuggestion, ShortcutPlace.Form);
    public static Shortcut Close { get; } = On("Esc", () => SearchTexts.DoClose, ShortcutPlace.Form);

    public static Shortcut Days { get; } = On("← → ↑ ↓", () => SearchTexts.DoDays, ShortcutPlace.Calendar);
    public static Shortcut WeekEnds { get; } = On("Home End", () => SearchTexts.DoWeekEnds, ShortcutPlace.Calendar);
    public static Shortcut Months { get; } = On("PageUp PageDown", () => SearchTexts.DoMonths, ShortcutPlace.Calendar);
    public static Shortcut Years { get; } = On("Shift+PageUp Shift+PageDown", () => SearchTexts.DoYears, ShortcutPlace.Calendar);

    public static Shortcut Rows { get; } = On("↑ ↓", () => SearchTexts.DoRows, ShortcutPlace.List);
    public static Shortcut OpenRow { get; } = On("Enter", () => SearchTexts.DoOpenRow, ShortcutPlace.List);
    public static Shortcut SearchList { get; } =
        On("Alt+F", () => SearchTexts.DoSearchList, ShortcutPlace.ReservationList, Permission.ViewReservations);

    public static Shortcut SelectRow { get; } = Grid("Space", () => SearchTexts.DoSelectRow);
    public static Shortcut QuickView { get; } = Grid("→", () => SearchTexts.DoQuickView);
    public static Shortcut RowMenu { get; } = Grid("Shift+F10", () => SearchTexts.DoRowMenu);
    public static Shortcut FirstAndLastRow { get; } = Grid("Home End", () => SearchTexts.DoFirstAndLastRow);
    public static Shortcut TurnPage { get; } = Grid("PageUp PageDown", () => SearchTexts.DoTurnPage);

    public static Shortcut SearchBusiness { get; } = Booking("Alt+K", () => SearchTexts.DoSearchBusiness);
    public static Shortcut FreeTimes { get; } = Booking("Alt+J", () => SearchTexts.DoSlots);
    public static Shortcut Questions { get; } = Booking("Alt+Q", () => SearchTexts.DoQuestions);
    public static Shortcut UnknownMeasure { get; } = Booking("Alt+U", () => SearchTexts.DoUnknownMeasure);
    public static Shortcut NextCaller { get; } = Booking("Alt+N", () => SearchTexts.DoNextCaller);
    public static Shortcut PrintSlip { get; } = Booking("Alt+P", () => SearchTexts.DoSlip);

    public static Shortcut AddCallback { get; } =
        On("Alt+N", () => SearchTexts.DoNew, ShortcutPlace.Callbacks, Permission.BookReservations);

    public static Shortcut ArriveOnRow { get; } = On("A", () => SearchTexts.DoArrive, ShortcutPlace.Day, Permission.ReceiveClients);
    public static Shortcut MissOnRow { get; } = On("N", () => SearchTexts.DoMiss, ShortcutPlace.Day, Permission.ReceiveClients);
    public static Shortcut Arrive { get; } = On("Alt+A", () => SearchTexts.DoArrive, ShortcutPlace.Reservation, Permission.ReceiveClients);
    public static Shortcut Miss { get; } = On("Alt+N", () => SearchTexts.DoMiss, ShortcutPlace.Reservation, Permission.ReceiveClients);

    public static Shortcut StartNow { get; } = Record("Alt+S", () => SearchTexts.DoStartNow);
    public static Shortcut EndNow { get; } = Record("Alt+E", () => SearchTexts.DoEndNow);
    public static Shortcut AddGuidance { get; } = Record("Alt+G", () => SearchTexts.DoAddGuidance);
    public static Shortcut Submit { get; } = Record("Alt+T", () => SearchTexts.DoSubmit);
    public static Shortcut Confirm { get; } =
        On("Alt+K", () => SearchTexts.DoConfirm, ShortcutPlace.Record, Permission.ConfirmConsultations);

    public static Shortcut ConfirmNotice { get; } =
        On("Alt+K", () => SearchTexts.DoConfirmNotice, ShortcutPlace.Board, Permission.ViewNotices);
    public static Shortcut WriteHandover { get; } = On("Alt+N", () => SearchTexts.DoNew, ShortcutPlace.Board, Permission.WriteHandovers);
    public static Shortcut FinishHandover { get; } =
        On("Alt+M", () => SearchTexts.DoFinishHandover, ShortcutPlace.Board, Permission.WriteHandovers);

    public static Shortcut AddStaff { get; } = On("Alt+N", () => SearchTexts.DoNew, ShortcutPlace.Administration, Permission.ManageStaff);
    public static Shortcut AddToCatalogue { get; } =
        On("Alt+N", () => SearchTexts.DoNew, ShortcutPlace.Administration, Permission.ManageIndustries);

    /// <summary>Every key, the lines of the menu first.</summary>
    public static IReadOnlyList<Shortcut> All { get; } =
    [
        Palette,
        Help,
        .. NavLinks
            .All.Where(link => link.Shortcut is not null)
            .Select(link => new Shortcut($"Alt+{link.Shortcut}", link.Text, ShortcutPlace.Everywhere, link.Permission)),
        .. typeof(Shortcuts)
            .GetProperties()
            .Where(property => property.PropertyType == typeof(Shortcut))
            .Select(property => (Shortcut)property.GetValue(null)!)
            .Except([Palette, Help]),
    ];

    private static Shortcut On(
        string keys,
        Func<string> text,
        ShortcutPlace place = ShortcutPlace.Everywhere,
        Permission permission = Permission.UsePortal
    ) => new(keys, text, place, permission);

    private static Shortcut Grid(string keys, Func<string> text) =>
        On(keys, text, ShortcutPlace.ReservationList, Permission.ViewReservations);

    private static Shortcut Booking(string keys, Func<string> text) => On(keys, text, ShortcutPlace.Booking, Permission.BookReservations);

    private static Shortcut Record(string keys, Func<string> text) => On(keys, text, ShortcutPlace.Record, Permission.WriteConsultations);
}
