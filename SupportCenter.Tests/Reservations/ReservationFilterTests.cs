using SupportCenter.Domain.Access;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Schedule;
using SupportCenter.Domain.Text;

namespace SupportCenter.Tests.Reservations;

/// <summary>The filters of the list against a plain count over the same rows in memory.</summary>
public sealed class ReservationFilterTests
{
    private static readonly string[] Industries = ["製造業", "小売業", "飲食業"];
    private static readonly Ward[] Wards = [Ward.Fushimi, Ward.Nakagyo, Ward.Ukyo];

    [Fact]
    public async Task Any_filter_finds_the_rows_that_a_plain_count_finds()
    {
        await using var portal = await TestPortal.StartAsync();
        var random = new Random(20200716);
        var rows = await FillAsync(portal, random);
        var venues = rows.Select(row => row.VenueId).Distinct().ToList();
        var scriveners = rows.Select(row => row.ScrivenerId).Distinct().ToList();
        foreach (var role in new[] { Role.BookingStaff, Role.Supervisor, Role.Scrivener })
        {
            var (list, me, found) = (portal.As<ReservationListService>(role), portal.Staff[role].Id, 0);
            for (var round = 0; round < 60; round++)
            {
                var filter = Any(random, portal.Today, venues, scriveners);
                var expected = rows.Where(row => role != Role.Scrivener || row.ScrivenerId == me)
                    .Where(row => Fits(filter, row, role, me, portal.Today))
                    .Select(row => row.Id)
                    .Order();

                var page = await list.ListAsync(filter, ListScene.Page());

                Assert.Equal(expected, page.Rows.Select(row => row.Id).Order());
                Assert.Equal(page.Rows.Count, page.Count);
                found += page.Count;
            }

            Assert.True(found > 20, $"The filters of {role} found {found} rows in all.");
        }
    }

    [Fact]
    public async Task What_was_selected_is_listed_alone_and_never_more_than_may_be_seen()
    {
        await using var portal = await TestPortal.StartAsync();
        var rows = await FillAsync(portal, new Random(7));
        var (me, some) = (portal.Staff[Role.Scrivener].Id, rows.Take(10).Select(row => row.Id).ToList());
        var own = rows.Take(10).Where(row => row.ScrivenerId == me).Select(row => row.Id);

        var all = await portal.As<ReservationListService>(Role.Supervisor).ListAsync(new() { Only = some }, ListScene.Page());
        var page = await portal.As<ReservationListService>(Role.Scrivener).ListAsync(new() { Only = some }, ListScene.Page());

        Assert.Equal(some.Order(), all.Rows.Select(row => row.Id).Order());
        Assert.Equal(own.Order(), page.Rows.Select(row => row.Id).Order());
    }

    [Theory]
    [InlineData(ReservationPeriod.Coming, "2020-07-16", null)]
    [InlineData(ReservationPeriod.Past, null, "2020-07-15")]
    [InlineData(ReservationPeriod.Today, "2020-07-16", "2020-07-16")]
    [InlineData(ReservationPeriod.Tomorrow, "2020-07-17", "2020-07-17")]
    [InlineData(ReservationPeriod.ThisWeek, "2020-07-13", "2020-07-19")]
    [InlineData(ReservationPeriod.NextWeek, "2020-07-20", "2020-07-26")]
    [InlineData(ReservationPeriod.ThisMonth, "2020-07-01", "2020-07-31")]
    public void A_period_is_counted_from_today_and_a_week_begins_on_Monday(ReservationPeriod period, string? from, string? to)
    {
        Assert.Equal((Date(from), Date(to)), period.DatesOn(new DateOnly(2020, 7, 16)));
        Assert.Equal(new DateOnly(2020, 7, 13), ReservationPeriod.ThisWeek.DatesOn(new DateOnly(2020, 7, 19)).From);
        Assert.Equal(new DateOnly(2020, 7, 20), ReservationPeriod.ThisWeek.DatesOn(new DateOnly(2020, 7, 20)).From);
    }

    private static DateOnly? Date(string? text) =>
        text is null ? null : DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static bool Fits(ReservationFilter filter, Reservation row, Role role, Guid me, DateOnly today)
    {
        var (from, to) = filter.Period?.DatesOn(today) ?? (null, null);
        return (from is null || row.Date >= from)
            && (to is null || row.Date <= to)
            && (filter.From is null || row.Date >= filter.From)
            && (filter.To is null || row.Date <= filter.To)
            && (filter.ReceivedFrom is null || row.ReceivedOn >= filter.ReceivedFrom)
            && (filter.ReceivedTo is null || row.ReceivedOn <= filter.ReceivedTo)
            && (filter.VenueId is null || row.VenueId == filter.VenueId)
            && (filter.ScrivenerId is null || row.ScrivenerId == filter.ScrivenerId)
            && (filter.Ward is null || row.Details.Ward == filter.Ward)
            && (filter.Status is null || row.Status == filter.Status)
            && (filter.Industry is null || row.Details.Industry == filter.Industry)
            && (!filter.IsMine || (role == Role.Scrivener ? row.ScrivenerId : row.ReceivedById) == me);
    }

    private static ReservationFilter Any(Random random, DateOnly today, List<Guid> venues, List<Guid> scriveners)
    {
        // Each part is there one time in four: most filters have two or three parts, some none.
        T? Maybe<T>(Func<T> value)
            where T : struct => random.Next(4) == 0 ? value() : null;
        DateOnly Day() => today.AddDays(random.Next(-20, 20));
        return new ReservationFilter
        {
            Period = Maybe(() => random.GetItems(Enum.GetValues<ReservationPeriod>(), 1)[0]),
            From = Maybe(Day),
            To = Maybe(Day),
            ReceivedFrom = Maybe(() => today.AddDays(random.Next(-40, -20))),
            ReceivedTo = Maybe(() => today.AddDays(random.Next(-35, -15))),
            VenueId = Maybe(() => venues[random.Next(venues.Count)]),
            ScrivenerId = Maybe(() => scriveners[random.Next(scriveners.Count)]),
            Ward = Maybe(() => Wards[random.Next(Wards.Length)]),
            Status = Maybe(() => random.GetItems(Enum.GetValues<ReservationStatus>(), 1)[0]),
            Industry = random.Next(4) == 0 ? Industries[random.Next(Industries.Length)] : null,
            IsMine = random.Next(4) == 0,
        };
    }

    private static async Task<List<Reservation>> FillAsync(TestPortal portal, Random random)
    {
        var colleague = Make.Staff(Role.Scrivener, "行政書士 見本二");
        var people = new[] { portal.Staff[Role.Scrivener], colleague };
        var clerks = new[] { portal.Staff[Role.BookingStaff], portal.Staff[Role.Supervisor] };
        var venues = new[] { Make.Venue(), Make.Venue("右京区役所", Ward.Ukyo), Make.Venue("伏見区役所", Ward.Fushimi) };
        var business = Make.Business(Make.Details());
        var (rows, reservations) = (new List<object>([colleague, business, .. venues]), new List<Reservation>());
        for (var number = 0; number < 50; number++)
        {
            var clinic = Make.Clinic(venues[random.Next(3)], portal.Today.AddDays(random.Next(-20, 20)), people[random.Next(2)]);
            rows.Add(clinic);
            foreach (var slot in clinic.Slots)
            {
                var (details, clerk) = (Make.Details(), clerks[random.Next(2)]);
                (details.Ward, details.Industry) = (Wards[random.Next(3)], Industries[random.Next(3)]);
                var at = CentreTime.ToUtc(portal.Today.AddDays(random.Next(-40, -20)), new TimeOnly(10, 0));
                var row = Reservation.Book(business, slot, clinic, details, clerk.Id, clerk.Name, null, at);
                Become(row, (ReservationStatus)random.Next(5), clerk.Id, at);
                reservations.Add(row);
            }
        }

        await portal.AddAsync([.. rows, .. reservations]);
        return reservations;
    }

    private static void Become(Reservation row, ReservationStatus status, Guid by, DateTime at)
    {
        switch (status)
        {
            case ReservationStatus.Arrived:
                row.Arrive(by, at);
                break;
            case ReservationStatus.Completed:
                row.Complete(by, at);
                break;
            case ReservationStatus.Cancelled:
                row.Cancel("都合がつかなくなったため", by, at);
                break;
            case ReservationStatus.NoShow:
                row.MissAppointment(by, at);
                break;
            default:
                break;
        }
    }
}
