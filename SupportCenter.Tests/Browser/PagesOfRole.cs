using System.Reflection;
using Microsoft.AspNetCore.Components;
using Microsoft.Playwright;
using SupportCenter.Domain.Access;
using SupportCenter.Portal.Security;

namespace SupportCenter.Tests.Browser;

/// <summary>Every page that a role may see. Which ones these are is read from the pages themselves (route and permission); the pages of
/// single rows, and those with a query, are found by the links of the pages before.</summary>
internal static class PagesOfRole
{
    private static readonly (string Template, Permission Permission)[] All =
    [
        .. typeof(AuthorizePermissionAttribute)
            .Assembly.GetTypes()
            .SelectMany(type => type.GetCustomAttributes<RouteAttribute>().Select(route => (route.Template, Type: type)))
            .Where(page => page.Type.IsDefined(typeof(AuthorizePermissionAttribute)))
            .Select(page => (page.Template, page.Type.GetCustomAttribute<AuthorizePermissionAttribute>()!.Permission)),
    ];

    /// <summary>The pages of single rows, as routes, that a role may see.</summary>
    public static IEnumerable<string> TemplatesOfRows(Role role) => Templates(role).Where(template => template.Contains('{'));

    /// <summary>Goes from page to page, and says the address of each while it is shown. A page of single rows is shown twice at most: by
    /// the first link to one on the start page, and by the first on another page.</summary>
    public static async IAsyncEnumerable<string> WalkAsync(IPage page, Role role)
    {
        var templates = Templates(role).ToList();
        var waiting = new Queue<string>(templates.Where(template => !template.Contains('{')).OrderBy(template => template != Start));
        var known = new HashSet<string>(waiting, StringComparer.Ordinal);
        while (waiting.TryDequeue(out var address))
        {
            await GoAsync(page, address);
            foreach (var link in await page.EvaluateAsync<string[]>(Links))
            {
                if (TemplateOf(link, templates) is { } template && known.Add(KindOf(link, template, address == Start)))
                {
                    waiting.Enqueue(link);
                }
            }

            yield return address;
        }
    }

    /// <summary>Opens a page and waits until everything on it is there.</summary>
    public static async Task GoAsync(IPage page, string address)
    {
        await BrowserPortal.GoAsync(page, address);
        await Assertions.Expect(page.Locator(".loading, [aria-busy=true]")).ToHaveCountAsync(0);
    }

    /// <summary>The route that an address belongs to; null for an address that is no page of the role.</summary>
    public static string? TemplateOf(string address, IEnumerable<string> templates)
    {
        var parts = address.Split('?')[0].Split('/');
        return parts[^1].Contains('.')
            ? null // A file.
            : templates
                .OrderBy(template => template.Count(letter => letter == '{'))
                .FirstOrDefault(template => Fits(parts, template.Split('/')));
    }

    private const string Start = "/workspace";

    private const string Links = """
        () => [...document.querySelectorAll("main a[href]:not([download])")]
          .filter((link) => link.origin === location.origin && link.checkVisibility())
          .map((link) => link.pathname + link.search)
        """;

    /// <summary>What an address stands for: its route, and the names in its query.</summary>
    private static string KindOf(string address, string template, bool onStart)
    {
        var names = address.Split('?').Skip(1).SelectMany(query => query.Split('&')).Select(pair => pair.Split('=')[0]).Order();
        var query = string.Join('&', names);
        var where = template.Contains('{') && !onStart ? " from another page" : "";
        return query.Length == 0 ? template + where : $"{template}?{query}{where}";
    }

    private static bool Fits(string[] address, string[] template) =>
        address.Length == template.Length && address.Zip(template).All(part => part.Second.StartsWith('{') || part.First == part.Second);

    private static IEnumerable<string> Templates(Role role) =>
        All.Where(page => Permissions.Allows(role, page.Permission)).Select(page => page.Template).Order(StringComparer.Ordinal);
}
