using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Consultations;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Reservations;

namespace SupportCenter.Domain.Workspace;

/// <summary>今日の業務: what each role finds first. One use case a role, each under that role's own permission.</summary>
public sealed class WorkspaceService(AuthorizedDb authorized)
{
    private const string ListKind = "Workspace";
    private const int MostRows = 50;

    /// <summary>A scrivener's day: today's clinics and the next, the clients in time order, and what is not handed in yet.</summary>
    [Needs(Permission.WriteConsultations)]
    public async Task<ScrivenerDay> ScrivenerDayAsync(CancellationToken ct = default)
    {
        var day = await ReadScrivenerDayAsync(ct);
        await authorized.NoteListedAsync(Permission.WriteConsultations, AuditActs.ReservationsListed, ListKind,
            day.Today.Concat(day.Unwritten).Concat(day.Unfinished).Select(row => row.BusinessId), ct);
        return day;
    }

    /// <summary>Today's clinics with how many slots are taken and free; no personal data.</summary>
    [Needs(Permission.BookReservations)]
    public async Task<IReadOnlyList<ClinicOfDay>> BookingDayAsync(CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.BookReservations, ct);
        var today = authorized.Today;
        var clinics = await ClinicsAsync(db, db.Clinics.Where(row => row.Date == today), ct);
        if (clinics.Count > 0)
        {
            return clinics;
        }

        // Nothing today: the next day on which there is anything.
        var next = await db.Clinics.Where(row => row.Date > today && row.ClosedAtUtc == null).MinAsync(row => (DateOnly?)row.Date, ct);
        return next is null ? [] : await ClinicsAsync(db, db.Clinics.Where(row => row.Date == next), ct);
    }

    /// <summary>The records that wait for the city's confirmation, the oldest first, and how many there are (counted to 1,000).</summary>
    [Needs(Permission.ConfirmConsultations)]
    public async Task<Page<WaitingRecord>> WaitingForConfirmationAsync(CancellationToken ct = default)
    {
        Page<WaitingRecord> page;
        await using (var db = await authorized.OpenAsync(Permission.ConfirmConsultations, ct))
        {
            var waiting = db.Records.AsNoTracking().Where(row => row.Status == RecordStatus.Submitted);
            var count = await waiting.Take(PageRequest.CountCap + 1).CountAsync(ct);
            var rows = await waiting.OrderBy(row => row.Date).ThenBy(row => row.Id).Take(MostRows)
                .Select(row => new WaitingRecord(row.Id, row.BusinessId, row.Date, row.Reservation!.Details.BusinessName, row.Scrivener!.Name, row.SubmittedAtUtc)).ToListAsync(ct);
            page = new Page<WaitingRecord>(rows, Math.Min(count, PageRequest.CountCap), count > PageRequest.CountCap);
        }

        await authorized.NoteListedAsync(Permission.ConfirmConsultations, AuditActs.RecordsListed, ListKind, page.Rows.Select(row => row.BusinessId), ct);
        return page;
    }

    private static Task<List<ClinicOfDay>> ClinicsAsync(PortalDbContext db, IQueryable<Schedule.Clinic> clinics, CancellationToken cancellation) =>
        clinics.AsNoTracking().OrderBy(row => row.Date).ThenBy(row => row.StartsAt).ThenBy(row => row.Venue!.Details.ListOrder)
            .Select(row => new ClinicOfDay
            {
                Id = row.Id,
                Date = row.Date,
                StartsAt = row.StartsAt,
                EndsAt = row.EndsAt,
                VenueName = row.Venue!.Details.Name,
                Scriveners = row.Desks.OrderBy(desk => desk.Number).Select(desk => desk.Scrivener!.Name).ToList(),
                Slots = row.Slots.Count(slot => !slot.IsClosed),
                Taken = db.Reservations.Count(booked => booked.ClinicId == row.Id && booked.Status < ReservationStatus.Cancelled),
                IsClosed = row.ClosedAtUtc != null,
            }).ToListAsync(cancellation);

    private async Task<ScrivenerDay> ReadScrivenerDayAsync(CancellationToken cancellation)
    {
        await using var db = await authorized.OpenAsync(Permission.WriteConsultations, cancellation);
        var (me, today) = (db.Viewer.Me, authorized.Today);
        var clinics = await ClinicsAsync(db, db.Clinics.Where(row => row.Date >= today && row.ClosedAtUtc == null && row.Desks.Any(desk => desk.ScrivenerId == me)).OrderBy(row => row.Date).Take(5), cancellation);
        var mine = db.Reservations.AsNoTracking().InClinicsOf(db, me).Where(row => row.Status < ReservationStatus.Cancelled);
        var clients = await RowsAsync(db, mine.Where(row => row.Date == today), cancellation);
        var unwritten = await RowsAsync(db, db.Reservations.AsNoTracking().Where(row => row.ScrivenerId == me && row.Date < today
            && (row.Status == ReservationStatus.Booked || row.Status == ReservationStatus.Arrived) && !db.Records.Any(record => record.ReservationId == row.Id)), cancellation);
        var unfinished = await RowsAsync(db, db.Reservations.AsNoTracking().Where(row => row.Date != today
            && db.Records.Any(record => record.ReservationId == row.Id && record.ScrivenerId == me && record.Status == RecordStatus.Draft)), cancellation);
        return new ScrivenerDay(clinics, clients, unwritten, unfinished);
    }

    private static Task<List<ClientOfDay>> RowsAsync(PortalDbContext db, IQueryable<Reservation> reservations, CancellationToken cancellation) =>
        reservations.OrderBy(row => row.Date).ThenBy(row => row.StartsAt).ThenBy(row => row.Id).Take(MostRows)
            .Select(row => new ClientOfDay
            {
                ReservationId = row.Id,
                BusinessId = row.BusinessId,
                Date = row.Date,
                StartsAt = row.StartsAt,
                EndsAt = row.EndsAt,
                VenueName = row.Clinic!.Venue!.Details.Name,
                BusinessName = row.Details.BusinessName,
                ScrivenerName = row.Slot!.Desk!.Scrivener!.Name,
                WishedMeasure = row.Details.WishedMeasure,
                VisitNumber = row.Details.VisitNumber,
                Status = row.Status,
                RecordId = db.Records.Where(record => record.ReservationId == row.Id).Select(record => (Guid?)record.Id).FirstOrDefault(),
                RecordStatus = db.Records.Where(record => record.ReservationId == row.Id).Select(record => (RecordStatus?)record.Status).FirstOrDefault(),
            }).ToListAsync(cancellation);
}
