using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Schedule;

namespace SupportCenter.Domain.Reservations;

/// <summary>当日一覧: the slots of a day in the order of time, as people at a venue need them.</summary>
public sealed class DayService(AuthorizedDbContextFactory authorized)
{
    private const string ListKind = nameof(DayView);

    /// <summary>The clinics of a day, or the one at a venue; a 行政書士 sees those where he or she has a desk.</summary>
    [RequiresPermission(Permission.ViewReservations)]
    public async Task<DayView> FindDayAsync(DateOnly date, Guid? venueId, CancellationToken ct = default)
    {
        List<DayClinic> found;
        await using (var db = await authorized.OpenAsync(Permission.ViewReservations, ct))
        {
            found = await ReadAsync(
                db,
                db.Clinics.Where(clinic => clinic.Date == date && (venueId == null || clinic.VenueId == venueId)),
                ct
            );
        }

        await NoteAsync(found, ct);
        return new DayView(date, found);
    }

    /// <summary>One clinic's day; null when there is none that the person may see.</summary>
    [RequiresPermission(Permission.ViewReservations)]
    public async Task<DayClinic?> FindClinicAsync(Guid clinicId, CancellationToken ct = default)
    {
        List<DayClinic> found;
        await using (var db = await authorized.OpenAsync(Permission.ViewReservations, ct))
        {
            found = await ReadAsync(db, db.Clinics.Where(clinic => clinic.Id == clinicId), ct);
        }

        await NoteAsync(found, ct);
        return found.FirstOrDefault();
    }

    private Task NoteAsync(List<DayClinic> shown, CancellationToken ct) =>
        authorized.NoteListedAsync(
            Permission.ViewReservations,
            AuditActs.ReservationsListed,
            ListKind,
            shown.SelectMany(clinic => clinic.Slots).Select(slot => slot.Reservation?.BusinessId).OfType<Guid>(),
            ct
        );

    private static async Task<List<DayClinic>> ReadAsync(PortalDbContext db, IQueryable<Clinic> clinics, CancellationToken ct)
    {
        if (db.AccessContext.SeesOnlyOwn)
        {
            var me = db.AccessContext.Me;
            clinics = clinics.Where(clinic => db.Desks.Any(desk => desk.ClinicId == clinic.Id && desk.ScrivenerId == me));
        }

        var heads = await clinics
            .AsNoTracking()
            .OrderBy(clinic => clinic.Venue!.Details.ListOrder)
            .ThenBy(clinic => clinic.Venue!.Details.Name)
            .ThenBy(clinic => clinic.StartsAt)
            .Select(clinic => new { Clinic = clinic, clinic.Venue!.Details.Name })
            .ToListAsync(ct);
        var ids = heads.ConvertAll(head => head.Clinic.Id);
        var slots = (
            await db
                .Slots.AsNoTracking()
                .Where(slot => ids.Contains(slot.ClinicId))
                .OrderBy(slot => slot.StartsAt)
                .ThenBy(slot => slot.Desk!.Number)
                .Select(slot => new
                {
                    Slot = slot,
                    slot.Desk!.Number,
                    ScrivenerName = slot.Desk.Scrivener!.Name,
                })
                .ToListAsync(ct)
        ).ToLookup(row => row.Slot.ClinicId);
        var booked = await ReservationsAsync(db, ids, ct);
        return
        [
            .. heads.Select(head => new DayClinic(
                head.Clinic.Id,
                head.Clinic.VenueId,
                head.Name,
                head.Clinic.Date,
                head.Clinic.StartsAt,
                head.Clinic.EndsAt,
                head.Clinic.IsClosed,
                head.Clinic.ClosedReason,
                [
                    .. slots[head.Clinic.Id]
                        .Select(row => new DaySlot(
                            row.Slot.Id,
                            row.Slot.StartsAt,
                            row.Slot.EndsAt,
                            row.Number,
                            row.ScrivenerName,
                            row.Slot.IsClosed,
                            row.Slot.ClosedReason,
                            booked.GetValueOrDefault(row.Slot.Id)
                        )
                        {
                            IsExtra = row.Slot.IsExtra,
                        }),
                ]
            )),
        ];
    }

    /// <summary>By slot: the active reservation, else the newest no-show.</summary>
    private static async Task<Dictionary<Guid, DayReservation>> ReservationsAsync(
        PortalDbContext db,
        List<Guid> clinics,
        CancellationToken ct
    )
    {
        var mayReadRecords = db.AccessContext.MayReadRecords();
        var rows = await db
            .Reservations.AsNoTracking()
            .Where(row => clinics.Contains(row.ClinicId) && row.Status != ReservationStatus.Cancelled)
            .Select(row => new
            {
                row.SlotId,
                row.Id,
                row.BusinessId,
                row.Details,
                row.Status,
                row.IsWalkIn,
                RecordId = db.Records.Where(record => record.ReservationId == row.Id).Select(record => (Guid?)record.Id).FirstOrDefault(),
            })
            .ToListAsync(ct);
        return rows.OrderBy(row => row.Status)
            .GroupBy(row => row.SlotId)
            .ToDictionary(
                bySlot => bySlot.Key,
                bySlot =>
                    bySlot
                        .Select(row => new DayReservation
                        {
                            Id = row.Id,
                            BusinessId = row.BusinessId,
                            BusinessName = row.Details.BusinessName,
                            ContactName = row.Details.ContactName,
                            TelephoneMasked = row.Details.ToShow().TelephoneText(),
                            Ward = row.Details.Ward,
                            Industry = row.Details.Industry,
                            WishedMeasure = row.Details.WishedMeasure,
                            VisitNumber = row.Details.VisitNumber,
                            Memo = row.Details.Memo,
                            Status = row.Status,
                            IsWalkIn = row.IsWalkIn,
                            RecordId = mayReadRecords ? row.RecordId : null,
                        })
                        .First()
            );
    }
}
