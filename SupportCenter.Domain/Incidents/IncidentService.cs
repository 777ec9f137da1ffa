using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Incidents;

/// <summary>事案: anybody who works here reports one; the city decides, says what is known, and sees what is due next.</summary>
public sealed partial class IncidentService(AuthorizedDbContextFactory authorized, IncidentOptions rules)
{
    private const string ListKind = "Incidents";

    /// <summary>The steps that every incident begins with.</summary>
    private static readonly IncidentStepKind[] Steps =
    [
        .. Enum.GetValues<IncidentStepKind>().Where(kind => kind != IncidentStepKind.Other),
    ];

    /// <summary>The form of a report with what is known already: of a call that it comes in now, of an alarm, a finding or a document what
    /// it is. Null when there is no such row, or the caller may not see it.</summary>
    [RequiresPermission(Permission.ReportIncidents)]
    public async Task<IncidentDetails?> PrepareAsync(IncidentSourceKind kind, Guid? source, CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.ReportIncidents, ct);
        var now = CentreTime.ToCivil(authorized.UtcNow);
        var (isThere, title, atUtc) = await DescribeAsync(db, kind, source, ct);
        if (!isThere)
        {
            return null;
        }

        var known = CentreTime.ToCivil(atUtc ?? authorized.UtcNow);
        return new IncidentDetails
        {
            Title = title,
            What = title is null ? null : Filled(IncidentTexts.WhatOfSource, title, ScreenDate.At(known)),
            KnownOn = DateOnly.FromDateTime(now),
            KnownAt = new TimeOnly(now.Hour, now.Minute),
            How = kind switch
            {
                IncidentSourceKind.Alarm => HowKnown.Alarm,
                IncidentSourceKind.Finding => HowKnown.ExposureCheck,
                IncidentSourceKind.Document => HowKnown.Quarantine,
                _ => HowKnown.Call,
            },
        };
    }

    /// <summary>事案にする: records a suspicion. An alarm that it comes from is closed by it.</summary>
    /// <param name="details">What is known so far.</param>
    /// <param name="kind">What it comes from.</param>
    /// <param name="source">That row; null for a call.</param>
    /// <param name="isDrill">Whether it is a drill (訓練).</param>
    /// <param name="ct">Stops it, and nothing is written.</param>
    /// <returns>The incident.</returns>
    /// <exception cref="RuleException">A field is wrong, the day of knowing lies ahead, there is no such row, or the alarm is closed
    /// already.</exception>
    [RequiresPermission(Permission.ReportIncidents)]
    public async Task<ReportedIncident> OpenAsync(
        IncidentDetails details,
        IncidentSourceKind kind,
        Guid? source,
        bool isDrill,
        CancellationToken ct = default
    )
    {
        await using var work = await authorized.BeginAsync(Permission.ReportIncidents, AuditActs.IncidentOpened, ct);
        var (db, me, now) = (work.Db, work.AccessContext.Me, authorized.UtcNow);
        var kept = Checked(details);
        var (isThere, _, _) = await DescribeAsync(db, kind, source, ct);
        FormChecks.Refuse(!isThere, DomainTexts.NotFound, "");
        var year = JapaneseDate.FiscalYear(kept.KnownOn!.Value);
        var last = await db.Incidents.Where(row => row.FiscalYear == year && row.IsDrill == isDrill).MaxAsync(row => (int?)row.Number, ct);
        var incident = db.Incidents.Add(new Incident((last ?? 0) + 1, isDrill, kept, me, now)).Entity;
        db.IncidentSteps.AddRange(Steps.Select(step => new IncidentStep(incident.Id, step)));
        db.IncidentSources.Add(new IncidentSource(incident.Id, kind, source, me, now));
        db.IncidentEvents.Add(new IncidentEvent(incident.Id, FirstEvent(kept), me, now));
        if (kind == IncidentSourceKind.Alarm)
        {
            (await db.Alarms.FirstAsync(row => row.Id == source, ct)).Become(incident.Id, me, now);
        }

        await work.CommitAsync(ct);
        return new ReportedIncident(incident.Id, IncidentFormatter.Number(year, incident.Number, isDrill));
    }

    /// <summary>Adds an alarm, a finding or a document to an incident that is open already; an alarm is closed by it. False when there is
    /// no such incident.</summary>
    /// <exception cref="RuleException">It is over, there is no such row, or the alarm is closed already.</exception>
    [RequiresPermission(Permission.HandleIncidents)]
    public async Task<bool> AddSourceAsync(Guid id, IncidentSourceKind kind, Guid source, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.HandleIncidents, AuditActs.IncidentSourceAdded, ct);
        if (await work.Db.Incidents.FirstOrDefaultAsync(row => row.Id == id, ct) is not { } incident)
        {
            return false;
        }

        var (me, now) = (work.AccessContext.Me, authorized.UtcNow);
        FormChecks.Refuse(!incident.IsOpen, IncidentTexts.IsOver, "");
        var (isThere, _, _) = await DescribeAsync(work.Db, kind, source, ct);
        FormChecks.Refuse(!isThere, DomainTexts.NotFound, "");
        work.Db.IncidentSources.Add(new IncidentSource(id, kind, source, me, now));
        if (kind == IncidentSourceKind.Alarm)
        {
            (await work.Db.Alarms.FirstAsync(row => row.Id == source, ct)).Become(id, me, now);
        }

        await work.CommitAsync(ct);
        return true;
    }

    /// <summary>Takes over corrected details; the text before stays as a version. False when there is no such incident.</summary>
    /// <param name="id">The incident.</param>
    /// <param name="details">What is known.</param>
    /// <param name="seen">The version that was read.</param>
    /// <param name="ct">Stops it, and nothing is written.</param>
    /// <exception cref="RuleException">Somebody else was faster, a field is wrong, or it is over.</exception>
    [RequiresPermission(Permission.HandleIncidents)]
    public async Task<bool> ChangeAsync(Guid id, IncidentDetails details, Guid seen, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.HandleIncidents, AuditActs.IncidentChanged, ct);
        if (await work.Db.Incidents.FirstOrDefaultAsync(row => row.Id == id, ct) is not { } incident)
        {
            return false;
        }

        FormChecks.Refuse(incident.Version != seen, DomainTexts.ChangedByAnother, "");
        var number = 1 + await work.Db.IncidentVersions.CountAsync(row => row.IncidentId == id, ct);
        if (incident.Change(Checked(details), number, work.AccessContext.Me, authorized.UtcNow) is { } before)
        {
            work.Db.IncidentVersions.Add(before);
            await work.CommitAsync(ct);
        }

        return true;
    }

    /// <summary>Goes on to another state, with the reason in the time line. False when there is no such incident.</summary>
    /// <exception cref="RuleException">The reason is missing, there is no way to that state, or steps are open.</exception>
    [RequiresPermission(Permission.HandleIncidents)]
    public async Task<bool> DecideAsync(Guid id, IncidentState to, string reason, Guid seen, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.HandleIncidents, AuditActs.IncidentDecided, ct);
        var (db, me, now) = (work.Db, work.AccessContext.Me, authorized.UtcNow);
        if (await db.Incidents.FirstOrDefaultAsync(row => row.Id == id, ct) is not { } incident)
        {
            return false;
        }

        FormChecks.Refuse(VisibleText.IsBlank(reason), IncidentTexts.ReasonNeeded, "Reason");
        FormChecks.Refuse(incident.Version != seen, DomainTexts.ChangedByAnother, "");
        var open = await db.IncidentSteps.CountAsync(row => row.IncidentId == id && row.State == IncidentStepState.Open, ct);
        incident.Decide(to, open, now);
        if (to == IncidentState.Handling && incident.OwnerId is null)
        {
            incident.Assign(me);
        }

        AddEntry(work, id, IncidentEventKind.Decided, Filled(IncidentTexts.DecidedTo, to.Label(), VisibleText.Trimmed(reason)));
        if (!incident.IsOpen)
        {
            await IncidentHolds.LiftAsync(db, incident, me, now, ct);
        }

        await work.CommitAsync(ct);
        return true;
    }

    /// <summary>Gives the incident to a supervisor. False when there is no such incident or supervisor.</summary>
    /// <exception cref="RuleException">It is over.</exception>
    [RequiresPermission(Permission.HandleIncidents)]
    public async Task<bool> AssignAsync(Guid id, Guid owner, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.HandleIncidents, AuditActs.IncidentAssigned, ct);
        var incident = await work.Db.Incidents.FirstOrDefaultAsync(row => row.Id == id, ct);
        if (incident is null || !await MayHave(work.Db).AnyAsync(row => row.Id == owner, ct))
        {
            return false;
        }

        incident.Assign(owner);
        await work.CommitAsync(ct);
        return true;
    }

    private IncidentDetails Checked(IncidentDetails details)
    {
        var kept = FormFields.Cleaned(details);
        FormChecks.Ensure(kept);
        FormChecks.Refuse(
            CentreTime.ToUtc(kept.KnownOn!.Value, kept.KnownAt!.Value) > authorized.UtcNow,
            IncidentTexts.KnownAhead,
            nameof(kept.KnownOn)
        );
        return kept;
    }

    private static EventDetails FirstEvent(IncidentDetails details) =>
        new()
        {
            Kind = IncidentEventKind.Found,
            HappenedOn = details.KnownOn,
            HappenedAt = details.KnownAt,
            Who = details.KnownBy,
            Text = Filled(IncidentTexts.KnownEntry, details.How!.Value.Label(), details.Title!),
        };

    /// <summary>An entry of the time line for what is done now, in the words of the portal.</summary>
    private void AddEntry(UnitOfWork work, Guid id, IncidentEventKind kind, string text, DateTime? atUtc = null)
    {
        var civil = CentreTime.ToCivil(atUtc ?? authorized.UtcNow);
        var details = new EventDetails
        {
            Kind = kind,
            HappenedOn = DateOnly.FromDateTime(civil),
            HappenedAt = TimeOnly.FromDateTime(civil),
            Text = text,
        };
        work.Db.IncidentEvents.Add(new IncidentEvent(id, details, work.AccessContext.Me, authorized.UtcNow));
    }

    /// <summary>The members of staff who may have an incident or a step of one today.</summary>
    private IQueryable<StaffMember> MayHave(PortalDbContext db)
    {
        var (today, roles) = (
            authorized.Today,
            Enum.GetValues<Role>().Where(role => Permissions.Allows(role, Permission.HandleIncidents)).ToArray()
        );
        return db.Staff.Where(row =>
            roles.Contains(row.Role) && row.StartsOn <= today && (row.EndsOn == null || row.EndsOn >= today) && row.DisabledAtUtc == null
        );
    }

    /// <summary>Whether there is such a row, what it is called, and when it came up. Only whoever sees alarms, findings and documents gets
    /// an answer.</summary>
    private static async Task<(bool IsThere, string? Title, DateTime? AtUtc)> DescribeAsync(
        PortalDbContext db,
        IncidentSourceKind kind,
        Guid? source,
        CancellationToken ct
    )
    {
        var needed = kind switch
        {
            IncidentSourceKind.Alarm => Permission.SettleAlarms,
            IncidentSourceKind.Finding => Permission.ViewExposure,
            IncidentSourceKind.Document => Permission.ManageQuarantine,
            _ => Permission.ReportIncidents,
        };
        if (db.AccessContext.Role is not { } held || !Permissions.Allows(held, needed))
        {
            return (false, null, null);
        }

        switch (kind)
        {
            case IncidentSourceKind.Call:
                return (source is null, null, null);
            case IncidentSourceKind.Alarm:
                var alarm = await db.Alarms.AsNoTracking().FirstOrDefaultAsync(row => row.Id == source, ct);
                return (alarm is not null, alarm?.Kind.Label(), alarm?.RaisedAtUtc);
            case IncidentSourceKind.Finding:
                var finding = await db
                    .ExposureFindings.AsNoTracking()
                    .Where(row => row.Id == source)
                    .Select(row => new { row.Kind, db.ExposureChecks.First(check => check.Id == row.CheckId).EndedAtUtc })
                    .FirstOrDefaultAsync(ct);
                return (finding is not null, finding?.Kind.Label(), finding?.EndedAtUtc);
            case IncidentSourceKind.Document:
                var uploaded = await db
                    .Documents.Where(row => row.Id == source)
                    .Select(row => (DateTime?)row.UploadedAtUtc)
                    .FirstOrDefaultAsync(ct);
                return (uploaded is not null, IncidentTexts.SourceDocument, uploaded);
            default:
                return (false, null, null);
        }
    }
}
