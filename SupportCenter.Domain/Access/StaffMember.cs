using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;

namespace SupportCenter.Domain.Access;

/// <summary>A member of staff: organisation, role, and the days between which they may work here.</summary>
public sealed class StaffMember : IAudited
{
    private StaffMember()
    {
    }

    public StaffMember(string name, Organisation organisation, Role role, DateOnly startsOn, DateOnly? endsOn = null)
    {
        Id = NewId.Create();
        (Name, Organisation, Role, StartsOn, EndsOn) = (name, organisation, role, startsOn, endsOn);
    }

    public Guid Id { get; private set; }

    /// <summary>The name that colleagues read; staff names are shown inside only.</summary>
    public string Name { get; private set; } = "";

    public Organisation Organisation { get; private set; }

    public Role Role { get; private set; }

    public DateOnly StartsOn { get; private set; }

    /// <summary>The last day of work; null while no end is agreed.</summary>
    public DateOnly? EndsOn { get; private set; }

    /// <summary>Tenant and object id in Entra ID, once known; people are keyed by both, never by e-mail (ASVS 10.5.2).</summary>
    public string? DirectoryTenant { get; private set; }

    public string? DirectoryObject { get; private set; }

    /// <summary>Whether this person may act on that day.</summary>
    public bool IsActiveOn(DateOnly day) => StartsOn <= day && (EndsOn is null || day <= EndsOn);

    /// <summary>Ends the person's work after the given day; from the next command on they are refused.</summary>
    public void EndOn(DateOnly lastDay) => EndsOn = lastDay;

    /// <summary>Gives the person another role, from the next command on.</summary>
    public void ChangeRole(Role role) => Role = role;
}
