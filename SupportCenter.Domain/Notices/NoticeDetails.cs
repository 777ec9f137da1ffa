using System.ComponentModel.DataAnnotations;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Notices;

/// <summary>What a notice is about.</summary>
public enum NoticeKind
{
    [Display(Name = nameof(NoticeTexts.KindOrdinary), ResourceType = typeof(NoticeTexts))]
    Ordinary = 1,

    [Display(Name = nameof(NoticeTexts.KindImportant), ResourceType = typeof(NoticeTexts))]
    Important = 2,

    [Display(Name = nameof(NoticeTexts.KindProcedure), ResourceType = typeof(NoticeTexts))]
    Procedure = 3,
}

/// <summary>Roles that a notice or a paper is for; none ticked means all.</summary>
[Flags]
public enum AudienceRoles
{
    [Display(Name = nameof(AccessTexts.RoleScrivener), ResourceType = typeof(AccessTexts))]
    Scrivener = 1 << Role.Scrivener,

    [Display(Name = nameof(AccessTexts.RoleBookingStaff), ResourceType = typeof(AccessTexts))]
    BookingStaff = 1 << Role.BookingStaff,

    [Display(Name = nameof(AccessTexts.RoleSupervisor), ResourceType = typeof(AccessTexts))]
    Supervisor = 1 << Role.Supervisor,

    [Display(Name = nameof(AccessTexts.RoleAdministrator), ResourceType = typeof(AccessTexts))]
    Administrator = 1 << Role.Administrator,

    [Display(Name = nameof(AccessTexts.RoleAuditor), ResourceType = typeof(AccessTexts))]
    Auditor = 1 << Role.Auditor,
}

/// <summary>Organisations that a notice is for; none ticked means all.</summary>
[Flags]
public enum AudienceOrganisations
{
    [Display(Name = nameof(AccessTexts.OrganisationCity), ResourceType = typeof(AccessTexts))]
    City = 1 << Organisation.City,

    [Display(Name = nameof(AccessTexts.OrganisationScriveners), ResourceType = typeof(AccessTexts))]
    Scriveners = 1 << Organisation.Scriveners,

    [Display(Name = nameof(AccessTexts.OrganisationContractor), ResourceType = typeof(AccessTexts))]
    Contractor = 1 << Organisation.Contractor,

    [Display(Name = nameof(AccessTexts.OrganisationSubcontractor), ResourceType = typeof(AccessTexts))]
    Subcontractor = 1 << Organisation.Subcontractor,
}

/// <summary>What somebody tells everybody, or some of them. It names no business, no client and no telephone number.</summary>
public sealed class NoticeDetails
{
    /// <summary>Characters of a notice.</summary>
    public const int LongestText = 2000;

    [LocalizedRequired]
    [LocalizedMaxLength(LongestText)]
    [DataType(DataType.MultilineText)]
    [Display(Name = nameof(NoticeTexts.Text), Description = nameof(NoticeTexts.TextHint), ResourceType = typeof(NoticeTexts))]
    public string Text { get; set; } = "";

    [Display(Name = nameof(NoticeTexts.Kind), ResourceType = typeof(NoticeTexts))]
    public NoticeKind Kind { get; set; } = NoticeKind.Ordinary;

    /// <summary>要確認: each reader says that the notice was understood.</summary>
    [Display(Name = nameof(NoticeTexts.NeedsConfirmation), ResourceType = typeof(NoticeTexts))]
    public bool NeedsConfirmation { get; set; }

    [Display(Name = nameof(NoticeTexts.Roles), Description = nameof(NoticeTexts.RolesHint), ResourceType = typeof(NoticeTexts))]
    public AudienceRoles Roles { get; set; }

    [Display(Name = nameof(NoticeTexts.Organisations), ResourceType = typeof(NoticeTexts))]
    public AudienceOrganisations Organisations { get; set; }

    /// <summary>The last day on which it is shown among the current ones; null until it is withdrawn.</summary>
    [YearlessDate(YearRule.Coming)]
    [Display(Name = nameof(NoticeTexts.Until), Description = nameof(NoticeTexts.UntilHint), ResourceType = typeof(NoticeTexts))]
    public DateOnly? Until { get; set; }

    /// <summary>The paper of the shelf that goes with it.</summary>
    [Display(Name = nameof(NoticeTexts.Paper), ResourceType = typeof(NoticeTexts))]
    public Guid? PaperId { get; set; }
}

/// <summary>A correction of a notice: all of it as it is to be, and whether it asks everybody again.</summary>
public sealed class NoticeCorrection
{
    public NoticeDetails Notice { get; set; } = new();

    /// <summary>A slip of the pen: who has read or confirmed the notice is not asked again.</summary>
    [Display(Name = nameof(NoticeTexts.IsSmall), Description = nameof(NoticeTexts.IsSmallHint), ResourceType = typeof(NoticeTexts))]
    public bool IsSmall { get; set; }
}

/// <summary>What somebody says about a notice.</summary>
public sealed class CommentDetails
{
    [LocalizedRequired]
    [LocalizedMaxLength(500)]
    [DataType(DataType.MultilineText)]
    [Display(Name = nameof(NoticeTexts.Comment), Description = nameof(NoticeTexts.TextHint), ResourceType = typeof(NoticeTexts))]
    public string Text { get; set; } = "";
}
