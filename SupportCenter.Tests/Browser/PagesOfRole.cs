using Microsoft.Playwright;
using SupportCenter.Domain.Access;

namespace SupportCenter.Tests.Browser;

/// <summary>Every page that a role may see, the pages of single rows by a row of the demo data.</summary>
internal static class PagesOfRole
{
    private static readonly Dictionary<Role, string[]> Fixed = new()
    {
        [Role.Scrivener] = ["/workspace", "/reservations", "/reservations?view=day", "/consultations", "/clinics", "/administration", "/administration/permissions"],
        [Role.BookingStaff] = ["/workspace", "/reservations", "/reservations?view=day", "/reservations/new", "/reservations/callbacks", "/clinics", "/clinics/new", "/administration/venues", "/administration", "/administration/permissions"],
        [Role.Supervisor] =
        [
            "/workspace", "/reservations", "/reservations?view=day", "/reservations/new", "/reservations/callbacks", "/consultations", "/clinics", "/clinics/new", "/import",
            "/administration", "/administration/venues", "/administration/measures", "/administration/questions", "/administration/industries", "/administration/staff",
            "/administration/permissions", "/administration/audit", "/administration/ledger", "/administration/alarms", "/administration/canaries", "/administration/exposure", "/administration/quarantine",
            "/administration/sessions", "/administration/approvals", "/administration/access-review", "/administration/emergency", "/exports", "/disposals",
        ],
        [Role.Administrator] = ["/workspace", "/clinics", "/administration", "/administration/industries", "/administration/staff", "/administration/permissions", "/administration/sessions", "/administration/approvals", "/administration/emergency/mine"],
        [Role.Auditor] = ["/workspace", "/clinics", "/administration", "/administration/staff", "/administration/permissions", "/administration/audit", "/administration/ledger", "/administration/alarms", "/administration/exposure", "/administration/approvals", "/administration/access-review", "/disposals"],
    };

    /// <summary>The addresses, those of one clinic, reservation, business and record among them; the session of <paramref name="page"/> is that role's.</summary>
    public static async Task<IReadOnlyList<string>> FindAsync(IPage page, Role role)
    {
        var pages = new List<string>(Fixed[role]);
        var clinic = await FirstLinkAsync(page, Permissions.Allows(role, Permission.ReceiveClients) ? "/workspace" : "/clinics", "clinics");
        pages.Add(clinic);
        if (Permissions.Allows(role, Permission.ReceiveClients))
        {
            pages.Add(clinic + "/walk-in");
        }

        if (Permissions.Allows(role, Permission.ViewReservations))
        {
            pages.Add(await FirstLinkAsync(page, "/reservations", "reservations"));
            pages.Add(await FirstLinkAsync(page, pages[^1], "businesses"));
        }

        if (Permissions.Allows(role, Permission.ViewConsultations))
        {
            // The newest of a business that has been here before: its earlier records stand beside it.
            pages.Add(await FirstLinkAsync(page, "/consultations", "consultations"));
        }

        return pages;
    }

    /// <summary>Opens a page and waits until everything on it is there.</summary>
    public static async Task GoAsync(IPage page, string address)
    {
        await BrowserPortal.GoAsync(page, address);
        await Assertions.Expect(page.Locator(".loading, [aria-busy=true]")).ToHaveCountAsync(0);
    }

    private static async Task<string> FirstLinkAsync(IPage page, string list, string kind)
    {
        await GoAsync(page, list);
        var link = page.Locator($"main a[href^='/{kind}/']:not([href$='/new']):not([href$='/callbacks']):not([href*='.pdf']):not([href$='/walk-in'])").First;
        return await link.GetAttributeAsync("href") ?? throw new InvalidOperationException($"No {kind} on {list}.");
    }
}
