using SupportCenter.Domain.Access;
using SupportCenter.Domain.Administration;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Consultations;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Schedule;
using SupportCenter.Domain.Text;
using SupportCenter.Domain.Workspace;
using SupportCenter.Tests.Consultations;
using SupportCenter.Tests.Data;

namespace SupportCenter.Tests.Workspace;

/// <summary>What waits, counted; and the contractor's free slots and missed clients.</summary>
public sealed class WaitingWorkTests
{
    [Fact]
    public async Task Records_and_callers_that_wait_are_counted_with_the_oldest()
    {
        await using var scene = await ConsultationScene.SetAsync();
        await scene.RecordOfStrangerAsync();
        await scene.StartAsync();
        var now = scene.Portal.Time.GetUtcNow().UtcDateTime;
        await scene.Portal.AddAsync(Caller(scene.Portal, now.AddHours(-5)), Caller(scene.Portal, now.AddHours(-2)));
        var rows = (await scene.Portal.AuditAsync()).Count;

        var city = scene.Portal.As<WaitingWorkService>(Role.Supervisor);
        Assert.Equal(new RecordsDue(1, false, scene.Portal.Today), await city.RecordsAsync());
        Assert.Equal(new CallbacksDue(2, now.AddHours(-5)), await city.CallbacksAsync());
        Assert.Equal(new DocumentsClosed(0, 0), await city.DocumentsAsync());
        Assert.Equal(rows, (await scene.Portal.AuditAsync()).Count);
    }

    [Fact]
    public async Task Walk_ins_to_be_linked_are_found_among_those_that_were_joined_only()
    {
        await using var portal = await TestPortal.StartAsync();

        var sent = await SentStatements.DuringAsync(() => portal.As<WaitingWorkService>(Role.BookingStaff).LinksAsync());

        var asked = sent.Where(sql => sql.Contains("\"ReservationChanges\"", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(asked);
        foreach (var sql in asked)
        {
            var plan = await SentStatements.PlanAsync(portal, sql);
            Assert.Contains(plan, step => step.Text.Contains("JoinedWalkIns", StringComparison.Ordinal));
            Assert.DoesNotContain(plan, step => step.Text.Contains("(Status<?)", StringComparison.Ordinal)); // Nearly all of them.
        }
    }

    [Fact]
    public async Task A_review_that_is_open_is_counted_and_one_that_is_missing_is_said()
    {
        await using var portal = await TestPortal.StartAsync();
        var waiting = portal.As<WaitingWorkService>(Role.Auditor);
        Assert.Equal(new ReviewDue(0, null, false, true, false), await waiting.ReviewAsync());

        await portal.As<AccessReviewService>(Role.Supervisor).OpenAsync();

        var due = portal.Today.AddDays(AccessReview.DaysToConfirm);
        Assert.Equal(new ReviewDue(portal.Staff.Count, due, false, false, true), await waiting.ReviewAsync());
        portal.Time.Set(portal.Time.GetUtcNow().AddDays(AccessReview.DaysToConfirm + 1));
        Assert.True((await portal.As<WaitingWorkService>(portal.Staff[Role.Supervisor]).ReviewAsync()).IsOverdue);
    }

    [Fact]
    public async Task People_whose_time_ends_are_counted_and_those_who_lapsed()
    {
        await using var portal = await TestPortal.StartAsync();
        await portal.AddAsync(
            Make.Staff(Role.Scrivener, "行政書士 終了間近", portal.Today.AddDays(10)),
            Make.Staff(Role.Scrivener, "行政書士 来年まで", portal.Today.AddDays(200)),
            Make.Staff(Role.Scrivener, "行政書士 終了済", portal.Today.AddDays(-1)),
            Lapsed(portal)
        );

        var due = await portal.As<WaitingWorkService>(Role.Administrator).StaffAsync();

        Assert.Equal(new StaffDue(1, portal.Today.AddDays(10), 0, null, 1), due);
    }

    [Fact]
    public async Task The_soonest_free_slots_of_each_venue_come_first_without_those_that_a_form_holds()
    {
        await using var portal = await TestPortal.StartAsync();
        var (near, far) = (Make.Venue(), Make.Venue("伏見区役所", Ward.Fushimi));
        var (tomorrow, later) = (
            Make.Clinic(near, portal.Today.AddDays(1), portal.Staff[Role.Scrivener]),
            Make.Clinic(far, portal.Today.AddDays(3), portal.Staff[Role.Scrivener])
        );
        var beyond = Make.Clinic(far, portal.Today.AddDays(BookingDeskService.DaysAhead + 1), portal.Staff[Role.Scrivener]);
        var business = Make.Business(Make.Details());
        var booked = Make.Reservation(business, tomorrow, tomorrow.Slots[0], portal.Staff[Role.BookingStaff]);
        await portal.AddAsync(near, far, tomorrow, later, beyond, business, booked);
        await portal.As<SlotSearchService>(Role.Supervisor).HoldAsync(tomorrow.Slots[1].Id, NewId.Create());

        var venues = await portal.As<BookingDeskService>(Role.BookingStaff).FreeAsync();

        Assert.Equal([(near.Id, 1), (far.Id, 3)], venues.Select(venue => (venue.VenueId, venue.Free)));
        Assert.Equal([tomorrow.Slots[2].Id], venues[0].Soonest.Select(slot => slot.SlotId));
        Assert.Equal(later.Slots.Select(slot => slot.Id), venues[1].Soonest.Select(slot => slot.SlotId));
        // The own form that holds it is open still: to others of the same person it is taken, too.
        var own = await portal.As<BookingDeskService>(Role.Supervisor).FreeAsync();
        Assert.Equal(1, own[0].Free);
    }

    [Fact]
    [Asvs("8.2.3")]
    public async Task Missed_clients_are_named_with_an_audit_row_and_only_to_those_who_book()
    {
        await using var scene = await ConsultationScene.SetAsync();
        var missed = await scene.BookAsync(1);
        scene.Portal.Time.Set(scene.Portal.Time.GetUtcNow().AddHours(5));
        await scene.Portal.As<ReservationService>(Role.BookingStaff).MissAsync(missed.Id);

        var row = Assert.Single(await scene.Portal.As<BookingDeskService>(Role.BookingStaff).NoShowsAsync());

        Assert.Equal((missed.Id, "中京区役所"), (row.ReservationId, row.VenueName));
        var noted = Assert.Single(await scene.ActsAsync(AuditActs.ReservationsListed));
        Assert.Equal(scene.Business.Id, Assert.Single(noted.Businesses).BusinessId);
        await Assert.ThrowsAsync<AccessRefusedException>(() => scene.Portal.As<BookingDeskService>(Role.Administrator).NoShowsAsync());
    }

    private static CallbackRequest Caller(TestPortal portal, DateTime at) =>
        new(new CallbackDetails { BusinessName = "株式会社例示製作所", Telephone = "0750001234" }, portal.Staff[Role.BookingStaff].Id, at);

    private static StaffMember Lapsed(TestPortal portal)
    {
        var person = Make.Staff(Role.Scrivener, "行政書士 失効");
        person.AwaitConfirmation(portal.Today.AddDays(-1));
        return person;
    }
}
