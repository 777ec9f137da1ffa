using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Data;

namespace SupportCenter.Domain.Oversight;

/// <summary>Whose organisation may work here on a day: the one place that decides it. The city needs no contract; every other organisation
/// needs one that is approved and covers the day, a subcontractor also the contract above it.</summary>
/// <remarks>Source: INCIDENT of July 2020 (a contractor's contractor of whom the city knew nothing) and Q&amp;A of the commission for
/// administrative bodies 3-1-4 (再委託 needs prior approval).</remarks>
internal sealed class ContractCover
{
    /// <summary>So many supervisors record and approve a contract.</summary>
    private const int Approvers = 2;

    private static readonly int WithContract = Enum.GetValues<Organisation>().Length - 1;
    private readonly HashSet<Organisation> covered;
    private readonly bool administratorsStay;

    private ContractCover(HashSet<Organisation> covered, bool administratorsStay) =>
        (this.covered, this.administratorsStay) = (covered, administratorsStay);

    /// <summary>For people of the city, who need none: nothing was read.</summary>
    public static ContractCover CityOnly { get; } = new([], administratorsStay: false);

    /// <summary>Which organisations have a contract that holds on a day; of subcontracts those whose contract does.</summary>
    public static Expression<Func<PortalDbContext, DateOnly, IQueryable<Organisation>>> Covered { get; } =
        (db, day) =>
            db
                .Contracts.Where(row =>
                    row.State == ContractState.Approved
                    && row.Details.ValidFrom <= day
                    && row.Details.ValidTo >= day
                    && (
                        row.ParentId == null
                        || db.Contracts.Any(above =>
                            above.Id == row.ParentId
                            && above.State == ContractState.Approved
                            && above.Details.ValidFrom <= day
                            && above.Details.ValidTo >= day
                        )
                    )
                )
                .Select(row => row.Details.Organisation!.Value)
                .Distinct();

    /// <summary>Reads which organisations are covered on a day.</summary>
    public static async Task<ContractCover> ReadAsync(
        PortalDbContext db,
        PortalDatabase database,
        DateOnly day,
        CancellationToken cancellation
    )
    {
        var covered = new HashSet<Organisation>();
        await foreach (var organisation in database.CoveredOrganisations(db, day).WithCancellation(cancellation))
        {
            covered.Add(organisation);
        }

        // Without two supervisors nobody can approve a contract: then an administrator has to be able to come in and enter one more person,
        // or the keeper roles would have locked themselves out.
        var isCityAlone =
            covered.Count < WithContract
            && await db.Staff.Where(row => row.Role == Role.Supervisor).CountAsync(StaffMember.ActiveOn(day), cancellation) < Approvers;
        return new ContractCover(covered, isCityAlone);
    }

    /// <summary>Whether the person's organisation lets them in.</summary>
    public bool LetsIn(StaffMember person) =>
        person.Organisation == Organisation.City
        || covered.Contains(person.Organisation)
        || (administratorsStay && person.Role == Role.Administrator);
}
