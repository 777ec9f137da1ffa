using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Incidents;

/// <summary>連絡票: several people call the affected businesses at once. Whoever takes one holds it, so that nobody is called twice; what
/// came of it is one key. Taking one shows its number, and is a view of it in the ledger (ASVS 14.2.6).</summary>
public sealed class CallSheetService(AuthorizedDbContextFactory authorized)
{
    /// <summary>So long nobody else calls a business that somebody took. A talk is seldom longer; a caller whose line broke has it
    /// still.</summary>
    public static readonly TimeSpan HeldFor = TimeSpan.FromMinutes(30);

    /// <summary>What was reached needs no further call; what cannot be reached by telephone needs a visit or a letter.</summary>
    private static readonly ContactResult?[] Over =
    [
        ContactResult.Told,
        ContactResult.Refused,
        ContactResult.WrongNumber,
        ContactResult.Returned,
        ContactResult.Sent,
    ];

    /// <summary>How far the calls have come. Null when there is no such incident.</summary>
    [RequiresPermission(Permission.CallAffected)]
    public async Task<CallCounts?> CountAsync(Guid id, CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.CallAffected, ct);
        if (await db.Incidents.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, ct) is not { } incident)
        {
            return null;
        }

        var (now, me) = (authorized.UtcNow, db.AccessContext.Me);
        var lines = await db
            .AffectedBusinesses.AsNoTracking()
            .Where(row => row.IncidentId == id && row.RemovedAtUtc == null)
            .Select(row => new
            {
                row.LastResult,
                row.HeldById,
                row.HeldUntilUtc,
                row.NextAtUtc,
            })
            .ToListAsync(ct);
        var script = await ScriptAsync(db, id, ct);
        return new CallCounts
        {
            Number = IncidentFormatter.Number(incident.FiscalYear, incident.Number, incident.IsDrill),
            IsDrill = incident.IsDrill,
            IsOpen = incident.IsOpen,
            All = lines.Count,
            Told = lines.Count(line => line.LastResult == ContactResult.Told),
            Refused = lines.Count(line => line.LastResult == ContactResult.Refused),
            OtherWay = lines.Count(line => line.LastResult is ContactResult.WrongNumber or ContactResult.Returned),
            Sent = lines.Count(line => line.LastResult == ContactResult.Sent),
            Again = lines.Count(line => line.LastResult is ContactResult.Absent or ContactResult.Again),
            NotYet = lines.Count(line => line.LastResult is null),
            Held = lines.Count(line => line.HeldById is not null && line.HeldById != me && line.HeldUntilUtc > now),
            NextAtUtc = lines.Where(line => !Over.Contains(line.LastResult) && line.NextAtUtc > now).Min(line => line.NextAtUtc),
            Script = script?.Text,
            ScriptNumber = script?.Number ?? 0,
        };
    }

    /// <summary>Takes the business that is to be called next: the one that the caller holds already, else one that was never called, else
    /// the one whose time has come. Null when there is none now. The row of it is in the ledger of the business.</summary>
    [RequiresPermission(Permission.CallAffected)]
    public async Task<CallView?> NextAsync(Guid id, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.CallAffected, AuditActs.AffectedHeld, ct);
        var (db, me, now) = (work.Db, work.AccessContext.Me, authorized.UtcNow);
        if (!await db.Incidents.AnyAsync(row => row.Id == id && row.ClosedAtUtc == null, ct))
        {
            return null;
        }

        // Whoever writes has the one lock of the database: between this question and the commit nobody else takes the same line.
        var next = await db
            .AffectedBusinesses.Where(row => row.IncidentId == id && row.RemovedAtUtc == null && !Over.Contains(row.LastResult))
            .Where(row => row.HeldById == null || row.HeldById == me || row.HeldUntilUtc <= now)
            .Where(row => row.HeldById == me || row.NextAtUtc == null || row.NextAtUtc <= now)
            .OrderByDescending(row => row.HeldById == me && row.HeldUntilUtc > now)
            .ThenBy(row => row.Attempts)
            .ThenBy(row => row.NextAtUtc)
            .ThenBy(row => row.Id)
            .FirstOrDefaultAsync(ct);
        return next is null ? null : await TakeAsync(work, next, ct);
    }

    /// <summary>Takes one business of the list, whatever came of it before. Null when there is no such line.</summary>
    /// <exception cref="RuleException">Somebody else is calling it, or it is off the list.</exception>
    [RequiresPermission(Permission.CallAffected)]
    public async Task<CallView?> TakeAsync(Guid affected, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.CallAffected, AuditActs.AffectedHeld, ct);
        return await work.Db.AffectedBusinesses.FirstOrDefaultAsync(row => row.Id == affected, ct) is { } line
            ? await TakeAsync(work, line, ct)
            : null;
    }

    /// <summary>It is not being called after all. False when there is no such line.</summary>
    /// <exception cref="RuleException">Somebody else is calling it.</exception>
    [RequiresPermission(Permission.CallAffected)]
    public async Task<bool> LetGoAsync(Guid affected, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.CallAffected, AuditActs.AffectedLetGo, ct);
        if (await work.Db.AffectedBusinesses.FirstOrDefaultAsync(row => row.Id == affected, ct) is not { } line)
        {
            return false;
        }

        line.LetGo(work.AccessContext.Me);
        await work.CommitAsync(ct);
        return true;
    }

    /// <summary>What came of an attempt; the line is free again. False when there is no such line.</summary>
    /// <param name="affected">The line.</param>
    /// <param name="result">What came of it.</param>
    /// <param name="details">What was said beside it.</param>
    /// <param name="script">The version of the words that was shown; 0 where there was none.</param>
    /// <param name="ct">Stops it, and nothing is written.</param>
    /// <exception cref="RuleException">A field is wrong, the next time is over, or somebody else took the line.</exception>
    [RequiresPermission(Permission.CallAffected)]
    public async Task<bool> NoteAsync(
        Guid affected,
        ContactResult result,
        ContactDetails details,
        int script,
        CancellationToken ct = default
    )
    {
        await using var work = await authorized.BeginAsync(Permission.CallAffected, AuditActs.AffectedCalled, ct);
        var (db, me, now) = (work.Db, work.AccessContext.Me, authorized.UtcNow);
        if (await db.AffectedBusinesses.FirstOrDefaultAsync(row => row.Id == affected, ct) is not { } line)
        {
            return false;
        }

        FormChecks.Refuse(!Enum.IsDefined(result), DomainTexts.ChoiceUnknown, "");
        var kept = FormFields.Cleaned(details);
        FormChecks.Ensure(kept);
        var next = NextOf(result, kept);
        FormChecks.Refuse(next < now, IncidentTexts.NextIsOver, nameof(kept.NextOn));
        line.Note(result, next, me, now);
        db.ContactAttempts.Add(new ContactAttempt(line, result, kept, script, me, now));
        await work.CommitAsync(ct);
        return true;
    }

    /// <summary>One page of the whole list for whoever calls: who was told, who is called just now, who is to be called when.</summary>
    [RequiresPermission(Permission.CallAffected)]
    public async Task<Page<CallRow>> ListAsync(Guid id, PageRequest page, CancellationToken ct = default)
    {
        Page<CallRow> found;
        await using (var db = await authorized.OpenAsync(Permission.CallAffected, ct))
        {
            var now = authorized.UtcNow;
            var all = db.AffectedBusinesses.AsNoTracking().Where(row => row.IncidentId == id && row.RemovedAtUtc == null);
            var count = await all.CountCappedAsync(ct);
            var rows = await all.OrderBy(row => Over.Contains(row.LastResult))
                .ThenBy(row => row.Attempts)
                .ThenBy(row => row.Id)
                .Skip(page.Skip)
                .Take(page.Take)
                .Select(row => new
                {
                    Line = row,
                    Name = db
                        .Businesses.Where(business => business.Id == row.BusinessId)
                        .Select(business => business.Name)
                        .FirstOrDefault(),
                    Holder = db.Staff.Where(person => person.Id == row.HeldById).Select(person => person.Name).FirstOrDefault(),
                })
                .ToListAsync(ct);
            found = Page.Of<CallRow>(
                rows.ConvertAll(row => new CallRow(
                    row.Line.Id,
                    row.Line.BusinessId,
                    row.Name,
                    row.Line.LastResult,
                    row.Line.Attempts,
                    row.Line.NextAtUtc,
                    row.Line.IsHeldAt(now) ? row.Holder : null
                )),
                count
            );
        }

        await authorized.NoteListedAsync(
            Permission.CallAffected,
            AuditActs.AffectedListed,
            nameof(AffectedList),
            found.Rows.Select(row => row.BusinessId),
            ct
        );
        return found;
    }

    /// <summary>The call sheet for the printer: whoever is still to be told, in the order in which they are called; and an audit row of
    /// it in
    /// the ledger of each. Null when there is no such incident.</summary>
    [RequiresPermission(Permission.CallAffected)]
    public async Task<PrintedCallSheet?> PrintAsync(Guid id, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.CallAffected, AuditActs.CallSheetPrinted, ct);
        var db = work.Db;
        if (await db.Incidents.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, ct) is not { } incident)
        {
            return null;
        }

        var lines = await db
            .AffectedBusinesses.AsNoTracking()
            .Where(row => row.IncidentId == id && row.RemovedAtUtc == null)
            .OrderBy(row => row.Attempts)
            .ThenBy(row => row.NextAtUtc)
            .ThenBy(row => row.Id)
            .ToListAsync(ct);
        var open = lines.FindAll(line => line.LastResult is not (ContactResult.Told or ContactResult.Refused));
        var ids = open.ConvertAll(line => line.BusinessId);
        var businesses = await db.Businesses.AsNoTracking().Where(row => ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, ct);
        var script = await ScriptAsync(db, id, ct);
        work.NoteList(nameof(AffectedList), ids, id);
        await work.CommitAsync(ct);
        return new PrintedCallSheet(
            IncidentFormatter.Number(incident.FiscalYear, incident.Number, incident.IsDrill),
            incident.IsDrill,
            lines.Count,
            lines.Count - open.Count,
            script?.Text,
            script?.Number ?? 0,
            [
                .. open.Where(line => businesses.ContainsKey(line.BusinessId))
                    .Select(line =>
                    {
                        var business = businesses[line.BusinessId];
                        return new PrintedCallRow(
                            business.Name,
                            business.NameReading,
                            business.ContactName,
                            business.LatestDetails().TelephoneText(),
                            line.Data,
                            line.LastResult,
                            line.Attempts,
                            line.NextAtUtc
                        );
                    }),
            ]
        );
    }

    /// <summary>Writes the words that are read out, as the next version. False when there is no such incident.</summary>
    /// <exception cref="RuleException">They are missing or too long, or the incident is over.</exception>
    [RequiresPermission(Permission.HandleIncidents)]
    public async Task<bool> WriteScriptAsync(Guid id, ScriptDetails details, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.HandleIncidents, AuditActs.CallScriptWritten, ct);
        var incident = await work.Db.Incidents.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, ct);
        if (incident is null)
        {
            return false;
        }

        FormChecks.Refuse(!incident.IsOpen, IncidentTexts.IsOver, "");
        var kept = FormFields.Cleaned(details);
        FormChecks.Ensure(kept);
        var number = 1 + await work.Db.CallScripts.CountAsync(row => row.IncidentId == id, ct);
        work.Db.CallScripts.Add(new CallScript(id, number, kept.Text!, work.AccessContext.Me, authorized.UtcNow));
        await work.CommitAsync(ct);
        return true;
    }

    private async Task<CallView?> TakeAsync(UnitOfWork work, AffectedBusiness line, CancellationToken ct)
    {
        var (db, now) = (work.Db, authorized.UtcNow);
        line.Hold(work.AccessContext.Me, now, HeldFor);
        var business = await db.Businesses.AsNoTracking().FirstOrDefaultAsync(row => row.Id == line.BusinessId, ct);
        var names = await db.Staff.AsNoTracking().ToDictionaryAsync(row => row.Id, row => row.Name, ct);
        var attempts = await db
            .ContactAttempts.AsNoTracking()
            .Where(row => row.AffectedId == line.Id)
            .OrderByDescending(row => row.AtUtc)
            .ToListAsync(ct);
        await work.CommitAsync(ct);
        return new CallView
        {
            Id = line.Id,
            BusinessId = line.BusinessId,
            Name = business?.Name ?? "",
            NameReading = business?.NameReading,
            ContactName = business?.ContactName,
            Telephone = business?.LatestDetails().TelephoneText(),
            Ward = business?.Ward?.Label(),
            Data = line.Data,
            HeldUntilUtc = line.HeldUntilUtc!.Value,
            Attempts =
            [
                .. attempts.Select(row => new AttemptRow(
                    row.AtUtc,
                    row.Way,
                    row.Result,
                    names.GetValueOrDefault(row.ById, ""),
                    row.ToWhom,
                    row.Reaction,
                    row.HasSecondaryDamage,
                    row.Script
                )),
            ],
        };
    }

    private static Task<CallScript?> ScriptAsync(PortalDbContext db, Guid id, CancellationToken ct) =>
        db.CallScripts.AsNoTracking().Where(row => row.IncidentId == id).OrderByDescending(row => row.Number).FirstOrDefaultAsync(ct);

    private static DateTime? NextOf(ContactResult result, ContactDetails details) =>
        result is ContactResult.Absent or ContactResult.Again && details.NextOn is { } day
            ? CentreTime.ToUtc(day, details.NextAt ?? TimeOnly.MinValue)
            : null;
}
