using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Schedule;

namespace SupportCenter.Domain.Reservations;

/// <summary>Moves a reservation to another slot.</summary>
public sealed partial class ReservationService
{
    private const int OfferedSlots = 5;

    /// <summary>日時変更: moves to another slot; the old one is free again. When the slot was just taken, nothing is written and the slots
    /// that are free next at that venue are offered.</summary>
    /// <exception cref="RuleException">The reservation was changed meanwhile, is not waiting for its day any more, or there is no such
    /// slot.</exception>
    [RequiresPermission(Permission.BookReservations)]
    public async Task<RescheduleOutcome> RescheduleAsync(Guid id, Guid slotId, string? reason, Guid version, CancellationToken ct = default)
    {
        try
        {
            await using var work = await authorized.BeginAsync(Permission.BookReservations, AuditActs.ReservationRescheduled, ct);
            var reservation = await LoadAsync(work, id, ct);
            var slot = await work
                .Db.Slots.Include(row => row.Clinic!)
                    .ThenInclude(row => row.Desks)
                .FirstOrDefaultAsync(row => row.Id == slotId, ct)
                ?? throw new RuleException(ReservationRuleTexts.SlotNeeded);
            if (reservation.Version != version)
            {
                throw new RuleException(ReservationRuleTexts.ChangedMeanwhile);
            }

            if (await RefusalAsync(work, slot, ct) is { } refusal)
            {
                return new RescheduleOutcome(Sentence(refusal), await NextFreeAsync(work.Db, slot, ct));
            }

            reservation.Reschedule(slot, slot.Clinic!, work.AccessContext.Me, authorized.UtcNow, Checked(reason));
            await work.CommitAsync(ct);
            return new RescheduleOutcome(null, []);
        }
        catch (DbUpdateException refused) when (StorageFault.IsTaken(refused))
        {
            // The index decided (ASVS 2.3.4): somebody in another process was quicker by a moment.
            await using var db = await authorized.OpenAsync(Permission.BookReservations, ct);
            if (
                await db.Slots.AsNoTracking().Include(row => row.Clinic).FirstOrDefaultAsync(row => row.Id == slotId, ct) is { } slot
                && await IsTakenAsync(db, slotId, id, ct)
            )
            {
                return new RescheduleOutcome(ReservationRuleTexts.SlotJustTaken, await NextFreeAsync(db, slot, ct));
            }

            throw;
        }
    }

    private static string Sentence(SlotRefusal refusal) =>
        refusal switch
        {
            SlotRefusal.Taken => ReservationRuleTexts.SlotJustTaken,
            SlotRefusal.Held => ReservationRuleTexts.SlotHeld,
            _ => ReservationRuleTexts.SlotNotOpen,
        };

    /// <summary>Why a reservation cannot have the slot now; null when it can. A hold that is over is removed.</summary>
    private async Task<SlotRefusal?> RefusalAsync(UnitOfWork work, Slot slot, CancellationToken ct)
    {
        if (await IsTakenAsync(work.Db, slot.Id, Guid.Empty, ct))
        {
            return SlotRefusal.Taken;
        }

        if (slot.IsClosed || slot.Clinic!.IsClosed || CentreTime.ToUtc(slot.Date, slot.StartsAt) <= authorized.UtcNow)
        {
            return SlotRefusal.NotOpen;
        }

        if (await work.Db.SlotHolds.FirstOrDefaultAsync(hold => hold.SlotId == slot.Id, ct) is not { } hold)
        {
            return null;
        }

        if (hold.UntilUtc > authorized.UtcNow)
        {
            return SlotRefusal.Held;
        }

        work.Db.SlotHolds.Remove(hold);
        return null;
    }

    private async Task<List<FreeSlot>> NextFreeAsync(PortalDbContext db, Slot wanted, CancellationToken ct)
    {
        var wish = new SlotCriteria { VenueId = wanted.Clinic!.VenueId, From = wanted.Date };
        return await db.Free(CentreTime.ToCivil(authorized.UtcNow))
            .Wished(wish)
            .SoonestFirst()
            .Take(OfferedSlots)
            .Shown(db, authorized.UtcNow)
            .ToListAsync(ct);
    }

    private enum SlotRefusal
    {
        Taken,
        NotOpen,
        Held,
    }
}
