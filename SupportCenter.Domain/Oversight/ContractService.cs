using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Oversight;

/// <summary>契約・再委託: one supervisor records what was agreed, another one approves it; without one that holds today nobody of the
/// organisation can sign in.</summary>
public sealed class ContractService(AuthorizedDbContextFactory authorized, OversightOptions rules)
{
    /// <summary>All contracts: those of today first, each with its subcontracts behind it.</summary>
    [RequiresPermission(Permission.ViewOversight)]
    public async Task<IReadOnlyList<ContractRow>> ListAsync(CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.ViewOversight, ct);
        var rows = await RowsAsync(db, ct);
        return
        [
            .. rows.Where(row => row.ParentId is null)
                .OrderBy(row => row.State == ContractState.Ended)
                .ThenBy(row => row.Organisation)
                .ThenByDescending(row => row.ValidTo)
                .ThenBy(row => row.Id)
                .SelectMany(row => Below(rows, row.Id).Prepend(row)),
        ];
    }

    /// <summary>Where each organisation stands today, the city left out: what the start page says.</summary>
    [RequiresPermission(Permission.ViewOversight)]
    public async Task<IReadOnlyList<OrganisationStanding>> StandingAsync(CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.ViewOversight, ct);
        var today = authorized.Today;
        var people = await db
            .Staff.Where(StaffMember.ActiveOn(today))
            .GroupBy(row => row.Organisation)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, ct);
        var contracts = await db.Contracts.AsNoTracking().Where(row => row.State == ContractState.Approved).ToListAsync(ct);
        return
        [
            .. Enum.GetValues<Organisation>()
                .Where(organisation => organisation != Organisation.City)
                .Select(organisation => Standing(organisation, people.GetValueOrDefault(organisation), contracts, today)),
        ];
    }

    /// <summary>One contract; null when there is none.</summary>
    [RequiresPermission(Permission.ViewOversight)]
    public async Task<ContractView?> FindAsync(Guid id, CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.ViewOversight, ct);
        if (await db.Contracts.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, ct) is not { } contract)
        {
            return null;
        }

        await authorized.NoteViewedAsync(Permission.ViewOversight, AuditActs.ContractViewed, nameof(Contract), id, ct);
        var (rows, names) = (await RowsAsync(db, ct), await OversightNames.ReadAsync(db, ct));
        var people = await db
            .Staff.Where(StaffMember.ActiveOn(authorized.Today))
            .Where(row => row.Organisation == contract.Details.Organisation)
            .OrderBy(row => row.Name)
            .Select(row => new NamedChoice(row.Id, row.Name))
            .ToListAsync(ct);
        return new ContractView
        {
            Id = id,
            Details = contract.Details,
            State = contract.State,
            IsValidToday = rows.First(row => row.Id == id).IsValidToday,
            Parent = rows.FirstOrDefault(row => row.Id == contract.ParentId),
            Subcontracts = [.. Below(rows, id)],
            RecordedBy = names.Of(contract.RecordedById),
            RecordedAtUtc = contract.RecordedAtUtc,
            ApprovedBy = names.OfOrNull(contract.ApprovedById),
            ApprovedAtUtc = contract.ApprovedAtUtc,
            EndedBy = names.OfOrNull(contract.EndedById),
            EndedAtUtc = contract.EndedAtUtc,
            EndReason = contract.EndReason,
            ManagerId = contract.ManagerId,
            Manager = names.OfOrNull(contract.ManagerId),
            People = people,
            MayApprove = contract.State == ContractState.Proposed && contract.RecordedById != db.AccessContext.StaffId,
            Version = contract.Version,
        };
    }

    /// <summary>Records a contract, or a subcontract below one, for somebody else to approve. Null when there is no such contract
    /// above.</summary>
    /// <param name="details">What was agreed.</param>
    /// <param name="parent">The contract above; null for one with the city.</param>
    /// <param name="ct">Stops it, and nothing is written.</param>
    /// <exception cref="RuleException">A field is wrong, the organisation does not fit, or a subcontract outlasts its contract or stands
    /// below another one.</exception>
    [RequiresPermission(Permission.KeepContracts)]
    public async Task<Guid?> RecordAsync(ContractDetails details, Guid? parent, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.KeepContracts, AuditActs.ContractRecorded, ct);
        var above = parent is null ? null : await work.Db.Contracts.AsNoTracking().FirstOrDefaultAsync(row => row.Id == parent, ct);
        if (parent is not null && above is null)
        {
            return null;
        }

        var contract = work
            .Db.Contracts.Add(new Contract(Checked(details, above), parent, work.AccessContext.Me, authorized.UtcNow))
            .Entity;
        await work.CommitAsync(ct);
        return contract.Id;
    }

    /// <summary>Takes over other details of one that waits for approval. False when there is none.</summary>
    /// <exception cref="RuleException">A field is wrong, somebody else was faster, or it is approved or ended.</exception>
    [RequiresPermission(Permission.KeepContracts)]
    public Task<bool> ChangeAsync(Guid id, ContractDetails details, Guid seen, CancellationToken ct = default) =>
        StepAsync(
            Permission.KeepContracts,
            AuditActs.ContractChanged,
            id,
            seen,
            async (work, contract) =>
            {
                var above = contract.ParentId is { } parent
                    ? await work.Db.Contracts.AsNoTracking().FirstAsync(row => row.Id == parent, ct)
                    : null;
                contract.Change(Checked(details, above), work.AccessContext.Me, authorized.UtcNow);
            },
            ct
        );

    /// <summary>A second supervisor approves it: from its first day on people sign in by it. False when there is none.</summary>
    /// <exception cref="RuleException">The same person wrote it, somebody else was faster, or it is approved or ended.</exception>
    [RequiresPermission(Permission.ApproveContracts)]
    public Task<bool> ApproveAsync(Guid id, Guid seen, CancellationToken ct = default) =>
        StepAsync(
            Permission.ApproveContracts,
            AuditActs.ContractApproved,
            id,
            seen,
            (work, contract) =>
            {
                contract.Approve(work.AccessContext.Me, authorized.UtcNow);
                return Task.CompletedTask;
            },
            ct
        );

    /// <summary>Ends it now, with the reason; who works by it is out at once. False when there is none.</summary>
    /// <exception cref="RuleException">The reason is missing, somebody else was faster, or it is over.</exception>
    [RequiresPermission(Permission.KeepContracts)]
    public Task<bool> EndAsync(Guid id, string reason, Guid seen, CancellationToken ct = default) =>
        StepAsync(
            Permission.KeepContracts,
            AuditActs.ContractEnded,
            id,
            seen,
            (work, contract) =>
            {
                FormChecks.Refuse(VisibleText.IsBlank(reason), ContractTexts.ReasonNeeded, "Reason");
                contract.End(VisibleText.Trimmed(reason), work.AccessContext.Me, authorized.UtcNow);
                return Task.CompletedTask;
            },
            ct
        );

    /// <summary>Names the 管理責任者, who answers for the organisation. False when there is no such contract or person.</summary>
    /// <exception cref="RuleException">The person belongs elsewhere, somebody else was faster, or it is over.</exception>
    [RequiresPermission(Permission.KeepContracts)]
    public async Task<bool> NameManagerAsync(Guid id, Guid person, Guid seen, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.KeepContracts, AuditActs.ContractManagerNamed, ct);
        var contract = await work.Db.Contracts.FirstOrDefaultAsync(row => row.Id == id, ct);
        var named = await work.Db.Staff.AsNoTracking().FirstOrDefaultAsync(row => row.Id == person, ct);
        if (contract is null || named?.IsActiveOn(authorized.Today) != true)
        {
            return false;
        }

        FormChecks.Refuse(contract.Version != seen, DomainTexts.ChangedByAnother, "");
        contract.NameManager(named);
        await work.CommitAsync(ct);
        return true;
    }

    private async Task<bool> StepAsync(
        Permission permission,
        string act,
        Guid id,
        Guid seen,
        Func<UnitOfWork, Contract, Task> step,
        CancellationToken ct
    )
    {
        await using var work = await authorized.BeginAsync(permission, act, ct);
        if (await work.Db.Contracts.FirstOrDefaultAsync(row => row.Id == id, ct) is not { } contract)
        {
            return false;
        }

        FormChecks.Refuse(contract.Version != seen, DomainTexts.ChangedByAnother, "");
        await step(work, contract);
        await work.CommitAsync(ct);
        return true;
    }

    private static ContractDetails Checked(ContractDetails details, Contract? above)
    {
        var kept = FormFields.Cleaned(details);
        if (above is not null)
        {
            kept.Organisation = Organisation.Subcontractor;
        }

        FormChecks.Ensure(kept);
        FormChecks.Refuse(
            above is null && kept.Organisation == Organisation.Subcontractor,
            ContractTexts.NeedsContractAbove,
            nameof(kept.Organisation)
        );
        if (above is not null)
        {
            FormChecks.Refuse(above.ParentId is not null, ContractTexts.NotBelowSubcontract, "");
            FormChecks.Refuse(above.State == ContractState.Ended, ContractTexts.EndedAlready, "");
            FormChecks.Refuse(kept.ValidTo > above.Details.ValidTo, ContractTexts.OutlastsContract, nameof(kept.ValidTo));
        }

        return kept;
    }

    private OrganisationStanding Standing(Organisation organisation, int people, List<Contract> contracts, DateOnly today)
    {
        var last = LastDay(organisation, contracts, today);
        var left = last?.DayNumber - today.DayNumber;
        var warning =
            left is null ? (people > 0 ? ContractWarning.Missing : ContractWarning.None)
            : left <= rules.LastWarningDays ? ContractWarning.Last
            : left <= rules.SecondWarningDays ? ContractWarning.Second
            : left <= rules.FirstWarningDays ? ContractWarning.First
            : ContractWarning.None;
        return new OrganisationStanding(organisation, people, last, left, warning);
    }

    /// <summary>The last day up to which approved contracts of the organisation follow on each other without a gap, from today.</summary>
    private static DateOnly? LastDay(Organisation organisation, List<Contract> contracts, DateOnly today)
    {
        DateOnly? last = null;
        // A subcontract holds no longer than the contract above it.
        var periods = contracts
            .Where(row => row.Details.Organisation == organisation)
            .Select(row => (Row: row, Above: contracts.Find(parent => parent.Id == row.ParentId)))
            .Where(pair => pair.Row.ParentId is null || pair.Above is not null)
            .Select(pair =>
                (
                    From: Later(pair.Row.Details.ValidFrom!.Value, pair.Above?.Details.ValidFrom),
                    To: Earlier(pair.Row.Details.ValidTo!.Value, pair.Above?.Details.ValidTo)
                )
            )
            .OrderBy(period => period.From);
        foreach (var (from, to) in periods)
        {
            var reached = last ?? today.AddDays(-1);
            if (from <= reached.AddDays(1) && to > reached)
            {
                last = to;
            }
        }

        return last;
    }

    private static DateOnly Later(DateOnly one, DateOnly? other) => other > one ? other.Value : one;

    private static DateOnly Earlier(DateOnly one, DateOnly? other) => other < one ? other.Value : one;

    private static IEnumerable<ContractRow> Below(IReadOnlyList<ContractRow> rows, Guid contract) =>
        rows.Where(row => row.ParentId == contract).OrderBy(row => row.State == ContractState.Ended).ThenByDescending(row => row.ValidTo);

    private async Task<IReadOnlyList<ContractRow>> RowsAsync(PortalDbContext db, CancellationToken ct)
    {
        var (today, all) = (authorized.Today, await db.Contracts.AsNoTracking().ToListAsync(ct));
        return
        [
            .. all.Select(row => new ContractRow(
                row.Id,
                row.ParentId,
                row.Details.Organisation!.Value,
                row.Details.Party!,
                row.Details.ValidFrom!.Value,
                row.Details.ValidTo!.Value,
                row.State,
                row.IsValidOn(today) && (row.ParentId is null || all.Exists(above => above.Id == row.ParentId && above.IsValidOn(today)))
            )),
        ];
    }
}
