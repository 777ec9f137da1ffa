using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Schedule;

namespace SupportCenter.Domain.Reservations;

/// <summary>予約なし来所: clients who come to a clinic without a booking.</summary>
public sealed partial class BookingService
{
    /// <summary>Where a client can be received at a clinic today: its free slots and its desks. Null when the clinic is not to be seen,
    /// not today, or closed.</summary>
    [RequiresPermission(Permission.ReceiveClients)]
    public async Task<WalkInPlace?> FindWalkInPlaceAsync(Guid clinicId, CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.ReceiveClients, ct);
        var clinic = await ClinicOfTodayAsync(db, clinicId, ct);
        if (clinic is null)
        {
            return null;
        }

        var now = TimeOnly.FromDateTime(CentreTime.ToCivil(authorized.UtcNow));
        var taken = await db
            .Reservations.Where(row => row.ClinicId == clinicId && row.Status < ReservationStatus.Cancelled)
            .Select(row => row.SlotId)
            .ToListAsync(ct);
        var desks = clinic.Desks.ToDictionary(desk => desk.Id);
        return new WalkInPlace(
            clinic.Id,
            clinic.Date,
            clinic.Venue!.Details.Name,
            [
                .. clinic
                    .Slots.Where(slot => !slot.IsClosed && slot.EndsAt > now && !taken.Contains(slot.Id))
                    .OrderBy(slot => slot.StartsAt)
                    .ThenBy(slot => desks[slot.DeskId].Number)
                    .Select(slot => new WalkInSlot(
                        slot.Id,
                        slot.StartsAt,
                        slot.EndsAt,
                        desks[slot.DeskId].Number,
                        desks[slot.DeskId].Scrivener!.Name
                    )),
            ],
            [
                .. clinic
                    .Desks.OrderBy(desk => desk.Number)
                    .Select(desk => new WalkInDesk(desk.Id, desk.Number, desk.Scrivener!.Name, clinic.ExtraTimeAt(desk.Id, now))),
            ]
        );
    }

    /// <summary>Receives a client without booking, at once as arrived: in a free slot of the clinic, or in an extra slot at a desk that
    /// begins now.</summary>
    /// <exception cref="RuleException">A field is wrong, or the slot was just taken; nothing was saved.</exception>
    [RequiresPermission(Permission.ReceiveClients)]
    public async Task<BookingOutcome> WalkInAsync(Guid clinicId, BookingInput input, CancellationToken ct = default)
    {
        var outcome = await SettledAsync(
            Permission.ReceiveClients,
            input,
            async () =>
            {
                await using var work = await authorized.BeginAsync(Permission.ReceiveClients, AuditActs.WalkInReceived, ct);
                if (await FindBookedAsync(work.Db, input.CommandKey, ct) is { } sentTwice)
                {
                    return sentTwice;
                }

                var clinic = await ClinicOfTodayAsync(work.Db, clinicId, ct) ?? throw new RuleException(DomainTexts.NotFound);
                var (state, slot) = await PlaceAsync(work, clinic, input, ct);
                var booking = await PrepareAsync(work, input, state, slot, clinic, ct);
                return booking.Doubts ?? await RegisterAsync(work, input, booking, isWalkIn: true, ct);
            },
            ct
        );
        await NoteDoubtsAsync(Permission.ReceiveClients, outcome, ct);
        return outcome;
    }

    /// <summary>A free slot with its state, or an extra one, which has none.</summary>
    private async Task<(BookableSlot? State, Slot Slot)> PlaceAsync(
        UnitOfWork work,
        Clinic clinic,
        BookingInput input,
        CancellationToken ct
    )
    {
        if (input.SlotId is { } slotId)
        {
            var slot = clinic.Slots.FirstOrDefault(slot => slot.Id == slotId) ?? throw Refused(BookingTexts.SlotNeeded);
            return (await FindSlotAsync(work, input, ct), slot);
        }

        var desk = clinic.Desks.FirstOrDefault(one => one.Id == input.DeskId) ?? throw Refused(BookingTexts.PlaceNeeded);
        return (null, clinic.AddExtraSlot(desk, TimeOnly.FromDateTime(CentreTime.ToCivil(authorized.UtcNow))));
    }

    private Task<Clinic?> ClinicOfTodayAsync(PortalDbContext db, Guid clinicId, CancellationToken ct)
    {
        var today = authorized.Today;
        var all = !db.AccessContext.SeesOnlyOwn;
        var me = all ? Guid.Empty : db.AccessContext.Me;
        return db
            .Clinics.Include(row => row.Venue)
            .Include(row => row.Desks)
                .ThenInclude(row => row.Scrivener)
            .Include(row => row.Slots)
            .FirstOrDefaultAsync(
                row =>
                    row.Id == clinicId
                    && row.Date == today
                    && row.ClosedAtUtc == null
                    && (all || row.Desks.Any(desk => desk.ScrivenerId == me)),
                ct
            );
    }
}
