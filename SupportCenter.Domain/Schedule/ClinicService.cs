using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Reservations;

namespace SupportCenter.Domain.Schedule;

/// <summary>A slot to be added at a desk.</summary>
public sealed class NewSlot : IValidatableObject
{
    [LocalizedRequired, Display(Name = nameof(ScheduleTexts.PlanStartsAt), ResourceType = typeof(ScheduleTexts))]
    public TimeOnly? StartsAt { get; set; }

    [LocalizedRequired, Display(Name = nameof(ScheduleTexts.PlanEndsAt), ResourceType = typeof(ScheduleTexts))]
    public TimeOnly? EndsAt { get; set; }

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (EndsAt <= StartsAt)
        {
            yield return new ValidationResult(ScheduleTexts.EndsBeforeStart, [nameof(EndsAt)]);
        }
    }
}

/// <summary>Changes a clinic that stands: another scrivener at a desk, a further slot, a closed slot opened again. Closing is
/// <see cref="ClosingService"/>'s, because it moves people.</summary>
public sealed class ClinicService(AuthorizedDbContextFactory authorized)
{
    /// <summary>Another scrivener takes a desk; the clients who are still to be seen there follow, those who were seen stay with whom
    /// they saw.</summary>
    /// <exception cref="RuleException">The scrivener is elsewhere at that time or sits here already, or the clinic is closed.</exception>
    [RequiresPermission(Permission.ManageSchedule)]
    public async Task ChangeScrivenerAsync(Guid deskId, Guid scrivenerId, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.ManageSchedule, AuditActs.ClinicChanged, ct);
        var (clinic, desk) = await FindDeskAsync(work.Db, deskId, ct);
        if (desk.ScrivenerId == scrivenerId)
        {
            return;
        }

        await ClinicPlanService.ScrivenersAsync(work.Db, [scrivenerId], clinic.Date, clinic.Date, ct);
        if (clinic.Desks.Any(other => other.ScrivenerId == scrivenerId))
        {
            throw new RuleException(ScheduleTexts.ScrivenerSitsHere) { Field = nameof(Desk.ScrivenerId) };
        }

        await EnsureNoConflictAsync(work.Db, clinic, [scrivenerId], ct);
        desk.HandOver(scrivenerId);
        var slots = clinic.Slots.Where(slot => slot.DeskId == desk.Id).Select(slot => slot.Id).ToArray();
        await foreach (
            var reservation in work
                .Db.Reservations.Where(row => slots.Contains(row.SlotId) && row.Status < ReservationStatus.Completed)
                .AsAsyncEnumerable()
                .WithCancellation(ct)
        )
        {
            reservation.FollowDesk(scrivenerId);
        }

        await work.CommitAsync(ct);
    }

    /// <summary>Adds a slot at a desk; the clinic lasts longer for it where it has to. Gives the slot's id.</summary>
    /// <exception cref="RuleException">The desk is taken at that time, the longer clinic collides with another, or the clinic is
    /// closed.</exception>
    [RequiresPermission(Permission.ManageSchedule)]
    public async Task<Guid> AddSlotAsync(Guid deskId, NewSlot added, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.ManageSchedule, AuditActs.SlotOpened, ct);
        FormChecks.Ensure(added);
        var (start, end) = (added.StartsAt!.Value, added.EndsAt!.Value);
        var (clinic, desk) = await FindDeskAsync(work.Db, deskId, ct);
        EnsureDeskIsFree(clinic, desk.Id, start, end);
        if (start < clinic.StartsAt || end > clinic.EndsAt)
        {
            clinic.Cover(start, end);
            await EnsureNoConflictAsync(work.Db, clinic, [.. clinic.Desks.Select(row => row.ScrivenerId)], ct);
        }

        var slot = clinic.AddSlot(desk, start, end);
        work.Note(nameof(Slot), slot.Id);
        await work.CommitAsync(ct);
        return slot.Id;
    }

    /// <summary>Opens a slot again that was closed.</summary>
    /// <exception cref="RuleException">The clinic as a whole is closed, or another slot has taken the desk's time meanwhile.</exception>
    [RequiresPermission(Permission.ManageSchedule)]
    public async Task ReopenSlotAsync(Guid slotId, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.ManageSchedule, AuditActs.SlotOpened, ct);
        var deskId = await work.Db.Slots.Where(slot => slot.Id == slotId).Select(slot => slot.DeskId).FirstOrDefaultAsync(ct);
        var (clinic, _) = await FindDeskAsync(work.Db, deskId, ct);
        var slot = clinic.Slots.Single(row => row.Id == slotId);
        if (!slot.IsClosed)
        {
            return;
        }

        EnsureDeskIsFree(clinic, slot.DeskId, slot.StartsAt, slot.EndsAt);
        slot.Reopen();
        work.Note(nameof(Slot), slot.Id);
        await work.CommitAsync(ct);
    }

    private static async Task<(Clinic Clinic, Desk Desk)> FindDeskAsync(PortalDbContext db, Guid deskId, CancellationToken ct)
    {
        var clinic = await db
            .Clinics.Include(row => row.Desks)
            .Include(row => row.Slots)
            .AsSplitQuery()
            .FirstOrDefaultAsync(row => row.Desks.Any(desk => desk.Id == deskId), ct)
            ?? throw new RuleException(DomainTexts.NotFound);
        return clinic.IsClosed
            ? throw new RuleException(ScheduleTexts.ClinicIsClosed)
            : (clinic, clinic.Desks.Single(desk => desk.Id == deskId));
    }

    private static void EnsureDeskIsFree(Clinic clinic, Guid deskId, TimeOnly from, TimeOnly to)
    {
        if (
            clinic.Slots.FirstOrDefault(slot => slot.DeskId == deskId && !slot.IsClosed && slot.StartsAt < to && from < slot.EndsAt) is
            { } other
        )
        {
            throw new RuleException(Filled(ScheduleTexts.DeskIsTaken, Text.JapaneseTime.Format(other.StartsAt, other.EndsAt)));
        }
    }

    private static async Task EnsureNoConflictAsync(
        PortalDbContext db,
        Clinic clinic,
        IReadOnlyCollection<Guid> scriveners,
        CancellationToken ct
    )
    {
        var conflicts = await ClinicConflicts.LoadAsync(db, [clinic.Date], clinic.Id, ct);
        if (conflicts.Find(new ClinicDate(clinic.Date, clinic.VenueId), clinic.StartsAt, clinic.EndsAt, scriveners) is { } collision)
        {
            throw new RuleException(collision);
        }
    }
}
