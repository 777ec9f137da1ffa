using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Words;

namespace SupportCenter.Domain.Access;

/// <summary>The first person of a role, entered at the server's console: a new portal has nobody yet who could let anybody in.</summary>
public sealed class FirstStaffService(AuthorizedDb authorized)
{
    /// <summary>Enters an administrator of the subcontractor, or a supervisor of the city, with their ids in Entra ID, and gives the id of the row.</summary>
    /// <exception cref="RuleException">The role is another one, somebody active has it already, or an id is none.</exception>
    [Needs(Permission.AddFirstStaff)]
    public async Task<Guid> AddAsync(Role role, string name, string tenant, string objectId, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.AddFirstStaff, AuditActs.FirstStaffAdded, ct);
        if (role is not (Role.Administrator or Role.Supervisor) || string.IsNullOrWhiteSpace(name))
        {
            throw new RuleException(AccessTexts.FirstStaffRole);
        }

        if (!Guid.TryParseExact(tenant, "D", out var directory) || !Guid.TryParseExact(objectId, "D", out var person))
        {
            throw new RuleException(AccessTexts.FirstStaffIds);
        }

        // From then on people are let in by people.
        if ((await work.Db.Staff.AsNoTracking().Where(row => row.Role == role).ToListAsync(ct)).Exists(row => row.IsActiveOn(authorized.Today)))
        {
            throw new RuleException(string.Format(CultureInfo.CurrentCulture, AccessTexts.FirstStaffThere, role.Label()));
        }

        var first = new StaffMember(name.Trim(), role == Role.Supervisor ? Organisation.City : Organisation.Subcontractor, role, authorized.Today);
        var row = work.Db.Staff.Add(first);
        row.Property(entry => entry.DirectoryTenant).CurrentValue = directory.ToString("D");
        row.Property(entry => entry.DirectoryObject).CurrentValue = person.ToString("D");
        await work.CommitAsync(ct);
        return first.Id;
    }
}
