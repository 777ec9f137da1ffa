using System.ComponentModel.DataAnnotations;

namespace SupportCenter.Portal.Components;

/// <summary>Why something is done, where the record has to say so.</summary>
public sealed class ReasonDetails(bool needed) : IValidatableObject
{
    /// <summary>The reason, in the person's own words.</summary>
    [Display(Name = nameof(ComponentTexts.Reason), ResourceType = typeof(ComponentTexts))]
    [DataType(DataType.MultilineText)]
    [StringLength(500)]
    public string? Reason { get; set; }

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        needed && string.IsNullOrWhiteSpace(Reason) ? [new ValidationResult(ComponentTexts.ReasonMissing, [nameof(Reason)])] : [];
}
