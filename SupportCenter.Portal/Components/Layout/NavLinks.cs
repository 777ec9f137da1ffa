using System.Security.Claims;
using MudBlazor;
using SupportCenter.Domain.Access;

namespace SupportCenter.Portal.Components.Layout;

/// <summary>One line of the menu, for whom the permission allows. <paramref name="Text"/> is asked at each showing, so that it follows
/// the language.</summary>
public sealed record NavLinkItem(string Href, Func<string> Text, string Icon, Permission Permission, string? Shortcut = null);

/// <summary>The menu of the staff pages in its order: a feature that has a page adds one line here. Hiding a line protects nothing: the
/// services refuse.</summary>
public static class NavLinks
{
    /// <summary>Every line, for whomever it is.</summary>
    public static IReadOnlyList<NavLinkItem> All { get; } =
    [
        new("workspace", () => ComponentTexts.NavWorkspace, Icons.Material.Outlined.Today, Permission.UsePortal, "1"),
        new("reservations/new", () => ComponentTexts.NavBook, Icons.Material.Outlined.AddIcCall, Permission.BookReservations, "2"),
        new("reservations", () => ComponentTexts.NavReservations, Icons.Material.Outlined.EventNote, Permission.ViewReservations, "3"),
        new(
            "reservations/callbacks",
            () => ComponentTexts.NavCallbacks,
            Icons.Material.Outlined.PhoneCallback,
            Permission.BookReservations
        ),
        new("clinics", () => ComponentTexts.NavClinics, Icons.Material.Outlined.CalendarMonth, Permission.ViewSchedule, "4"),
        new("consultations", () => ComponentTexts.NavConsultations, Icons.Material.Outlined.Description, Permission.ViewConsultations, "5"),
        new("notices", () => ComponentTexts.NavNotices, Icons.Material.Outlined.Campaign, Permission.ViewNotices, "6"),
        new("reports", () => ComponentTexts.NavReports, Icons.Material.Outlined.BarChart, Permission.ViewPublicEditions),
        new("import", () => ComponentTexts.NavImport, Icons.Material.Outlined.UploadFile, Permission.ImportWorkbooks),
        new("incidents", () => ComponentTexts.NavIncidents, Icons.Material.Outlined.ReportProblem, Permission.ReportIncidents),
        new("oversight", () => ComponentTexts.NavOversight, Icons.Material.Outlined.Policy, Permission.ViewOversight),
        new("administration", () => ComponentTexts.NavAdministration, Icons.Material.Outlined.Settings, Permission.ViewPermissions),
    ];

    /// <summary>The line under whose pages the page at <paramref name="path"/> lies; null where the page is a line itself.</summary>
    public static NavLinkItem? Above(string path)
    {
        var section = path.Split('/', 3)[1];
        return All.Any(link => path == $"/{link.Href}") ? null : All.FirstOrDefault(link => link.Href == SectionOf(section));
    }

    /// <summary>The lines that <paramref name="person"/> sees.</summary>
    public static IEnumerable<NavLinkItem> For(ClaimsPrincipal person) =>
        Enum.TryParse<Role>(person.FindFirstValue(ClaimTypes.Role), out var role)
            ? All.Where(link => Permissions.Allows(role, link.Permission))
            : [];

    private static string SectionOf(string segment) =>
        segment switch
        {
            "exports" or "disposals" => "administration",
            "businesses" => "reservations",
            _ => segment,
        };
}
