using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Reservations;

/// <summary>A row of the reservation list as it is stored, with the number in clear: what people see is made from it by
/// <see cref="ToRow"/>.</summary>
internal sealed class StoredReservation
{
    private static readonly Expression<Func<PortalDbContext, IQueryable<Reservation>, IQueryable<StoredReservation>>> Shape = (db, rows) =>
        rows.Select(row => new StoredReservation
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

    /// <summary>The rows of these ids, in any order.</summary>
    public static readonly Expression<Func<PortalDbContext, List<Guid>, IQueryable<StoredReservation>>> ByIds = Shaped<
        Func<PortalDbContext, List<Guid>, IQueryable<StoredReservation>>
    >((PortalDbContext db, List<Guid> ids) => db.Reservations.AsNoTracking().Where(row => ids.Contains(row.Id)));

    /// <summary>The newest rows of these businesses, from the first number on so many: the order in which the list opens
    /// (<see cref="ReservationSort"/>).</summary>
    public static readonly Expression<Func<PortalDbContext, List<Guid>, int, int, IQueryable<StoredReservation>>> NewestOf = Shaped<
        Func<PortalDbContext, List<Guid>, int, int, IQueryable<StoredReservation>>
    >(
        (PortalDbContext db, List<Guid> businesses, int from, int count) =>
            db
                .Reservations.AsNoTracking()
                .Where(row => businesses.Contains(row.BusinessId))
                .OrderByDescending(row => row.Date)
                .ThenByDescending(row => row.StartsAt)
                .ThenByDescending(row => row.Id)
                .Skip(from)
                .Take(count)
    );

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
        var answers = Details
            .Answers.Where(answer => questions.Contains(answer.QuestionId))
            .OrderBy(answer => questions.IndexOf(answer.QuestionId))
            .ToList();
        return new ReservationRow
        {
            Id = Id,
            BusinessId = BusinessId,
            Date = Date,
            StartsAt = StartsAt,
            EndsAt = EndsAt,
            VenueName = VenueName,
            Details = Details.ToShow(),
            GrantApplied = answers.ElementAtOrDefault(0)?.Answer,
            LoanUsed = answers.ElementAtOrDefault(1)?.Answer,
            Status = Status,
            IsWalkIn = IsWalkIn,
            ReceivedOn = ReceivedOn,
            ReceivedBy = ReceivedBy,
            ScrivenerName = ScrivenerName,
        };
    }

    private static Expression<T> Shaped<T>(LambdaExpression rows) =>
        Expression.Lambda<T>(
            ReplacingExpressionVisitor.Replace(
                Shape.Parameters[0],
                rows.Parameters[0],
                ReplacingExpressionVisitor.Replace(Shape.Parameters[1], rows.Body, Shape.Body)
            ),
            rows.Parameters
        );
}
