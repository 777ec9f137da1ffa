using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Schedule;

/// <summary>Lays out clinics: one, or a series that goes around holidays. Shows the dates first, then makes them, all or none.</summary>
public sealed class ClinicPlanService(AuthorizedDbContextFactory authorized)
{
    /// <summary>The dates that a plan would make: which are left out and why, which are moved, which collide with what is there. A venue
    /// whose turn falls on a date that is left out has its turn on the next one.</summary>
    /// <exception cref="RuleException">The plan is incomplete.</exception>
    [RequiresPermission(Permission.ManageSchedule)]
    public async Task<IReadOnlyList<PlannedClinic>> PreviewAsync(ClinicPlan plan, CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.ManageSchedule, ct);
        var crew = await CheckAsync(db, plan, ct);
        var dates = plan.Dates();
        if (dates.Count(date => date.Date is not null) is 0 or > ClinicPlan.MostClinics)
        {
            throw new RuleException(Filled(ScheduleTexts.PlanCountWrong, ClinicPlan.MostClinics)) { Field = nameof(ClinicPlan.To) };
        }

        var conflicts = await ClinicConflicts.LoadAsync(db, [.. dates.Select(date => date.Date).OfType<DateOnly>()], null, ct);
        var turn = 0;
        return
        [
            .. dates.Select(date =>
                date.Date is { } held
                    ? Planned(date, new ClinicDate(held, plan.VenueIds[turn++ % plan.VenueIds.Count]))
                    : new PlannedClinic(date.Regular, null, date.ClosedFor, null, null, null)
            ),
        ];

        PlannedClinic Planned(Occurrence date, ClinicDate place) =>
            new(
                date.Regular,
                place.Date,
                date.ClosedFor,
                place.VenueId,
                crew.Venues[place.VenueId],
                TooLate(place.Date) ?? conflicts.Find(place, plan.StartsAt!.Value, plan.EndsAt!.Value, plan.ScrivenerIds)
            );
    }

    /// <summary>Makes the clinics, all or none, and gives their ids.</summary>
    /// <exception cref="RuleException">A scrivener would be at two venues at once, a venue would hold two clinics that overlap, a date is
    /// over, or the plan is incomplete.</exception>
    [RequiresPermission(Permission.ManageSchedule)]
    public async Task<IReadOnlyList<Guid>> CreateAsync(ClinicPlan plan, IReadOnlyList<ClinicDate> dates, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.ManageSchedule, AuditActs.ClinicsCreated, ct);
        var crew = await CheckAsync(work.Db, plan, ct);
        if (dates.Count is 0 or > ClinicPlan.MostClinics)
        {
            throw new RuleException(Filled(ScheduleTexts.PlanCountWrong, ClinicPlan.MostClinics));
        }

        var (from, to) = (plan.StartsAt!.Value, plan.EndsAt!.Value);
        var conflicts = await ClinicConflicts.LoadAsync(work.Db, [.. dates.Select(date => date.Date)], null, ct);
        var made = new List<Guid>();
        foreach (var place in dates)
        {
            if (!crew.Venues.TryGetValue(place.VenueId, out var venue))
            {
                throw new RuleException(ScheduleTexts.PlanVenuesNeeded) { Field = nameof(ClinicPlan.VenueIds) };
            }

            if ((TooLate(place.Date) ?? conflicts.Find(place, from, to, plan.ScrivenerIds)) is { } collision)
            {
                throw new RuleException(collision);
            }

            conflicts.Add(place, from, to, venue, crew.Scriveners);
            var clinic = new Clinic(place.VenueId, place.Date, plan.Times()!, plan.ScrivenerIds);
            work.Db.Clinics.Add(clinic);
            made.Add(clinic.Id);
        }

        await work.CommitAsync(ct);
        return made;
    }

    private string? TooLate(DateOnly date) => date < authorized.Today ? Filled(ScheduleTexts.DateIsOver, ScreenDate.Long(date)) : null;

    private static async Task<PlanningTables> CheckAsync(PortalDbContext db, ClinicPlan plan, CancellationToken ct)
    {
        FormChecks.Ensure(plan);
        var venues = await db
            .Venues.Where(venue => plan.VenueIds.Contains(venue.Id))
            .ToDictionaryAsync(venue => venue.Id, venue => venue.Details.Name, ct);
        FormChecks.Refuse(!plan.VenueIds.TrueForAll(venues.ContainsKey), ScheduleTexts.PlanVenuesNeeded, nameof(ClinicPlan.VenueIds));
        var last = plan.Rhythm == PlanRhythm.Once ? plan.From!.Value : plan.To ?? plan.From!.Value;
        return new PlanningTables(venues, await ScrivenersAsync(db, plan.ScrivenerIds, plan.From!.Value, last, ct));
    }

    /// <summary>The scriveners, if all of them are such and work for the centre on the first and on the last of the days.</summary>
    internal static async Task<List<ClinicConflicts.Person>> ScrivenersAsync(
        PortalDbContext db,
        IReadOnlyCollection<Guid> ids,
        DateOnly first,
        DateOnly last,
        CancellationToken ct
    )
    {
        var found = await db.Staff.Where(person => ids.Contains(person.Id) && person.Role == Role.Scrivener).ToListAsync(ct);
        if (ids.Count == 0 || found.Count != ids.Count)
        {
            throw new RuleException(ScheduleTexts.ScrivenersNeeded) { Field = nameof(ClinicPlan.ScrivenerIds) };
        }

        var gone = found.Find(person => !person.IsEngagedOn(first) || !person.IsEngagedOn(last));
        return gone is null
            ? found.ConvertAll(person => new ClinicConflicts.Person(person.Id, person.Name))
            : throw new RuleException(Filled(ScheduleTexts.ScrivenerNotActive, gone.Name)) { Field = nameof(ClinicPlan.ScrivenerIds) };
    }

    private sealed record PlanningTables(Dictionary<Guid, string> Venues, List<ClinicConflicts.Person> Scriveners);
}
