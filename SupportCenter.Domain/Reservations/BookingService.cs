using System.Runtime.ExceptionServices;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Businesses;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Schedule;

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
                await using var work = await authorized.BeginAsync(Permission.BookReservations, AuditActs.ReservationBooked, ct);
                return await FindBookedAsync(work.Db, input.CommandKey, ct)
                    ?? await RegisterAsync(work, input, await TakeSlotAsync(work, input.SlotId, ct), isWalkIn: false, ct);
            },
            ct
        );
        await NoteDoubtsAsync(Permission.BookReservations, outcome, ct);
        return outcome;
    }

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

    private async Task<BookingOutcome> RegisterAsync(UnitOfWork work, BookingInput input, Slot slot, bool isWalkIn, CancellationToken ct)
    {
        var details = FormFields.Cleaned(input.Details);
        FormChecks.Ensure(details);
        details.Answers = await AnswersOfTodayAsync(work.Db, details.Answers, ct);
        var known = new KnownBusinesses(work.Db, database, authorized.Today);
        var match = await BusinessMatch.DecideAsync(work.Db, known, input, details, ct);
        if (match.Doubts.Count > 0)
        {
            return new BookingOutcome(null, await DoubtsAsync(known, match.Doubts, details, ct));
        }

        var business = match.Business ?? work.Db.Businesses.Add(new Business(details, authorized.UtcNow)).Entity;
        var isUnmet = match.Business is { } found && !await work.Db.Businesses.VisibleTo(work.Db).AnyAsync(row => row.Id == found.Id, ct);
        if (!isUnmet)
        {
            business.UpdateFrom(details);
            await database.Index.LearnAsync(work.Db, business, [details.BusinessName, details.ContactName], details.Telephone, ct);
        }

        if (!input.VisitNumberCorrected)
        {
            // Of a business that the person has not met nothing is told, how often it was here neither.
            details.VisitNumber = isUnmet ? 1 : await NextVisitAsync(work.Db, business.Id, ct);
        }

        var byName = await work.Db.Staff.Where(row => row.Id == work.AccessContext.Me).Select(row => row.Name).FirstAsync(ct);
        var reservation = isWalkIn
            ? Reservation.WalkIn(business, slot, slot.Clinic!, details, work.AccessContext.Me, byName, input.CommandKey, authorized.UtcNow)
            : Reservation.Book(business, slot, slot.Clinic!, details, work.AccessContext.Me, byName, input.CommandKey, authorized.UtcNow);
        if (isWalkIn && match.Business is not null)
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
        return new BookingOutcome(await ViewAsync(work.Db, reservation.Id, ct), []);
    }

    private async Task<int> NextVisitAsync(PortalDbContext db, Guid business, CancellationToken ct) =>
        (await VisitHistory.ReadAsync(db, [business], authorized.Today, ct)).GetValueOrDefault(business, VisitHistory.None).NextNumber;

    /// <summary>The slot with its clinic, if it can be booked now; its hold ends with the booking.</summary>
    private async Task<Slot> TakeSlotAsync(UnitOfWork work, Guid? slotId, CancellationToken ct)
    {
        var slot = await work
            .Db.Slots.Include(row => row.Clinic!)
                .ThenInclude(row => row.Desks)
            .FirstOrDefaultAsync(row => row.Id == slotId, ct)
            ?? throw Refused(BookingTexts.SlotNeeded);
        if (slot.IsClosed || slot.Clinic!.IsClosed)
        {
            throw Refused(BookingTexts.SlotClosed);
        }

        if (CentreTime.ToUtc(slot.Date, slot.EndsAt) <= authorized.UtcNow)
        {
            throw Refused(BookingTexts.SlotOver);
        }

        if (await work.Db.SlotHolds.FirstOrDefaultAsync(row => row.SlotId == slot.Id, ct) is { } hold)
        {
            if (hold.HolderId != work.AccessContext.Me && hold.UntilUtc > authorized.UtcNow)
            {
                throw Refused(BookingTexts.SlotHeldByAnother);
            }

            work.Db.SlotHolds.Remove(hold);
        }

        return slot;
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

    private static async Task<IReadOnlyList<LikelyDuplicate>> DoubtsAsync(
        KnownBusinesses known,
        IReadOnlyList<Guid> doubts,
        ReservationDetails details,
        CancellationToken ct
    )
    {
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
