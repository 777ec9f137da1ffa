using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.PublicSite;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Schedule;
using SupportCenter.Domain.Text;

namespace SupportCenter.Tests.Schedule;

public sealed class ClinicServiceTests
{
    private static readonly DateOnly Friday = new(2020, 7, 17);

    [Fact]
    public async Task When_another_scrivener_takes_the_desk_the_clients_still_to_come_follow()
    {
        await using var portal = await TestPortal.StartAsync();
        var (venue, other, business) = (Make.Venue(), Make.Staff(Role.Scrivener, "行政書士 例示二"), Make.Business(Make.Details()));
        var clinic = Make.Clinic(venue, Friday, portal.Staff[Role.Scrivener]);
        var (booked, completed) = (
            Make.Reservation(business, clinic, clinic.Slots[0], portal.Staff[Role.BookingStaff]),
            Make.Reservation(business, clinic, clinic.Slots[1], portal.Staff[Role.BookingStaff])
        );
        completed.Complete(portal.Staff[Role.Scrivener].Id, portal.Time.GetUtcNow().UtcDateTime);
        await portal.AddAsync(venue, other, business, clinic, booked, completed);

        await portal.As<ClinicService>(Role.BookingStaff).ChangeScrivenerAsync(clinic.Desks[0].Id, other.Id);

        var scriveners = await portal.ReadAsync(db => db.Reservations.ToDictionaryAsync(row => row.Id, row => row.ScrivenerId));
        Assert.Equal((other.Id, portal.Staff[Role.Scrivener].Id), (scriveners[booked.Id], scriveners[completed.Id]));
        Assert.Equal("行政書士 例示二", (await portal.As<ScheduleService>(Role.BookingStaff).FindAsync(clinic.Id))!.Desks[0].ScrivenerName);
        Assert.Contains(await portal.AuditAsync(), row => row.Act == AuditActs.ClinicChanged && row.SubjectKind == nameof(Desk));
    }

    [Fact]
    public async Task A_scrivener_who_is_elsewhere_or_here_already_cannot_take_the_desk()
    {
        await using var portal = await TestPortal.StartAsync();
        var (nakagyo, fushimi) = (Make.Venue(), Make.Venue("伏見区役所", Ward.Fushimi));
        var (second, elsewhere) = (Make.Staff(Role.Scrivener, "行政書士 例示二"), Make.Staff(Role.Scrivener, "行政書士 例示三"));
        var clinic = Make.Clinic(nakagyo, Friday, portal.Staff[Role.Scrivener], second);
        await portal.AddAsync(nakagyo, fushimi, second, elsewhere, clinic, Make.Clinic(fushimi, Friday, elsewhere));
        var service = portal.As<ClinicService>(Role.Supervisor);

        await Assert.ThrowsAsync<RuleException>(() => service.ChangeScrivenerAsync(clinic.Desks[0].Id, elsewhere.Id));
        await Assert.ThrowsAsync<RuleException>(() => service.ChangeScrivenerAsync(clinic.Desks[0].Id, second.Id));
        await Assert.ThrowsAsync<RuleException>(() => service.ChangeScrivenerAsync(clinic.Desks[0].Id, portal.Staff[Role.Supervisor].Id));
    }

    [Fact]
    public async Task A_slot_behind_the_end_makes_the_clinic_last_longer()
    {
        await using var portal = await TestPortal.StartAsync();
        var venue = Make.Venue();
        var clinic = Make.Clinic(venue, Friday, portal.Staff[Role.Scrivener]);
        await portal.AddAsync(venue, clinic);
        var service = portal.As<ClinicService>(Role.BookingStaff);

        await service.AddSlotAsync(clinic.Desks[0].Id, new NewSlot { StartsAt = new(16, 0), EndsAt = new(17, 0) });
        await Assert.ThrowsAsync<RuleException>(() =>
            service.AddSlotAsync(clinic.Desks[0].Id, new NewSlot { StartsAt = new(14, 30), EndsAt = new(15, 30) })
        );
        await Assert.ThrowsAsync<RuleException>(() =>
            service.AddSlotAsync(clinic.Desks[0].Id, new NewSlot { StartsAt = new(18, 0), EndsAt = new(17, 30) })
        );

        var view = await portal.As<ScheduleService>(Role.BookingStaff).FindAsync(clinic.Id);
        Assert.Equal((new TimeOnly(17, 0), 4), (view!.EndsAt, view.Desks[0].Slots.Count));
    }

    [Fact]
    public async Task A_longer_clinic_must_not_run_into_the_next_one()
    {
        await using var portal = await TestPortal.StartAsync();
        var (venue, other) = (Make.Venue(), Make.Staff(Role.Scrivener, "行政書士 例示二"));
        var clinic = Make.Clinic(venue, Friday, portal.Staff[Role.Scrivener]);
        await portal.AddAsync(venue, other, clinic, new Clinic(venue.Id, Friday, new(16, 0), new(18, 0), 60, [other.Id]));

        await Assert.ThrowsAsync<RuleException>(() =>
            portal
                .As<ClinicService>(Role.BookingStaff)
                .AddSlotAsync(clinic.Desks[0].Id, new NewSlot { StartsAt = new(16, 0), EndsAt = new(17, 0) })
        );
    }

    [Fact]
    public async Task A_closed_slot_can_be_opened_again()
    {
        await using var portal = await TestPortal.StartAsync();
        var venue = Make.Venue();
        var clinic = Make.Clinic(venue, Friday, portal.Staff[Role.Scrivener]);
        clinic.Slots[1].Close("会議のため");
        await portal.AddAsync(venue, clinic);

        await portal.As<ClinicService>(Role.BookingStaff).ReopenSlotAsync(clinic.Slots[1].Id);

        Assert.Equal(SlotState.Free, (await portal.As<ScheduleService>(Role.BookingStaff).FindAsync(clinic.Id))!.Desks[0].Slots[1].State);
        Assert.Contains(await portal.AuditAsync(), row => row.Act == AuditActs.SlotOpened && row.SubjectId == clinic.Slots[1].Id);
    }

    [Fact]
    public async Task Each_slot_shows_how_it_stands_and_the_calendar_how_many_are_free()
    {
        await using var portal = await TestPortal.StartAsync();
        var (venue, business) = (Make.Venue(), Make.Business(Make.Details()));
        var clinic = new Clinic(venue.Id, portal.Today, new(9, 0), new(14, 0), 60, [portal.Staff[Role.Scrivener].Id]);
        clinic.Slots[2].Close("会議のため");
        await portal.AddAsync(
            venue,
            business,
            clinic,
            Make.Reservation(business, clinic, clinic.Slots[1], portal.Staff[Role.BookingStaff])
        );
        await portal.As<SlotSearchService>(Role.BookingStaff).HoldAsync(clinic.Slots[3].Id, NewId.Create());

        var view = await portal.As<ScheduleService>(Role.Auditor).FindAsync(clinic.Id);
        var row = Assert.Single(
            await portal.As<ScheduleService>(Role.Scrivener).ListAsync(new ClinicFilter(portal.Today, portal.Today, Ward: Ward.Nakagyo))
        );

        Assert.Equal(
            [SlotState.Past, SlotState.Booked, SlotState.Closed, SlotState.Held, SlotState.Free],
            view!.Desks[0].Slots.Select(slot => slot.State)
        );
        Assert.Equal((null, "例示受付"), (view.Desks[0].Slots[4].HeldBy, view.Desks[0].Slots[3].HeldBy));
        Assert.Equal((3, 4, true), (row.Free, row.Total, row.IsMine));
        Assert.Empty(
            await portal.As<ScheduleService>(Role.Scrivener).ListAsync(new ClinicFilter(portal.Today, portal.Today, Ward: Ward.Kita))
        );
    }

    [Fact]
    public async Task The_public_learns_places_times_and_counts_only()
    {
        await using var portal = await TestPortal.StartAsync();
        var (venue, business) = (Make.Venue(), Make.Business(Make.Details()));
        var (soon, cancelled, later) = (
            Make.Clinic(venue, Friday, portal.Staff[Role.Scrivener]),
            Make.Clinic(venue, Friday.AddDays(3), portal.Staff[Role.Scrivener]),
            Make.Clinic(venue, Friday.AddDays(27), portal.Staff[Role.Scrivener])
        );
        cancelled.Close("台風のため", portal.Time.GetUtcNow().UtcDateTime);
        await portal.AddAsync(
            venue,
            business,
            soon,
            cancelled,
            later,
            Make.Reservation(business, soon, soon.Slots[0], portal.Staff[Role.BookingStaff])
        );

        var shown = (await portal.AsAnyone<PublicScheduleService>().ReadAsync()).Clinics;

        Assert.Equal(
            [(Friday, 2, false), (Friday.AddDays(3), 0, true)],
            shown.Select(clinic => (clinic.Date, clinic.Free, clinic.IsCancelled))
        );
        Assert.Equal(("中京区役所", "京都市中京区役所", "9:00～17:00"), (shown[0].VenueName, shown[0].Address, shown[0].OpeningHours));
        Assert.Empty(await portal.AuditAsync());
    }

    [Fact]
    public async Task A_venue_is_saved_with_the_ward_of_its_address_and_a_name_of_its_own()
    {
        await using var portal = await TestPortal.StartAsync();
        var service = portal.As<VenueService>(Role.BookingStaff);
        VenueDetails Details(string name, Ward ward = Ward.Fushimi) =>
            new()
            {
                Name = name,
                Ward = ward,
                Address = "京都市伏見区鷹匠町39番地の2",
            };

        var id = await service.SaveAsync(null, Details("伏見区役所"));
        await service.SaveAsync(id, Details("伏見区総合庁舎"));

        Assert.Equal("伏見区総合庁舎", Assert.Single(await service.ListAsync()).Name);
        Assert.Equal(
            nameof(VenueDetails.Name),
            (await Assert.ThrowsAsync<RuleException>(() => service.SaveAsync(null, Details("伏見区総合庁舎")))).Field
        );
        Assert.Equal(
            nameof(VenueDetails.Ward),
            (await Assert.ThrowsAsync<RuleException>(() => service.SaveAsync(null, Details("深草支所", Ward.Kita)))).Field
        );
        Assert.Equal(
            nameof(VenueDetails.Ward),
            (await Assert.ThrowsAsync<RuleException>(() => service.SaveAsync(null, Details("深草支所", default)))).Field
        );
        Assert.Equal(
            nameof(VenueDetails.Name),
            (await Assert.ThrowsAsync<RuleException>(() => service.SaveAsync(null, Details(new string('あ', 61))))).Field
        );
        await Assert.ThrowsAsync<RuleException>(() => service.SaveAsync(NewVenueId, Details("別の会場")));
        Assert.Equal(2, (await portal.AuditAsync()).Count(row => row.Act == AuditActs.VenueSaved));
    }

    private static Guid NewVenueId => Domain.Data.NewId.Create();
}
