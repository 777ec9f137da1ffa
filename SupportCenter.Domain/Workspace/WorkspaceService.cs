using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Consultations;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Reservations;

namespace SupportCenter.Domain.Workspace;

/// <summary>今日の業務 with names: a scrivener's clients, and the records that wait for the city. What is only counted:
/// <see cref="CentreFiguresService"/> and <see cref="WaitingWorkService"/>.</summary>
public sealed class WorkspaceService(AuthorizedDbContextFactory authorized)
{
    private const string ListKind = "Workspace";
    private const int MostRows = 50;

    /// <summary>A scrivener's day: today's clinics and the next, the clients in time order, and what is not handed in yet.</summary>
    [RequiresPermission(Permission.WriteConsultations)]
    public async Task<ScrivenerDay> ScrivenerDayAsync(CancellationToken ct = default)
    {
        var day = await ReadScrivenerDayAsync(ct);
        await authorized.NoteListedAsync(
            Permission.WriteConsultations,
            AuditActs.ReservationsListed,
            ListKind,
            day.Today.Concat(day.Unwritten).Concat(day.Unfinished).Select(row => row.BusinessId),
            ct
        );
        return day;
    }

    /// <summary>The records that wait for the city's confirmation, the oldest first, and how many there are (counted to 1,000).</summary>
    [RequiresPermission(Permission.ConfirmConsultations)]
    public async Task<Page<WaitingRecord>> WaitingForConfirmationAsync(CancellationToken ct = default)
    {
        Page<WaitingRecord> page;
        await using (var db = await authorized.OpenAsync(Permission.ConfirmConsultations, ct))
        {
            var waiting = db.Records.AsNoTracking().Where(row => row.Status == RecordStatus.Submitted);
            var count = await waiting.CountCappedAsync(ct);
            var rows = await waiting
                .OrderBy(row => row.Date)
                .ThenBy(row => row.Id)
                .Take(MostRows)
                .Select(row => new WaitingRecord(
                    row.Id,
                    row.BusinessId,
                    row.Date,
                    row.Reservation!.Details.BusinessName,
                    row.Scrivener!.Name,
                    row.SubmittedAtUtc
                ))
                .ToListAsync(ct);
            page = Page.Of<WaitingRecord>(rows, count);
        }

        await authorized.NoteListedAsync(
            Permission.ConfirmConsultations,
            AuditActs.RecordsListed,
            ListKind,
            page.Rows.Select(row => row.BusinessId),
            ct
        );
        return page;
    }

    private async Task<ScrivenerDay> ReadScrivenerDayAsync(CancellationToken cancellation)
    {
        await using var db = await authorized.OpenAsync(Permission.WriteConsultations, cancellation);
        var (me, today) = (db.AccessContext.Me, authorized.Today);
        var clinics = await ClinicsOfDay.ReadAsync(
            db,
            db.Clinics.Where(row => row.Date >= today && row.ClosedAtUtc == null && row.Desks.Any(desk => desk.ScrivenerId == me))
                .OrderBy(row => row.Date)
                .Take(5),
            cancellation
        );
        var mine = db.Reservations.AsNoTracking().InClinicsOf(db, me).Where(row => row.Status < ReservationStatus.Cancelled);
        var clients = (await RowsAsync(db, mine.Where(row => row.Date == today), cancellation)).ConvertAll(row =>
            row with
            {
                IsMine = row.ScrivenerId == me,
            }
        );
        var unwritten = await RowsAsync(
            db,
            db.Reservations.AsNoTracking()
                .Where(row =>
                    row.ScrivenerId == me
                    && row.Date < today
                    && (row.Status == ReservationStatus.Booked || row.Status == ReservationStatus.Arrived)
                    && !db.Records.Any(record => record.ReservationId == row.Id)
                ),
            cancellation
        );
        var unfinished = await RowsAsync(
            db,
            db.Reservations.AsNoTracking()
                .Where(row =>
                    row.Date != today
                    && db.Records.Any(record =>
                        record.ReservationId == row.Id && record.ScrivenerId == me && record.Status == RecordStatus.Draft
                    )
                ),
            cancellation
        );
        var clock = TimeOnly.FromDateTime(CentreTime.ToCivil(authorized.UtcNow));
        return new ScrivenerDay(clinics, clients, unwritten, unfinished) { Next = ScrivenerDay.NextOf(clients, clock) };
    }

    private static Task<List<ClientOfDay>> RowsAsync(
        PortalDbContext db,
        IQueryable<Reservation> reservations,
        CancellationToken cancellation
    ) =>
        reservations
            .OrderBy(row => row.Date)
            .ThenBy(row => row.StartsAt)
            .ThenBy(row => row.Id)
            .Take(MostRows)
            .Select(row => new ClientOfDay
            {
                ReservationId = row.Id,
                BusinessId = row.BusinessId,
                Date = row.Date,
                StartsAt = row.StartsAt,
                EndsAt = row.EndsAt,
                VenueName = row.Clinic!.Venue!.Details.Name,
                BusinessName = row.Details.BusinessName,
                DeskNumber = row.Slot!.Desk!.Number,
                ScrivenerId = row.Slot.Desk.ScrivenerId,
                ScrivenerName = row.Slot.Desk.Scrivener!.Name,
                WishedMeasure = row.Details.WishedMeasure,
                VisitNumber = row.Details.VisitNumber,
                Status = row.Status,
                RecordId = db.Records.Where(record => record.ReservationId == row.Id).Select(record => (Guid?)record.Id).FirstOrDefault(),
                RecordStatus = db
                    .Records.Where(record => record.ReservationId == row.Id)
                    .Select(record => (RecordStatus?)record.Status)
                    .FirstOrDefault(),
            })
            .ToListAsync(cancellation);
}
