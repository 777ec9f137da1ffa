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

public sealed class ReservationServiceTests
{
    [Fact]
    public async Task A_reservation_is_shown_with_its_number_masked_and_the_view_is_in_the_log()
    {
        await using var day = await OneDay.SetAsync();

        var view = (await day.As(Role.BookingStaff).FindAsync(day.First.Id))!;

        Assert.Equal(("株式会社例示製作所", "見本 花子", "075-***-**34"), (view.BusinessName, view.ContactName, view.TelephoneMasked));
        Assert.Equal(("中京区役所", "行政書士 見本一", "例示受付"), (view.VenueName, view.ScrivenerName, view.ReceivedBy));
        Assert.Equal(ReservationAct.Booked, Assert.Single(view.History).Act);
        var row = Assert.Single(await day.Portal.AuditAsync());
        Assert.Equal(
            (AuditActs.ReservationViewed, (Guid?)day.First.Id, day.First.BusinessId),
            (row.Act, row.SubjectId, Assert.Single(row.Businesses).BusinessId)
        );
    }

    [Fact]
    [Asvs("14.2.6")]
    public async Task Revealing_a_number_leaves_an_audit_row_and_revealing_nothing_leaves_none()
    {
        await using var day = await OneDay.SetAsync();

        Assert.Equal("075-000-1234", await day.As(Role.BookingStaff).RevealTelephoneAsync(day.First.Id));
        Assert.Null(await day.Portal.As<ReservationService>(day.Stranger).RevealTelephoneAsync(day.First.Id));

        var row = Assert.Single(await day.Portal.AuditAsync());
        Assert.Equal(
            (AuditActs.TelephoneRevealed, "Telephone", (Guid?)day.Portal.Staff[Role.BookingStaff].Id),
            (row.Act, row.Fields, row.ActorId)
        );
    }

    [Fact]
    [Asvs("8.2.2")]
    public async Task Another_scriveners_reservation_looks_like_a_missing_one()
    {
        await using var day = await OneDay.SetAsync();
        var stranger = day.Portal.As<ReservationService>(day.Stranger);

        Assert.Null(await stranger.FindAsync(day.First.Id));
        Assert.Null(await stranger.FindAsync(NewId.Create()));
        var refused = await Assert.ThrowsAsync<RuleException>(() => stranger.ArriveAsync(day.First.Id));
        var missing = await Assert.ThrowsAsync<RuleException>(() => stranger.ArriveAsync(NewId.Create()));
        Assert.Equal(missing.Message, refused.Message);
        Assert.Empty(await day.Portal.AuditAsync());
    }

    [Fact]
    public async Task A_scrivener_receives_the_clients_of_the_own_clinic_but_does_not_book_or_cancel()
    {
        await using var day = await OneDay.SetAsync();
        var own = day.As(Role.Scrivener);

        await own.ArriveAsync(day.First.Id);

        Assert.Equal(ReservationStatus.Arrived, (await own.FindAsync(day.First.Id))!.Status);
        await Assert.ThrowsAsync<AccessRefusedException>(() => own.CancelAsync(day.Second.Id, "理由"));
        await Assert.ThrowsAsync<AccessRefusedException>(() => own.OpenForCorrectionAsync(day.Second.Id));
        await Assert.ThrowsAsync<AccessRefusedException>(() =>
            own.RescheduleAsync(day.Second.Id, day.Clinic.Slots[2].Id, null, day.Second.Version)
        );
    }

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

    [Fact]
    public async Task Moving_a_reservation_keeps_when_it_was_before_and_why_it_was_moved()
    {
        await using var day = await OneDay.SetAsync();
        var staff = day.As(Role.BookingStaff);

        var outcome = await staff.RescheduleAsync(day.First.Id, day.Tomorrow.Slots[0].Id, "先方の都合", day.First.Version);

        Assert.True(outcome.IsMoved);
        var view = (await staff.FindAsync(day.First.Id))!;
        Assert.Equal((day.Portal.Today.AddDays(1), "右京区役所"), (view.Date, view.VenueName));
        var step = view.History[^1];
        Assert.Equal(
            (ReservationAct.Rescheduled, "先方の都合", day.Portal.Today, new TimeOnly(13, 0), "中京区役所"),
            (step.Act, step.Reason, step.FromDate, step.FromStartsAt, step.FromVenueName)
        );
        Assert.Equal(AuditActs.ReservationRescheduled, (await day.Portal.AuditAsync())[0].Act);
    }

    [Fact]
    public async Task A_slot_that_was_just_taken_is_refused_and_the_next_free_ones_are_offered()
    {
        await using var day = await OneDay.SetAsync();

        var outcome = await day.As(Role.BookingStaff).RescheduleAsync(day.First.Id, day.Second.SlotId, null, day.First.Version);

        Assert.Equal((false, ReservationRuleTexts.SlotJustTaken), (outcome.IsMoved, outcome.Refusal));
        Assert.Equal(day.Clinic.Slots[2].Id, Assert.Single(outcome.NextFree).SlotId);
        Assert.Equal(new TimeOnly(13, 0), (await day.As(Role.BookingStaff).FindAsync(day.First.Id))!.StartsAt);
    }

    [Fact]
    [Asvs("2.3.4")]
    public async Task Of_two_who_move_to_the_same_slot_at_once_one_gets_it()
    {
        await using var day = await OneDay.SetAsync();
        var wanted = day.Clinic.Slots[2].Id;

        var outcomes = await Task.WhenAll(
            Task.Run(() => day.As(Role.BookingStaff).RescheduleAsync(day.First.Id, wanted, null, day.First.Version)),
            Task.Run(() => day.As(Role.Supervisor).RescheduleAsync(day.Second.Id, wanted, null, day.Second.Version))
        );

        Assert.Single(outcomes, outcome => outcome.IsMoved);
        Assert.Equal(1, await day.Portal.ReadAsync(db => db.Reservations.CountAsync(row => row.SlotId == wanted)));
    }

    [Fact]
    public async Task A_slot_that_a_colleague_holds_or_that_is_closed_or_over_is_refused()
    {
        await using var day = await OneDay.SetAsync();
        var staff = day.As(Role.BookingStaff);
        await day.Portal.As<SlotSearchService>(Role.Supervisor).HoldAsync(day.Clinic.Slots[2].Id, NewId.Create());

        Assert.Equal(
            ReservationRuleTexts.SlotHeld,
            (await staff.RescheduleAsync(day.First.Id, day.Clinic.Slots[2].Id, null, day.First.Version)).Refusal
        );
        await day.Portal.ReadAsync(db =>
            db.Slots.Where(slot => slot.Id == day.Tomorrow.Slots[0].Id)
                .ExecuteUpdateAsync(set => set.SetProperty(slot => slot.IsClosed, true))
        );
        Assert.Equal(
            ReservationRuleTexts.SlotNotOpen,
            (await staff.RescheduleAsync(day.First.Id, day.Tomorrow.Slots[0].Id, null, day.First.Version)).Refusal
        );
        day.Portal.Time.Advance(TimeSpan.FromHours(6));
        Assert.Equal(
            ReservationRuleTexts.SlotNotOpen,
            (await staff.RescheduleAsync(day.First.Id, day.Clinic.Slots[2].Id, null, day.First.Version)).Refusal
        );
        Assert.Equal(
            ReservationRuleTexts.SlotNeeded,
            (
                await Assert.ThrowsAsync<RuleException>(() => staff.RescheduleAsync(day.First.Id, Guid.Empty, null, day.First.Version))
            ).Message
        );
    }

    [Fact]
    public async Task A_correction_is_kept_with_the_fields_that_it_changed_and_teaches_the_search()
    {
        await using var day = await OneDay.SetAsync();
        var staff = day.As(Role.BookingStaff);
        var opened = (await staff.OpenForCorrectionAsync(day.First.Id))!;
        Assert.Equal("075-000-1234", opened.Details.Telephone);

        opened.Details.BusinessName = "㈱新しい例示商会";
        opened.Details.Telephone = "０７５（０００）９９９９";
        var outcome = await staff.ReviseAsync(day.First.Id, opened.Details, opened.Version);

        Assert.True(outcome.IsSaved);
        var view = (await staff.FindAsync(day.First.Id))!;
        Assert.Equal(("㈱新しい例示商会", "075-***-**99"), (view.BusinessName, view.TelephoneMasked));
        Assert.Equal(["BusinessName", "Telephone"], view.History[^1].Fields.Order());
        var found = await day
            .Portal.As<ReservationListService>(Role.BookingStaff)
            .ListAsync(new() { Search = "あたらしい例示商会".Replace("あたらしい", "新しい", StringComparison.Ordinal) }, ListScene.Page());
        Assert.Contains(found.Rows, row => row.Id == day.First.Id);
        Assert.Contains(await day.Portal.AuditAsync(), row => row.Act == AuditActs.TelephoneRevealed);
    }

    [Fact]
    public async Task Of_two_who_correct_one_reservation_the_second_sees_both_texts_and_loses_nothing()
    {
        await using var day = await OneDay.SetAsync();
        var (first, second) = (day.As(Role.BookingStaff), day.As(Role.Supervisor));
        var (mine, yours) = ((await first.OpenForCorrectionAsync(day.First.Id))!, (await second.OpenForCorrectionAsync(day.First.Id))!);
        mine.Details.Memo = "車で来所";
        yours.Details.Memo = "電車で来所";

        Assert.True((await first.ReviseAsync(day.First.Id, mine.Details, mine.Version)).IsSaved);
        var outcome = await second.ReviseAsync(day.First.Id, yours.Details, yours.Version);

        Assert.False(outcome.IsSaved);
        Assert.Equal(("車で来所", "例示受付", "電車で来所"), (outcome.Theirs!.Details.Memo, outcome.TheirStep!.By, yours.Details.Memo));
        Assert.Equal("車で来所", (await first.FindAsync(day.First.Id))!.Memo);
        Assert.True((await second.ReviseAsync(day.First.Id, yours.Details, outcome.Theirs.Version)).IsSaved);
        Assert.Equal("電車で来所", (await first.FindAsync(day.First.Id))!.Memo);
    }

    [Theory]
    [InlineData("", "075-000-1234", "BusinessName")]
    [InlineData("名", "12", "Telephone")]
    [InlineData("名", "", "Telephone")]
    public async Task A_wrong_field_is_refused_beside_the_field(string name, string telephone, string field)
    {
        await using var day = await OneDay.SetAsync();
        var staff = day.As(Role.BookingStaff);

        var refused = await Assert.ThrowsAsync<RuleException>(() =>
            staff.ReviseAsync(day.First.Id, Make.Details(name, telephone), day.First.Version)
        );

        Assert.Equal(field, refused.Field);
        Assert.Equal("株式会社例示製作所", (await staff.FindAsync(day.First.Id))!.BusinessName);
    }
}

/// <summary>A clinic today (13:00, 14:00 booked, 15:00 free) and another tomorrow at another venue, with a 行政書士 who has no desk
/// here.</summary>
internal sealed class OneDay : IAsyncDisposable
{
    private OneDay(TestPortal portal)
    {
        Portal = portal;
        Clinic = Make.Clinic(Venue, portal.Today, portal.Staff[Role.Scrivener]);
        Tomorrow = Make.Clinic(OtherVenue, portal.Today.AddDays(1), Stranger);
        Business = Make.Business(Make.Details());
        First = Make.Reservation(Business, Clinic, Clinic.Slots[0], portal.Staff[Role.BookingStaff]);
        Second = Make.Reservation(Business, Clinic, Clinic.Slots[1], portal.Staff[Role.BookingStaff]);
    }

    public TestPortal Portal { get; }

    public Venue Venue { get; } = Make.Venue();

    public Venue OtherVenue { get; } = Make.Venue("右京区役所", Domain.Text.Ward.Ukyo);

    public StaffMember Stranger { get; } = Make.Staff(Role.Scrivener, "行政書士 見本二");

    public Clinic Clinic { get; }

    public Clinic Tomorrow { get; }

    public Business Business { get; }

    public Reservation First { get; }

    public Reservation Second { get; }

    public static async Task<OneDay> SetAsync()
    {
        var portal = await TestPortal.StartAsync();
        var day = new OneDay(portal);
        await portal.AddAsync([
            day.Venue,
            day.OtherVenue,
            day.Stranger,
            day.Clinic,
            day.Tomorrow,
            day.Business,
            .. ListScene.Grams(portal, day.Business, Make.Details()),
            day.First,
            day.Second,
        ]);
        return day;
    }

    public ReservationService As(Role role) => Portal.As<ReservationService>(role);

    public ValueTask DisposeAsync() => Portal.DisposeAsync();
}
