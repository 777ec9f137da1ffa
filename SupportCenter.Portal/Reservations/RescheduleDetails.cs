using System.ComponentModel.DataAnnotations;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;
using SupportCenter.Portal.Components;

namespace SupportCenter.Portal.Reservations;

/// <summary>Where a reservation is moved to, and why.</summary>
public sealed class RescheduleDetails
{
    public Guid? SlotId { get; set; }

    [LocalizedMaxLength(500), DataType(DataType.MultilineText)]
    [Display(Name = nameof(ComponentTexts.Reason), ResourceType = typeof(ComponentTexts))]
    public string? Reason { get; set; }
}
