using System.ComponentModel.DataAnnotations;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Access;

/// <summary>What an administrator edits of a member of staff, but for organisation and role (<see cref="StaffRoleDetails"/>).</summary>
public class StaffDetails : IValidatableObject
{
    [LocalizedRequired, LocalizedMaxLength(100)]
    [Display(Name = nameof(StaffTexts.Name), ResourceType = typeof(StaffTexts))]
    public string Name { get; set; } = "";

    [LocalizedRequired]
    [Display(Name = nameof(StaffTexts.StartsOn), ResourceType = typeof(StaffTexts))]
    public DateOnly? StartsOn { get; set; }

    [YearlessDate(YearRule.Coming)]
    [Display(Name = nameof(StaffTexts.EndsOn), Description = nameof(StaffTexts.EndsOnHint), ResourceType = typeof(StaffTexts))]
    public DateOnly? EndsOn { get; set; }

    [LocalizedRequired, LocalizedMaxLength(200)]
    [Display(
        Name = nameof(StaffTexts.ContractBasis),
        Description = nameof(StaffTexts.ContractBasisHint),
        ResourceType = typeof(StaffTexts)
    )]
    public string? ContractBasis { get; set; }

    [DirectoryId]
    [Display(Name = nameof(StaffTexts.DirectoryTenant), Description = nameof(StaffTexts.DirectoryHint), ResourceType = typeof(StaffTexts))]
    public string? DirectoryTenant { get; set; }

    [DirectoryPersonId]
    [Display(Name = nameof(StaffTexts.DirectoryObject), Description = nameof(StaffTexts.DirectoryHint), ResourceType = typeof(StaffTexts))]
    public string? DirectoryObject { get; set; }

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (EndsOn < StartsOn)
        {
            yield return new ValidationResult(StaffTexts.EndsBeforeStart, [nameof(EndsOn)]);
        }

        if (VisibleText.IsBlank(DirectoryTenant) != VisibleText.IsBlank(DirectoryObject))
        {
            yield return new ValidationResult(StaffTexts.DirectoryNeedsBoth, [nameof(DirectoryObject)]);
        }
    }
}

/// <summary>A new member of staff: with the organisation and role that they begin with.</summary>
public sealed class NewStaffDetails : StaffDetails
{
    [LocalizedRequired]
    [Display(Name = nameof(StaffTexts.Organisation), ResourceType = typeof(StaffTexts))]
    public Organisation? Organisation { get; set; }

    [LocalizedRequired]
    [Display(Name = nameof(StaffTexts.Role), Description = nameof(StaffTexts.RoleHint), ResourceType = typeof(StaffTexts))]
    public Role? Role { get; set; }
}

/// <summary>Organisation and role: what nobody changes of themselves.</summary>
public sealed class StaffRoleDetails
{
    [LocalizedRequired]
    [Display(Name = nameof(StaffTexts.Organisation), ResourceType = typeof(StaffTexts))]
    public Organisation? Organisation { get; set; }

    [LocalizedRequired]
    [Display(Name = nameof(StaffTexts.Role), Description = nameof(StaffTexts.RoleHint), ResourceType = typeof(StaffTexts))]
    public Role? Role { get; set; }
}
