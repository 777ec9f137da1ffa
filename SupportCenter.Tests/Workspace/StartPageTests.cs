using AngleSharp.Dom;
using Bunit;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Reports;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Schedule;
using SupportCenter.Portal;
using SupportCenter.Portal.Workspace;
using SupportCenter.Tests.Components;

namespace SupportCenter.Tests.Workspace;

/// <summary>The start page of each role on a real database, without a browser.</summary>
public sealed class StartPageTests : PageTest
{
    private Clinic clinic = null!;
    private Reservation reservation = null!;

    public static TheoryData<Role, string[], string[]> Parts =>
        new()
        {
            { Role.Scrivener, ["next-client", "clients"], ["waits", "week", "soonest", "callbacks", "missed"] },
            { Role.BookingStaff, ["soonest", "callbacks", "missed", "days-clinics"], ["waits", "week", "next-client", "clients"] },
            { Role.Supervisor, ["days-clinics", "week", "waits", "waiting"], ["soonest", "next-client", "clients", "missed"] },
            { Role.Administrator, ["waits"], ["days-clinics", "week", "soonest", "next-client", "clients", "callbacks", "waiting"] },
            { Role.Auditor, ["waits"], ["days-clinics", "week", "soonest", "next-client", "clients", "callbacks", "waiting"] },
        };

    public static TheoryData<Role, string[]> Lists =>
        new()
        {
            {
                Role.Supervisor,
                [
                    PortalUrls.Consultations,
                    PortalUrls.Approvals,
                    PortalUrls.Incidents,
                    PortalUrls.Alarms,
                    PortalUrls.Oversight,
                    PortalUrls.Inspections,
                    PortalUrls.Callbacks,
                    PortalUrls.Reports,
                    PortalUrls.AccessReview,
                    PortalUrls.Disposals,
                    PortalUrls.Quarantine,
                ]
            },
            { Role.Administrator, [PortalUrls.Approvals, PortalUrls.AccessReview, PortalUrls.Staff] },
            {
                Role.Auditor,
                [
                    PortalUrls.Approvals,
                    PortalUrls.Alarms,
                    PortalUrls.AccessReview,
                    PortalUrls.Staff,
                    PortalUrls.AuditLog,
                    PortalUrls.Exposure,
                ]
            },
        };

    [Theory]
    [InlineData(Role.Supervisor, 1)]
    [InlineData(Role.Scrivener, 0)]
    [InlineData(Role.BookingStaff, 0)]
    [InlineData(Role.Administrator, 0)]
    [InlineData(Role.Auditor, 0)]
    public async Task The_city_is_told_of_the_report_that_was_begun_with_a_link_and_nobody_else_is(Role role, int links)
    {
        var venue = Make.Venue();
        await Portal.AddAsync(venue, Make.Clinic(venue, new DateOnly(2020, 6, 10), Portal.Staff[Role.Scrivener]));
        await Portal.As<ReportEditionService>(CallerIdentity.Console).BeginDueAsync();

        var page = await StartAsync(role);

        Assert.Equal(links, page.FindAll("a[href='/reports/monthly/2020-06']").Count);
        Assert.Equal(links == 1, page.Markup.Contains("令和2年6月の月次報告の下書きができました", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Parts))]
    [Asvs("8.2.3")]
    public async Task A_role_finds_its_own_parts_and_no_others(Role role, string[] its, string[] others)
    {
        var page = await StartAsync(role);

        AssertEach.Of(its, part => Assert.NotNull(page.Find($"h2#{part}")));
        AssertEach.Of(others, part => Assert.Empty(page.FindAll($"h2#{part}")));
        var mayReadNames = role is not (Role.Administrator or Role.Auditor);
        Assert.True(mayReadNames || !page.Markup.Contains("例示製作所", StringComparison.Ordinal));
        Assert.Empty(page.FindAll("[role=alert]"));
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task Each_number_of_what_waits_leads_to_its_list(Role role, string[] lists)
    {
        var page = await StartAsync(role);

        var links = page.FindAll(".waits-list li a").Select(link => link.GetAttribute("href")!);
        Assert.Equal(lists, links);
        AssertEach.Of(page.FindAll(".waits-list li"), line => Assert.NotEqual("", line.QuerySelector(".badge")!.TextContent.Trim()));
    }

    [Fact]
    public async Task The_first_free_slot_leads_to_the_booking_form_that_has_it()
    {
        var page = await StartAsync(Role.BookingStaff);

        // The second desk's: the first desk's at that time is booked.
        var first = page.Find(".venue-slots a");
        Assert.Equal(PortalUrls.NewReservationAt(clinic.Slots[3].Id), first.GetAttribute("href"));
        Assert.Equal("中京区役所 7/16(木) 13:00 を予約する", first.GetAttribute("aria-label"));
    }

    [Fact]
    public async Task A_change_elsewhere_is_shown_without_reload()
    {
        var page = await StartAsync(Role.Supervisor);
        Assert.Equal("1件", page.Find(".tile-figure").TextContent);

        await Portal.AddAsync(
            Make.Reservation(await BusinessAsync("有限会社見本商店"), clinic, clinic.Slots[1], Portal.Staff[Role.BookingStaff])
        );
        await Portal.As<ReservationService>(Role.BookingStaff).ArriveAsync(reservation.Id);

        page.WaitForAssertion(() => Assert.Equal("2件", page.Find(".tile-figure").TextContent), Patience);
        Assert.Contains("来所1・これから1・来所なし0", page.Find(".tile-note").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trend_is_said_in_words_and_the_chart_has_its_table()
    {
        var page = await StartAsync(Role.Supervisor);

        Assert.Contains("先週の同じ曜日（0件）より1件多い", page.Find(".tile").TextContent, StringComparison.Ordinal);
        Assert.Contains("7/16(木) 予約1件", page.Find("svg.week-chart").GetAttribute("aria-label"), StringComparison.Ordinal);
        var rows = page.FindAll(".start-week details tbody tr");
        Assert.Equal(7, rows.Count);
        Assert.Equal(["1", "0", "0", "0", "5", "0"], rows[3].QuerySelectorAll("td").Select(cell => cell.TextContent));
    }

    private async Task<Domain.Businesses.Business> BusinessAsync(string name)
    {
        var business = Make.Business(Make.Details(name));
        await Portal.AddAsync(business);
        return business;
    }

    private async Task<IRenderedComponent<WorkspacePage>> StartAsync(Role role)
    {
        var venue = Make.Venue();
        clinic = Make.Clinic(venue, Portal.Today, Portal.Staff[Role.Scrivener], Portal.Staff[Role.Auditor]);
        var business = Make.Business(Make.Details());
        reservation = Make.Reservation(business, clinic, clinic.Slots[0], Portal.Staff[Role.BookingStaff]);
        await Portal.AddAsync(venue, clinic, business, reservation);
        var page = Open<WorkspacePage>(role);
        page.WaitForState(() => page.FindAll("[aria-busy]").Count == 0, Patience);
        return page;
    }
}
