using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Schedule;
using SupportCenter.Domain.Text;

namespace SupportCenter.Tests.Schedule;

public sealed class SlotSearchTests
{
    private static readonly DateOnly Friday = new(2020, 7, 17);

    [Fact]
    public async Task Free_slots_of_all_venues_come_soonest_first()
    {
        await using var portal = await TestPortal.StartAsync();
        var (nakagyo, fushimi) = (Make.Venue(), Make.Venue("伏見区役所", Ward.Fushimi));
        await portal.AddAsync(
            nakagyo,
            fushimi,
            Make.Clinic(fushimi, Friday.AddDays(3), portal.Staff[Role.Scrivener]),
            Make.Clinic(nakagyo, Friday, portal.Staff[Role.Scrivener])
        );

        var found = await portal.As<SlotSearchService>(Role.BookingStaff).FindAsync(new SlotCriteria());

        Assert.Equal(6, found.Count);
        Assert.Equal(
            (Friday, new TimeOnly(13, 0), "中京区役所", "行政書士 見本一"),
            (found[0].Date, found[0].StartsAt, found[0].VenueName, found[0].ScrivenerName)
        );
        Assert.Equal("伏見区役所", found[^1].VenueName);
        Assert.Equal(found.OrderBy(slot => slot.Date).ThenBy(slot => slot.StartsAt), found);
    }

    [Fact]
    public async Task Each_wish_narrows_the_search()
    {
        await using var portal = await TestPortal.StartAsync();
        var (nakagyo, fushimi) = (Make.Venue(), Make.Venue("伏見区役所", Ward.Fushimi));
        var other = Make.Staff(Role.Scrivener, "行政書士 例示二");
        await portal.AddAsync(
            other,
            nakagyo,
            fushimi,
            Make.Clinic(nakagyo, Friday, portal.Staff[Role.Scrivener]),
            Make.Clinic(fushimi, Friday.AddDays(3), other)
        );
        var search = portal.As<SlotSearchService>(Role.BookingStaff);
        async Task<int> Count(SlotCriteria wish) => (await search.FindAsync(wish)).Count;

        Assert.Equal(3, await Count(new SlotCriteria { Ward = Ward.Fushimi }));
        Assert.Equal(3, await Count(new SlotCriteria { VenueId = nakagyo.Id }));
        Assert.Equal(3, await Count(new SlotCriteria { From = Friday.AddDays(1) }));
        Assert.Equal(3, await Count(new SlotCriteria { To = Friday }));
        Assert.Equal(3, await Count(new SlotCriteria { Weekday = DayOfWeek.Monday }));
        Assert.Equal(0, await Count(new SlotCriteria { Weekday = DayOfWeek.Sunday }));
        Assert.Equal(2, await Count(new SlotCriteria { NotBefore = new TimeOnly(15, 0) }));
        Assert.Equal(4, await Count(new SlotCriteria { NotAfter = new TimeOnly(15, 0) }));
        Assert.Equal(3, await Count(new SlotCriteria { ScrivenerId = other.Id }));
        Assert.Equal(2, await Count(new SlotCriteria { Take = 2 }));
        Assert.Equal(6, await Count(new SlotCriteria { Take = 1000 }));
    }

    [Fact]
    public async Task Booked_closed_and_past_slots_are_not_offered()
    {
        await using var portal = await TestPortal.StartAsync();
        var venue = Make.Venue();
        var today = Make.Clinic(venue, portal.Today, portal.Staff[Role.Scrivener]);
        var later = Make.Clinic(venue, Friday, portal.Staff[Role.Scrivener]);
        var shut = Make.Clinic(venue, Friday.AddDays(3), portal.Staff[Role.Scrivener]);
        shut.Close("会場の都合", portal.Time.GetUtcNow().UtcDateTime);
        later.Slots[0].Close("行政書士の都合");
        var business = Make.Business(Make.Details());
        await portal.AddAsync(
            venue,
            today,
            later,
            shut,
            business,
            Make.Reservation(business, later, later.Slots[1], portal.Staff[Role.BookingStaff])
        );
        portal.Time.Advance(TimeSpan.FromHours(4));

        var found = await portal.As<SlotSearchService>(Role.BookingStaff).FindAsync(new SlotCriteria());

        Assert.Equal([today.Slots[2].Id, later.Slots[2].Id], found.Select(slot => slot.SlotId));
    }

    [Fact]
    public async Task A_picked_slot_is_kept_for_five_minutes_and_the_others_see_by_whom()
    {
        await using var portal = await TestPortal.StartAsync();
        var venue = Make.Venue();
        var clinic = Make.Clinic(venue, Friday, portal.Staff[Role.Scrivener]);
        var colleague = Make.Staff(Role.BookingStaff, "例示受付二");
        await portal.AddAsync(venue, clinic, colleague);
        var (mine, theirs, slot) = (
            portal.As<SlotSearchService>(Role.BookingStaff),
            portal.As<SlotSearchService>(colleague),
            clinic.Slots[0].Id
        );

        var until = await mine.HoldAsync(slot);

        Assert.Equal(portal.Time.GetUtcNow().UtcDateTime.AddMinutes(5), until);
        Assert.Null((await mine.FindAsync(new SlotCriteria()))[0].HeldBy);
        Assert.Equal("例示受付", (await theirs.FindAsync(new SlotCriteria()))[0].HeldBy);
        Assert.Contains(
            "例示受付さん",
            (await Assert.ThrowsAsync<RuleException>(() => theirs.HoldAsync(slot))).Message,
            StringComparison.Ordinal
        );

        portal.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Null((await theirs.FindAsync(new SlotCriteria()))[0].HeldBy);
        await theirs.HoldAsync(slot);
        Assert.Equal("例示受付二", (await mine.FindAsync(new SlotCriteria()))[0].HeldBy);
    }

    [Fact]
    public async Task Holding_and_giving_back_is_told_to_open_screens_at_once()
    {
        await using var portal = await TestPortal.StartAsync();
        var venue = Make.Venue();
        var clinic = Make.Clinic(venue, Friday, portal.Staff[Role.Scrivener]);
        await portal.AddAsync(venue, clinic);
        var (search, slot, told) = (portal.As<SlotSearchService>(Role.BookingStaff), clinic.Slots[0].Id, new List<Change>());
        using var watching = portal.Database.Changes.Watch(told.AddRange);

        await search.HoldAsync(slot);
        await search.ReleaseAsync(slot);
        await search.ReleaseAsync(slot);

        Assert.Equal([new Change(nameof(SlotHold), slot), new Change(nameof(SlotHold), slot)], told);
        Assert.Empty(await portal.AuditAsync());
    }

    [Fact]
    public async Task Nobody_gives_back_what_another_holds()
    {
        await using var portal = await TestPortal.StartAsync();
        var venue = Make.Venue();
        var clinic = Make.Clinic(venue, Friday, portal.Staff[Role.Scrivener]);
        await portal.AddAsync(venue, clinic);

        await portal.As<SlotSearchService>(Role.BookingStaff).HoldAsync(clinic.Slots[0].Id);
        await portal.As<SlotSearchService>(Role.Supervisor).ReleaseAsync(clinic.Slots[0].Id);

        Assert.Equal("例示受付", (await portal.As<SlotSearchService>(Role.Supervisor).FindAsync(new SlotCriteria()))[0].HeldBy);
    }

    [Fact]
    public async Task A_slot_that_is_booked_cannot_be_held()
    {
        await using var portal = await TestPortal.StartAsync();
        var (venue, business) = (Make.Venue(), Make.Business(Make.Details()));
        var clinic = Make.Clinic(venue, Friday, portal.Staff[Role.Scrivener]);
        await portal.AddAsync(
            venue,
            clinic,
            business,
            Make.Reservation(business, clinic, clinic.Slots[0], portal.Staff[Role.BookingStaff])
        );

        await Assert.ThrowsAsync<RuleException>(() => portal.As<SlotSearchService>(Role.BookingStaff).HoldAsync(clinic.Slots[0].Id));
    }
}
