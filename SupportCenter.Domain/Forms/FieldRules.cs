using System.ComponentModel.DataAnnotations;

namespace SupportCenter.Domain.Forms;

/// <summary>The field must be filled in; says so in the user's language with the field's own label.</summary>
public sealed class LocalizedRequiredAttribute : RequiredAttribute
{
    public LocalizedRequiredAttribute() =>
        (ErrorMessageResourceType, ErrorMessageResourceName) = (typeof(DomainTexts), nameof(DomainTexts.Needed));
}

/// <summary>The text has at most so many characters; says so in the user's language with the field's own label.</summary>
public sealed class LocalizedMaxLengthAttribute : StringLengthAttribute
{
    public LocalizedMaxLengthAttribute(int characters)
        : base(characters) => (ErrorMessageResourceType, ErrorMessageResourceName) = (typeof(DomainTexts), nameof(DomainTexts.TooLong));
}

/// <summary>The whole number lies between two others (inclusive); says so in the user's language with the field's own label.</summary>
public sealed class LocalizedRangeAttribute : RangeAttribute
{
    public LocalizedRangeAttribute(int least, int most)
        : base(least, most) => (ErrorMessageResourceType, ErrorMessageResourceName) = (typeof(DomainTexts), nameof(DomainTexts.OutOfRange));
}

/// <summary>The field is on the paper form (別紙1, 別紙2): the form, the reading view and the PDF give it the place that it has there. A
/// field without this stands among the further fields of each of them.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OnPaperAttribute : Attribute;
