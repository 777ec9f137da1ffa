using System.ComponentModel.DataAnnotations;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Handovers;

/// <summary>What somebody passes on to whoever works there next, and where that is: at a clinic, at a venue, or with a reservation, a
/// business or a call-back. Exactly one of the five.</summary>
public sealed class HandoverDetails : IValidatableObject
{
    [Personal, LocalizedRequired]
    [LocalizedMaxLength(1000)]
    [DataType(DataType.MultilineText)]
    [Display(Name = nameof(HandoverTexts.Text), Description = nameof(HandoverTexts.TextHint), ResourceType = typeof(HandoverTexts))]
    public string Text { get; set; } = "";

    /// <summary>The last day by which it is to be done; of a clinic or a reservation its day, where nothing else is said.</summary>
    [YearlessDate(YearRule.Coming)]
    [Display(Name = nameof(HandoverTexts.DueOn), Description = nameof(HandoverTexts.DueOnHint), ResourceType = typeof(HandoverTexts))]
    public DateOnly? DueOn { get; set; }

    /// <summary>Whether 受付（委託先） reads it too. Unless somebody says so, what was confided stays between scriveners and the
    /// city.</summary>
    [Display(
        Name = nameof(HandoverTexts.ForReception),
        Description = nameof(HandoverTexts.ForReceptionHint),
        ResourceType = typeof(HandoverTexts)
    )]
    public bool IsForReception { get; set; }

    /// <summary>Who has to see to it; null for whoever is there.</summary>
    [Display(Name = nameof(HandoverTexts.Owner), ResourceType = typeof(HandoverTexts))]
    public Guid? OwnerId { get; set; }

    [Display(Name = nameof(HandoverTexts.PlaceClinic), ResourceType = typeof(HandoverTexts))]
    public Guid? ClinicId { get; set; }

    [Display(Name = nameof(HandoverTexts.PlaceVenue), ResourceType = typeof(HandoverTexts))]
    public Guid? VenueId { get; set; }

    [Display(Name = nameof(HandoverTexts.PlaceReservation), ResourceType = typeof(HandoverTexts))]
    public Guid? ReservationId { get; set; }

    [Display(Name = nameof(HandoverTexts.PlaceBusiness), ResourceType = typeof(HandoverTexts))]
    public Guid? BusinessId { get; set; }

    [Display(Name = nameof(HandoverTexts.PlaceCallback), ResourceType = typeof(HandoverTexts))]
    public Guid? CallbackId { get; set; }

    /// <summary>The ids of the places that are named.</summary>
    internal IEnumerable<Guid> Places => new[] { ClinicId, VenueId, ReservationId, BusinessId, CallbackId }.OfType<Guid>();

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Places.Count() != 1)
        {
            yield return new ValidationResult(HandoverTexts.PlaceNeeded, [nameof(ClinicId)]);
        }
    }
}
