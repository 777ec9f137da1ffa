using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Businesses;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Consultations;

/// <summary>Puts the sheet together from the rows that the viewer may see.</summary>
internal static class ConsultationReader
{
    private const int MostEarlierRecords = 20;

    /// <summary>The sheet of a record; null when it does not exist or the viewer may not see it.</summary>
    public static Task<ConsultationView?> ReadAsync(PortalDbContext db, Guid id, bool wholeTelephone, CancellationToken cancellation) =>
        ReadAsync(db, db.Records.VisibleTo(db), id, wholeTelephone, cancellation);

    /// <summary>The same among given records: those that were opened to the viewer in another way than by being theirs.</summary>
    public static async Task<ConsultationView?> ReadAsync(
        PortalDbContext db,
        IQueryable<ConsultationRecord> visible,
        Guid id,
        bool wholeTelephone,
        CancellationToken cancellation
    )
    {
        var record = await visible
            .AsNoTracking()
            .Include(row => row.Scrivener)
            .Include(row => row.Reservation!.Clinic!.Venue)
            .FirstOrDefaultAsync(row => row.Id == id, cancellation);
        if (record is null)
        {
            return null;
        }

        var role = db.AccessContext.Role!.Value;
        return new ConsultationView
        {
            Id = record.Id,
            BusinessId = record.BusinessId,
            IsBusinessOpen = await db.Businesses.VisibleTo(db).AnyAsync(row => row.Id == record.BusinessId, cancellation),
            Booked = Booked(record.Reservation!, wholeTelephone, await QuestionsAsync(db, cancellation)),
            Details = record.Details,
            Status = record.Status,
            Version = record.Version,
            LastSavedAtUtc = record.LastSavedAtUtc,
            LastSavedBy = await NameAsync(db, record.LastSavedById, cancellation),
            SubmittedAtUtc = record.SubmittedAtUtc,
            ConfirmedAtUtc = record.ConfirmedAtUtc,
            ConfirmedBy = await NameAsync(db, record.ConfirmedById, cancellation),
            ScrivenerName = record.Scrivener!.Name,
            Measures = Offered(await db.Measures.AsNoTracking().ToListAsync(cancellation), record),
            Referrals = await db.Referrals.Where(row => row.IsOffered || record.ReferralIds.Contains(row.Id)).ChoicesAsync(cancellation),
            Earlier = await EarlierAsync(db, record, cancellation),
            MayWrite =
                Permissions.Allows(role, Permission.WriteConsultations)
                && await db.Records.WritableBy(db).AnyAsync(row => row.Id == id, cancellation),
            MayConfirm = Permissions.Allows(role, Permission.ConfirmConsultations) && record.Status == RecordStatus.Submitted,
        };
    }

    /// <summary>What the papers of several records show, in the order of time, read with few statements.</summary>
    public static async Task<IReadOnlyList<RecordOnPaper>> OnPaperAsync(
        PortalDbContext db,
        IReadOnlyCollection<Guid> ids,
        CancellationToken cancellation
    )
    {
        var records = await db
            .Records.VisibleTo(db)
            .AsNoTracking()
            .Include(row => row.Scrivener)
            .Include(row => row.Reservation!.Clinic!.Venue)
            .Where(row => ids.Contains(row.Id))
            .OrderBy(row => row.Date)
            .ThenBy(row => row.Reservation!.StartsAt)
            .ThenBy(row => row.Id)
            .ToListAsync(cancellation);
        var questions = await QuestionsAsync(db, cancellation);
        var measures = await db.Measures.AsNoTracking().ToListAsync(cancellation);
        return
        [
            .. records.Select(record => new RecordOnPaper
            {
                Id = record.Id,
                BusinessId = record.BusinessId,
                Booked = Booked(record.Reservation!, wholeTelephone: true, questions),
                Details = record.Details,
                Status = record.Status,
                ScrivenerName = record.Scrivener!.Name,
                Measures = Offered(measures, record),
            }),
        ];
    }

    /// <summary>All questions that were ever asked, in their order.</summary>
    public static Task<List<ConfirmationQuestion>> QuestionsAsync(PortalDbContext db, CancellationToken cancellation) =>
        db.Questions.AsNoTracking().OrderBy(row => row.Order).ToListAsync(cancellation);

    public static async Task<string?> NameAsync(PortalDbContext db, Guid? staff, CancellationToken cancellation) =>
        staff is null ? null : await db.Staff.Where(row => row.Id == staff).Select(row => row.Name).FirstOrDefaultAsync(cancellation);

    /// <summary>What was said at the booking; the reservation with its clinic and venue. Of the questions, those that were answered, and
    /// those that were asked on the day of the call though nobody noted an answer.</summary>
    public static BookedPart Booked(Reservation reservation, bool wholeTelephone, IReadOnlyList<ConfirmationQuestion> questions)
    {
        var answers = reservation
            .Details.Answers.GroupBy(answer => answer.QuestionId)
            .ToDictionary(group => group.Key, group => group.First().Answer);
        return new BookedPart
        {
            ReservationId = reservation.Id,
            ReceivedOn = reservation.ReceivedOn,
            ReceivedBy = reservation.ReceivedByName,
            Date = reservation.Date,
            StartsAt = reservation.StartsAt,
            EndsAt = reservation.EndsAt,
            VenueName = reservation.Clinic!.Venue!.Details.Name,
            Details = reservation.Details.ToShow(wholeTelephone),
            Questions =
            [
                .. questions
                    .Where(row => answers.ContainsKey(row.Id) || row.IsAskedOn(reservation.ReceivedOn))
                    .Select(row => new AskedQuestion(row.Text, answers.GetValueOrDefault(row.Id))),
            ],
            Status = reservation.Status,
        };
    }

    private static IReadOnlyList<MeasureOption> Offered(IReadOnlyList<SupportMeasure> measures, ConsultationRecord record) =>
        MeasureOrder.OnPaper([.. measures], row =>
            row.IsOfferedOn(record.Date) || record.Details.MeasureIds.Contains(row.Id) || record.GuidedMeasureIds.Contains(row.Id)
        );

    private static Task<List<EarlierRecord>> EarlierAsync(PortalDbContext db, ConsultationRecord record, CancellationToken cancellation) =>
        db
            .Records.AsNoTracking()
            .VisibleTo(db)
            .Where(row => row.BusinessId == record.BusinessId && row.Id != record.Id && row.Date <= record.Date)
            .OrderByDescending(row => row.Date)
            .ThenBy(row => row.Id)
            .Take(MostEarlierRecords)
            .Select(row => new EarlierRecord(
                row.Id,
                row.Date,
                row.Scrivener!.Name,
                row.Details.Summary,
                row.Details.Guidance,
                row.Details.Impression,
                row.Status
            ))
            .ToListAsync(cancellation);
}
