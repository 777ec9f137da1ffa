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
        Assert.Equal(0, await Count(new SlotCriteria { Half = DayHalf.Morning }));
        Assert.Equal(6, await Count(new SlotCriteria { Half = DayHalf.Afternoon }));
        Assert.Equal(3, await Count(new SlotCriteria { ScrivenerId = other.Id }));
        Assert.Equal(2, await Count(new SlotCriteria { Take = 2 }));
        Assert.Equal(6, await Count(new SlotCriteria { Take = 1000 }));
    }

    [Theory]
    [InlineData(10, 0, 11, 0, true, false)]
    [InlineData(11, 15, 12, 0, true, false)]
    [InlineData(11, 30, 12, 15, true, true)]
    [InlineData(11, 59, 12, 1, true, true)]
    [InlineData(12, 0, 12, 50, false, true)]
    public async Task A_slot_across_noon_is_found_in_the_morning_and_in_the_afternoon(
        int fromHour,
        int fromMinute,
        int toHour,
        int toMinute,
        bool morning,
        bool afternoon
    )
    {
        await using var portal = await TestPortal.StartAsync();
        var venue = Make.Venue();
        var (from, to) = (new TimeOnly(fromHour, fromMinute), new TimeOnly(toHour, toMinute));
        var clinic = Make.Clinic(venue, Friday, portal.Staff[Role.Scrivener]);
        var slot = clinic.AddSlot(clinic.Desks[0], from, to);
        await portal.AddAsync(venue, clinic);
        var search = portal.As<SlotSearchService>(Role.BookingStaff);
        async Task<bool> Finds(DayHalf half) =>
            (await search.FindAsync(new SlotCriteria { Half = half })).Any(found => found.SlotId == slot.Id);

        Assert.Equal((morning, afternoon), (await Finds(DayHalf.Morning), await Finds(DayHalf.Afternoon)));
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

        var form = NewId.Create();
        var until = await mine.HoldAsync(slot, form);

        Assert.Equal(portal.Time.GetUtcNow().UtcDateTime.AddMinutes(5), until);
        Assert.Null((await mine.FindAsync(new SlotCriteria(), form))[0].HeldBy);
        Assert.Equal("例示受付", (await theirs.FindAsync(new SlotCriteria()))[0].HeldBy);
        Assert.Contains(
            "例示受付さん",
            (await Assert.ThrowsAsync<RuleException>(() => theirs.HoldAsync(slot, NewId.Create()))).Message,
            StringComparison.Ordinal
        );

        portal.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Null((await theirs.FindAsync(new SlotCriteria()))[0].HeldBy);
        await theirs.HoldAsync(slot, NewId.Create());
        Assert.Equal("例示受付二", (await mine.FindAsync(new SlotCriteria(), form))[0].HeldBy);
    }

    [Fact]
    public async Task Each_form_of_one_person_has_its_own_hold()
    {
        await using var portal = await TestPortal.StartAsync();
        var venue = Make.Venue();
        var clinic = Make.Clinic(venue, Friday, portal.Staff[Role.Scrivener]);
        await portal.AddAsync(venue, clinic);
        var (search, slot, one, other) = (
            portal.As<SlotSearchService>(Role.BookingStaff),
            clinic.Slots[0].Id,
            NewId.Create(),
            NewId.Create()
        );

        var until = await search.HoldAsync(slot, one);

        Assert.Equal("ご自身の別の画面", (await search.FindAsync(new SlotCriteria(), other))[0].HeldBy);
        Assert.Contains(
            "ご自身が別の画面で",
            (await Assert.ThrowsAsync<RuleException>(() => search.HoldAsync(slot, other))).Message,
            StringComparison.Ordinal
        );
        await search.ReleaseAsync(slot, other, until);
        Assert.Null((await search.FindAsync(new SlotCriteria(), one))[0].HeldBy);
        Assert.NotNull((await search.FindAsync(new SlotCriteria(), other))[0].HeldBy);

        // A later screen has the form: what the earlier one gives back is not its any more.
        portal.Time.Advance(TimeSpan.FromMinutes(1));
        var later = await search.HoldAsync(slot, one);
        await search.ReleaseAsync(slot, one, until);
        Assert.NotNull((await search.FindAsync(new SlotCriteria(), other))[0].HeldBy);
        await search.ReleaseAsync(slot, one, later);
        Assert.Null((await search.FindAsync(new SlotCriteria(), other))[0].HeldBy);
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

        var form = NewId.Create();
        var until = await search.HoldAsync(slot, form);
        await search.ReleaseAsync(slot, form, until);
        await search.ReleaseAsync(slot, form, until);

        Assert.Equal([new Change(nameof(SlotHold), slot), new Change(nameof(SlotHold), slot)], told);
        Assert.Empty(await portal.AuditAsync());
    }

    [Fact]
    public async Task Open_screens_are_told_when_something_is_over_by_itself()
    {
        var (feed, told) = (new ChangeFeed(), new TaskCompletionSource<Change>(TaskCreationOptions.RunContinuationsAsynchronously));
        using var watching = feed.Watch(changes => told.TrySetResult(changes[0]));
        var over = new Change(nameof(SlotHold), NewId.Create());

        feed.PublishLater(over, TimeSpan.FromMilliseconds(50), TimeProvider.System);

        Assert.False(told.Task.IsCompleted);
        Assert.Equal(over, await told.Task.WaitAsync(TimeSpan.FromSeconds(20)));
    }

    [Fact]
    public async Task Nobody_gives_back_what_another_holds()
    {
        await using var portal = await TestPortal.StartAsync();
        var venue = Make.Venue();
        var clinic = Make.Clinic(venue, Friday, portal.Staff[Role.Scrivener]);
        await portal.AddAsync(venue, clinic);

        var form = NewId.Create();
        var until = await portal.As<SlotSearchService>(Role.BookingStaff).HoldAsync(clinic.Slots[0].Id, form);
        await portal.As<SlotSearchService>(Role.Supervisor).ReleaseAsync(clinic.Slots[0].Id, form, until);

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

        await Assert.ThrowsAsync<RuleException>(() =>
            portal.As<SlotSearchService>(Role.BookingStaff).HoldAsync(clinic.Slots[0].Id, NewId.Create())
        );
    }
}
