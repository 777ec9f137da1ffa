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

/// <summary>The field is not on the paper, and belongs to another one: the form asks for it right behind that.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class BesideAttribute(string field) : Attribute
{
    /// <summary>The name of the property to which it belongs.</summary>
    public string Field { get; } = field;

    /// <summary>Whether the words of that field hold this one's wherever they are read, so that it has no row of its own there.</summary>
    public bool IsReadWithIt { get; init; }
}
