using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;

namespace SupportCenter.Domain.Reservations;

/// <summary>予約一覧: finds, sorts and pages reservations in the database; decrypts the rows of one page only.</summary>
public sealed class ReservationListService(AuthorizedDbContextFactory authorized, PortalDatabase database)
{
    private const string ListKind = nameof(Reservation);

    /// <summary>One page of the reservations that fit, sorted by one of <see cref="ReservationSort"/>. Counted up to
    /// <see cref="PageRequest.CountCap"/>; a search that fits very many businesses is counted among the first few thousand rows
    /// only.</summary>
    [RequiresPermission(Permission.ViewReservations)]
    public async Task<Page<ReservationRow>> ListAsync(ReservationFilter filter, PageRequest page, CancellationToken ct = default)
    {
        Page<ReservationRow> found;
        AccessContext reader;
        await using (var db = await authorized.OpenAsync(Permission.ViewReservations, ct))
        {
            found = await new ReservationListPage(db, database, filter, page, authorized.Today).ReadAsync(ct);
            reader = db.AccessContext;
        }

        await authorized.NoteListedAsync(reader, AuditActs.ReservationsListed, ListKind, found.Rows.Select(row => row.BusinessId), ct);
        return found;
    }

    /// <summary>What the list can be narrowed down to: the venues and scriveners in their order, and the industries that are
    /// offered.</summary>
    [RequiresPermission(Permission.ViewReservations)]
    public async Task<ReservationFilterChoices> ChoicesAsync(CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.ViewReservations, ct);
        return new ReservationFilterChoices(
            await db.Venues.ChoicesAsync(ct),
            await db.Staff.Where(person => person.Role == Role.Scrivener).ChoicesAsync(ct),
            await db.Industries.Where(industry => industry.IsOffered).NamesAsync(ct)
        );
    }
}

/// <summary>The choices of the list's filter.</summary>
public sealed record ReservationFilterChoices(
    IReadOnlyList<NamedChoice> Venues,
    IReadOnlyList<NamedChoice> Scriveners,
    IReadOnlyList<string> Industries
);
