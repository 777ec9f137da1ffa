using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Schedule;
using SupportCenter.Domain.Text;

namespace SupportCenter.Tests.Reservations;

public sealed class BookingServiceTests
{
    [Fact]
    public async Task A_clinic_that_is_closed_takes_nobody_even_where_a_slot_stands_open()
    {
        await using var centre = await BookingTestCentre.StartAsync();
        await centre.Portal.ReadAsync(db =>
            db.Clinics.ExecuteUpdateAsync(set => set.SetProperty(row => row.ClosedAtUtc, centre.Portal.Time.GetUtcNow().UtcDateTime))
        );

        var refused = await Assert.ThrowsAsync<RuleException>(() => centre.BookAsync(0));

        Assert.Equal((BookingTexts.SlotClosed, nameof(BookingInput.SlotId)), (refused.Message, refused.Field));
    }

    [Fact]
    public async Task A_booking_makes_the_business_the_reservation_and_the_audit_row_at_once()
    {
        await using var centre = await BookingTestCentre.StartAsync();

        var booked = (await centre.BookAsync(0)).Booked!;

        Assert.Equal(
            ("中京区役所", "行政書士 見本一", "株式会社例示製作所", 1),
            (booked.VenueName, booked.ScrivenerName, booked.BusinessName, booked.VisitNumber)
        );
        var row = await centre.Portal.ReadAsync(db => db.Reservations.AsNoTracking().Include(one => one.Changes).SingleAsync());
        Assert.Equal(
            (ReservationStatus.Booked, "0750001234", "例示受付", centre.Portal.Today),
            (row.Status, row.Details.Telephone, row.ReceivedByName, row.ReceivedOn)
        );
        Assert.Equal(ReservationAct.Booked, Assert.Single(row.Changes).Act);
        Assert.Contains(await centre.Portal.AuditAsync(), entry =>
            entry.Act == AuditActs.ReservationBooked && entry.Businesses.Any(one => one.BusinessId == booked.BusinessId)
        );
    }

    [Fact]
    public async Task Sixty_four_workers_on_twenty_slots_make_twenty_bookings_and_44_refusals_in_words()
    {
        await using var centre = await BookingTestCentre.StartAsync(slots: 20);
        var start = new TaskCompletionSource();
        async Task<string?> Try(int worker)
        {
            var booking = centre.Booking;
            var input = BookingTestCentre.Input(
                centre.Clinic.Slots[worker % 20],
                Make.Details($"例示商店{worker}", $"075-000-{worker:0000}")
            );
            await start.Task;
            try
            {
                return (await booking.BookAsync(input)).Booked is null ? "doubt" : null;
            }
            catch (RuleException refused)
            {
                return refused.Message;
            }
        }

        var workers = Enumerable.Range(0, 64).Select(worker => Task.Run(() => Try(worker))).ToArray();
        start.SetResult();
        var ends = await Task.WhenAll(workers);

        Assert.Equal(20, ends.Count(end => end is null));
        Assert.Equal(
            44,
            ends.Count(end => end is { } words && words.StartsWith("その時間帯はたった今埋まりました", StringComparison.Ordinal))
        );
        var slots = await centre.Portal.ReadAsync(db => db.Reservations.Select(row => row.SlotId).ToListAsync());
        Assert.Equal(20, slots.Distinct().Count());
        Assert.Equal(20, slots.Count);
        Assert.Equal(20, await centre.Portal.ReadAsync(db => db.Businesses.CountAsync()));
    }

    [Fact]
    public async Task A_form_that_is_sent_twice_books_once()
    {
        await using var centre = await BookingTestCentre.StartAsync();
        var input = BookingTestCentre.Input(centre.Clinic.Slots[0]);

        var both = await Task.WhenAll(Task.Run(() => centre.Booking.BookAsync(input)), Task.Run(() => centre.Booking.BookAsync(input)));

        Assert.Equal(both[0].Booked!.Id, both[1].Booked!.Id);
        Assert.Equal(1, await centre.Portal.ReadAsync(db => db.Reservations.CountAsync()));
    }

    [Fact]
    public async Task Each_booking_of_a_business_counts_one_more_visit_and_cancelled_ones_do_not_count()
    {
        await using var centre = await BookingTestCentre.StartAsync(slots: 5);
        Assert.Equal(1, (await centre.BookAsync(0)).Booked!.VisitNumber);
        Assert.Equal(2, (await centre.BookAsync(1)).Booked!.VisitNumber);
        await CancelAsync(centre, slot: 1);
        Assert.Equal(2, (await centre.BookAsync(2)).Booked!.VisitNumber);

        var corrected = BookingTestCentre.Input(centre.Clinic.Slots[3]);
        (corrected.VisitNumberCorrected, corrected.Details.VisitNumber) = (true, 7);
        Assert.Equal(7, (await centre.Booking.BookAsync(corrected)).Booked!.VisitNumber);
        Assert.Equal(8, (await centre.BookAsync(4)).Booked!.VisitNumber);
        Assert.Equal(1, await centre.Portal.ReadAsync(db => db.Businesses.CountAsync()));
    }

    [Fact]
    public async Task The_same_number_under_another_name_is_asked_about_and_never_merged_in_silence()
    {
        await using var centre = await BookingTestCentre.StartAsync(slots: 5);
        var first = (await centre.BookAsync(0)).Booked!;
        var input = BookingTestCentre.Input(centre.Clinic.Slots[1], Make.Details("合同会社別名工房"));

        var asked = await centre.Booking.BookAsync(input);

        Assert.Null(asked.Booked);
        var doubt = Assert.Single(asked.Doubts);
        Assert.Equal(
            (first.BusinessId, "株式会社例示製作所", "075-***-**34"),
            (doubt.Business.Id, doubt.Business.Name, doubt.Business.MaskedTelephone)
        );
        Assert.True(doubt.Signs.HasFlag(DuplicateSigns.SameTelephone));
        Assert.Equal(1, await centre.Portal.ReadAsync(db => db.Reservations.CountAsync()));

        input.SameBusiness = SameBusiness.No;
        var other = (await centre.Booking.BookAsync(input)).Booked!;
        Assert.NotEqual(first.BusinessId, other.BusinessId);

        var renamed = BookingTestCentre.Input(centre.Clinic.Slots[2], Make.Details("合同会社新社名"));
        (renamed.BusinessId, renamed.SameBusiness) = (first.BusinessId, SameBusiness.Yes);
        Assert.Equal(
            (first.BusinessId, 2),
            ((await centre.Booking.BookAsync(renamed)).Booked!.BusinessId, (await centre.Booking.BookAsync(renamed)).Booked!.VisitNumber)
        );
    }

    [Fact]
    public async Task A_picked_business_whose_name_and_number_were_both_overwritten_is_asked_about()
    {
        await using var centre = await BookingTestCentre.StartAsync();
        var first = (await centre.BookAsync(0)).Booked!;
        var input = BookingTestCentre.Input(centre.Clinic.Slots[1], Make.Details("見本運輸", "075-000-9999"));
        input.BusinessId = first.BusinessId;

        Assert.Equal(first.BusinessId, Assert.Single((await centre.Booking.BookAsync(input)).Doubts).Business.Id);
    }

    [Fact]
    public async Task The_same_name_with_a_new_number_is_the_same_business_unless_it_stands_in_another_ward()
    {
        await using var centre = await BookingTestCentre.StartAsync();
        var first = (await centre.BookAsync(0)).Booked!;

        Assert.Equal(first.BusinessId, (await centre.BookAsync(1, Make.Details("㈱例示製作所", "090-0000-0001"))).Booked!.BusinessId);

        var elsewhere = Make.Details("例示製作所", "075-000-7777");
        elsewhere.Ward = Ward.Kita;
        Assert.Single((await centre.BookAsync(2, elsewhere)).Doubts);
    }

    [Fact]
    public async Task A_slot_that_another_telephone_holds_is_refused_and_ones_own_hold_ends_with_the_booking()
    {
        await using var centre = await BookingTestCentre.StartAsync();
        var slot = centre.Clinic.Slots[0];
        var form = NewId.Create();
        await centre.Portal.As<SlotSearchService>(Role.Supervisor).HoldAsync(slot.Id, form);

        var refused = await Assert.ThrowsAsync<RuleException>(() => centre.BookAsync(0));
        Assert.Equal(
            (nameof(BookingInput.SlotId), true),
            (refused.Field, refused.Message.Contains("ほかの人が受付中", StringComparison.Ordinal))
        );

        var own = centre.Portal.As<BookingService>(Role.Supervisor);
        var input = BookingTestCentre.Input(slot);
        Assert.Equal(
            ScheduleTexts.SlotHeldByYourself,
            (await Assert.ThrowsAsync<RuleException>(() => own.BookAsync(BookingTestCentre.Input(slot)))).Message
        );
        input.CommandKey = form;
        Assert.NotNull((await own.BookAsync(input)).Booked);
        Assert.Equal(0, await centre.Portal.ReadAsync(db => db.SlotHolds.CountAsync()));
    }

    [Fact]
    public async Task Slots_that_are_over_closed_or_unknown_are_refused_in_words()
    {
        await using var centre = await BookingTestCentre.StartAsync();
        var over = new Clinic(
            centre.Venue.Id,
            centre.Portal.Today.AddDays(-1),
            new TimeOnly(9, 0),
            new TimeOnly(10, 0),
            60,
            [centre.Portal.Staff[Role.Scrivener].Id]
        );
        var shut = new Clinic(
            centre.Venue.Id,
            centre.Portal.Today.AddDays(1),
            new TimeOnly(9, 0),
            new TimeOnly(10, 0),
            60,
            [centre.Portal.Staff[Role.Scrivener].Id]
        );
        shut.Slots[0].Close("行政書士の都合");
        await centre.Portal.AddAsync(over, shut);
        async Task<string> Refusal(BookingInput input) =>
            (await Assert.ThrowsAsync<RuleException>(() => centre.Booking.BookAsync(input))).Message;

        Assert.StartsWith(
            "その時間帯はすでに過ぎています",
            await Refusal(BookingTestCentre.Input(over.Slots[0])),
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            "その時間帯は受付を終了しています",
            await Refusal(BookingTestCentre.Input(shut.Slots[0])),
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            "予約する時間帯を選んでください",
            await Refusal(new BookingInput { Details = Make.Details(), CommandKey = NewId.Create() }),
            StringComparison.Ordinal
        );
    }

    public static TheoryData<string, Action<ReservationDetails>> WrongFields =>
        new()
        {
            { nameof(ReservationDetails.BusinessName), details => details.BusinessName = "　 " },
            { nameof(ReservationDetails.BusinessName), details => details.BusinessName = new string('例', 201) },
            { nameof(ReservationDetails.ContactName), details => details.ContactName = new string('見', 101) },
            { nameof(ReservationDetails.Telephone), details => details.Telephone = "" },
            { nameof(ReservationDetails.Telephone), details => details.Telephone = "０７５−０００−１２" },
            { nameof(ReservationDetails.Telephone), details => details.Telephone = "電話なし" },
            { nameof(ReservationDetails.Industry), details => details.Industry = new string('業', 61) },
            { nameof(ReservationDetails.EmployeeCount), details => details.EmployeeCount = -1 },
            { nameof(ReservationDetails.EmployeeCount), details => details.EmployeeCount = 1_000_001 },
            { nameof(ReservationDetails.WishedMeasure), details => details.WishedMeasure = new string('制', 2001) },
            { nameof(ReservationDetails.VisitNumber), details => details.VisitNumber = 0 },
            { nameof(ReservationDetails.Memo), details => details.Memo = new string('メ', 2001) },
        };

    [Theory, MemberData(nameof(WrongFields))]
    [Asvs("2.2.2")]
    public async Task A_wrong_field_is_refused_beside_the_field_and_nothing_is_saved(string field, Action<ReservationDetails> spoil)
    {
        await using var centre = await BookingTestCentre.StartAsync();
        var details = Make.Details();
        spoil(details);

        var refused = await Assert.ThrowsAsync<RuleException>(() => centre.BookAsync(0, details));

        Assert.Equal(field, refused.Field);
        Assert.NotEmpty(refused.Message);
        Assert.Equal(0, await centre.Portal.ReadAsync(db => db.Businesses.CountAsync()));
    }

    [Fact]
    public async Task Only_the_questions_of_the_day_are_asked_and_an_answer_to_another_is_not_kept()
    {
        await using var centre = await BookingTestCentre.StartAsync();
        var today = centre.Portal.Today;
        var (second, first) = (
            new ConfirmationQuestion("コロナ関連の融資を利用していますか？", 2, today),
            new ConfirmationQuestion("持続化給付金の申請をしておりますか？", 1, today)
        );
        var past = new ConfirmationQuestion("昔の質問ですか？", 1, today.AddDays(-9), today.AddDays(-1));
        await centre.Portal.AddAsync(second, first, past, new Industry("製造業", 2), new Industry("飲食業", 1));
        var choices = await centre.Booking.ChoicesAsync();
        Assert.Equal(
            ["持続化給付金の申請をしておりますか？", "コロナ関連の融資を利用していますか？"],
            choices.Questions.Select(question => question.Text)
        );
        Assert.Equal(["飲食業", "製造業"], choices.Industries);
        var details = Make.Details();
        details.Answers = [new(second.Id, Answer.Yes), new(past.Id, Answer.No)];

        await centre.BookAsync(0, details);

        var kept = await centre.Portal.ReadAsync(db => db.Reservations.AsNoTracking().SingleAsync());
        Assert.Equal([new QuestionAnswer(first.Id, Answer.Unknown), new QuestionAnswer(second.Id, Answer.Yes)], kept.Details.Answers);
    }

    private static async Task CancelAsync(BookingTestCentre centre, int slot) =>
        await centre.Portal.ReadAsync(db =>
            db.Reservations.Where(row => row.SlotId == centre.Clinic.Slots[slot].Id)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.Status, ReservationStatus.Cancelled))
        );
}
