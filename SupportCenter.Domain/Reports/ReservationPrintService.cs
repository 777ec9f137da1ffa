using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Handovers;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Schedule;

namespace SupportCenter.Domain.Reports;

/// <summary>What goes to the printer of reservations: the caller's slip and the scriveners' day sheet. Every print leaves an audit row
/// first.</summary>
public sealed class ReservationPrintService(AuthorizedDbContextFactory authorized)
{
    /// <summary>As many slips are printed at once as a page of the list holds.</summary>
    public const int MostSlips = 100;

    private const int MostHandovers = 100;

    /// <summary>予約票 of one reservation; of a cancelled one it says so. Null when it does not exist or is not visible.</summary>
    [RequiresPermission(Permission.BookReservations)]
    public async Task<SlipView?> SlipAsync(Guid reservation, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.BookReservations, AuditActs.SlipPrinted, ct);
        var found = await work
            .Db.Reservations.AsNoTracking()
            .VisibleTo(work.Db)
            .Include(row => row.Clinic!.Venue)
            .FirstOrDefaultAsync(row => row.Id == reservation, ct);
        if (found is null)
        {
            return null;
        }

        work.Note(nameof(Reservation), found.Id, found.BusinessId);
        await work.CommitAsync(ct);
        return SlipOf(found);
    }

    /// <summary>予約票 of several reservations in the order of their times, each with an audit row of its own; those that do not exist or are
    /// not visible are left out.</summary>
    /// <exception cref="RuleException">More than <see cref="MostSlips"/> were asked for.</exception>
    [RequiresPermission(Permission.BookReservations)]
    public async Task<IReadOnlyList<SlipView>> SlipsAsync(IReadOnlyList<Guid> reservations, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.BookReservations, AuditActs.SlipPrinted, ct);
        if (reservations.Count > MostSlips)
        {
            throw new RuleException(Filled(ReservationListTexts.TooManySlips, MostSlips));
        }

        var found = await work
            .Db.Reservations.AsNoTracking()
            .VisibleTo(work.Db)
            .Include(row => row.Clinic!.Venue)
            .Where(row => reservations.Contains(row.Id))
            .OrderBy(row => row.Date)
            .ThenBy(row => row.StartsAt)
            .ThenBy(row => row.Id)
            .ToListAsync(ct);
        found.ForEach(row => work.Note(nameof(Reservation), row.Id, row.BusinessId));
        await work.CommitAsync(ct);
        return [.. found.Select(SlipOf)];
    }

    /// <summary>The day's reservations of one clinic in the order of time, without telephone numbers; null when the clinic does not exist
    /// or is not visible.</summary>
    [RequiresPermission(Permission.ViewReservations)]
    public async Task<DaySheetView?> DaySheetAsync(Guid clinic, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.ViewReservations, AuditActs.DaySheetPrinted, ct);
        var found = await work
            .Db.Clinics.AsNoTracking()
            .Include(row => row.Venue)
            .Include(row => row.Desks)
                .ThenInclude(desk => desk.Scrivener)
            .FirstOrDefaultAsync(row => row.Id == clinic, ct);
        if (found is null || (work.AccessContext.SeesOnlyOwn && found.Desks.All(desk => desk.ScrivenerId != work.AccessContext.Me)))
        {
            return null;
        }

        var rows = await work
            .Db.Reservations.AsNoTracking()
            .VisibleTo(work.Db)
            .Where(row => row.ClinicId == clinic && row.Status != ReservationStatus.Cancelled)
            .OrderBy(row => row.StartsAt)
            .Select(row => new
            {
                row.BusinessId,
                Row = new DaySheetRowView(
                    row.StartsAt,
                    row.EndsAt,
                    row.Details.BusinessName,
                    row.Details.ContactName,
                    row.Details.Industry,
                    row.Details.WishedMeasure,
                    row.Details.VisitNumber,
                    row.Status
                ),
            })
            .ToListAsync(ct);
        var handovers = await work
            .Db.Handovers.VisibleTo(work.Db)
            .OpenAt(work.Db, work.Db.Clinics.Where(row => row.Id == clinic))
            .RowsAsync(work.Db, MostHandovers, ct);
        work.NoteList(nameof(Clinic), [.. rows.Select(row => row.BusinessId)]);
        handovers.ForEach(row => work.Note(nameof(Handover), row.Id, row.BusinessId));
        await work.CommitAsync(ct);
        return new DaySheetView(
            found.Date,
            found.Venue!.Details.Name,
            [.. found.Desks.OrderBy(desk => desk.Number).Select(desk => desk.Scrivener!.Name)],
            [.. rows.Select(row => row.Row)],
            handovers
        );
    }

    private static SlipView SlipOf(Reservation row) =>
        new(row.Date, row.StartsAt, row.EndsAt, row.Clinic!.Venue!.Details, row.Details.BusinessName, row.Details.ContactName)
        {
            IsCancelled = row.Status == ReservationStatus.Cancelled,
        };
}

/// <summary>What a slip says.</summary>
public sealed record SlipView(
    DateOnly Date,
    TimeOnly StartsAt,
    TimeOnly EndsAt,
    VenueDetails Venue,
    string BusinessName,
    string? ContactName
)
{
    /// <summary>The appointment is not kept: the slip says that, and is no paper to come with.</summary>
    public bool IsCancelled { get; init; }
}

/// <summary>What a day sheet says.</summary>
/// <param name="Handovers">What is handed over to the day and not done yet.</param>
public sealed record DaySheetView(
    DateOnly Date,
    string VenueName,
    IReadOnlyList<string> Scriveners,
    IReadOnlyList<DaySheetRowView> Rows,
    IReadOnlyList<HandoverRow> Handovers
);

/// <summary>One reservation on a day sheet.</summary>
public sealed record DaySheetRowView(
    TimeOnly StartsAt,
    TimeOnly EndsAt,
    string BusinessName,
    string? ContactName,
    string? Industry,
    string? WishedMeasure,
    int VisitNumber,
    ReservationStatus Status
);
