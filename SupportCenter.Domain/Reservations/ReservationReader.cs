using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Businesses;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Reservations;

/// <summary>Reads one reservation as its page shows it.</summary>
internal static class ReservationReader
{
    /// <summary>The reservation, or null when the viewer may not see it.</summary>
    public static async Task<ReservationView?> ReadAsync(PortalDbContext db, Guid id, CancellationToken ct)
    {
        var found = await db
            .Reservations.AsNoTracking()
            .VisibleTo(db)
            .Where(row => row.Id == id)
            .Select(row => new
            {
                Row = row,
                VenueName = db.Venues.Where(venue => venue.Id == row.VenueId).Select(venue => venue.Details.Name).First(),
                ScrivenerName = db.Staff.Where(person => person.Id == row.ScrivenerId).Select(person => person.Name).First(),
                RecordId = db.Records.Where(record => record.ReservationId == row.Id).Select(record => (Guid?)record.Id).FirstOrDefault(),
                AwaitsLink = db.Reservations.AwaitingLink(db).Any(one => one.Id == row.Id),
                IsBusinessOpen = db.Businesses.VisibleTo(db).Any(business => business.Id == row.BusinessId),
            })
            .FirstOrDefaultAsync(ct);
        if (found is null)
        {
            return null;
        }

        var (row, details) = (found.Row, found.Row.Details);
        return new ReservationView
        {
            Id = row.Id,
            Version = row.Version,
            BusinessId = row.BusinessId,
            ClinicId = row.ClinicId,
            ReceivedOn = row.ReceivedOn,
            ReceivedBy = row.ReceivedByName,
            Date = row.Date,
            StartsAt = row.StartsAt,
            EndsAt = row.EndsAt,
            VenueId = row.VenueId,
            VenueName = found.VenueName,
            ScrivenerName = found.ScrivenerName,
            Details = details.ToShow(),
            Answers = await AnswersAsync(db, details.Answers, ct),
            Status = row.Status,
            IsWalkIn = row.IsWalkIn,
            AwaitsLink = found.AwaitsLink && !db.AccessContext.SeesOnlyOwn,
            IsBusinessOpen = found.IsBusinessOpen,
            RecordId = db.AccessContext.MayReadRecords() ? found.RecordId : null,
            History = await HistoryAsync(db, id, ct),
        };
    }

    /// <summary>What was done to a reservation, oldest first.</summary>
    public static async Task<List<ReservationStep>> HistoryAsync(PortalDbContext db, Guid id, CancellationToken ct)
    {
        var showsAll = !db.AccessContext.SeesOnlyOwn;
        var steps = await db
            .ReservationChanges.AsNoTracking()
            .Where(step => step.ReservationId == id && (showsAll || step.Act != ReservationAct.Attached))
            .OrderBy(step => step.AtUtc)
            .ThenBy(step => step.Act)
            .Select(step => new
            {
                Step = step,
                By = db.Staff.Where(person => person.Id == step.ById).Select(person => person.Name).FirstOrDefault(),
                Venue = db.Venues.Where(venue => venue.Id == step.FromVenueId).Select(venue => venue.Details.Name).FirstOrDefault(),
            })
            .ToListAsync(ct);
        return
        [
            .. steps.Select(found => new ReservationStep(
                found.Step.Act,
                CentreTime.ToCivil(found.Step.AtUtc),
                found.By ?? "",
                found.Step.Reason,
                found.Step.Fields.Split(',', StringSplitOptions.RemoveEmptyEntries),
                found.Step.FromDate,
                found.Step.FromStartsAt,
                found.Venue ?? ""
            )),
        ];
    }

    /// <summary>Whether the person may know which record belongs to a visit.</summary>
    public static bool MayReadRecords(this AccessContext viewer) =>
        viewer.Role is { } role && Permissions.Allows(role, Permission.ViewConsultations);

    private static async Task<List<AnswerView>> AnswersAsync(PortalDbContext db, List<QuestionAnswer> answers, CancellationToken ct)
    {
        var asked = answers.Select(answer => answer.QuestionId).ToList();
        var questions = await db
            .Questions.AsNoTracking()
            .Where(question => asked.Contains(question.Id))
            .OrderBy(question => question.Order)
            .ToListAsync(ct);
        return
        [
            .. questions.Select(question => new AnswerView(
                question.Text,
                answers.Find(answer => answer.QuestionId == question.Id)!.Answer
            )),
        ];
    }
}
