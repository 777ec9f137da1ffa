using System.ComponentModel.DataAnnotations;

namespace SupportCenter.Domain.Data;

/// <summary>The second look at a form's annotations: the screen checks for the person's sake, the service because it believes no screen (ASVS 2.2.2).</summary>
internal static class DetailsRules
{
    /// <summary>Lets details pass whose annotations all hold.</summary>
    /// <exception cref="RuleException">The first annotation that does not, in its own words and beside its field.</exception>
    public static void EnsureValid(object details)
    {
        var broken = new List<ValidationResult>();
        if (!Validator.TryValidateObject(details, new ValidationContext(details), broken, validateAllProperties: true))
        {
            throw new RuleException(broken[0].ErrorMessage ?? "") { Field = broken[0].MemberNames.FirstOrDefault() };
        }
    }
}
