using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;

namespace SupportCenter.Domain.Oversight;

/// <summary>What an organisation answers, by its 管理責任者 and nobody else: a proposal, until the city has looked. Of an inspection it sees
/// what is asked of it, and nothing that the city wrote for itself.</summary>
public sealed class InspectionAnswerService(AuthorizedDbContextFactory authorized)
{
    /// <summary>What is asked of the caller's organisation: the items of open inspections, and corrections that are not verified.</summary>
    [RequiresPermission(Permission.AnswerInspections)]
    public async Task<IReadOnlyList<AskedRow>> ListAsync(CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.AnswerInspections, ct);
        var today = authorized.Today;
        var inspections = await Mine(db).AsNoTracking().ToDictionaryAsync(row => row.Id, ct);
        var findings = await db
            .Findings.AsNoTracking()
            .Where(row => inspections.Keys.Contains(row.InspectionId))
            .OrderBy(row => row.ListOrder)
            .ThenBy(row => row.CheckItemId)
            .ToListAsync(ct);
        var corrections = await db
            .Corrections.AsNoTracking()
            .Where(row => inspections.Keys.Contains(row.InspectionId) && row.State != AnswerState.Validated)
            .OrderBy(row => row.DueOn)
            .ToListAsync(ct);
        string NumberOf(Guid inspection) => InspectionFormatter.Number(inspections[inspection].FiscalYear, inspections[inspection].Number);
        return
        [
            .. corrections.Select(row => new AskedRow(
                row.Id,
                true,
                NumberOf(row.InspectionId),
                row.Wanted,
                findings.First(item => item.Id == row.FindingId).ItemText,
                row.DueOn,
                row.IsOverdueOn(today),
                row.State,
                row.Answer,
                row.ReturnReason,
                row.Version
            )),
            .. findings
                .Where(row => row.State != AnswerState.Validated && inspections[row.InspectionId].State == InspectionState.Open)
                .Select(row => new AskedRow(
                    row.Id,
                    false,
                    NumberOf(row.InspectionId),
                    row.ItemText,
                    row.ItemBasis,
                    null,
                    false,
                    row.State,
                    row.Answer,
                    null,
                    row.Version
                )),
        ];
    }

    /// <summary>Answers an item. False when there is none that is asked of the caller.</summary>
    /// <exception cref="RuleException">The text is missing or too long, somebody else was faster, or the city has judged.</exception>
    [RequiresPermission(Permission.AnswerInspections)]
    public async Task<bool> AnswerItemAsync(Guid item, AnswerDetails details, Guid seen, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.AnswerInspections, AuditActs.FindingAnswered, ct);
        var mine = Mine(work.Db).Where(row => row.State == InspectionState.Open).Select(row => row.Id);
        if (await work.Db.Findings.FirstOrDefaultAsync(row => row.Id == item && mine.Contains(row.InspectionId), ct) is not { } finding)
        {
            return false;
        }

        var kept = Checked(details);
        FormChecks.Refuse(finding.Version != seen, DomainTexts.ChangedByAnother, "");
        finding.Propose(kept.Answer!, work.AccessContext.Me, authorized.UtcNow);
        await work.CommitAsync(ct);
        return true;
    }

    /// <summary>Reports what was done about a correction. False when there is none that is asked of the caller.</summary>
    /// <exception cref="RuleException">The text is missing or too long, somebody else was faster, or it is verified.</exception>
    [RequiresPermission(Permission.AnswerInspections)]
    public async Task<bool> AnswerCorrectionAsync(Guid correction, AnswerDetails details, Guid seen, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.AnswerInspections, AuditActs.CorrectionAnswered, ct);
        var mine = Mine(work.Db).Select(row => row.Id);
        if (
            await work.Db.Corrections.FirstOrDefaultAsync(row => row.Id == correction && mine.Contains(row.InspectionId), ct)
            is not { } found
        )
        {
            return false;
        }

        var kept = Checked(details);
        FormChecks.Refuse(found.Version != seen, DomainTexts.ChangedByAnother, "");
        found.Propose(kept.Answer!, work.AccessContext.Me, authorized.UtcNow);
        await work.CommitAsync(ct);
        return true;
    }

    /// <summary>The inspections of the contracts for which the caller answers.</summary>
    private static IQueryable<Inspection> Mine(PortalDbContext db)
    {
        var me = db.AccessContext.Me;
        return db.Inspections.Where(row => db.Contracts.Any(contract => contract.Id == row.ContractId && contract.ManagerId == me));
    }

    private static AnswerDetails Checked(AnswerDetails details)
    {
        var kept = FormFields.Cleaned(details);
        FormChecks.Ensure(kept);
        return kept;
    }
}
