using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Schedule;
using SupportCenter.Domain.Text;

namespace SupportCenter.Tests.Schedule;

public sealed class ClosingServiceTests
{
    private static readonly DateOnly Friday = new(2020, 7, 17);

    [Fact]
    public async Task The_plan_shows_whom_it_hits_and_proposes_the_same_venue_then_the_same_ward_then_the_nearest_date()
    {
        await using var tour = await Tour.StartAsync();

        var plan = await tour.Closing(Role.BookingStaff).PlanAsync(tour.Clinic.Id, null);

        Assert.Null(plan!.Obstacle);
        Assert.Equal(["株式会社例示製作所", "株式会社例示製作所二"], plan.Hits.Select(hit => hit.BusinessName));
        // One slot is left at the same venue, the next is at the other hall of the ward; the nearer date elsewhere comes last.
        Assert.Equal([tour.SameVenue.Slots[0].Id, tour.SameWard.Slots[1].Id], plan.Hits.Select(hit => hit.ProposedSlotId));
        Assert.Equal(tour.Elsewhere.Id, plan.Offers[^1].ClinicId);
        Assert.DoesNotContain(plan.Offers, offer => offer.ClinicId == tour.Clinic.Id);
        var listed = Assert.Single(await tour.Portal.AuditAsync(), row => row.Act == AuditActs.ReservationsListed);
        Assert.Equal(2, listed.Businesses.Count);
    }

    [Fact]
    public async Task Closing_moves_cancels_and_calls_back_in_one_step()
    {
        await using var tour = await Tour.StartAsync();

        await tour.Closing(Role.Supervisor)
            .CloseAsync(
                tour.Order(
                    new() { ReservationId = tour.First.Id, TargetSlotId = tour.SameVenue.Slots[0].Id },
                    new() { ReservationId = tour.Second.Id, Fate = ClosingDecision.CallBack }
                )
            );

        var (first, second) = (await tour.ReadAsync(tour.First), await tour.ReadAsync(tour.Second));
        Assert.Equal((ReservationStatus.Booked, tour.SameVenue.Id, new DateOnly(2020, 7, 31)), (first.Status, first.ClinicId, first.Date));
        Assert.Equal(
            (ReservationAct.Rescheduled, "台風のため"),
            (first.Changes.OrderBy(change => change.AtUtc).Last().Act, first.Changes.OrderBy(change => change.AtUtc).Last().Reason)
        );
        Assert.Equal(ReservationStatus.Cancelled, second.Status);
        var waiting = await tour.Portal.ReadAsync(db => db.Callbacks.SingleAsync());
        Assert.Equal(
            ("株式会社例示製作所二", "075-000-1235", true),
            (waiting.Details.BusinessName, waiting.Details.Telephone, waiting.IsWaiting)
        );
        var view = await tour.Portal.As<ScheduleService>(Role.Scrivener).FindAsync(tour.Clinic.Id);
        Assert.True(view!.IsClosed);
        AssertEach.Of(view.Desks[0].Slots, slot => Assert.Equal(SlotState.Closed, slot.State));
        var acts = (await tour.Portal.AuditAsync()).Where(row => row.Act == AuditActs.ClinicClosed).ToList();
        Assert.Equal(
            ["CallbackRequest", "Clinic", "Reservation", "Reservation"],
            acts.Select(row => row.SubjectKind).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task One_slot_is_closed_and_its_client_moves_within_the_clinic()
    {
        await using var tour = await Tour.StartAsync();
        var order = tour.Order(new ClosingMove { ReservationId = tour.First.Id, TargetSlotId = tour.Clinic.Slots[2].Id });
        order.SlotId = tour.Clinic.Slots[0].Id;

        var plan = await tour.Closing(Role.BookingStaff).PlanAsync(tour.Clinic.Id, order.SlotId);
        await tour.Closing(Role.BookingStaff).CloseAsync(order);

        Assert.Equal(tour.Clinic.Slots[2].Id, Assert.Single(plan!.Hits).ProposedSlotId);
        var view = await tour.Portal.As<ScheduleService>(Role.BookingStaff).FindAsync(tour.Clinic.Id);
        Assert.Equal([SlotState.Closed, SlotState.Booked, SlotState.Booked], view!.Desks[0].Slots.Select(slot => slot.State));
        Assert.Equal((false, "台風のため"), (view.IsClosed, view.Desks[0].Slots[0].ClosedReason));
        Assert.Contains(await tour.Portal.AuditAsync(), row => row.Act == AuditActs.SlotClosed && row.SubjectId == order.SlotId);
    }

    [Fact]
    [Asvs("2.3.3")]
    public async Task When_one_target_is_gone_nobody_is_moved_and_nothing_is_closed()
    {
        await using var tour = await Tour.StartAsync();
        var before = (await tour.Portal.AuditAsync()).Count;

        var refused = await Assert.ThrowsAsync<RuleException>(() =>
            tour.Closing(Role.BookingStaff)
                .CloseAsync(
                    tour.Order(
                        new() { ReservationId = tour.First.Id, TargetSlotId = tour.SameVenue.Slots[0].Id },
                        new() { ReservationId = tour.Second.Id, TargetSlotId = tour.SameWard.Slots[0].Id }
                    )
                )
        );

        Assert.Equal("移動先の時間帯が、たった今埋まりました。もう一度選んでください。", refused.Message);
        Assert.Equal(tour.Clinic.Id, (await tour.ReadAsync(tour.First)).ClinicId);
        Assert.False((await tour.Portal.As<ScheduleService>(Role.BookingStaff).FindAsync(tour.Clinic.Id))!.IsClosed);
        Assert.Equal(before, (await tour.Portal.AuditAsync()).Count);
    }

    [Fact]
    public async Task Somebody_who_was_booked_meanwhile_is_not_forgotten()
    {
        await using var tour = await Tour.StartAsync();

        await Assert.ThrowsAsync<RuleException>(() =>
            tour.Closing(Role.BookingStaff)
                .CloseAsync(tour.Order(new ClosingMove { ReservationId = tour.First.Id, TargetSlotId = tour.SameVenue.Slots[0].Id }))
        );

        Assert.Equal(tour.Clinic.Id, (await tour.ReadAsync(tour.First)).ClinicId);
    }

    [Fact]
    public async Task Nobody_is_moved_to_a_slot_that_is_given_twice_held_by_another_or_closed_with_the_clinic()
    {
        await using var tour = await Tour.StartAsync();
        var (free, held) = (tour.SameVenue.Slots[0].Id, tour.SameWard.Slots[1].Id);
        await tour.Portal.As<SlotSearchService>(Role.Supervisor).HoldAsync(held, NewId.Create());
        Task Close(Guid first, Guid second) =>
            tour.Closing(Role.BookingStaff)
                .CloseAsync(
                    tour.Order(
                        new() { ReservationId = tour.First.Id, TargetSlotId = first },
                        new() { ReservationId = tour.Second.Id, TargetSlotId = second }
                    )
                );

        await Assert.ThrowsAsync<RuleException>(() => Close(free, free));
        await Assert.ThrowsAsync<RuleException>(() => Close(free, held));
        await Assert.ThrowsAsync<RuleException>(() => Close(free, tour.Clinic.Slots[2].Id));
        await Assert.ThrowsAsync<RuleException>(() => Close(free, Guid.Empty));
    }

    [Fact]
    public async Task A_clinic_to_which_somebody_has_come_is_not_closed()
    {
        await using var tour = await Tour.StartAsync();
        await tour.Portal.ReadAsync(db =>
            db.Reservations.Where(row => row.Id == tour.First.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.Status, ReservationStatus.Arrived))
        );

        var plan = await tour.Closing(Role.BookingStaff).PlanAsync(tour.Clinic.Id, null);

        Assert.NotNull(plan!.Obstacle);
        await Assert.ThrowsAsync<RuleException>(() =>
            tour.Closing(Role.BookingStaff)
                .CloseAsync(
                    tour.Order(
                        new() { ReservationId = tour.First.Id, Fate = ClosingDecision.Cancel },
                        new() { ReservationId = tour.Second.Id, Fate = ClosingDecision.Cancel }
                    )
                )
        );
    }

    [Fact]
    public async Task A_reason_is_needed_and_a_missing_clinic_is_not_found()
    {
        await using var tour = await Tour.StartAsync();
        var order = tour.Order();
        order.Reason = " ";

        Assert.Equal(
            nameof(ClosingOrder.Reason),
            (await Assert.ThrowsAsync<RuleException>(() => tour.Closing(Role.BookingStaff).CloseAsync(order))).Field
        );
        Assert.Null(await tour.Closing(Role.BookingStaff).PlanAsync(Domain.Data.NewId.Create(), null));
        Assert.Null(await tour.Closing(Role.BookingStaff).PlanAsync(tour.Clinic.Id, tour.SameVenue.Slots[0].Id));
    }

    /// <summary>A clinic in 中京区 with two clients, a later one at the same venue with one slot free, one at another hall of the ward, and
    /// a sooner one in 伏見区.</summary>
    private sealed class Tour : IAsyncDisposable
    {
        private Tour(TestPortal portal) => Portal = portal;

        public TestPortal Portal { get; }

        public Clinic Clinic { get; private set; } = null!;

        public Clinic SameVenue { get; private set; } = null!;

        public Clinic SameWard { get; private set; } = null!;

        public Clinic Elsewhere { get; private set; } = null!;

        public Reservation First { get; private set; } = null!;

        public Reservation Second { get; private set; } = null!;

        public static async Task<Tour> StartAsync()
        {
            var portal = await TestPortal.StartAsync();
            var (office, hall, fushimi) = (Make.Venue(), Make.Venue("中京会館"), Make.Venue("伏見区役所", Ward.Fushimi));
            var (scrivener, staff) = (portal.Staff[Role.Scrivener], portal.Staff[Role.BookingStaff]);
            var tour = new Tour(portal)
            {
                Clinic = Make.Clinic(office, Friday, scrivener),
                SameVenue = Make.Clinic(office, new(2020, 7, 31), scrivener),
                SameWard = Make.Clinic(hall, new(2020, 7, 28), scrivener),
                Elsewhere = Make.Clinic(fushimi, new(2020, 7, 20), scrivener),
            };
            var (one, two, third) = (
                Make.Business(Make.Details()),
                Make.Business(Make.Details("株式会社例示製作所二", "075-000-1235")),
                Make.Business(Make.Details("見本商店", "075-000-1236"))
            );
            tour.First = Make.Reservation(one, tour.Clinic, tour.Clinic.Slots[0], staff);
            tour.Second = Make.Reservation(
                two,
                tour.Clinic,
                tour.Clinic.Slots[1],
                staff,
                Make.Details("株式会社例示製作所二", "075-000-1235")
            );
            tour.SameVenue.Slots[1].Close("会議のため");
            tour.SameVenue.Slots[2].Close("会議のため");
            await portal.AddAsync(
                office,
                hall,
                fushimi,
                tour.Clinic,
                tour.SameVenue,
                tour.SameWard,
                tour.Elsewhere,
                one,
                two,
                third,
                tour.First,
                tour.Second,
                Make.Reservation(third, tour.SameWard, tour.SameWard.Slots[0], staff)
            );
            return tour;
        }

        public ClosingService Closing(Role role) => Portal.As<ClosingService>(role);

        public ClosingOrder Order(params ClosingMove[] moves) =>
            new()
            {
                ClinicId = Clinic.Id,
                Reason = "台風のため",
                Moves = [.. moves],
            };

        public Task<Reservation> ReadAsync(Reservation reservation) =>
            Portal.ReadAsync(db => db.Reservations.Include(row => row.Changes).SingleAsync(row => row.Id == reservation.Id));

        public ValueTask DisposeAsync() => Portal.DisposeAsync();
    }
}
