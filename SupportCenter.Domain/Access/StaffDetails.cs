using System.ComponentModel.DataAnnotations;
using SupportCenter.Domain.Data;

namespace SupportCenter.Domain.Access;

/// <summary>What an administrator edits of a member of staff, but for organisation and role (<see cref="StaffRoleDetails"/>).</summary>
public class StaffDetails
{
    [Needed, AtMost(100)]
    [Display(Name = nameof(StaffTexts.Name), ResourceType = typeof(StaffTexts))]
    public string Name { get; set; } = "";

    [Needed]
    [Display(Name = nameof(StaffTexts.StartsOn), ResourceType = typeof(StaffTexts))]
    public DateOnly? StartsOn { get; set; }

    [Display(Name = nameof(StaffTexts.EndsOn), Description = nameof(StaffTexts.EndsOnHint), ResourceType = typeof(StaffTexts))]
    public DateOnly? EndsOn { get; set; }

    [Needed, AtMost(200)]
    [Display(Name = nameof(StaffTexts.ContractBasis), Description = nameof(StaffTexts.ContractBasisHint), ResourceType = typeof(StaffTexts))]
    public string? ContractBasis { get; set; }

    [DirectoryId]
    [Display(Name = nameof(StaffTexts.DirectoryTenant), Description = nameof(StaffTexts.DirectoryHint), ResourceType = typeof(StaffTexts))]
    public string? DirectoryTenant { get; set; }

    [DirectoryId]
    [Display(Name = nameof(StaffTexts.DirectoryObject), Description = nameof(StaffTexts.DirectoryHint), ResourceType = typeof(StaffTexts))]
    public string? DirectoryObject { get; set; }
}

/// <summary>A new member of staff: with the organisation and role that they begin with.</summary>
public sealed class NewStaffDetails : StaffDetails
{
    [Needed]
    [Display(Name = nameof(StaffTexts.Organisation), ResourceType = typeof(StaffTexts))]
    public Organisation? Organisation { get; set; }

    [Needed]
    [Display(Name = nameof(StaffTexts.Role), Description = nameof(StaffTexts.RoleHint), ResourceType = typeof(StaffTexts))]
    public Role? Role { get; set; }
}

/// <summary>Organisation and role: what nobody changes of themselves.</summary>
public sealed class StaffRoleDetails
{
    [Needed]
    [Display(Name = nameof(StaffTexts.Organisation), ResourceType = typeof(StaffTexts))]
    public Organisation? Organisation { get; set; }

    [Needed]
    [Display(Name = nameof(StaffTexts.Role), Description = nameof(StaffTexts.RoleHint), ResourceType = typeof(StaffTexts))]
    public Role? Role { get; set; }
}

/// <summary>An identifier of Entra ID: 32 hexadecimal digits in the usual groups.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DirectoryIdAttribute : ValidationAttribute
{
    public override bool IsValid(object? value) => value is null or "" || (value is string text && Guid.TryParseExact(text.Trim(), "D", out _));

    public override string FormatErrorMessage(string name) => string.Format(System.Globalization.CultureInfo.CurrentCulture, StaffTexts.DirectoryIdWrong, name);
}
