using System.ComponentModel.DataAnnotations;

namespace SupportCenter.Domain.Data;

/// <summary>The field must be filled in; says so in the user's language with the field's own label.</summary>
public sealed class NeededAttribute : RequiredAttribute
{
    public NeededAttribute() => (ErrorMessageResourceType, ErrorMessageResourceName) = (typeof(DomainTexts), nameof(DomainTexts.Needed));
}

/// <summary>The text has at most so many characters; says so in the user's language with the field's own label.</summary>
public sealed class AtMostAttribute : StringLengthAttribute
{
    public AtMostAttribute(int characters)
        : base(characters) => (ErrorMessageResourceType, ErrorMessageResourceName) = (typeof(DomainTexts), nameof(DomainTexts.TooLong));
}

/// <summary>The whole number lies between two others (inclusive); says so in the user's language with the field's own label.</summary>
public sealed class WholeNumberAttribute : RangeAttribute
{
    public WholeNumberAttribute(int least, int most)
        : base(least, most) => (ErrorMessageResourceType, ErrorMessageResourceName) = (typeof(DomainTexts), nameof(DomainTexts.OutOfRange));
}
