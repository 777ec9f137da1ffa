using System.Globalization;
using System.Security;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using SupportCenter.Portal.Security;

namespace SupportCenter.Portal.PublicSite;

/// <summary>Open data, and what search engines are told. Both lists below are constants on purpose: what a search engine may know of is
/// decided here, by a person, and not by what happens to be stored (the leak of 2020 began with a list that a program had put
/// together).</summary>
internal static class PublicEndpoints
{
    /// <summary>All that search engines are invited to: each address to the letter, and nothing under it.</summary>
    private static readonly string[] Indexed =
    [
        PortalUrls.PublicSchedule,
        PortalUrls.About,
        PortalUrls.Privacy,
        PortalUrls.ScheduleJson,
        PortalUrls.ScheduleCsv,
        PortalUrls.ScheduleCalendar,
        "/?lang=en",
        "/about?lang=en",
        "/privacy?lang=en",
    ];

    /// <summary>The pages among them.</summary>
    private static readonly string[] Pages = ["/", "/about", "/privacy", "/?lang=en", "/about?lang=en", "/privacy?lang=en"];

    private static readonly string[] ReadOnly = [HttpMethods.Get, HttpMethods.Head];

    public static void MapPublicSite(this IEndpointRouteBuilder app)
    {
        Map(app, PortalUrls.ScheduleJson, new(), (http, centre) =>
            Results.Bytes(OpenData.Json(ScheduleOf(http), centre.Value), "application/json; charset=utf-8")
        );
        Map(app, PortalUrls.ScheduleCsv, new(), (http, _) =>
            Results.Bytes(OpenData.Csv(ScheduleOf(http)), "text/csv; charset=utf-8", "schedule.csv")
        );
        Map(app, PortalUrls.ScheduleCalendar, new(), (http, centre) =>
            Results.Bytes(ScheduleCalendar.Render(ScheduleOf(http), centre.Value), "text/calendar; charset=utf-8")
        );
        Map(app, PortalUrls.Robots, new(PublicContent.Addresses), (http, _) => Results.Text(Robots(http), "text/plain; charset=utf-8"));
        Map(app, PortalUrls.Sitemap, new(PublicContent.Addresses), (http, _) =>
            Results.Text(Sitemap(http), "application/xml; charset=utf-8")
        );
    }

    private static void Map(
        IEndpointRouteBuilder app,
        string address,
        PublicSiteAttribute why,
        Func<HttpContext, IOptions<CentreOptions>, IResult> answer
    ) => app.MapMethods(address, ReadOnly, answer).AllowAnonymous().WithMetadata(why);

    private static Domain.PublicSite.PublicSchedule ScheduleOf(HttpContext http) =>
        http.Features.GetRequiredFeature<PublicAnswer>().Cached.Schedule;

    private static string Robots(HttpContext http) =>
        string.Concat(Indexed.Select(address => $"Allow: {address}$\n").Prepend("User-agent: *\n"))
        + $"Disallow: /\n\nSitemap: {Home(http)}{PortalUrls.Sitemap}\n";

    private static string Sitemap(HttpContext http) =>
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n"
        + string.Concat(
            Pages.Select(address =>
                string.Create(CultureInfo.InvariantCulture, $"  <url><loc>{SecurityElement.Escape(Home(http) + address)}</loc></url>\n")
            )
        )
        + "</urlset>\n";

    /// <summary>The site's own address as it was set, or as the request names it.</summary>
    private static string Home(HttpContext http) =>
        http.RequestServices.GetRequiredService<PublicSiteOptions>().Address is { } address
            ? address.ToString().TrimEnd('/')
            : $"{http.Request.Scheme}://{http.Request.Host}";
}
