using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Incidents;

/// <summary>The time line and the steps.</summary>
public sealed partial class IncidentService
{
    /// <summary>Adds an entry to the time line; also to one of an incident that is over. False when there is no such incident.</summary>
    /// <exception cref="RuleException">A field is wrong, or the time lies ahead.</exception>
    [RequiresPermission(Permission.HandleIncidents)]
    public async Task<bool> AddEventAsync(Guid id, EventDetails details, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.HandleIncidents, AuditActs.IncidentEventAdded, ct);
        if (!await work.Db.Incidents.AnyAsync(row => row.Id == id, ct))
        {
            return false;
        }

        work.Db.IncidentEvents.Add(new IncidentEvent(id, Checked(details), work.AccessContext.Me, authorized.UtcNow));
        await work.CommitAsync(ct);
        return true;
    }

    /// <summary>Corrects an entry by another one, which points back to it; the first stays as it was written. False when there is no such
    /// entry.</summary>
    /// <exception cref="RuleException">A field is wrong, the time lies ahead, or it was corrected already.</exception>
    [RequiresPermission(Permission.HandleIncidents)]
    public async Task<bool> CorrectEventAsync(Guid entry, EventDetails details, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.HandleIncidents, AuditActs.IncidentEventCorrected, ct);
        if (await work.Db.IncidentEvents.AsNoTracking().FirstOrDefaultAsync(row => row.Id == entry, ct) is not { } wrong)
        {
            return false;
        }

        FormChecks.Refuse(await work.Db.IncidentEvents.AnyAsync(row => row.CorrectsId == entry, ct), IncidentTexts.CorrectedAlready, "");
        work.Db.IncidentEvents.Add(
            new IncidentEvent(wrong.IncidentId, Checked(details), work.AccessContext.Me, authorized.UtcNow, corrects: entry)
        );
        await work.CommitAsync(ct);
        return true;
    }

    /// <summary>Puts in a step of one's own. False when there is no such incident, or nobody of that id may have it.</summary>
    /// <exception cref="RuleException">A field is wrong, or the incident is over.</exception>
    [RequiresPermission(Permission.HandleIncidents)]
    public async Task<bool> AddStepAsync(Guid id, StepDetails details, Guid? owner, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.HandleIncidents, AuditActs.IncidentStepAdded, ct);
        var incident = await work.Db.Incidents.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, ct);
        if (incident is null || !await IsNobodyOrMayHaveAsync(work.Db, owner, ct))
        {
            return false;
        }

        FormChecks.Refuse(!incident.IsOpen, IncidentTexts.IsOver, "");
        var kept = FormFields.Cleaned(details);
        FormChecks.Ensure(kept);
        work.Db.IncidentSteps.Add(new IncidentStep(id, kept, owner));
        await work.CommitAsync(ct);
        return true;
    }

    /// <summary>Gives a step to somebody. False when there is no such step, or nobody of that id may have it.</summary>
    [RequiresPermission(Permission.HandleIncidents)]
    public async Task<bool> AssignStepAsync(Guid step, Guid owner, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.HandleIncidents, AuditActs.IncidentStepAssigned, ct);
        var found = await work.Db.IncidentSteps.FirstOrDefaultAsync(row => row.Id == step, ct);
        if (found is null || !await IsNobodyOrMayHaveAsync(work.Db, owner, ct))
        {
            return false;
        }

        found.Assign(owner);
        await work.CommitAsync(ct);
        return true;
    }

    /// <summary>A step is done; the time line says so. False when there is no such step.</summary>
    /// <exception cref="RuleException">Somebody settled it, the time lies ahead or before the incident was known, or it was late and nobody
    /// says why.</exception>
    [RequiresPermission(Permission.HandleIncidents)]
    public Task<bool> FinishStepAsync(Guid step, DoneDetails details, CancellationToken ct = default) =>
        SettleAsync(
            step,
            AuditActs.IncidentStepDone,
            (work, incident, found) =>
            {
                var kept = FormFields.Cleaned(details);
                FormChecks.Ensure(kept);
                var at = CentreTime.ToUtc(kept.DoneOn!.Value, kept.DoneAt!.Value);
                FormChecks.Refuse(at > authorized.UtcNow, IncidentTexts.TimeAhead, nameof(kept.DoneOn));
                found.Finish(kept, found.DueOn(incident, rules), work.AccessContext.Me, authorized.UtcNow);
                var words = Filled(IncidentTexts.StepDoneEntry, found.Title ?? found.Kind.Label());
                AddEntry(work, incident.Id, EntryOf(found.Kind), kept.Result is { } result ? $"{words} {result}" : words, at);
            },
            ct
        );

    /// <summary>A step is not needed, and why; the time line says so. False when there is no such step.</summary>
    /// <exception cref="RuleException">The reason is missing, or somebody settled it.</exception>
    [RequiresPermission(Permission.HandleIncidents)]
    public Task<bool> SkipStepAsync(Guid step, string reason, CancellationToken ct = default) =>
        SettleAsync(
            step,
            AuditActs.IncidentStepNotNeeded,
            (work, incident, found) =>
            {
                FormChecks.Refuse(VisibleText.IsBlank(reason), IncidentTexts.ReasonNeeded, "Reason");
                found.Skip(VisibleText.Trimmed(reason), work.AccessContext.Me, authorized.UtcNow);
                AddEntry(
                    work,
                    incident.Id,
                    IncidentEventKind.Decided,
                    Filled(IncidentTexts.StepSkippedEntry, found.Title ?? found.Kind.Label(), VisibleText.Trimmed(reason))
                );
            },
            ct
        );

    /// <summary>A settled step is to be done after all, and why; the time line says so. False when there is no such step.</summary>
    /// <exception cref="RuleException">The reason is missing, or it is open.</exception>
    [RequiresPermission(Permission.HandleIncidents)]
    public Task<bool> ReopenStepAsync(Guid step, string reason, CancellationToken ct = default) =>
        SettleAsync(
            step,
            AuditActs.IncidentStepReopened,
            (work, incident, found) =>
            {
                FormChecks.Refuse(VisibleText.IsBlank(reason), IncidentTexts.ReasonNeeded, "Reason");
                found.Reopen();
                AddEntry(
                    work,
                    incident.Id,
                    IncidentEventKind.Decided,
                    Filled(IncidentTexts.StepReopenedEntry, found.Title ?? found.Kind.Label(), VisibleText.Trimmed(reason))
                );
            },
            ct
        );

    private async Task<bool> SettleAsync(Guid step, string act, Action<UnitOfWork, Incident, IncidentStep> settle, CancellationToken ct)
    {
        await using var work = await authorized.BeginAsync(Permission.HandleIncidents, act, ct);
        if (await work.Db.IncidentSteps.FirstOrDefaultAsync(row => row.Id == step, ct) is not { } found)
        {
            return false;
        }

        var incident = await work.Db.Incidents.AsNoTracking().FirstAsync(row => row.Id == found.IncidentId, ct);
        FormChecks.Refuse(!incident.IsOpen, IncidentTexts.IsOver, "");
        settle(work, incident, found);
        await work.CommitAsync(ct);
        return true;
    }

    private EventDetails Checked(EventDetails details)
    {
        var kept = FormFields.Cleaned(details);
        FormChecks.Ensure(kept);
        FormChecks.Refuse(
            CentreTime.ToUtc(kept.HappenedOn!.Value, kept.HappenedAt!.Value) > authorized.UtcNow,
            IncidentTexts.TimeAhead,
            nameof(kept.HappenedOn)
        );
        return kept;
    }

    private async Task<bool> IsNobodyOrMayHaveAsync(PortalDbContext db, Guid? owner, CancellationToken ct) =>
        owner is null || await MayHave(db).AnyAsync(row => row.Id == owner, ct);

    private static IncidentEventKind EntryOf(IncidentStepKind kind) =>
        kind switch
        {
            IncidentStepKind.Contain => IncidentEventKind.Contained,
            IncidentStepKind.Decide => IncidentEventKind.Decided,
            IncidentStepKind.FixAffected => IncidentEventKind.Investigated,
            IncidentStepKind.CallAffected => IncidentEventKind.Contacted,
            IncidentStepKind.MeetHeads => IncidentEventKind.Met,
            IncidentStepKind.Publish => IncidentEventKind.Published,
            IncidentStepKind.Prevent or IncidentStepKind.Other => IncidentEventKind.Measure,
            _ => IncidentEventKind.Reported,
        };
}
