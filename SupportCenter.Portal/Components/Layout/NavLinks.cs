using System.Security.Claims;

namespace SupportCenter.Portal.Components.Layout;

/// <summary>One line of the menu. <paramref name="Text"/> is asked at each showing, so that it follows the language; without <paramref name="Visible"/> everyone who is signed in sees it.</summary>
public sealed record NavLinkItem(string Href, Func<string> Text, string? Shortcut = null, Func<ClaimsPrincipal, bool>? Visible = null);

/// <summary>The menu of the staff pages in its order: a feature that has a page adds one line here. Hiding a line protects nothing: the services refuse.</summary>
public static class NavLinks
{
    /// <summary>Every line, for whomever it is.</summary>
    public static IReadOnlyList<NavLinkItem> All { get; } =
    [
        new("workspace", () => ComponentTexts.NavWorkspace, "1"),
        new("reservations/new", () => ComponentTexts.NavBook, "2"),
        new("reservations", () => ComponentTexts.NavReservations, "3"),
        new("clinics", () => ComponentTexts.NavClinics, "4"),
        new("consultations", () => ComponentTexts.NavConsultations, "5"),
        new("import", () => ComponentTexts.NavImport),
        new("administration", () => ComponentTexts.NavAdministration),
    ];

    /// <summary>The lines that <paramref name="person"/> sees.</summary>
    public static IEnumerable<NavLinkItem> For(ClaimsPrincipal person) => All.Where(link => link.Visible?.Invoke(person) ?? true);
}
