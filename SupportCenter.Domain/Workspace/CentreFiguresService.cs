using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Consultations;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Schedule;

namespace SupportCenter.Domain.Workspace;

/// <summary>How the day and the week stand, in numbers: no name and no text of a business. A scrivener's figures are those of the clinics
/// where they have a desk.</summary>
public sealed class CentreFiguresService(AuthorizedDbContextFactory authorized)
{
    private const int DaysOfWeek = 7;

    /// <summary>Today's clinics; when there are none, those of the next day on which there are any.</summary>
    [RequiresPermission(Permission.ViewReservations)]
    public async Task<IReadOnlyList<ClinicOfDay>> DayAsync(CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.ViewReservations, ct);
        var (clinics, today) = (Visible(db), authorized.Today);
        var found = await ClinicsOfDay.ReadAsync(db, clinics.Where(row => row.Date == today), ct);
        if (found.Count > 0)
        {
            return found;
        }

        var next = await clinics.Where(row => row.Date > today && row.ClosedAtUtc == null).MinAsync(row => (DateOnly?)row.Date, ct);
        return next is null ? [] : await ClinicsOfDay.ReadAsync(db, clinics.Where(row => row.Date == next), ct);
    }

    /// <summary>Each day of this week and of the last, Monday first.</summary>
    [RequiresPermission(Permission.ViewReservations)]
    public async Task<WeekFigures> WeekAsync(CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.ViewReservations, ct);
        var today = authorized.Today;
        var monday = today.AddDays(-(((int)today.DayOfWeek + DaysOfWeek - 1) % DaysOfWeek));
        var (from, to) = (monday.AddDays(-DaysOfWeek), monday.AddDays(DaysOfWeek - 1));
        var booked = await BookedAsync(db, from, to, ct);
        var slots = await SlotsAsync(db, from, to, ct);
        IReadOnlyList<DateFigures> Week(DateOnly first) =>
            [
                .. Enumerable
                    .Range(0, DaysOfWeek)
                    .Select(first.AddDays)
                    .Select(date => new DateFigures(
                        date,
                        booked.GetValueOrDefault(date, new StatusCounts()),
                        slots.GetValueOrDefault(date).Slots,
                        slots.GetValueOrDefault(date).Free
                    )),
            ];
        return new WeekFigures(today, Week(monday), Week(from));
    }

    private static IQueryable<Clinic> Visible(PortalDbContext db)
    {
        if (!db.AccessContext.SeesOnlyOwn)
        {
            return db.Clinics;
        }

        var me = db.AccessContext.Me;
        return db.Clinics.Where(row => db.Desks.Any(desk => desk.ClinicId == row.Id && desk.ScrivenerId == me));
    }

    private static async Task<Dictionary<DateOnly, StatusCounts>> BookedAsync(
        PortalDbContext db,
        DateOnly from,
        DateOnly to,
        CancellationToken cancellation
    )
    {
        var visible = db.AccessContext.SeesOnlyOwn ? db.Reservations.InClinicsOf(db, db.AccessContext.Me) : db.Reservations;
        var rows = await visible
            .Where(row => row.Date >= from && row.Date <= to)
            .GroupBy(row => new { row.Date, row.Status })
            .Select(group => new
            {
                group.Key.Date,
                group.Key.Status,
                Count = group.Count(),
            })
            .ToListAsync(cancellation);
        return rows.GroupBy(row => row.Date)
            .ToDictionary(day => day.Key, day => StatusCounts.Of(day.Select(row => (row.Status, row.Count))));
    }

    /// <summary>By date: the open slots, and those of them that no active reservation has.</summary>
    private static async Task<Dictionary<DateOnly, (int Slots, int Free)>> SlotsAsync(
        PortalDbContext db,
        DateOnly from,
        DateOnly to,
        CancellationToken cancellation
    )
    {
        var open = db.Slots.Where(slot => slot.Date >= from && slot.Date <= to && !slot.IsClosed);
        if (db.AccessContext.SeesOnlyOwn)
        {
            var me = db.AccessContext.Me;
            open = open.Where(slot => db.Desks.Any(desk => desk.ClinicId == slot.ClinicId && desk.ScrivenerId == me));
        }

        var rows = await open.Select(slot => new
            {
                slot.Date,
                Free = db.Reservations.Any(row => row.SlotId == slot.Id && row.Status < ReservationStatus.Cancelled) ? 0 : 1,
            })
            .GroupBy(slot => slot.Date)
            .Select(day => new
            {
                day.Key,
                Slots = day.Count(),
                Free = day.Sum(slot => slot.Free),
            })
            .ToListAsync(cancellation);
        return rows.ToDictionary(row => row.Key, row => (row.Slots, row.Free));
    }
}
