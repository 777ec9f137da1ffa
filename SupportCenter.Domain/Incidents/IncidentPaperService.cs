using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Forms;

namespace SupportCenter.Domain.Incidents;

/// <summary>報告様式: one supervisor draws up the sheet of nine items, another one lets it go out. What was drawn up does not change with the
/// incident: what is known later is the next sheet (追完).</summary>
public sealed class IncidentPaperService(AuthorizedDbContextFactory authorized, IncidentOptions rules)
{
    /// <summary>Draws up a sheet from what is known now, and keeps it with its hash. Null when there is no such incident.</summary>
    /// <exception cref="RuleException">There is no such kind of sheet, or the incident is over.</exception>
    [RequiresPermission(Permission.HandleIncidents)]
    public async Task<Guid?> PrepareAsync(Guid id, IncidentPaperKind kind, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.HandleIncidents, AuditActs.IncidentPaperPrepared, ct);
        var db = work.Db;
        if (await db.Incidents.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, ct) is not { } incident)
        {
            return null;
        }

        FormChecks.Refuse(!Enum.IsDefined(kind), DomainTexts.ChoiceUnknown, "");
        FormChecks.Refuse(!incident.IsOpen, IncidentTexts.IsOver, "");
        var lines = await db
            .AffectedBusinesses.AsNoTracking()
            .Where(row => row.IncidentId == id && row.RemovedAtUtc == null)
            .ToListAsync(ct);
        var events = await db
            .IncidentEvents.AsNoTracking()
            .Where(row => row.IncidentId == id && !db.IncidentEvents.Any(other => other.CorrectsId == row.Id))
            .OrderBy(row => row.HappenedAtUtc)
            .Select(row => new { row.HappenedAtUtc, row.Text })
            .ToListAsync(ct);
        var items = NineItems.Of(
            incident.Details,
            events.ConvertAll(row => (row.HappenedAtUtc, row.Text)),
            lines.Count,
            lines.Count(line => line.IsListOnly),
            lines.Sum(line => line.Persons),
            lines.Count(line => line.LastResult == ContactResult.Told),
            rules.ManyPersons
        );
        var number = 1 + await db.IncidentPapers.CountAsync(row => row.IncidentId == id, ct);
        var paper = db.Add(new IncidentPaper(id, number, kind, items, work.AccessContext.Me, authorized.UtcNow)).Entity;
        await work.CommitAsync(ct);
        return paper.Id;
    }

    /// <summary>The sheets of an incident, the newest first, without their texts.</summary>
    [RequiresPermission(Permission.ViewIncidents)]
    public async Task<IReadOnlyList<PaperRow>> ListAsync(Guid id, CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.ViewIncidents, ct);
        var me = db.AccessContext.StaffId;
        var rows = await db
            .IncidentPapers.AsNoTracking()
            .Where(row => row.IncidentId == id)
            .OrderByDescending(row => row.Number)
            .Select(row => new
            {
                row.Id,
                row.Number,
                row.Kind,
                row.Hash,
                row.PreparedById,
                row.PreparedAtUtc,
                row.ApprovedAtUtc,
                PreparedBy = db.Staff.Where(person => person.Id == row.PreparedById).Select(person => person.Name).First(),
                ApprovedBy = db.Staff.Where(person => person.Id == row.ApprovedById).Select(person => person.Name).FirstOrDefault(),
            })
            .ToListAsync(ct);
        return
        [
            .. rows.Select(row => new PaperRow(
                row.Id,
                row.Number,
                row.Kind,
                Convert.ToHexStringLower(row.Hash),
                row.PreparedBy,
                row.PreparedAtUtc,
                row.ApprovedBy,
                row.ApprovedAtUtc,
                row.ApprovedAtUtc is null && row.PreparedById != me
            )),
        ];
    }

    /// <summary>A second person lets a sheet go out. False when there is no such sheet.</summary>
    /// <param name="paper">The sheet.</param>
    /// <param name="hash">The hash that was read, in hexadecimal digits.</param>
    /// <param name="ct">Stops it, and nothing is written.</param>
    /// <exception cref="RuleException">The same person drew it up, it is approved already, or it is not the one that was read.</exception>
    [RequiresPermission(Permission.ApproveIncidentPapers)]
    public async Task<bool> ApproveAsync(Guid paper, string hash, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.ApproveIncidentPapers, AuditActs.IncidentPaperApproved, ct);
        if (await work.Db.IncidentPapers.FirstOrDefaultAsync(row => row.Id == paper, ct) is not { } found)
        {
            return false;
        }

        FormChecks.Refuse(Convert.ToHexStringLower(found.Hash) != hash, DomainTexts.ChangedByAnother, "");
        found.Approve(work.AccessContext.Me, authorized.UtcNow);
        await work.CommitAsync(ct);
        return true;
    }

    /// <summary>A sheet for the printer, as it was drawn up; and an audit row of it. Null when there is none.</summary>
    /// <exception cref="RuleException">Its text was changed in the database.</exception>
    [RequiresPermission(Permission.HandleIncidents)]
    public async Task<PrintedPaper?> PrintAsync(Guid paper, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.HandleIncidents, AuditActs.IncidentPaperPrinted, ct);
        if (await work.Db.IncidentPapers.AsNoTracking().FirstOrDefaultAsync(row => row.Id == paper, ct) is not { } found)
        {
            return null;
        }

        FormChecks.Refuse(!found.IsSound, IncidentTexts.PaperDamaged, "");
        var incident = await work.Db.Incidents.AsNoTracking().FirstAsync(row => row.Id == found.IncidentId, ct);
        var names = await work
            .Db.Staff.Where(row => row.Id == found.PreparedById || row.Id == found.ApprovedById)
            .ToDictionaryAsync(row => row.Id, row => row.Name, ct);
        work.Note(nameof(IncidentPaper), paper);
        await work.CommitAsync(ct);
        return new PrintedPaper(
            incident.FiscalYear,
            incident.Number,
            incident.IsDrill,
            found.Number,
            found.Kind,
            found.Items(),
            Convert.ToHexStringLower(found.Hash),
            names.GetValueOrDefault(found.PreparedById, ""),
            found.PreparedAtUtc,
            found.ApprovedById is { } by ? names.GetValueOrDefault(by, "") : null,
            found.ApprovedAtUtc
        );
    }
}

/// <summary>A sheet as it is listed. <paramref name="MayApprove"/> for whoever did not draw it up.</summary>
public sealed record PaperRow(
    Guid Id,
    int Number,
    IncidentPaperKind Kind,
    string Hash,
    string PreparedBy,
    DateTime PreparedAtUtc,
    string? ApprovedBy,
    DateTime? ApprovedAtUtc,
    bool MayApprove
);

/// <summary>A sheet for the printer. <paramref name="ApprovedBy"/> is null while it is a draft.</summary>
public sealed record PrintedPaper(
    int FiscalYear,
    int IncidentNumber,
    bool IsDrill,
    int Number,
    IncidentPaperKind Kind,
    IReadOnlyList<PaperItem> Items,
    string Hash,
    string PreparedBy,
    DateTime PreparedAtUtc,
    string? ApprovedBy,
    DateTime? ApprovedAtUtc
);
