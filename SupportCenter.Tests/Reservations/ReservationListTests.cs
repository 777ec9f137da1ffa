using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Businesses;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Schedule;
using SupportCenter.Domain.Text;

namespace SupportCenter.Tests.Reservations;

public sealed class ReservationListTests
{
    [Fact]
    public async Task The_95_rows_of_the_sample_list_are_listed_with_the_columns_of_the_paper_and_masked_numbers()
    {
        await using var scene = await ListScene.SetAsync();

        var page = await scene.AsBookingStaff.ListAsync(new(), ListScene.Page());

        Assert.Equal((95, 95, false), (page.Rows.Count, page.Count, page.CountIsCapped));
        foreach (var sample in scene.Samples)
        {
            var row = Assert.Single(page.Rows, row =>
                row.Date == sample.Date
                && row.StartsAt == sample.StartsAt
                && row.VenueName == sample.Venue
                && row.BusinessName == sample.Business
            );
            Assert.Equal(
                (sample.Ward, sample.Industry, sample.Staff, sample.Visit),
                (row.Ward?.Label(), row.Industry ?? "", row.EmployeeCount, row.VisitNumber)
            );
            Assert.Equal((sample.Person, sample.Wish, sample.Memo), (row.ContactName ?? "", row.WishedMeasure ?? "", row.Memo ?? ""));
            Assert.Equal(
                ("例示受付", scene.ScrivenerOf(sample.Venue).Name, ReservationStatus.Booked),
                (row.ReceivedBy, row.ScrivenerName, row.Status)
            );
            Assert.Equal(Telephone.Masked(sample.Telephone), row.TelephoneMasked);
            Assert.DoesNotContain(
                Telephone.Digits(sample.Telephone)[3..],
                row.TelephoneMasked.Replace("-", "", StringComparison.Ordinal),
                StringComparison.Ordinal
            );
        }
    }

    [Fact]
    public async Task Each_filter_gives_the_rows_that_fit_and_all_of_them()
    {
        await using var scene = await ListScene.SetAsync();
        var (from, to) = (new DateOnly(2020, 7, 1), new DateOnly(2020, 7, 3));
        var venue = scene.Venues[3];
        var industry = scene.Samples[0].Industry;

        await FitsAsync(scene, new() { From = from }, row => row.Date >= from);
        await FitsAsync(scene, new() { To = to }, row => row.Date <= to);
        await FitsAsync(scene, new() { From = from, To = to }, row => row.Date >= from && row.Date <= to);
        await FitsAsync(scene, new() { VenueId = venue.Id }, row => row.Venue == venue.Details.Name);
        await FitsAsync(scene, new() { Ward = Ward.Fushimi }, row => row.Ward == "伏見区");
        await FitsAsync(scene, new() { Industry = industry }, row => row.Industry == industry);
        await FitsAsync(scene, new() { Status = ReservationStatus.Booked }, _ => true);
        await FitsAsync(scene, new() { ScrivenerId = scene.Colleague.Id }, row => scene.ScrivenerOf(row.Venue) == scene.Colleague);
        await FitsAsync(
            scene,
            new()
            {
                Ward = Ward.Fushimi,
                Industry = industry,
                From = from,
            },
            row => row.Ward == "伏見区" && row.Industry == industry && row.Date >= from
        );
        Assert.Empty((await scene.AsBookingStaff.ListAsync(new() { Status = ReservationStatus.Cancelled }, ListScene.Page())).Rows);
    }

    [Theory]
    [InlineData("例題製作所祇園", "株式会社例題製作所祇園")]
    [InlineData("㈱ 例題製作所 祇園", "株式会社例題製作所祇園")]
    [InlineData("ﾏﾙｶﾌｪ", "まるカフェ京都 株式会社")]
    [InlineData("まるかふぇ　きょうと", null)]
    [InlineData("マルカフェ京都", "まるカフェ京都 株式会社")]
    [InlineData("吉野見本", "𠮷野見本電機 株式会社")]
    [InlineData("辻みほん", "㈲辻󠄀みほん祇園")]
    [InlineData("斎藤ひながた", "(株)齋藤ひながた3")]
    [InlineData("ﾀﾞﾐｰ染織", "（株）ダミー染織産業")]
    [InlineData("090-0000-8090", "株式会社例題製作所祇園")]
    [InlineData("０９０（００００）８０９０", "株式会社例題製作所祇園")]
    [InlineData("8090", "株式会社例題製作所祇園")]
    [InlineData("すみす じょん", "株式会社例題製作所祇園")]
    [InlineData("存在しない名前", null)]
    public async Task The_search_finds_a_business_however_it_is_spelled(string typed, string? business)
    {
        await using var scene = await ListScene.SetAsync();

        var found = await scene.AsBookingStaff.ListAsync(new() { Search = typed }, ListScene.Page());

        if (business is null)
        {
            Assert.Empty(found.Rows);
        }
        else
        {
            Assert.Contains(found.Rows, row => row.BusinessName == business);
            Assert.True(found.Count < 95);
        }
    }

    [Fact]
    public async Task A_text_whose_pieces_stand_apart_is_no_hit_and_is_not_counted()
    {
        await using var portal = await TestPortal.StartAsync();
        var details = Make.Details("東山花店", contact: "花店主人");
        var business = Make.Business(details);
        var (venue, other) = (Make.Venue(), Make.Details("東山花店主人形店", "075-000-7777"));
        var clinic = Make.Clinic(venue, portal.Today, portal.Staff[Role.Scrivener]);
        var second = Make.Business(other);
        await portal.AddAsync([
            venue,
            clinic,
            business,
            second,
            .. ListScene.Grams(portal, business, details),
            .. ListScene.Grams(portal, second, other),
            Make.Reservation(business, clinic, clinic.Slots[0], portal.Staff[Role.BookingStaff], details),
            Make.Reservation(second, clinic, clinic.Slots[1], portal.Staff[Role.BookingStaff], other),
        ]);

        var found = await portal
            .As<ReservationListService>(Role.BookingStaff)
            .ListAsync(new() { Search = "東山花店主人" }, ListScene.Page());

        Assert.Equal((1, "東山花店主人形店"), (found.Count, Assert.Single(found.Rows).BusinessName));
    }

    [Theory]
    [InlineData("090-0000-1170", 1)] // Complete: whom it belongs to.
    [InlineData("０９０ー００００ー１１７", 2)] // A digit is still to come.
    [InlineData("1170", 1)]
    public async Task A_complete_number_finds_whom_it_belongs_to_and_a_part_of_it_all_who_have_it(string typed, int found)
    {
        await using var portal = await TestPortal.StartAsync();
        var venue = Make.Venue();
        var clinic = Make.Clinic(venue, portal.Today, portal.Staff[Role.Scrivener]);
        var (details, other) = (Make.Details("例示商店", "090-0000-1170"), Make.Details("見本商店", "090-0000-1179"));
        var (first, second) = (Make.Business(details), Make.Business(other));
        await portal.AddAsync([
            venue,
            clinic,
            first,
            second,
            .. ListScene.Grams(portal, first, details),
            .. ListScene.Grams(portal, second, other),
            Make.Reservation(first, clinic, clinic.Slots[0], portal.Staff[Role.BookingStaff], details),
            Make.Reservation(second, clinic, clinic.Slots[1], portal.Staff[Role.BookingStaff], other),
        ]);

        var page = await portal.As<ReservationListService>(Role.BookingStaff).ListAsync(new() { Search = typed }, ListScene.Page());

        Assert.Equal(found, page.Rows.Count);
    }

    [Fact]
    public async Task A_business_is_still_found_by_the_name_that_an_earlier_reservation_gave()
    {
        await using var portal = await TestPortal.StartAsync();
        var (earlier, now) = (Make.Details("見本織物商会"), Make.Details("例示テキスタイル"));
        var business = Make.Business(now);
        var venue = Make.Venue();
        var clinic = Make.Clinic(venue, portal.Today, portal.Staff[Role.Scrivener]);
        await portal.AddAsync([
            venue,
            clinic,
            business,
            .. ListScene.Grams(portal, business, earlier, now),
            Make.Reservation(business, clinic, clinic.Slots[0], portal.Staff[Role.BookingStaff], earlier),
            Make.Reservation(business, clinic, clinic.Slots[1], portal.Staff[Role.BookingStaff], now),
        ]);

        var found = await portal
            .As<ReservationListService>(Role.BookingStaff)
            .ListAsync(new() { Search = "見本織物商会" }, ListScene.Page());

        Assert.Equal(2, found.Rows.Count);
    }

    [Theory]
    [InlineData(ReservationSort.Date, false)]
    [InlineData(ReservationSort.Date, true)]
    [InlineData(ReservationSort.Ward, false)]
    [InlineData(ReservationSort.Industry, true)]
    [InlineData(ReservationSort.Status, false)]
    [InlineData(ReservationSort.ReceivedOn, true)]
    [InlineData("'; DROP TABLE Reservations; --", false)]
    public async Task The_pages_put_together_are_the_whole_list_in_order(string sortBy, bool descending)
    {
        await using var scene = await ListScene.SetAsync();
        var whole = await scene.AsBookingStaff.ListAsync(new(), ListScene.Page(0, 200, sortBy, descending));

        var pages = new List<ReservationRow>();
        for (var skip = 0; skip < 95; skip += 20)
        {
            var page = await scene.AsBookingStaff.ListAsync(new(), ListScene.Page(skip, 20, sortBy, descending));
            Assert.Equal((95, false), (page.Count, page.CountIsCapped));
            pages.AddRange(page.Rows);
        }

        Assert.Equal(whole.Rows.Select(row => row.Id), pages.Select(row => row.Id));
        Assert.Equal(95, pages.Select(row => row.Id).Distinct().Count());
        if (sortBy == ReservationSort.Date)
        {
            var byDate = descending
                ? pages.OrderByDescending(row => row.Date).ThenByDescending(row => row.StartsAt)
                : pages.OrderBy(row => row.Date).ThenBy(row => row.StartsAt);
            Assert.Equal(byDate.Select(row => (row.Date, row.StartsAt)), pages.Select(row => (row.Date, row.StartsAt)));
        }
    }

    [Fact]
    public async Task More_than_a_thousand_rows_are_counted_as_a_thousand_or_more()
    {
        await using var portal = await TestPortal.StartAsync();
        var (venue, business) = (Make.Venue(), Make.Business(Make.Details()));
        var rows = new List<object> { venue, business };
        rows.AddRange(ListScene.Grams(portal, business, Make.Details()));
        for (var day = 0; rows.Count < 1500; day++)
        {
            var clinic = Make.Clinic(venue, portal.Today.AddDays(day), portal.Staff[Role.Scrivener]);
            rows.Add(clinic);
            rows.AddRange(clinic.Slots.Select(slot => Make.Reservation(business, clinic, slot, portal.Staff[Role.BookingStaff])));
        }

        await portal.AddAsync([.. rows]);
        var list = portal.As<ReservationListService>(Role.BookingStaff);

        var first = await list.ListAsync(new(), ListScene.Page(take: 20));
        var beyond = await list.ListAsync(new() { Search = "例示製作所" }, ListScene.Page(skip: 1040, take: 20));

        Assert.Equal((20, PageRequest.CountCap, true), (first.Rows.Count, first.Count, first.CountIsCapped));
        Assert.Equal((20, PageRequest.CountCap, true), (beyond.Rows.Count, beyond.Count, beyond.CountIsCapped));
    }

    [Fact]
    [Asvs("8.2.2")]
    public async Task A_scrivener_lists_the_reservations_of_the_own_clinics_only()
    {
        await using var scene = await ListScene.SetAsync();
        var own = scene.Portal.As<ReservationListService>(Role.Scrivener);
        var expected = scene.Samples.Count(sample => scene.ScrivenerOf(sample.Venue) != scene.Colleague);

        var all = await own.ListAsync(new(), ListScene.Page());
        var others = await own.ListAsync(new() { ScrivenerId = scene.Colleague.Id }, ListScene.Page());
        var searched = await own.ListAsync(new() { Search = "京" }, ListScene.Page());

        Assert.Equal((expected, 0), (all.Count, others.Count));
        AssertEach.Of(all.Rows.Concat(searched.Rows), row => Assert.Equal(scene.Portal.Staff[Role.Scrivener].Name, row.ScrivenerName));
        Assert.Equal(95, (await scene.Portal.As<ReservationListService>(Role.Supervisor).ListAsync(new(), ListScene.Page())).Count);
        await Assert.ThrowsAsync<AccessRefusedException>(() =>
            scene.Portal.As<ReservationListService>(Role.Administrator).ListAsync(new(), ListScene.Page())
        );
        await Assert.ThrowsAsync<AccessRefusedException>(() =>
            scene.Portal.As<ReservationListService>(Role.Auditor).ListAsync(new(), ListScene.Page())
        );
    }

    [Fact]
    public async Task A_list_leaves_one_audit_row_for_the_businesses_shown_and_none_again_within_a_quarter_of_an_hour()
    {
        await using var scene = await ListScene.SetAsync();
        var list = scene.AsBookingStaff;

        var shown = await list.ListAsync(new(), ListScene.Page(take: 20));
        await list.ListAsync(new(), ListScene.Page(take: 20));
        var first = Assert.Single(await scene.Portal.AuditAsync());
        scene.Portal.Time.Advance(TimeSpan.FromMinutes(16));
        await list.ListAsync(new(), ListScene.Page(take: 20));

        Assert.Equal((AuditActs.ReservationsListed, nameof(Permission.ViewReservations)), (first.Act, first.Permission));
        Assert.Equal(shown.Rows.Select(row => row.BusinessId).Distinct().Order(), first.Businesses.Select(row => row.BusinessId).Order());
        Assert.Equal(2, (await scene.Portal.AuditAsync()).Count);
    }

    private static async Task FitsAsync(ListScene scene, ReservationFilter filter, Func<Sample, bool> fits)
    {
        var page = await scene.AsBookingStaff.ListAsync(filter, ListScene.Page());
        var expected = scene.Samples.Where(fits).Select(sample => (sample.Date, sample.StartsAt, sample.Business)).Order().ToList();
        Assert.NotEmpty(expected);
        Assert.Equal(expected, page.Rows.Select(row => (row.Date, row.StartsAt, row.BusinessName)).Order());
        Assert.Equal(expected.Count, page.Count);
    }
}
