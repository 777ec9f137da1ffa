using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Reservations;

namespace SupportCenter.Tests.Reservations;

public sealed class DayServiceTests
{
    [Fact]
    public async Task A_day_shows_every_slot_of_the_venue_in_the_order_of_time_booked_or_free()
    {
        await using var day = await OneDay.SetAsync();

        var view = await day.Portal.As<DayService>(Role.BookingStaff).FindDayAsync(day.Portal.Today, day.Venue.Id);

        var clinic = Assert.Single(view.Clinics);
        Assert.Equal([new TimeOnly(13, 0), new TimeOnly(14, 0), new TimeOnly(15, 0)], clinic.Slots.Select(slot => slot.StartsAt));
        Assert.Equal([day.First.Id, day.Second.Id, null], clinic.Slots.Select(slot => slot.Reservation?.Id));
        Assert.Equal((2, 1), (clinic.Booked, clinic.Free));
        Assert.Equal("075-***-**34", clinic.Slots[0].Reservation!.TelephoneMasked);
        Assert.Equal(AuditActs.ReservationsListed, Assert.Single(await day.Portal.AuditAsync()).Act);
    }

    [Fact]
    public async Task A_cancelled_reservation_leaves_the_slot_free_and_a_missed_one_still_shows()
    {
        await using var day = await OneDay.SetAsync();
        day.Portal.Time.Advance(TimeSpan.FromHours(6));
        await day.As(Role.BookingStaff).CancelAsync(day.First.Id, "先方の都合");
        await day.As(Role.BookingStaff).MissAsync(day.Second.Id);

        var clinic = (await day.Portal.As<DayService>(Role.BookingStaff).FindClinicAsync(day.Clinic.Id))!;

        Assert.Null(clinic.Slots[0].Reservation);
        Assert.Equal(ReservationStatus.NoShow, clinic.Slots[1].Reservation!.Status);
        Assert.Equal((0, 3), (clinic.Booked, clinic.Free));
    }

    [Fact]
    [Asvs("8.2.2")]
    public async Task A_scrivener_sees_the_days_of_the_own_clinics_only()
    {
        await using var day = await OneDay.SetAsync();

        Assert.Single((await day.Portal.As<DayService>(Role.Scrivener).FindDayAsync(day.Portal.Today, null)).Clinics);
        Assert.Empty((await day.Portal.As<DayService>(day.Stranger).FindDayAsync(day.Portal.Today, null)).Clinics);
        Assert.Null(await day.Portal.As<DayService>(day.Stranger).FindClinicAsync(day.Clinic.Id));
        Assert.NotNull(await day.Portal.As<DayService>(day.Stranger).FindClinicAsync(day.Tomorrow.Id));
    }
}
