using System.Runtime.ExceptionServices;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Businesses;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Schedule;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Reservations;

/// <summary>予約受付: books callers and receives clients who come without a booking.</summary>
public sealed partial class BookingService(AuthorizedDbContextFactory authorized, PortalDatabase database)
{
    /// <summary>Books a slot. Gives the reservation, or the businesses between which a person has to decide (then nothing was
    /// saved).</summary>
    /// <exception cref="RuleException">A field is wrong, or the slot is no longer to be had; the sentence says which, nothing was
    /// saved.</exception>
    [RequiresPermission(Permission.BookReservations)]
    public async Task<BookingOutcome> BookAsync(BookingInput input, CancellationToken ct = default)
    {
        var outcome = await SettledAsync(
            Permission.BookReservations,
            input,
            async () =>
            {
                await using var work = await authorized.PrepareAsync(Permission.BookReservations, AuditActs.ReservationBooked, ct);
                if (await FindBookedAsync(work.Db, input.CommandKey, ct) is { } sentTwice)
                {
                    return sentTwice;
                }

                // Whoever waits for the write lock waits for the statements of the others, not for what they decide.
                var booking = await PrepareAsync(work, input, ct);
                if (booking.Doubts is { } doubts)
                {
                    return doubts;
                }

                await work.EnterAsync(ct);
                return !work.HasWaitedLong && await StandsAsync(work.Db, booking, input, ct)
                    ? await RegisterAsync(work, input, booking, isWalkIn: false, ct)
                    : await BookAnewAsync(work, input, ct);
            },
            ct
        );
        await NoteDoubtsAsync(Permission.BookReservations, outcome, ct);
        return outcome;
    }

    /// <summary>Decides once more, while nobody else writes: somebody was quicker.</summary>
    private async Task<BookingOutcome> BookAnewAsync(UnitOfWork work, BookingInput input, CancellationToken ct)
    {
        work.Db.ChangeTracker.Clear();
        if (await FindBookedAsync(work.Db, input.CommandKey, ct) is { } sentTwice)
        {
            return sentTwice;
        }

        var booking = await PrepareAsync(work, input, ct);
        return booking.Doubts ?? await RegisterAsync(work, input, booking, isWalkIn: false, ct);
    }

    /// <summary>Reads and decides everything, and writes nothing.</summary>
    private async Task<PreparedBooking> PrepareAsync(UnitOfWork work, BookingInput input, CancellationToken ct)
    {
        // The state first: what is read after it is at least as new, so that a state that is still the same vouches for it.
        var state = await FindSlotAsync(work, input, ct);
        var slot = await database.BookingQueries.ReadSlotAsync(work.Db, input.SlotId!.Value, ct);
        return await PrepareAsync(work, input, state, slot, slot.Clinic!, ct);
    }

    /// <summary>Whether the slot, and whoever has the number or the name, are as they were. The questions of the day and the names of
    /// people and places are not looked at again: a moment earlier they would have been the same.</summary>
    private async Task<bool> StandsAsync(PortalDbContext db, PreparedBooking booking, BookingInput input, CancellationToken ct) =>
        await database.BookingQueries.FindSlotAsync(db, input.SlotId, input.CommandKey, ct) == booking.State
        && !IsOver(booking.State)
        && (await CandidatesAsync(db, input, booking.Details, ct)).SequenceEqual(booking.Candidates);

    /// <summary>Runs a booking, and says as a sentence what a refusing index means. That index, not a look beforehand, is what makes a
    /// double booking impossible (ASVS 2.3.4): the loser of a race comes here.</summary>
    private async Task<BookingOutcome> SettledAsync(
        Permission permission,
        BookingInput input,
        Func<Task<BookingOutcome>> book,
        CancellationToken ct
    )
    {
        try
        {
            return await book();
        }
        catch (DbUpdateException refused)
        {
            await using var db = await authorized.OpenAsync(permission, ct);
            if (await FindBookedAsync(db, input.CommandKey, ct) is { } sentTwice)
            {
                return sentTwice;
            }

            if (await db.Reservations.AnyAsync(row => row.SlotId == input.SlotId && row.Status < ReservationStatus.Cancelled, ct))
            {
                throw new RuleException(BookingTexts.SlotJustTaken) { Field = nameof(BookingInput.SlotId) };
            }

            ExceptionDispatchInfo.Throw(refused);
            throw;
        }
    }

    private async Task<PreparedBooking> PrepareAsync(
        UnitOfWork work,
        BookingInput input,
        BookableSlot? state,
        Slot slot,
        Clinic clinic,
        CancellationToken ct
    )
    {
        var details = FormFields.Cleaned(input.Details);
        FormChecks.Ensure(details);
        details.Answers = await AnswersOfTodayAsync(work.Db, details.Answers, ct);
        var candidates = await CandidatesAsync(work.Db, input, details, ct);
        var match = await BusinessMatch.DecideAsync(work.Db, candidates, input, details, ct);
        var byName = await work.Db.Staff.Where(row => row.Id == work.AccessContext.Me).Select(row => row.Name).FirstAsync(ct);
        var grams = database.Index.Grams([details]);
        return new PreparedBooking(state, slot, clinic, details, candidates, match.Business, byName, grams)
        {
            IsUnmet = match.Business is { } found && !await work.Db.Businesses.VisibleTo(work.Db).AnyAsync(row => row.Id == found.Id, ct),
            Doubts = match.Doubts.Count > 0 ? new BookingOutcome(null, await DoubtsAsync(work.Db, match.Doubts, details, ct)) : null,
        };
    }

    private async Task<List<Candidate>> CandidatesAsync(
        PortalDbContext db,
        BookingInput input,
        ReservationDetails details,
        CancellationToken ct
    ) =>
        await database
            .BookingQueries.FindCandidates(
                db,
                Telephone.IsWhole(details.Telephone) ? database.Index.TelephoneKey(details.Telephone)! : [],
                database.Index.WholeTelephone(details.Telephone),
                TextFolding.Fold(details.BusinessName).Length > 0 ? database.Index.NameKey(details.BusinessName) : [],
                input.BusinessId
            )
            .ToListAsync(ct);

    /// <summary>Writes the booking. The write lock is held, and what was prepared is as it was.</summary>
    private async Task<BookingOutcome> RegisterAsync(
        UnitOfWork work,
        BookingInput input,
        PreparedBooking booking,
        bool isWalkIn,
        CancellationToken ct
    )
    {
        var (slot, clinic, details, isUnmet) = (booking.Slot, booking.Clinic, booking.Details, booking.IsUnmet);
        await EndHoldAsync(work.Db, booking, ct);
        var business = booking.Business ?? work.Db.Businesses.Add(new Business(details, authorized.UtcNow)).Entity;
        if (!isUnmet)
        {
            business.UpdateFrom(details);
            database.Index.IndexBusiness(work.Db, business, booking.Grams);
        }

        if (!input.VisitNumberCorrected)
        {
            // Of a business that the person has not met nothing is told, how often it was here neither.
            details.VisitNumber = booking.Business is null || isUnmet ? 1 : await NextVisitAsync(work.Db, business.Id, ct);
        }

        var (me, now) = (work.AccessContext.Me, authorized.UtcNow);
        var reservation = isWalkIn
            ? Reservation.WalkIn(business, slot, clinic, details, me, booking.ByName, input.CommandKey, now)
            : Reservation.Book(business, slot, clinic, details, me, booking.ByName, input.CommandKey, now);
        if (isWalkIn && booking.Business is not null)
        {
            if (isUnmet)
            {
                reservation.AwaitLink(work.AccessContext.Me, authorized.UtcNow);
            }

            work.NoteAs(
                isUnmet ? AuditActs.WalkInAttachedUnmet : AuditActs.WalkInAttached,
                nameof(Reservation),
                reservation.Id,
                business.Id
            );
        }

        work.Db.Reservations.Add(reservation);
        await SettleCallbackAsync(work, input.CallbackId, reservation, ct);
        await work.CommitAsync(ct);
        return new BookingOutcome(booking.ViewOf(reservation), []);
    }

    private async Task<int> NextVisitAsync(PortalDbContext db, Guid business, CancellationToken ct) =>
        (await VisitHistory.ReadAsync(db, [business], authorized.Today, ct)).GetValueOrDefault(business, VisitHistory.None).NextNumber;

    /// <summary>The state of the slot, if it can be booked now.</summary>
    private async Task<BookableSlot> FindSlotAsync(UnitOfWork work, BookingInput input, CancellationToken ct)
    {
        var slot = await database.BookingQueries.FindSlotAsync(work.Db, input.SlotId, input.CommandKey, ct)
            ?? throw Refused(BookingTexts.SlotNeeded);
        return slot.IsClosed ? throw Refused(BookingTexts.SlotClosed)
            : IsOver(slot) ? throw Refused(BookingTexts.SlotOver)
            : HeldElsewhere(slot, work.AccessContext.Me, input.CommandKey) is { } sentence ? throw Refused(sentence)
            : slot;
    }

    private string? HeldElsewhere(BookableSlot slot, Guid me, Guid formKey) =>
        slot.HeldUntilUtc is not { } until || until <= authorized.UtcNow ? null
        : slot.HolderId != me ? BookingTexts.SlotHeldByAnother
        : slot.HolderForm != formKey ? ScheduleTexts.SlotHeldByYourself
        : null;

    private bool IsOver(BookableSlot? slot) => slot is not null && CentreTime.ToUtc(slot.Date, slot.EndsAt) <= authorized.UtcNow;

    /// <summary>A hold of the slot ends with the booking: it is this form's own, or over.</summary>
    private static async Task EndHoldAsync(PortalDbContext db, PreparedBooking booking, CancellationToken ct)
    {
        if (booking.State?.HolderId is not null)
        {
            db.SlotHolds.Remove(await db.SlotHolds.FirstAsync(row => row.SlotId == booking.Slot.Id, ct));
        }
    }

    private static RuleException Refused(string sentence) => new(sentence) { Field = nameof(BookingInput.SlotId) };

    /// <summary>One answer to each question that is asked today; what is said to others is not kept.</summary>
    private async Task<List<QuestionAnswer>> AnswersOfTodayAsync(PortalDbContext db, List<QuestionAnswer> given, CancellationToken ct)
    {
        var asked = await QuestionsOfTodayAsync(db, ct);
        return
        [
            .. asked.Select(question =>
                given.Find(one => one.QuestionId == question.Id && Enum.IsDefined(one.Answer))
                ?? new QuestionAnswer(question.Id, Answer.Unknown)
            ),
        ];
    }

    private async Task SettleCallbackAsync(UnitOfWork work, Guid? callbackId, Reservation reservation, CancellationToken ct)
    {
        if (callbackId is not { } id)
        {
            return;
        }

        var request = await work.Db.Callbacks.FirstOrDefaultAsync(row => row.Id == id, ct);
        if (request is not { IsWaiting: true })
        {
            throw new RuleException(BookingTexts.CallbackSettledBefore) { Field = nameof(BookingInput.CallbackId) };
        }

        request.Settle(reservation.Id, null, work.AccessContext.Me, authorized.UtcNow);
    }

    private async Task<IReadOnlyList<LikelyDuplicate>> DoubtsAsync(
        PortalDbContext db,
        IReadOnlyList<Guid> doubts,
        ReservationDetails details,
        CancellationToken ct
    )
    {
        var known = new KnownBusinesses(db, database, authorized.Today);
        var signs = (await known.DuplicatesAsync(details, null, ct)).ToDictionary(likely => likely.Business.Id, likely => likely.Signs);
        return
        [
            .. (await known.ViewsAsync(doubts, ct)).Select(business => new LikelyDuplicate(business, signs.GetValueOrDefault(business.Id))),
        ];
    }

    private Task NoteDoubtsAsync(Permission permission, BookingOutcome outcome, CancellationToken ct) =>
        authorized.NoteListedAsync(
            permission,
            AuditActs.BusinessesSuggested,
            nameof(LikelyDuplicate),
            outcome.Doubts.Select(likely => likely.Business.Id),
            ct
        );

    private static async Task<BookingOutcome?> FindBookedAsync(PortalDbContext db, Guid commandKey, CancellationToken ct)
    {
        var id = await db
            .Reservations.Where(row => row.CommandKey == commandKey && commandKey != Guid.Empty)
            .Select(row => (Guid?)row.Id)
            .FirstOrDefaultAsync(ct);
        return id is { } found ? new BookingOutcome(await ViewAsync(db, found, ct), []) : null;
    }

    private static Task<BookedReservation> ViewAsync(PortalDbContext db, Guid id, CancellationToken ct) =>
        db
            .Reservations.AsNoTracking()
            .Where(row => row.Id == id)
            .Select(row => new BookedReservation(
                row.Id,
                row.BusinessId,
                row.Date,
                row.StartsAt,
                row.EndsAt,
                row.Clinic!.Venue!.Details.Name,
                row.Clinic.Venue.Details.Access,
                db.Staff.Where(person => person.Id == row.ScrivenerId).Select(person => person.Name).First(),
                row.Details.BusinessName,
                row.Details.ContactName,
                row.Details.VisitNumber
            ))
            .FirstAsync(ct);
}
