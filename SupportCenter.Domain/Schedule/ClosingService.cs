using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Reservations;

namespace SupportCenter.Domain.Schedule;

/// <summary>Closes a clinic or one slot, and in the same step finds another place for everybody who was to come there.</summary>
public sealed class ClosingService(AuthorizedDbContextFactory authorized, PortalDatabase database)
{
    private const int DaysBefore = 14;
    private const int DaysAfter = 56;
    private const int MostOffers = 100;

    /// <summary>Whom the closing of a clinic, or of one of its slots, would hit, with a proposal for each. Names are in it for those who
    /// may see reservations. Null when there is no such clinic or slot.</summary>
    [RequiresPermission(Permission.ManageSchedule)]
    public async Task<ClosingPlan?> PlanAsync(Guid clinicId, Guid? slotId, CancellationToken ct = default)
    {
        ClosingPlan plan;
        Guid[] businesses;
        await using (var db = await authorized.OpenAsync(Permission.ManageSchedule, ct))
        {
            var clinic = await db
                .Clinics.AsNoTracking()
                .Include(row => row.Venue)
                .Include(row => row.Desks)
                    .ThenInclude(desk => desk.Scrivener)
                .FirstOrDefaultAsync(row => row.Id == clinicId && (slotId == null || row.Slots.Any(slot => slot.Id == slotId)), ct);
            if (clinic is null)
            {
                return null;
            }

            var hit = await Hit(db, clinicId, slotId).AsNoTracking().OrderBy(row => row.StartsAt).ThenBy(row => row.Id).ToListAsync(ct);
            var offers = await OffersAsync(db, clinic, slotId, ct);
            var names = db.AccessContext.Role is { } role && Permissions.For(role, Permission.ViewReservations) == AccessScope.All;
            businesses = names ? [.. hit.Select(row => row.BusinessId)] : [];
            plan = Plan(clinic, slotId, hit, offers, names);
        }

        await authorized.NoteListedAsync(Permission.ManageSchedule, AuditActs.ReservationsListed, nameof(ClosingPlan), businesses, ct);
        return plan;
    }

    /// <summary>Closes, and moves or cancels everybody who is hit: all or nothing.</summary>
    /// <exception cref="RuleException">Somebody is hit for whom the order says nothing (booked meanwhile), a target is not free any more
    /// or is given twice, or a client has come already.</exception>
    [RequiresPermission(Permission.ManageSchedule)]
    public async Task CloseAsync(ClosingOrder order, CancellationToken ct = default)
    {
        var act = order?.SlotId is null ? AuditActs.ClinicClosed : AuditActs.SlotClosed;
        await using var work = await authorized.BeginAsync(Permission.ManageSchedule, act, ct);
        FormChecks.Ensure(order!);
        var clinic = await work.Db.Clinics.Include(row => row.Slots).FirstOrDefaultAsync(row => row.Id == order!.ClinicId, ct)
            ?? throw new RuleException(DomainTexts.NotFound);
        if (clinic.IsClosed)
        {
            throw new RuleException(ScheduleTexts.ClinicIsClosed);
        }

        await MoveAllAsync(work, order!, ct);
        if (order!.SlotId is { } slotId)
        {
            var slot = clinic.Slots.FirstOrDefault(row => row.Id == slotId) ?? throw new RuleException(DomainTexts.NotFound);
            slot.Close(order.Reason);
            work.Note(nameof(Slot), slotId);
        }
        else
        {
            clinic.Close(order.Reason, authorized.UtcNow);
        }

        await CommitAsync(work, ct);
    }

    private async Task MoveAllAsync(UnitOfWork work, ClosingOrder order, CancellationToken ct)
    {
        var hit = await Hit(work.Db, order.ClinicId, order.SlotId).ToListAsync(ct);
        if (hit.Exists(row => row.Status != ReservationStatus.Booked))
        {
            throw new RuleException(ScheduleTexts.SomebodyHasCome);
        }

        if (hit.Count != order.Moves.Count || hit.Exists(row => !order.Moves.Exists(move => move.ReservationId == row.Id)))
        {
            throw new RuleException(ScheduleTexts.HitsHaveChanged);
        }

        var wanted = order.Moves.Where(move => move.Fate == ClosingDecision.Move).Select(move => move.TargetSlotId ?? Guid.Empty).ToList();
        var targets = await TargetsAsync(work, order, wanted, ct);
        foreach (var move in order.Moves)
        {
            Apply(work, hit.Single(row => row.Id == move.ReservationId), move, targets, order.Reason);
        }
    }

    private void Apply(UnitOfWork work, Reservation reservation, ClosingMove move, Dictionary<Guid, Slot> targets, string reason)
    {
        var (me, now) = (work.AccessContext.Me, authorized.UtcNow);
        if (move.Fate == ClosingDecision.Move)
        {
            var target = targets[move.TargetSlotId!.Value];
            reservation.Reschedule(target, target.Clinic!, me, now, reason);
            return;
        }

        if (move.Fate == ClosingDecision.CallBack)
        {
            var booked = reservation.Details;
            var details = CallbackDetails.Of(booked);
            (details.Ward, details.From) = (booked.Ward, authorized.Today);
            details.Memo = booked.Memo is { Length: > 1000 } memo ? memo[..1000] : booked.Memo;
            FormChecks.Ensure(details);
            work.Db.Callbacks.Add(new CallbackRequest(details, me, now) { TelephoneKey = database.Index.TelephoneKey(details.Telephone) });
        }

        reservation.Cancel(reason, me, now);
    }

    /// <summary>The slots that the order names, if all of them are free, nobody holds them, and each is given once.</summary>
    private async Task<Dictionary<Guid, Slot>> TargetsAsync(UnitOfWork work, ClosingOrder order, List<Guid> wanted, CancellationToken ct)
    {
        if (wanted.Distinct().Count() != wanted.Count)
        {
            throw new RuleException(ScheduleTexts.TargetGivenTwice);
        }

        var now = authorized.UtcNow;
        var found = await Elsewhere(work.Db.Free(CentreTime.ToCivil(now)), order.ClinicId, order.SlotId)
            .Where(slot => wanted.Contains(slot.Id))
            .Where(slot => !work.Db.SlotHolds.Any(hold => hold.SlotId == slot.Id && hold.UntilUtc > now))
            .Include(slot => slot.Clinic!.Desks)
            .ToDictionaryAsync(slot => slot.Id, ct);
        return found.Count == wanted.Count ? found : throw new RuleException(ScheduleTexts.TargetNotFree);
    }

    private async Task<List<FreeSlot>> OffersAsync(PortalDbContext db, Clinic clinic, Guid? slotId, CancellationToken ct)
    {
        var nowUtc = authorized.UtcNow;
        var wish = new SlotCriteria { From = clinic.Date.AddDays(-DaysBefore), To = clinic.Date.AddDays(DaysAfter) };
        var free = await Elsewhere(db.Free(CentreTime.ToCivil(nowUtc)), clinic.Id, slotId).Wished(wish).Shown(db, nowUtc).ToListAsync(ct);
        return ClosingProposals.Ranked(free, clinic.VenueId, clinic.Venue!.Details.Ward, clinic.Date);
    }

    private static ClosingPlan Plan(Clinic clinic, Guid? slotId, List<Reservation> hit, List<FreeSlot> offers, bool names)
    {
        var scriveners = clinic
            .Desks.Select(desk => desk.Scrivener!)
            .DistinctBy(person => person.Id)
            .ToDictionary(person => person.Id, person => person.Name);
        var proposed = ClosingProposals.Assign(hit.Select(row => row.StartsAt), offers, clinic.VenueId, clinic.Venue!.Details.Ward);
        var obstacle =
            clinic.IsClosed ? ScheduleTexts.ClinicIsClosed
            : hit.Exists(row => row.Status != ReservationStatus.Booked) ? ScheduleTexts.SomebodyHasCome
            : null;
        // Everything that was proposed can be chosen, and more besides.
        var shown = offers.Take(Math.Max(MostOffers, hit.Count * 2)).ToList();
        return new ClosingPlan(
            clinic.Id,
            slotId,
            [
                .. hit.Zip(proposed, (row, slot) =>
                    new ClosingHit(
                        row.Id,
                        row.StartsAt,
                        row.EndsAt,
                        scriveners.GetValueOrDefault(row.ScrivenerId, ""),
                        names ? row.Details.BusinessName : null,
                        slot
                    )
                ),
            ],
            shown,
            obstacle
        );
    }

    private static IQueryable<Reservation> Hit(PortalDbContext db, Guid clinicId, Guid? slotId) =>
        db.Reservations.Where(row =>
            row.ClinicId == clinicId && row.Status < ReservationStatus.Cancelled && (slotId == null || row.SlotId == slotId)
        );

    private static IQueryable<Slot> Elsewhere(IQueryable<Slot> slots, Guid clinicId, Guid? slotId) =>
        slotId is null ? slots.Where(slot => slot.ClinicId != clinicId) : slots.Where(slot => slot.Id != slotId);

    private static async Task CommitAsync(UnitOfWork work, CancellationToken ct)
    {
        try
        {
            await work.CommitAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new RuleException(DomainTexts.ChangedByAnother);
        }
        catch (DbUpdateException fault) when (StorageFault.IsTaken(fault))
        {
            // The index that lets a slot have one active reservation: another writer was faster.
            throw new RuleException(ScheduleTexts.TargetNotFree);
        }
    }
}
