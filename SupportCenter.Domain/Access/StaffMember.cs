using System.Linq.Expressions;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;

namespace SupportCenter.Domain.Access;

/// <summary>A member of staff: organisation, role, the contract it rests on, and the days between which they may work here.</summary>
public sealed class StaffMember : IAudited
{
    private StaffMember() { }

    public StaffMember(string name, Organisation organisation, Role role, DateOnly startsOn, DateOnly? endsOn = null)
    {
        Id = NewId.Create();
        Version = NewId.Create();
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

    /// <summary>契約・委嘱の根拠: on which contract or appointment the work rests; null for people taken over from old workbooks.</summary>
    public string? ContractBasis { get; private set; }

    /// <summary>The directory (Entra ID's tenant, or the name of another provider's) and the person's id in it, once known; people are
    /// keyed by
    /// both, never by e-mail (ASVS 10.5.2).</summary>
    public string? DirectoryTenant { get; private set; }

    public string? DirectoryObject { get; private set; }

    /// <summary>Since when an administrator keeps the person out; null while nobody does.</summary>
    public DateTime? DisabledAtUtc { get; private set; }

    /// <summary>Why, in the administrator's words.</summary>
    [Personal]
    public string? DisabledReason { get; private set; }

    /// <summary>The last day on which the person may act without being confirmed in the access review (棚卸し); null when no review waits
    /// for them. Once it has passed they have lapsed, without anything having to run at midnight.</summary>
    public DateOnly? ConfirmBy { get; private set; }

    /// <summary>Changes with every save; two administrators who change the same person meet here.</summary>
    public Guid Version { get; private set; }

    public bool IsDisabled => DisabledAtUtc is not null;

    /// <summary>Whether this person may act on that day: the one place that decides it, <see cref="ActiveOn"/> being the same for
    /// queries.</summary>
    public bool IsActiveOn(DateOnly day) => StartsOn <= day && !IsGoneOn(day);

    /// <summary>Whether the person's work covers that day: what plans for later go by. A review that is to come does not stand against
    /// them.</summary>
    public bool IsEngagedOn(DateOnly day) => StartsOn <= day && !(EndsOn < day) && !IsDisabled;

    /// <summary>The people who may act on that day.</summary>
    public static Expression<Func<StaffMember, bool>> ActiveOn(DateOnly day) =>
        person =>
            person.StartsOn <= day
            && (person.EndsOn == null || person.EndsOn >= day)
            && person.DisabledAtUtc == null
            && (person.ConfirmBy == null || person.ConfirmBy >= day);

    /// <summary>Whether the person's time is over on that day: ended, kept out, or lapsed.</summary>
    public bool IsGoneOn(DateOnly day) => EndsOn < day || IsDisabled || HasLapsedOn(day);

    /// <summary>Whether nobody confirmed the person in the access review in time.</summary>
    public bool HasLapsedOn(DateOnly day) => ConfirmBy < day;

    /// <summary>Takes over name, dates, contract and directory ids.</summary>
    public void Revise(StaffDetails details)
    {
        (Name, StartsOn, EndsOn, ContractBasis) = (details.Name, details.StartsOn!.Value, details.EndsOn, details.ContractBasis);
        (DirectoryTenant, DirectoryObject) = (details.DirectoryTenant, details.DirectoryObject);
        Version = NewId.Create();
    }

    /// <summary>Gives the person another place and role, from the next command on.</summary>
    /// <exception cref="RuleException">The role does not fit the organisation.</exception>
    public void Become(Organisation organisation, Role role)
    {
        EnsureFits(organisation, role);
        (Organisation, Role, Version) = (organisation, role, NewId.Create());
    }

    /// <summary>Keeps the person out from the next command on.</summary>
    public void Disable(string reason, DateTime nowUtc) => (DisabledAtUtc, DisabledReason, Version) = (nowUtc, reason, NewId.Create());

    /// <summary>Lets the person in again.</summary>
    public void Enable() => (DisabledAtUtc, DisabledReason, Version) = (null, null, NewId.Create());

    /// <summary>A review waits for the person until that day; null once they are confirmed.</summary>
    internal void AwaitConfirmation(DateOnly? by)
    {
        if (ConfirmBy != by)
        {
            (ConfirmBy, Version) = (by, NewId.Create());
        }
    }

    internal static void EnsureFits(Organisation organisation, Role role)
    {
        if (!Roles.In(organisation).Contains(role))
        {
            throw new RuleException(StaffTexts.RoleDoesNotFit) { Field = nameof(Role) };
        }
    }
}
