using System.ComponentModel.DataAnnotations;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;

namespace SupportCenter.Portal.Components;

/// <summary>Why something is done, where the record has to say so.</summary>
public sealed class ReasonDetails
{
    /// <summary>The reason, in the person's own words.</summary>
    [Display(Name = nameof(ComponentTexts.Reason), ResourceType = typeof(ComponentTexts))]
    [LocalizedRequired, LocalizedMaxLength(500)]
    [DataType(DataType.MultilineText)]
    public string? Reason { get; set; }
}
