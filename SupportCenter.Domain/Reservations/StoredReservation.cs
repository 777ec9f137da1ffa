using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Words;

namespace SupportCenter.Domain.Reservations;

/// <summary>A row of the reservation list as it is stored, with the number in clear: what people see is made from it by <see cref="ToRow"/>.</summary>
internal sealed class StoredReservation
{
    /// <summary>The rows of these ids, in any order.</summary>
    public static readonly Expression<Func<PortalDbContext, List<Guid>, IQueryable<StoredReservation>>> ByIds = (db, ids) =>
        db.Reservations.AsNoTracking().Where(row => ids.Contains(row.Id)).Select(row => new StoredReservation
        {
            Id = row.Id,
            BusinessId = row.BusinessId,
            Date = row.Date,
            StartsAt = row.StartsAt,
            EndsAt = row.EndsAt,
            Details = row.Details,
            Status = row.Status,
            IsWalkIn = row.IsWalkIn,
            ReceivedOn = row.ReceivedOn,
            ReceivedBy = row.ReceivedByName,
            VenueName = db.Venues.Where(venue => venue.Id == row.VenueId).Select(venue => venue.Details.Name).FirstOrDefault() ?? "",
            ScrivenerName = db.Staff.Where(person => person.Id == row.ScrivenerId).Select(person => person.Name).FirstOrDefault() ?? "",
        });

    public Guid Id { get; init; }

    public Guid BusinessId { get; init; }

    public DateOnly Date { get; init; }

    public TimeOnly StartsAt { get; init; }

    public TimeOnly EndsAt { get; init; }

    public required ReservationDetails Details { get; init; }

    public ReservationStatus Status { get; init; }

    public bool IsWalkIn { get; init; }

    public DateOnly ReceivedOn { get; init; }

    public string? ReceivedBy { get; init; }

    public required string VenueName { get; init; }

    public required string ScrivenerName { get; init; }

    public ReservationRow ToRow(List<Guid> questions)
    {
        var answers = Details.Answers.Where(answer => questions.Contains(answer.QuestionId)).OrderBy(answer => questions.IndexOf(answer.QuestionId)).ToList();
        return new ReservationRow
        {
            Id = Id,
            BusinessId = BusinessId,
            Date = Date,
            StartsAt = StartsAt,
            EndsAt = EndsAt,
            VenueName = VenueName,
            BusinessName = Details.BusinessName,
            ContactName = Details.ContactName,
            TelephoneMasked = Details.Telephone is { Length: > 0 } number ? Telephone.Masked(number) : "",
            Ward = Details.Ward,
            Industry = Details.Industry,
            EmployeeCount = Details.EmployeeCount,
            GrantApplied = answers.ElementAtOrDefault(0)?.Answer,
            LoanUsed = answers.ElementAtOrDefault(1)?.Answer,
            WishedMeasure = Details.WishedMeasure,
            VisitNumber = Details.VisitNumber,
            Memo = Details.Memo,
            Status = Status,
            IsWalkIn = IsWalkIn,
            ReceivedOn = ReceivedOn,
            ReceivedBy = ReceivedBy,
            ScrivenerName = ScrivenerName,
        };
    }
}
