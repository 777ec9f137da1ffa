using SupportCenter.Domain.Access;
using SupportCenter.Domain.Text;
using SupportCenter.Portal.Administration;
using SupportCenter.Portal.Components.Layout;
using SupportCenter.Portal.Schedule;

namespace SupportCenter.Portal.Search;

/// <summary>The pages that the command palette leads to: those of the menu, of 管理, and the few that only other pages link to.</summary>
public static class PalettePages
{
    private static readonly IReadOnlyList<(string Href, Permission Permission, Func<string> Text)> All =
    [
        .. NavLinks.All.Select(link => ("/" + link.Href, link.Permission, link.Text)),
        (PortalUrls.NewClinics, Permission.ManageSchedule, () => SchedulePageTexts.NewClinics),
        .. AdministrationLinks.All.Select(link => (link.Href, link.Permission, link.Text)),
        (PortalUrls.Shortcuts, Permission.UsePortal, () => SearchTexts.ShortcutsTitle),
    ];

    /// <summary>The pages for which <paramref name="may"/> answers yes and whose name or address holds what was typed; all of them when
    /// nothing was.</summary>
    public static IReadOnlyList<PaletteItem> Find(string typed, Func<Permission, bool> may)
    {
        var folded = TextFolding.Fold(typed);
        return
        [
            .. All.Where(page => may(page.Permission))
                .Where(page =>
                    typed.Length == 0
                    || (folded.Length > 0 && TextFolding.Fold(page.Text()).Contains(folded, StringComparison.Ordinal))
                    || page.Href.Contains(typed, StringComparison.OrdinalIgnoreCase)
                )
                .Select(page => new PaletteItem(page.Href, page.Text())),
        ];
    }
}
