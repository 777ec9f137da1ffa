using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Access;

/// <summary>The first person of a role, entered at the server's console: a new portal has nobody yet who could let anybody in.</summary>
public sealed class FirstStaffService(AuthorizedDbContextFactory authorized)
{
    /// <summary>Enters an administrator of the subcontractor, or a supervisor of the city, with their ids in the directory, and gives the
    /// id
    /// of the row.</summary>
    /// <exception cref="RuleException">The role is another one, somebody active has it already, or an id is none.</exception>
    [RequiresPermission(Permission.AddFirstStaff)]
    public async Task<Guid> AddAsync(Role role, string name, string tenant, string objectId, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.AddFirstStaff, AuditActs.FirstStaffAdded, ct);
        if (role is not (Role.Administrator or Role.Supervisor) || VisibleText.IsBlank(name))
        {
            throw new RuleException(AccessTexts.FirstStaffRole);
        }

        if (!DirectoryIdentifier.IsDirectory(tenant) || !DirectoryIdentifier.IsPerson(tenant, objectId))
        {
            throw new RuleException(AccessTexts.FirstStaffIds);
        }

        // From then on people are let in by people.
        if (
            (await work.Db.Staff.AsNoTracking().Where(row => row.Role == role).ToListAsync(ct)).Exists(row =>
                row.IsActiveOn(authorized.Today)
            )
        )
        {
            throw new RuleException(Filled(AccessTexts.FirstStaffThere, role.Label()));
        }

        var first = new StaffMember(
            VisibleText.Trimmed(name),
            role == Role.Supervisor ? Organisation.City : Organisation.Subcontractor,
            role,
            authorized.Today
        );
        var row = work.Db.Staff.Add(first);
        row.Property(entry => entry.DirectoryTenant).CurrentValue = DirectoryIdentifier.Normalize(tenant);
        row.Property(entry => entry.DirectoryObject).CurrentValue = DirectoryIdentifier.Normalize(objectId);
        await work.CommitAsync(ct);
        return first.Id;
    }
}
