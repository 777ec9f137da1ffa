using System.ComponentModel.DataAnnotations;
using System.Globalization;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Schedule;

/// <summary>A place where the centre tours: a ward office, a branch office, or another hall (会場).</summary>
public sealed class Venue : IAudited
{
    private Venue() { }

    public Venue(VenueDetails details)
    {
        Id = NewId.Create();
        Details = details;
    }

    public Guid Id { get; private set; }

    public VenueDetails Details { get; private set; } = new();

    /// <summary>Takes over what was edited.</summary>
    public void Revise(VenueDetails details) => Details = details;
}

/// <summary>What a person edits of a venue; all of it is public.</summary>
public sealed class VenueDetails : IValidatableObject
{
    [LocalizedRequired, LocalizedMaxLength(60), Display(Name = nameof(ScheduleTexts.VenueName), ResourceType = typeof(ScheduleTexts))]
    public string Name { get; set; } = "";

    [Display(Name = nameof(ScheduleTexts.VenueWard), ResourceType = typeof(ScheduleTexts))]
    public Ward Ward { get; set; }

    [LocalizedRequired, LocalizedMaxLength(200), Display(Name = nameof(ScheduleTexts.VenueAddress), ResourceType = typeof(ScheduleTexts))]
    public string Address { get; set; } = "";

    /// <summary>How to get there and into which room.</summary>
    [
        LocalizedMaxLength(400),
        DataType(DataType.MultilineText),
        Display(Name = nameof(ScheduleTexts.VenueAccess), ResourceType = typeof(ScheduleTexts))
    ]
    public string? Access { get; set; }

    [LocalizedMaxLength(100), Display(Name = nameof(ScheduleTexts.VenueOpeningHours), ResourceType = typeof(ScheduleTexts))]
    public string? OpeningHours { get; set; }

    /// <summary>Position in lists (0 first).</summary>
    [Display(Name = nameof(ScheduleTexts.ListOrder), ResourceType = typeof(ScheduleTexts))]
    public int ListOrder { get; set; }

    [Display(Name = nameof(ScheduleTexts.VenueIsUsed), ResourceType = typeof(ScheduleTexts))]
    public bool IsUsed { get; set; } = true;

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (WardNames.Parse(Address) is { } named && named != Ward)
        {
            yield return new ValidationResult(Filled(ScheduleTexts.WardIsNotTheAddresss, named.Label()), [nameof(Ward)]);
        }
    }
}
