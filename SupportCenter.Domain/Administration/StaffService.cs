using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;

namespace SupportCenter.Domain.Administration;

/// <summary>Who works here: for those who run the centre, and for the auditor.</summary>
public sealed class StaffService(AuthorizedDb authorized)
{
    /// <summary>All members of staff, those who have left included.</summary>
    [Needs(Permission.ViewStaff)]
    public async Task<IReadOnlyList<StaffRow>> ListAsync(CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.ViewStaff, ct);
        var today = authorized.Today;
        return await db.Staff.AsNoTracking().OrderBy(person => person.Organisation).ThenBy(person => person.Role).ThenBy(person => person.Name)
            .Select(person => new StaffRow(person.Id, person.Name, person.Organisation, person.Role, person.StartsOn, person.EndsOn,
                person.StartsOn <= today && (person.EndsOn == null || person.EndsOn >= today)))
            .ToListAsync(ct);
    }
}

/// <summary>A member of staff with the days between which they work here.</summary>
public sealed record StaffRow(Guid Id, string Name, Organisation Organisation, Role Role, DateOnly StartsOn, DateOnly? EndsOn, bool IsActive);
