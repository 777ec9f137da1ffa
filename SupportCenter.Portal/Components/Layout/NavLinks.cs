using System.Security.Claims;
using SupportCenter.Domain.Access;

namespace SupportCenter.Portal.Components.Layout;

/// <summary>One line of the menu, for whom the permission allows. <paramref name="Text"/> is asked at each showing, so that it follows the language.</summary>
public sealed record NavLinkItem(string Href, Func<string> Text, Permission Permission, string? Shortcut = null);

/// <summary>The menu of the staff pages in its order: a feature that has a page adds one line here. Hiding a line protects nothing: the services refuse.</summary>
public static class NavLinks
{
    /// <summary>Every line, for whomever it is.</summary>
    public static IReadOnlyList<NavLinkItem> All { get; } =
    [
        new("workspace", () => ComponentTexts.NavWorkspace, Permission.UsePortal, "1"),
        new("reservations/new", () => ComponentTexts.NavBook, Permission.BookReservations, "2"),
        new("reservations", () => ComponentTexts.NavReservations, Permission.ViewReservations, "3"),
        new("reservations/callbacks", () => ComponentTexts.NavCallbacks, Permission.BookReservations),
        new("clinics", () => ComponentTexts.NavClinics, Permission.ViewSchedule, "4"),
        new("consultations", () => ComponentTexts.NavConsultations, Permission.ViewConsultations, "5"),
        new("import", () => ComponentTexts.NavImport, Permission.ImportWorkbooks),
        new("administration", () => ComponentTexts.NavAdministration, Permission.ViewPermissions),
    ];

    /// <summary>The lines that <paramref name="person"/> sees.</summary>
    public static IEnumerable<NavLinkItem> For(ClaimsPrincipal person) =>
        Enum.TryParse<Role>(person.FindFirstValue(ClaimTypes.Role), out var role) ? All.Where(link => Permissions.Allows(role, link.Permission)) : [];
}
