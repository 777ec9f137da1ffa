using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;

namespace SupportCenter.Domain.Oversight;

/// <summary>名簿: a list of people is entered as it was handed in, and compared, not believed.</summary>
public sealed class RosterService(AuthorizedDbContextFactory authorized)
{
    private const int MostPeople = 500;

    /// <summary>Enters a list. Null when there is no such contract.</summary>
    /// <exception cref="RuleException">A field or a line is wrong, the day lies ahead, or the contract has ended.</exception>
    [RequiresPermission(Permission.InspectContractors)]
    public async Task<Guid?> EnterAsync(Guid contract, RosterDetails details, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.InspectContractors, AuditActs.RosterEntered, ct);
        if (await work.Db.Contracts.AsNoTracking().FirstOrDefaultAsync(row => row.Id == contract, ct) is not { } found)
        {
            return null;
        }

        var kept = FormFields.Cleaned(details);
        FormChecks.Ensure(kept);
        FormChecks.Refuse(found.State == ContractState.Ended, ContractTexts.EndedAlready, "");
        FormChecks.Refuse(kept.HandedInOn > authorized.Today, RosterTexts.Ahead, nameof(kept.HandedInOn));
        var people = RosterReading.Of(kept.Lines!, kept.HandedInOn!.Value);
        FormChecks.Refuse(people.Count > MostPeople, Filled(RosterTexts.TooMany, MostPeople), nameof(kept.Lines));
        var number = 1 + await work.Db.Rosters.CountAsync(row => row.ContractId == contract, ct);
        var roster = work
            .Db.Rosters.Add(new Roster(contract, number, kept.HandedInOn.Value, work.AccessContext.Me, authorized.UtcNow))
            .Entity;
        work.Db.RosterLines.AddRange(people.Select((person, at) => new RosterLine(roster.Id, at + 1, person)));
        await work.CommitAsync(ct);
        return roster.Id;
    }

    /// <summary>The newest list of a contract, compared with the staff list and the sign-ins of today. Null when there is no such
    /// contract.</summary>
    [RequiresPermission(Permission.InspectContractors)]
    public async Task<RosterComparison?> CompareAsync(Guid contract, CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.InspectContractors, ct);
        if (await db.Contracts.AsNoTracking().FirstOrDefaultAsync(row => row.Id == contract, ct) is not { } found)
        {
            return null;
        }

        await authorized.NoteViewedAsync(Permission.InspectContractors, AuditActs.RosterCompared, nameof(Roster), contract, ct);
        return await RosterComparison.ReadAsync(db, found, authorized.Today, ct);
    }
}
