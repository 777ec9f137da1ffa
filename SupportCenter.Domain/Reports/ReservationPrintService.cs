using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Schedule;

namespace SupportCenter.Domain.Reports;

/// <summary>What goes to the printer of reservations: the caller's slip and the scriveners' day sheet. Every print leaves an audit row first.</summary>
public sealed class ReservationPrintService(AuthorizedDb authorized)
{
    /// <summary>予約票 of one reservation; null when it does not exist, is not visible, or was cancelled.</summary>
    [Needs(Permission.BookReservations)]
    public async Task<SlipView?> SlipAsync(Guid reservation, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.BookReservations, AuditActs.SlipPrinted, ct);
        var found = await work.Db.Reservations.AsNoTracking().VisibleTo(work.Db).Include(row => row.Clinic!.Venue)
            .FirstOrDefaultAsync(row => row.Id == reservation && row.Status != ReservationStatus.Cancelled, ct);
        if (found is null)
        {
            return null;
        }

        work.Note(nameof(Reservation), found.Id, found.BusinessId);
        await work.CommitAsync(ct);
        var venue = found.Clinic!.Venue!.Details;
        return new SlipView(found.Date, found.StartsAt, found.EndsAt, venue, found.Details.BusinessName, found.Details.ContactName);
    }

    /// <summary>The day's reservations of one clinic in the order of time, without telephone numbers; null when the clinic does not exist or is not visible.</summary>
    [Needs(Permission.ViewReservations)]
    public async Task<DaySheetView?> DaySheetAsync(Guid clinic, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.ViewReservations, AuditActs.DaySheetPrinted, ct);
        var found = await work.Db.Clinics.AsNoTracking().Include(row => row.Venue).Include(row => row.Desks).ThenInclude(desk => desk.Scrivener)
            .FirstOrDefaultAsync(row => row.Id == clinic, ct);
        if (found is null || (work.Viewer.SeesOnlyOwn && found.Desks.All(desk => desk.ScrivenerId != work.Viewer.Me)))
        {
            return null;
        }

        var rows = await work.Db.Reservations.AsNoTracking().VisibleTo(work.Db)
            .Where(row => row.ClinicId == clinic && row.Status != ReservationStatus.Cancelled)
            .OrderBy(row => row.StartsAt)
            .Select(row => new { row.BusinessId, Row = new DaySheetRowView(row.StartsAt, row.EndsAt, row.Details.BusinessName, row.Details.ContactName, row.Details.Industry, row.Details.WishedMeasure, row.Details.VisitNumber, row.Status) })
            .ToListAsync(ct);
        work.NoteList(nameof(Clinic), [.. rows.Select(row => row.BusinessId)]);
        await work.CommitAsync(ct);
        return new DaySheetView(found.Date, found.Venue!.Details.Name, [.. found.Desks.OrderBy(desk => desk.Number).Select(desk => desk.Scrivener!.Name)], [.. rows.Select(row => row.Row)]);
    }
}

/// <summary>What a slip says.</summary>
public sealed record SlipView(DateOnly Date, TimeOnly StartsAt, TimeOnly EndsAt, VenueDetails Venue, string BusinessName, string? ContactName);

/// <summary>What a day sheet says.</summary>
public sealed record DaySheetView(DateOnly Date, string VenueName, IReadOnlyList<string> Scriveners, IReadOnlyList<DaySheetRowView> Rows);

/// <summary>One reservation on a day sheet.</summary>
public sealed record DaySheetRowView(TimeOnly StartsAt, TimeOnly EndsAt, string BusinessName, string? ContactName, string? Industry, string? WishedMeasure, int VisitNumber, ReservationStatus Status);
