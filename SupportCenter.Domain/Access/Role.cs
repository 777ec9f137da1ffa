using System.ComponentModel.DataAnnotations;

namespace SupportCenter.Domain.Access;

/// <summary>What a member of staff may be for the portal; people hold exactly one.</summary>
public enum Role
{
    /// <summary>行政書士: own clinics' reservations, own records, the history of the businesses met.</summary>
    [Display(Name = nameof(AccessTexts.RoleScrivener), ResourceType = typeof(AccessTexts))]
    Scrivener = 1,

    /// <summary>受付 (委託先): reservations and the schedule; never 相談内容 or 所感.</summary>
    [Display(Name = nameof(AccessTexts.RoleBookingStaff), ResourceType = typeof(AccessTexts))]
    BookingStaff = 2,

    /// <summary>本市: everything, confirms records, exports.</summary>
    [Display(Name = nameof(AccessTexts.RoleSupervisor), ResourceType = typeof(AccessTexts))]
    Supervisor = 3,

    /// <summary>再委託先: runs the system and sees no personal data.</summary>
    [Display(Name = nameof(AccessTexts.RoleAdministrator), ResourceType = typeof(AccessTexts))]
    Administrator = 4,

    /// <summary>監査: who saw what, with masked data only.</summary>
    [Display(Name = nameof(AccessTexts.RoleAuditor), ResourceType = typeof(AccessTexts))]
    Auditor = 5,
}

/// <summary>Whose employee or contractor a member of staff is.</summary>
public enum Organisation
{
    [Display(Name = nameof(AccessTexts.OrganisationCity), ResourceType = typeof(AccessTexts))]
    City = 1,

    [Display(Name = nameof(AccessTexts.OrganisationScriveners), ResourceType = typeof(AccessTexts))]
    Scriveners = 2,

    [Display(Name = nameof(AccessTexts.OrganisationContractor), ResourceType = typeof(AccessTexts))]
    Contractor = 3,

    [Display(Name = nameof(AccessTexts.OrganisationSubcontractor), ResourceType = typeof(AccessTexts))]
    Subcontractor = 4,
}

/// <summary>Which roles fit which organisation: the one table of it. 相談 stays with 行政書士 and the city, the telephone with the contractor
/// and the city; a subcontractor can be given no role that reads personal data.</summary>
public static class Roles
{
    private static readonly Dictionary<Organisation, Role[]> Fitting = new()
    {
        [Organisation.City] = [Role.Supervisor, Role.Auditor, Role.BookingStaff, Role.Administrator],
        [Organisation.Scriveners] = [Role.Scrivener],
        [Organisation.Contractor] = [Role.BookingStaff, Role.Administrator],
        [Organisation.Subcontractor] = [Role.Administrator],
    };

    /// <summary>Without somebody in each of these nobody could set anything right again: the last one can neither vanish nor
    /// lapse.</summary>
    public static IReadOnlyList<Role> Keepers { get; } = [Role.Administrator, Role.Supervisor];

    /// <summary>The roles that people of an organisation may be given.</summary>
    public static IReadOnlyList<Role> In(Organisation organisation) => Fitting.GetValueOrDefault(organisation, []);
}
