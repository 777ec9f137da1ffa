using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Oversight;

/// <summary>What is read of inspections.</summary>
public sealed partial class InspectionService
{
    /// <summary>All inspections, the newest first.</summary>
    [RequiresPermission(Permission.InspectContractors)]
    public async Task<IReadOnlyList<InspectionRow>> ListAsync(CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.InspectContractors, ct);
        var today = authorized.Today;
        var parties = await db.Contracts.AsNoTracking().ToDictionaryAsync(row => row.Id, row => row.Details.Party!, ct);
        var findings = (
            await db
                .Findings.Select(row => new
                {
                    row.InspectionId,
                    row.State,
                    row.Result,
                })
                .ToListAsync(ct)
        ).ToLookup(row => row.InspectionId);
        var corrections = (
            await db
                .Corrections.Select(row => new
                {
                    row.InspectionId,
                    row.State,
                    row.DueOn,
                })
                .ToListAsync(ct)
        ).ToLookup(row => row.InspectionId);
        return
        [
            .. (await db.Inspections.AsNoTracking().ToListAsync(ct))
                .OrderByDescending(row => row.FiscalYear)
                .ThenByDescending(row => row.Number)
                .Select(row => new InspectionRow(
                    row.Id,
                    row.FiscalYear,
                    row.Number,
                    parties[row.ContractId],
                    row.Details.InspectedOn!.Value,
                    row.Details.Mode!.Value,
                    row.State,
                    findings[row.Id].Count(item => item.State == AnswerState.Validated),
                    findings[row.Id].Count(),
                    findings[row.Id].Count(item => item.Result is FindingResult.Partly or FindingResult.Fails),
                    corrections[row.Id].Count(one => one.State != AnswerState.Validated),
                    corrections[row.Id].Count(one => one.State != AnswerState.Validated && one.DueOn < today)
                )),
        ];
    }

    /// <summary>One inspection with its items and corrections; null when there is none.</summary>
    [RequiresPermission(Permission.InspectContractors)]
    public async Task<InspectionView?> FindAsync(Guid id, CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.InspectContractors, ct);
        if (!await db.Inspections.AnyAsync(row => row.Id == id, ct))
        {
            return null;
        }

        await authorized.NoteViewedAsync(Permission.InspectContractors, AuditActs.InspectionViewed, nameof(Inspection), id, ct);
        return await ReadAsync(db, id, ct);
    }

    /// <summary>One inspection for its papers, and an audit row of the print; null when there is none.</summary>
    [RequiresPermission(Permission.InspectContractors)]
    public async Task<InspectionView?> PrintAsync(Guid id, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.InspectContractors, AuditActs.InspectionPrinted, ct);
        if (!await work.Db.Inspections.AnyAsync(row => row.Id == id, ct))
        {
            return null;
        }

        var view = await ReadAsync(work.Db, id, ct);
        work.Note(nameof(Inspection), id);
        await work.CommitAsync(ct);
        return view;
    }

    /// <summary>What of the inspections waits for the city.</summary>
    [RequiresPermission(Permission.InspectContractors)]
    public async Task<OversightDue> DueAsync(CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.InspectContractors, ct);
        var (today, year) = (authorized.Today, JapaneseDate.FiscalYear(authorized.Today));
        var open = await db
            .Corrections.Where(row => row.State != AnswerState.Validated)
            .Select(row => new { row.State, row.DueOn })
            .ToListAsync(ct);
        var inspected = await db.Inspections.Where(row => row.FiscalYear == year).Select(row => row.ContractId).ToListAsync(ct);
        var contracts = await db.Contracts.AsNoTracking().ToListAsync(ct);
        return new OversightDue(
            open.Count,
            open.Count(row => row.DueOn < today),
            open.Count(row => row.State == AnswerState.Proposed),
            open.Count == 0 ? null : open.Min(row => row.DueOn),
            [.. contracts.Where(row => row.IsValidOn(today) && !inspected.Contains(row.Id)).Select(row => row.Details.Party!).Order()]
        );
    }

    /// <summary>The table of a fiscal year: every contract that held in it, its last inspection, and the double check.</summary>
    [RequiresPermission(Permission.InspectContractors)]
    public async Task<OversightYear> YearAsync(int fiscalYear, CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.InspectContractors, ct);
        var (today, from, to) = (authorized.Today, new DateOnly(fiscalYear, 4, 1), new DateOnly(fiscalYear + 1, 3, 31));
        var contracts = (await db.Contracts.AsNoTracking().Where(row => row.ApprovedAtUtc != null).ToListAsync(ct))
            .Where(row => row.Details.ValidFrom <= to && row.Details.ValidTo >= from)
            .OrderBy(row => row.Details.Organisation)
            .ThenBy(row => row.Details.ValidFrom)
            .ThenBy(row => row.Id);
        var inspections = (await db.Inspections.AsNoTracking().Where(row => row.FiscalYear == fiscalYear).ToListAsync(ct)).ToLookup(row =>
            row.ContractId
        );
        var findings = (await db.Findings.AsNoTracking().ToListAsync(ct)).ToLookup(row => row.InspectionId);
        var corrections = (await db.Corrections.AsNoTracking().ToListAsync(ct)).ToLookup(row => row.InspectionId);
        return new OversightYear(
            fiscalYear,
            [.. contracts.Select(contract => RowOf(contract, inspections[contract.Id].MaxBy(row => row.Number)))],
            await DoubleCheckService.ResultAsync(db, fiscalYear, ct)
        );

        YearRow RowOf(Contract contract, Inspection? last)
        {
            var (items, asked) = last is null ? ([], []) : (findings[last.Id].ToList(), corrections[last.Id].ToList());
            int Count(FindingResult result) => items.Count(item => item.Result == result);
            return new YearRow(
                contract.Details.Party!,
                contract.Details.Organisation!.Value,
                last?.Details.InspectedOn,
                last?.Details.Mode,
                Count(FindingResult.Conforms),
                Count(FindingResult.Partly),
                Count(FindingResult.Fails),
                Count(FindingResult.NotApplicable),
                asked.Count,
                asked.Count(one => one.State == AnswerState.Validated),
                asked.Count(one => one.IsOverdueOn(today))
            );
        }
    }

    private async Task<InspectionView> ReadAsync(PortalDbContext db, Guid id, CancellationToken ct)
    {
        var inspection = await db.Inspections.AsNoTracking().FirstAsync(row => row.Id == id, ct);
        var contract = await db.Contracts.AsNoTracking().FirstAsync(row => row.Id == inspection.ContractId, ct);
        var names = await OversightNames.ReadAsync(db, ct);
        var corrections = (
            await db.Corrections.AsNoTracking().Where(row => row.InspectionId == id).OrderBy(row => row.OrderedAtUtc).ToListAsync(ct)
        ).ToLookup(row => row.FindingId, row => CorrectionOf(row, names));
        var items = await db
            .Findings.AsNoTracking()
            .Where(row => row.InspectionId == id)
            .OrderBy(row => row.ListOrder)
            .ThenBy(row => row.CheckItemId)
            .ToListAsync(ct);
        return new InspectionView
        {
            Id = id,
            FiscalYear = inspection.FiscalYear,
            Number = inspection.Number,
            ContractId = contract.Id,
            Party = contract.Details.Party!,
            Work = contract.Details.Work!,
            State = inspection.State,
            Details = inspection.Details,
            OpenedBy = names.Of(inspection.OpenedById),
            OpenedAtUtc = inspection.OpenedAtUtc,
            ClosedBy = names.OfOrNull(inspection.ClosedById),
            ClosedAtUtc = inspection.ClosedAtUtc,
            Items = [.. items.Select((row, at) => ItemOf(row, at + 1, names, [.. corrections[row.Id]]))],
            Version = inspection.Version,
        };
    }

    private static FindingRow ItemOf(Finding row, int number, OversightNames names, IReadOnlyList<CorrectionRow> corrections) =>
        new()
        {
            Id = row.Id,
            Number = number,
            Text = row.ItemText,
            Basis = row.ItemBasis,
            How = row.ItemHow,
            ItemNumber = row.ItemNumber,
            Evidence = row.Evidence,
            Facts = row.FactList(),
            FactsAtUtc = row.FactsAtUtc,
            FactsSequence = row.FactsSequence,
            State = row.State,
            Answer = row.Answer,
            AnsweredBy = names.OfOrNull(row.AnsweredById),
            AnsweredAtUtc = row.AnsweredAtUtc,
            Result = row.Result,
            Severity = row.Severity,
            Note = row.Note,
            JudgedBy = names.OfOrNull(row.JudgedById),
            JudgedAtUtc = row.JudgedAtUtc,
            Corrections = corrections,
            Version = row.Version,
        };

    private CorrectionRow CorrectionOf(Correction row, OversightNames names) =>
        new()
        {
            Id = row.Id,
            Wanted = row.Wanted,
            DueOn = row.DueOn,
            State = row.State,
            IsOverdue = row.IsOverdueOn(authorized.Today),
            Answer = row.Answer,
            AnsweredBy = names.OfOrNull(row.AnsweredById),
            AnsweredAtUtc = row.AnsweredAtUtc,
            ReturnReason = row.ReturnReason,
            VerifiedBy = names.OfOrNull(row.VerifiedById),
            VerifiedAtUtc = row.VerifiedAtUtc,
            Version = row.Version,
        };
}
