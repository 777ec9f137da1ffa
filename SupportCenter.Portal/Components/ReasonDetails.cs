using System.ComponentModel.DataAnnotations;

namespace SupportCenter.Portal.Components;

/// <summary>Why something is done, where the record has to say so.</summary>
public sealed class ReasonDetails
{
    /// <summary>The reason, in the person's own words.</summary>
    [Display(Name = nameof(ComponentTexts.Reason), ResourceType = typeof(ComponentTexts))]
    [DataType(DataType.MultilineText)]
    [Required]
    [StringLength(500)]
    public string? Reason { get; set; }
}
