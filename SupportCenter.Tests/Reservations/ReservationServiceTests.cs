using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
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
