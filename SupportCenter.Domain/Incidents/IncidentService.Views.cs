using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Incidents;

/// <summary>What the city sees of incidents.</summary>
public sealed partial class IncidentService
{
    /// <summary>One page of all incidents: what is open first, then the newest first; with what is due next of each.</summary>
    [RequiresPermission(Permission.ViewIncidents)]
    public async Task<Page<IncidentRow>> ListAsync(PageRequest page, CancellationToken ct = default)
    {
        Page<IncidentRow> found;
        await using (var db = await authorized.OpenAsync(Permission.ViewIncidents, ct))
        {
            var count = await db.Incidents.CountCappedAsync(ct);
            var rows = await db
                .Incidents.AsNoTracking()
                .OrderBy(row => row.State == IncidentState.Closed || row.State == IncidentState.NotApplicable)
                .ThenByDescending(row => row.RecordedAtUtc)
                .ThenBy(row => row.Id)
                .Skip(page.Skip)
                .Take(page.Take)
                .ToListAsync(ct);
            var ids = rows.ConvertAll(row => row.Id);
            var (next, names) = (await DueAsync(db, rows, ct), await NamesAsync(db, ct));
            var affected = await db
                .AffectedBusinesses.Where(row => ids.Contains(row.IncidentId) && row.RemovedAtUtc == null)
                .GroupBy(row => row.IncidentId)
                .Select(group => new { group.Key, Count = group.Count() })
                .ToDictionaryAsync(group => group.Key, group => group.Count, ct);
            found = Page.Of<IncidentRow>(
                rows.ConvertAll(row => new IncidentRow
                {
                    Id = row.Id,
                    Number = IncidentFormatter.Number(row.FiscalYear, row.Number, row.IsDrill),
                    IsDrill = row.IsDrill,
                    Title = row.Details.Title ?? "",
                    State = row.State,
                    KnownOn = row.Details.KnownOn!.Value,
                    KnownAt = row.Details.KnownAt!.Value,
                    Owner = row.OwnerId is { } owner ? names.GetValueOrDefault(owner) : null,
                    Affected = affected.GetValueOrDefault(row.Id),
                    Next = next.Find(step => step.IncidentId == row.Id),
                }),
                count
            );
        }

        await authorized.NoteViewedAsync(Permission.ViewIncidents, AuditActs.IncidentsListed, ListKind, null, ct);
        return found;
    }

    /// <summary>One incident with its steps, its time line and its earlier texts; null when there is none. Leaves an audit row.</summary>
    [RequiresPermission(Permission.ViewIncidents)]
    public async Task<IncidentView?> FindAsync(Guid id, CancellationToken ct = default)
    {
        IncidentView view;
        await using (var db = await authorized.OpenAsync(Permission.ViewIncidents, ct))
        {
            if (await db.Incidents.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, ct) is not { } incident)
            {
                return null;
            }

            var names = await NamesAsync(db, ct);
            var steps = await db.IncidentSteps.AsNoTracking().Where(row => row.IncidentId == id).ToListAsync(ct);
            view = new IncidentView
            {
                Id = id,
                Number = IncidentFormatter.Number(incident.FiscalYear, incident.Number, incident.IsDrill),
                IsDrill = incident.IsDrill,
                State = incident.State,
                Next = Incident.Next(incident.State),
                Details = incident.Details,
                Many = incident.Details.ManyAnswer(rules.ManyPersons),
                Duty = incident.Details.Duty(rules.ManyPersons),
                Rules = rules,
                PreliminaryFrom = IncidentDeadlines.LastDay(incident.Details.KnownOn!.Value, rules.PreliminaryFirstDays),
                OwnerId = incident.OwnerId,
                Owner = incident.OwnerId is { } owner ? names.GetValueOrDefault(owner) : null,
                RecordedBy = names.GetValueOrDefault(incident.RecordedById, ""),
                RecordedAtUtc = incident.RecordedAtUtc,
                Version = incident.Version,
                Steps = Ordered(steps.Select(step => StepOf(incident, step, names))),
                Events = await EventsAsync(db, id, names, ct),
                Sources = await db
                    .IncidentSources.AsNoTracking()
                    .Where(row => row.IncidentId == id)
                    .OrderBy(row => row.AddedAtUtc)
                    .Select(row => new IncidentSourceRow(row.Kind, row.SourceId, row.AddedAtUtc))
                    .ToListAsync(ct),
                Versions = await VersionsAsync(db, id, names, ct),
                Drill = incident.IsDrill ? await DrillTimesAsync(db, incident, steps, ct) : [],
                MayHave = await MayHave(db)
                    .AsNoTracking()
                    .OrderBy(row => row.Name)
                    .Select(row => new NamedChoice(row.Id, row.Name))
                    .ToListAsync(ct),
            };
        }

        await authorized.NoteViewedAsync(Permission.ViewIncidents, AuditActs.IncidentViewed, nameof(Incident), id, ct);
        return view;
    }

    /// <summary>How long each step of a drill took, in the order in which they were taken.</summary>
    private static async Task<IReadOnlyList<DrillTime>> DrillTimesAsync(
        PortalDbContext db,
        Incident incident,
        IReadOnlyList<IncidentStep> steps,
        CancellationToken ct
    )
    {
        var list = await db.AffectedLists.Where(row => row.IncidentId == incident.Id).MinAsync(row => (DateTime?)row.FixedAtUtc, ct);
        var sheet = await db
            .IncidentPapers.Where(row => row.IncidentId == incident.Id && row.Kind <= IncidentPaperKind.FollowUp)
            .MinAsync(row => (DateTime?)row.PreparedAtUtc, ct);
        var call = await db
            .ContactAttempts.Where(row => db.AffectedBusinesses.Any(line => line.Id == row.AffectedId && line.IncidentId == incident.Id))
            .MinAsync(row => (DateTime?)row.AtUtc, ct);
        var known = CentreTime.ToUtc(incident.Details.KnownOn!.Value, incident.Details.KnownAt!.Value);
        return DrillTime.Of(
            known,
            incident.RecordedAtUtc,
            [
                (IncidentTexts.DrillList, list, DrillTime.ListWithin),
                (IncidentTexts.DrillSheet, sheet, DrillTime.SheetWithin),
                (IncidentTexts.DrillCall, call, null),
                .. steps
                    .Where(step => step.State == IncidentStepState.Done)
                    .Select(step =>
                        (Filled(IncidentTexts.StepDoneEntry, step.Title ?? step.Kind.Label()), step.SettledAtUtc, (TimeSpan?)null)
                    ),
                (IncidentTexts.DrillOver, incident.ClosedAtUtc, null),
            ]
        );
    }

    /// <summary>What is due next of each incident that is open, the earliest first: for the start page and the line above every page.
    /// Without title or text of any.</summary>
    [RequiresPermission(Permission.ViewIncidents)]
    public async Task<IReadOnlyList<IncidentDue>> DueAsync(CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.ViewIncidents, ct);
        var open = await db
            .Incidents.AsNoTracking()
            .Where(row => row.State != IncidentState.Closed && row.State != IncidentState.NotApplicable)
            .OrderBy(row => row.RecordedAtUtc)
            .ThenBy(row => row.Id)
            .Take(PageRequest.CountCap)
            .ToListAsync(ct);
        return [.. (await DueAsync(db, open, ct)).OrderBy(step => step.DueOn ?? DateOnly.MaxValue).ThenBy(step => step.Number)];
    }

    private async Task<List<IncidentDue>> DueAsync(PortalDbContext db, List<Incident> incidents, CancellationToken ct)
    {
        var ids = incidents.Where(row => row.IsOpen).Select(row => row.Id).ToList();
        var steps = await db
            .IncidentSteps.AsNoTracking()
            .Where(row => ids.Contains(row.IncidentId) && row.State == IncidentStepState.Open)
            .ToListAsync(ct);
        var names = await NamesAsync(db, ct);
        var due = new List<IncidentDue>();
        foreach (var incident in incidents.Where(row => row.IsOpen))
        {
            var left = Ordered(steps.Where(step => step.IncidentId == incident.Id).Select(step => StepOf(incident, step, names)));
            var next = left.Count > 0 ? left[0] : null;
            due.Add(
                new IncidentDue(
                    incident.Id,
                    IncidentFormatter.Number(incident.FiscalYear, incident.Number, incident.IsDrill),
                    incident.IsDrill,
                    incident.State,
                    next?.Words ?? IncidentTexts.NothingLeft,
                    next?.DueOn,
                    next?.Owner,
                    next is { IsNear: true },
                    next is { IsLate: true }
                )
            );
        }

        return due;
    }

    /// <summary>What is due next comes first, and what is settled last.</summary>
    private static IReadOnlyList<IncidentStepRow> Ordered(IEnumerable<IncidentStepRow> steps) =>
        [
            .. steps
                .OrderBy(step => step.State != IncidentStepState.Open)
                .ThenBy(step => step.DueOn ?? DateOnly.MaxValue)
                .ThenBy(step => step.Kind)
                .ThenBy(step => step.Id),
        ];

    private IncidentStepRow StepOf(Incident incident, IncidentStep step, IReadOnlyDictionary<Guid, string> names)
    {
        var (due, isOpen) = (step.DueOn(incident, rules), incident.IsOpen && step.State == IncidentStepState.Open);
        var owner = step.OwnerId ?? incident.OwnerId;
        return new IncidentStepRow
        {
            Id = step.Id,
            Kind = step.Kind,
            State = step.State,
            Words = step.Title ?? step.Kind.Label(),
            DueOn = due,
            IsNear = isOpen && due is { } last && authorized.Today >= last.AddDays(-rules.WarnDays),
            IsLate = isOpen && due < authorized.Today,
            OwnerId = step.OwnerId,
            Owner = owner is { } person ? names.GetValueOrDefault(person) : null,
            DoneAtUtc = step.DoneAtUtc,
            SettledBy = step.SettledById is { } by ? names.GetValueOrDefault(by) : null,
            SettledAtUtc = step.SettledAtUtc,
            Result = step.Result,
            Reason = step.Reason,
            Version = step.Version,
        };
    }

    private static async Task<IReadOnlyList<IncidentEventRow>> EventsAsync(
        PortalDbContext db,
        Guid id,
        IReadOnlyDictionary<Guid, string> names,
        CancellationToken ct
    )
    {
        var rows = await db.IncidentEvents.AsNoTracking().Where(row => row.IncidentId == id).ToListAsync(ct);
        var corrected = rows.Where(row => row.CorrectsId is not null).Select(row => row.CorrectsId!.Value).ToHashSet();
        return
        [
            .. rows.OrderBy(row => row.HappenedAtUtc)
                .ThenBy(row => row.EnteredAtUtc)
                .ThenBy(row => row.Id)
                .Select(row => new IncidentEventRow(
                    row.Id,
                    row.Kind,
                    row.HappenedAtUtc,
                    row.EnteredAtUtc,
                    names.GetValueOrDefault(row.EnteredById, ""),
                    row.Who,
                    row.Text,
                    row.CorrectsId,
                    corrected.Contains(row.Id)
                )),
        ];
    }

    private static async Task<IReadOnlyList<IncidentVersionRow>> VersionsAsync(
        PortalDbContext db,
        Guid id,
        IReadOnlyDictionary<Guid, string> names,
        CancellationToken ct
    ) =>
        [
            .. (
                await db
                    .IncidentVersions.AsNoTracking()
                    .Where(row => row.IncidentId == id)
                    .OrderByDescending(row => row.Number)
                    .ToListAsync(ct)
            ).Select(row => new IncidentVersionRow(
                row.Number,
                row.ReplacedAtUtc,
                names.GetValueOrDefault(row.ReplacedById, ""),
                row.ChangedFields.Split(',', StringSplitOptions.RemoveEmptyEntries),
                System.Text.Json.JsonSerializer.Deserialize<IncidentDetails>(row.Content) ?? new IncidentDetails()
            )),
        ];

    private static Task<Dictionary<Guid, string>> NamesAsync(PortalDbContext db, CancellationToken ct) =>
        db.Staff.AsNoTracking().ToDictionaryAsync(row => row.Id, row => row.Name, ct);
}
