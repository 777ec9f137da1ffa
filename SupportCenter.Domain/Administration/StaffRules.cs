using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Administration;

/// <summary>The rules about several people: nobody raises themselves, and the last of the roles that can restore access cannot
/// vanish.</summary>
internal static class StaffRules
{
    /// <summary>Nobody changes what stands about themselves (ASVS 8.2.2).</summary>
    public static void EnsureNotSelf(UnitOfWork work, StaffMember person)
    {
        if (person.Id == work.AccessContext.StaffId)
        {
            throw new RuleException(StaffTexts.NotYourself);
        }
    }

    /// <summary>Until which day, from the given one on, each role of <see cref="Roles.Keepers"/> is held by somebody without a
    /// gap.</summary>
    public static async Task<IReadOnlyDictionary<Role, DateOnly>> CoveredAsync(
        PortalDbContext db,
        DateOnly today,
        CancellationToken cancellation
    )
    {
        // Rows that this work has changed come back as changed: they are asked for by what they hold now.
        await db.Staff.Where(row => Roles.Keepers.Contains(row.Role)).LoadAsync(cancellation);
        return Roles.Keepers.ToDictionary(
            role => role,
            role => CoveredUntil([.. db.Staff.Local.Where(row => row.Role == role && !row.IsDisabled)], today)
        );
    }

    /// <summary>A change must not bring nearer the first day on which nobody holds such a role.</summary>
    /// <exception cref="RuleException">It does.</exception>
    public static async Task EnsureStillCoveredAsync(
        PortalDbContext db,
        IReadOnlyDictionary<Role, DateOnly> before,
        DateOnly today,
        CancellationToken cancellation
    )
    {
        var after = await CoveredAsync(db, today, cancellation);
        foreach (var role in Roles.Keepers.Where(role => after[role] < before[role]))
        {
            throw new RuleException(Filled(StaffTexts.LastKeeper, role.Label()));
        }
    }

    /// <summary>Whether a change makes somebody a supervisor who was none the moment before: by role, by coming back, or by another
    /// account in the directory taking the place.</summary>
    public static bool MakesSupervisor(StaffBefore before, StaffMember after, DateOnly today) =>
        after.Role == Role.Supervisor
        && !after.IsGoneOn(today)
        && (before.Role != Role.Supervisor || before.WasGone || before.Directory != (after.DirectoryTenant, after.DirectoryObject));

    private static DateOnly CoveredUntil(List<StaffMember> people, DateOnly today)
    {
        var until = today.AddDays(-1);
        foreach (var person in people.OrderBy(person => person.StartsOn))
        {
            var last = Least(person.EndsOn, person.ConfirmBy);
            if (until < DateOnly.MaxValue && person.StartsOn <= until.AddDays(1) && last > until)
            {
                until = last;
            }
        }

        return until;
    }

    private static DateOnly Least(DateOnly? one, DateOnly? other)
    {
        var (first, second) = (one ?? DateOnly.MaxValue, other ?? DateOnly.MaxValue);
        return first < second ? first : second;
    }
}

/// <summary>What a person was before a change.</summary>
internal sealed record StaffBefore(Role Role, bool WasGone, (string? Tenant, string? Object) Directory)
{
    public static StaffBefore Of(StaffMember person, DateOnly today) =>
        new(person.Role, person.IsGoneOn(today), (person.DirectoryTenant, person.DirectoryObject));
}
