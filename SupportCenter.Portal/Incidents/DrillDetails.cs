using System.ComponentModel.DataAnnotations;

namespace SupportCenter.Portal.Incidents;

/// <summary>Whether what is reported is a drill.</summary>
public sealed class DrillDetails
{
    [Display(
        Name = nameof(IncidentPageTexts.IsDrill),
        Description = nameof(IncidentPageTexts.IsDrillHint),
        ResourceType = typeof(IncidentPageTexts)
    )]
    public bool IsDrill { get; set; }
}
