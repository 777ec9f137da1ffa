using FsCheck;
using FsCheck.Fluent;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.PublicSite;
using SupportCenter.Domain.Schedule;
using SupportCenter.Domain.Text;

namespace SupportCenter.Tests.Schedule;

public sealed class ClinicPlanTests
{
    private static readonly DateOnly Friday = new(2020, 7, 17);

    [Fact]
    public async Task A_series_goes_around_holidays_and_takes_the_venues_in_turn()
    {
        await using var portal = await TestPortal.StartAsync();
        var (nakagyo, fushimi) = (Make.Venue(), Make.Venue("伏見区役所", Ward.Fushimi));
        await portal.AddAsync(nakagyo, fushimi);
        var plan = Plan(portal, nakagyo, fushimi);
        (plan.Rhythm, plan.From, plan.To, plan.Weekday) = (PlanRhythm.Weekly, new(2020, 7, 16), new(2020, 8, 6), Weekday.Thursday);

        var lines = await portal.As<ClinicPlanService>(Role.BookingStaff).PreviewAsync(plan);

        // 23 July is 海の日: nobody's turn is lost.
        Assert.Equal(
            [
                (new(2020, 7, 16), "中京区役所", null),
                (null, null, Holiday.Marine),
                (new(2020, 7, 30), "伏見区役所", null),
                (new DateOnly(2020, 8, 6), "中京区役所", null),
            ],
            lines.Select(line => (line.Date, line.VenueName, line.ClosedFor))
        );
        AssertEach.Of(lines, line => Assert.Null(line.Collision));
    }

    [Fact]
    public async Task What_was_shown_is_made_with_a_desk_and_slots_for_each_scrivener()
    {
        await using var portal = await TestPortal.StartAsync();
        var venue = Make.Venue();
        await portal.AddAsync(venue);

        var made = await portal
            .As<ClinicPlanService>(Role.BookingStaff)
            .CreateAsync(Plan(portal, venue), [new(Friday, venue.Id), new(Friday.AddDays(7), venue.Id)]);

        Assert.Equal(2, made.Count);
        var clinic = await portal.As<ScheduleService>(Role.Scrivener).FindAsync(made[0]);
        var desk = Assert.Single(clinic!.Desks);
        Assert.Equal("行政書士 見本一", desk.ScrivenerName);
        Assert.Equal([new(13, 0), new(14, 0), new(15, 0)], desk.Slots.Select(slot => slot.StartsAt));
        AssertEach.Of(desk.Slots, slot => Assert.Equal(SlotState.Free, slot.State));
        Assert.Contains(await portal.AuditAsync(), row => row.Act == AuditActs.ClinicsCreated && row.SubjectId == made[0]);
    }

    [Fact]
    public async Task The_hours_of_the_old_papers_can_be_laid_out_and_the_page_for_everybody_says_when_to_come()
    {
        await using var portal = await TestPortal.StartAsync();
        var venue = Make.Venue();
        await portal.AddAsync(venue);
        var plan = Plan(portal, venue);
        (plan.StartsAt, plan.EndsAt, plan.SlotMinutes, plan.GapMinutes) = (new(9, 30), new(16, 0), 50, 10);
        (plan.BreakFrom, plan.BreakTo) = (new(12, 0), new(13, 0));

        var made = await portal.As<ClinicPlanService>(Role.BookingStaff).CreateAsync(plan, [new(Friday, venue.Id)]);

        var clinic = await portal.As<ScheduleService>(Role.Scrivener).FindAsync(made[0]);
        Assert.Equal(
            ["9:30～10:20", "10:30～11:20", "13:00～13:50", "14:00～14:50", "15:00～15:50"],
            Assert.Single(clinic!.Desks).Slots.Select(slot => JapaneseTime.Format(slot.StartsAt, slot.EndsAt))
        );
        var told = Assert.Single((await portal.AsAnyone<PublicScheduleService>().ReadAsync()).Clinics);
        Assert.Equal([new SlotTime(new(9, 30), new(11, 20)), new SlotTime(new(13, 0), new(15, 50))], told.Sessions);
    }

    [Fact]
    public void No_two_slots_of_a_timetable_meet_and_none_is_in_the_break_or_outside_the_hours()
    {
        var minutes = Gen.Choose(0, 24 * 12 - 1).Select(five => five * 5);
        var days =
            from start in minutes
            from end in minutes
            from length in Gen.Choose(1, 100)
            from gap in Gen.Choose(0, 60)
            from pause in minutes
            from rest in Gen.Choose(0, 120)
            select (Start: Math.Min(start, end), End: Math.Max(start, end), length, gap, pause, rest);
        Prop.ForAll(days.ToArbitrary(), day =>
            {
                var (pauses, goesOn) = (day.pause, Math.Min(day.pause + day.rest, (24 * 60) - 1));
                var slots = new Timetable(At(day.Start), At(day.End), day.length)
                {
                    GapMinutes = day.gap,
                    Break = goesOn > pauses ? new SlotTime(At(pauses), At(goesOn)) : null,
                }
                    .Slots()
                    .Select(slot => (From: Minute(slot.From), To: Minute(slot.To)))
                    .ToList();
                foreach (var slot in slots)
                {
                    Assert.Equal(day.length, slot.To - slot.From);
                    Assert.True(day.Start <= slot.From && slot.To <= day.End);
                    Assert.True(goesOn <= pauses || slot.To <= pauses || goesOn <= slot.From);
                }

                Assert.DoesNotContain(slots.Zip(slots.Skip(1)), pair => pair.Second.From - pair.First.To < day.gap);
                // Nothing more would fit where none is: each free stretch begins where a slot could not.
                var free = Enumerable
                    .Range(day.Start, Math.Max(0, day.End - day.Start - day.length + 1))
                    .Where(from => goesOn <= pauses || from + day.length <= pauses || goesOn <= from);
                Assert.Equal(free.Any(), slots.Count > 0);
            })
            .QuickCheckThrowOnFailure();

        static TimeOnly At(int minute) => new(minute / 60, minute % 60);
        static int Minute(TimeOnly time) => (int)time.ToTimeSpan().TotalMinutes;
    }

    [Fact]
    public async Task A_venue_does_not_hold_two_clinics_that_overlap()
    {
        await using var portal = await TestPortal.StartAsync();
        var (venue, other) = (Make.Venue(), Make.Staff(Role.Scrivener, "行政書士 例示二"));
        await portal.AddAsync(venue, other, Make.Clinic(venue, Friday, other));
        var plan = Plan(portal, venue);
        (plan.StartsAt, plan.EndsAt) = (new(15, 0), new(17, 0));

        var refused = await Assert.ThrowsAsync<RuleException>(() =>
            portal.As<ClinicPlanService>(Role.BookingStaff).CreateAsync(plan, [new(Friday, venue.Id)])
        );

        Assert.Equal("令和2年7月17日(金)：会場「中京区役所」では13:00～16:00に別の巡回相談があります。", refused.Message);
    }

    [Fact]
    public async Task A_scrivener_is_not_at_two_venues_at_once()
    {
        await using var portal = await TestPortal.StartAsync();
        var (nakagyo, fushimi) = (Make.Venue(), Make.Venue("伏見区役所", Ward.Fushimi));
        await portal.AddAsync(nakagyo, fushimi, Make.Clinic(nakagyo, Friday, portal.Staff[Role.Scrivener]));
        var plan = Plan(portal, fushimi);

        var refused = await Assert.ThrowsAsync<RuleException>(() =>
            portal.As<ClinicPlanService>(Role.BookingStaff).CreateAsync(plan, [new(Friday, fushimi.Id)])
        );

        Assert.Equal("令和2年7月17日(金)：行政書士 見本一さんは13:00～16:00に「中京区役所」を担当しています。", refused.Message);
    }

    [Fact]
    public async Task A_clinic_may_begin_when_another_ends()
    {
        await using var portal = await TestPortal.StartAsync();
        var venue = Make.Venue();
        await portal.AddAsync(venue, Make.Clinic(venue, Friday, portal.Staff[Role.Scrivener]));
        var plan = Plan(portal, venue);
        (plan.StartsAt, plan.EndsAt) = (new(16, 0), new(18, 0));

        Assert.Single(await portal.As<ClinicPlanService>(Role.BookingStaff).CreateAsync(plan, [new(Friday, venue.Id)]));
    }

    [Fact]
    public async Task A_scrivener_not_yet_confirmed_by_a_review_can_be_planned_for_later()
    {
        await using var portal = await TestPortal.StartAsync();
        var (venue, waiting, kept) = (
            Make.Venue(),
            Make.Staff(Role.Scrivener, "行政書士 例示二子"),
            Make.Staff(Role.Scrivener, "行政書士 仮名三郎")
        );
        waiting.AwaitConfirmation(Friday.AddDays(-1));
        kept.Disable("契約の確認中", portal.Time.GetUtcNow().UtcDateTime);
        await portal.AddAsync(venue, waiting, kept);
        var plan = Plan(portal, venue);

        plan.ScrivenerIds.Clear();
        plan.ScrivenerIds.Add(waiting.Id);
        Assert.Single(await portal.As<ClinicPlanService>(Role.BookingStaff).CreateAsync(plan, [new(Friday, venue.Id)]));
        plan.ScrivenerIds[0] = kept.Id;
        await Assert.ThrowsAsync<RuleException>(() =>
            portal.As<ClinicPlanService>(Role.BookingStaff).CreateAsync(plan, [new(Friday.AddDays(7), venue.Id)])
        );
    }

    [Fact]
    public async Task A_closed_clinic_is_in_nobodys_way()
    {
        await using var portal = await TestPortal.StartAsync();
        var venue = Make.Venue();
        var closed = Make.Clinic(venue, Friday, portal.Staff[Role.Scrivener]);
        closed.Close("台風のため", portal.Time.GetUtcNow().UtcDateTime);
        await portal.AddAsync(venue, closed);

        Assert.Single(await portal.As<ClinicPlanService>(Role.BookingStaff).CreateAsync(Plan(portal, venue), [new(Friday, venue.Id)]));
    }

    [Fact]
    public async Task One_collision_in_a_series_makes_none_of_it()
    {
        await using var portal = await TestPortal.StartAsync();
        var (venue, other) = (Make.Venue(), Make.Staff(Role.Scrivener, "行政書士 例示二"));
        await portal.AddAsync(venue, other, Make.Clinic(venue, Friday.AddDays(7), other));
        var service = portal.As<ClinicPlanService>(Role.BookingStaff);
        var plan = Plan(portal, venue);
        (plan.Rhythm, plan.From, plan.To, plan.Weekday) = (PlanRhythm.Weekly, Friday, new(2020, 7, 31), Weekday.Friday);

        // 24 July is スポーツの日 in 2020: the series leaves it out, and so it collides with nothing until somebody asks for that very day.
        Assert.Equal([null, null, null], (await service.PreviewAsync(plan)).Select(line => line.Collision));
        await Assert.ThrowsAsync<RuleException>(() => service.CreateAsync(plan, [new(Friday, venue.Id), new(Friday.AddDays(7), venue.Id)]));
        await Assert.ThrowsAsync<RuleException>(() => service.CreateAsync(plan, [new(Friday, venue.Id), new(Friday, venue.Id)]));

        Assert.Single(await portal.As<ScheduleService>(Role.BookingStaff).ListAsync(new ClinicFilter(Friday, Friday.AddDays(30))));
    }

    [Fact]
    public async Task Of_two_people_who_lay_keptthe_same_afternoon_at_once_one_is_refused()
    {
        await using var portal = await TestPortal.StartAsync();
        var (nakagyo, fushimi) = (Make.Venue(), Make.Venue("伏見区役所", Ward.Fushimi));
        await portal.AddAsync(nakagyo, fushimi);

        for (var round = 0; round < 10; round++)
        {
            var date = Friday.AddDays(7 * round);
            Task<Exception?> Create(Venue venue, Role role)
            {
                var service = portal.As<ClinicPlanService>(role);
                return Task.Run(() => Record.ExceptionAsync(() => service.CreateAsync(Plan(portal, venue), [new(date, venue.Id)])));
            }

            var faults = await Task.WhenAll(Create(nakagyo, Role.BookingStaff), Create(fushimi, Role.Supervisor));

            Assert.IsType<RuleException>(Assert.Single(faults, fault => fault is not null));
            Assert.Single(await portal.As<ScheduleService>(Role.Scrivener).ListAsync(new ClinicFilter(date, date)));
        }
    }

    public static TheoryData<string, Action<ClinicPlan>> Incomplete =>
        new()
        {
            { nameof(ClinicPlan.From), plan => plan.From = null },
            { nameof(ClinicPlan.From), plan => plan.From = new(9998, 1, 1) },
            { nameof(ClinicPlan.EndsAt), plan => plan.EndsAt = new(13, 0) },
            { nameof(ClinicPlan.SlotMinutes), plan => plan.SlotMinutes = 181 },
            { nameof(ClinicPlan.SlotMinutes), plan => plan.SlotMinutes = 0 },
            { nameof(ClinicPlan.GapMinutes), plan => plan.GapMinutes = -1 },
            { nameof(ClinicPlan.GapMinutes), plan => plan.GapMinutes = 121 },
            { nameof(ClinicPlan.BreakTo), plan => plan.BreakFrom = new(14, 0) },
            { nameof(ClinicPlan.BreakFrom), plan => plan.BreakTo = new(14, 0) },
            { nameof(ClinicPlan.BreakTo), plan => (plan.BreakFrom, plan.BreakTo) = (new(14, 0), new(14, 0)) },
            { nameof(ClinicPlan.BreakFrom), plan => (plan.BreakFrom, plan.BreakTo) = (new(12, 0), new(14, 0)) },
            { nameof(ClinicPlan.BreakTo), plan => (plan.BreakFrom, plan.BreakTo) = (new(14, 0), new(17, 0)) },
            { nameof(ClinicPlan.SlotMinutes), plan => (plan.BreakFrom, plan.BreakTo) = (new(13, 30), new(15, 30)) },
            { nameof(ClinicPlan.VenueIds), plan => plan.VenueIds = [] },
            { nameof(ClinicPlan.VenueIds), plan => plan.VenueIds = [Guid.Empty] },
            { nameof(ClinicPlan.ScrivenerIds), plan => plan.ScrivenerIds = [] },
            { nameof(ClinicPlan.To), plan => plan.Rhythm = PlanRhythm.Weekly },
            { nameof(ClinicPlan.To), plan => (plan.Rhythm, plan.To) = (PlanRhythm.Weekly, plan.From!.Value.AddDays(-1)) },
            { nameof(ClinicPlan.To), plan => (plan.Rhythm, plan.To) = (PlanRhythm.Weekly, plan.From!.Value.AddYears(3)) },
            { nameof(ClinicPlan.Weekday), plan => (plan.Rhythm, plan.To) = (PlanRhythm.Weekly, plan.From!.Value.AddDays(30)) },
            {
                nameof(ClinicPlan.MonthWeeks),
                plan => (plan.Rhythm, plan.To, plan.Weekday) = (PlanRhythm.Monthly, plan.From!.Value.AddDays(30), Weekday.Tuesday)
            },
            { nameof(ClinicPlan.EveryWeeks), plan => (plan.Rhythm, plan.EveryWeeks) = (PlanRhythm.Weekly, 0) },
        };

    [Theory]
    [MemberData(nameof(Incomplete))]
    public async Task An_incomplete_plan_is_refused_beside_its_field(string field, Action<ClinicPlan> spoil)
    {
        await using var portal = await TestPortal.StartAsync();
        var venue = Make.Venue();
        await portal.AddAsync(venue);
        var plan = Plan(portal, venue);
        spoil(plan);

        Assert.Equal(
            field,
            (await Assert.ThrowsAsync<RuleException>(() => portal.As<ClinicPlanService>(Role.BookingStaff).PreviewAsync(plan))).Field
        );
    }

    [Fact]
    public async Task Nobody_but_an_active_scrivener_gets_a_desk_and_no_clinic_is_made_in_the_past()
    {
        await using var portal = await TestPortal.StartAsync();
        var (venue, leaving) = (Make.Venue(), Make.Staff(Role.Scrivener, "行政書士 例示二", endsOn: Friday.AddDays(-1)));
        await portal.AddAsync(venue, leaving);
        var service = portal.As<ClinicPlanService>(Role.BookingStaff);
        var (byLeaver, byStaff) = (Plan(portal, venue), Plan(portal, venue));
        (byLeaver.ScrivenerIds, byStaff.ScrivenerIds) = ([leaving.Id], [portal.Staff[Role.BookingStaff].Id]);

        await Assert.ThrowsAsync<RuleException>(() => service.CreateAsync(byLeaver, [new(Friday, venue.Id)]));
        await Assert.ThrowsAsync<RuleException>(() => service.CreateAsync(byStaff, [new(Friday, venue.Id)]));
        await Assert.ThrowsAsync<RuleException>(() => service.CreateAsync(Plan(portal, venue), [new(portal.Today.AddDays(-1), venue.Id)]));
    }

    private static ClinicPlan Plan(TestPortal portal, params Venue[] venues) =>
        new()
        {
            From = Friday,
            VenueIds = [.. venues.Select(venue => venue.Id)],
            StartsAt = new(13, 0),
            EndsAt = new(16, 0),
            ScrivenerIds = [portal.Staff[Role.Scrivener].Id],
        };
}
