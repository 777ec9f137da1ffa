using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Schedule;

/// <summary>Shows the tour: which clinics there are, and how the slots of one stand. No name of a business is in it.</summary>
public sealed class ScheduleService(AuthorizedDbContextFactory authorized)
{
    /// <summary>The clinics of a period in order of date, time and list of venues.</summary>
    [RequiresPermission(Permission.ViewSchedule)]
    public async Task<IReadOnlyList<ClinicRow>> ListAsync(ClinicFilter filter, CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.ViewSchedule, ct);
        return await RowsAsync(db, Filtered(db.Clinics, filter), int.MaxValue, ct);
    }

    /// <summary>At most <paramref name="most"/> clinics on a day, at the venues whose name or ward holds a text, or both; without a day
    /// those that are still to come. None when neither is asked for.</summary>
    [RequiresPermission(Permission.ViewSchedule)]
    public async Task<IReadOnlyList<ClinicRow>> SearchAsync(DateOnly? date, string? venue, int most, CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.ViewSchedule, ct);
        var wanted = TextFolding.Fold(venue);
        if (date is null && wanted.Length == 0)
        {
            return [];
        }

        var today = authorized.Today;
        var clinics = db.Clinics.Where(clinic => date == null ? clinic.Date >= today : clinic.Date == date);
        if (wanted.Length > 0)
        {
            var venues = await db
                .Venues.Select(row => new
                {
                    row.Id,
                    row.Details.Name,
                    row.Details.Ward,
                })
                .ToListAsync(ct);
            var fitting = venues
                .Where(row => TextFolding.Fold(row.Name + row.Ward.Label()).Contains(wanted, StringComparison.Ordinal))
                .Select(row => row.Id)
                .ToList();
            clinics = clinics.Where(clinic => fitting.Contains(clinic.VenueId));
        }

        return await RowsAsync(db, clinics, most, ct);
    }

    /// <summary>One clinic with the state of every slot; null when there is none.</summary>
    [RequiresPermission(Permission.ViewSchedule)]
    public async Task<ClinicView?> FindAsync(Guid id, CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.ViewSchedule, ct);
        var clinic = await db
            .Clinics.AsNoTracking()
            .AsSplitQuery()
            .Include(row => row.Venue)
            .Include(row => row.Slots)
            .Include(row => row.Desks)
                .ThenInclude(desk => desk.Scrivener)
            .FirstOrDefaultAsync(row => row.Id == id, ct);
        if (clinic is null)
        {
            return null;
        }

        var now = authorized.UtcNow;
        var booked = await db
            .Reservations.Where(row => row.ClinicId == id && row.Status < ReservationStatus.Cancelled)
            .Select(row => row.SlotId)
            .ToHashSetAsync(ct);
        var held = await db
            .SlotHolds.Where(hold => hold.UntilUtc > now && db.Slots.Any(slot => slot.Id == hold.SlotId && slot.ClinicId == id))
            .Join(db.Staff, hold => hold.HolderId, person => person.Id, (hold, person) => new { hold.SlotId, person.Name })
            .ToDictionaryAsync(hold => hold.SlotId, hold => hold.Name, ct);
        return Shown(clinic, CentreTime.ToCivil(now), booked, held);
    }

    /// <summary>The scriveners who work for the centre today, by name.</summary>
    [RequiresPermission(Permission.ViewSchedule)]
    public async Task<IReadOnlyList<NamedChoice>> ListScrivenersAsync(CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.ViewSchedule, ct);
        var today = authorized.Today;
        return await db
            .Staff.Where(StaffMember.ActiveOn(today))
            .Where(person => person.Role == Role.Scrivener)
            .OrderBy(person => person.Name)
            .Select(person => new NamedChoice(person.Id, person.Name))
            .ToListAsync(ct);
    }

    private static async Task<List<ClinicRow>> RowsAsync(PortalDbContext db, IQueryable<Clinic> clinics, int most, CancellationToken ct)
    {
        var me = db.AccessContext.StaffId;
        var rows = await clinics
            .OrderBy(clinic => clinic.Date)
            .ThenBy(clinic => clinic.StartsAt)
            .ThenBy(clinic => clinic.Venue!.Details.ListOrder)
            .ThenBy(clinic => clinic.Id)
            .Select(clinic => new ClinicRow(
                clinic.Id,
                clinic.Date,
                clinic.StartsAt,
                clinic.EndsAt,
                clinic.VenueId,
                clinic.Venue!.Details.Name,
                clinic.Venue.Details.Ward,
                clinic.Slots.Count(slot =>
                    !slot.IsClosed
                    && !slot.IsExtra
                    && !db.Reservations.Any(row => row.SlotId == slot.Id && row.Status < ReservationStatus.Cancelled)
                ),
                clinic.Slots.Count(slot => !slot.IsClosed),
                clinic.ClosedAtUtc != null,
                clinic.Desks.Any(desk => desk.ScrivenerId == me),
                clinic.Desks.OrderBy(desk => desk.Number).Select(desk => desk.Scrivener!.Name).ToList()
            ))
            .Take(most)
            .ToListAsync(ct);
        var sessions = await ClinicSessions.ReadAsync(db, rows.ConvertAll(row => row.Id), ct);
        return rows.ConvertAll(row => row with { Sessions = sessions.GetValueOrDefault(row.Id, []) });
    }

    private static IQueryable<Clinic> Filtered(IQueryable<Clinic> clinics, ClinicFilter filter)
    {
        clinics = clinics.Where(clinic => clinic.Date >= filter.From && clinic.Date <= filter.To);
        clinics = filter.VenueId is { } venue ? clinics.Where(clinic => clinic.VenueId == venue) : clinics;
        clinics = filter.Ward is { } ward ? clinics.Where(clinic => clinic.Venue!.Details.Ward == ward) : clinics;
        return filter.ScrivenerId is { } scrivener
            ? clinics.Where(clinic => clinic.Desks.Any(desk => desk.ScrivenerId == scrivener))
            : clinics;
    }

    private static ClinicView Shown(Clinic clinic, DateTime now, HashSet<Guid> booked, Dictionary<Guid, string> held)
    {
        SlotState StateOf(Slot slot) =>
            true switch
            {
                _ when booked.Contains(slot.Id) => SlotState.Booked,
                _ when slot.IsClosed || clinic.IsClosed => SlotState.Closed,
                _ when slot.Date.ToDateTime(slot.StartsAt) <= now => SlotState.Past,
                _ when held.ContainsKey(slot.Id) => SlotState.Held,
                _ => SlotState.Free,
            };
        IReadOnlyList<SlotView> SlotsOf(Desk desk) =>
            [
                .. clinic
                    .Slots.Where(slot => slot.DeskId == desk.Id)
                    .OrderBy(slot => slot.StartsAt)
                    .ThenBy(slot => slot.EndsAt)
                    .Select(slot => new SlotView(
                        slot.Id,
                        slot.StartsAt,
                        slot.EndsAt,
                        StateOf(slot),
                        held.GetValueOrDefault(slot.Id),
                        slot.ClosedReason
                    )),
            ];
        var venue = clinic.Venue!.Details;
        return new ClinicView(
            clinic.Id,
            clinic.Date,
            clinic.StartsAt,
            clinic.EndsAt,
            clinic.SlotMinutes,
            clinic.VenueId,
            venue.Name,
            venue.Ward,
            venue.Address,
            venue.Access,
            clinic.IsClosed,
            clinic.ClosedReason,
            clinic.Date.ToDateTime(clinic.EndsAt) <= now,
            [
                .. clinic
                    .Desks.OrderBy(desk => desk.Number)
                    .Select(desk => new DeskView(desk.Id, desk.Number, desk.ScrivenerId, desk.Scrivener!.Name, SlotsOf(desk))),
            ]
        )
        {
            Sessions = Timetable.Sessions(clinic.Slots.AsQueryable().LaidOut().Select(slot => slot.Time)),
        };
    }
}
