using System.Net;
using System.Text.Json;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Reservations;
using SupportCenter.Portal.PublicSite;
using SupportCenter.Portal.Security;
using SupportCenter.Tests.Reservations;
using SupportCenter.Tests.Security;

namespace SupportCenter.Tests.PublicSite;

/// <summary>The public site as a visitor, a program, a search engine and a proxy get it.</summary>
public sealed class PublicAnswersTests(PortalUnderTest portal) : IClassFixture<PortalUnderTest>
{
    public static TheoryData<string> Addresses =>
        [
            "/",
            "/?view=month",
            "/?lang=en",
            "/?lang=en&view=month",
            "/about",
            "/privacy",
            "/about?lang=en",
            "/schedule.json",
            "/schedule.csv",
            "/schedule.ics",
            "/robots.txt",
            "/sitemap.xml",
        ];

    [Theory]
    [MemberData(nameof(Addresses))]
    [Asvs("3.4.3")]
    public async Task A_public_answer_may_be_kept_and_found_and_carries_nothing_of_a_session(string address)
    {
        // Twice: as it is made, and as it is kept. As a stranger, and in a browser in which somebody works here.
        var (stranger, clerk) = (portal.Anyone(), await portal.SignInAsync(Role.BookingStaff));
        foreach (var client in new[] { stranger, stranger, clerk })
        {
            var answer = await client.GetAsync(new Uri(address, UriKind.Relative));
            var text = await answer.Content.ReadAsStringAsync();

            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.True(
                answer.Headers.CacheControl is { Public: true, NoStore: false, NoCache: false, MaxAge: { } age }
                    && age <= TimeSpan.FromMinutes(5),
                answer.Headers.CacheControl?.ToString()
            );
            Assert.False(
                answer.Headers.Contains("X-Robots-Tag") || answer.Headers.Contains("Set-Cookie") || answer.Headers.Contains("Pragma")
            );
            Assert.Contains(
                "frame-ancestors 'none'",
                answer.Headers.GetValues("Content-Security-Policy").Single(),
                StringComparison.Ordinal
            );
            Assert.DoesNotContain("<script", text, StringComparison.Ordinal);
            Assert.DoesNotContain("__RequestVerificationToken", text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/?view=month&lang=en")]
    [InlineData("/schedule.json")]
    [InlineData("/schedule.csv")]
    [InlineData("/schedule.ics")]
    public async Task Whoever_has_the_schedule_already_is_told_so_by_its_tag(string address)
    {
        var client = portal.Anyone();
        await Eventually.TrueAsync("the tag is known", async () =>
        {
            var tag = (await client.GetAsync(new Uri(address, UriKind.Relative))).Headers.ETag!;
            using var again = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { { "If-None-Match", tag.ToString() } } };
            return (await client.SendAsync(again)).StatusCode == HttpStatusCode.NotModified;
        });
    }

    [Fact]
    [Asvs("14.2.5")]
    public async Task What_an_address_says_besides_is_neither_shown_nor_kept()
    {
        var client = portal.Anyone();
        var odd = await client.GetStringAsync(
            new Uri("/?view=month&from=%22%3E%3Cb%3Ejunk&lang=en&venue=junk&ward=junk&date=junk", UriKind.Relative)
        );
        var clean = await client.GetStringAsync(new Uri("/?lang=en&view=month", UriKind.Relative));

        Assert.Equal(clean, odd);
        Assert.DoesNotContain("junk", odd, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_address_says_the_language_and_no_cookie_is_asked_for()
    {
        var (client, parser) = (portal.Anyone(), new HtmlParser());
        var page = parser.ParseDocument(await client.GetStringAsync(new Uri("/?view=month", UriKind.Relative)));
        var there = page.QuerySelector("a[hreflang=en]")!.GetAttribute("href")!;
        var english = parser.ParseDocument(await client.GetStringAsync(new Uri(there, UriKind.Relative)));
        var further = english.QuerySelector(".public-links a[href*=privacy]")!.GetAttribute("href")!;

        Assert.Equal(
            ("/?lang=en&view=month", "en", "/privacy?lang=en", ""),
            (there, english.DocumentElement.GetAttribute("lang"), further, portal.CookiesOf(client))
        );
        Assert.Equal("/?view=month", english.QuerySelector("a[hreflang=ja]")!.GetAttribute("href"));
    }

    [Fact]
    public async Task The_page_and_the_three_files_say_the_same()
    {
        var client = portal.Anyone();
        var page = new HtmlParser().ParseDocument(await client.GetStringAsync(new Uri("/", UriKind.Relative)));
        var shown = page.QuerySelectorAll(".public-day li")
            .Select(entry =>
                new[]
                {
                    entry.Closest("section")!.QuerySelector("h3 time")!.GetAttribute("datetime")!,
                    entry.QuerySelectorAll(".place time")[0].TextContent,
                    entry.QuerySelectorAll(".place time")[1].TextContent,
                    entry.QuerySelector("strong")!.TextContent,
                    ((IHtmlElement)entry).Dataset["availability"]!,
                }
            )
            .Select(facts => string.Join('|', facts))
            .ToList();

        using var json = JsonDocument.Parse(await client.GetStringAsync(new Uri("/schedule.json", UriKind.Relative)));
        var programs = json
            .RootElement.GetProperty("clinics")
            .EnumerateArray()
            .Select(clinic =>
                string.Join(
                    '|',
                    new[] { "date", "startsAt", "endsAt", "venue", "availabilityCode" }.Select(name => clinic.GetProperty(name).GetString())
                )
            );
        var csv = await client.GetStringAsync(new Uri("/schedule.csv", UriKind.Relative));
        var sheets = csv.Split("\r\n")[1..^1]
            .Select(line => line.Split(','))
            .Select(cells => string.Join('|', cells[0], cells[1], cells[2], cells[3], cells[11]));
        var calendars = Events(await client.GetStringAsync(new Uri("/schedule.ics", UriKind.Relative))).ToList();

        Assert.NotEmpty(shown);
        Assert.Equal(shown, programs);
        Assert.Equal(shown, sheets);
        Assert.Equal(shown.Order(StringComparer.Ordinal), calendars.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_filter_shows_one_ward_one_venue_or_one_day_and_says_when_a_day_is_too_far_ahead()
    {
        var client = portal.Anyone();
        using var json = JsonDocument.Parse(await client.GetStringAsync(new Uri("/schedule.json", UriKind.Relative)));
        var one = json.RootElement.GetProperty("clinics")[0];
        foreach (
            var (name, value) in new[]
            {
                ("ward", one.GetProperty("wardCode").GetString()!),
                ("venue", one.GetProperty("venue").GetString()!),
                ("date", one.GetProperty("date").GetString()!),
            }
        )
        {
            var page = new HtmlParser().ParseDocument(
                await client.GetStringAsync(new Uri($"/?{name}={Uri.EscapeDataString(value)}", UriKind.Relative))
            );
            var field = name == "ward" ? "wardCode" : name;
            var expected = json
                .RootElement.GetProperty("clinics")
                .EnumerateArray()
                .Count(clinic => clinic.GetProperty(field).GetString() == value);
            Assert.Equal(expected, page.QuerySelectorAll(".public-day li").Length);
        }

        var far = new HtmlParser().ParseDocument(await client.GetStringAsync(new Uri("/?date=2001-01-01", UriKind.Relative)));
        Assert.Contains("この案内の期間に入っていません", far.QuerySelector(".summary")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(far.QuerySelectorAll(".public-day li"));
    }

    [Fact]
    public async Task A_booking_takes_a_place_off_the_page_and_off_the_files()
    {
        var client = portal.Anyone();
        var slot = await portal.ReadAsync(db =>
            db.Slots.Where(row =>
                    !row.IsClosed
                    && row.Date > DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(2))
                    && row.Clinic!.ClosedAtUtc == null
                    && !db.Reservations.Any(reservation => reservation.SlotId == row.Id && reservation.Status < ReservationStatus.Cancelled)
                )
                .OrderBy(row => row.Date)
                .ThenBy(row => row.Id)
                .FirstAsync()
        );
        var before = await FreeAsync(client);
        Assert.NotNull(
            (
                await (await portal.AsAsync<BookingService>(Role.BookingStaff)).BookAsync(
                    BookingTestCentre.Input(slot, Make.Details("有限会社見本木工", "075-000-9876"))
                )
            ).Booked
        );

        await Eventually.TrueAsync("one place fewer is published", async () => await FreeAsync(client) == before - 1);
    }

    [Fact]
    public async Task Robots_are_invited_to_the_public_pages_by_name_and_to_nothing_else()
    {
        const string Expected = """
            User-agent: *
            Allow: /$
            Allow: /about$
            Allow: /privacy$
            Allow: /schedule.json$
            Allow: /schedule.csv$
            Allow: /schedule.ics$
            Allow: /?lang=en$
            Allow: /about?lang=en$
            Allow: /privacy?lang=en$
            Disallow: /

            Sitemap: {0}/sitemap.xml

            """;
        Assert.Equal(
            Expected.Replace("\r", "", StringComparison.Ordinal).Replace("{0}", portal.Address, StringComparison.Ordinal),
            await portal.Anyone().GetStringAsync(new Uri("/robots.txt", UriKind.Relative))
        );
    }

    [Fact]
    public async Task The_sitemap_names_the_public_pages_and_nothing_else()
    {
        const string Expected = """
            <?xml version="1.0" encoding="UTF-8"?>
            <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
              <url><loc>{0}/</loc></url>
              <url><loc>{0}/about</loc></url>
              <url><loc>{0}/privacy</loc></url>
              <url><loc>{0}/?lang=en</loc></url>
              <url><loc>{0}/about?lang=en</loc></url>
              <url><loc>{0}/privacy?lang=en</loc></url>
            </urlset>

            """;
        Assert.Equal(
            Expected.Replace("\r", "", StringComparison.Ordinal).Replace("{0}", portal.Address, StringComparison.Ordinal),
            await portal.Anyone().GetStringAsync(new Uri("/sitemap.xml", UriKind.Relative))
        );
    }

    [Fact]
    [Asvs("14.3.2")]
    public async Task Everything_else_is_neither_kept_nor_indexed()
    {
        var client = await portal.SignInAsync(Role.Supervisor);
        var others = portal
            .Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<PublicAttribute>() is null)
            .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.Trim('/'))
            .Where(pattern => pattern != "/{**path:file}")
            .Distinct()
            .ToList();
        Assert.Contains("/workspace", others);
        foreach (var pattern in others.Concat(["/nowhere", "/schedule.xml", "/data/portal.db", "/about/us"]))
        {
            foreach (var who in new[] { portal.Anyone(), client })
            {
                using var answer = await who.GetAsync(
                    new Uri(pattern.Replace("{Id}", "00000000000000000000000000", StringComparison.OrdinalIgnoreCase), UriKind.Relative)
                );
                Assert.True(answer.Headers.TryGetValues("X-Robots-Tag", out var robots) && robots.Single() == "noindex, nofollow", pattern);
                Assert.True(answer.Headers.CacheControl is { NoStore: true, Public: false }, pattern);
            }
        }
    }

    private static async Task<int> FreeAsync(HttpClient client)
    {
        using var json = JsonDocument.Parse(await client.GetStringAsync(new Uri("/schedule.json", UriKind.Relative)));
        return json.RootElement.GetProperty("clinics").EnumerateArray().Sum(clinic => clinic.GetProperty("free").GetInt32());
    }

    private static IEnumerable<string> Events(string calendar) =>
        calendar
            .Replace("\r\n ", "", StringComparison.Ordinal)
            .Split("BEGIN:VEVENT\r\n")[1..]
            .Select(text =>
                text.Split("\r\n")
                    .Select(line => line.Split(':', 2))
                    .Where(parts => parts.Length == 2)
                    .GroupBy(parts => parts[0])
                    .ToDictionary(parts => parts.Key, parts => parts.First()[1])
            )
            .Select(entry =>
                (
                    Start: entry["DTSTART;TZID=Asia/Tokyo"],
                    End: entry["DTEND;TZID=Asia/Tokyo"],
                    Place: entry["LOCATION"],
                    State: entry["X-AVAILABILITY"]
                )
            )
            .Select(entry =>
                $"{entry.Start[..4]}-{entry.Start[4..6]}-{entry.Start[6..8]}|{entry.Start[9..11]}:{entry.Start[11..13]}|"
                + $"{entry.End[9..11]}:{entry.End[11..13]}|{entry.Place.Split(' ')[0]}|{entry.State}"
            );
}
