using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Oversight;

/// <summary>検査: the city looks at each item of the catalogue, beside what the portal knows and what the organisation answers, and orders
/// corrections.</summary>
public sealed partial class InspectionService(AuthorizedDbContextFactory authorized)
{
    /// <summary>Begins an inspection of a contract: an item of it for each item of the catalogue that is in use, with what the portal knows
    /// at this moment. Null when there is no such contract.</summary>
    /// <exception cref="RuleException">A field is wrong, the contract is not approved, or the catalogue is empty.</exception>
    [RequiresPermission(Permission.InspectContractors)]
    public async Task<Guid?> OpenAsync(Guid contract, InspectionDetails details, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.InspectContractors, AuditActs.InspectionOpened, ct);
        var db = work.Db;
        if (await db.Contracts.AsNoTracking().FirstOrDefaultAsync(row => row.Id == contract, ct) is not { } inspected)
        {
            return null;
        }

        var kept = Checked(details);
        FormChecks.Refuse(inspected.ApprovedAtUtc is null, InspectionTexts.NotApproved, "");
        var items = (await db.CheckItems.AsNoTracking().ToListAsync(ct))
            .Where(row => !row.Details.IsRetired)
            .OrderBy(row => row.Details.ListOrder)
            .ThenBy(row => row.Id)
            .ToList();
        FormChecks.Refuse(items.Count == 0, InspectionTexts.NoItems, "");
        var year = JapaneseDate.FiscalYear(kept.InspectedOn!.Value);
        var last = await db.Inspections.Where(row => row.FiscalYear == year).MaxAsync(row => (int?)row.Number, ct);
        var inspection = db
            .Inspections.Add(new Inspection(contract, (last ?? 0) + 1, kept, work.AccessContext.Me, authorized.UtcNow))
            .Entity;
        var (reader, sequence) = await ReaderAsync(db, inspected, ct);
        foreach (var item in items)
        {
            var finding = db.Findings.Add(new Finding(inspection.Id, item)).Entity;
            await TakeAsync(finding, reader, sequence, ct);
        }

        await work.CommitAsync(ct);
        return inspection.Id;
    }

    /// <summary>Takes over corrected details. False when there is no such inspection.</summary>
    /// <exception cref="RuleException">A field is wrong, somebody else was faster, or it is closed.</exception>
    [RequiresPermission(Permission.InspectContractors)]
    public async Task<bool> ChangeAsync(Guid id, InspectionDetails details, Guid seen, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.InspectContractors, AuditActs.InspectionChanged, ct);
        if (await work.Db.Inspections.FirstOrDefaultAsync(row => row.Id == id, ct) is not { } inspection)
        {
            return false;
        }

        FormChecks.Refuse(inspection.Version != seen, DomainTexts.ChangedByAnother, "");
        inspection.Change(Checked(details));
        await work.CommitAsync(ct);
        return true;
    }

    /// <summary>Reads again what the portal knows, for every item. False when there is no such inspection.</summary>
    /// <exception cref="RuleException">It is closed.</exception>
    [RequiresPermission(Permission.InspectContractors)]
    public async Task<bool> TakeEvidenceAsync(Guid id, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.InspectContractors, AuditActs.InspectionEvidenceTaken, ct);
        if (await work.Db.Inspections.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, ct) is not { } inspection)
        {
            return false;
        }

        inspection.EnsureOpen();
        var contract = await work.Db.Contracts.AsNoTracking().FirstAsync(row => row.Id == inspection.ContractId, ct);
        var (reader, sequence) = await ReaderAsync(work.Db, contract, ct);
        foreach (var finding in await work.Db.Findings.Where(row => row.InspectionId == id).ToListAsync(ct))
        {
            await TakeAsync(finding, reader, sequence, ct);
        }

        await work.CommitAsync(ct);
        return true;
    }

    /// <summary>Judges an item. False when there is none.</summary>
    /// <exception cref="RuleException">A field is wrong, somebody else was faster, it is one's own answer, or the inspection is
    /// closed.</exception>
    [RequiresPermission(Permission.InspectContractors)]
    public async Task<bool> JudgeAsync(Guid item, FindingDetails details, Guid seen, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.InspectContractors, AuditActs.FindingJudged, ct);
        if (await work.Db.Findings.FirstOrDefaultAsync(row => row.Id == item, ct) is not { } finding)
        {
            return false;
        }

        (await work.Db.Inspections.AsNoTracking().FirstAsync(row => row.Id == finding.InspectionId, ct)).EnsureOpen();
        var kept = FormFields.Cleaned(details);
        FormChecks.Ensure(kept);
        FormChecks.Refuse(finding.Version != seen, DomainTexts.ChangedByAnother, "");
        finding.Judge(kept, work.AccessContext.Me, authorized.UtcNow);
        await work.CommitAsync(ct);
        return true;
    }

    /// <summary>Closes an inspection of which every item is judged; its corrections go on. False when there is none.</summary>
    /// <exception cref="RuleException">Items are not judged, somebody else was faster, or it is closed.</exception>
    [RequiresPermission(Permission.InspectContractors)]
    public async Task<bool> CloseAsync(Guid id, Guid seen, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.InspectContractors, AuditActs.InspectionClosed, ct);
        if (await work.Db.Inspections.FirstOrDefaultAsync(row => row.Id == id, ct) is not { } inspection)
        {
            return false;
        }

        FormChecks.Refuse(inspection.Version != seen, DomainTexts.ChangedByAnother, "");
        var open = await work.Db.Findings.CountAsync(row => row.InspectionId == id && row.State != AnswerState.Validated, ct);
        inspection.Close(open, work.AccessContext.Me, authorized.UtcNow);
        await work.CommitAsync(ct);
        return true;
    }

    /// <summary>Orders that something be put right. False when there is no such item.</summary>
    /// <exception cref="RuleException">A field is wrong, the day has passed, or the item is no finding.</exception>
    [RequiresPermission(Permission.InspectContractors)]
    public async Task<bool> OrderAsync(Guid item, CorrectionDetails details, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.InspectContractors, AuditActs.CorrectionOrdered, ct);
        if (await work.Db.Findings.AsNoTracking().FirstOrDefaultAsync(row => row.Id == item, ct) is not { } finding)
        {
            return false;
        }

        var kept = FormFields.Cleaned(details);
        FormChecks.Ensure(kept);
        FormChecks.Refuse(!finding.IsFinding, InspectionTexts.NoFinding, "");
        FormChecks.Refuse(kept.DueOn < authorized.Today, InspectionTexts.DuePassed, nameof(kept.DueOn));
        work.Db.Corrections.Add(new Correction(finding, kept, work.AccessContext.Me, authorized.UtcNow));
        await work.CommitAsync(ct);
        return true;
    }

    /// <summary>Somebody of the city has seen that it is done. False when there is none.</summary>
    /// <exception cref="RuleException">Nobody answered, somebody else was faster, it is one's own answer, or it is verified.</exception>
    [RequiresPermission(Permission.InspectContractors)]
    public Task<bool> VerifyAsync(Guid correction, Guid seen, CancellationToken ct = default) =>
        SettleAsync(correction, seen, AuditActs.CorrectionVerified, (found, me) => found.Verify(me, authorized.UtcNow), ct);

    /// <summary>The answer does not suffice, and why. False when there is none.</summary>
    /// <exception cref="RuleException">The reason is missing, nobody answered, somebody else was faster, or it is verified.</exception>
    [RequiresPermission(Permission.InspectContractors)]
    public Task<bool> ReturnAsync(Guid correction, string reason, Guid seen, CancellationToken ct = default) =>
        SettleAsync(
            correction,
            seen,
            AuditActs.CorrectionReturned,
            (found, me) =>
            {
                FormChecks.Refuse(VisibleText.IsBlank(reason), InspectionTexts.ReasonNeeded, "Reason");
                found.Return(VisibleText.Trimmed(reason), me);
            },
            ct
        );

    private async Task<bool> SettleAsync(Guid id, Guid seen, string act, Action<Correction, Guid> settle, CancellationToken ct)
    {
        await using var work = await authorized.BeginAsync(Permission.InspectContractors, act, ct);
        if (await work.Db.Corrections.FirstOrDefaultAsync(row => row.Id == id, ct) is not { } correction)
        {
            return false;
        }

        FormChecks.Refuse(correction.Version != seen, DomainTexts.ChangedByAnother, "");
        settle(correction, work.AccessContext.Me);
        await work.CommitAsync(ct);
        return true;
    }

    private InspectionDetails Checked(InspectionDetails details)
    {
        var kept = FormFields.Cleaned(details);
        FormChecks.Ensure(kept);
        FormChecks.Refuse(kept.InspectedOn > authorized.Today, InspectionTexts.Ahead, nameof(kept.InspectedOn));
        return kept;
    }

    private async Task<(EvidenceReader Reader, long Sequence)> ReaderAsync(PortalDbContext db, Contract contract, CancellationToken ct) =>
        (
            new EvidenceReader(db, authorized.Backups, contract, authorized.UtcNow),
            await db.Audit.MaxAsync(row => (long?)row.Sequence, ct) ?? 0
        );

    private async Task TakeAsync(Finding finding, EvidenceReader reader, long sequence, CancellationToken ct)
    {
        if (finding.Evidence != EvidenceKind.None)
        {
            finding.Take(await reader.ReadAsync(finding.Evidence, ct), sequence, authorized.UtcNow);
        }
    }
}
