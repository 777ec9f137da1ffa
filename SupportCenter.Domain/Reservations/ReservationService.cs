using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Reservations;

/// <summary>One reservation: read, correct, move, cancel, received or missed. Every step keeps who, when and why.</summary>
public sealed partial class ReservationService(AuthorizedDbContextFactory authorized, PortalDatabase database)
{
    private const int LongestReason = 500;

    /// <summary>The reservation, and an audit row that it was seen; null when there is none that the person may see.</summary>
    [RequiresPermission(Permission.ViewReservations)]
    public async Task<ReservationView?> FindAsync(Guid id, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.ViewReservations, AuditActs.ReservationViewed, ct);
        var view = await ReservationReader.ReadAsync(work.Db, id, ct);
        if (view is not null)
        {
            work.Note(nameof(Reservation), id, view.BusinessId);
            await work.CommitAsync(ct);
        }

        return view;
    }

    /// <summary>Whether there is more to see than at the last look: asked by an open page after every change anywhere, so that only a
    /// change of this reservation (or its first 相談票) is read, and audited, again.</summary>
    [RequiresPermission(Permission.ViewReservations)]
    public async Task<bool> IsNewerAsync(Guid id, Guid version, Guid? recordId, CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.ViewReservations, ct);
        var now = await db
            .Reservations.VisibleTo(db)
            .Where(row => row.Id == id)
            .Select(row => new
            {
                row.Version,
                RecordId = db.Records.Where(record => record.ReservationId == id).Select(record => (Guid?)record.Id).FirstOrDefault(),
            })
            .FirstOrDefaultAsync(ct);
        return now is null || now.Version != version || (db.AccessContext.MayReadRecords() && now.RecordId != recordId);
    }

    /// <summary>The telephone number with hyphens and what belongs to it, and an audit row that it was shown (ASVS 14.2.6); null when there
    /// is none to be seen.</summary>
    [RequiresPermission(Permission.RevealTelephone)]
    public async Task<string?> RevealTelephoneAsync(Guid reservationId, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.RevealTelephone, AuditActs.TelephoneRevealed, ct);
        var found = await work
            .Db.Reservations.AsNoTracking()
            .VisibleTo(work.Db)
            .Where(row => row.Id == reservationId)
            .Select(row => new { row.BusinessId, row.Details })
            .FirstOrDefaultAsync(ct);
        if (found?.Details is not { Telephone.Length: > 0 } and not { TelephoneNote.Length: > 0 })
        {
            return null;
        }

        work.Note(nameof(Reservation), reservationId, found.BusinessId, nameof(ReservationDetails.Telephone));
        await work.CommitAsync(ct);
        return found.Details.ToShow(wholeTelephone: true).TelephoneText();
    }

    /// <summary>The details for the correction form. The number is in clear there, so that opening it counts as revealing; null when
    /// there is no such reservation.</summary>
    [RequiresPermission(Permission.BookReservations)]
    public async Task<ReservationCorrection?> OpenForCorrectionAsync(Guid id, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.BookReservations, AuditActs.TelephoneRevealed, ct);
        var row = await work.Db.Reservations.AsNoTracking().VisibleTo(work.Db).FirstOrDefaultAsync(row => row.Id == id, ct);
        if (row is null)
        {
            return null;
        }

        work.Note(nameof(Reservation), id, row.BusinessId, nameof(ReservationDetails.Telephone));
        await work.CommitAsync(ct);
        var questions = await QuestionsAsync(work.Db, row, ct);
        row.Details.Telephone = Telephone.Format(row.Details.Telephone);
        row.Details.Answers =
        [
            .. questions.Select(question =>
                row.Details.Answers.Find(answer => answer.QuestionId == question.Id) ?? new QuestionAnswer(question.Id, Answer.Unknown)
            ),
        ];
        return new ReservationCorrection(row.Version, row.Details, questions);
    }

    /// <summary>Saves corrected details. When another person saved meanwhile (<paramref name="version"/> is not the newest), nothing is
    /// written and both texts can be shown.</summary>
    /// <exception cref="RuleException">A field is wrong, or the reservation was cancelled.</exception>
    [RequiresPermission(Permission.BookReservations)]
    public async Task<RevisionOutcome> ReviseAsync(Guid id, ReservationDetails details, Guid version, CancellationToken ct = default)
    {
        if (await TryReviseAsync(id, details, version, ct))
        {
            return new RevisionOutcome(null, null);
        }

        var theirs = await OpenForCorrectionAsync(id, ct) ?? throw new RuleException(DomainTexts.NotFound);
        await using var db = await authorized.OpenAsync(Permission.BookReservations, ct);
        return new RevisionOutcome(theirs, (await ReservationReader.HistoryAsync(db, id, ct)).LastOrDefault());
    }

    /// <summary>Cancels with a reason; the slot is free again.</summary>
    /// <exception cref="RuleException">The reason is missing or too long, or the reservation is not waiting for its day any
    /// more.</exception>
    [RequiresPermission(Permission.BookReservations)]
    public async Task CancelAsync(Guid id, string reason, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.BookReservations, AuditActs.ReservationCancelled, ct);
        var reservation = await LoadAsync(work, id, ct);
        reservation.Cancel(Checked(reason) ?? "", work.AccessContext.Me, authorized.UtcNow);
        await work.CommitAsync(ct);
    }

    /// <summary>Takes back a cancelling: the reservation is as it was, at its time.</summary>
    /// <exception cref="RuleException">It was not cancelled, or its time is not to be had any more; the sentence says why.</exception>
    [RequiresPermission(Permission.BookReservations)]
    public async Task RestoreAsync(Guid id, CancellationToken ct = default)
    {
        try
        {
            await using var work = await authorized.BeginAsync(Permission.BookReservations, AuditActs.ReservationRestored, ct);
            var reservation = await work
                .Db.Reservations.VisibleTo(work.Db)
                .Include(row => row.Slot!.Clinic)
                .Include(row => row.Slot!.Desk)
                .FirstOrDefaultAsync(row => row.Id == id, ct)
                ?? throw new RuleException(DomainTexts.NotFound);
            reservation.Restore(work.AccessContext.Me, authorized.UtcNow);
            if (await RefusalAsync(work, reservation.Slot!, ct) is { } refusal)
            {
                throw new RuleException(
                    refusal switch
                    {
                        SlotRefusal.Taken => ReservationRuleTexts.RestoreTaken,
                        SlotRefusal.Held => ReservationRuleTexts.RestoreHeld,
                        _ => ReservationRuleTexts.RestoreNotOpen,
                    }
                );
            }

            reservation.FollowDesk(reservation.Slot!.Desk!.ScrivenerId); // Another may have taken the desk meanwhile.
            await work.CommitAsync(ct);
        }
        catch (DbUpdateException refused) when (StorageFault.IsTaken(refused))
        {
            // The index decided (ASVS 2.3.4): somebody in another process was quicker by a moment.
            throw new RuleException(ReservationRuleTexts.RestoreTaken);
        }
    }

    /// <summary>来所: the client has come (also one who was taken for a no-show before).</summary>
    /// <exception cref="RuleException">The reservation is not waiting any more, or its slot was given to somebody else.</exception>
    [RequiresPermission(Permission.ReceiveClients)]
    public async Task ArriveAsync(Guid id, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.ReceiveClients, AuditActs.ClientArrived, ct);
        var reservation = await LoadAsync(work, id, ct);
        reservation.Arrive(work.AccessContext.Me, authorized.UtcNow);
        if (await IsTakenAsync(work.Db, reservation.SlotId, id, ct))
        {
            throw new RuleException(ReservationRuleTexts.SlotGivenAway);
        }

        await work.CommitAsync(ct);
    }

    /// <summary>無断不来所: the client did not come and gave no word.</summary>
    /// <exception cref="RuleException">The reservation is not waiting any more, or its time has not come yet.</exception>
    [RequiresPermission(Permission.ReceiveClients)]
    public async Task MissAsync(Guid id, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.ReceiveClients, AuditActs.ClientDidNotCome, ct);
        var reservation = await LoadAsync(work, id, ct);
        if (CentreTime.ToUtc(reservation.Date, reservation.StartsAt) > authorized.UtcNow)
        {
            throw new RuleException(ReservationRuleTexts.NotYetMissed);
        }

        reservation.MissAppointment(work.AccessContext.Me, authorized.UtcNow);
        await work.CommitAsync(ct);
    }

    /// <summary>Takes back a 来所 or 無断不来所 that was pressed by mistake: the client is waited for again.</summary>
    /// <exception cref="RuleException">Neither was pressed, the 相談票 was begun, or the slot of the no-show was given to somebody
    /// else.</exception>
    [RequiresPermission(Permission.ReceiveClients)]
    public async Task TakeBackAsync(Guid id, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.ReceiveClients, AuditActs.ArrivalTakenBack, ct);
        var reservation = await LoadAsync(work, id, ct);
        reservation.TakeBack(work.AccessContext.Me, authorized.UtcNow);
        if (await work.Db.Records.AnyAsync(record => record.ReservationId == id, ct))
        {
            throw new RuleException(ReservationRuleTexts.RecordBegun);
        }

        if (await IsTakenAsync(work.Db, reservation.SlotId, id, ct))
        {
            throw new RuleException(ReservationRuleTexts.SlotGivenAway);
        }

        await work.CommitAsync(ct);
    }

    /// <summary>Says that a walk-in whom a scrivener received is of the business that it was joined to: from now on what that business
    /// confided earlier is open to the scrivener.</summary>
    /// <exception cref="RuleException">Nothing waits for that.</exception>
    [RequiresPermission(Permission.BookReservations)]
    public async Task LinkAsync(Guid id, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.BookReservations, AuditActs.WalkInLinked, ct);
        var reservation = await work
            .Db.Reservations.Include(row => row.Changes)
            .VisibleTo(work.Db)
            .FirstOrDefaultAsync(row => row.Id == id, ct)
            ?? throw new RuleException(DomainTexts.NotFound);
        reservation.Link(work.AccessContext.Me, authorized.UtcNow);
        if (reservation.Details.VisitNumber == 1)
        {
            // Not counted until now, unless somebody corrected it.
            reservation.Details.VisitNumber = await VisitHistory.NumberOfAsync(work.Db, reservation, ct);
        }

        await UpdateBusinessAsync(work.Db, reservation, ct);
        await work.CommitAsync(ct);
    }

    private static async Task<Reservation> LoadAsync(UnitOfWork work, Guid id, CancellationToken ct) =>
        await work.Db.Reservations.VisibleTo(work.Db).FirstOrDefaultAsync(row => row.Id == id, ct)
        ?? throw new RuleException(DomainTexts.NotFound);

    private static Task<bool> IsTakenAsync(PortalDbContext db, Guid slotId, Guid but, CancellationToken ct) =>
        db.Reservations.AnyAsync(row => row.SlotId == slotId && row.Id != but && row.Status < ReservationStatus.Cancelled, ct);

    private static string? Checked(string? reason) =>
        VisibleText.Trimmed(reason ?? "") is { Length: > 0 } text
            ? text.Length <= LongestReason
                ? text
                : throw new RuleException(ReservationRuleTexts.ReasonTooLong)
            : null;

    private static async Task<List<QuestionView>> QuestionsAsync(PortalDbContext db, Reservation row, CancellationToken ct)
    {
        var answered = row.Details.Answers.Select(answer => answer.QuestionId).ToList();
        var questions = await db.Questions.AsNoTracking().OrderBy(question => question.Order).ToListAsync(ct);
        return
        [
            .. questions
                .Where(question => answered.Contains(question.Id) || question.IsAskedOn(row.ReceivedOn))
                .Select(question => new QuestionView(question.Id, question.Text)),
        ];
    }

    private async Task<bool> TryReviseAsync(Guid id, ReservationDetails details, Guid version, CancellationToken ct)
    {
        await using var work = await authorized.BeginAsync(Permission.BookReservations, AuditActs.ReservationCorrected, ct);
        var clean = FormFields.Cleaned(details);
        FormChecks.Ensure(clean);
        var reservation = await LoadAsync(work, id, ct);
        if (reservation.Version != version)
        {
            return false;
        }

        var known = (await QuestionsAsync(work.Db, reservation, ct)).ConvertAll(question => question.Id);
        clean.Answers =
        [
            .. clean
                .Answers.Where(answer => known.Contains(answer.QuestionId) && Enum.IsDefined(answer.Answer))
                .DistinctBy(answer => answer.QuestionId),
        ];
        reservation.Revise(clean, work.AccessContext.Me, authorized.UtcNow);
        await UpdateBusinessAsync(work.Db, reservation, ct);
        await work.CommitAsync(ct);
        return true;
    }

    /// <summary>What the newest reservation says is what is known of the business.</summary>
    private async Task UpdateBusinessAsync(PortalDbContext db, Reservation reservation, CancellationToken ct)
    {
        var business = await db.Businesses.FirstAsync(row => row.Id == reservation.BusinessId, ct);
        var isNewest = !await db.Reservations.AnyAsync(
            row => row.BusinessId == business.Id && row.Date > reservation.Date && row.Status < ReservationStatus.Cancelled,
            ct
        );
        if (isNewest)
        {
            business.UpdateFrom(reservation.Details);
        }

        database.Index.IndexBusiness(db, business, reservation.Details);
    }
}
