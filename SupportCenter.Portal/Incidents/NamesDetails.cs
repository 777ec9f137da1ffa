using System.ComponentModel.DataAnnotations;
using SupportCenter.Domain;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Incidents;

namespace SupportCenter.Portal.Incidents;

/// <summary>A list of names that somebody brings, and which data of those businesses could be seen.</summary>
public sealed class NamesDetails
{
    [LocalizedRequired, LocalizedMaxLength(10_000)]
    [DataType(DataType.MultilineText)]
    [Display(
        Name = nameof(IncidentPageTexts.Names),
        Description = nameof(IncidentPageTexts.NamesHint),
        ResourceType = typeof(IncidentPageTexts)
    )]
    public string? Names { get; set; }

    [Display(Name = nameof(IncidentTexts.QueryWhat), ResourceType = typeof(IncidentTexts))]
    public ExposedData What { get; set; } = ExposedData.List;
}
