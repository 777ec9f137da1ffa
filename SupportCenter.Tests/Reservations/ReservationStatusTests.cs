using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Businesses;
using SupportCenter.Domain.Consultations;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Schedule;

namespace SupportCenter.Tests.Reservations;

/// <summary>A reservation is cancelled, its client arrives or does not come, and each of these is taken back.</summary>
public sealed class ReservationStatusTests
{
    [Fact]
    public async Task Cancelling_needs_a_reason_keeps_the_reservation_and_frees_the_slot()
    {
        await using var day = await OneDay.SetAsync();
        var staff = day.As(Role.BookingStaff);

        Assert.Equal(
            ReservationTexts.ReasonNeeded,
            (await Assert.ThrowsAsync<RuleException>(() => staff.CancelAsync(day.First.Id, " "))).Message
        );
        Assert.Equal(
            ReservationRuleTexts.ReasonTooLong,
            (await Assert.ThrowsAsync<RuleException>(() => staff.CancelAsync(day.First.Id, new string('長', 501)))).Message
        );
        await staff.CancelAsync(day.First.Id, "先方の都合");

        var view = (await staff.FindAsync(day.First.Id))!;
        var step = view.History[^1];
        Assert.Equal(
            (ReservationStatus.Cancelled, ReservationAct.Cancelled, "先方の都合", "例示受付"),
            (view.Status, step.Act, step.Reason, step.By)
        );
        Assert.Equal(
            ReservationTexts.NotPossibleNow,
            (await Assert.ThrowsAsync<RuleException>(() => staff.CancelAsync(day.First.Id, "もう一度"))).Message
        );
        Assert.True((await staff.RescheduleAsync(day.Second.Id, day.First.SlotId, null, day.Second.Version)).IsMoved);
    }

    [Fact]
    public async Task A_cancelling_is_taken_back_in_one_act_and_both_steps_stay_in_the_history()
    {
        await using var day = await OneDay.SetAsync();
        var staff = day.As(Role.BookingStaff);
        await staff.CancelAsync(day.First.Id, "先方の都合");

        await staff.RestoreAsync(day.First.Id);

        var view = (await staff.FindAsync(day.First.Id))!;
        Assert.Equal(ReservationStatus.Booked, view.Status);
        Assert.Equal([ReservationAct.Booked, ReservationAct.Cancelled, ReservationAct.Restored], view.History.Select(step => step.Act));
        Assert.Single(await day.Portal.AuditAsync(), row => row.Act == "reservation.restored" && row.SubjectId == day.First.Id);
        Assert.Equal(
            ReservationTexts.NotPossibleNow,
            (await Assert.ThrowsAsync<RuleException>(() => staff.RestoreAsync(day.First.Id))).Message
        );
        Assert.Equal(
            ReservationRuleTexts.SlotJustTaken,
            (await staff.RescheduleAsync(day.Second.Id, day.First.SlotId, null, day.Second.Version)).Refusal
        );
    }

    [Theory]
    [InlineData("taken")]
    [InlineData("held")]
    [InlineData("closed")]
    [InlineData("clinic closed")]
    [InlineData("over")]
    public async Task A_cancelling_whose_time_is_not_to_be_had_stays_and_says_why(string what)
    {
        await using var day = await OneDay.SetAsync();
        var (staff, slots) = (day.As(Role.BookingStaff), day.Portal.As<SlotSearchService>(Role.BookingStaff));
        await staff.CancelAsync(day.First.Id, "先方の都合");
        var expected = ReservationRuleTexts.RestoreNotOpen;
        switch (what)
        {
            case "taken":
                await staff.RescheduleAsync(day.Second.Id, day.First.SlotId, null, day.Second.Version);
                expected = ReservationRuleTexts.RestoreTaken;
                break;
            case "held":
                await slots.HoldAsync(day.First.SlotId, NewId.Create());
                expected = ReservationRuleTexts.RestoreHeld;
                break;
            case "closed":
                await day.Portal.ReadAsync(db =>
                    db.Slots.Where(slot => slot.Id == day.First.SlotId)
                        .ExecuteUpdateAsync(set => set.SetProperty(slot => slot.IsClosed, true))
                );
                break;
            case "clinic closed":
                await day.Portal.ReadAsync(db =>
                    db.Clinics.Where(row => row.Id == day.Clinic.Id)
                        .ExecuteUpdateAsync(set => set.SetProperty(row => row.ClosedAtUtc, day.Portal.Time.GetUtcNow().UtcDateTime))
                );
                break;
            default:
                day.Portal.Time.Advance(TimeSpan.FromHours(6));
                break;
        }

        Assert.Equal(expected, (await Assert.ThrowsAsync<RuleException>(() => staff.RestoreAsync(day.First.Id))).Message);
        Assert.Equal(ReservationStatus.Cancelled, (await staff.FindAsync(day.First.Id))!.Status);
        Assert.DoesNotContain(await day.Portal.AuditAsync(), row => row.Act == "reservation.restored");
    }

    [Fact]
    public async Task Of_two_who_want_the_time_of_a_cancelled_reservation_at_once_one_has_it()
    {
        await using var day = await OneDay.SetAsync();
        for (var round = 0; round < 5; round++)
        {
            var (restores, books) = (day.As(Role.BookingStaff), day.Portal.As<BookingService>(Role.Supervisor));
            await restores.CancelAsync(day.First.Id, "先方の都合");
            var input = new BookingInput
            {
                SlotId = day.First.SlotId,
                CommandKey = NewId.Create(),
                Details = Make.Details("有限会社仮名", "075-000-2222"),
            };

            var faults = await Task.WhenAll(
                Task.Run(() => Record.ExceptionAsync(() => restores.RestoreAsync(day.First.Id))),
                Task.Run(() => Record.ExceptionAsync(() => books.BookAsync(input)))
            );

            Assert.IsType<RuleException>(Assert.Single(faults, fault => fault is not null));
            var active = await day.Portal.ReadAsync(db =>
                db.Reservations.Where(row => row.SlotId == day.First.SlotId && row.Status < ReservationStatus.Cancelled).ToListAsync()
            );
            var kept = Assert.Single(active);
            if (kept.Id != day.First.Id)
            {
                await restores.CancelAsync(kept.Id, "先方の都合");
                await restores.RestoreAsync(day.First.Id);
            }
        }
    }

    [Fact]
    public async Task A_cancelled_reservation_fills_in_the_form_to_book_it_again()
    {
        await using var day = await OneDay.SetAsync();
        var (staff, booking) = (day.As(Role.BookingStaff), day.Portal.As<BookingService>(Role.BookingStaff));
        Assert.Null(await booking.PrefillAgainAsync(day.First.Id));
        await staff.CancelAsync(day.First.Id, "先方の都合");

        var again = (await booking.PrefillAgainAsync(day.First.Id))!;

        Assert.Equal((day.Business.Id, day.Venue.Id, "075-000-1234"), (again.Business.Id, again.VenueId, again.Details.Telephone));
        Assert.Equal(
            (day.First.Details.BusinessName, day.First.Details.ContactName, day.First.Details.Industry),
            (again.Details.BusinessName, again.Details.ContactName, again.Details.Industry)
        );
        Assert.Contains(await day.Portal.AuditAsync(), row => row.Act == AuditActs.TelephoneRevealed && row.SubjectId == day.First.Id);
        var booked = await booking.BookAsync(
            new BookingInput
            {
                SlotId = day.Clinic.Slots[2].Id,
                BusinessId = again.Business.Id,
                CommandKey = NewId.Create(),
                Details = again.Details,
            }
        );
        Assert.Equal(day.Business.Id, booked.Booked!.BusinessId);
        Assert.Equal(ReservationStatus.Cancelled, (await staff.FindAsync(day.First.Id))!.Status);
    }

    [Fact]
    public async Task A_client_who_is_missed_may_still_come_unless_the_slot_was_given_away()
    {
        await using var day = await OneDay.SetAsync();
        var staff = day.As(Role.BookingStaff);
        Assert.Equal(
            ReservationRuleTexts.NotYetMissed,
            (await Assert.ThrowsAsync<RuleException>(() => staff.MissAsync(day.First.Id))).Message
        );
        day.Portal.Time.Advance(TimeSpan.FromHours(5));

        await staff.MissAsync(day.First.Id);
        await staff.ArriveAsync(day.First.Id);
        Assert.Equal(ReservationStatus.Arrived, (await staff.FindAsync(day.First.Id))!.Status);

        await staff.MissAsync(day.Second.Id);
        await day.Portal.AddAsync(Make.Reservation(day.Business, day.Clinic, day.Clinic.Slots[1], day.Portal.Staff[Role.BookingStaff]));
        Assert.Equal(
            ReservationRuleTexts.SlotGivenAway,
            (await Assert.ThrowsAsync<RuleException>(() => staff.ArriveAsync(day.Second.Id))).Message
        );
        Assert.Equal(ReservationStatus.NoShow, (await staff.FindAsync(day.Second.Id))!.Status);
    }

    [Fact]
    public async Task An_arrival_pressed_by_mistake_is_taken_back_and_both_steps_stay_in_the_history_and_the_audit_log()
    {
        await using var day = await OneDay.SetAsync();
        var own = day.As(Role.Scrivener);
        await own.ArriveAsync(day.First.Id);

        await own.TakeBackAsync(day.First.Id);

        var view = (await own.FindAsync(day.First.Id))!;
        Assert.Equal(ReservationStatus.Booked, view.Status);
        Assert.Equal([ReservationAct.Arrived, ReservationAct.TakenBack], view.History.Select(step => step.Act).TakeLast(2));
        Assert.Contains(await day.Portal.AuditAsync(), row => row.Act == "reservation.arrival-taken-back" && row.SubjectId == day.First.Id);
        await Assert.ThrowsAsync<RuleException>(() => own.TakeBackAsync(day.First.Id));
    }

    [Fact]
    public async Task A_no_show_is_taken_back_unless_its_slot_was_given_away()
    {
        await using var day = await OneDay.SetAsync();
        var staff = day.As(Role.BookingStaff);
        day.Portal.Time.Advance(TimeSpan.FromHours(5));
        await staff.MissAsync(day.First.Id);
        await staff.TakeBackAsync(day.First.Id);
        Assert.Equal(ReservationStatus.Booked, (await staff.FindAsync(day.First.Id))!.Status);

        await staff.MissAsync(day.Second.Id);
        await day.Portal.AddAsync(Make.Reservation(day.Business, day.Clinic, day.Clinic.Slots[1], day.Portal.Staff[Role.BookingStaff]));

        Assert.Equal(
            ReservationRuleTexts.SlotGivenAway,
            (await Assert.ThrowsAsync<RuleException>(() => staff.TakeBackAsync(day.Second.Id))).Message
        );
        Assert.Equal(ReservationStatus.NoShow, (await staff.FindAsync(day.Second.Id))!.Status);
    }

    [Fact]
    public async Task An_arrival_whose_record_was_begun_stays()
    {
        await using var day = await OneDay.SetAsync();
        await day.As(Role.Scrivener).ArriveAsync(day.First.Id);
        await day.Portal.As<ConsultationService>(Role.Scrivener).StartAsync(day.First.Id);

        var refused = await Assert.ThrowsAsync<RuleException>(() => day.As(Role.BookingStaff).TakeBackAsync(day.First.Id));

        Assert.Equal(ReservationRuleTexts.RecordBegun, refused.Message);
        Assert.Equal(ReservationStatus.Arrived, (await day.As(Role.BookingStaff).FindAsync(day.First.Id))!.Status);
    }
}
